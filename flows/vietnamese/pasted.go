package vietnamese

import (
	"regexp"
	"slices"
	"strings"
)

// List is what somebody pasted to fill several entries at once, dealt out to the fields of an entry.
// Every pasted word is in an entry's values, in what an entry has left, or aside; only numbering is dropped.
type List struct {
	Kind    ListKind
	Header  []string // labels of a table's columns; nil where none were pasted
	Columns []int    // of a table: for each field its column, or -1 where that is not sure
	Entries []Entry
	Aside   []string // lines that are no entry: an introduction, a total, a closing phrase
}

// ListKind is the form in which a list was pasted.
type ListKind int

// The forms, the most certain first.
const (
	PastedTable      ListKind = iota + 1 // columns, as Excel and Word give them
	PastedItems                          // numbered, lettered or bulleted
	PastedLabels                         // "Tên: …" line by line, again for each entry
	PastedParagraphs                     // a few lines for each entry, with an empty line between entries
	PastedLines                          // a line for each entry
)

// Entry is one row or item.
type Entry struct {
	Values []string // one per field, as typed; empty where there is none or it is not sure which
	Left   []string // what no field takes, behind its column's label where it has one
}

func (e Entry) empty() bool { return len(e.Left) == 0 && strings.Join(e.Values, "") == "" }

// What is read as a list, in bytes and lines. Telegram's own limit is far below; a spreadsheet has its own way in.
const (
	maxPasted = 400_000
	maxLines  = 5000
)

// Pasted reads a table, a numbered or labelled list or plain lines as entries of the given fields. It is false where
// the text is no list of them: a single line without columns, nothing at all, or more than 400,000 bytes or 5,000 lines.
func Pasted(text string, fields []Field) (List, bool) {
	if len(text) > maxPasted || len(fields) == 0 {
		return List{}, false
	}
	p := paste{form: newForm(fields), lines: pastedLines(text)}
	if len(p.lines) == 0 || len(p.lines) > maxLines {
		return List{}, false
	}
	for _, read := range [...]func() (List, bool){
		p.byTabs, p.byBars, p.items, p.labels, p.paragraphs, p.bySemicolons, p.byBlanks, p.plain,
	} {
		l, ok := read()
		l.Entries = slices.DeleteFunc(l.Entries, Entry.empty)
		if ok && len(l.Entries) > 0 {
			return l, true
		}
	}
	return List{}, false
}

// paste is one text on its way to entries.
type paste struct {
	form  form
	lines []string // neither cleaned nor trimmed, as a leading tab is an empty cell; blank at neither end
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", " ", "\f", "\n")

func pastedLines(text string) []string {
	lines := strings.Split(lineBreaks.Replace(strings.ToValidUTF8(text, "\ufffd")), "\n")
	for len(lines) > 0 && Clean(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && Clean(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// cell returns a text on one line, as it is stored.
func cell(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// isRule knows a line drawn with signs, which says nothing.
func isRule(s string) bool { return strings.Trim(s, "-–—=_*|;,.:+~# ") == "" }

// total knows the row that adds up the others: Tổng cộng, Cộng: 13 bài, Tổng số 5.
var total = regexp.MustCompile(`^(?:tong cong|tong so|tong|cong|total)(?:\s*[:=(].*|\s+\d.*)?[.;]?$`)

func isTotal(s string) bool {
	return len(s) < maxTyped && total.MatchString(Fold(s))
}

// plain takes each line for an entry.
func (p paste) plain() (List, bool) {
	l := List{Kind: PastedLines}
	var items []item
	for _, line := range p.lines {
		text := cell(line)
		switch {
		case isRule(text):
		case isTotal(text), len(items) == 0 && strings.HasSuffix(text, ":"):
			l.Aside = append(l.Aside, text)
		default:
			items = append(items, item{text})
		}
	}
	l.Entries = p.form.itemEntries(items)
	return l, len(items) > 1
}

// labels reads one labelled value a line; a label that comes again begins the next entry.
func (p paste) labels() (List, bool) {
	l := List{Kind: PastedLabels}
	var items []item
	var taken []int
	labelled, others := 0, 0
	for _, line := range p.lines {
		text := cell(line)
		f, _ := p.form.labelled(text)
		switch {
		case isRule(text):
			continue
		case isTotal(text), f < 0 && len(items) == 0:
			l.Aside = append(l.Aside, text)
			continue
		case f < 0:
			others++
		case len(items) == 0, slices.Contains(taken, f):
			items, taken = append(items, nil), nil
		}
		if f >= 0 {
			labelled++
			taken = append(taken, f)
		}
		last := &items[len(items)-1]
		if *last = append(*last, text); f < 0 {
			last.joinLast()
		}
	}
	if labelled < 2 || labelled < others {
		return List{}, false
	}
	l.Entries = p.form.itemEntries(items)
	return l, true
}

// paragraphs takes the lines between empty ones for the fields of an entry. Each has at least two and no more than
// there are fields.
func (p paste) paragraphs() (List, bool) {
	var items []item
	begin := true
	for _, line := range p.lines {
		text := cell(line)
		if isRule(text) {
			begin = true
			continue
		}
		if begin {
			items = append(items, nil)
		}
		items[len(items)-1] = append(items[len(items)-1], text)
		begin = false
	}
	uneven := func(i item) bool { return len(i) < 2 || len(i) > len(p.form) }
	if len(items) < 2 || slices.ContainsFunc(items, uneven) {
		return List{}, false
	}
	return List{Kind: PastedParagraphs, Entries: p.form.itemEntries(items)}, true
}
