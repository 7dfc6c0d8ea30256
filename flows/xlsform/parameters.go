package xlsform

import (
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
		key, value, ok := strings.Cut(pair, "=")
		key = strings.ToLower(key)
		switch {
		case pair == "":
		case !ok || key == "" || value == "" || strings.Contains(value, "="):
			r.fail(parameterForm, at, pair)
		case len(known) > 0 && !slices.Contains(known, key):
			r.fail(parameterUnknown, at, key, strings.Join(known, ", "))
		default:
			given[key] = spelled(key, value)
		}
	}
	if len(known) == 0 {
		if len(given) > 0 {
			r.warn(parameterIgnored, at)
		}
		return
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

// spelled is a value as written where names are meant, else in small letters.
func spelled(key, value string) string {
	switch key {
	case "seed", "app", "reference-geometry", "tick_labelset", "label", "value":
		return value
	}
	return strings.ToLower(value)
}

func (r *reader) checkParameter(e *element, at cell, key, value string) {
	switch key {
	case "rows", "max-pixels":
		if n, err := strconv.Atoi(value); err != nil || n < 1 {
			r.fail(parameterWhole, at, key)
		}
	case "capture-accuracy":
		if _, ok := number(value); !ok {
			r.fail(captureNumber, at, value)
		}
	case "warning-accuracy":
		if _, ok := number(value); !ok {
			r.fail(warningNumber, at, value)
		}
	case "allow-mock-accuracy":
		if value != "true" && value != "false" {
			r.fail(mockWrong, at, value)
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
		r.geometries = append(r.geometries, use{at: at, source: value})
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

// number reads a plain number as forms write it.
func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) && !strings.ContainsAny(s, "xXpP_")
}

// plain writes a number as an expression can read it.
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// checkGeometries holds reference-geometry to lists and repeats, now that all are known.
func (r *reader) checkGeometries() {
	for _, u := range r.geometries {
		known := r.isList(u.source)
		if m := reference.FindStringSubmatch(u.source); m != nil {
			for _, e := range r.byName[m[1]] {
				known = known || e.q.Type == thidua.Repeat
			}
		}
		if !known {
			r.fail(parameterGeometry, u.at, u.source)
		}
	}
}

// isList tells whether the sheet choices has a list.
func (r *reader) isList(name string) bool {
	l := r.lists[name]
	return l != nil && l.table == r.choices
}
