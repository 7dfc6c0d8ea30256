package export

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"thidua/flows/xpath"
)

// explain words what went wrong in an expression.
func (t *tree) explain(err error) (vietnamese, english string) {
	var unknown *xpath.UnknownName
	var wrong *xpath.TypeError
	switch {
	case errors.As(err, &unknown):
		vietnamese = fmt.Sprintf("đợt thi đua không có tên “%s” ở đây", unknown.Name)
		english = fmt.Sprintf("the campaign has no name “%s” here", unknown.Name)
		if near := t.nearest(unknown.Name); near != "" {
			vietnamese += fmt.Sprintf("; có phải “%s”?", near)
			english += fmt.Sprintf("; did you mean “%s”?", near)
		}
		return vietnamese, english
	case errors.As(err, &wrong):
		return fmt.Sprintf("hàm %s() cần một danh sách", wrong.Function), wrong.Error()
	case errors.Is(err, errNotPicture):
		return "thẻ {{@…}} cần một câu hỏi gửi ảnh hoặc tệp", "{{@…}} takes a question for pictures or files"
	case errors.Is(err, xpath.ErrBudget):
		return "biểu thức tính quá lâu", "the expression takes too many steps"
	}
	return "không tính được: " + err.Error(), "cannot be computed"
}

// nearest suggests the name that a mistyped one was meant to be; empty where none is close.
func (t *tree) nearest(name string) string {
	names := slices.Concat(slices.Collect(maps.Keys(t.paths)), slices.Collect(maps.Keys(t.c.Campaign.Keys)), campaignKeys)
	slices.Sort(names)
	best, least := "", 1+len(name)/4
	for _, known := range names {
		if d := distance(name, known); d <= least && (best == "" || d < least) {
			best, least = known, d
		}
	}
	if best == name {
		return "" // it is there, but not at this place
	}
	return best
}
