package export

import (
	"slices"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// documentNumberLook is the appearance of questions that ask for numbers of documents.
const documentNumberLook = "document_number"

// facts reads every date and every number of a document, and compares an entry's name with its kind.
func (f *families) facts(e *Entry, columns []Column) []Check {
	var found []Check
	for _, column := range columns {
		date, number := column.Question.Type == thidua.Date, slices.Contains(column.Question.Appearance, documentNumberLook)
		if !date && !number {
			continue
		}
		a := e.Answer(column.Path)
		if a.Value == "" {
			continue
		}
		where := spot{part: f.p, entry: e, column: column}
		if check, ok := f.dated(where, a); date && ok {
			found = append(found, check)
		}
		if number {
			found = append(found, f.numbered(where, a.Value)...)
		}
	}
	if e.Parent == nil {
		found = append(found, f.titled(e)...)
		found = append(found, f.called(e, columns)...)
	}
	return found
}

// gatherings are the beginnings of the kinds that people take for each other.
var gatherings = []string{"hoi ", "toa dam ", "dien dan "}

func (k titleKind) gathering() bool {
	return slices.ContainsFunc(gatherings, func(word string) bool { return strings.HasPrefix(k.folded, word) })
}

// called finds a sentence about a gathering that begins with the name of another kind.
func (f *families) called(e *Entry, columns []Column) []Check {
	chosen := e.Answer(f.titles.column.Path).Value
	i := slices.IndexFunc(f.titles.kinds, func(kind titleKind) bool { return kind.name == chosen && kind.gathering() })
	if i < 0 {
		return nil
	}
	for _, column := range columns {
		if column.Question.Type != thidua.TypeText || !multiline(column.Question) {
			continue
		}
		for sentence := range strings.FieldsFuncSeq(e.Answer(column.Path).Value, endsSentence) {
			for _, kind := range f.titles.kinds {
				if kind.name != chosen && kind.gathering() && strings.HasPrefix(strings.TrimSpace(sentence), kind.label+" ") {
					return []Check{f.c.at(calledOther, spot{part: f.p, entry: e, column: column}, kind.label, f.titles.kinds[i].label)}
				}
			}
		}
	}
	return nil
}

func endsSentence(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '\n' }

// numbered reads the number of a document by the grammar.
func (f *families) numbered(s spot, text string) []Check {
	number, err := vietnamese.ParseDocumentNumber(text)
	switch {
	case err != nil:
		return []Check{f.c.at(badNumber, s, shorten(text, titleLimit))}
	case number.Suggestion != "":
		return []Check{f.c.at(likelyNumber, s, strings.TrimSpace(text), number.Suggestion)}
	}
	return nil
}

// titleKinds are the kinds that an activity's name may begin with.
type titleKinds struct {
	column Column
	kinds  []titleKind
}

type titleKind struct{ name, label, folded string }

func (c *Consolidation) titleKinds(p *Part) titleKinds {
	column, ok := kindColumn(p)
	if !ok || p.Kind != activityKind {
		return titleKinds{}
	}
	t := titleKinds{column: column}
	for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
		label := c.choice(column.Question.List, choice.Name)
		t.kinds = append(t.kinds, titleKind{choice.Name, label, vietnamese.Fold(label) + " "})
	}
	return t
}

// titled finds an entry whose name begins with another kind than the one chosen.
func (f *families) titled(e *Entry) []Check {
	if len(f.titles.kinds) == 0 {
		return nil
	}
	chosen := e.Answer(f.titles.column.Path).Value
	if chosen == "" {
		return nil
	}
	title := vietnamese.Fold(f.c.Title(e))
	for _, kind := range f.titles.kinds {
		if kind.name != chosen && strings.HasPrefix(title, kind.folded) {
			where := spot{part: f.p, entry: e, column: f.titles.column}
			return []Check{f.c.at(otherKind, where, kind.label, f.c.choice(f.titles.column.Question.List, chosen))}
		}
	}
	return nil
}

// checkSections finds the kinds of assessment that a report promises and nobody wrote.
func checkSections(c *Consolidation, p *Part) []Check {
	column, ok := kindColumn(p)
	if !ok || p.Kind != assessmentKind || !p.Repeats() || p.Count() == 0 {
		return nil
	}
	var found []Check
	for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
		if p.list.chosen[choice.Name] == 0 {
			label := c.choice(column.Question.List, choice.Name)
			found = append(found, c.at(emptySection, spot{part: p, column: column}, label))
		}
	}
	return found
}
