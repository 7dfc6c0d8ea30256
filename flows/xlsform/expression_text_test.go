package xlsform

import (
	"errors"
	"strings"
	"testing"

	"thidua/flows/xpath"
)

func TestExpressionText(t *testing.T) {
	for _, c := range []struct{ source, vi, en string }{
		{`1 +`, `thiếu một giá trị, ở cuối biểu thức.`, `a value is missing, at the end.`},
		{`${tuổi} > 3 4`, `trước chỗ này thiếu phép tính, dấu phẩy hoặc dấu ngoặc đóng, ở ký tự thứ 13 (“4”).`,
			`an operator, a comma or a closing bracket is missing before this, at character 13 (“4”).`},
		{`1 + Count_Selected(.)`, `không có hàm Count_Selected(), ở ký tự thứ 5. Có phải ý anh/chị là “count-selected()”?`,
			`there is no function Count_Selected(), at character 5. Did you mean “count-selected()”?`},
		{`tính(1)`, `không có hàm tính(), ở ký tự thứ 1.`, `there is no function tính(), at character 1.`},
		{`round(1, 2, 3)`, `hàm round() nhận từ 1 đến 2 tham số, đang có 3, ở ký tự thứ 1.`, `round() takes 1 to 2 argument(s), not 3, at character 1.`},
		{`max()`, `hàm max() nhận ít nhất 1 tham số, đang có 0, ở ký tự thứ 1.`, `max() takes at least 1 argument(s), not 0, at character 1.`},
		{`not(1, 2)`, `hàm not() nhận đúng 1 tham số, đang có 2, ở ký tự thứ 1.`, `not() takes exactly 1 argument(s), not 2, at character 1.`},
		{`regex(., '[a')`, `mẫu regex sai, ở đoạn “[a”, ở ký tự thứ 1 (“regex”).`, `the pattern is wrong, at “[a”, at character 1 (“regex”).`},
		{`format-date(., '%Q')`, `định dạng ngày không có %Q, ở ký tự thứ 1.`, `a date format has no %Q, at character 1.`},
		{`. = “có”`, `dấu nháy cong không dùng được, xin dùng nháy thẳng ' hoặc ", ở ký tự thứ 5 (““có””).`,
			`curly quotes do not work here; use straight ones, ' or ", at character 5 (““có””).`},
		{`/data//x`, `Đường dẫn có “//” chưa dùng được, xin viết ${ten_cau_hoi}, ở ký tự thứ 6 (“//x”).`,
			`Paths with “//” cannot be used; write ${question_name}, at character 6 (“//x”).`},
		{strings.Repeat("1", 40_000), `dài quá 32.767 ký tự.`, `longer than 32,767 characters.`},
	} {
		_, err := xpath.Compile(c.source)
		var wrong *xpath.SyntaxError
		if !errors.As(err, &wrong) {
			t.Fatalf("%s: %v", c.source, err)
		}
		text := expressionText(wrong, c.source)
		if text["en"] != c.en {
			t.Errorf("%.30s: %q, want %q", c.source, text["en"], c.en)
		}
		if text["vi"] != c.vi {
			t.Errorf("%.30s: %q, want %q", c.source, text["vi"], c.vi)
		}
	}
}

// TestEveryCauseHasItsTexts finds a cause that was added without words, and words with a hole left open.
func TestEveryCauseHasItsTexts(t *testing.T) {
	for cause := xpath.Cause(0); cause.String() != "wrong"; cause++ {
		e := &xpath.SyntaxError{Cause: cause, Fault: cause.Fault(), Near: "x", About: "y", Most: 2}
		text := expressionText(e, "x")
		for _, language := range []string{"vi", "en"} {
			if s := text[language]; len(s) < 10 || strings.Contains(s, "%!") || strings.ContainsAny(s, "\n") {
				t.Errorf("%v in %s: %q", cause, language, s)
			}
		}
		if text["vi"] == text["en"] {
			t.Errorf("%v: the same text in both languages", cause)
		}
	}
}
