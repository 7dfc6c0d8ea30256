package xpath

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenString
	tokenName
	tokenReference // ${name}
	tokenSymbol    // punctuation of paths and calls
	tokenOperator  // also and, or, div, mod and the multiplying *
)

type token struct {
	kind   tokenKind
	text   string
	number float64
	at     int
}

type lexer struct {
	text    string
	at      int
	operand bool // the last token ends an operand, so that * or a name is now an operator
	tokens  []token
}

func lex(text string) ([]token, error) {
	l := lexer{text: text, tokens: make([]token, 0, len(text)/3+2)}
	for {
		for l.at < len(text) && (isSpace(text[l.at]) || strings.HasPrefix(text[l.at:], "\u00a0")) {
			l.at += utf8Length(text[l.at])
		}
		if l.at >= len(text) {
			l.emit(tokenEnd, "", 0)
			return l.tokens, nil
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
}

func utf8Length(first byte) int {
	if first < utf8.RuneSelf {
		return 1
	}
	return 2 // the no-break space
}

func (l *lexer) emit(kind tokenKind, text string, length int) {
	l.tokens = append(l.tokens, token{kind: kind, text: text, at: l.at})
	l.at += length
	l.operand = kind != tokenOperator && (kind != tokenSymbol || text == ")" || text == "]" || text == "." || text == "..")
}

func (l *lexer) fail(cause Cause, about string) error { return wrong(cause, l.text, l.at, about) }

func wrong(cause Cause, text string, at int, about string) *SyntaxError {
	return &SyntaxError{Fault: cause.Fault(), Cause: cause, Offset: at, Near: near(text, at), About: about}
}

// near cuts some 20 letters from a place in a text.
func near(text string, at int) string {
	rest := text[at:]
	letters := 0
	for i := range rest {
		if letters == 20 {
			return rest[:i] + "…"
		}
		letters++
	}
	return rest
}

func (l *lexer) next() error {
	rest := l.text[l.at:]
	switch c := rest[0]; {
	case c == '\'' || c == '"':
		end := strings.IndexByte(rest[1:], c)
		if end < 0 {
			return l.fail(CauseQuoteOpen, "")
		}
		l.emit(tokenString, rest[1:1+end], end+2)
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
		return l.scanNumber(rest)
	case c == '$':
		return l.scanReference(rest)
	case c < utf8.RuneSelf && !isLetter(rune(c)):
		return l.scanSymbol(rest)
	default:
		return l.scanName(rest)
	}
	return nil
}

func (l *lexer) scanNumber(rest string) error {
	length, point := 0, false
	for length < len(rest) && (isDigit(rest[length]) || rest[length] == '.' && !point) {
		point = point || rest[length] == '.'
		length++
	}
	l.emit(tokenNumber, rest[:length], length)
	// Too many digits make an infinity, which is what the text says.
	l.tokens[len(l.tokens)-1].number, _ = strconv.ParseFloat(rest[:length], 64)
	return nil
}

func (l *lexer) scanReference(rest string) error {
	name, length, problem := referenceAt(rest)
	if problem != nil {
		return l.fail(problem.cause, problem.about)
	}
	l.emit(tokenReference, name, length)
	return nil
}

// referenceAt reads ${name} at the start of a text, or says what is wrong with it.
func referenceAt(text string) (name string, length int, problem *mistake) {
	if !strings.HasPrefix(text, "${") {
		return "", 0, &mistake{cause: CauseDollar}
	}
	name, _, closed := strings.Cut(text[2:], "}")
	switch {
	case !closed:
		return "", 0, &mistake{cause: CauseReferenceOpen}
	case strings.HasPrefix(name, "last-saved#"):
		return "", 0, &mistake{cause: CauseLastSaved}
	case !IsName(name):
		return "", 0, &mistake{cause: CauseReferenceName, about: near(name, 0)}
	}
	return name, len(name) + 3, nil
}

// IsName tells whether s can name a question (XLSForm §2): a letter or _, then letters, digits, _ - and points.
func IsName(s string) bool {
	return s != "" && nameLength(s) == len(s)
}

func nameLength(s string) int {
	for i, c := range s {
		if !isLetter(c) && (i == 0 || !isInName(c)) {
			return i
		}
	}
	return len(s)
}

func isLetter(c rune) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf && unicode.IsLetter(c)
}

func isInName(c rune) bool {
	return c == '-' || c == '.' || c >= '0' && c <= '9' ||
		c >= utf8.RuneSelf && (unicode.IsDigit(c) || unicode.Is(unicode.M, c))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (l *lexer) scanSymbol(rest string) error {
	two := rest[:min(2, len(rest))]
	switch two {
	case "!=", "<=", ">=":
		l.emit(tokenOperator, two, 2)
		return nil
	case "..":
		l.emit(tokenSymbol, two, 2)
		return nil
	case "//", "::":
		return l.fail(CauseAxis, two)
	case "<>":
		return l.fail(CauseNotEqual, "")
	case "==":
		return l.fail(CauseEqual, "")
	case "&&", "||":
		return l.fail(CauseAndOr, two)
	}
	switch c := rest[:1]; c {
	case "=", "<", ">", "+", "-", "|":
		l.emit(tokenOperator, c, 1)
	case "*":
		if l.operand {
			l.emit(tokenOperator, c, 1)
		} else {
			l.emit(tokenName, c, 1)
		}
	case "(", ")", "[", "]", ",", "/", ".":
		l.emit(tokenSymbol, c, 1)
	case "@":
		return l.fail(CauseAttribute, "")
	default:
		return l.fail(CauseCharacter, c)
	}
	return nil
}

func (l *lexer) scanName(rest string) error {
	length := nameLength(rest)
	if length == 0 {
		c, _ := utf8.DecodeRuneInString(rest)
		if strings.ContainsRune("‘’“”", c) {
			return l.fail(CauseQuoteCurly, string(c))
		}
		return l.fail(CauseCharacter, string(c))
	}
	if l.operand {
		return l.scanWordOperator(rest[:length])
	}
	if strings.HasPrefix(rest[length:], "::") {
		return l.fail(CauseAxis, rest[:length]+"::")
	}
	if length+1 < len(rest) && rest[length] == ':' {
		if more := nameLength(rest[length+1:]); more > 0 {
			length += 1 + more // a prefix, as in jr:choice-name
		}
	}
	l.emit(tokenName, rest[:length], length)
	return nil
}

// scanWordOperator reads and, or, div, mod, also when a digit, sign or point follows at once as in 5 mod2.
func (l *lexer) scanWordOperator(word string) error {
	for _, operator := range [...]string{"and", "or", "div", "mod"} {
		if rest, ok := strings.CutPrefix(word, operator); ok && (rest == "" || isInName(rune(rest[0]))) {
			l.emit(tokenOperator, operator, len(operator))
			return nil
		}
	}
	return l.fail(CauseOperator, "")
}
