package xlsform

import (
	"slices"
	"strings"
)

// nearest is the known name that was probably meant: at most two edits away, one in a name of three or four
// letters, none in a shorter one, case aside; empty where there is none. Of several equally near the first in alphabetical order.
func nearest(name string, known []string) string {
	all := similar(name, known)
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// similar lists the known names that may have been meant, nearest first.
func similar(name string, known []string) []string {
	lower := []rune(strings.ToLower(name))
	limit := min(2, (len(lower)-1)/2)
	found := [3][]string{}
	for _, candidate := range known {
		other := []rune(strings.ToLower(candidate))
		if candidate == "" || max(len(other)-len(lower), len(lower)-len(other)) > limit || len(lower) > 64 {
			continue
		}
		if d := distance(lower, other); d <= limit {
			found[d] = append(found[d], candidate)
		}
	}
	for _, names := range found {
		slices.Sort(names)
	}
	return slices.Compact(slices.Concat(found[0], found[1], found[2]))
}

// distance counts the edits from a to b: insertions, deletions, replacements (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			next := diagonal
			if x != y {
				next = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
