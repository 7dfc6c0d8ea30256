package bot

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// caller is somebody who tries everything that anybody may do.
type caller struct {
	name   string
	chat   int64
	posts  []thidua.Post
	secret []string // words that must not reach them
}

// The cast: units A and B stand below C (family).
func callers() []*caller {
	post := func(role thidua.Role, unit string) []thidua.Post {
		return []thidua.Post{{Role: role, Campaign: "td", Unit: unit}}
	}
	people := []string{"Người 21", "Người 22", "Người 23", "Người 24", "Người 25", "Người 26", "Người 27", "Lê Minh Chi", "Phạm Tiến Dũng"}
	everything := slices.Concat([]string{"Văn phòng", "Thanh tra", "Phòng Kế hoạch", "mùa đông", "Thông tin chung", "Hoạt động"}, people)
	return []*caller{
		{"secretariat", 21, post(thidua.Secretariat, ""), nil},
		{"staff", 22, []thidua.Post{{Role: thidua.Secretariat}}, nil},
		{"leader", 23, post(thidua.Leader, ""), nil},
		{"council", 24, post(thidua.Council, ""), append([]string{"Thanh tra", "Phòng Kế hoạch", "Hoạt động:"}, people...)},
		{"focal point of A", 25, post(thidua.FocalPoint, "A"), []string{"Thanh tra", "Phòng Kế hoạch", "Người 26", "Người 27", "Lê Minh Chi"}},
		{"focal point of B", 26, post(thidua.FocalPoint, "B"), []string{"Văn phòng", "Phòng Kế hoạch", "Người 25", "Người 27", "Nguyễn Thị An", "Cho hỏi"}},
		{"focal point of their parent", 27, post(thidua.FocalPoint, "C"), nil},
		{"head of A", 30, post(thidua.Leader, "A"), []string{"Thanh tra", "Phòng Kế hoạch", "Người 26", "Người 27", "Lê Minh Chi"}},
		{"head of their parent", 31, post(thidua.Leader, "C"), nil},
		{"revoked", 28, nil, everything},
		{"stranger", 29, nil, everything},
	}
}

func (c *caller) role() thidua.Role {
	if len(c.posts) == 0 {
		return ""
	}
	return standing(c.posts[0])
}

// walkStage is a stage without a running bot: steps are decided, and committed only for whom the test follows.
type walkStage struct {
	*stage
	b      *Bot
	update int64
}

func newWalk(t *testing.T) *walkStage {
	w := &walkStage{stage: newStage(t), update: 1000}
	w.load(family())
	w.b = w.bot(w.db)
	var put []thidua.Record
	for _, c := range callers() {
		if c.name == "stranger" {
			continue
		}
		name := fmt.Sprint("Người ", c.chat)
		put = append(put, newRecord(thidua.PersonKey(c.chat), thidua.Person{Chat: c.chat, Name: name, Joined: begins, Agreed: begins, Posts: c.posts}))
		for _, post := range c.posts {
			put = append(put, newRecord(thidua.MemberKey(post.Campaign, unitOf(post), c.chat), membership{Chat: c.chat, Name: name, Posts: c.posts}))
		}
	}
	filed := thidua.Index{Parts: map[string]thidua.Standing{"hoat_dong": {State: thidua.Nothing, Submission: 1, Filed: begins, At: begins},
		"chung": {State: thidua.Returned, Submission: 1, Filed: begins, At: begins}}}
	for part := range filed.Parts {
		put = append(put, newRecord(thidua.SubmissionKey("td", "B", part, 1), thidua.Submission{Campaign: "td", Unit: "B", Part: part, Number: 1,
			Nothing: part == "hoat_dong", By: 26, Name: "Người 26", At: begins}))
	}
	put = append(put, newRecord(thidua.IndexKey("td", "B"), filed))
	if err := commit(t.Context(), w.db, "cast", begins, put...); err != nil {
		t.Fatal(err)
	}
	w.act(callers()[4], "/hoi Cho hỏi hạn nộp?", true)
	return w
}

// act decides what somebody's text or press leads to, and commits it if told to.
func (w *walkStage) act(c *caller, do string, keep bool) *decision {
	w.Helper()
	w.update++
	in := thidua.Input{Update: w.update, Chat: c.chat, At: w.clock.now(), Sent: w.clock.now().Add(time.Hour), Kind: thidua.KindText, Text: do, Message: w.update}
	if data, pressed := strings.CutPrefix(do, "press:"); pressed {
		in = thidua.Input{Update: w.update, Chat: c.chat, At: w.clock.now(), Data: data, Query: "q", Message: 5}
	}
	d, err := w.b.decide(w.Context(), in)
	if err != nil {
		w.Fatalf("%s does %s: %v", c.name, do, err)
	}
	if keep {
		if err := w.b.commit(w.Context(), d); err != nil {
			w.Fatalf("%s does %s: %v", c.name, do, err)
		}
	}
	return d
}

// said is all that a decision says to the person: messages with their buttons, and the notice.
func said(d *decision) string {
	text := d.notice
	for _, m := range d.messages {
		if m.Chat != d.in.Chat {
			continue
		}
		for _, line := range m.Lines {
			text += "\n" + line.Text
		}
		for _, b := range slices.Concat(m.Buttons...) {
			text += "\n[" + b.Label + "]"
		}
	}
	return strings.TrimSpace(text)
}

// refusals are what somebody reads who may not do a thing.
var refusals = []string{texts.ForDesk.In("vi"), texts.ForSecretariat.In("vi"), texts.ForUnits.In("vi"), texts.NotYours.In("vi"), texts.Council.In("vi"), texts.ForWhole.In("vi")}

// TestRolesSeeOnlyWhatTheTableAllows says every command as every role, follows the buttons of every card that comes of it,
// and has everybody else press each of them too: what the table does not allow changes nothing, brings no file, and names
// nothing that the person may not know.
func TestRolesSeeOnlyWhatTheTableAllows(t *testing.T) {
	commands := slices.Concat(slices.Collect(maps.Keys(rights)), slices.Collect(maps.Keys(aliases)), everybodys)
	commands = slices.DeleteFunc(commands, func(name string) bool { return !strings.HasPrefix(name, "/") })
	slices.Sort(commands)
	for _, name := range commands {
		t.Run(strings.TrimPrefix(name, "/"), func(t *testing.T) {
			w := newWalk(t)
			for _, c := range callers() {
				w.commands(c, name)
			}
			for i, c := range callers()[:9] {
				if aliases[name] == "" && i%2 == 0 { // one of each kind; the others press along
					w.follow(c, name)
				}
			}
		})
	}
}

// commands says one command as one person, with and without something behind it.
func (w *walkStage) commands(c *caller, name string) {
	w.Helper()
	allowed, listed := allows(c, name)
	for _, do := range []string{name, name + " Thanh tra", name + "@thidua_bot", "press:" + deskPrefix + strings.TrimPrefix(name, "/")} {
		d := w.act(c, do, false)
		w.keepsQuiet(c, do, d)
		if refused := slices.Contains(refusals, said(d)); listed && len(c.posts) > 0 && refused == allowed {
			w.Errorf("%s does %s, allowed %v, and reads: %s", c.name, do, allowed, said(d))
		}
		if listed && !allowed {
			w.leavesNothing(c, do, d)
		}
	}
}

// allows tells what the table says of a command; listed is false for what is everybody's.
func allows(c *caller, name string) (allowed, listed bool) {
	if alias := aliases[name]; alias != "" {
		name = alias
	}
	roles, listed := rights[name]
	if name == boardCommand && c.role() == thidua.FocalPoint {
		return c.posts[0].Unit == "C", listed // only of the units below
	}
	return slices.Contains(roles, c.role()), listed
}

// follow says a command and presses every button that comes of it, each kind a few times; before each press everybody
// else tries it.
func (w *walkStage) follow(c *caller, name string) {
	w.Helper()
	const mostPresses, mostAlike, ofTheForm = 40, 2, 12
	alike, presses := map[string]int{"0.0": mostAlike - ofTheForm}, 0
	defer func() { w.Logf("%s: %d kinds of buttons after %s", c.name, len(alike)-1, name) }()
	queue := slices.Concat(buttons(w.act(c, name+" thử", true), c), buttons(w.act(c, name, true), c))
	for len(queue) > 0 && presses < mostPresses {
		data := queue[0]
		queue = queue[1:]
		if alike[shape(data)]++; alike[shape(data)] > mostAlike {
			continue
		}
		presses++
		for _, other := range callers() {
			if other.chat != c.chat {
				w.presses(other, c, "press:"+data)
			}
		}
		d := w.act(c, "press:"+data, true)
		w.keepsQuiet(c, data, d)
		queue = append(queue, buttons(d, c)...)
	}
}

// presses has somebody press a button of another person's card.
func (w *walkStage) presses(other, owner *caller, do string) {
	w.Helper()
	d := w.act(other, do, false)
	w.keepsQuiet(other, do, d)
	data := strings.TrimPrefix(do, "press:")
	switch {
	case strings.HasPrefix(data, targetPrefix) && len(other.posts) > 0:
		if d.notice != texts.NotYours.In("vi") || len(d.messages) > 0 {
			w.Errorf("%s presses %s's button %s and reads: %s", other.name, owner.name, data, said(d))
		}
		w.leavesNothing(other, do, d)
	case strings.HasPrefix(data, deskPrefix):
		name, _, _ := strings.Cut(strings.TrimPrefix(data, deskPrefix), ".")
		if allowed, listed := allows(other, "/"+name); listed && !allowed {
			w.leavesNothing(other, do, d)
		}
	}
}

// leavesNothing fails where an act that is not allowed changes or sends anything.
func (w *walkStage) leavesNothing(c *caller, do string, d *decision) {
	w.Helper()
	if len(d.put)+len(d.remove)+len(d.due) > 0 {
		w.Errorf("%s may not, and with %s writes %v, removes %v, plans %v", c.name, do, keysOf(d.put), keysOf(d.remove), d.due)
	}
}

// keepsQuiet fails where somebody reads what they may not know, changes what is not theirs, or gets a file that they may
// not have; whoever has no post reads one constant sentence.
func (w *walkStage) keepsQuiet(c *caller, do string, d *decision) {
	w.Helper()
	text := said(d)
	constant := texts.Stranger
	if strings.HasPrefix(do, "/start ") { // an invite that is none
		constant = texts.BadInvite
	}
	if len(c.posts) == 0 && (text != constant.In("vi") || len(d.messages) != 1) {
		w.Errorf("%s does %s and reads: %s", c.name, do, text)
	}
	for _, word := range c.secret {
		if strings.Contains(text, word) && !strings.Contains(do, word) {
			w.Errorf("%s does %s and reads %q:\n%s", c.name, do, word, text)
		}
	}
	for _, m := range d.messages {
		if m.Attach != nil && m.Chat == c.chat && !entitled(c.posts, taking+m.Attach.Kind, m.Attach.Campaign, m.Attach.Unit) {
			w.Errorf("%s does %s and gets %s", c.name, do, m.Attach.Kind)
		}
	}
	if c.role() == thidua.Secretariat {
		return
	}
	for _, key := range keysOf(slices.Concat(d.put, d.remove)) {
		if !c.mayWrite(key) {
			w.Errorf("%s does %s and writes %s", c.name, do, key)
		}
	}
}

// mayWrite tells whether a record is of the kind that a person other than the secretariat may bring about: their own,
// their unit's, a request for a file, the log, and what tells others of it.
func (c *caller) mayWrite(key string) bool {
	segments := strings.Split(key, "/")
	switch segments[0] {
	case "log", "target", "request", "ticket", "tickets", "sent":
		return true
	case "draft", "index", "submission", "review", "snooze", "snoozed":
		return c.role() == thidua.FocalPoint && len(segments) > 2 && segments[2] == c.posts[0].Unit
	}
	return slices.Contains(segments, fmt.Sprint(c.chat)) // member, person, session …
}

func keysOf(records []thidua.Record) (keys []string) {
	for _, r := range records {
		keys = append(keys, string(r.Key))
	}
	return keys
}

// buttons are what a decision gives the person to press.
func buttons(d *decision, c *caller) (data []string) {
	for _, m := range d.messages {
		if m.Chat == c.chat {
			for _, b := range slices.Concat(m.Buttons...) {
				data = append(data, b.Data)
			}
		}
	}
	return data
}

var (
	idInData     = regexp.MustCompile(`[A-Za-z0-9_-]{10,}`)
	numberInData = regexp.MustCompile(`[0-9]+`)
)

// shape is what buttons of one kind have in common.
func shape(data string) string {
	return numberInData.ReplaceAllString(idInData.ReplaceAllString(data, "#"), "0")
}
