package flows_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows"
)

var update = flag.Bool("update", false, "rewrite testdata/conversations from what is said now")

// TestConversations replays the transcripts. A header names the campaign; then lines of:
//
//	> text, > [button], > {file …}, > {early text}, > {colleague part path text}   what the person does; with >> the reply is not shown
//	b> text, b>> text                the same of a second person of the unit
//	< text, ~ text, ! text           a message, one that replaces its card, what is shown over the button
//	@ 2023-05-26 18:00               the clock
//	* part state [place: reason | …] what the secretariat made of a part; a place is a path with the numbers of entries, or whole
//	= campaign file                  a new version of the campaign is loaded
//	? part                           the newest submission, in lines of = path: value
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(content))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compare(t, string(content), got)
		})
	}
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wants), len(gots)) {
		a, b := at(wants, i), at(gots, i)
		if a != b {
			around := gots[max(0, i-8):min(len(gots), i+8)]
			t.Fatalf("line %d\nwant %s\ngot  %s\n\naround it:\n%s", i+1, a, b, strings.Join(around, "\n"))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}

// transcript is a conversation being written.
type transcript struct {
	*world
	other  *world // of the second person
	out    strings.Builder
	tapped string // data of the last tap
}

func replay(t *testing.T, content string) string {
	header, body, _ := strings.Cut(content, "\n\n")
	tr := &transcript{}
	tr.out.WriteString(header + "\n\n")
	keys := map[string]string{"campaign": "types.md", "unit": "VP"}
	for line := range strings.Lines(header) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			keys[key] = value
		}
	}
	tr.world = newWorld(t, compile(t, campaign(t, keys["campaign"])), keys["unit"])
	tr.person.Language = keys["language"]
	for line := range strings.Lines(body) {
		tr.line(strings.TrimRight(line, "\n"))
	}
	return tr.out.String()
}

func (tr *transcript) line(line string) {
	mark, rest, _ := strings.Cut(line, " ")
	switch mark {
	case "b>", "b>>":
		tr.swap()
		tr.out.WriteByte('b')
		tr.line(strings.TrimPrefix(line, "b"))
		tr.swap()
	case ">", ">>":
		tr.out.WriteString(line + "\n")
		cards := len(tr.cards)
		tr.input(rest)
		if mark == ">" {
			tr.reply(cards)
		}
	case "@":
		tr.out.WriteString(line + "\n")
		at, err := time.ParseInLocation("2006-01-02 15:04", rest, tr.script.Campaign.Location)
		if err != nil {
			tr.t.Fatal(err)
		}
		tr.now = at
	case "*":
		tr.out.WriteString(line + "\n")
		part, state, _ := strings.Cut(rest, " ")
		state, reasons, _ := strings.Cut(state, " ")
		tr.stand(part, thidua.State(state))
		if reasons != "" {
			tr.giveBack(part, strings.Split(reasons, " | "))
		}
	case "=": // the lines below ? begin alike and are written anew
		if file, ok := strings.CutPrefix(rest, "campaign "); ok {
			tr.out.WriteString(line + "\n")
			tr.script = compile(tr.t, campaign(tr.t, file))
		}
	case "?":
		tr.out.WriteString(line + "\n")
		tr.submitted(rest)
	case "#":
		tr.out.WriteString(line + "\n")
	}
}

// swap lets the other person of the unit act: both have the same records, clock and updates.
func (tr *transcript) swap() {
	if tr.other == nil {
		tr.other = newWorld(tr.t, tr.script, tr.unit())
		tr.other.person = thidua.Person{Chat: chat + 1, Name: "Trần Văn Bình"}
		tr.other.records = tr.records
		for _, p := range []thidua.Person{tr.person, tr.other.person} {
			tr.records[thidua.PersonKey(p.Chat)] = thidua.Record{Key: thidua.PersonKey(p.Chat), Rev: 1, Body: []byte(encoded(tr.t, p))}
		}
	}
	tr.world, tr.other = tr.other, tr.world
	tr.now, tr.update = tr.other.now, tr.other.update
}

// input does what a line says.
func (tr *transcript) input(said string) {
	if len(tr.cards) == 0 && said != "/start" {
		tr.say("/start") // the menu need not be shown each time
	}
	switch {
	case strings.HasPrefix(said, "["):
		label := strings.TrimSuffix(said[1:], "]")
		data, ok := tr.find(label, tr.newest())
		if !ok {
			tr.t.Fatalf("no button %q on\n%s", label, tr.last())
		}
		tr.tapped = data
		tr.tap(data)
	case strings.HasPrefix(said, "{"):
		tr.special(strings.Fields(strings.TrimSuffix(said[1:], "}")))
	default:
		tr.say(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(said))
	}
}

func (tr *transcript) special(words []string) {
	switch words[0] {
	case "again": // the last tap, doubled
		tr.tap(tr.tapped)
	case "old": // a button of the card before the newest that has it
		label := strings.Join(words[1:], " ")
		for i := len(tr.cards) - 2; i >= 0; i-- {
			if data, ok := tr.find(label, i); ok {
				tr.tap(data)
				return
			}
		}
		tr.t.Fatalf("no older button %q", label)
	case "copy": // a button of the card before the newest, sent once more below it
		data, ok := tr.find(strings.Join(words[1:], " "), len(tr.cards)-2)
		if !ok {
			tr.t.Fatalf("no button on the card before: %q", words)
		}
		tr.step(thidua.Input{Data: data, Query: "q", Message: tr.card.Message + 1})
	case "early": // written before the newest card was sent
		tr.early(strings.Join(words[1:], " "))
	case "colleague": // PART PATH VALUE, answered meanwhile by somebody else of the unit
		tr.colleague(words[1], words[2], strings.Join(words[3:], " "))
	case "data":
		tr.tap(words[1])
	case "sticker":
		tr.step(thidua.Input{Odd: true})
	case "edit": // the message so many typed ones back
		n, err := strconv.Atoi(words[1])
		if err != nil {
			tr.t.Fatal(err)
		}
		tr.step(thidua.Input{Edited: true, Text: strings.Join(words[2:], " "), Message: tr.typed[len(tr.typed)-n]})
	case "reply": // to the message so many typed ones back
		n, err := strconv.Atoi(words[1])
		if err != nil {
			tr.t.Fatal(err)
		}
		tr.step(thidua.Input{Kind: thidua.KindText, Text: strings.Join(words[2:], " "), ReplyTo: tr.typed[len(tr.typed)-n]})
	case "voice":
		tr.step(thidua.Input{Kind: thidua.KindVoice, Files: []thidua.File{{ID: "v", Kind: thidua.KindVoice, Name: "voice.ogg", Size: 1000}}})
	case "location":
		tr.step(thidua.Input{Kind: thidua.KindLocation, Text: "20.65 106.05 0 12", Location: &thidua.Location{Latitude: 20.65, Longitude: 106.05, Accuracy: 12}})
	case "contact":
		tr.step(thidua.Input{Kind: thidua.KindContact, Contact: &thidua.Contact{Phone: words[1], Name: "Đào Thu Hằng"}})
	case "caption": // the newest file's caption is edited
		tr.step(thidua.Input{Edited: true, Message: tr.newestTyped(), Files: []thidua.File{{ID: "id-" + words[1], UniqueID: words[1], Name: words[1],
			Photo: true, Caption: strings.Join(words[2:], " ")}}})
	case "repeat":
		n, err := strconv.Atoi(words[2])
		if err != nil {
			tr.t.Fatal(err)
		}
		tr.say(strings.Repeat(words[1], n))
	default:
		tr.step(file(tr.t, words))
	}
}

// early sends a message that is older than the newest card.
func (w *world) early(text string) {
	w.step(thidua.Input{Text: text, Sent: w.card.Sent.Add(-2 * time.Second)})
}

// colleague gives an answer in a group part as another person of the unit.
func (w *world) colleague(part, path, value string) {
	key := thidua.DraftKey(w.script.Campaign.ID, w.unit(), part, "sheet", "")
	var s flows.Sheet
	w.read(key, &s)
	before, _ := s.Answer(path)
	s.Put(path, thidua.Answer{Value: value, Raw: value, By: chat + 1, At: w.now, Rev: before.Rev + 1})
	body, err := s.MarshalText()
	if err != nil {
		w.t.Fatal(err)
	}
	w.records[key] = thidua.Record{Key: key, Rev: w.update, Body: body}
}

// giveBack writes why a part was returned, as the secretariat does.
func (w *world) giveBack(part string, reasons []string) {
	s := w.submission(part)
	r := thidua.Review{By: 99, Name: "Lương Bích Thảo", At: w.now.Add(time.Second)}
	for _, reason := range reasons {
		place, why, _ := strings.Cut(reason, ": ")
		if place == "whole" {
			r.Reason = why
		} else {
			r.Points = append(r.Points, pointAt(s.Entries, part, place, why))
		}
	}
	key := thidua.ReviewKey(w.script.Campaign.ID, w.unit(), part, s.Number)
	w.records[key] = thidua.Record{Key: key, Rev: w.update, Body: []byte(encoded(w.t, r))}
}

// pointAt reads a place such as 2/tham_luan/1/ten: the second entry of a repeat part, its first speech, the question.
func pointAt(entries []thidua.Entry, repeat, place, why string) thidua.Point {
	p := thidua.Point{Reason: why}
	var path []string
	for word := range strings.SplitSeq(place, "/") {
		number, err := strconv.Atoi(word)
		if err != nil {
			path = append(path, word)
			continue
		}
		if len(path) > 0 {
			entries, repeat = entries[0].Repeats[strings.Join(path, "/")], path[len(path)-1]
		}
		p.Trail = append(p.Trail, thidua.Step{Repeat: repeat, Entry: entries[number-1].ID})
		entries, path = entries[number-1:number], nil
	}
	p.Question = strings.Join(path, "/")
	return p
}

// file reads {photo|file NAME SIZE [ALBUM]}.
func file(t testing.TB, words []string) thidua.Input {
	size, err := strconv.ParseFloat(strings.TrimSuffix(words[2], "MB"), 64)
	if err != nil {
		t.Fatal(err)
	}
	in := thidua.Input{Files: []thidua.File{{ID: "id-" + words[1], UniqueID: words[1], Name: words[1],
		Photo: words[0] == "photo", Size: int64(size * (1 << 20))}}}
	if len(words) > 3 {
		in.Album = words[3]
	}
	return in
}

// newestTyped is the person's newest message.
func (tr *transcript) newestTyped() int64 { return tr.open().Typed }

func (tr *transcript) open() (s flows.Session) {
	if err := json.Unmarshal(tr.session, &s); err != nil {
		tr.t.Fatal(err)
	}
	return s
}

func (tr *transcript) reply(from int) {
	if tr.notice != "" {
		tr.out.WriteString("! " + tr.notice + "\n")
	}
	for _, m := range tr.cards[from:] {
		mark := "<"
		if m.Edit != 0 {
			mark = "~"
		}
		for _, line := range m.Lines {
			for part := range strings.SplitSeq(line.Text, "\n") {
				fmt.Fprintf(&tr.out, "%s %s\n", mark, part)
			}
		}
		if m.Attach != nil {
			fmt.Fprintf(&tr.out, "  (%s %s)\n", m.Attach.Kind, strings.TrimSpace(m.Attach.Unit+" "+m.Attach.Part+m.Attach.Name))
		}
		for _, row := range m.Buttons {
			tr.out.WriteString(" ")
			for _, b := range row {
				tr.out.WriteString(" [" + b.Label + "]")
			}
			tr.out.WriteString("\n")
		}
	}
	tr.out.WriteString("\n")
}

func (tr *transcript) submitted(part string) {
	s := tr.submission(part)
	fmt.Fprintf(&tr.out, "= number: %d\n", s.Number)
	if s.Nothing {
		tr.out.WriteString("= nothing\n")
	}
	if s.Late {
		tr.out.WriteString("= late\n")
	}
	tr.entries("", s.Entries)
	tr.out.WriteString("\n")
}

func (tr *transcript) entries(under string, entries []thidua.Entry) {
	for i, e := range entries {
		prefix := under
		if e.ID != "" {
			prefix += strconv.Itoa(i+1) + "."
		}
		for _, path := range slices.Sorted(maps.Keys(e.Answers)) {
			a := e.Answers[path]
			fmt.Fprintf(&tr.out, "= %s%s: %s", prefix, path, a.Value)
			if a.Approximate {
				tr.out.WriteString(" (approximate)")
			}
			tr.out.WriteString("\n")
		}
		for _, path := range slices.Sorted(maps.Keys(e.Repeats)) {
			tr.entries(prefix+path+"/", e.Repeats[path])
		}
	}
}
