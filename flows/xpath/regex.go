package xpath

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// maxPatterns bounds the patterns of one expression, and those that one call with a computed pattern keeps.
const maxPatterns = 64

// patternSteps is what compiling a pattern costs of the budget.
const patternSteps = 1000

const (
	maxPattern = 4096 // bytes of a pattern
	maxMachine = 5000 // letters, classes and forks that it comes to with its repetitions written out
)

// pattern is a regular expression and about how many steps it takes for a letter.
type pattern struct {
	*regexp.Regexp
	size int
}

// regex is regex(text, 'pattern'): the whole text must match.
type regex struct {
	text    term
	pattern *pattern
}

func (t *regex) eval(r *run) Value { return r.match(t.pattern, r.text(t.text)) }

// match costs what the text and the pattern can cost together.
func (r *run) match(p *pattern, text string) Value {
	return Boolean(r.spend(len(text)*(p.size+8)/32) && p.MatchString(text))
}

// computedRegex has a pattern that is not known before it is evaluated.
type computedRegex struct {
	text, pattern term
	mutex         sync.Mutex
	compiled      map[string]*pattern
}

func (t *computedRegex) eval(r *run) Value {
	text, pattern := r.text(t.text), r.text(t.pattern)
	compiled, m := t.compile(r, pattern)
	if r.err != nil {
		return Value{}
	}
	if m != nil {
		return r.fail(&TypeError{"regex", m.cause.String()})
	}
	return r.match(compiled, text)
}

func (t *computedRegex) compile(r *run, text string) (*pattern, *mistake) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if compiled, ok := t.compiled[text]; ok {
		return compiled, nil
	}
	if !r.spend(patternSteps) {
		return nil, nil
	}
	compiled, m := compilePattern(text)
	if m != nil {
		return nil, m
	}
	if t.compiled == nil || len(t.compiled) >= maxPatterns {
		t.compiled = map[string]*pattern{}
	}
	t.compiled[text] = compiled
	return compiled, nil
}

func prepareRegex(p *parser, c *call) (term, *mistake) {
	pattern, ok := c.arguments[1].(literal)
	if !ok {
		return &computedRegex{text: c.arguments[0], pattern: c.arguments[1]}, nil
	}
	compiled, m := p.pattern(pattern.value.AsString())
	if m != nil {
		return nil, m
	}
	return &regex{text: c.arguments[0], pattern: compiled}, nil
}

// pattern compiles a literal pattern once in an expression.
func (p *parser) pattern(text string) (*pattern, *mistake) {
	if compiled, ok := p.patterns[text]; ok {
		return compiled, nil
	}
	if len(p.patterns) >= maxPatterns {
		return nil, &mistake{CausePatternSize, fmt.Sprint(maxPatterns)}
	}
	compiled, m := compilePattern(text)
	if m != nil {
		return nil, m
	}
	if p.patterns == nil {
		p.patterns = map[string]*pattern{}
	}
	p.patterns[text] = compiled
	return compiled, nil
}

// compilePattern takes Java's syntax as far as RE2 has the same under another name.
func compilePattern(text string) (*pattern, *mistake) {
	if len(text) > maxPattern {
		return nil, &mistake{cause: CausePatternSize}
	}
	translated, m := fromJava(text)
	if m != nil {
		return nil, m
	}
	// Parsed alone first, so that a stray parenthesis cannot close the group around it.
	parsed, err := syntax.Parse(translated, syntax.Perl)
	if err != nil {
		return nil, &mistake{CausePattern, wrongPart(err)}
	}
	size := machine(parsed)
	if size > maxMachine {
		return nil, &mistake{cause: CausePatternSize}
	}
	compiled, err := regexp.Compile(`\A(?:` + translated + `)\z`)
	if err != nil {
		return nil, &mistake{cause: CausePattern}
	}
	return &pattern{compiled, size}, nil
}

// wrongPart is the piece of a pattern that the library cannot read.
func wrongPart(err error) string {
	if e, ok := err.(*syntax.Error); ok {
		return near(strings.ToValidUTF8(e.Expr, "?"), 0)
	}
	return ""
}

// machine counts what a pattern comes to once its repetitions are written out.
func machine(re *syntax.Regexp) int {
	size := 1
	switch re.Op {
	case syntax.OpLiteral:
		size = len(re.Rune)
	case syntax.OpRepeat:
		size = 0
	}
	for _, part := range re.Sub {
		size = min(maxMachine+1, size+machine(part))
	}
	if re.Op == syntax.OpRepeat {
		size *= max(1, re.Min, re.Max)
	}
	return min(maxMachine+1, size)
}

func fromJava(pattern string) (string, *mistake) {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1:
			text, length, m := escapeFromJava(rest, class)
			if m != nil {
				return "", m
			}
			b.WriteString(text)
			i += length - 1
			continue
		case class && (strings.HasPrefix(rest, "&&") || rest[0] == '[' && !strings.HasPrefix(rest, "[:")):
			return "", &mistake{CausePattern, near(rest, 0)} // Java joins and intersects such classes, RE2 reads letters
		case rest[0] == '[':
			class = true
		case rest[0] == ']':
			class = false
		case !class && looksAround(rest):
			return "", &mistake{cause: CauseLookAround}
		}
		b.WriteByte(rest[0])
	}
	return b.String(), nil
}

func looksAround(rest string) bool {
	for _, opening := range [...]string{"(?=", "(?!", "(?<=", "(?<!", "(?>"} {
		if strings.HasPrefix(rest, opening) {
			return true
		}
	}
	return false
}

// escapeFromJava translates what follows a backslash, in a class or outside, and gives the length read.
func escapeFromJava(rest string, class bool) (string, int, *mistake) {
	switch c := rest[1]; {
	case c >= '1' && c <= '9' || c == 'k':
		return "", 0, &mistake{cause: CauseBackReference}
	case c == 'Z':
		return `\z`, 2, nil
	case c == 'h':
		return set(` \t\x{A0}`, class), 2, nil
	case c == 'u' && len(rest) >= 6:
		return `\x{` + rest[2:6] + `}`, 6, nil
	case c == 'Q':
		if end := strings.Index(rest, `\E`); end > 0 {
			return rest[:end+2], end + 2, nil
		}
		return rest, len(rest), nil
	case c == 'p' || c == 'P':
		return propertyFromJava(rest, class)
	}
	return rest[:2], 2, nil
}

// set is a class of its own, or part of the one it stands in.
func set(letters string, class bool) string {
	if class {
		return letters
	}
	return "[" + letters + "]"
}

// propertyFromJava writes \p{Alpha}, \p{IsLatin} and their like as RE2 knows them.
func propertyFromJava(rest string, class bool) (string, int, *mistake) {
	name, _, closed := strings.Cut(rest[2:], "}")
	if !closed || !strings.HasPrefix(name, "{") {
		return rest[:2], 2, nil // \pL
	}
	name, length := name[1:], len(name)+3
	posix := map[string]string{"Alpha": "a-zA-Z", "Digit": "0-9", "Alnum": "a-zA-Z0-9", "Lower": "a-z", "Upper": "A-Z",
		"Punct": "!-/:-@\\[-`{-~", "Space": `\s`, "XDigit": "0-9A-Fa-f", "Blank": ` \t`, "ASCII": `\x00-\x7F`}
	if letters, ok := posix[name]; ok {
		if rest[1] == 'P' && class {
			return "", 0, &mistake{CausePattern, `\P{` + name + `}`}
		}
		if rest[1] == 'P' {
			return "[^" + letters + "]", length, nil
		}
		return set(letters, class), length, nil
	}
	if short, ok := strings.CutPrefix(name, "Is"); ok {
		if short == "Alphabetic" {
			short = "L"
		}
		return rest[:2] + "{" + short + "}", length, nil
	}
	return rest[:length], length, nil
}
