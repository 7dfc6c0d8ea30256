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
// the query's words in any order; what stands inside a word comes last; then the given order. An empty query finds
// nothing.
func Find(query string, options []string) []int {
	q := [levels]string{strings.ToLower(Clean(query)), ToneKey(query), Fold(query)}
	if q[0] == "" || q[2] == "" {
		return nil
	}
	type hit struct{ index, rank int }
	var hits []hit
	for i, option := range options {
		if !contains(Fold(option), q[2]) {
			continue
		}
		keys := [levels]string{strings.ToLower(Clean(option)), ToneKey(option), Fold(option)}
		best := hit{i, (levels + 1) * places}
		for level := range keys {
			if place, ok := placeOf(keys[level], q[level]); ok {
				best.rank = min(best.rank, rank(level, place))
			}
		}
		hits = append(hits, best)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	found := make([]int, len(hits))
	for i, h := range hits {
		found[i] = h.index
	}
	return found
}

// rank orders hits; 0 is the best. Whoever types ha means Hà Nội rather than Thanh Hóa.
func rank(level, place int) int {
	if place == inside {
		return levels*places + level
	}
	return level*places + place
}

func contains(text, query string) bool {
	_, ok := placeOf(text, query)
	return ok
}

const (
	levels = 3 // as typed, with other tone placement, with other accents
	places = 5 // what placeOf returns
	inside = 4 // a place inside a word
)

// placeOf tells where in text the query stands, 0 being best.
func placeOf(text, query string) (int, bool) {
	switch {
	case text == query:
		return 0, true
	case strings.HasPrefix(text, query):
		return 1, true
	case atWord(text, query):
		return 2, true
	case beginAll(text, strings.Fields(query)):
		return 3, true
	}
	return inside, strings.Contains(text, query)
}

// beginAll reports whether several words each begin a word of text.
func beginAll(text string, words []string) bool {
	for _, word := range words {
		if !atWord(text, word) {
			return false
		}
	}
	return len(words) > 1
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
