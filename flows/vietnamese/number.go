package vietnamese

import (
	"errors"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// Number is a figure as a person typed it.
type Number struct {
	Digits      string // canonical decimal text, exact: -?digits[.digits], no leading or trailing zeros
	Approximate bool   // said to be about, over, nearly…
	Ambiguous   bool   // may be read in two ways (1.234, 12,345, 2 triệu 5), or unknown words follow: echo it
	Percent     bool   // followed by %; Digits is not divided
}

// What may be wrong with a typed number. The caller words the reply.
var (
	ErrNotNumber     = errors.New("not a number")
	ErrNotWhole      = errors.New("not a whole number")
	ErrNumberTooLong = errors.New("number has more than 15 digits")
	ErrNumberRange   = errors.New("a range where one number is wanted")
)

// maxDigits is what an Excel cell and an IEEE double keep exactly.
const maxDigits = 15

// maxLiteral bounds what is computed exactly before maxDigits is checked, in characters.
const maxLiteral = 40

// ParseInteger reads a whole number typed the Vietnamese way: 1.234, 04, 2 triệu rưỡi, mười ba đại biểu.
// 12,345 is read as 12345, there being no other whole reading, and marked ambiguous.
func ParseInteger(s string) (Number, error) {
	n, err := parseNumber(s, vietnameseNumbers, true)
	if err == nil && strings.Contains(n.Digits, ".") {
		return n, ErrNotWhole
	}
	return n, err
}

// ParseDecimal reads a number typed the Vietnamese way: dots between thousands, comma before decimals, or words.
// What only makes sense the English way (1,234,567.5 or 1.5) is read so.
func ParseDecimal(s string) (Number, error) { return parseNumber(s, vietnameseNumbers, false) }

// ParseIntegerEnglish reads a whole number typed the English way.
func ParseIntegerEnglish(s string) (Number, error) {
	n, err := parseNumber(s, englishNumbers, true)
	if err == nil && strings.Contains(n.Digits, ".") {
		return n, ErrNotWhole
	}
	return n, err
}

// ParseDecimalEnglish reads a number typed the English way: commas between thousands, point before decimals.
func ParseDecimalEnglish(s string) (Number, error) { return parseNumber(s, englishNumbers, false) }

func parseNumber(s string, g grammar, whole bool) (Number, error) {
	s = Clean(s)
	if len(s) > maxTyped {
		return Number{}, ErrNumberTooLong
	}
	s, differ := g.withoutRepeat(s, whole)
	tokens := answer(scan(strings.TrimRight(s, ".,;:! "), true))
	if slices.ContainsFunc(tokens, func(t token) bool { return t.kind == digits && len(t.text) > maxLiteral }) {
		return Number{}, ErrNumberTooLong
	}
	r := numberReader{grammar: g, whole: whole}
	value, err := r.read(tokens)
	if errors.Is(err, ErrNotNumber) && rangeOfNumbers(tokens) {
		err = ErrNumberRange
	}
	if err != nil {
		return Number{}, err
	}
	r.number.Ambiguous = r.number.Ambiguous || differ
	r.number.Digits, err = canonical(value)
	return r.number, err
}

var inWords = regexp.MustCompile(`^([^()]*\d[^()]*?) ?\(([^()\d]+)\)([^()\d]*)$`)

// withoutRepeat drops the words in brackets that say the same number again, as official texts do: 04 (bốn) tập thể.
// It reports a number in them that differs.
func (g grammar) withoutRepeat(s string, whole bool) (rest string, differ bool) {
	m := inWords.FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	words, err := parseNumber(m[2], g, whole)
	if err != nil {
		return s, false
	}
	rest = m[1] + " " + m[3]
	figure, err := parseNumber(rest, g, whole)
	if err != nil || words.Digits != figure.Digits {
		return s, true
	}
	return rest, false
}

// rangeOfNumbers reports whether a dash or a word for "to", "or" stands between two runs of digits.
func rangeOfNumbers(tokens []token) bool {
	for i := 1; i+1 < len(tokens); i++ {
		between := slices.Contains([]string{"-", "–", "—", "den", "toi", "hoac", "hay", "to", "or"}, tokens[i].key)
		if between && tokens[i-1].kind == digits && tokens[i+1].kind == digits {
			return true
		}
	}
	return false
}

// canonical writes a value whose denominator divides a power of ten.
func canonical(value *big.Rat) (string, error) {
	s := value.FloatString(maxLiteral + 1)
	s = strings.TrimRight(s, "0")
	s = strings.TrimSuffix(s, ".")
	if s == "-0" {
		s = "0"
	}
	if Significant(s) > maxDigits {
		return "", ErrNumberTooLong
	}
	return s, nil
}

// Significant counts the digits of a number, written plainly, from the first that is not 0 on.
func Significant(s string) int {
	s = strings.TrimLeft(s, "-0.")
	return len(s) - strings.Count(s, ".")
}

// numberReader walks the tokens of one answer: what goes before, the figure, its unit of measure.
type numberReader struct {
	grammar
	whole   bool
	figures bool // written in digits
	number  Number
}

func (r *numberReader) read(tokens []token) (*big.Rat, error) {
	tokens, negative := r.skipBefore(tokens)
	t := tally{exact: r.exact}
	for len(tokens) > 0 {
		n, used := r.next(tokens, &t)
		if used == 0 || !t.add(n) {
			break
		}
		tokens = tokens[used:]
	}
	value, ok := t.value()
	if !ok || !r.skipAfter(tokens) {
		return nil, ErrNotNumber
	}
	if len(tokens) > 0 && !r.figures && value.Sign() == 0 {
		r.number.Ambiguous = true // không có…
	}
	r.number.Ambiguous = r.number.Ambiguous || t.ambiguous
	if negative {
		value.Neg(value)
	}
	return value, nil
}

// skipBefore drops the words that may stand before a figure and reports a minus.
func (r *numberReader) skipBefore(tokens []token) (rest []token, negative bool) {
	for len(tokens) > 0 {
		used := r.about(tokens)
		switch {
		case used > 0:
			r.number.Approximate = true
		case tokens[0].text == "-" || tokens[0].text == "−" || tokens[0].key == r.minus:
			if negative || len(tokens) < 2 || tokens[1].kind == sign {
				return tokens, negative
			}
			negative, used = true, 1
		case r.filler[tokens[0].key] || tokens[0].text == ":" || tokens[0].text == "+":
			used = 1
		default:
			return tokens, negative
		}
		tokens = tokens[used:]
	}
	return tokens, negative
}

// skipAfter accepts only units of measure, a percent sign and words that make the figure approximate.
func (r *numberReader) skipAfter(tokens []token) bool {
	for len(tokens) > 0 {
		t, used := tokens[0], 1
		switch {
		case t.text == "%":
			r.number.Percent = true
		case starts(tokens, r.percent...):
			r.number.Percent, used = true, len(r.percent)
		case t.text == "+":
			r.number.Approximate = true
		case r.about(tokens) > 0:
			r.number.Approximate, used = true, r.about(tokens)
		case t.kind == word && r.unit[t.key], t.kind == sign && strings.Contains("()./₫$", t.text):
		case t.kind == word && t.blank && r.figures && !r.joint[t.key] && r.words[t.text].kind == 0:
			r.number.Ambiguous = true // a unit of measure unknown to us, or not one at all
		default:
			return false
		}
		tokens = tokens[used:]
	}
	return true
}

// about returns how many tokens at the start say that the figure is approximate.
func (r *numberReader) about(tokens []token) int {
	if strings.Contains("~≈><≥≤±", tokens[0].text) {
		return 1
	}
	for _, phrase := range r.approximate {
		if starts(tokens, phrase...) {
			return len(phrase)
		}
	}
	return 0
}

// next reads the numeral at the start of tokens, and how many tokens it takes.
func (r *numberReader) next(tokens []token, t *tally) (numeral, int) {
	if tokens[0].kind == word {
		if starts(tokens, r.percent...) {
			return numeral{}, 0
		}
		n, ok := r.words[tokens[0].text]
		if !ok {
			return numeral{}, 0
		}
		return n, 1
	}
	if tokens[0].kind != digits {
		return numeral{}, 0
	}
	text, used := r.spaced(tokens)
	scaled := used < len(tokens) && r.words[tokens[used].text].kind == times
	l, ok := r.literal(text, r.whole && !scaled)
	if !ok {
		t.bad = true
		return numeral{}, 0
	}
	r.number.Ambiguous = r.number.Ambiguous || l.ambiguous
	r.figures = true
	return numeral{kind: figure, literal: l}, used
}

// spaced joins thousands that were typed with blanks between them: 1 234 567.
func (r *numberReader) spaced(tokens []token) (text string, used int) {
	text, used = tokens[0].text, 1
	if len(text) > 3 || text[0] == '0' {
		return text, used
	}
	for used < len(tokens) && tokens[used].kind == digits && tokens[used].blank {
		if head, _, _ := strings.Cut(tokens[used].text, string(r.decimal)); len(head) != 3 {
			break
		}
		text += string(r.group) + tokens[used].text
		used++
	}
	return text, used
}
