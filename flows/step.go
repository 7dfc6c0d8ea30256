package flows

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// MostLoads is how often records that a step turns out to need are loaded, at most: handing a part in takes two rounds
// for each level of nested repeats.
const MostLoads = 40

// State is what a step starts from.
type State struct {
	Session Session
	Person  thidua.Person
	Records map[thidua.Key]thidua.Record // what was loaded, absent records included
	Input   thidua.Input
	Open    string // a part at which to go on, whatever the input says
	Submit  bool   // that part is to be handed in
	NoFiles bool   // the channel brings no documents to people: none is offered
	Life    thidua.Life
	Index   *thidua.Index // what the record of the session's unit says, where that is known; it is not changed
	Amend   *Amending     // a submission to be corrected by the secretariat, whatever the input says
}

// Result is what a step decides. Where Missing is not empty, nothing else in it counts: load those records too and
// take the step again.
type Result struct {
	Missing  []thidua.Key
	Session  Session
	Needs    []thidua.Key // what the next step will most likely read
	Put      []thidua.Record
	Delete   []thidua.Record
	Messages []thidua.Message
	Notice   string // shown over a pressed button, gone when missed

	Left    bool               // a correction has ended: Said is to be shown above what comes instead of the form
	Said    []thidua.Line      // then
	Amended *thidua.Submission // that the correction became
}

// turn is one step while it is being decided.
type turn struct {
	*view
	session   Session
	input     thidua.Input
	person    thidua.Person
	came      Session       // as it was
	pressed   int           // number of the card whose button was pressed
	lines     []thidua.Line // said above the next card
	reading   string        // of a number that may be read in two ways: without a sign between thousands
	notice    string
	quiet     bool      // nothing is to be shown
	foretold  time.Time // the latest of what is said that lies ahead of the clock
	apart     bool      // the next card is a message of its own, whatever was pressed, and stays
	again     bool      // the next card is the one before, shown again
	noFiles   bool
	documents []thidua.Message // sent beside the card
	logged    int
	over      bool               // a correction has ended
	amended   *thidua.Submission // that it became
	beside    *view              // of the unit's own draft, changed by a correction
}

// Step decides what follows from one thing that a person did. It is the same for the same state.
func (s *Script) Step(state State) (Result, error) {
	t := s.turn(state)
	t.follow(state)
	t.settle()
	t.relocate()
	t.noteTyped()
	card := t.card()
	t.keepFirsts()
	t.expectReview()
	if t.beside != nil {
		maps.Copy(t.missing, t.beside.missing)
		if t.broken == nil {
			t.broken = t.beside.broken
		}
	}
	if len(t.missing) > 0 {
		return Result{Missing: slices.Sorted(maps.Keys(t.missing))}, nil
	}
	if t.broken != nil {
		return Result{}, t.broken
	}
	return t.result(card), nil
}

// turn begins a step.
func (s *Script) turn(state State) *turn {
	language := state.Person.Language
	if language == "" {
		language = s.Campaign.Language
	}
	session := state.Session
	session.Held = state.Session.Held.clone()
	if state.Amend != nil {
		session.Amends, session.Held, session.Return = state.Amend, nil, 0
	}
	unit := session.Unit
	if session.Amends != nil {
		unit = session.Amends.Unit
	}
	t := &turn{view: newView(s, unit, language, state.Input.At, state.Input.Update, state.Records),
		session: session, came: state.Session, input: state.Input, person: state.Person}
	t.life, t.noFiles = state.Life, state.NoFiles
	if session.Amends == nil {
		t.index = state.Index
	}
	return t
}

// follow does what the input, or who called the step, asks for.
func (t *turn) follow(state State) {
	if t.amends() {
		t.layAmended()
	}
	switch {
	case t.over:
	case state.Amend != nil:
		t.session.Part = state.Amend.Part
		t.goReview(t.script.parts[state.Amend.Part].home)
	case state.Open != "":
		t.begin(state.Open)
		if state.Submit && t.session.Part == state.Open {
			t.submit(false)
		}
	default:
		t.act()
	}
}

// noteTyped remembers the person's newest message: a card above it is not edited in place, where nobody would look.
func (t *turn) noteTyped() {
	if in := t.input; in.Query == "" && !in.Edited {
		t.session.Typed = max(t.session.Typed, in.Message)
	}
}

func (t *turn) result(c *card) Result {
	r := Result{Notice: t.notice, Needs: t.needs()}
	switch {
	case t.over:
		r.Left, r.Said, r.Amended = true, t.lines, t.amended
	case !t.quiet:
		r.Messages = append(r.Messages, t.show(c)...)
	}
	r.Messages = append(r.Messages, t.documents...)
	if t.session.Held.isEmpty() {
		t.session.Held = nil
	}
	r.Session = t.session
	r.Put, r.Delete = t.changes()
	if t.beside != nil {
		put, gone := t.beside.changes()
		r.Put, r.Delete = append(r.Put, put...), append(r.Delete, gone...)
	}
	return r
}

// act does what the input asks for, unless what it is about is gone or closed.
func (t *turn) act() {
	if t.command() || !t.settle() {
		return
	}
	if at := t.session.Screen; at != Menu && at != Opening && t.closed(t.current()) {
		return
	}
	switch in := t.input; {
	case in.Query != "":
		t.tap()
	case in.Edited:
		t.correct()
	case t.holdsEarly():
	default:
		t.receive()
	}
}

// receive takes what a message carries.
func (t *turn) receive() {
	switch in := t.input; {
	case len(in.Files) > 0:
		t.files()
	case in.Contact != nil:
		t.contact(in.Contact)
	case in.Location != nil && !t.asksPlace():
		t.warn(texts.NoPlaceWanted)
	case in.Odd || strings.TrimSpace(in.Text) == "":
		t.tell(texts.Odd)
	case t.answersOlder():
		t.correct()
	default:
		t.text(in.Text)
	}
}

// contact takes a shared contact where a phone number is asked for.
func (t *turn) contact(c *thidua.Contact) {
	if _, n := t.asked(); t.session.Screen == Asking && n != nil && n.q.Shows(phoneNumber) {
		t.give(c.Phone)
		return
	}
	t.warn(texts.NoContactWanted)
}

func (t *turn) asksPlace() bool {
	_, n := t.asked()
	return t.session.Screen == Asking && n != nil && n.q.Type == thidua.Geopoint
}

// answersOlder tells whether a text replies to the person's own message that gave an answer: it corrects that one.
func (t *turn) answersOlder() bool {
	to := t.input.ReplyTo
	_, gave := t.session.Given.find(to)
	return to != 0 && gave
}

// command obeys what leads out of anywhere.
func (t *turn) command() bool {
	if t.input.Query != "" || t.input.Edited {
		return false
	}
	switch command, _, _ := strings.Cut(strings.TrimSpace(t.input.Text), "@"); command {
	case "/start", "/menu":
		t.goMenu()
	case "/huy", "/cancel":
		t.escape()
	case "/excel":
		t.sendExcel("")
	default:
		if len(t.input.Files) > 0 || !commandForm.MatchString(command) {
			return false
		}
		t.warn(texts.NoSuchCommand, command)
	}
	return true
}

// commandForm is what Telegram takes for a command; one that nobody knows is mistyped, and no answer.
var commandForm = regexp.MustCompile(`^/[A-Za-z][A-Za-z0-9_]{0,31}$`)

// escape leads out of wherever the person is; answers are removed only after a decision.
func (t *turn) escape() {
	switch t.session.Screen {
	case Pasting:
		t.pasteCancelled()
	case Asking, Listing, Review:
		if t.settle() {
			t.do(Action{Do: doCancel})
		}
	default:
		t.goMenu()
	}
}

// tap does what a pressed button means; a forged one and one of an older card change nothing.
func (t *turn) tap() {
	number, index, ok := readData(t.input.Data)
	if !ok || number < t.session.Since || number > t.session.Card || index >= len(t.session.Actions) {
		t.stale(ok && number == t.session.Card-1 && !t.isBelow())
		return
	}
	t.pressed = number
	t.do(t.session.Actions[index])
}

// isBelow tells whether the pressed card stands below the one that counts: a copy of an older card that a crash has brought.
func (t *turn) isBelow() bool {
	counts := t.input.Card
	return counts.Number == t.session.Card && counts.Message > 0 && t.input.Message > counts.Message
}

// stale says that a button means nothing any more and shows the card that counts; after a double tap that card has
// just been shown.
func (t *turn) stale(double bool) {
	t.notice, t.quiet, t.again = texts.Stale.In(t.language), double, true
	t.tell(texts.Stale)
}

// readData reads a button's data, card.index.
func readData(data string) (card, index int, ok bool) {
	left, right, found := strings.Cut(data, ".")
	card, errCard := strconv.Atoi(left)
	index, errIndex := strconv.Atoi(right)
	return card, index, found && errCard == nil && errIndex == nil && card >= 0 && index >= 0
}

// text answers the open question, or presses the button that it names.
func (t *turn) text(text string) {
	if t.session.Screen == Asking {
		t.give(text)
	} else if action, ok := t.named(text); ok {
		t.do(action)
	} else if t.session.Screen == Pasting {
		t.pasteMore(text)
	} else if t.decidesAnswer() {
		t.session.Screen, t.session.Held = Asking, nil
		t.give(text)
	} else if p := t.current(); p != nil && t.isClosed(p) {
		return // as the card says
	} else if t.amends() || !t.paste(text) {
		t.tell(texts.UseButtons)
	}
}

// settle leads to the menu where what the newest card showed is no longer there.
func (t *turn) settle() bool {
	if t.stands() {
		return true
	}
	if t.session.Screen == Asking && t.input.Query == "" {
		t.tell(texts.QuestionGone)
	} else {
		t.tell(texts.Gone)
	}
	t.goMenu()
	return false
}

// relocate notes where a newer workbook has the open question.
func (t *turn) relocate() {
	if p := t.current(); p != nil {
		if n := p.find(t.session.Question); n != nil {
			t.session.Question = n.path
		}
	}
}

func (t *turn) stands() bool {
	switch t.session.Screen {
	case Menu:
		return true
	case Asking:
		_, n := t.asked()
		return n != nil
	case Listing:
		_, n := t.listed()
		return n != nil
	case Pasting:
		_, ok := t.readPasted()
		return ok
	case Deciding:
		return t.session.Held != nil && t.session.Held.Yes != nil && t.current() != nil
	}
	return t.current() != nil
}

// tell adds a line above the next card.
func (t *turn) tell(p thidua.Phrase, values ...any) {
	t.lines = append(t.lines, thidua.Line{Text: p.In(t.language, values...)})
}

// tellOnce is tell for what an earlier line may have said already, in whatever style.
func (t *turn) tellOnce(p thidua.Phrase, values ...any) {
	text := p.In(t.language, values...)
	if !slices.ContainsFunc(t.lines, func(l thidua.Line) bool { return l.Text == text }) {
		t.lines = append(t.lines, thidua.Line{Text: text})
	}
}

// warn adds a line about something that was not right.
func (t *turn) warn(p thidua.Phrase, values ...any) {
	t.lines = append(t.lines, thidua.Line{Text: "⚠️ " + p.In(t.language, values...)})
}

// log adds a line to the campaign's log.
func (t *turn) log(part, act string, detail ...string) {
	id := "update-" + strconv.FormatInt(t.input.Update, 10)
	campaign := t.script.Campaign.ID
	t.put(thidua.LogKey(campaign, t.now, id, t.logged), thidua.LogLine{
		At: t.now, By: t.person.Chat, Name: t.person.Name, Campaign: campaign, Unit: t.unit, Part: part, Act: act,
		Detail: strings.Join(detail, " · "),
	})
	t.logged++
}
