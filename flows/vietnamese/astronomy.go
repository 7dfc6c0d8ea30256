package vietnamese

import "math"

// Formulas after J. Meeus, Astronomical Algorithms, chapters 25 and 49; Delta T after Espenak and Meeus.

const (
	unixJulian   = 2440587.5     // Julian day of 1970-01-01 00:00 UTC
	epoch2000    = 2451545.0     // J2000.0
	firstNewMoon = 2451550.09766 // mean new moon of 6 January 2000, lunation 0
	meanMonth    = 29.530588861
	localHours   = 7
)

// newMoonDay returns the local day (from 1970-01-01) of the new moon of lunation k.
func newMoonDay(k int) int {
	universal := newMoon(float64(k)) - deltaT(2000+float64(k)/12.3685)/86400
	return int(math.Floor(universal - unixJulian + localHours/24.0))
}

// principalTerm returns in which twelfth of the ecliptic (0 from the March equinox, 9 from the winter solstice) the
// sun stands when a local day begins.
func principalTerm(day int) int {
	julian := float64(day) + unixJulian - localHours/24.0
	year := 2000 + (julian-epoch2000)/365.25
	return int(sunLongitude(julian+deltaT(year)/86400) / 30)
}

// newMoon returns the Julian day (dynamical time) of the new moon of lunation k.
func newMoon(k float64) float64 {
	t := k / 1236.85
	return firstNewMoon + meanMonth*k + poly(t, 0, 0, 0.00015437, -0.000000150, 0.00000000073) +
		newMoonPeriodic(k, t) + newMoonPlanets(k, t)
}

// newMoonPeriodic sums the terms in the anomalies of sun and moon and the moon's argument of latitude, in days.
func newMoonPeriodic(k, t float64) float64 {
	sun := 2.5534 + 29.10535670*k + poly(t, 0, 0, -0.0000014, -0.00000011)
	moon := 201.5643 + 385.81693528*k + poly(t, 0, 0, 0.0107582, 0.00001238, -0.000000058)
	latitude := 160.7108 + 390.67050284*k + poly(t, 0, 0, -0.0016118, -0.00000227, 0.000000011)
	node := 124.7746 - 1.56375588*k + poly(t, 0, 0, 0.0020672, 0.00000215)
	eccentricity := 1 - 0.002516*t - 0.0000074*t*t
	powers := [...]float64{1, eccentricity, eccentricity * eccentricity}
	sum := -0.00017 * sine(node)
	for _, term := range newMoonTerms {
		part := term.days * sine(term.sun*sun+term.moon*moon+term.latitude*latitude)
		sum += part * powers[term.power]
	}
	return sum
}

// newMoonPlanets sums the fourteen planetary arguments, in days.
func newMoonPlanets(k, t float64) float64 {
	sum := 0.0
	for i, p := range planetTerms {
		argument := p.start + p.rate*k
		if i == 0 {
			argument -= 0.009173 * t * t
		}
		sum += p.days * sine(argument)
	}
	return sum
}

// newMoonTerms: the power of the orbit's eccentricity is given for the greater terms only.
var newMoonTerms = [...]struct {
	days, sun, moon, latitude float64
	power                     int
}{
	{-0.40720, 0, 1, 0, 0}, {0.17241, 1, 0, 0, 1}, {0.01608, 0, 2, 0, 0}, {0.01039, 0, 0, 2, 0}, {0.00739, -1, 1, 0, 1},
	{-0.00514, 1, 1, 0, 1}, {0.00208, 2, 0, 0, 2}, {-0.00111, 0, 1, -2, 0}, {-0.00057, 0, 1, 2, 0}, {0.00056, 1, 2, 0, 1},
	{-0.00042, 0, 3, 0, 0}, {0.00042, 1, 0, 2, 1}, {0.00038, 1, 0, -2, 1}, {-0.00024, -1, 2, 0, 1}, {-0.00007, 2, 1, 0, 0},
	{0.00004, 0, 2, -2, 0}, {0.00004, 3, 0, 0, 0}, {0.00003, 1, 1, -2, 0}, {0.00003, 0, 2, 2, 0}, {-0.00003, 1, 1, 2, 0},
	{0.00003, -1, 1, 2, 0}, {-0.00002, -1, 1, -2, 0}, {-0.00002, 1, 3, 0, 0}, {0.00002, 0, 4, 0, 0},
}

var planetTerms = [...]struct{ days, start, rate float64 }{
	{0.000325, 299.77, 0.107408}, {0.000165, 251.88, 0.016321}, {0.000164, 251.83, 26.651886},
	{0.000126, 349.42, 36.412478}, {0.000110, 84.66, 18.206239}, {0.000062, 141.74, 53.303771},
	{0.000060, 207.14, 2.453732}, {0.000056, 154.84, 7.306860}, {0.000047, 34.52, 27.261239},
	{0.000042, 207.19, 0.121824}, {0.000040, 291.34, 1.844379}, {0.000037, 161.72, 24.198154},
	{0.000035, 239.56, 25.513099}, {0.000023, 331.55, 3.592518},
}

// sunLongitude returns the apparent longitude of the sun in degrees, 0 to 360, good to 0.01°.
func sunLongitude(julian float64) float64 {
	t := (julian - epoch2000) / 36525
	anomaly := poly(t, 357.52911, 35999.05029, -0.0001537)
	center := poly(t, 1.914602, -0.004817, -0.000014)*sine(anomaly) +
		(0.019993-0.000101*t)*sine(2*anomaly) + 0.000289*sine(3*anomaly)
	longitude := poly(t, 280.46646, 36000.76983, 0.0003032) + center - 0.00569 - 0.00478*sine(125.04-1934.136*t)
	return longitude - 360*math.Floor(longitude/360)
}

// deltaT returns dynamical minus universal time in seconds.
func deltaT(year float64) float64 {
	switch {
	case year >= 2050:
		u := (year - 1820) / 100
		return -20 + 32*u*u - 0.5628*max(0, 2150-year)
	case year >= 2005:
		return poly(year-2000, 62.92, 0.32217, 0.005589)
	case year >= 1986:
		return poly(year-2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599)
	case year >= 1961:
		u := year - 1975
		return 45.45 + 1.067*u - u*u/260 - u*u*u/718
	case year >= 1941:
		u := year - 1950
		return 29.07 + 0.407*u - u*u/233 + u*u*u/2547
	case year >= 1920:
		return poly(year-1920, 21.20, 0.84493, -0.076100, 0.0020936)
	case year >= 1900:
		return poly(year-1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)
	}
	u := (year - 1820) / 100
	return -20 + 32*u*u
}

func poly(x float64, coefficients ...float64) float64 {
	sum := 0.0
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum = sum*x + coefficients[i]
	}
	return sum
}

func sine(degrees float64) float64 { return math.Sin(math.Mod(degrees, 360) * math.Pi / 180) }
