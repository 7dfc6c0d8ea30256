package flows_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"thidua"
	"thidua/flows"
)

// TestWalks wanders through the campaigns at random, then hands every opened part in: nothing panics, nothing stalls,
// and what is handed in keeps the workbook's rules.
func TestWalks(t *testing.T) {
	for _, test := range []struct {
		campaign, unit string
		walks          int
	}{
		{"types.md", "VP", 30}, {"activities.md", "VP", 50}, {"logic.md", "VP", 50},
		{"sample", "QLKH", 90}, {"sample", thidua.Department, 30},
	} {
		script := compile(t, campaign(t, test.campaign))
		for seed := range test.walks {
			t.Run(fmt.Sprintf("%s %s/%d", test.campaign, test.unit, seed), func(t *testing.T) {
				t.Parallel() // one script serves many chats side by side
				w := &walker{world: newWorld(t, script, test.unit), rng: rand.New(rand.NewPCG(uint64(seed), 7))}
				w.say("/start")
				for range 60 {
					w.wander()
				}
				w.finish()
			})
		}
	}
}

type walker struct {
	*world
	rng *rand.Rand
}

func (w *walker) session() flows.Session {
	var s flows.Session
	if err := json.Unmarshal(w.world.session, &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *walker) one(of ...string) string { return of[w.rng.IntN(len(of))] }

// wander does anything at all.
func (w *walker) wander() {
	switch roll := w.rng.IntN(20); {
	case roll < 8:
		w.advance()
	case roll < 14:
		w.pressAny(len(w.cards) - 1)
	case roll < 16:
		w.pressAny(w.rng.IntN(len(w.cards)))
	case roll < 16+w.rng.IntN(2):
		w.tap(w.one("999.0", "x", "1.1", "", "-1.0", "5.999999999999999999999"))
	case roll < 17 && len(w.typed) > 0:
		w.step(thidua.Input{Edited: true, Text: w.one("2", "Hội nghị", "9/5", "-1", ""), Message: w.typed[w.rng.IntN(len(w.typed))]})
	case roll < 18:
		w.step(thidua.Input{Files: []thidua.File{{ID: "1", Name: "a.pdf", Size: int64(w.rng.IntN(40)) << 20}}, Album: w.one("", "al")})
	case roll < 19 && w.rng.IntN(2) == 0:
		w.early(w.one("5", "Hội nghị", "có", "9/5"))
	default:
		w.say(w.one("1. Một\n2. Hai\n3. Ba", "Tên\tSố\nMột\t2\nHai\tx", "- a\n- b", "abc", "31/4", "-1", "/start", "/huy", "quay lại", "Hủy", "Bỏ qua", "có", "<b>", "xong", "thêm",
			"khoảng 99999", strings.Repeat("x", 4001), "10/5", "0"))
	}
}

func (w *walker) pressAny(card int) {
	var data []string
	for _, row := range w.cards[card].Buttons {
		for _, b := range row {
			data = append(data, b.Data)
		}
	}
	if len(data) > 0 {
		w.tap(data[w.rng.IntN(len(data))])
	}
}

// pressFirst presses the first button of the newest card.
func (w *walker) pressFirst() bool {
	for _, row := range w.cards[len(w.cards)-1].Buttons {
		w.tap(row[0].Data)
		return true
	}
	return false
}

// editAny opens a question from the review.
func (w *walker) editAny(s flows.Session) {
	var data []string
	for i, a := range s.Actions {
		if a.Do == "edit" {
			data = append(data, fmt.Sprintf("%d.%d", s.Card, i))
		}
	}
	w.tap(data[w.rng.IntN(len(data))])
}

// button presses the first of some buttons that the newest card has.
func (w *walker) button(labels ...string) bool {
	for _, label := range labels {
		if data, ok := w.find(label, len(w.cards)-1); ok {
			w.tap(data)
			return true
		}
	}
	return false
}

// advance does something sensible where the session stands.
func (w *walker) advance() {
	switch s := w.session(); s.Screen {
	case flows.Menu:
		w.pressAny(len(w.cards) - 1)
	case flows.Opening:
		_ = w.button(w.one("Thêm", "Tiếp tục"), "Bắt đầu", "Tiếp tục", "Thêm", "Quay lại")
	case flows.Deciding:
		if slices.Contains([]string{"take", "use", "replace"}, s.Held.Yes.Do) {
			w.say(w.one("có", "có", "không"))
			return
		}
		w.say("không")
	case flows.Pasting:
		w.say(w.one("Không thêm", "1. Một mục nữa", "/huy"))
		_ = w.rng.IntN(2) == 0 && len(s.Actions) > 1 && w.pressFirst()
	case flows.Review:
		_ = w.button("Nộp", "Quay lại")
	case flows.Listing:
		if w.rng.IntN(3) > 0 && w.button("Xong", "Nộp") || w.button("Thêm") {
			return
		}
		w.button("Quay lại")
	case flows.Asking:
		w.answerOpen(s)
	}
}

func (w *walker) answerOpen(s flows.Session) {
	q := w.question(s)
	if q == nil {
		w.t.Fatalf("asks what the workbook lacks: %+v\n%s", s, w.last())
	}
	if w.rng.IntN(4) == 0 && w.button("Bỏ qua", "Giữ nguyên") {
		return
	}
	switch q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		w.choose(s, q)
	case thidua.Image, thidua.FileType:
		w.step(thidua.Input{Files: []thidua.File{{ID: "1", Name: "ảnh.jpg", Photo: true, Size: 1000}}})
	case thidua.Integer, thidua.Decimal:
		w.say(w.one("1", "2", "3", "20"))
	case thidua.Date:
		w.say(w.one("5/5", "8/5/2023", "9/5", "10/5/2023", "hôm nay", "hôm nay"))
	case thidua.TypeText:
		if q.Constraint != "" && strings.Contains(q.Constraint, "http") {
			w.say("https://example.vn/tin")
			return
		}
		if q.Shows("document_number") {
			w.say(w.one("12/QĐ-UBND", "12/QD-UBND", "15-CT/TU", "văn bản cũ"))
			return
		}
		w.say(w.one("Hội thảo", "Ngô Thanh Tùng", "một\nhai", "=1+1", "1. Một\n2. Hai\n3. Ba", "A\tB\nC\tD"))
	}
}

func (w *walker) choose(s flows.Session, q *thidua.Question) {
	var data []string
	for i, a := range s.Actions {
		if a.Do == "choose" {
			data = append(data, fmt.Sprintf("%d.%d", s.Card, i))
		}
	}
	if q.Type == thidua.SelectMultiple && (len(data) == 0 || w.rng.IntN(2) == 0) && w.button("Xong") {
		return
	}
	if len(data) == 0 {
		w.t.Fatalf("nothing to choose:\n%s", w.last())
	}
	w.tap(data[w.rng.IntN(len(data))])
}

// question is the open question in the workbook.
func (w *walker) question(s flows.Session) *thidua.Question {
	part, _ := w.script.Campaign.Part(s.Part)
	if part.Question == nil {
		return nil
	}
	below := part.Question.Children
	for i, step := range s.Trail {
		if i == 0 && part.Question.Type == thidua.Repeat {
			continue
		}
		q := repeated(below, step.Repeat)
		if q == nil {
			return nil
		}
		below = q.Children
	}
	return descend(below, s.Question)
}

// repeated is the repeat of a name, in whatever groups it stands.
func repeated(questions []*thidua.Question, name string) *thidua.Question {
	for _, q := range questions {
		if q.Type == thidua.Repeat && q.Name == name {
			return q
		}
		if q.Type == thidua.Group {
			if found := repeated(q.Children, name); found != nil {
				return found
			}
		}
	}
	return nil
}

func descend(questions []*thidua.Question, path string) *thidua.Question {
	name, rest, deeper := strings.Cut(path, "/")
	for _, q := range questions {
		if q.Name == name {
			if deeper {
				return descend(q.Children, rest)
			}
			return q
		}
	}
	return nil
}

// finish hands in every part that was begun, and one more.
func (w *walker) finish() {
	w.say("/start")
	parts := w.script.Campaign.PartsOf(w.unit())
	extra := w.rng.IntN(len(parts))
	for i, p := range parts {
		if at := w.standing(p.Name); i == extra || at.State == thidua.InProgress || at.Editing {
			w.handIn(p)
		}
		if w.standing(p.Name).Submission > 0 && w.submission(p.Name).Version == w.script.Campaign.Version {
			checkSubmission(w.t, w.script.Campaign, w.submission(p.Name))
		}
	}
}

func (w *walker) handIn(p thidua.Part) {
	w.t.Helper()
	before, edits := w.standing(p.Name).Submission, w.rng.IntN(12)
	for range 600 {
		if w.standing(p.Name).Submission > before {
			return
		}
		switch s := w.session(); {
		case s.Screen == flows.Review && edits > 0:
			edits--
			w.editAny(s)
		case s.Screen == flows.Menu:
			w.press(p.Question.Label.In("vi"))
		case s.Screen == flows.Opening && p.Question.Type == thidua.Group:
			_ = w.button("Tiếp tục", "Bắt đầu")
		case s.Screen == flows.Listing || s.Screen == flows.Opening:
			if !w.button("Nộp") {
				w.advance()
			}
		default:
			w.advance()
		}
	}
	w.t.Fatalf("part %s cannot be handed in; stands at %+v\n%s", p.Name, w.session(), w.last())
}
