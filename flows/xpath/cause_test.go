package xpath

import (
	"errors"
	"strings"
	"testing"
)

// TestCauses finds every cause once, with what is told of it; a cause that no text has would be dead.
func TestCauses(t *testing.T) {
	found := map[Cause]bool{}
	for _, c := range []struct {
		text  string
		cause Cause
		near  string
		about string
	}{
		{`1 +`, CauseValue, "", ""},
		{`${a} ${b}`, CauseOperator, "${b}", ""},
		{`a b`, CauseOperator, "b", ""},
		{`1, 2`, CauseRest, ", 2", ""},
		{`a <> b`, CauseNotEqual, "<> b", ""},
		{`a == b`, CauseEqual, "== b", ""},
		{`a || b`, CauseAndOr, "|| b", "||"},
		{`5 % 2`, CauseCharacter, "% 2", "%"},
		{`5 → 2`, CauseCharacter, "→ 2", "→"},
		{`'a'/b`, CauseList, "/b", ""},
		{`(1 + 1)[1]`, CauseList, "[1]", ""},
		{`a/`, CauseStep, "", ""},
		{"\xff", CauseEncoding, "", ""},
		{`. = 'có`, CauseQuoteOpen, "'có", ""},
		{`‘a’`, CauseQuoteCurly, "‘a’", "‘"},
		{`(1`, CauseParenthesis, "", ""},
		{`concat(1 2)`, CauseArguments, "2)", ""},
		{`a[1`, CauseSquare, "", ""},
		{`1)`, CauseExtra, ")", ""},
		{`$a`, CauseDollar, "$a", ""},
		{`1 + ${a`, CauseReferenceOpen, "${a", ""},
		{`${a b}`, CauseReferenceName, "${a b}", "a b"},
		{`${last-saved#a}`, CauseLastSaved, "${last-saved#a}", ""},
		{`1 + COUNT_SELECTED(.)`, CauseUnknownFunction, "COUNT_SELECTED", "count-selected"},
		{`tổng(.)`, CauseUnknownFunction, "tổng", ""},
		{`not()`, CauseArgumentCount, "not", ""},
		{`sum(1 + 1)`, CauseArgumentList, "sum", ""},
		{`weighted-checklist(1, 2, 3)`, CausePairs, "weighted-checklist", ""},
		{`indexed-repeat(${a}, ${b}, 1, ${c})`, CauseRepeatPairs, "indexed-repeat", ""},
		{`indexed-repeat('a', ${b}, 1)`, CauseRepeatNames, "indexed-repeat", ""},
		{`jr:choice-name(., 5)`, CauseChoiceName, "jr:choice-name", ""},
		{`format-date(., '%đ')`, CauseDateLetter, "format-date", "đ"},
		{`format-date(., '%d %')`, CauseDateEnd, "format-date", ""},
		{`digest(., 'SHA-2')`, CauseAlgorithm, "digest", "SHA-2"},
		{`digest(., 'MD5', 'octal')`, CauseDigestText, "digest", "octal"},
		{`regex(., 'a{2,1}')`, CausePattern, "regex", "{2,1}"},
		{`regex(., '[a-z&&[^b]]')`, CausePattern, "regex", "&&[^b]]"},
		{`regex(., '[a[bc]]')`, CausePattern, "regex", "[bc]]"},
		{`regex(., '(?!a)')`, CauseLookAround, "regex", ""},
		{`regex(., '(a)\1')`, CauseBackReference, "regex", ""},
		{`regex(., '(abcdef){900}')`, CausePatternSize, "regex", ""},
		{`pulldata('a', 'b', 'c', 'd')`, CauseUnsupportedFunction, "pulldata", ""},
		{`self::a`, CauseAxis, "self::a", "self::"},
		{`@a`, CauseAttribute, "@a", ""},
		{`a/count(b)`, CauseCallInPath, "count(b)", ""},
		{strings.Repeat("ễ", 32_768), CauseLength, "", ""},
		{strings.Repeat("(", 401), CauseDepth, "(", ""},
		{strings.Repeat("a/", 64) + "a", CausePath, "a", ""},
	} {
		_, err := Compile(c.text)
		var wrong *SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%.20s: %v", c.text, err)
			continue
		}
		found[wrong.Cause] = true
		if wrong.Cause != c.cause || wrong.Near != c.near || wrong.About != c.about || wrong.Fault != c.cause.Fault() {
			t.Errorf("%.20s: %v, near %q, about %q, fault %d", c.text, wrong.Cause, wrong.Near, wrong.About, wrong.Fault)
		}
	}
	for cause := range causes {
		if !found[cause] {
			t.Errorf("nothing has the cause %v", cause)
		}
	}
}
