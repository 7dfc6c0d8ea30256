package bot

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/flows/texts"
)

// TestActs fails where something is logged for which the log has no words, or the words are of nothing that is logged.
func TestActs(t *testing.T) {
	t.Parallel()
	logged := map[string]bool{}
	for _, pattern := range []string{"*.go", "../flows/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 10 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				for _, act := range logs(n) {
					logged[act] = true
				}
				return true
			})
		}
	}
	for act := range logged {
		if _, known := thidua.Acts[act]; !known {
			t.Errorf("%q is logged and has no words in thidua.Acts", act)
		}
	}
	for _, act := range []string{"joined", "submitted", "cancelled", "reminded", "exported"} {
		if !logged[act] {
			t.Errorf("%q is logged nowhere: the search for acts is broken", act)
		}
	}
}

// logs are the acts that a piece of the program writes into the log.
func logs(n ast.Node) (acts []string) {
	switch n := n.(type) {
	case *ast.CallExpr:
		s, ok := n.Fun.(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		if at := map[string]int{"logLine": 1, "log": 1, "handIn": 3}[s.Sel.Name]; at > 0 && at < len(n.Args) {
			acts = append(acts, literal(n.Args[at]))
		}
	case *ast.CompositeLit:
		if s, ok := n.Type.(*ast.SelectorExpr); !ok || s.Sel.Name != "LogLine" {
			return nil
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Act" {
				acts = append(acts, literal(kv.Value))
			}
		}
	}
	return slices.DeleteFunc(acts, func(act string) bool { return act == "" })
}

// TestLog reads the campaign's log and a unit's in the chat, newest first, page by page.
func TestLog(t *testing.T) {
	s := playing(t)
	secretariat, leader, a := s.actor(thao), s.actor(khai), s.actor(an)
	for _, p := range []*actor{secretariat, leader, a} {
		p.joins()
	}
	s.lines("A", 30)
	s.lines("B", 30)
	first := secretariat.says("/nhatky", "🗒 Nhật ký · Đợt thi đua mùa đông", "dòng B30", "dòng B25", "Cũ hơn")
	if holds(first, []string{"dòng B24"}) || holds(first, []string{"Mới hơn"}) || strings.Index(first.Text, "B30") > strings.Index(first.Text, "B29") {
		t.Errorf("the first page:\n%s", first.Text)
	}
	second := secretariat.taps("Cũ hơn", "dòng B24", "dòng B19", "Mới hơn")
	if second.ID != first.ID {
		t.Error("pages are turned in another card")
	}
	all := ""
	for holds(secretariat.Last(), []string{"Cũ hơn"}) {
		all += secretariat.taps("Cũ hơn", "Nhật ký").Text
	}
	last := secretariat.Last()
	for _, words := range []string{"Nguyễn Thị An · Tham gia · Văn phòng", "Quản trị hệ thống · Nạp đợt thi đua", "Quản trị hệ thống · Mời tham gia · Văn phòng · Nguyễn Thị An", "Vũ Đình Khải · Đồng ý"} {
		if !strings.Contains(all, words) {
			t.Errorf("the last pages lack %q:\n%s", words, all)
		}
	}
	if holds(last, []string{"Cũ hơn"}) {
		t.Error("something is older than the oldest")
	}
	leader.says("/log", "dòng B30")
	of := func(page int) string { return logData(page, shortCode("A")) }
	unit := secretariat.after(func() { secretariat.TapData(last.ID, of(0)) }, "Nhật ký · Văn phòng", "dòng A30", "dòng A25", "Cũ hơn")
	if strings.Contains(unit.Text, "dòng B") {
		t.Errorf("lines of another unit:\n%s", unit.Text)
	}
	secretariat.after(func() { secretariat.TapData(last.ID, of(4)) }, "dòng A6", "dòng A1", "Cũ hơn")
	secretariat.taps("Cũ hơn", "Nguyễn Thị An · Tham gia", "Mới hơn")
	secretariat.TapData(last.ID, logData(0, "khongco"))
	secretariat.notice("không dùng được")
}

// TestLogOfOwnUnit shows a focal point what was done in their own unit, by whomever, and of no other, whatever they press; an
// open question stays open.
func TestLogOfOwnUnit(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	s.lines("A", 20)
	s.lines("B", 20)
	first := a.says("/nhatky", "🗒 Nhật ký · Văn phòng", "dòng A20", "dòng A15", "Cũ hơn")
	second := a.taps("Cũ hơn", "dòng A14", "dòng A9", "Mới hơn")
	a.taps("Cũ hơn", "dòng A8", "dòng A3")
	third := a.taps("Cũ hơn", "dòng A2", "dòng A1", "Nguyễn Thị An · Tham gia", "Mới hơn")
	for _, m := range []simulator.Message{first, second, third} {
		if holds(m, []string{"dòng B"}) || holds(m, []string{"Quay lại"}) {
			t.Errorf("of another unit, or a way to the board:\n%s", m.Text)
		}
	}
	for _, data := range []string{logData(0, shortCode("B")), logData(0, "khongco")} {
		before := len(a.Notices())
		a.TapData(third.ID, data)
		a.after1(before)
		if n := a.Notices(); n[len(n)-1].Text != texts.NotYours.In("vi") {
			t.Errorf("%s: %v", data, n)
		}
	}
	a.says("25", "Đã ghi: 25")
}

// TestLogTellsWhatExactly shows the end of a line too, where a new deadline and the reason of a return stand.
func TestLogTellsWhatExactly(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	line := thidua.LogLine{At: s.clock.now(), By: 1, Name: "Nguyễn Thị Phương Thảo", Campaign: "td", Unit: "C", Part: "hoat_dong", Act: "extended",
		Detail: "23:59 ngày 30/11/2026, trước đây 17:00 ngày 19/11/2026"}
	if err := commit(t.Context(), s.db, secret(), s.clock.now(), newRecord(thidua.LogKey("td", s.clock.now(), "test", 0), line)); err != nil {
		t.Fatal(err)
	}
	desk.says("/nhatky", "Nguyễn Thị Phương Thảo · Gia hạn · Hoạt động · Phòng Kế hoạch · "+line.Detail)
}

// lines writes so many lines of a unit into the log, each later than all before.
func (s *stage) lines(unit string, n int) {
	s.Helper()
	var put []thidua.Record
	for i := range n {
		s.clock.pass(time.Second)
		put = append(put, newRecord(thidua.LogKey("td", s.clock.now(), "test", 0), thidua.LogLine{At: s.clock.now(), By: 1, Name: "Ai đó",
			Campaign: "td", Unit: unit, Act: "announced", Detail: fmt.Sprint("dòng ", unit, i+1)}))
	}
	if err := commit(s.Context(), s.db, secret(), s.clock.now(), put...); err != nil {
		s.Fatal(err)
	}
}
