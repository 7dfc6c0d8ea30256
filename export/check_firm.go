package export

import (
	"slices"
	"strings"
	"unicode"

	"thidua/flows/vietnamese"
)

// firm is the name of an enterprise as it was first written so.
type firm struct {
	name     string
	words    []string // folded, without legal forms
	together string   // the words without blanks
	where    spot
}

// checkFirms suggests that two names mean one firm, across units and parts. Nothing is merged: the same is never done
// for people or titles, where likeness means little.
func checkFirms(c *Consolidation) []Check {
	firms := c.firms()
	buckets := map[string][]int{} // by the beginnings of their words: only those are compared
	var found []Check
	for i, f := range firms {
		seen := map[int]bool{}
		for _, word := range f.words {
			key := word[:min(3, len(word))]
			for _, j := range buckets[key] {
				if j != i && !seen[j] && alike(firms[j], f) {
					found = append(found, c.at(similarFirm, f.where, f.name, firms[j].name,
						c.UnitName(firms[j].where.entry.Unit)))
				}
				seen[j] = true
			}
			if !slices.Contains(buckets[key], i) {
				buckets[key] = append(buckets[key], i)
			}
		}
	}
	return found
}

// legalForms open the name of an enterprise.
var legalForms = []string{"cong ty", "cty", "doanh nghiep", "hop tac xa", "htx", "tap doan", "tong cong ty"}

// firms lists the different spellings of enterprises' names, in the order they were handed in.
func (c *Consolidation) firms() []firm {
	var firms []firm
	seen := map[string]bool{}
	for _, p := range c.Parts {
		p.texts(func(s spot, text string) {
			name := vietnamese.Clean(text)
			folded := vietnamese.Fold(name)
			named := slices.ContainsFunc(legalForms, func(form string) bool { return strings.HasPrefix(folded, form+" ") })
			if !named || described(name, folded) || len([]rune(name)) > nameLength || strings.Contains(name, "\n") || seen[name] {
				return
			}
			seen[name] = true
			f := firmCalled(name)
			f.where = s
			firms = append(firms, f)
		})
	}
	return firms
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
	return most >= 4 && 1-float64(distance(a.together, b.together))/float64(most) >= alikeness
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
