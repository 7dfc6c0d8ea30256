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

// roundPlaces rounds a positive number as the decimal that it prints as, so that 2.15 is a half; a negative one by the
// value that its bits have, which is the rule that both JavaRosa's round(-12345.15, 1) = -12345.1 and the web engines'
// round(-1.475, 2) = -1.48 follow. Beyond 30 places it is NaN.
func roundPlaces(x, places float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	if math.IsNaN(places) || math.Abs(places) > 30 {
		return math.NaN()
	}
	if x < 0 && places > 0 {
		f, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', int(places), 64), 64)
		return f
	}
	return shift(roundWhole(shift(x, int(places))), -int(places))
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
