package xpath

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
	"unicode/utf8"
)

// vector is one case of other engines' suites.
type vector struct {
	ID        string         `json:"id"`
	Expr      string         `json:"expr"`
	Expected  any            `json:"expected"`
	Kind      string         `json:"kind"`
	Factor    float64        `json:"factor"`
	Tolerance float64        `json:"tolerance"`
	Self      *string        `json:"self"`
	Vars      map[string]any `json:"vars"`
	Doc       map[string]any `json:"doc"`
	Zone      string         `json:"tz"`
	Now       string         `json:"now"`
}

// TestVectors runs expressions.jsonl of the folder that THIDUA_XLSFORM_VECTORS names.
func TestVectors(t *testing.T) {
	folder := os.Getenv("THIDUA_XLSFORM_VECTORS")
	if folder == "" {
		t.Skip("THIDUA_XLSFORM_VECTORS is not set")
	}
	file, err := os.Open(filepath.Join(folder, "expressions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		t.Run(v.ID, func(t *testing.T) { v.check(t) })
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func (v *vector) check(t *testing.T) {
	got, err := v.evaluate()
	if v.Kind == "error" {
		if err == nil {
			t.Errorf("%s = %q, want an error", v.Expr, got.AsString())
		}
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", v.Expr, err)
	}
	if problem := v.differs(got); problem != "" {
		t.Errorf("%s: %s", v.Expr, problem)
	}
}

func (v *vector) environment() (*Environment, error) {
	root := (&place{name: "data"}).fill(v.Vars).fill(v.Doc)
	env := root.environment(root)
	if v.Self != nil {
		env.Node = root.add("self", String(*v.Self))
	}
	if v.Now != "" {
		now, err := time.Parse(time.RFC3339, v.Now)
		if err != nil {
			return nil, err
		}
		env.Now = now
	}
	if v.Zone != "" && v.Zone != "any" {
		zone, err := time.LoadLocation(v.Zone)
		if err != nil {
			return nil, err
		}
		env.Now = env.Now.In(zone)
	}
	return env, nil
}

func (v *vector) evaluate() (Value, error) {
	e, err := Compile(v.Expr)
	if err != nil {
		return Value{}, err
	}
	env, err := v.environment()
	if err != nil {
		return Value{}, err
	}
	return e.Evaluate(env)
}

// differs says how a value misses what is expected, ” if it does not.
func (v *vector) differs(got Value) string {
	text := got.AsString()
	switch v.Kind {
	case "number":
		if want := v.number(); !v.close(got.AsNumber(), want) {
			return fmt.Sprintf("%v, want %v", got.AsNumber(), want)
		}
	case "boolean":
		if got.AsBoolean() != v.Expected.(bool) {
			return fmt.Sprintf("%v, want %v", got.AsBoolean(), v.Expected)
		}
	case "match":
		if !regexp.MustCompile(v.Expected.(string)).MatchString(text) {
			return fmt.Sprintf("%q does not match %q", text, v.Expected)
		}
	case "length":
		if float64(utf8.RuneCountInString(text)) != v.Expected.(float64) {
			return fmt.Sprintf("%q is not %v long", text, v.Expected)
		}
	default:
		if text != v.Expected.(string) {
			return fmt.Sprintf("%q, want %q", text, v.Expected)
		}
	}
	return ""
}

func (v *vector) number() float64 {
	switch v.Expected {
	case "NaN":
		return math.NaN()
	case "Infinity":
		return math.Inf(1)
	case "-Infinity":
		return math.Inf(-1)
	case "-0":
		return 0
	}
	return v.Expected.(float64)
}

func (v *vector) close(got, want float64) bool {
	if v.Factor != 0 {
		got = math.Floor(got*v.Factor+0.5) / v.Factor
	}
	return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= v.Tolerance
}
