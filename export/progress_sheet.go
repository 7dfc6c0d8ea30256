package export

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"thidua"
)

// progressSheet lists every unit with every part it answers; what is missing comes first.
func (b *book) progressSheet() error {
	labels := []string{numberHead, unitHead, "Nội dung", "Trạng thái", "Hạn nộp", submittedHead, "Đúng hạn",
		"Số mục", "Lần nộp", submitterHead, "Đầu mối", noteHead}
	s := b.list(progressName, layout{title: progressTitle, fixed: 2, tab: "7030A0"}, labels...)
	for _, row := range b.c.progress() {
		s.add(s.progressRow(row)...)
	}
	s.table("tien_do", 1, labels)
	return s.close()
}

// standing is one unit's one part.
type standing struct {
	part   *Part
	filing Filing
}

// progress orders the board: what is missing first, then by unit and part.
func (c *Consolidation) progress() []standing {
	var rows []standing
	for _, u := range append(slices.Clone(c.Units), thidua.Unit{Code: thidua.Department}) {
		for _, p := range c.Parts {
			if f, ok := p.Filing(u.Code); ok {
				rows = append(rows, standing{p, f})
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b standing) int {
		return cmp.Compare(rank(a.filing), rank(b.filing))
	})
	return rows
}

func rank(f Filing) int {
	if f.Missing() {
		return 0
	}
	return 1
}

func (s *sheet) progressRow(row standing) []any {
	f, c := row.filing, s.book.c
	punctual := f.punctual(c.At)
	state := look{wrap: true, border: true, align: "center"}
	if f.Missing() || punctual == lateNote || punctual == overdueNote {
		state.colour, state.bold = warnColour, f.Missing()
	}
	cells := []any{
		s.whole(s.row), s.text(c.UnitName(f.Unit)), s.text(row.part.Label), s.styled(f.word(), state),
		s.moment(inZone(f.Due, c.location()), true),
	}
	if sub := f.Submission; sub != nil {
		cells = append(cells, s.moment(sub.At.In(c.location()), true), s.styled(punctual, state),
			s.whole(f.Entries), s.whole(sub.Number), s.text(sub.Name))
	} else {
		cells = append(cells, s.text(""), s.styled(punctual, state), s.text(""), s.text(""), s.text(""))
	}
	note := ""
	if f.Returned() {
		note = returnedNote
	}
	if f.Submission != nil && f.Submission.Amends > 0 {
		note = strings.TrimPrefix(note+"; "+amendedNote, "; ")
	}
	return append(cells, s.text(c.focal[f.Unit.Code]), s.text(note))
}

func inZone(at time.Time, zone *time.Location) time.Time {
	if at.IsZero() {
		return at
	}
	return at.In(zone)
}

// word names where a filing stands, in the words of the conversation.
func (f Filing) word() string {
	switch f.Standing.State {
	case thidua.InProgress:
		return "Đang làm"
	case thidua.Submitted:
		return "Đã nộp"
	case thidua.Nothing:
		return "Không có nội dung"
	case thidua.Resubmitted:
		return "Đã nộp lại"
	case thidua.Returned:
		return "Đã trả lại"
	case thidua.Approved:
		return "Đã duyệt"
	case thidua.Locked:
		return "Đã khóa"
	}
	return "Chưa nộp"
}

func (f Filing) punctual(now time.Time) string {
	switch {
	case f.Late(now) && f.Submission == nil && f.Standing.Owed():
		return overdueNote
	case f.Late(now):
		return lateNote
	case f.Missing() && !f.Due.IsZero():
		return notDueNote
	case f.Missing():
		return ""
	}
	return inTimeNote
}
