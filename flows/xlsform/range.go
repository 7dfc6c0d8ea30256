package xlsform

import (
	"fmt"
	"math"
	"slices"

	"thidua"
)

// span is what the parameters of a range say; the zero values of the last three are none.
type span struct {
	start, end, step  float64
	tick, placeholder *float64
	labels            string // a list whose names are numbers on the scale
}

// readRange makes a bounded number of a range (pyxform's defaults: 1 to 10 by 1).
func (r *reader) readRange(e *element, at cell, given map[string]string) {
	s, ok := r.span(at, given)
	if !ok || !r.checkSpan(at, s) {
		return
	}
	r.checkScale(e, at, s)
	low, high, by := plain(min(s.start, s.end)), plain(max(s.start, s.end)), plain(math.Abs(s.step))
	q := e.q
	steps := fmt.Sprintf("abs((. - %s) div %s - round((. - %s) div %s)) < 0.000001", low, by, low, by)
	if isWhole(s.start) && isWhole(s.end) && isWhole(s.step) {
		q.Type, steps = thidua.Integer, fmt.Sprintf("(. - %s) mod %s = 0", low, by)
	}
	q.Constraint = both(q.Constraint, fmt.Sprintf(". >= %s and . <= %s and %s", low, high, steps))
	if q.ConstraintMessage == nil {
		q.ConstraintMessage = r.own(rangeMessage(low, high, by))
	}
}

// span reads the numbers; false where one is none.
func (r *reader) span(at cell, given map[string]string) (span, bool) {
	s := span{start: 1, end: 10, step: 1, labels: given["tick_labelset"]}
	for _, key := range []string{"start", "end", "step", "tick_interval", "placeholder"} {
		value := given[key]
		if value == "" {
			continue
		}
		n, ok := number(value)
		if !ok {
			r.fail(rangeNumber, at, key, value)
			return s, false
		}
		switch key {
		case "start":
			s.start = n
		case "end":
			s.end = n
		case "step":
			s.step = n
		case "tick_interval":
			s.tick = &n
		case "placeholder":
			s.placeholder = &n
		}
	}
	return s, true
}

// checkSpan holds the step to the range; false where no number could be an answer.
func (r *reader) checkSpan(at cell, s span) bool {
	switch wide := math.Abs(s.end - s.start); {
	case s.step == 0:
		r.fail(rangeZero, at, "step")
	case math.Abs(s.step) > wide:
		r.fail(rangeSpan, at, "step")
	default:
		return true
	}
	return false
}

// checkScale looks at what only a drawn scale shows: its ticks, their labels, where the mark begins.
func (r *reader) checkScale(e *element, at cell, s span) {
	if s.tick == nil && s.placeholder == nil && s.labels == "" {
		return
	}
	for _, word := range e.q.Appearance {
		if word != "vertical" && word != "no-ticks" {
			r.fail(rangeAppearance, at, word)
			return
		}
	}
	if tick := s.tick; tick != nil {
		switch wide := math.Abs(s.end - s.start); {
		case *tick == 0:
			r.fail(rangeZero, at, "tick_interval")
		case math.Abs(*tick) > wide:
			r.fail(rangeSpan, at, "tick_interval")
		case !isMultiple(*tick, s.step):
			r.fail(rangeMultiple, at, "tick_interval")
		}
	}
	switch mark := s.placeholder; {
	case mark == nil:
	case !isMultiple(*mark-s.start, s.step):
		r.fail(rangeMultiple, at, "placeholder")
	case !s.holds(*mark):
		r.fail(rangeOutside, at, "placeholder")
	}
	if s.labels != "" {
		r.checkLabels(e, at, s)
	}
}

// checkLabels holds the names of the list tick_labelset to numbers on the scale.
func (r *reader) checkLabels(e *element, at cell, s span) {
	l := r.lists[s.labels]
	if l == nil {
		r.fail(rangeLabels, at, s.labels, r.suggest(s.labels, r.listNames))
		return
	}
	l.used = true
	by, name := s.step, "step"
	if s.tick != nil && *s.tick != 0 {
		by, name = *s.tick, "tick_interval"
	}
	var values []float64
	for _, c := range l.choices {
		n, ok := number(c.Name)
		switch {
		case !ok:
			r.fail(rangeLabelNumber, at, c.Name)
			return
		case !s.holds(n):
			r.fail(rangeLabelOutside, at, c.Name)
			return
		case !isMultiple(n-s.start, by):
			r.fail(rangeLabelMultiple, at, c.Name, name)
			return
		case !slices.Contains(values, n):
			values = append(values, n)
		}
	}
	switch noTicks := e.q.Shows("no-ticks"); {
	case noTicks && len(values) > 2:
		r.fail(rangeLabelsMany, at)
	case noTicks && (len(values) != 2 || !slices.Contains(values, s.start) || !slices.Contains(values, s.end)):
		r.fail(rangeLabelsEnds, at)
	}
}

func (s span) holds(n float64) bool { return n >= min(s.start, s.end) && n <= max(s.start, s.end) }

func isWhole(n float64) bool { return n == math.Trunc(n) }

// isMultiple allows for the noise of binary fractions.
func isMultiple(n, of float64) bool {
	times := n / of
	return math.Abs(times-math.Round(times)) < 1e-6
}
