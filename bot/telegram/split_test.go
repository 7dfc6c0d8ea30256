package telegram

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"thidua"
)

func lineOf(text string) thidua.Message {
	return thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: text}}, Buttons: [][]thidua.Button{{{Label: "Xong", Data: "1.0"}}}}
}

func size(m thidua.Message) int {
	var texts []string
	for _, line := range m.Lines {
		texts = append(texts, line.Text)
	}
	return len(utf16.Encode([]rune(strings.Join(texts, "\n"))))
}

// squeezed is a message's text without any white space, which breaks may drop.
func squeezed(messages ...thidua.Message) string {
	var b strings.Builder
	for _, m := range messages {
		for _, line := range m.Lines {
			b.WriteString(strings.Join(strings.Fields(line.Text), ""))
		}
	}
	return b.String()
}

func checkSplit(t *testing.T, m thidua.Message) []thidua.Message {
	t.Helper()
	parts := Split(m)
	for i, part := range parts {
		if n := size(part); n > largestText {
			t.Errorf("part %d has %d units", i, n)
		}
		if blank(part.Lines) {
			t.Errorf("part %d says nothing", i)
		}
		if tall := part.Height(); len(part.Buttons) > 0 && tall > thidua.ScreenLines {
			t.Errorf("part %d takes %d lines of a phone's screen", i, tall)
		}
		if hasButtons := len(part.Buttons) > 0; hasButtons != (i == len(parts)-1) {
			t.Errorf("part %d of %d has buttons: %v", i, len(parts), hasButtons)
		}
		for _, line := range part.Lines {
			if !utf8.ValidString(line.Text) && utf8.ValidString(squeezed(m)) {
				t.Errorf("part %d holds half a character", i)
			}
		}
	}
	if got, want := squeezed(parts...), squeezed(m); got != want {
		t.Errorf("text changed: %d bytes became %d", len(want), len(got))
	}
	return parts
}

func TestSplit(t *testing.T) {
	t.Parallel()
	family := "👨\u200d👩\u200d👧\u200d👦"
	for name, c := range map[string]struct {
		text  string
		parts int
	}{
		"short":                  {"Xin chào", 1},
		"exactly full":           {strings.Repeat("a", largestText-1), 2},
		"no place to break":      {strings.Repeat("a", 3*largestText), 4},
		"surrogates":             {strings.Repeat("😀", largestText), 3},
		"paragraphs":             {strings.Repeat(strings.Repeat("Đã nộp. ", 100)+"\n\n", 20), 5},
		"combining marks":        {strings.Repeat("e\u0302\u0301", 2*largestText), 7},
		"marks upon marks":       {"a" + strings.Repeat("\u0301", 2*largestText), 3},
		"white space in between": {"a" + strings.Repeat(" ", 3*largestText) + "b", 2},
		"32,767 characters":      {string([]rune(strings.Repeat("Thi đua ái quốc ", 2048))[:32767]), 9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if parts := checkSplit(t, lineOf(c.text)); len(parts) != c.parts {
				t.Errorf("%d parts, want %d", len(parts), c.parts)
			}
		})
	}
	for _, part := range checkSplit(t, lineOf(strings.Repeat(family, 1000))) {
		if text := part.Lines[0].Text; strings.ReplaceAll(text, family, "") != "" {
			t.Errorf("a joined emoji was cut: … %+q", text[len(text)-20:])
		}
	}
}

// TestSplitKeeps shows what goes with which part.
func TestSplitKeeps(t *testing.T) {
	t.Parallel()
	m := lineOf(strings.Repeat("một hai ba ", 1000))
	m.Edit, m.Bulk, m.Owed = 5, true, &thidua.Owed{Unit: "VP"}
	parts := Split(m)
	if len(parts) < 3 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, part := range parts {
		if part.Edit != 0 || !part.Bulk || part.Owed == nil || part.Chat != 7 {
			t.Errorf("part %d: %+v", i, part)
		}
	}
	if got := Split(thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: " \n "}}}); len(got) != 0 {
		t.Errorf("white space alone is sent: %v", got)
	}
	file := thidua.Message{Chat: 7, Attach: &thidua.Document{Kind: "report"}}
	if got := Split(file); len(got) != 1 || got[0].Attach == nil {
		t.Errorf("a file without words: %v", got)
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	lines := []thidua.Line{{Text: strings.Repeat("đ", 1000)}, {Text: strings.Repeat("😀", 100)}, {Text: "Hết"}}
	if n := size(thidua.Message{Lines: shorten(lines)}); n > largestCaption || n < largestCaption-3 {
		t.Errorf("caption of %d units", n)
	}
	if got := shorten(lines[2:]); got[0].Text != "Hết" {
		t.Errorf("a short caption became %q", got[0].Text)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("một", "hai", 1)
	f.Add("😀", "e\u0301", 3000)
	f.Add(" ", "\n\n. ", 5000)
	f.Add("\xff", "👨\u200d👩", 2500)
	f.Fuzz(func(t *testing.T, a, b string, times int) {
		times = max(0, min(times, 5000))
		a, b = a[:min(len(a), 100)], b[:min(len(b), 100)]
		m := lineOf(strings.Repeat(a+b, times))
		m.Lines = append(m.Lines, thidua.Line{Text: b + strings.Repeat(a, times)}, thidua.Line{Text: "."})
		checkSplit(t, m)
	})
}
