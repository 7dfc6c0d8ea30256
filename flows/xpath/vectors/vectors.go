// Package vectors reads cases whose results are known, and holds a value against what is expected. Tests alone use it.
package vectors

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"

	"thidua/flows/xpath"
)

// Folder is the environment variable that names the folder with other engines' vectors.
const Folder = "THIDUA_XLSFORM_VECTORS"

// Vector is one case and what it must give.
type Vector struct {
	xpath.Case
	ID        string  `json:"id"`
	Expected  any     `json:"expected"`  // NaN, the infinities and -0 are texts
	Kind      string  `json:"kind"`      // number, string, boolean, match (a pattern), length, date, datetime, error
	Factor    float64 `json:"factor"`    // compare round(value·factor)/factor
	Tolerance float64 `json:"tolerance"` // compare within it
	Line      []byte  `json:"-"`         // as it stands in the file
}

// Now is the clock of vectors that set none.
func Now() time.Time { return time.Date(2024, 3, 15, 10, 30, 0, 0, time.FixedZone("", 7*3600)) }

// Read reads a file with a vector a line.
func Read(name string) ([]Vector, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var list []Vector
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		v := Vector{Line: append([]byte{}, lines.Bytes()...)}
		if err := json.Unmarshal(v.Line, &v); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, len(list)+1, err)
		}
		list = append(list, v)
	}
	return list, lines.Err()
}

// Differs says how a result misses what is expected, ” if it does not.
func (v *Vector) Differs(got xpath.Value, err error) string {
	switch {
	case v.Kind == "error" && err == nil:
		return fmt.Sprintf("%q, want an error", got.AsString())
	case v.Kind == "error":
		return ""
	case err != nil:
		return err.Error()
	}
	return v.compare(got)
}

func (v *Vector) compare(got xpath.Value) string {
	text := got.AsString()
	switch v.Kind {
	case "number":
		if want := v.number(); !v.close(got.AsNumber(), want) {
			return fmt.Sprintf("%v, want %v", got.AsNumber(), want)
		}
	case "boolean":
		if strconv.FormatBool(got.AsBoolean()) != fmt.Sprint(v.Expected) {
			return fmt.Sprintf("%v, want %v", got.AsBoolean(), v.Expected)
		}
	case "match":
		if !regexp.MustCompile(fmt.Sprint(v.Expected)).MatchString(text) {
			return fmt.Sprintf("%q does not match %q", text, v.Expected)
		}
	case "length":
		if fmt.Sprint(utf8.RuneCountInString(text)) != fmt.Sprint(v.Expected) {
			return fmt.Sprintf("%q is not %v long", text, v.Expected)
		}
	default:
		if text != fmt.Sprint(v.Expected) {
			return fmt.Sprintf("%q, want %q", text, v.Expected)
		}
	}
	return ""
}

func (v *Vector) number() float64 {
	if f, ok := v.Expected.(float64); ok {
		return f
	}
	f, err := strconv.ParseFloat(fmt.Sprint(v.Expected), 64) // also NaN, Infinity, -Infinity and -0
	if err != nil {
		return math.NaN()
	}
	return f
}

func (v *Vector) close(got, want float64) bool {
	if v.Factor != 0 {
		got = math.Floor(got*v.Factor+0.5) / v.Factor
	}
	return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= v.Tolerance
}
