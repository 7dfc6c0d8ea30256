package xpath

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// expectation is one line of testdata/expectations.txt, with what its section says of the form around it.
type expectation struct {
	section, expr, want string
	line                int
	place               Case
}

// TestExpectations holds what the suites of several XLSForm engines agree on, in our own words.
func TestExpectations(t *testing.T) {
	clock := time.Date(2024, 3, 15, 10, 30, 0, 0, time.FixedZone("", 7*3600))
	for _, e := range expectations(t) {
		t.Run(fmt.Sprintf("%s/%d %s", e.section, e.line, e.expr), func(t *testing.T) {
			env, err := e.place.Environment(clock, time.LoadLocation)
			if err != nil {
				t.Fatal(err)
			}
			env.Random = func() float64 { return 0.5 }
			got, err := evaluate(e.expr, env)
			if e.want == "error" {
				if err == nil {
					t.Errorf("%q, want an error", got.AsString())
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !means(got, e.want) {
				t.Errorf("kind %d %q, want %s", got.Kind(), got.AsString(), e.want)
			}
		})
	}
}

// means compares a value with "text", true, false, a number, or ~number for five digits of one.
func means(v Value, want string) bool {
	if text, err := strconv.Unquote(want); err == nil {
		return v.AsString() == text
	}
	if rough, ok := strings.CutPrefix(want, "~"); ok {
		f, err := strconv.ParseFloat(rough, 64)
		return err == nil && math.Abs(v.AsNumber()-f) < 1e-4
	}
	if want == "true" || want == "false" {
		return v.Kind() == KindBoolean && strconv.FormatBool(v.AsBoolean()) == want
	}
	f, err := strconv.ParseFloat(want, 64)
	got := v.AsNumber()
	return err == nil && (got == f || math.IsNaN(f) && math.IsNaN(got) || math.Abs(got-f) < 1e-12)
}

func expectations(t *testing.T) []expectation {
	text, err := os.ReadFile("testdata/expectations.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []expectation
	var section string
	var place Case
	pending := ""
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			section, place, pending = line[2:], Case{Vars: map[string]any{}, Zone: "Asia/Ho_Chi_Minh"}, ""
		case strings.HasPrefix(line, "@"):
			describe(t, &place, line[1:])
		default:
			expr, want, found := strings.Cut(pending+line, " → ")
			if !found {
				pending = expr + "\n" // an expression on several lines
				continue
			}
			all = append(all, expectation{section: section, expr: expr, want: want, line: i + 1, place: place})
			pending = ""
		}
	}
	return all
}

// describe reads a line about the form that a section's expressions stand in.
func describe(t *testing.T, c *Case, line string) {
	what, rest, _ := strings.Cut(line, " ")
	var err error
	switch what {
	case "zone":
		c.Zone = rest
	case "now":
		c.Now = rest
		_, err = time.Parse(time.RFC3339, rest)
	case "self":
		c.Self = rest
	case "doc":
		err = json.Unmarshal([]byte(rest), &c.Doc)
	case "var":
		name, value, _ := strings.Cut(rest, " = ")
		var answer any
		err = json.Unmarshal([]byte(value), &answer)
		c.Vars[name] = answer
	}
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
}
