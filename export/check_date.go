package export

import (
	"slices"
	"strings"
	"time"

	"thidua"
)

// dated looks at the date of what a unit did. Documents, and what the secretariat registers, may be older than the
// campaign, and so may facts that are tied to a movement of their own.
func (f *families) dated(s spot, a thidua.Answer) (Check, bool) {
	at, _, ok := f.c.when(a.Value)
	future := ok && at.After(f.c.At)
	outside := ok && (!f.start.IsZero() && at.Before(f.start) || !f.end.IsZero() && at.After(f.end))
	switch {
	case f.p.Kind == documentKind, f.p.FilledBy == thidua.Secretariat, !future && !outside, elsewhere(s.entry, f.p.list.columns):
		return Check{}, false
	case future:
		return f.c.at(inFuture, s, FormatDate(at)), true
	}
	return f.c.at(outOfPeriod, s, FormatDate(at), span(f.start, f.end)), true
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
		return own && q.Default != e.Answer(column.Path).Value
	})
}
