package xpath

import (
	"math"
	"strconv"
	"strings"
)

var numberFunctions = map[string]function{
	"number": {least: 1, most: 1, eval: func(r *run, a []term) Value {
		return r.measure(r.value(a[0])).value()
	}},
	"int":     ofNumber(math.Trunc),
	"floor":   ofNumber(math.Floor),
	"ceiling": ofNumber(math.Ceil),
	"round":   {least: 1, most: 2, eval: round},
	"abs":     ofNumber(math.Abs),
	"pow":     ofNumbers(math.Pow),
	"sqrt":    ofNumber(math.Sqrt),
	"exp":     ofNumber(math.Exp),
	"exp10":   ofNumber(func(x float64) float64 { return math.Pow(10, x) }),
	"log":     ofNumber(math.Log),
	"log10":   ofNumber(log10),
	"sin":     ofNumber(sin),
	"cos":     ofNumber(cos),
	"tan":     ofNumber(tan),
	"asin":    ofNumber(asin),
	"acos":    ofNumber(acos),
	"atan":    ofNumber(math.Atan),
	"atan2":   ofNumbers(math.Atan2),
	"pi":      constant(func(*run) Value { return Number(math.Pi) }),
	"random":  constant(func(r *run) Value { return Number(r.random()) }),
}

func round(r *run, a []term) Value {
	x := r.number(a[0])
	if len(a) == 1 {
		return Number(roundWhole(x))
	}
	return Number(roundPlaces(x, r.number(a[1])))
}

// roundWhole takes a positive half up. A negative half goes to its even neighbour, the one rule that gives both
// JavaRosa's round(-2.5) = -2 and the web engines' round(-1.5) = -2.
func roundWhole(x float64) float64 {
	if x < 0 {
		return math.RoundToEven(x)
	}
	return math.Round(x)
}

// roundPlaces rounds the decimal that x prints as, halves towards +∞ as JavaRosa does; beyond 30 places it is NaN.
func roundPlaces(x, places float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	if math.IsNaN(places) || math.Abs(places) > 30 {
		return math.NaN()
	}
	scaled := shift(x, int(places))
	floor := math.Floor(scaled)
	if scaled-floor >= 0.5 {
		floor++
	}
	return shift(floor, -int(places))
}

// shift moves the decimal point in the number's shortest decimal form, which keeps 1.005 from becoming 100.49999….
func shift(x float64, places int) float64 {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	e, err := strconv.Atoi(exponent)
	if err != nil {
		return x // an infinity
	}
	shifted, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+places), 64)
	return shifted
}
