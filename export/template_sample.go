package export

import (
	"thidua"
)

// sample is a consolidation with one empty entry in every list, to try a template on before anybody answered.
func sample(c *thidua.Campaign) *Consolidation {
	unit := thidua.Unit{Code: "0", Name: "0"}
	tried := &Consolidation{Campaign: c, Units: []thidua.Unit{unit}}
	for _, p := range c.Parts {
		entry := sampleEntry(p.Question, nil)
		tried.Parts = append(tried.Parts, &Part{
			Part: p, Columns: tried.columns(p.Question, ""), Filings: []Filing{{Unit: unit, Entries: []*Entry{entry}}},
		})
	}
	return tried
}

func sampleEntry(q *thidua.Question, parent *Entry) *Entry {
	e := &Entry{Question: q, Parent: parent, Repeats: map[string][]*Entry{}}
	e.sample(q, "")
	return e
}

func (e *Entry) sample(q *thidua.Question, prefix string) {
	for _, child := range q.Children {
		switch child.Type {
		case thidua.Repeat:
			e.Repeats[prefix+child.Name] = []*Entry{sampleEntry(child, e)}
		case thidua.Group:
			e.sample(child, prefix+child.Name+"/")
		}
	}
}
