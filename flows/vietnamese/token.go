package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a run of digits, a run of letters, or one other sign of an answer.
type token struct {
	kind  tokenKind
	text  string // lower case, NFC
	key   string // folded; the same as text where it was typed without accents
	blank bool   // a blank stands before it
}

type tokenKind int

const (
	digits tokenKind = iota
	word
	sign
)

// maxTyped is the longest answer, in bytes, that can be a number, a date, a phone or a document number.
const maxTyped = 200

// scan cuts s into tokens. With grouped, dots and commas between digits belong to the run of digits.
func scan(s string, grouped bool) []token {
	s = strings.ToLower(s)
	var tokens []token
	blank := false
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			blank, s = true, s[n:]
			continue
		}
		t := token{kind: sign, blank: blank}
		switch {
		case digit(s[0]):
			t.kind, n = digits, digitRun(s, grouped)
		case unicode.IsLetter(r):
			t.kind, n = word, letters(s)
		}
		t.text = s[:n]
		t.key = t.text
		if t.kind == word {
			t.key = Fold(t.text)
		}
		tokens = append(tokens, t)
		blank, s = false, s[n:]
	}
	return tokens
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// digitRun returns the length of the digits at the start of s.
func digitRun(s string, grouped bool) int {
	n := 0
	for n < len(s) {
		separator := grouped && (s[n] == '.' || s[n] == ',') && n+1 < len(s) && digit(s[n+1])
		if !digit(s[n]) && !separator {
			break
		}
		n++
	}
	return n
}

// starts reports whether the tokens begin with the given keys, in order.
func starts(tokens []token, keys ...string) bool {
	if len(tokens) < len(keys) {
		return false
	}
	for i, key := range keys {
		if tokens[i].key != key && tokens[i].text != key {
			return false
		}
	}
	return true
}

// answer drops the particles of politeness around what is meant: dạ, 150 người ạ.
func answer(tokens []token) []token {
	for len(tokens) > 1 && politeBefore[tokens[0].text] {
		tokens = tokens[1:]
		if starts(tokens, ",") {
			tokens = tokens[1:]
		}
	}
	for len(tokens) > 1 && politeAfter[tokens[len(tokens)-1].text] {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

var (
	politeBefore = set("dạ vâng thưa")
	politeAfter  = set("ạ nhé nha nhá")
)
