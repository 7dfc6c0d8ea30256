package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/flows/vietnamese"
)

// firm is the name of an enterprise as it was first written so.
type firm struct {
	name     string
	words    []string // folded, without legal forms
	together string   // the words without blanks
	unit     string   // that wrote it
}

// firms suggests that two names mean one firm, across units and parts. Nothing is merged: the same is never done for
// people or titles, where likeness means little.
type firms struct {
	met     []firm
	seen    map[string]bool
	begun   map[string][]int // by the beginnings of their words: only those are compared
	similar []Check
}

// The different spellings that are compared, and of them those whose words begin alike: what more begin with tells
// firms from each other no better than Công ty does.
const (
	mostFirms  = 20_000
	mostOfWord = 60
)

// meet looks at a text that may be the name of a firm, in the order of units.
func (f *firms) meet(c *Consolidation, s spot, text string) {
	name, ok := firmName(text)
	if !ok || f.seen[name] || len(f.met) >= mostFirms {
		return
	}
	if f.seen == nil {
		f.seen, f.begun = map[string]bool{}, map[string][]int{}
	}
	f.seen[name] = true
	met := firmCalled(name)
	met.unit = c.UnitName(*s.entry.Unit)
	f.met = append(f.met, met)
	last := len(f.met) - 1
	compared := map[int]bool{last: true}
	for _, word := range met.words {
		key := word[:min(3, len(word))]
		for _, j := range f.begun[key] {
			if !compared[j] && alike(f.met[j], met) {
				f.propose(c, s, f.met[j], name)
			}
			compared[j] = true
		}
		if same := f.begun[key]; len(same) < mostOfWord && !slices.Contains(same, last) {
			f.begun[key] = append(same, last)
		}
	}
}

// propose asks for a decision about two names, unless there is one.
func (f *firms) propose(c *Consolidation, s spot, before firm, name string) {
	if _, known := c.links.decided(before.name, name); known {
		return
	}
	check := c.at(similarFirm, s, name, before.name, before.unit)
	check.Names = pair(before.name, name)
	f.similar = append(f.similar, check)
}

// legalForms open the name of an enterprise.
var legalForms = []string{"cong ty", "cty", "doanh nghiep", "hop tac xa", "htx", "tap doan", "tong cong ty"}

// longestForm is how many bytes of a name tell whether it opens with a legal form.
const longestForm = 48

// firmName tells whether a text is the name of an enterprise, and cleans it.
func firmName(text string) (string, bool) {
	text = strings.TrimLeft(text, " ")
	if len(text) < 3 || len(text) > 4*nameLength || !strings.ContainsAny(text[:1], "cCdDhHtT") {
		return "", false
	}
	if second := text[1]; second < utf8.RuneSelf && !strings.ContainsRune("oOtTaA", rune(second)) {
		return "", false
	}
	start := vietnamese.Fold(strings.ToValidUTF8(text[:min(len(text), longestForm)], ""))
	opens := slices.ContainsFunc(legalForms, func(form string) bool { return strings.HasPrefix(start, form+" ") })
	if !opens {
		return "", false
	}
	name := vietnamese.Clean(text)
	if described(name, vietnamese.Fold(name)) || utf8.RuneCountInString(name) > nameLength || strings.Contains(name, "\n") {
		return "", false
	}
	return name, true
}

// described tells what only says of which kind an enterprise is from its name: there, something is in capitals.
func described(name, folded string) bool {
	return strings.HasPrefix(folded, "doanh nghiep ") && !strings.ContainsFunc(name, unicode.IsUpper)
}

func firmCalled(name string) firm {
	words := distinctive(vietnamese.Fold(name))
	return firm{name: name, words: words, together: strings.Join(words, "")}
}

// nameLength is more than any firm's name has, in characters.
const nameLength = 120

// distinctive leaves out of a folded name what many firms share.
func distinctive(folded string) []string {
	common := strings.Fields("cong ty cty tong tap doan doanh nghiep tu nhan hop tac xa htx tnhh mtv mot hai thanh vien co " +
		"phan cp trach nhiem huu han va thuong mai dich vu san xuat xuat nhap khau viet nam")
	var words []string
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return !strings.ContainsRune(alphabet, r) }) {
		if !slices.Contains(common, word) {
			words = append(words, word)
		}
	}
	return words
}

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"

// alikeness is how much of two names must agree, measured without blanks.
const alikeness = 0.85

// alike tells whether two spellings may mean one firm: a typing error apart, or one only leaves words out.
func alike(a, b firm) bool {
	short, long := a, b
	if len(a.words) > len(b.words) {
		short, long = b, a
	}
	contained := !slices.ContainsFunc(short.words, func(word string) bool { return !slices.Contains(long.words, word) })
	if contained && len(short.together) >= 4 && len(long.words)-len(short.words) <= 2 {
		return true
	}
	most := max(len(a.together), len(b.together))
	apart := most - min(len(a.together), len(b.together))
	return most >= 4 && float64(apart) <= (1-alikeness)*float64(most) && 1-float64(distance(a.together, b.together))/float64(most) >= alikeness
}

// distance counts the letters to add, drop or change between two words (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
