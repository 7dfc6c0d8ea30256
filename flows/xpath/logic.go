package xpath

import (
	"math"
	"slices"
	"strings"
)

var logicFunctions = map[string]function{
	"true":  constant(func(*run) Value { return Boolean(true) }),
	"false": constant(func(*run) Value { return Boolean(false) }),
	"not": {least: 1, most: 1, eval: func(r *run, a []term) Value {
		return Boolean(!r.boolean(a[0]))
	}},
	"boolean": {least: 1, most: 1, eval: func(r *run, a []term) Value {
		return Boolean(r.boolean(a[0]))
	}},
	"boolean-from-string": {least: 1, most: 1, eval: func(r *run, a []term) Value {
		s := r.text(a[0])
		return Boolean(s == "1" || strings.EqualFold(s, "true"))
	}},
	"if": {least: 3, most: 3, eval: func(r *run, a []term) Value {
		if r.boolean(a[0]) {
			return r.list(a[1])
		}
		return r.list(a[2])
	}},
	"coalesce":           {least: 2, most: 2, eval: coalesce},
	"once":               {least: 1, most: 1, eval: once},
	"checklist":          {least: 2, most: -1, eval: checklist},
	"weighted-checklist": {least: 2, most: -1, eval: weightedChecklist, prepare: pairsAfterTwo},
}

// coalesce passes over ” and NaN.
func coalesce(r *run, a []term) Value {
	first := r.value(a[0])
	if first.IsEmpty() || first.kind == KindNumber && math.IsNaN(first.number) {
		return r.value(a[1])
	}
	return first
}

// once keeps the question's own value, whatever the item or predicate at hand.
func once(r *run, a []term) Value {
	if r.env.Node != nil {
		if own := r.env.Node.Value().Scalar(); !own.IsEmpty() {
			return own
		}
	}
	return r.value(a[0])
}

// within tells whether a sum lies between bounds of which a negative one does not count.
func within(least, most, sum float64) bool {
	return (least < 0 || sum >= least) && (most < 0 || sum <= most)
}

func checklist(r *run, a []term) Value {
	count := 0.0
	for v := range r.each(a[2:]) {
		if v.AsBoolean() {
			count++
		}
	}
	return Boolean(within(r.number(a[0]), r.number(a[1]), count))
}

func pairsAfterTwo(_ *parser, c *call) (term, *mistake) {
	if len(c.arguments)%2 != 0 {
		return nil, &mistake{cause: CausePairs}
	}
	return c, nil
}

// weightedChecklist counts −1 as no bound, as the documentation says; JavaRosa does not.
func weightedChecklist(r *run, a []term) Value {
	sum := 0.0
	for i := 2; i < len(a); i += 2 {
		conditions, weights := slices.Collect(r.each(a[i:i+1])), slices.Collect(r.each(a[i+1:i+2]))
		if len(conditions) != len(weights) {
			return r.fail(&TypeError{"weighted-checklist", "the lists of conditions and weights differ in length"})
		}
		for j, c := range conditions {
			if c.AsBoolean() {
				sum += weights[j].numberIn(r.zone())
			}
		}
	}
	return Boolean(within(r.number(a[0]), r.number(a[1]), sum))
}
