package vietnamese

import (
	"cmp"
	"slices"
	"strings"
)

// SplitTitles parts what stands before a person's name (Ông, Bà, đồng chí, PGS.TS…) from the name.
func SplitTitles(s string) (titles, name string) {
	words := strings.Fields(Clean(s))
	n := 0
	for n < len(words)-1 && isTitle(words[n:]) > 0 {
		n += isTitle(words[n:])
	}
	n = min(n, len(words)-1)
	if n <= 0 {
		return "", strings.Join(words, " ")
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

// titleWords are single folded words that are no family names; degrees may be strung together with dots.
var titleWords = set("ong ba anh chi d/c dc gs pgs ts ths cn ks bs ds ls th.s tskh nsnd nsut nguut ngnd ckii cki bsckii bscki dsckii dscki dr mr mrs ms")

// isTitle returns how many words at the start are one title.
func isTitle(words []string) int {
	first := Fold(words[0])
	if len(words) > 2 && first == "dong" && Fold(words[1]) == "chi" {
		return 2
	}
	if titleWords[strings.Trim(first, ".,:")] {
		return 1
	}
	parts := strings.FieldsFunc(first, func(r rune) bool { return r == '.' || r == ',' || r == '-' })
	if len(parts) == 0 || len(parts) == 1 && !strings.HasSuffix(first, ".") {
		return 0
	}
	for _, part := range parts {
		if !titleWords[part] {
			return 0
		}
	}
	return 1
}

// GivenName returns the last word of a person's name and the rest (family and middle names).
func GivenName(s string) (given, family string) {
	_, name := SplitTitles(s)
	i := strings.LastIndexByte(name, ' ')
	return name[i+1:], strings.TrimSpace(name[:i+1])
}

// ComparePeople orders two full names by given name, then by family and middle names. Titles do not count.
func ComparePeople(a, b string) int {
	givenA, familyA := GivenName(a)
	givenB, familyB := GivenName(b)
	return cmp.Or(Compare(givenA, givenB), Compare(familyA, familyB))
}

// SortPeople sorts a list in place by its people's names; equal names keep their order.
func SortPeople[T any](people []T, name func(T) string) {
	slices.SortStableFunc(people, func(a, b T) int { return ComparePeople(name(a), name(b)) })
}
