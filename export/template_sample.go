package export

import (
	"iter"

	"thidua"
)

// sample is a consolidation with one empty entry in every list, to try a template on before anybody answered.
func sample(c *thidua.Campaign) (*Consolidation, error) {
	tried := *c
	tried.Units = []thidua.Unit{{Code: "0", Name: "0"}}
	s := Source{Campaign: &tried, At: c.Due, Index: map[string]thidua.Index{}}
	given := map[Place]*thidua.Submission{}
	for i, p := range c.Parts {
		unit := tried.Units[0].Code
		if p.FilledBy == thidua.Secretariat {
			unit = thidua.Department
		}
		p.Units = nil
		tried.Parts = replaced(tried.Parts, i, p)
		if s.Index[unit].Parts == nil {
			s.Index[unit] = thidua.Index{Parts: map[string]thidua.Standing{}}
		}
		s.Index[unit].Parts[p.Name] = thidua.Standing{State: thidua.Submitted, Submission: 1}
		given[Place{unit, p.Name, 1}] = &thidua.Submission{
			Unit: unit, Part: p.Name, Number: 1, Entries: []thidua.Entry{sampleEntry(p.Question)},
		}
	}
	s.Submissions = func(places []Place) iter.Seq2[*thidua.Submission, error] {
		return func(yield func(*thidua.Submission, error) bool) {
			for _, place := range places {
				if !yield(given[place], nil) {
					return
				}
			}
		}
	}
	return Consolidate(s)
}

// replaced is a list with another part in a place; the campaign's own stays as it is.
func replaced(parts []thidua.Part, i int, p thidua.Part) []thidua.Part {
	parts = append([]thidua.Part(nil), parts...)
	parts[i] = p
	return parts
}

func sampleEntry(q *thidua.Question) thidua.Entry {
	e := thidua.Entry{Repeats: map[string][]thidua.Entry{}}
	sampleGroup(e, q, "")
	return e
}

func sampleGroup(e thidua.Entry, q *thidua.Question, prefix string) {
	for _, child := range q.Children {
		switch child.Type {
		case thidua.Repeat:
			e.Repeats[prefix+child.Name] = []thidua.Entry{sampleEntry(child)}
		case thidua.Group:
			sampleGroup(e, child, prefix+child.Name+"/")
		}
	}
}
