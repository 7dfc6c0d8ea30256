package vietnamese

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Find returns the positions of the options that contain query, best first: as typed (but for case) before other
// tone placement before other accents; within each the whole before the beginning before a word's beginning before
// the middle before the query's words in any order; then the given order. An empty query finds nothing.
func Find(query string, options []string) []int {
	q := [...]string{strings.ToLower(Clean(query)), ToneKey(query), Fold(query)}
	if q[0] == "" || q[2] == "" {
		return nil
	}
	type hit struct{ index, rank int }
	var hits []hit
	for i, option := range options {
		if !contains(Fold(option), q[2]) {
			continue
		}
		keys := [...]string{strings.ToLower(Clean(option)), ToneKey(option), Fold(option)}
		for level := range keys {
			if place, ok := placeOf(keys[level], q[level]); ok {
				hits = append(hits, hit{i, level*8 + place})
				break
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	found := make([]int, len(hits))
	for i, h := range hits {
		found[i] = h.index
	}
	return found
}

func contains(text, query string) bool {
	_, ok := placeOf(text, query)
	return ok
}

// placeOf tells where in text the query stands, 0 being best.
func placeOf(text, query string) (int, bool) {
	switch {
	case text == query:
		return 0, true
	case strings.HasPrefix(text, query):
		return 1, true
	case atWord(text, query):
		return 2, true
	case strings.Contains(text, query):
		return 3, true
	}
	words := strings.Fields(query)
	for _, word := range words {
		if !atWord(text, word) {
			return 0, false
		}
	}
	return 4, len(words) > 1
}

// atWord reports whether query begins a word of text.
func atWord(text, query string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], query)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.Is(unicode.Mn, before) {
			return true
		}
		from = i + 1
	}
}
