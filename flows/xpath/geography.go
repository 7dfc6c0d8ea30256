package xpath

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

var geographyFunctions = map[string]function{
	"area":          {least: 1, most: 1, eval: area},
	"enclosed-area": {least: 1, most: 1, eval: area}, // its name in older forms
	"distance":      {least: 1, most: -1, eval: distance},
	"geofence":      {least: 2, most: 2, eval: geofence},
	"intersects":    {least: 1, most: 1, eval: intersects},
}

// The earth is a ball with the radius of the equator, in metres, as in all engines.
const (
	earthRadius = 6_378_100
	radian      = math.Pi / 180
)

// spot is a place on the earth, in degrees.
type spot struct{ lat, lon float64 }

// placeTexts are the answers and texts that tell places; those that tell none are left out.
func (r *run) placeTexts(t term) []string {
	var texts []string
	for v := range r.each([]term{t}) {
		text := v.AsString()
		if !r.spend(len(text) / 64) {
			return nil
		}
		if text = strings.TrimRight(text, "; \t\r\n"); text != "" { // what records a trace may end it with a semicolon
			texts = append(texts, text)
		}
	}
	return texts
}

// spots reads a trace or shape that is one text, or several texts with a place in each.
func (r *run) spots(function string, texts []string) []spot {
	parts := texts
	if len(texts) == 1 {
		parts = strings.Split(texts[0], ";")
	}
	if !r.spend(len(parts)) {
		return nil
	}
	list := make([]spot, len(parts))
	for i, part := range parts {
		var ok bool
		if list[i], ok = readSpot(part); !ok {
			r.fail(&TypeError{function, "the text is not a place, or places with semicolons between them"})
			return nil
		}
	}
	return list
}

// readSpot reads latitude, longitude, and if they are there altitude and accuracy. It takes exponents, which Java writes.
func readSpot(text string) (spot, bool) {
	var numbers [4]float64
	count := 0
	for field := range strings.FieldsSeq(text) {
		if count == len(numbers) || strings.Trim(field, "+-.0123456789eE") != "" {
			return spot{}, false
		}
		f, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return spot{}, false
		}
		numbers[count] = f
		count++
	}
	at := spot{numbers[0], numbers[1]}
	return at, count >= 2 && math.Abs(at.lat) <= 90 && math.Abs(at.lon) <= 180
}

// area adds up the triangles between the first corner and each side, on a map without distortion along the meridian, as
// JavaRosa does. A shape need not be closed.
func area(r *run, a []term) Value {
	shape := r.spots("area", r.placeTexts(a[0]))
	if len(shape) < 3 {
		return Number(0)
	}
	total, lastX, lastY := 0.0, 0.0, 0.0
	for _, corner := range shape[1:] {
		x := (corner.lon - shape[0].lon) * math.Cos(corner.lat*radian)
		y := corner.lat - shape[0].lat
		total += lastY*x - lastX*y
		lastX, lastY = x, y
	}
	const degree = earthRadius * radian
	return Number(math.Abs(total) / 2 * degree * degree)
}

// distance is the length of the way through all places; of several arguments each must be there.
func distance(r *run, a []term) Value {
	var texts []string
	for _, t := range a {
		found := r.placeTexts(t)
		if len(found) == 0 && len(a) > 1 {
			return Number(math.NaN())
		}
		texts = append(texts, found...)
	}
	way, total := r.spots("distance", texts), 0.0
	for i := 1; i < len(way); i++ {
		total += apart(way[i-1], way[i])
	}
	return Number(total)
}

// apart is the great-circle distance by the law of cosines. Rounding would make two equal places some centimetres, or no
// number, apart.
func apart(a, b spot) float64 {
	if a == b {
		return 0
	}
	sines := math.Sin(a.lat*radian) * math.Sin(b.lat*radian)
	cosines := math.Cos(a.lat*radian) * math.Cos(b.lat*radian) * math.Cos((a.lon-b.lon)*radian)
	return math.Acos(max(-1, min(1, sines+cosines))) * earthRadius
}

// geofence tells whether a place is within a shape; a place that is not there yet is not. A shape that is not there is an
// error: a condition would else shut everybody out.
func geofence(r *run, a []term) Value {
	text, fence := trimSpace(r.text(a[0])), r.spots("geofence", r.placeTexts(a[1]))
	switch {
	case r.err != nil:
		return Value{}
	case len(fence) == 0:
		return r.fail(&TypeError{"geofence", "there is no shape"})
	case text == "":
		return Boolean(false)
	}
	at, ok := readSpot(text)
	if !ok {
		return r.fail(&TypeError{"geofence", "the text is not a place"})
	}
	return Boolean(encloses(fence, at))
}

// encloses counts the sides east of the place: their number is odd if it is inside. A shape need not be closed.
func encloses(fence []spot, at spot) bool {
	inside, from := false, fence[len(fence)-1]
	for _, to := range fence {
		if (to.lat > at.lat) != (from.lat > at.lat) && at.lon < (from.lon-to.lon)*(at.lat-to.lat)/(from.lat-to.lat)+to.lon {
			inside = !inside
		}
		from = to
	}
	return inside
}

// pairsAStep is how many pairs of sides are compared for one step, for there are as many as the trace has sides, squared.
const pairsAStep = 8

// intersects tells whether a trace crosses, touches or goes back along itself. That it ends where it began is no
// touching, and staying in one place is no side.
func intersects(r *run, a []term) Value {
	corners := slices.Compact(r.spots("intersects", r.placeTexts(a[0])))
	sides := len(corners) - 1
	for i := range sides {
		if !r.spend(1 + (sides-i)/pairsAStep) {
			return Value{}
		}
		from, to := corners[i], corners[i+1]
		if i+2 <= sides && goesBack(from, to, corners[i+2]) {
			return Boolean(true)
		}
		for j := i + 2; j < sides; j++ {
			closes := i == 0 && j == sides-1 && corners[0] == corners[sides]
			if !closes && touch(from, to, corners[j], corners[j+1]) {
				return Boolean(true)
			}
		}
	}
	return Boolean(false)
}

// goesBack tells whether the side from b to c lies along the one from a to b.
func goesBack(a, b, c spot) bool {
	return turn(a, b, c) == 0 && (between(a, b, c) || between(c, a, b))
}

// touch tells whether the sides from a to b and from c to d cross, or a is on the other, or d. Ends at b and c are seen
// with the next side and the one before.
func touch(a, b, c, d spot) bool {
	atA, atB := turn(a, c, d), turn(b, c, d)
	if atA*atB > 0 {
		return false
	}
	atD := turn(a, b, d)
	return atA*atB < 0 && turn(a, b, c)*atD < 0 || atA == 0 && between(a, c, d) || atD == 0 && between(d, a, b)
}

// turn is 1 if the way from a over b to c turns to one side, -1 to the other, 0 if it is straight.
func turn(a, b, c spot) int {
	return cmp.Compare((b.lat-a.lat)*(c.lon-a.lon), (b.lon-a.lon)*(c.lat-a.lat))
}

// between tells whether a place on the line through a and b lies between them.
func between(at, a, b spot) bool {
	return at.lat >= min(a.lat, b.lat) && at.lat <= max(a.lat, b.lat) && at.lon >= min(a.lon, b.lon) && at.lon <= max(a.lon, b.lon)
}
