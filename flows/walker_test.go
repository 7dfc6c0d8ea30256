package flows_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows"
)

// walker is a person who answers at random, knowing only the workbook and what the newest card offers.
type walker struct {
	*world
	rng   *rand.Rand
	most  int
	eager bool // passes nothing over
}

// anything is what people type that may be no answer.
var anything = []string{"1. Một\n2. Hai\n3. Ba", "Tên\tSố\nMột\t2\nHai\tx", "- a\n- b", "abc", "31/4", "-1", "/start", "/huy", "quay lại",
	"Hủy", "Bỏ qua", "có", "<b>", "xong", "thêm", "khoảng 99999", strings.Repeat("x", 4001), "10/5", "0", "Không", "Sửa", "Nộp"}

func (w *walker) session() flows.Session {
	var s flows.Session
	if err := json.Unmarshal(w.world.session, &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *walker) one(of ...string) string { return of[w.rng.IntN(len(of))] }

func (w *walker) chance(one int) bool { return w.rng.IntN(one) == 0 }

// offers lists the data of the newest card's buttons that do something.
func (w *walker) offers(do ...string) []string {
	s := w.session()
	var data []string
	for i, a := range s.Actions {
		if slices.Contains(do, a.Do) {
			data = append(data, fmt.Sprintf("%d.%d", s.Card, i))
		}
	}
	return data
}

// act presses the first of some actions that the newest card offers.
func (w *walker) act(do ...string) bool {
	for _, one := range do {
		if data := w.offers(one); len(data) > 0 {
			w.tap(data[0])
			return true
		}
	}
	return false
}

// pressSome presses any button that does one thing, now and then by typing what it says.
func (w *walker) pressSome(do string) bool {
	data := w.offers(do)
	if len(data) == 0 {
		return false
	}
	pick := data[w.rng.IntN(len(data))]
	if label := w.labelOf(pick); w.chance(6) && len(label) > 1 {
		w.say(label)
		return true
	}
	w.tap(pick)
	return true
}

// labelOf is what the newest card's button says, without the sign before it.
func (w *walker) labelOf(data string) string {
	for _, row := range w.cards[len(w.cards)-1].Buttons {
		for _, b := range row {
			if b.Data != data {
				continue
			}
			if sign, rest, found := strings.Cut(b.Label, " "); found && !isLetters.MatchString(sign) {
				return rest
			}
			return b.Label
		}
	}
	return ""
}

var isLetters = regexp.MustCompile(`[\pL\pN]`)

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

func (w *walker) pressPart(name string) {
	s := w.session()
	for i, a := range s.Actions {
		if a.Do == "open" && a.Arg == name {
			w.tap(fmt.Sprintf("%d.%d", s.Card, i))
			return
		}
	}
	w.t.Fatalf("the menu lacks %s:\n%s", name, w.last())
}

// amend edits a message that was sent, or replies to one.
func (w *walker) amend() {
	if len(w.typed) == 0 {
		return
	}
	message, text := w.typed[w.rng.IntN(len(w.typed))], w.one("2", "Hội nghị", "9/5", "-1", "", "Khá", "x y z")
	if w.chance(3) {
		w.step(thidua.Input{ReplyTo: message, Text: text})
		return
	}
	w.step(thidua.Input{Edited: true, Text: text, Message: message})
}

// goBack goes back a few times.
func (w *walker) goBack() {
	for range 1 + w.rng.IntN(4) {
		if !w.act("back") {
			return
		}
	}
}

// beside lets a colleague of the unit take some steps, and the secretariat now and then return a part.
func (w *walker) beside() {
	for _, p := range w.script.Campaign.PartsOf(w.unit()) {
		if at := w.standing(p.Name); at.State == thidua.Submitted && !at.Editing && w.chance(2) {
			w.stand(p.Name, thidua.Returned)
		}
	}
	own := w.world
	other := newWorld(w.t, w.script, w.unit())
	other.records, other.update, other.now, other.retake, other.handedIn = own.records, own.update, own.now, own.retake, own.handedIn
	other.person = thidua.Person{Chat: chat + 1, Name: "Trần Thị Mai"}
	w.world = other
	w.say("/start")
	for range w.rng.IntN(12) {
		w.advance()
	}
	w.world = own
	own.update, own.now = other.update, other.now
}

// advance does something sensible where the session stands.
func (w *walker) advance() {
	switch s := w.session(); s.Screen {
	case flows.Menu:
		_ = w.pressSome("open") || w.act("begin")
	case flows.Opening:
		_ = w.act(w.one("add", "begin"), "begin", "add", "menu")
	case flows.Deciding:
		w.decide(s)
	case flows.Pasting:
		w.pastes()
	case flows.Review:
		w.reviews()
	case flows.Listing:
		w.lists()
	case flows.Asking:
		w.answerOpen(s)
	}
}

func (w *walker) decide(s flows.Session) {
	yes := slices.Contains([]string{"take", "use", "replace"}, s.Held.Yes.Do) && !w.chance(3)
	if yes || w.chance(12) {
		w.act("yes")
		return
	}
	w.act("no")
}

func (w *walker) pastes() {
	switch w.rng.IntN(3) {
	case 0:
		w.act("paste", "no")
	case 1:
		w.act("no")
	default:
		w.say(w.one("1. Một mục nữa", "/huy", "x"))
	}
}

func (w *walker) reviews() {
	switch roll := w.rng.IntN(8); {
	case roll == 0 && w.act(w.one("up", "down", "delete")):
	case roll == 1 && w.act("page"):
	default:
		_ = w.act("submit", "back")
	}
}

func (w *walker) lists() {
	switch roll := w.rng.IntN(12); {
	case roll == 0 && w.act(w.one("copy", "undo", "entry", "page")):
	case roll == 1:
		w.say(w.one("1. Một\n2. Hai", "Tên A\nTên B\nTên C", "Nguyễn Văn An\t2\nTrần Thị Bình\t3"))
	case roll < 8 && w.act("done", "submit"):
	case w.act("add"):
	case w.act("done", "submit", "entry", "back"):
	}
}

// answerOpen answers the open question from its definition in the workbook.
func (w *walker) answerOpen(s flows.Session) {
	q := w.question(s)
	if q == nil {
		w.t.Fatalf("asks what the workbook lacks: %+v\n%s", s, w.last())
	}
	if !w.eager && w.chance(4) && w.act("skip", "keep") {
		return
	}
	switch q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		w.choose(s, q)
	case thidua.Image, thidua.FileType, thidua.Audio, thidua.Video:
		w.sendFile(q.Type, 1000, w.one("", "", "album-"+strconv.Itoa(w.rng.IntN(9))))
	case thidua.Acknowledge:
		if !w.pressSome("choose") {
			w.t.Fatalf("nothing to confirm:\n%s", w.last())
		}
	case thidua.Geopoint:
		if w.chance(2) {
			w.step(thidua.Input{Kind: thidua.KindLocation, Location: &thidua.Location{Latitude: 20.65, Longitude: 106.05, Accuracy: 5}, Text: "20.65 106.05 0 5"})
			return
		}
		w.say("20.65, 106.05")
	default:
		w.write(q)
	}
}

// write types an answer; a message as it may come in a burst now and then.
func (w *walker) write(q *thidua.Question) {
	text := w.candidate(q)
	if q.Shows("phone") && w.chance(4) {
		w.step(thidua.Input{Contact: &thidua.Contact{Phone: "+84912345678", Name: "An"}})
		return
	}
	w.say(text)
	if q.Shows("multiline") && w.chance(8) && w.session().Screen == flows.Asking {
		w.say(strings.Repeat("dài ", 1010))
		w.act("done")
	}
}

// candidate is a text that may answer a question; where a constraint is in the way, another one may pass.
func (w *walker) candidate(q *thidua.Question) string {
	switch q.Type {
	case thidua.Integer:
		return w.one(append(w.near(q.Constraint), strconv.Itoa(w.rng.IntN(31)), strconv.Itoa(w.rng.IntN(1001)), "0", "1", "2", "3", "20")...)
	case thidua.Decimal:
		return w.one(append(w.near(q.Constraint), "1", "2", "3", "20", "1500")...)
	case thidua.Date:
		return w.one("5/5", "8/5/2023", "9/5", "10/5/2023", "hôm nay", "hôm nay", "2023-04-30", "15/6/1990", "1/1/1950", "3/3/2023",
			fmt.Sprintf("%d/%d/20%02d", 1+w.rng.IntN(28), 1+w.rng.IntN(12), w.rng.IntN(23)))
	case thidua.Time:
		return w.one("8h30", "14:30", "07:15")
	case thidua.DateTime:
		return w.one("14:30 9/5/2023", "8 giờ sáng ngày 8/5")
	}
	switch {
	case strings.Contains(q.Constraint, "http"):
		return "https://example.vn/tin"
	case q.Shows("document_number"):
		return w.one("12/QĐ-UBND", "12/QD-UBND", "15-CT/TU", "văn bản cũ")
	case q.Shows("phone"):
		return w.one("0912 345 678", "+84 912345678")
	case strings.Contains(q.Constraint, "regex"):
		return w.one("12345", "0912345678", "an@example.vn", "ABC")
	}
	return w.one("Hội thảo", "Ngô Thanh Tùng", "một\nhai", "=1+1", "1. Một\n2. Hai\n3. Ba", "A\tB\nC\tD", "x"+strconv.Itoa(w.rng.IntN(1000)))
}

var digits = regexp.MustCompile(`\d+`)

// near are the numbers that a constraint names, and their neighbours.
func (w *walker) near(constraint string) []string {
	var found []string
	for _, text := range digits.FindAllString(constraint, 8) {
		if n, err := strconv.Atoi(text); err == nil && n < 1_000_000 {
			found = append(found, text, strconv.Itoa(n+1), strconv.Itoa(max(0, n-1)))
		}
	}
	return found
}

// choose presses or types a choice, turns pages and searches.
func (w *walker) choose(s flows.Session, q *thidua.Question) {
	shown := w.offers("choose")
	switch {
	case q.Type == thidua.SelectMultiple && (len(shown) == 0 || w.chance(2)) && w.act("done"):
	case len(shown) == 0:
		w.t.Fatalf("nothing to choose:\n%s", w.last())
	case w.chance(10) && w.act("page"):
	case w.chance(10):
		label := w.labelOf(shown[w.rng.IntN(len(shown))])
		w.say(string([]rune(label)[:max(1, len([]rune(label))/2)]))
	case w.chance(4) && w.act("show_all"):
	default:
		w.pressSome("choose")
	}
}

// sendFile sends what a question of a kind takes.
func (w *walker) sendFile(kind thidua.Type, size int64, album string) {
	f := thidua.File{ID: strconv.Itoa(w.rng.IntN(1000)), UniqueID: "u", Size: size, Name: "báo cáo.pdf", Kind: thidua.KindDocument}
	switch kind {
	case thidua.Image:
		f.Name, f.Photo, f.Kind = "ảnh.jpg", true, thidua.KindPhoto
	case thidua.Audio:
		f.Name, f.Kind = "tiếng.ogg", thidua.KindVoice
	case thidua.Video:
		f.Name, f.Kind = "phim.mp4", thidua.KindVideo
	}
	for range 1 + w.rng.IntN(2) {
		w.step(thidua.Input{Kind: f.Kind, Files: []thidua.File{f}, Album: album})
		if album == "" {
			return
		}
	}
}

// question is the open question in the workbook.
func (w *walker) question(s flows.Session) *thidua.Question {
	part, _ := w.script.Campaign.Part(s.Part)
	if part.Question == nil {
		return nil
	}
	below := []*thidua.Question{part.Question}
	if part.Question.Type == thidua.Group {
		below = part.Question.Children
	}
	for _, step := range s.Trail {
		q := repeatNamed(below, step.Repeat)
		if q == nil {
			return nil
		}
		below = q.Children
	}
	return descend(below, s.Question)
}

// repeatNamed finds a repeat among questions and the groups among them.
func repeatNamed(questions []*thidua.Question, name string) *thidua.Question {
	for _, q := range questions {
		switch {
		case q.Type == thidua.Repeat && q.Name == name:
			return q
		case q.Type == thidua.Group:
			if found := repeatNamed(q.Children, name); found != nil {
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
