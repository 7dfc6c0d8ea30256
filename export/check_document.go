package export

import (
	"slices"
	"strings"

	"thidua/flows/vietnamese"
)

// documentNumberLook is the appearance of questions that ask for numbers of documents.
const documentNumberLook = "document_number"

// checkDocumentNumbers reads every number of a document by the grammar.
func checkDocumentNumbers(c *Consolidation, p *Part) []Check {
	var found []Check
	p.texts(func(s spot, text string) {
		if !slices.Contains(s.column.Question.Appearance, documentNumberLook) {
			return
		}
		number, err := vietnamese.ParseDocumentNumber(text)
		switch {
		case err != nil:
			found = append(found, c.at(badNumber, s, shorten(text, titleLimit)))
		case number.Suggestion != "":
			found = append(found, c.at(likelyNumber, s, strings.TrimSpace(text), number.Suggestion))
		}
	})
	return found
}

// checkKinds compares names with kinds, and looks for kinds of assessment that a report promises and nobody wrote.
func checkKinds(c *Consolidation, p *Part) []Check {
	column, ok := kindColumn(p)
	if !ok {
		return nil
	}
	switch {
	case p.Kind == activityKind:
		return checkTitles(c, p, column)
	case p.Kind == assessmentKind && p.Repeats() && p.Count() > 0:
		return checkSections(c, p, column)
	}
	return nil
}

// checkTitles finds entries whose name begins with another kind than the one chosen.
func checkTitles(c *Consolidation, p *Part, column Column) []Check {
	var found []Check
	for e := range p.Entries() {
		title, chosen := vietnamese.Fold(c.Title(e)), e.Answers[column.Path].Value
		for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
			label := c.choice(column.Question.List, choice.Name)
			if choice.Name != chosen && chosen != "" && strings.HasPrefix(title, vietnamese.Fold(label)+" ") {
				where := spot{part: p, entry: e, column: column}
				found = append(found, c.at(otherKind, where, label, c.choice(column.Question.List, chosen)))
				break
			}
		}
	}
	return found
}

// checkSections finds the choices of an assessment that no entry took.
func checkSections(c *Consolidation, p *Part, column Column) []Check {
	given := map[string]bool{}
	for e := range p.Entries() {
		given[e.Answers[column.Path].Value] = true
	}
	var found []Check
	for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
		if !given[choice.Name] {
			label := c.choice(column.Question.List, choice.Name)
			where := spot{part: p, column: column}
			found = append(found, c.at(emptySection, where, label))
		}
	}
	return found
}
