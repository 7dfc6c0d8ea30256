package flows_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"thidua"
	"thidua/flows"
)

// state is what the bot would give the next step: the session and the records that it needs, already read.
func (w *world) state(in thidua.Input) flows.State {
	w.update++
	in.Update, in.Chat, in.At, in.Sent, in.Card = w.update, w.person.Chat, w.now, w.now, w.card
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

// moment is a chat at an open question, and what the person answers.
type moment struct {
	world *world
	input thidua.Input
}

// filling is a form's first part filled from its first question to its review.
type filling struct {
	answers []moment // accepted ones, in order
	end     *walker
}

// fill is the longest of some fillings.
func fill(t testing.TB, script *flows.Script) filling {
	var longest filling
	for seed := range uint64(6) {
		w := newWalker(t, script, script.Campaign.Units[0].Code, seed)
		w.person.Language, w.eager = "vi", true
		if f := w.fill(); len(f.answers) > len(longest.answers) {
			longest = f
		}
	}
	return longest
}

func (w *walker) fill() filling {
	w.say("/start")
	w.pressPart(w.script.Campaign.Parts[0].Name)
	w.act("begin")
	f := filling{end: w}
	for s := w.session(); s.Screen != flows.Review; s = w.session() {
		if s.Screen != flows.Asking {
			w.advance()
			continue
		}
		m, after := w.answered(s)
		if len(s.Trail) == 0 && (after.Screen == flows.Review || after.Screen == flows.Asking && after.Question != s.Question) {
			f.answers = append(f.answers, m)
		}
	}
	return f
}

// answered answers the open question, and is what the chat was before.
func (w *walker) answered(s flows.Session) (moment, flows.Session) {
	before := *w.world
	before.records = maps.Clone(w.records)
	w.answerOpen(s)
	return moment{&before, w.input}, w.session()
}

// changed changes the first answer of a filled form from its review.
func (f filling) changed() moment {
	w := f.end
	w.act("edit")
	for {
		m, after := w.answered(w.session())
		if after.Screen != flows.Asking && w.puts > 0 {
			return m
		}
	}
}

// BenchmarkStepLong answers a question at the beginning, in the middle, near the end and at the end of forms of some
// 600 rows, with all before it answered, and changes the first one from the review; it says what the step writes.
func BenchmarkStepLong(b *testing.B) {
	for _, form := range []string{"large.md", "verbal-autopsy.xlsx"} {
		c := walkable(b, form)
		if c == nil {
			continue
		}
		f := fill(b, compile(b, c))
		last := len(f.answers) - 1
		for _, at := range []struct {
			name string
			moment
		}{{"beginning", f.answers[1]}, {"middle", f.answers[last/2]}, {"end", f.answers[last-1]}, {"last", f.answers[last]}, {"changed", f.changed()}} {
			b.Run(form+" "+at.name, func(b *testing.B) {
				state := at.world.state(at.input)
				measure(b, at.world, state)
				reportWritten(b, at.world, state)
			})
		}
	}
}

// reportWritten adds what one step loads and writes.
func reportWritten(b *testing.B, w *world, s flows.State) {
	r, err := w.script.Step(s)
	if err != nil {
		b.Fatal(err)
	}
	bytes := 0
	for _, put := range r.Put {
		bytes += len(put.Body)
	}
	b.ReportMetric(float64(len(r.Put)+len(r.Delete)), "written/op")
	b.ReportMetric(float64(bytes), "written-B/op")
}

// BenchmarkReadLong reads and compiles forms of some 600 rows.
func BenchmarkReadLong(b *testing.B) {
	forms := map[string][]byte{"large.md": largeForm()}
	name := filepath.Join(os.Getenv("THIDUA_XLSFORM_VECTORS"), "forms", "verbal-autopsy.xlsx")
	if content, err := os.ReadFile(name); err == nil {
		forms["verbal-autopsy.xlsx"] = content
	}
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		b.Run(form, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compile(b, readForm(b, form, forms[form]))
			}
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
