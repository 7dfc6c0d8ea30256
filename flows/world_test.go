package flows_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
)

const chat = 7

// campaign reads a campaign of testdata, or the built-in one.
func campaign(t testing.TB, name string) *thidua.Campaign {
	t.Helper()
	content := xlsform.Sample()
	if name != "sample" {
		var err error
		if content, err = os.ReadFile(filepath.Join("testdata", "campaigns", name)); err != nil {
			t.Fatal(err)
		}
	}
	c, report := xlsform.Read(name, content, xlsform.Options{})
	for _, p := range report.Errors {
		t.Error(p.In("en"))
	}
	if c == nil {
		t.FailNow()
	}
	return c
}

func compile(t testing.TB, c *thidua.Campaign) *flows.Script {
	t.Helper()
	s, err := flows.Compile(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// world is one person's chat over a store: everything that lasts is bytes, as after a restart.
type world struct {
	t        testing.TB
	script   *flows.Script
	session  []byte
	needs    []thidua.Key
	records  map[thidua.Key]thidua.Record
	person   thidua.Person
	now      time.Time
	update   int64
	cards    []thidua.Message // newest last
	notice   string
	loads    int // round trips of the last step
	loaded   int // records that the last step was given
	puts     int
	typed    []int64 // ids of the typed messages
	message  int64   // newest message id of the chat
	ids      []int64 // of the cards
	card     thidua.Card
	unsent   bool         // what is said from now on stays in the outbox
	retake   int          // how many steps to one that is taken twice; 0: all are
	input    thidua.Input // of the last step
	wrote    int          // bytes that the last step put
	handedIn func(thidua.Submission)
}

func newWorld(t testing.TB, script *flows.Script, unit string) *world {
	session, err := json.Marshal(flows.Session{Campaign: script.Campaign.ID, Unit: unit})
	if err != nil {
		t.Fatal(err)
	}
	return &world{t: t, script: script, session: session, records: map[thidua.Key]thidua.Record{}, update: 1000,
		now:    time.Date(2023, 5, 10, 8, 0, 0, 0, script.Campaign.Location),
		person: thidua.Person{Chat: chat, Name: "Ngô Thanh Tùng"}}
}

// step takes one input through the load loop and the commit, and checks what must hold for every step.
func (w *world) step(in thidua.Input) flows.Result {
	w.t.Helper()
	w.update++
	w.now = w.now.Add(time.Second)
	in.Update, in.Chat, in.At = w.update, w.person.Chat, w.now
	if !in.Edited && in.Message == 0 {
		w.message++
		in.Message = w.message
	}
	if in.Query == "" && in.Sent.IsZero() {
		in.Sent = w.now
	}
	in.Card = w.card
	w.input = in
	if in.Text != "" && !in.Edited {
		w.typed = append(w.typed, in.Message)
	}
	state := flows.State{Person: w.person, Input: in, Records: map[thidua.Key]thidua.Record{}}
	if err := json.Unmarshal(w.session, &state.Session); err != nil {
		w.t.Fatalf("session: %v", err)
	}
	w.load(state, w.needs)
	for w.loads = 1; w.loads <= flows.MostLoads; w.loads++ {
		r, err := w.script.Step(state)
		if err != nil {
			w.t.Fatalf("step: %v", err)
		}
		if len(r.Missing) == 0 {
			w.loaded = len(state.Records)
			if w.retake == 0 || w.update%int64(w.retake) == 0 {
				w.pure(state, r)
			}
			w.commit(r)
			return r
		}
		w.load(state, r.Missing)
	}
	w.t.Fatalf("records are still missing after %d loads", flows.MostLoads)
	return flows.Result{}
}

func (w *world) load(state flows.State, keys []thidua.Key) {
	for _, key := range keys {
		if _, twice := state.Records[key]; twice {
			w.t.Fatalf("asks again for %s", key)
		}
		r, ok := w.records[key]
		if !ok {
			r = thidua.Record{Key: key}
		}
		r.Body = bytes.Clone(r.Body)
		state.Records[key] = r
	}
}

// pure takes the step again, given what the unit's line says: it must not have changed its state, and decides the same.
func (w *world) pure(state flows.State, first flows.Result) {
	w.t.Helper()
	if line, loaded := state.Records[thidua.IndexKey(w.script.Campaign.ID, state.Session.Unit)]; loaded {
		state.Index = &thidua.Index{}
		if len(line.Body) > 0 && json.Unmarshal(line.Body, state.Index) != nil {
			w.t.Fatalf("the unit's line cannot be read: %s", line.Body)
		}
	}
	before, want := encoded(w.t, state), encoded(w.t, first)
	second, err := w.script.Step(state)
	if err != nil {
		w.t.Fatal(err)
	}
	if got := encoded(w.t, second); got != want {
		w.t.Fatalf("the same state gives another result:\n%s\n%s", want, got)
	}
	if encoded(w.t, state) != before {
		w.t.Fatal("the step changed its state")
	}
	if session := encoded(w.t, state.Session); session != string(w.session) {
		w.t.Fatalf("the step changed the session:\n%s\n%s", w.session, session)
	}
}

func (w *world) commit(r flows.Result) {
	w.t.Helper()
	w.puts, w.wrote = len(r.Put), 0
	for _, put := range r.Put {
		old := w.records[put.Key]
		if old.Rev != put.Rev {
			w.t.Fatalf("writes %s at revision %d, the store has %d", put.Key, put.Rev, old.Rev)
		}
		if bytes.Equal(old.Body, put.Body) {
			w.t.Errorf("writes %s without change", put.Key)
		}
		w.records[put.Key] = thidua.Record{Key: put.Key, Rev: w.update, Body: bytes.Clone(put.Body)}
		w.wrote += len(put.Body)
	}
	for _, gone := range r.Delete {
		if w.records[gone.Key].Rev != gone.Rev {
			w.t.Fatalf("deletes %s at a wrong revision", gone.Key)
		}
		delete(w.records, gone.Key)
	}
	session, err := json.Marshal(r.Session)
	if err != nil {
		w.t.Fatal(err)
	}
	var again flows.Session
	if err := json.Unmarshal(session, &again); err != nil || !reflect.DeepEqual(again, r.Session) {
		w.t.Fatalf("session does not survive: %s\n%+v\n%+v", session, again, r.Session)
	}
	w.session, w.needs, w.notice = session, r.Needs, r.Notice
	for _, m := range r.Messages {
		w.check(m)
		w.cards = append(w.cards, m)
		w.sent(m)
	}
	w.tellHandedIn(r.Put)
}

// tellHandedIn shows a submission the moment that it is made.
func (w *world) tellHandedIn(put []thidua.Record) {
	for _, record := range put {
		if w.handedIn != nil && strings.HasPrefix(string(record.Key), "submission/") {
			var s thidua.Submission
			w.read(record.Key, &s)
			w.handedIn(s)
		}
	}
}

// sent gives a message its id, as the channel does.
func (w *world) sent(m thidua.Message) {
	id := m.Edit
	if id == 0 {
		w.message++
		id = w.message
	}
	w.ids = append(w.ids, id)
	if !w.unsent && m.Card > 0 {
		w.card = thidua.Card{Number: m.Card, Message: id, Sent: w.now}
	}
}

// check holds a message against the channel's limits.
func (w *world) check(m thidua.Message) {
	w.t.Helper()
	buttons := 0
	for _, row := range m.Buttons {
		for _, b := range row {
			buttons++
			if strings.TrimSpace(b.Label) == "" || len(b.Data) < 1 || len(b.Data) > 64 {
				w.t.Errorf("button %+v", b)
			}
		}
	}
	if tall := m.Height(); len(m.Buttons) > 0 && tall > thidua.ScreenLines {
		w.t.Errorf("the buttons need scrolling on a phone: %d lines\n%+v\n%+v", tall, m.Lines, m.Buttons)
	}
	if buttons > 100 || len(m.Lines) == 0 && m.Attach == nil {
		w.t.Errorf("%d buttons, %d lines", buttons, len(m.Lines))
	}
	for _, l := range m.Lines {
		if l.Text == "" || !norm.NFC.IsNormalString(l.Text) || strings.Contains(l.Text, "%!") {
			w.t.Errorf("line %q", l.Text)
		}
	}
}

func encoded(t testing.TB, value any) string {
	t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// say types a text.
func (w *world) say(text string) flows.Result { w.t.Helper(); return w.step(thidua.Input{Text: text}) }

// press taps a button of the newest card by its label, with or without the sign before it.
func (w *world) press(label string) flows.Result {
	w.t.Helper()
	data, ok := w.find(label, w.newest())
	if !ok {
		w.t.Fatalf("no button %q on the card:\n%s", label, w.last())
	}
	return w.tap(data)
}

// newest is the newest message that is no document.
func (w *world) newest() int {
	for i, m := range slices.Backward(w.cards) {
		if m.Attach == nil {
			return i
		}
	}
	return -1
}

func (w *world) tap(data string) flows.Result {
	w.t.Helper()
	return w.step(thidua.Input{Data: data, Query: "q", Message: w.bearer(data)})
}

// bearer is the message that has a button.
func (w *world) bearer(data string) int64 {
	number, _, _ := strings.Cut(data, ".")
	for i, m := range slices.Backward(w.cards) {
		if strconv.Itoa(m.Card) == number {
			return w.ids[i]
		}
	}
	return 1
}

// find is the data of a button on a card.
func (w *world) find(label string, card int) (string, bool) {
	if card < 0 {
		return "", false
	}
	for _, row := range w.cards[card].Buttons {
		for _, b := range row {
			if _, bare, _ := strings.Cut(b.Label, " "); b.Label == label || bare == label {
				return b.Data, true
			}
		}
	}
	return "", false
}

// all taps and types in turn: [label] presses, the rest is typed.
func (w *world) all(inputs ...string) {
	w.t.Helper()
	for _, in := range inputs {
		if label, ok := strings.CutPrefix(in, "["); ok {
			w.press(strings.TrimSuffix(label, "]"))
		} else {
			w.say(in)
		}
	}
}

// last is the text of the newest card.
func (w *world) last() string {
	if len(w.cards) == 0 {
		return ""
	}
	var lines []string
	for _, l := range w.cards[len(w.cards)-1].Lines {
		lines = append(lines, l.Text)
	}
	return strings.Join(lines, "\n")
}

func (w *world) expect(text string) {
	w.t.Helper()
	if !strings.Contains(w.last(), text) {
		w.t.Fatalf("want %q in\n%s", text, w.last())
	}
}

// submission is the newest submission of a part.
func (w *world) submission(part string) thidua.Submission {
	w.t.Helper()
	var s thidua.Submission
	at := w.standing(part)
	if at.Submission == 0 {
		w.t.Fatalf("%s has no submission", part)
	}
	w.read(thidua.SubmissionKey(w.script.Campaign.ID, w.unit(), part, at.Submission), &s)
	return s
}

func (w *world) unit() string {
	var s flows.Session
	if err := json.Unmarshal(w.session, &s); err != nil {
		w.t.Fatal(err)
	}
	return s.Unit
}

func (w *world) standing(part string) thidua.Standing {
	var index thidua.Index
	w.read(thidua.IndexKey(w.script.Campaign.ID, w.unit()), &index)
	return index.Parts[part]
}

// stand sets the state of a part, as the secretariat does.
func (w *world) stand(part string, state thidua.State) {
	key := thidua.IndexKey(w.script.Campaign.ID, w.unit())
	index := thidua.Index{Parts: map[string]thidua.Standing{}}
	w.read(key, &index)
	standing := index.Parts[part]
	standing.State = state
	index.Parts[part] = standing
	w.records[key] = thidua.Record{Key: key, Rev: w.records[key].Rev + 1, Body: []byte(encoded(w.t, index))}
}

func (w *world) read(key thidua.Key, value any) {
	w.t.Helper()
	if body := w.records[key].Body; len(body) > 0 {
		var err error
		if own, ok := value.(encoding.TextUnmarshaler); ok {
			err = own.UnmarshalText(body)
		} else {
			err = json.Unmarshal(body, value)
		}
		if err != nil {
			w.t.Fatalf("%s: %v", key, err)
		}
	}
}

// drafts are the keys of a part's draft records, sorted.
func (w *world) drafts(part string) []thidua.Key {
	var keys []thidua.Key
	for key := range w.records {
		if strings.HasPrefix(string(key), string(thidua.DraftKey(w.script.Campaign.ID, w.unit(), part))+"/") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
