package vietnamese

import (
	"regexp"
	"strings"
)

// item is one entry of a list, line by line; its number is gone.
type item []string

// joinLast joins the newest line to the one before it, of which it is the rest.
func (i *item) joinLast() {
	if n := len(*i); n > 1 {
		(*i)[n-2] = strings.TrimSpace((*i)[n-2] + " " + (*i)[n-1])
		*i = (*i)[:n-1]
	}
}

// marks are the numbers and bullets that an item may begin with, each in its group. Where no blank follows a number,
// no digit may (18.5). A Roman number comes before the letter that it may be too.
var marks = [...]struct {
	class   string
	pattern *regexp.Regexp
}{
	{"1", regexp.MustCompile(`^(\(?\d{1,3}(?:\.\d{1,3})*[.):/]+ )\S`)},
	{"1", regexp.MustCompile(`^(\(?\d{1,3}(?:\.\d{1,3})*[.)]+)(?:[^\s\d.,)]|$)`)},
	{"1", regexp.MustCompile(`^(\d{1,3} ?[-–] )[^\s\d]`)},
	{"1", regexp.MustCompile(`^((?:\d\x{fe0f}?\x{20e3} ?)+)`)},
	{"I", regexp.MustCompile(`^(\(?[IVX]{1,5}[.)/]+ )\S`)},
	{"a", regexp.MustCompile(`^(\(?[a-zđ][.)]+ |\(?[a-zđ]\))\S`)},
	{"A", regexp.MustCompile(`^(\(?[A-ZĐ][.)]+ |\(?[A-ZĐ]\))\S`)},
	{"-", regexp.MustCompile(`^([-–—•·*+●○◦▪▫■□►▶➢➤✓✔✅☑→»\x{f0b7}\x{f0a7}]\x{fe0f}? ?)[^\s\d]`)},
	{"-", regexp.MustCompile(`^([-–—•·*+●○◦▪▫■□►▶➢➤✓✔✅☑→»\x{f0b7}\x{f0a7}]\x{fe0f}? )\S`)},
	{"-", regexp.MustCompile(`^([\x{1F300}-\x{1FAFF}]\x{fe0f}? )\S`)},
	{"thứ", regexp.MustCompile(`^(?i:(thứ (?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \p{L}+)?|hai mươi|\d+) ?(?:[,:]|là) ?))\S`)},
	{"n", regexp.MustCompile(`^(\p{L}+(?: \p{L}+){0,2} \d{1,3} ?[:.)] )\S`)},
}

// itemMark is a number that a line may begin with, and its length.
type itemMark struct {
	class string
	end   int
}

func marksOf(line string) []itemMark {
	var found []itemMark
	for _, m := range marks {
		loc := m.pattern.FindStringSubmatchIndex(line)
		if loc == nil || len(found) > 0 && found[len(found)-1].class == m.class {
			continue
		}
		class, end := m.class, loc[3]
		if class == "n" { // Bài 1: – the word belongs to the class
			class += strings.TrimRight(words(line[:end]), " 0123456789")
		}
		found = append(found, itemMark{class, end})
	}
	return found
}

// markedLine is a line with the numbers that it may begin with.
type markedLine struct {
	text  string
	marks []itemMark
	after bool // an empty line stands before it
}

// without returns the line behind its number of a class.
func (m markedLine) without(class string) (string, bool) {
	for _, mark := range m.marks {
		if mark.class == class {
			return strings.TrimSpace(m.text[mark.end:]), true
		}
	}
	return m.text, false
}

func (p paste) marked() []markedLine {
	var lines []markedLine
	after := false
	for _, line := range p.lines {
		if text := cell(line); !isRule(text) {
			lines = append(lines, markedLine{text, marksOf(text), after})
			after = false
		} else {
			after = true
		}
	}
	return lines
}

// itemClass returns the class that numbers the items: the first that comes twice, unless these are Roman sections
// that hold more numbered items.
func itemClass(lines []markedLine) string {
	counts := make(map[string]int)
	var order []string
	for _, line := range lines {
		for _, m := range line.marks {
			if counts[m.class]++; counts[m.class] == 1 {
				order = append(order, m.class)
			}
		}
	}
	for _, class := range order {
		if counts[class] > 1 && (class != "I" || counts["1"] <= counts["I"]) {
			return class
		}
	}
	return ""
}

// items reads a numbered list. Lines without a number go on with the item above, or are parts of it where they have a
// bullet or a label of their own.
func (p paste) items() (List, bool) {
	lines := p.marked()
	class := itemClass(lines)
	if class == "" {
		return List{}, false
	}
	last := 0
	for i, line := range lines {
		if _, ok := line.without(class); ok {
			last = i
		}
	}
	l := List{Kind: PastedItems}
	var items []item
	for i, line := range lines {
		text, numbered := line.without(class)
		section := class == "1" && len(line.marks) > 0 && line.marks[0].class == "I"
		closing := i > last && line.after && len(line.marks) == 0
		switch {
		case isTotal(text), !numbered && (len(items) == 0 || section || closing && !p.form.hasLabel(text)):
			l.Aside = append(l.Aside, text)
		case numbered:
			items = append(items, item{text})
		default:
			p.form.addLine(&items[len(items)-1], line)
		}
	}
	l.Entries = p.form.itemEntries(items)
	return l, true
}

// addLine adds a line below an item to it.
func (f form) addLine(i *item, line markedLine) {
	text := line.text
	if len(line.marks) > 0 && len(f) > 1 {
		text = strings.TrimSpace(text[line.marks[0].end:])
	}
	*i = append(*i, text)
	if len(line.marks) == 0 && !f.hasLabel(text) {
		i.joinLast()
	}
}

func (f form) hasLabel(text string) bool {
	field, _ := f.labelled(text)
	return field >= 0
}
