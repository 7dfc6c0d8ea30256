package flows_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"thidua"
	"thidua/flows"
)

// state is what the bot would give the next step: the session and the records that it needs, already read.
func (w *world) state(in thidua.Input) flows.State {
	w.update++
	in.Update, in.Chat, in.At, in.Sent, in.Card = w.update, chat, w.now, w.now, w.card
	s := flows.State{Person: w.person, Input: in, Records: map[thidua.Key]thidua.Record{}}
	if err := json.Unmarshal(w.session, &s.Session); err != nil {
		w.t.Fatal(err)
	}
	w.load(s, w.needs)
	for {
		r, err := w.script.Step(s)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(r.Missing) == 0 {
			return s
		}
		w.load(s, r.Missing)
	}
}

func measure(b *testing.B, w *world, s flows.State) {
	b.ReportAllocs()
	for b.Loop() {
		if r, err := w.script.Step(s); err != nil || len(r.Messages) == 0 {
			b.Fatal(r, err)
		}
	}
}

// among opens a list of n entries.
func among(b *testing.B, n int) *world {
	c := campaign(b, "activities.md")
	c.Parts[0].Max = 0
	w := newWorld(b, compile(b, c), "VP")
	w.filled(n)
	w.all("/start", "[Hoạt động]")
	return w
}

func BenchmarkStep(b *testing.B) {
	b.Run("text in the sample", func(b *testing.B) {
		w := newWorld(b, compile(b, campaign(b, "sample")), "VP")
		w.all("/start", "[Hoạt động]", "[Thêm]")
		measure(b, w, w.state(thidua.Input{Text: "Tọa đàm Ngày Sở hữu trí tuệ thế giới"}))
	})
	for _, n := range []int{10, 10_000} {
		w := among(b, n)
		b.Run("add an entry to "+strconv.Itoa(n), func(b *testing.B) {
			data, _ := w.find("Thêm", len(w.cards)-1)
			measure(b, w, w.state(thidua.Input{Data: data, Query: "q"}))
		})
		w.all("[Thêm]")
		b.Run("name an entry among "+strconv.Itoa(n), func(b *testing.B) {
			measure(b, w, w.state(thidua.Input{Text: "Hội thảo"}))
		})
		w.all("Hội thảo")
		b.Run("answer in an entry among "+strconv.Itoa(n), func(b *testing.B) {
			measure(b, w, w.state(thidua.Input{Text: "150"}))
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	c := campaign(b, "sample")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := flows.Compile(c); err != nil {
			b.Fatal(err)
		}
	}
}
