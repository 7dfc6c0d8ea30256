package vietnamese

import (
	"math/big"
	"strings"
)

// literal is a figure written in digits.
type literal struct {
	value     *big.Rat
	digits    int  // how many, where it is written without separators; else 0
	ambiguous bool // one separator that may stand for thousands or for decimals
}

// literal reads digits with separators. Where both readings of a single separator are possible the grammar's own
// one is taken, or the whole one on demand.
func (g grammar) literal(text string, whole bool) (literal, bool) {
	groups, decimals := strings.Count(text, string(g.group)), strings.Count(text, string(g.decimal))
	switch {
	case groups == 0 && decimals == 0:
		return plainLiteral(text)
	case decimals == 0 && grouped(text, g.group):
		return build(text, g.group, 0, groups == 1)
	case groups == 0 && decimals == 1:
		single := grouped(text, g.decimal)
		if single && whole {
			return build(text, g.decimal, 0, true)
		}
		return build(text, 0, g.decimal, single)
	}
	return g.foreign(text, groups, decimals)
}

// foreign reads what only makes sense with the two separators exchanged: 1.5 or 1,234.5 in a Vietnamese answer.
func (g grammar) foreign(text string, groups, decimals int) (literal, bool) {
	head, _, _ := strings.Cut(text, string(g.decimal))
	switch {
	case decimals == 1 && groups > 0 && grouped(head, g.group):
		return build(text, g.group, g.decimal, false)
	case groups == 1 && decimals == 0:
		return build(text, 0, g.group, true)
	case groups == 0 && grouped(text, g.decimal):
		return build(text, g.decimal, 0, false)
	}
	head, _, _ = strings.Cut(text, string(g.group))
	if groups == 1 && grouped(head, g.decimal) {
		return build(text, g.decimal, g.group, false)
	}
	return literal{}, false
}

// grouped reports whether text is groups of three digits after one to three, the first not starting with zero.
func grouped(text string, separator byte) bool {
	parts := strings.Split(text, string(separator))
	if len(parts) < 2 || len(parts[0]) > 3 || parts[0][0] == '0' {
		return false
	}
	for i, part := range parts {
		if i > 0 && len(part) != 3 || strings.ContainsAny(part, ".,") {
			return false
		}
	}
	return true
}

func plainLiteral(text string) (literal, bool) {
	l, ok := build(text, 0, 0, false)
	l.digits = len(text)
	return l, ok
}

// build makes the value; group and decimal are the separators in use, 0 for none.
func build(text string, group, decimal byte, ambiguous bool) (literal, bool) {
	if group != 0 {
		text = strings.ReplaceAll(text, string(group), "")
	}
	if decimal != 0 {
		text = strings.Replace(text, string(decimal), ".", 1)
	}
	value, ok := new(big.Rat).SetString(text)
	return literal{value: value, ambiguous: ambiguous}, ok
}
