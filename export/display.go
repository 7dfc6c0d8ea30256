package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"thidua"
)

// Display gives an answer as people read it: choices by label, dates as 18/5/2026, numbers with a comma, files by
// name, an approximate figure with its word. An empty answer is the empty string.
func (c *Consolidation) Display(q *thidua.Question, a thidua.Answer) string {
	if a.Empty() {
		return ""
	}
	text := a.Value
	switch q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		text = c.chosen(q, a.Value)
	case thidua.Integer, thidua.Decimal:
		text = decimalComma(a.Value)
	case thidua.Date, thidua.DateTime, thidua.Today, thidua.Start, thidua.End:
		text = c.dated(a.Value)
	case thidua.Time:
		text = clock(a.Value)
	case thidua.Image, thidua.Audio, thidua.Video, thidua.FileType:
		text = files(a)
	case thidua.Acknowledge:
		text = acknowledged
	}
	if a.Approximate {
		return about + " " + text
	}
	return text
}

// chosen labels what was chosen, in the order chosen; an unknown name stands for itself.
func (c *Consolidation) chosen(q *thidua.Question, value string) string {
	names := []string{value}
	if q.Type == thidua.SelectMultiple {
		names = strings.Fields(value)
	}
	for i, name := range names {
		names[i] = c.choice(q.List, name)
	}
	return strings.Join(names, "; ")
}

func (c *Consolidation) choice(list, name string) string {
	return cmp.Or(c.labels[list][name], name)
}

// labelChoices indexes the lists; where a name is listed twice, as cascades may, the first label counts.
func (c *Consolidation) labelChoices() map[string]map[string]string {
	lists := make(map[string]map[string]string, len(c.Campaign.Form.Choices))
	for list, choices := range c.Campaign.Form.Choices {
		lists[list] = make(map[string]string, len(choices))
		for _, choice := range choices {
			if _, listed := lists[list][choice.Name]; !listed {
				lists[list][choice.Name] = c.Text(choice.Label)
			}
		}
	}
	return lists
}

// when reads the canonical date or time of day, in the campaign's zone; clocked where a time of day was given.
func (c *Consolidation) when(value string) (at time.Time, clocked, ok bool) {
	if at, err := time.ParseInLocation(time.DateOnly, value, c.location()); err == nil {
		return at, false, true
	}
	if at, err := time.Parse(time.RFC3339Nano, value); err == nil {
		return at.In(c.location()), true, true
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if at, err := time.ParseInLocation(layout, value, c.location()); err == nil {
			return at, true, true
		}
	}
	return time.Time{}, false, false
}

func (c *Consolidation) location() *time.Location {
	if c.Campaign.Location == nil {
		return time.UTC
	}
	return c.Campaign.Location
}

func (c *Consolidation) dated(value string) string {
	at, clocked, ok := c.when(value)
	switch {
	case !ok:
		return value
	case clocked:
		return at.Format("15:04 02/01/2006")
	}
	return FormatDate(at)
}

// FormatDate writes a date as official documents do: the day with two digits, only months 1 and 2 with a zero
// (Decree 30/2020, Appendix I).
func FormatDate(at time.Time) string {
	month := strconv.Itoa(int(at.Month()))
	if at.Month() < time.March {
		month = "0" + month
	}
	return at.Format("02/") + month + at.Format("/2006")
}

// clock shortens an XLSForm time such as 08:30:00.000+07:00 to hours and minutes.
func clock(value string) string {
	if len(value) >= 5 && value[2] == ':' {
		return value[:5]
	}
	return value
}

func decimalComma(value string) string {
	if _, ok := rational(value); !ok {
		return value
	}
	return strings.Replace(value, ".", ",", 1)
}

// files names what was sent, with its caption; a photo has no name of its own.
func files(a thidua.Answer) string {
	var names []string
	for i, f := range a.Files {
		name := fileName(f, i)
		if f.Caption != "" {
			name += " (" + f.Caption + ")"
		}
		names = append(names, name)
	}
	return cmp.Or(strings.Join(names, "; "), a.Value)
}

// fileName is what people call one of several files.
func fileName(f thidua.File, i int) string {
	if word, named := fileWord(f); !named {
		return word + " " + strconv.Itoa(i+1)
	}
	return f.Name
}

// fileWord is a file's name, if it has one that people gave, or what files of its kind are called: the name of a photo is the
// machine's.
func fileWord(f thidua.File) (word string, named bool) {
	switch {
	case f.Photo:
		return photoName, false
	case f.Name == "":
		return unnamedFile, false
	}
	return f.Name, true
}

// titleLimit keeps titles of entries to a line, in characters.
const titleLimit = 80

// Title names an entry for people: by its first text, else its first choice, else its number. What fills a group
// is named by the group.
func (c *Consolidation) Title(e *Entry) string {
	if e.Question.Type == thidua.Group {
		return c.Label(e.Question)
	}
	if column, ok := c.titleColumn(e); ok {
		return shorten(c.Display(column.Question, e.Answer(column.Path)), titleLimit)
	}
	return entryName + " " + strconv.Itoa(e.Place)
}

// titleColumn is the question whose answer names an entry.
func (c *Consolidation) titleColumn(e *Entry) (Column, bool) {
	for _, kinds := range [][]thidua.Type{{thidua.TypeText}, {thidua.SelectOne, thidua.SelectMultiple}} {
		for _, column := range c.titles[e.Question] {
			if slices.Contains(kinds, column.Question.Type) && e.Answer(column.Path).Value != "" {
				return column, true
			}
		}
	}
	return Column{}, false
}

// titled prepares the names of entries of a part or repeat, and of those nested in it.
func (c *Consolidation) titled(q *thidua.Question) {
	if q.Contains() {
		c.titles[q] = c.columns(q, "")
	}
	for _, child := range q.Children {
		c.titled(child)
	}
}

// shorten keeps the first characters of a text's first line.
func shorten(s string, limit int) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}
