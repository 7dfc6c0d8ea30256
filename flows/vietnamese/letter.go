package vietnamese

import (
	"slices"
	"strconv"
	"strings"
)

// pointLabels are the letters of points in official documents: the Vietnamese alphabet without the vowels that carry
// a mark (Decree 30/2020 itself runs a, b, c, d, đ, e, g).
var pointLabels = [...]string{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s",
	"t", "u", "v", "x", "y"}

// Letter returns the label of the i-th point, counted from 1: a b c d đ e g … y, then aa ab ac … ay ba. The decree
// is silent after y; two letters keep the order visible. Below 1 it is empty.
func Letter(i int) string {
	var labels []string
	for ; i > 0; i = (i - 1) / len(pointLabels) {
		labels = append(labels, pointLabels[(i-1)%len(pointLabels)])
	}
	slices.Reverse(labels)
	return strings.Join(labels, "")
}

// Roman returns the Roman numeral of i, counted from 1. Outside 1 to 3999 it is written in digits.
func Roman(i int) string {
	if i < 1 || i > 3999 {
		return strconv.Itoa(i)
	}
	var b strings.Builder
	for _, r := range romans {
		for ; i >= r.value; i -= r.value {
			b.WriteString(r.letters)
		}
	}
	return b.String()
}

var romans = [...]struct {
	value   int
	letters string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"},
	{5, "V"}, {4, "IV"}, {1, "I"},
}
