package flows_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
	"thidua/flows/xpath"
)

// filled makes an activity list of n finished entries, each with a talk: a submission that an abandoned change leads
// back to.
func (w *world) filled(n int) {
	c := w.script.Campaign.ID
	given := func(value string) thidua.Answer {
		return thidua.Answer{Value: value, Raw: value, By: chat, At: w.now, Rev: 1}
	}
	s := thidua.Submission{Campaign: c, Unit: w.unit(), Part: "hoat_dong", Number: 1}
	for i := range n {
		id := fmt.Sprintf("e%d", i)
		s.Entries = append(s.Entries, thidua.Entry{
			ID: id, Answers: map[string]thidua.Answer{"ten": given(fmt.Sprintf("Hoạt động số %d", i+1))},
			Repeats: map[string][]thidua.Entry{"tham_luan": {{ID: "t" + id, Answers: map[string]thidua.Answer{"ten_tham_luan": given("Tham luận")}}}},
		})
	}
	key := thidua.SubmissionKey(c, w.unit(), "hoat_dong", 1)
	w.records[key] = thidua.Record{Key: key, Rev: 1, Body: []byte(encoded(w.t, s))}
	key = thidua.IndexKey(c, w.unit())
	index := thidua.Index{Parts: map[string]thidua.Standing{"hoat_dong": {State: thidua.Submitted, Submission: 1, Editing: true}}}
	w.records[key] = thidua.Record{Key: key, Rev: 1, Body: []byte(encoded(w.t, index))}
	w.all("/start", "[Hoạt động]", "[Hủy]", "[Có]")
	w.expect("Đã hủy")
}

// TestEntryCost answers inside one entry: what is loaded does not grow with the entries beside it.
func TestEntryCost(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	var loaded, loads [2]int
	for i, n := range []int{10, 2000} {
		w := newWorld(t, compile(t, c), "VP")
		w.filled(n)
		w.all("/start", "[Hoạt động]", "[Thêm]", "Hội nghị")
		loaded[i], loads[i] = w.loaded, w.loads
		if w.puts != 2 {
			t.Errorf("%d entries: an answer writes %d records, want the sheet and the list that names it", n, w.puts)
		}
		w.all("20", "[Thêm]", "Tham luận")
		loaded[i], loads[i] = max(loaded[i], w.loaded), max(loads[i], w.loads)
		if w.loaded > 8 || w.loads > 2 {
			t.Errorf("%d entries: %d records in %d loads", n, w.loaded, w.loads)
		}
	}
	if loaded[0] != loaded[1] || loads[0] != loads[1] {
		t.Errorf("records %v, loads %v: they grow with the entries", loaded, loads)
	}
}

// TestOpeningRows opens a long list that is being changed: all its buttons are on the screen (the step checks it).
func TestOpeningRows(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	w := newWorld(t, compile(t, c), "VP")
	w.filled(30)
	w.all("/start", "[Hoạt động]", "[1. Hoạt động số 1]", "[Xóa]", "/start", "[Hoạt động]", "[Trang sau]")
	for _, label := range []string{"Tiếp tục", "7. Hoạt động số 8", "Trang sau", "Thêm", "Hoàn tác", "Không có nội dung", "Hủy", "Quay lại"} {
		if _, ok := w.find(label, len(w.cards)-1); !ok {
			t.Errorf("no button %q", label)
		}
	}
}

// TestNeeds hands a part of many entries in: the next step does not load them again.
func TestNeeds(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	w := newWorld(t, compile(t, c), "VP")
	w.filled(300)
	w.all("/start", "[Hoạt động]", "[Nộp]")
	w.expect("đã nộp")
	if got := len(w.submission("hoat_dong").Entries); got != 300 {
		t.Errorf("%d entries handed in", got)
	}
	if len(w.needs) > 3 {
		t.Errorf("needs %d records after it", len(w.needs))
	}
	if n := len(w.cards[len(w.cards)-2].Buttons); n > 40 {
		t.Errorf("the list has %d rows of buttons", n)
	}
	for _, key := range w.needs {
		if strings.HasPrefix(string(key), "log/") || strings.HasPrefix(string(key), "submission/") {
			t.Errorf("needs %s", key)
		}
	}
}

// TestLongList pages through a long list; a new entry is shown on its own page.
func TestLongList(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	w := newWorld(t, compile(t, c), "VP")
	w.filled(45)
	w.all("/start", "[Hoạt động]", "[Trang sau]")
	w.expect("8. Hoạt động số 8")
	turn := func(label string) (pages int) {
		for _, more := w.find(label, len(w.cards)-1); more; _, more = w.find(label, len(w.cards)-1) {
			w.press(label)
			pages++
		}
		return pages
	}
	if pages := turn("Trang sau"); pages < 5 || pages > 10 {
		t.Errorf("%d more pages of 45 entries", pages)
	}
	w.all("[45. Hoạt động số 45]", "[Quay lại]")
	w.expect("45. Hoạt động số 45")
	w.all("[Thêm]", "Hội nghị", "[Bỏ qua]", "[Xong]")
	w.expect("46. Hội nghị")
	turn("Trang trước")
	w.expect("1. Hoạt động số 1")
}

func TestWholeSurvey(t *testing.T) {
	content := `
| survey |
| | type | name | label | relevant | calculation |
| | begin group | g | Nhóm | | |
| | text | a | A | | |
| | end group | | | | |
| | text | b | B | /data/g/a = 'x' | |
| | calculate | c | | | concat(../g/a, ${b}) |
`
	c, report := xlsform.Read("plain.md", []byte(content), xlsform.Options{})
	if c == nil {
		t.Fatal(report)
	}
	unit := ""
	if len(c.Units) > 0 {
		unit = c.Units[0].Code
	}
	w := newWorld(t, compile(t, c), unit)
	w.all("/start")
	if strings.Contains(w.last(), "Hạn nộp") {
		t.Errorf("a due time where there is none:\n%s", w.last())
	}
	w.press(c.Title)
	w.all("[Bắt đầu]", "x", "y", "[Nộp]")
	s := w.submission(c.Parts[0].Name)
	if s.Late || s.Entries[0].Answers["c"].Value != "xy" || s.Entries[0].Answers["g/a"].Value != "x" {
		t.Errorf("%+v", s)
	}
}

func TestCompileError(t *testing.T) {
	c := one(t, "text")
	c.Parts[0].Question.Children[0].Constraint = "1 +"
	_, err := flows.Compile(c)
	var syntax *xpath.SyntaxError
	if !errors.As(err, &syntax) || !strings.Contains(err.Error(), "question q") {
		t.Errorf("error %v", err)
	}
}

// TestReload goes on with a new version of the workbook.
func TestReload(t *testing.T) {
	header := "| | type | name | label |\n| | begin group | p | Phần |\n"
	old := compile(t, inline(t, header+"| | text | a | A |\n| | text | b | B |\n| | text | c | C |\n| | end group |"))
	t.Run("a question is gone", func(t *testing.T) {
		w := newWorld(t, old, "VP")
		w.all("/start", "[Phần]", "[Bắt đầu]", "một")
		w.script = compile(t, inline(t, header+"| | text | a | A |\n| | text | c | C |\n| | end group |"))
		w.say("hai")
		w.expect("không còn nữa")
		w.all("[Tiếp tục]")
		w.expect("C")
	})
	t.Run("its type changed", func(t *testing.T) {
		w := newWorld(t, old, "VP")
		w.all("/start", "[Phần]", "[Bắt đầu]", "một", "12", "ba", "[Tạm dừng]")
		w.script = compile(t, inline(t, header+"| | integer | a | A |\n| | integer | b | B |\n| | text | c | C |\n| | end group |"))
		w.all("[Tiếp tục]")
		w.expect("câu 1/3")
		w.all("1", "[Nộp]")
		if got := w.submission("p").Entries[0].Answers; got["a"].Value != "1" || got["b"].Value != "12" {
			t.Errorf("%v", got)
		}
	})
	t.Run("it became a repeat", func(t *testing.T) {
		w := newWorld(t, old, "VP")
		w.all("/start", "[Phần]", "[Bắt đầu]", "một")
		w.script = compile(t, inline(t, header+"| | text | a | A |\n| | begin repeat | b | B |\n| | text | d | D |\n| | end repeat |\n| | end group |"))
		w.say("hai")
		w.expect("không còn nữa")
	})
}

// TestSecretariat answers a part of the department, which the units' parts read.
func TestSecretariat(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "sample")), thidua.Department)
	w.all("/start")
	if _, ok := w.find("Hoạt động", 0); ok {
		t.Error("the department is asked a unit's part")
	}
	w.all("[Họp Hội đồng Thi đua - Khen thưởng]", "[Bắt đầu]", "9/5", "[Tạm dừng]",
		"[Quyết định khen thưởng, công nhận]", "[Thêm]", "2485/QĐ-CTUBND", "8/5")
	w.expect("không được trước ngày họp")
	w.all("10/5")
	w.expect("Người quyết định")
}

// TestForeignPart presses on, and is sent, a part of other units.
func TestForeignPart(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "sample")), "VP")
	w.all("/start")
	r, err := w.script.Step(flows.State{Session: flows.Session{Campaign: "td75", Unit: "VP"}, Open: "chuong_trinh",
		Records: map[thidua.Key]thidua.Record{thidua.IndexKey("td75", "VP"): {}}, Input: thidua.Input{At: w.now, Chat: chat}})
	if err != nil || len(r.Missing) > 0 || r.Session.Screen != flows.Menu || len(r.Put) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

// TestOpen goes on with the part that a pushed button names.
func TestOpen(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
	state := flows.State{Session: flows.Session{Campaign: "thu", Unit: "VP"}, Open: "phieu", Person: w.person,
		Input: thidua.Input{At: w.now, Chat: chat, Data: "t:abc", Query: "q"}, Records: map[thidua.Key]thidua.Record{}}
	for range flows.MostLoads {
		r, err := w.script.Step(state)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Missing) == 0 {
			if r.Session.Screen != flows.Asking || r.Session.Question != "ten" {
				t.Errorf("session %+v", r.Session)
			}
			return
		}
		w.load(state, r.Missing)
	}
	t.Error("never decided")
}

// TestBrokenRecord is a failure of the system, not of the person.
func TestBrokenRecord(t *testing.T) {
	s := compile(t, campaign(t, "types.md"))
	key := thidua.IndexKey("thu", "VP")
	_, err := s.Step(flows.State{Session: flows.Session{Campaign: "thu", Unit: "VP"}, Input: thidua.Input{Text: "/start", At: time.Now()},
		Records: map[thidua.Key]thidua.Record{key: {Key: key, Rev: 1, Body: []byte("{")}}})
	if err == nil || !strings.Contains(err.Error(), string(key)) {
		t.Errorf("error %v", err)
	}
}

// TestAlbumLater puts a late file of an album to the answer that the first one opened.
func TestAlbumLater(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
	w.all("/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Khác]", "[Xong]", "[Bỏ qua]")
	first := file(t, []string{"photo", "1.jpg", "1MB", "album"})
	first.Files[0].Caption = "Toàn cảnh"
	w.step(first)
	w.say("/start")
	w.step(file(t, []string{"photo", "2.jpg", "1MB", "album"}))
	w.stand("phieu", thidua.Approved)
	w.step(file(t, []string{"photo", "3.jpg", "1MB", "album"}))
	a := w.answer("phieu", "anh")
	if a.Value != "1.jpg; 2.jpg" || len(a.Files) != 2 || a.Files[0].Caption != "Toàn cảnh" {
		t.Errorf("%+v", a)
	}
}

// TestTicksKept leaves ticked choices without Xong: they are kept, in the list's order.
func TestTicksKept(t *testing.T) {
	for _, leave := range []string{"[Tạm dừng]", "[Quay lại]", "/start"} {
		t.Run(leave, func(t *testing.T) {
			w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
			w.all("/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Khác]", "[Doanh nghiệp]", "[Sở, ngành]", leave)
			if a := w.answer("phieu", "khach"); a.Value != "so dn" {
				t.Errorf("%+v", a)
			}
		})
	}
}

// TestTicksUndone takes every tick away again: the answer is empty, also after a restart.
func TestTicksUndone(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
	w.all("/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Khác]", "[Doanh nghiệp]", "[Xong]", "[Quay lại]",
		"[Doanh nghiệp]", "[Xong]")
	if a := w.answer("phieu", "khach"); a.Value != "" || !a.Skipped {
		t.Errorf("%+v", a)
	}
}

// TestShared lets two people of a unit fill one draft: an entry that one deleted is gone for the other.
func TestShared(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "activities.md")), "VP")
	w.all("/start", "[Hoạt động]", "[Thêm]", "Hội thảo")
	mine, cards := w.session, w.cards
	w.session, w.cards, w.needs = []byte(`{"campaign":"hd","unit":"VP"}`), nil, nil
	w.all("/start", "[Hoạt động]", "[1. Hội thảo]", "[Bỏ qua]", "[Xong]", "[1. Hội thảo]", "[Xóa]")
	if len(w.drafts("hoat_dong")) != 3 { // both lists, the list, and the entry until the deletion can no longer be undone
		t.Errorf("what is left: %v", w.drafts("hoat_dong"))
	}
	w.session, w.cards, w.needs = mine, cards, nil
	w.say("20")
	w.expect("không còn nữa")
}
