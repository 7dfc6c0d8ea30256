package flows_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"thidua"
	"thidua/flows"
)

// walks are the forms that are walked, with how often: a thousand times in all.
var walks = []struct {
	form, unit string
	times      int
	wander     int // messages before the walk makes for the end
	most       int // messages in which a part must be handed in from there
}{
	{"types.md", "VP", 90, 40, 600}, {"media.md", "VP", 30, 30, 400}, {"activities.md", "VP", 190, 40, 600}, {"logic.md", "VP", 190, 40, 600},
	{"registers.md", "VP", 120, 40, 600}, {"sample", "QLKH", 120, 50, 800}, {"sample", thidua.Department, 50, 40, 800},
	{"large.md", "VP", 30, 100, 6000},
	{"choice-filter.xlsx", "1", 50, 20, 600}, {"specify-other.xlsx", "1", 50, 20, 600},
	{"socio-economic-survey.xlsx", "1", 60, 50, 600}, {"verbal-autopsy.xlsx", "1", 20, 100, 6000},
}

// TestWalks wanders through forms at random, with colleagues who answer beside, then hands every opened part in:
// nothing panics, nothing stalls, every walk ends, and what is handed in keeps the workbook's rules. The forms of the
// public XLSForm world are walked where THIDUA_XLSFORM_VECTORS names their folder; the made form has all that they
// have.
func TestWalks(t *testing.T) {
	for _, test := range walks {
		c := walkable(t, test.form)
		if c == nil {
			continue
		}
		script := compile(t, c)
		for seed := range test.times {
			t.Run(fmt.Sprintf("%s %s/%d", test.form, test.unit, seed), func(t *testing.T) {
				t.Parallel() // one script serves many chats side by side
				w := newWalker(t, script, test.unit, uint64(seed))
				w.most = test.most
				w.say("/start")
				for range w.rng.IntN(test.wander + 1) {
					w.wander()
				}
				w.finish()
			})
		}
	}
}

func walkable(t testing.TB, form string) *thidua.Campaign {
	switch form {
	case "large.md":
		return large(t)
	case "choice-filter.xlsx", "specify-other.xlsx", "socio-economic-survey.xlsx", "verbal-autopsy.xlsx":
		return public(t, form)
	}
	return campaign(t, form)
}

// newWalker begins a walk; the seed decides everything in it.
func newWalker(t testing.TB, script *flows.Script, unit string, seed uint64) *walker {
	w := &walker{world: newWorld(t, script, unit), rng: rand.New(rand.NewPCG(seed, 7)), most: 600}
	w.person.Language = w.one("", "vi", "en")
	w.retake = 4
	w.handedIn = w.checkHandedIn
	return w
}

// wander does anything at all.
func (w *walker) wander() {
	switch roll := w.rng.IntN(24); {
	case roll < 9:
		w.advance()
	case roll < 14:
		w.pressAny(len(w.cards) - 1)
	case roll < 16:
		w.pressAny(w.rng.IntN(len(w.cards)))
	case roll < 17:
		w.tap(w.one("999.0", "x", "1.1", "", "-1.0", "5.999999999999999999999"))
	case roll < 18:
		w.amend()
	case roll < 19:
		w.sendFile(thidua.Image, int64(w.rng.IntN(40))<<20, w.one("", "al"))
	case roll < 20:
		w.early(w.one("5", "Hội nghị", "có", "9/5"))
	case roll < 21:
		w.beside()
	case roll < 22:
		w.goBack()
	default:
		w.say(w.one(anything...))
	}
}

// finish hands in every part that was begun, and one more.
func (w *walker) finish() {
	w.say("/start")
	parts := w.script.Campaign.PartsOf(w.unit())
	extra, handedIn := w.rng.IntN(len(parts)), 0
	for i, p := range parts {
		if at := w.standing(p.Name); i == extra || at.State == thidua.InProgress || at.State == thidua.Returned || at.Editing {
			w.handIn(p)
			handedIn++
		}
		if at := w.standing(p.Name); at.Submission > 0 && w.submission(p.Name).Version == w.script.Campaign.Version {
			checkSubmission(w.t, w.script.Campaign, w.submission(p.Name))
		}
	}
	if handedIn == 0 {
		w.t.Error("nothing was handed in")
	}
}

// handIn makes for the end of a part, with some detours from its review.
func (w *walker) handIn(p thidua.Part) {
	w.t.Helper()
	before, edits := w.standing(p.Name).Submission, w.rng.IntN(12)
	for range w.most {
		if w.standing(p.Name).Submission > before {
			return
		}
		switch s := w.session(); {
		case s.Screen == flows.Review && edits > 0:
			edits--
			if !w.chance(3) || !w.pressSome("page") {
				w.pressSome("edit")
			}
		case s.Screen == flows.Menu:
			w.pressPart(p.Name)
		case s.Screen == flows.Opening && p.Question.Type == thidua.Group:
			w.act("begin")
		case s.Screen == flows.Listing || s.Screen == flows.Opening:
			if !w.act("submit") {
				w.advance()
			}
		default:
			w.advance()
		}
	}
	w.t.Fatalf("part %s cannot be handed in; stands at %+v\n%s", p.Name, w.session(), w.last())
}

// checkHandedIn holds a submission against the workbook the moment it is made.
func (w *walker) checkHandedIn(s thidua.Submission) {
	checkSubmission(w.t, w.script.Campaign, s, w.others(s.Part)...)
}

// others are the submissions of the unit's other parts whose drafts say the same.
func (w *walker) others(but string) []thidua.Submission {
	var found []thidua.Submission
	for _, p := range w.script.Campaign.PartsOf(w.unit()) {
		if at := w.standing(p.Name); p.Name != but && at.State == thidua.Submitted && !at.Editing {
			found = append(found, w.submission(p.Name))
		}
	}
	return found
}
