package xlsform

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"thidua"
	"thidua/flows/xpath"
)

// expressionText words what is wrong with an expression, and where in it.
func expressionText(e *xpath.SyntaxError, source string) thidua.Text {
	text := causeText(e)
	vi, en := text["vi"], text["en"]
	if e.Fault == xpath.FaultUnsupported {
		vi, en = capital(vi), capital(en) // a sentence of its own
	}
	at := 1 + utf8.RuneCountInString(source[:min(e.Offset, len(source))])
	switch {
	case e.Cause == xpath.CauseLength:
	case e.Near == "":
		vi, en = vi+", ở cuối biểu thức", en+", at the end"
	case e.Fault == xpath.FaultFunction || e.Cause == xpath.CauseUnsupportedFunction || e.Fault == xpath.FaultArguments:
		vi, en = fmt.Sprintf("%s, ở ký tự thứ %d", vi, at), fmt.Sprintf("%s, at character %d", en, at)
	default:
		near := shorten(e.Near)
		vi, en = fmt.Sprintf("%s, ở ký tự thứ %d (“%s”)", vi, at, near), fmt.Sprintf("%s, at character %d (“%s”)", en, at, near)
	}
	var m meant
	if e.Cause == xpath.CauseUnknownFunction && e.About != "" {
		m = meant(e.About + "()")
	}
	return thidua.Text{"vi": vi + "." + m.in("vi"), "en": en + "." + m.in("en")}
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func causeText(e *xpath.SyntaxError) thidua.Text {
	if e.Cause == xpath.CauseArgumentCount {
		return thidua.Text{
			"vi": fmt.Sprintf("hàm %s() nhận %s tham số, đang có %d", e.Near, takes(e, "đúng", "ít nhất", "từ %d đến %d"), e.Given),
			"en": fmt.Sprintf("%s() takes %s argument(s), not %d", e.Near, takes(e, "exactly", "at least", "%d to %d"), e.Given),
		}
	}
	_, text := wording("\n" + causes[e.Cause]).say([]any{e.Near, e.About})
	return text
}

// takes says how many arguments a function takes.
func takes(e *xpath.SyntaxError, exactly, atLeast, between string) string {
	switch {
	case e.Most < 0:
		return fmt.Sprintf("%s %d", atLeast, e.Least)
	case e.Most == e.Least:
		return fmt.Sprintf("%s %d", exactly, e.Least)
	}
	return fmt.Sprintf(between, e.Least, e.Most)
}

// causes are the Vietnamese and the English text of a cause, one a line. %[1]s is the text at the place or the name of
// the function, %[2]s what the cause is about
var causes = [...]string{
	xpath.CauseValue: `thiếu một giá trị
a value is missing`,
	xpath.CauseOperator: `trước chỗ này thiếu phép tính, dấu phẩy hoặc dấu ngoặc đóng
an operator, a comma or a closing bracket is missing before this`,
	xpath.CauseRest: `biểu thức lẽ ra đã kết thúc trước chỗ này
the expression should end before this`,
	xpath.CauseNotEqual: `“khác” viết là !=
“not equal” is written !=`,
	xpath.CauseEqual: `“bằng” viết bằng một dấu =
“equal” is written with one =`,
	xpath.CauseAndOr: `thay cho “%[2]s” xin viết bằng chữ: and, or
instead of “%[2]s” write the words and, or`,
	xpath.CauseCharacter: `ký tự “%[2]s” không có nghĩa ở đây
the character “%[2]s” has no meaning here`,
	xpath.CauseList: `chỉ lọc bằng [ ] hoặc đi tiếp bằng / được với một danh sách
only a list can be filtered with [ ] or followed by /`,
	xpath.CauseStep: `sau dấu / thiếu một tên
a name is missing after the /`,
	xpath.CauseEncoding: `ô này không phải văn bản UTF-8
the cell is not UTF-8 text`,
	xpath.CauseQuoteOpen: `đoạn chữ trong dấu nháy chưa được đóng
the quoted text is not closed`,
	xpath.CauseQuoteCurly: `dấu nháy cong không dùng được, xin dùng nháy thẳng ' hoặc "
curly quotes do not work here; use straight ones, ' or "`,
	xpath.CauseParenthesis: `thiếu dấu ngoặc đóng )
a closing parenthesis ) is missing`,
	xpath.CauseArguments: `trong hàm thiếu dấu phẩy hoặc dấu ngoặc đóng )
a comma or a closing parenthesis ) is missing in the function`,
	xpath.CauseSquare: `thiếu dấu ngoặc vuông đóng ]
a closing bracket ] is missing`,
	xpath.CauseExtra: `thừa một dấu ngoặc đóng
there is a closing bracket too many`,
	xpath.CauseDollar: `câu hỏi viết là ${ten_cau_hoi}
a question is written ${question_name}`,
	xpath.CauseReferenceOpen: `${ chưa có dấu } đóng
${ is not closed by }`,
	xpath.CauseReferenceName: `giữa ${ và } phải là tên một câu hỏi, không có dấu cách
between ${ and } stands the name of a question, without spaces`,
	xpath.CauseLastSaved: `chưa dùng được ${last-saved#…}, xin hỏi lại hoặc dùng cột default
${last-saved#…} cannot be used; ask again or use the column default`,
	xpath.CauseUnknownFunction: `không có hàm %[1]s()
there is no function %[1]s()`,
	xpath.CauseArgumentList: `tham số đầu tiên của %[1]s() phải là một nhóm lặp hoặc một câu hỏi trong nhóm lặp
the first argument of %[1]s() must be a repeat, or a question inside one`,
	xpath.CausePairs: `weighted-checklist() nhận hai giới hạn, rồi từng cặp điều kiện và trọng số
weighted-checklist() takes two bounds and then pairs of a condition and its weight`,
	xpath.CauseRepeatPairs: `indexed-repeat() nhận một câu hỏi, rồi từng cặp nhóm lặp và số thứ tự
indexed-repeat() takes a question and then pairs of a repeat and its number`,
	xpath.CauseRepeatNames: `câu hỏi và nhóm lặp của indexed-repeat() viết là ${ten}
the question and the repeats of indexed-repeat() are written ${name}`,
	xpath.CauseChoiceName: `tham số thứ hai của jr:choice-name() là câu hỏi trong dấu nháy: '${ten_cau_hoi}'
the second argument of jr:choice-name() is a question in quotes: '${question_name}'`,
	xpath.CauseDateLetter: `định dạng ngày không có %%%[2]s
a date format has no %%%[2]s`,
	xpath.CauseDateEnd: `định dạng ngày kết thúc bằng dấu phần trăm; muốn in dấu này xin viết hai lần
the date format ends with a percent sign; to print one, write it twice`,
	xpath.CauseAlgorithm: `digest() không biết “%[2]s”; có MD5, SHA-1, SHA-256, SHA-384, SHA-512
digest() does not know “%[2]s”; there are MD5, SHA-1, SHA-256, SHA-384, SHA-512`,
	xpath.CauseDigestText: `digest() không biết “%[2]s”; có base64 và hex
digest() does not know “%[2]s”; there are base64 and hex`,
	xpath.CausePattern: `mẫu regex sai, ở đoạn “%[2]s”
the pattern is wrong, at “%[2]s”`,
	xpath.CauseLookAround: `mẫu regex không dùng được (?=…), (?!…), (?<=…), (?<!…), (?>…); xin tách thành nhiều regex() nối bằng and
a pattern cannot use (?=…), (?!…), (?<=…), (?<!…), (?>…); split it into several regex() joined by and`,
	xpath.CauseBackReference: `mẫu regex không dùng được tham chiếu ngược như \1
a pattern cannot use back-references such as \1`,
	xpath.CausePatternSize: `mẫu regex quá lớn, hoặc có quá nhiều mẫu trong một biểu thức
the pattern is too large, or there are too many patterns in one expression`,
	xpath.CauseUnsupportedFunction: `hàm %[1]s() chưa dùng được
the function %[1]s() cannot be used`,
	xpath.CauseAxis: `đường dẫn có “%[2]s” chưa dùng được, xin viết ${ten_cau_hoi}
paths with “%[2]s” cannot be used; write ${question_name}`,
	xpath.CauseAttribute: `thuộc tính (@) chưa dùng được, xin viết ${ten_cau_hoi}
attributes (@) cannot be used; write ${question_name}`,
	xpath.CauseCallInPath: `hàm không đứng trong đường dẫn được
a function cannot stand inside a path`,
	xpath.CauseLength: `dài quá 32.767 ký tự
longer than 32,767 characters`,
	xpath.CauseDepth: `lồng quá 400 tầng ngoặc
nested more than 400 brackets deep`,
	xpath.CausePath: `đường dẫn dài quá 64 bước
the path has more than 64 steps`,
}
