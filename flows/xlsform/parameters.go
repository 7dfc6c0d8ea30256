package xlsform

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// parametersOf are the keys that a kind of question knows.
func parametersOf(k kind) []string {
	switch {
	case k.text == "":
		return nil
	case strings.EqualFold(k.text, "range"):
		return []string{"start", "end", "step", "tick_interval", "placeholder", "tick_labelset"}
	case k.list != "":
		return []string{"randomize", "seed"}
	case strings.EqualFold(k.text, "background-audio") || k.q == thidua.Audio:
		return []string{"quality"}
	case strings.EqualFold(k.text, "audit"):
		return []string{"identify-user", "location-max-age", "location-min-interval", "location-priority",
			"track-changes", "track-changes-reasons"}
	}
	switch k.q {
	case thidua.TypeText:
		return []string{"rows"}
	case thidua.Image:
		return []string{"app", "max-pixels"}
	case thidua.Geopoint:
		return []string{"allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry"}
	}
	return nil
}

var (
	aroundEquals = regexp.MustCompile(`\s*=\s*`)
	separators   = regexp.MustCompile(`[\s,;]+`)
	androidApp   = regexp.MustCompile(`^[A-Za-z]\w*(\.[A-Za-z]\w*)+$`)
)

// readParameters reads key=value key=value.
func (r *reader) readParameters(e *element) {
	at := r.survey.cell(e.row, "parameters")
	given := map[string]string{}
	known := parametersOf(e.kind)
	for _, pair := range separators.Split(aroundEquals.ReplaceAllString(at.text, "="), -1) {
		if pair == "" {
			continue
		}
		key, value, ok := strings.Cut(pair, "=")
		key = strings.ToLower(key)
		switch {
		case !ok || key == "" || value == "":
			r.fail(parameterForm, at, pair)
		case len(known) == 0:
			r.warn(parameterIgnored, at)
			return
		case !slices.Contains(known, key):
			r.fail(parameterUnknown, at, key, strings.Join(known, ", "))
		default:
			given[key] = value
		}
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		r.checkParameter(e, at, key, given[key])
	}
	r.checkRandomize(e, at, given)
	if strings.EqualFold(e.kind.text, "range") {
		r.readRange(e, at, given)
	}
	if len(given) > 0 {
		maps.Copy(given, e.q.Parameters)
		e.q.Parameters = given
	}
}

func (r *reader) checkParameter(e *element, at cell, key, value string) {
	switch key {
	case "rows", "max-pixels":
		if n, err := strconv.Atoi(value); err != nil || n < 1 {
			r.fail(parameterWhole, at, key)
		}
	case "capture-accuracy", "warning-accuracy":
		if _, ok := number(value); !ok {
			r.fail(parameterNumber, at, key)
		}
	case "quality":
		if !slices.Contains([]string{"voice-only", "low", "normal", "external"}, value) {
			r.fail(parameterQuality, at, value)
		}
	case "app":
		if (len(e.q.Appearance) == 0 || e.q.Shows("annotate")) && !androidApp.MatchString(value) {
			r.fail(parameterApp, at, value)
		}
	case "reference-geometry":
		if m := reference.FindStringSubmatch(value); m == nil && !r.isList(value) {
			r.fail(parameterGeometry, at, value)
		}
	}
}

func (r *reader) checkRandomize(e *element, at cell, given map[string]string) {
	randomize, seed := given["randomize"], given["seed"]
	if randomize != "" && !isWord(randomize, "true", "false") {
		r.fail(randomizeWrong, at)
	}
	if seed == "" {
		return
	}
	m := reference.FindStringSubmatch(seed)
	if _, ok := number(seed); !ok && (m == nil || !xpath.IsName(m[1])) {
		r.fail(seedWrong, at)
	} else if m != nil {
		r.uses = append(r.uses, use{at: at, holder: e, column: "parameters", source: seed})
	}
	if randomize == "" {
		r.fail(seedAlone, at)
	}
}

// readRange makes a bounded number of a range (pyxform's defaults: 1 to 10 by 1).
func (r *reader) readRange(e *element, at cell, given map[string]string) {
	bounds := map[string]float64{"start": 1, "end": 10, "step": 1}
	for _, key := range []string{"start", "end", "step"} {
		if value := given[key]; value != "" {
			n, ok := number(value)
			if !ok {
				r.fail(rangeNumber, at, value)
				return
			}
			bounds[key] = n
		}
	}
	start, end, step := bounds["start"], bounds["end"], bounds["step"]
	switch {
	case step == 0:
		r.fail(rangeStep, at)
		return
	case math.Abs(step) > math.Abs(end-start):
		r.fail(rangeSpan, at)
		return
	}
	low, high, by := plain(min(start, end)), plain(max(start, end)), plain(math.Abs(step))
	q := e.q
	steps := fmt.Sprintf("abs((. - %s) div %s - round((. - %s) div %s)) < 0.000001", low, by, low, by)
	if start == math.Trunc(start) && end == math.Trunc(end) && step == math.Trunc(step) {
		q.Type, steps = thidua.Integer, fmt.Sprintf("(. - %s) mod %s = 0", low, by)
	}
	q.Constraint = both(q.Constraint, fmt.Sprintf(". >= %s and . <= %s and %s", low, high, steps))
	if q.ConstraintMessage == nil {
		q.ConstraintMessage = r.own(rangeMessage(low, high, by))
	}
}

// number reads a plain number as forms write it.
func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) && !strings.ContainsAny(s, "xXpP_")
}

// plain writes a number as an expression can read it.
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// isList tells whether the sheet choices has a list.
func (r *reader) isList(name string) bool {
	l := r.lists[name]
	return l != nil && l.table == r.choices
}
