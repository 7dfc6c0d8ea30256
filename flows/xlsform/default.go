package xlsform

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/xpath"
)

// readDefault reads the column default: as written where it is a text, checked where it is an expression.
func (r *reader) readDefault(e *element) {
	at := r.survey.cell(e.row, "default")
	e.q.Default, e.q.Dynamic = at.text, isDynamic(e.q.Type, at.text)
	switch {
	case e.q.Dynamic:
		r.use(e, at, "default", at.text)
	case !at.empty():
		r.defaults = append(r.defaults, e)
	}
}

var (
	quoted   = regexp.MustCompile(`'[^']*'|"[^"]*"`)
	calls    = regexp.MustCompile(`\$\{|[\w-]\(`)
	operates = regexp.MustCompile(`[*+|=<>]| - | (?:and|or|div|mod) `)
)

// isDynamic tells whether a default is an expression: it holds an operator, a call or a reference outside quotes; for
// days and places a minus does not count (XLSForm §5). Words around a sign, as in Kế hoạch - Tài chính, are a text.
func isDynamic(t thidua.Type, text string) bool {
	outside := quoted.ReplaceAllString(text, "")
	if t == thidua.Date || t == thidua.DateTime || t == thidua.Geopoint {
		outside = strings.ReplaceAll(outside, " - ", " ")
	}
	if calls.MatchString(outside) || !operates.MatchString(outside) {
		return calls.MatchString(outside)
	}
	compiled, err := xpath.Compile(text)
	return err == nil && len(compiled.Paths()) == 0
}

// checkDefaults compares static defaults with the question's list or type.
func (r *reader) checkDefaults() {
	for _, e := range r.defaults {
		at := r.survey.cell(e.row, "default")
		if e.q.List != "" {
			r.checkDefaultChoice(e, at)
		} else if !fits(e.q.Type, at.text) {
			r.warn(defaultType, at, string(e.q.Type), example(e.q.Type))
		}
	}
}

func (r *reader) checkDefaultChoice(e *element, at cell) {
	l := r.lists[e.q.List]
	if l == nil {
		return
	}
	given := []string{at.text}
	if e.q.Type == thidua.SelectMultiple {
		given = strings.Fields(at.text)
	}
	for _, name := range given {
		if l.byName[name] == 0 {
			r.warn(defaultChoice, at, name, e.q.List, r.suggestFrom(name, maps.Keys(l.byName)))
		}
	}
}

// fits tells whether a static default can be the answer to a question of a type.
func fits(t thidua.Type, text string) bool {
	switch t {
	case thidua.Integer:
		n, ok := number(text)
		return ok && n == float64(int64(n))
	case thidua.Decimal:
		_, ok := number(text)
		return ok
	case thidua.Date:
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case thidua.DateTime:
		return slices.ContainsFunc([]string{time.DateOnly, time.DateTime, "2006-01-02T15:04", "2006-01-02T15:04:05",
			time.RFC3339}, func(layout string) bool {
			_, err := time.Parse(layout, text)
			return err == nil
		})
	case thidua.Time:
		return slices.ContainsFunc([]string{"15:04", "15:04:05", "15:04:05Z07:00"}, func(layout string) bool {
			_, err := time.Parse(layout, text)
			return err == nil
		})
	}
	return true
}

// example is a default that fits a type.
func example(t thidua.Type) string {
	switch t {
	case thidua.Integer:
		return "10"
	case thidua.Decimal:
		return "2.5"
	case thidua.Time:
		return "08:30"
	case thidua.DateTime:
		return "2023-05-25 08:30"
	}
	return "2023-05-25"
}
