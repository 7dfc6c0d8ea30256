package thidua

import (
	"strings"
	"testing"
)

func TestClip(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("thi đua ", 30)
	for _, test := range []struct {
		text  string
		lines int
		want  int // lines
		whole bool
	}{
		{"", 1, 1, true},
		{"một", 1, 1, true},
		{"một\nhai\nba", 3, 3, true},
		{"một\nhai\nba", 2, 2, false},
		{"một\n\nhai", 2, 2, false},
		{long, 7, 7, true},
		{long, 2, 2, false},
		{"một\n" + long, 2, 2, false},
		{"một\n" + long, 1, 1, false},
	} {
		got := Clip(test.text, test.lines)
		if tall := Tall(Line{Text: got}); tall > test.lines || tall != test.want {
			t.Errorf("Clip(%q, %d) takes %d lines: %q", test.text, test.lines, tall, got)
		}
		if whole := got == test.text; whole != test.whole || whole == strings.HasSuffix(got, "…") {
			t.Errorf("Clip(%q, %d) = %q", test.text, test.lines, got)
		}
	}
}
