package flows_test

import (
	"fmt"
	"testing"

	"thidua"
	"thidua/flows"
)

// TestRetyped asks a question again whose answer has not the form of its new type, and says what was answered.
func TestRetyped(t *testing.T) {
	form := func(kind string) *thidua.Campaign {
		return inline(t, "| | type | name | label |\n| | begin group | p | Phần |\n| | "+kind+" | a | A |\n| | text | b | B |\n| | end group |",
			"| choices |\n| | list_name | name | label |\n| | c | mot | Một |")
	}
	for _, test := range []struct {
		was, answer, is string
		kept            bool
	}{
		{"text", "12", "integer", true}, {"text", "mười", "integer", false}, {"decimal", "1,5", "integer", false},
		{"integer", "12", "text", true}, {"text", "mai", "date", false}, {"date", "18/5/2023", "date", true},
		{"date", "18/5/2023", "dateTime", false}, {"dateTime", "8:30 18/5/2023", "date", false}, {"text", "sáng", "time", false},
		{"time", "8:30", "time", true}, {"time", "8:30", "dateTime", false}, {"dateTime", "8:30 18/5/2023", "dateTime", true},
		{"text", "ở nhà", "geopoint", false}, {"text", "có", "acknowledge", false}, {"text", "ảnh", "image", false},
		{"text", "Một", "select_one c", false}, {"text", "mot", "select_one c", true}, {"select_one c", "Một", "integer", false},
		{"geopoint", "20.65 106.05", "geopoint", true},
	} {
		t.Run(test.was+" "+test.answer+" "+test.is, func(t *testing.T) {
			w := newWorld(t, compile(t, form(test.was)), "VP")
			w.all("/start", "[Phần]", "[Bắt đầu]", test.answer, "[Tạm dừng]")
			if w.answer("p", "a").Value == "" {
				t.Fatalf("%q was not taken:\n%s", test.answer, w.last())
			}
			w.script = compile(t, form(test.is))
			w.all("[Tiếp tục]")
			if test.kept {
				w.expect("câu 2/2")
				return
			}
			w.expect("không còn phù hợp")
			w.expect("câu 1/2")
		})
	}
	t.Run("a file becomes a text", func(t *testing.T) {
		w := newWorld(t, compile(t, form("image")), "VP")
		w.all("/start", "[Phần]", "[Bắt đầu]")
		w.step(file(t, []string{"photo", "1.jpg", "1MB"}))
		w.script = compile(t, form("text"))
		w.all("[Tạm dừng]", "[Tiếp tục]")
		w.expect("câu 1/2")
	})
	t.Run("under an old button", func(t *testing.T) {
		w := newWorld(t, compile(t, form("select_one c")), "VP")
		w.all("/start", "[Phần]", "[Bắt đầu]")
		w.script = compile(t, form("acknowledge"))
		w.all("[Một]")
		if a := w.answer("p", "a"); !a.Empty() {
			t.Errorf("a choice that is gone was taken: %+v", a)
		}
	})
}

// asking is the campaign with one more question in its activities.
func asking(t testing.TB, c *thidua.Campaign, q *thidua.Question) *thidua.Campaign {
	t.Helper()
	later := *c
	later.Version = "later-" + q.Name
	later.Parts = append([]thidua.Part(nil), c.Parts...)
	repeat := *c.Parts[0].Question
	repeat.Children = append(append([]*thidua.Question(nil), repeat.Children...), q)
	later.Parts[0].Question = &repeat
	later.Form.Questions = append([]*thidua.Question{&repeat}, c.Form.Questions[1:]...)
	return &later
}

// TestRecheck looks through a long list once after a new version, in few loads, and not again.
func TestRecheck(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	const n = 300
	w := newWorld(t, compile(t, c), "VP")
	w.filled(n)
	w.script = compile(t, asking(t, c, &thidua.Question{Name: "moi", Type: thidua.TypeText, Label: thidua.Text{"": "Câu mới"}}))
	w.all("/start", "[Hoạt động]")
	if w.loaded > 8 {
		t.Errorf("showing the list loads %d records", w.loaded)
	}
	w.all("[Tiếp tục]")
	w.expect("Câu mới")
	if w.loads > 8 {
		t.Errorf("%d round trips", w.loads)
	}
	w.all("Trả lời")
	if w.loaded > 30 || w.puts > 5 {
		t.Errorf("an answer after that loads %d records and writes %d", w.loaded, w.puts)
	}
	w.expect("Hoạt động số 1\n2. Hoạt động số 2 · còn thiếu")
	w.all("/start", "[Hoạt động]", "[Tiếp tục]")
	w.expect("Hoạt động số 2")
	if w.loaded > 30 {
		t.Errorf("going on again loads %d records", w.loaded)
	}
	w.all("[Tạm dừng]")
	w.script = compile(t, c)
	w.all("[Hoạt động]", "[Tiếp tục]")
	w.expect("Đã có 300 mục")
	w.all("[Nộp]")
	w.expect("đã nộp")
}

// TestWalksOverVersions wanders while versions come and go under the person's feet: nothing panics or stalls, a comparison
// never fails, and what is handed in keeps the rules of the version in force.
func TestWalksOverVersions(t *testing.T) {
	var versions []*flows.Script
	for n := range 3 {
		versions = append(versions, compile(t, campaign(t, fmt.Sprintf("version_%d.md", n+1))))
	}
	for seed := range 60 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWalker(t, versions[0], "VP", uint64(seed))
			w.say("/start")
			for range 60 {
				if w.rng.IntN(6) > 0 {
					w.wander()
					continue
				}
				next := versions[w.rng.IntN(len(versions))]
				for _, part := range []string{"bao_cao", "hoat_dong"} {
					compared(t, w.world, w.script, next, part)
				}
				w.script = next
				if w.rng.IntN(2) == 0 {
					w.pressAny(len(w.cards) - 1)
				} else {
					w.say(w.one("Hội nghị", "12", "xong", "có", "1. Một\n2. Hai"))
				}
			}
			w.finish()
		})
	}
}
