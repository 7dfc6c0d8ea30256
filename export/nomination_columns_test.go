package export

import (
	"strings"
	"testing"

	"thidua"
)

// TestBirthDates has a column for dates of birth only where a campaign asks for them.
func TestBirthDates(t *testing.T) {
	heads := func(s held) string {
		f, _ := written(t, s)
		return strings.Join(rowsOf(t, f, "ĐN cá nhân")[7][:5], "|")
	}
	s := source()
	if got := heads(s); got != "STT|Ông/Bà|Họ và tên|Giới tính|Chức vụ" {
		t.Errorf("unasked: %s", got)
	}
	for _, p := range s.Campaign.Parts {
		if p.Kind == nominationKind {
			p.Question.Children = append(p.Question.Children, question(thidua.Date, "ngay_sinh", "Ngày sinh"))
		}
	}
	if got := heads(s); got != "STT|Ông/Bà|Họ và tên|Ngày sinh|Giới tính" {
		t.Errorf("asked: %s", got)
	}
}
