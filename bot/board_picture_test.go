package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
	"thidua/flows/xlsform"
)

// TestBoardPicture sends a picture that may be passed on, to who may see the board, of what they may see.
func TestBoardPicture(t *testing.T) {
	s := playing(t)
	s.load(family())
	secretariat, leader, parent, child := s.actor(thao), s.actor(khai), s.actor(4), s.actor(an)
	for _, p := range []*actor{secretariat, leader, parent, child} {
		p.joins()
	}
	for _, p := range []*actor{secretariat, leader, parent} {
		p.says("/tiendo", "Tiến độ ·")
		picture := p.taps("Ảnh", "Ảnh này chuyển tiếp được")
		if picture.Photo == nil || picture.ProtectContent || !strings.HasPrefix(string(picture.Photo.Data), "\x89PNG") {
			t.Errorf("%s got %+v, protected %v", p.Name, picture.Photo, picture.ProtectContent)
		}
	}
	child.after(func() { child.TapData(child.Last().ID, boardView{}.data("picture")) }, "dành cho thường trực")
	parent.says("/tiendo", "Tiến độ ·")
	lines, err := Log(t.Context(), s.db, "td")
	if n := len(slices.DeleteFunc(lines, func(l thidua.LogLine) bool { return l.Act != "exported" || l.Detail != "tien-do.png" })); n != 3 || err != nil {
		t.Errorf("%d pictures are logged (%v)", n, err)
	}
}

// TestPictures shows each unit once, on as many pictures as it takes, or sums them up.
func TestPictures(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		units, parents  int
		pictures, rows  int
		first, rest     string
		cells, lastCell string
	}{
		"one":          {3, 0, 1, 3, "Đơn vị 1", "", "trễ hạn", "trễ hạn"}, // unit 0 has handed in and stands last
		"several":      {60, 2, 3, 60, "Đơn vị 0", "", "đã nộp", "trễ hạn"},
		"by parent":    {300, 4, 1, 5, "Đơn vị 0 (74 đơn vị)", "", "0/74", "1/4"},
		"flat and big": {300, 0, 1, 25, "Đơn vị 1", "… và 275 đơn vị khác.", "trễ hạn", "trễ hạn"},
	} {
		from, board := crowd(t, c.units, c.parents)
		n := pictures(c.units, len(parents(from.c, "")))
		var rows []export.BoardRow
		var last export.BoardPicture
		for page := range n {
			last = from.picture(board, "", page)
			if last.First != len(rows) {
				t.Errorf("%s: picture %d begins after %d rows", name, page, last.First)
			}
			rows = append(rows, last.Rows...)
		}
		names := map[string]bool{}
		for _, r := range rows {
			names[r.Name] = true
		}
		if n != c.pictures || len(rows) != c.rows || len(names) != c.rows || rows[0].Name != c.first || last.Rest != c.rest {
			t.Errorf("%s: %d pictures, %d rows of %d names, first %q, rest %q", name, n, len(rows), len(names), rows[0].Name, last.Rest)
		}
		if first, end := rows[0].Cells[0].Text, rows[len(rows)-1].Cells[0].Text; name != "one" && (first != c.cells || end != c.lastCell) {
			t.Errorf("%s: the first cell is %q, the last %q", name, first, end)
		}
	}
}

// TestPictureOfParent shows a parent unit among those below it, where it has parts of its own, and counts it.
func TestPictureOfParent(t *testing.T) {
	t.Parallel()
	from, board := crowd(t, 60, 2) // U1 has handed in nothing either
	names := func(root string) (all []string, summary string) {
		for page := range pictures(len(pictured(from.c, root)), len(parents(from.c, root))) {
			p := from.picture(board, root, page)
			for _, r := range p.Rows {
				all = append(all, r.Name)
			}
			summary = p.Summary
		}
		return all, summary
	}
	all, summary := names("U1")
	if len(all) != 30 || !slices.Contains(all, "Đơn vị 1") || slices.Contains(all, "Đơn vị 0") || !strings.Contains(summary, "0/30") {
		t.Errorf("%d rows, %q: %q", len(all), summary, all)
	}
	if all, summary = names("U0"); len(all) != 30 || !slices.Contains(all, "Đơn vị 0") || !strings.Contains(summary, "1/30") {
		t.Errorf("%d rows, %q: %q", len(all), summary, all)
	}
	from.c.Parts[0].Units = []string{"U3", "U5"}
	if all, _ = names("U1"); slices.Contains(all, "Đơn vị 1") {
		t.Errorf("it has no parts: %q", all)
	}
}

// crowd is a campaign of many units, the first some of which stand above the others in turn; unit 0 has handed in, the
// others are late.
func crowd(t *testing.T, units, above int) (sight, map[string]thidua.Index) {
	t.Helper()
	var s strings.Builder
	s.WriteString("| survey |\n| | type | name | label |\n| | text | a | Một |\n")
	s.WriteString("| campaign |\n| | key | value |\n| | id | td |\n| | title | Thi đua |\n| | due | 2026-11-10 |\n| units |\n| | code | name | parent |\n")
	for i := range units {
		parent := ""
		if above > 0 && i >= above {
			parent = fmt.Sprint("U", i%above)
		}
		fmt.Fprintf(&s, "| | U%d | Đơn vị %d | %s |\n", i, i, parent)
	}
	s.WriteString("| people |\n| | name | unit | role |\n| | An | U0 | focal_point |\n")
	c, report := xlsform.Read("td.md", []byte(s.String()), xlsform.Options{})
	if len(report.Errors) > 0 {
		t.Fatal(report.Errors[0].In("en"))
	}
	part := c.Parts[0].Name
	return sight{c: c, now: begins}, map[string]thidua.Index{"U0": {Parts: map[string]thidua.Standing{part: {State: thidua.Submitted, Submission: 1}}}}
}

// TestCellTones has a colour and a word for every state.
func TestCellTones(t *testing.T) {
	t.Parallel()
	from, _ := crowd(t, 1, 0)
	from.now = begins.AddDate(0, -1, 0)
	for state := range texts.States {
		cell := from.cell(from.c.Parts[0], thidua.Index{Parts: map[string]thidua.Standing{from.c.Parts[0].Name: {State: state}}})
		if cell.Tone == export.Blank || cell.Text == "" {
			t.Errorf("state %q: %+v", state, cell)
		}
	}
}
