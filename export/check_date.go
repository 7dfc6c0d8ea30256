package export

import (
	"slices"
	"strings"
	"time"

	"thidua"
)

// checkDates looks at the dates of what units did. Documents, and what the secretariat registers, may be older than
// the campaign, and so may facts that are tied to a movement of their own.
func checkDates(c *Consolidation, p *Part) []Check {
	if p.Kind == documentKind || p.FilledBy == thidua.Secretariat {
		return nil
	}
	start, end := c.period()
	var found []Check
	p.answers(func(s spot, a thidua.Answer) {
		if s.column.Question.Type != thidua.Date {
			return
		}
		at, _, ok := c.when(a.Value)
		switch {
		case !ok || elsewhere(s.entry, p.Columns):
		case at.After(c.At):
			found = append(found, c.at(inFuture, s, FormatDate(at)))
		case !start.IsZero() && at.Before(start), !end.IsZero() && at.After(end):
			found = append(found, c.at(outOfPeriod, s, FormatDate(at), span(start, end)))
		}
	})
	return found
}

// period is the campaign's: keys campaign_start and campaign_end, or from its opening on.
func (c *Consolidation) period() (start, end time.Time) {
	start, _, ok := c.when(c.Campaign.Keys["campaign_start"])
	if !ok && !c.Campaign.Opens.IsZero() {
		opens := c.Campaign.Opens.In(c.location())
		start = time.Date(opens.Year(), opens.Month(), opens.Day(), 0, 0, 0, 0, c.location())
	}
	end, _, _ = c.when(c.Campaign.Keys["campaign_end"])
	return start, end
}

func span(start, end time.Time) string {
	var parts []string
	if !start.IsZero() {
		parts = append(parts, "từ "+FormatDate(start))
	}
	if !end.IsZero() {
		parts = append(parts, "đến "+FormatDate(end))
	}
	return strings.Join(parts, " ")
}

// elsewhere tells whether an entry belongs to another movement than the one that its question offers first.
func elsewhere(e *Entry, columns []Column) bool {
	for e.Parent != nil {
		e = e.Parent
	}
	return slices.ContainsFunc(columns, func(column Column) bool {
		q := column.Question
		own := q.Type == thidua.SelectOne && hasWord(q, "phong_trao") && q.Default != "" && !q.Dynamic
		return own && q.Default != e.Answers[column.Path].Value
	})
}
