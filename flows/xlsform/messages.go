package xlsform

import (
	"fmt"
	"strings"

	"thidua"
)

// wording is what is said about a kind of problem: its code, the Vietnamese and the English text, one a line.
// %[1]s is the text of the cell, the others come from the place that finds the problem.
type wording string

// meant is a name that was probably meant; empty says nothing.
type meant string

func (w wording) say(args []any) (code string, message thidua.Text) {
	code, texts, _ := strings.Cut(string(w), "\n")
	vi, en, _ := strings.Cut(texts, "\n")
	return code, thidua.Text{"vi": fill("vi", vi, args), "en": fill("en", en, args)}
}

func fill(language, format string, args []any) string {
	if !strings.Contains(format, "%") {
		return format
	}
	own := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case meant:
			own[i] = a.in(language)
		case thidua.Text:
			own[i] = a.In(language)
		default:
			own[i] = arg
		}
	}
	return fmt.Sprintf(format, own...)
}

func (m meant) in(language string) string {
	switch {
	case m == "":
		return ""
	case language == "vi":
		return fmt.Sprintf(" Có phải ý anh/chị là “%s”?", string(m))
	}
	return fmt.Sprintf(" Did you mean “%s”?", string(m))
}

// openStill names what an end row should have closed, and what may be missing.
func openStill(open *element) thidua.Text {
	word := strings.Replace(strings.ToLower(open.kind.text), "begin", "end", 1)
	return thidua.Text{
		"vi": fmt.Sprintf(" Đang mở là “%s” ở dòng %d: xin sửa thành “%s”, hoặc thêm “%[3]s” ở phía trên.",
			open.kind.text, open.q.Row, word),
		"en": fmt.Sprintf(" What is open is “%s” of row %d: make it “%s”, or add “%[3]s” above.",
			open.kind.text, open.q.Row, word),
	}
}
