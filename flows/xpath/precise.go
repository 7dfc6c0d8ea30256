package xpath

import (
	"math"
	"math/big"
)

// The standard library's trigonometry is one unit in the last place off here and there, which shows when a result is
// printed in full beside another engine's. These are exact to the last digit for the angles that people use.

const (
	maxPrecise = 30  // radians
	precision  = 256 // bits; the series loses some 45 of them at maxPrecise
)

func newBig(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// series sums first − first·x²/(n+1)(n+2) + …, which is the sine for (x, 1) and the cosine for (1, 0).
func series(first, x *big.Float, n int64) *big.Float {
	square := newBig(0).Mul(x, x)
	term, sum := newBig(0).Set(first), newBig(0).Set(first)
	for term.Sign() != 0 && term.MantExp(nil) > -precision {
		term.Mul(term, square)
		term.Quo(term, newBig(-float64((n+1)*(n+2))))
		sum.Add(sum, term)
		n += 2
	}
	return sum
}

func sine(x *big.Float) *big.Float   { return series(x, x, 1) }
func cosine(x *big.Float) *big.Float { return series(newBig(1), x, 0) }

func isPrecise(x float64) bool { return x != 0 && math.Abs(x) <= maxPrecise }

func sin(x float64) float64 {
	if !isPrecise(x) {
		return math.Sin(x)
	}
	f, _ := sine(newBig(x)).Float64()
	return f
}

func cos(x float64) float64 {
	if !isPrecise(x) {
		return math.Cos(x)
	}
	f, _ := cosine(newBig(x)).Float64()
	return f
}

func tan(x float64) float64 {
	if !isPrecise(x) {
		return math.Tan(x)
	}
	angle := newBig(x)
	f, _ := newBig(0).Quo(sine(angle), cosine(angle)).Float64()
	return f
}

// asin takes one step of Newton's from the library's value.
func asin(x float64) float64 {
	y := math.Asin(x)
	if math.IsNaN(y) || x == 0 || math.Abs(x) == 1 {
		return y
	}
	angle := newBig(y)
	rest := newBig(0).Sub(newBig(x), sine(angle))
	f, _ := angle.Add(angle, rest.Quo(rest, cosine(angle))).Float64()
	return f
}

// acos likewise.
func acos(x float64) float64 {
	y := math.Acos(x)
	if math.IsNaN(y) || math.Abs(x) == 1 {
		return y
	}
	angle := newBig(y)
	rest := newBig(0).Sub(cosine(angle), newBig(x))
	f, _ := angle.Add(angle, rest.Quo(rest, sine(angle))).Float64()
	return f
}

// log10 is exact for powers of ten.
func log10(x float64) float64 {
	y := math.Log10(x)
	if whole := math.Round(y); math.Pow(10, whole) == x {
		return whole
	}
	return y
}
