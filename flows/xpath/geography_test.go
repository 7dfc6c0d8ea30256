package xpath

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestPlacesAreKeptOutOfErrors(t *testing.T) {
	for text, want := range map[string]string{
		`distance(${text})`:         "distance: the text is not a place, or places with semicolons between them",
		`geofence(${text}, '0 0')`:  "geofence: the text is not a place",
		`geofence('0 0', ${empty})`: "geofence: there is no shape",
	} {
		root := sample()
		var wrong *TypeError
		if _, err := evaluate(text, root.environment(root)); !errors.As(err, &wrong) || wrong.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestTraceOfTheAnswerItself(t *testing.T) {
	root := &place{name: "data"}
	env := root.environment(root.add("way", String("0 0;1 1;0 1;1 0")))
	if got, err := evaluate(`not(intersects(.)) or distance(.) < 1000`, env); err != nil || got.AsString() != "false" {
		t.Errorf("%q, %v", got.AsString(), err)
	}
}

// TestTracesEitherWayRound holds what cannot depend on where a trace begins, and that a step back onto it is seen.
func TestTracesEitherWayRound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	crossed := 0
	for range 2_000 {
		trace := make([]spot, 3+random.IntN(6))
		for i := range trace {
			trace[i] = spot{float64(random.IntN(9)), float64(random.IntN(9))}
		}
		back := slices.Clone(trace)
		slices.Reverse(back)
		if about(t, `distance`, trace) != about(t, `distance`, back) && math.Abs(about(t, `distance`, trace)-about(t, `distance`, back)) > 1e-6 {
			t.Fatalf("%v: another distance backwards", trace)
		}
		crosses := about(t, `intersects`, trace)
		if crosses != about(t, `intersects`, back) {
			t.Fatalf("%v: intersects one way only", trace)
		}
		crossed += int(crosses)
		onto := spot{(trace[0].lat + trace[1].lat) / 2, (trace[0].lon + trace[1].lon) / 2}
		if trace[0] != trace[1] && onto != trace[len(trace)-1] && about(t, `intersects`, append(trace, onto)) != 1 {
			t.Fatalf("%v: a step onto the first side is not seen", trace)
		}
	}
	if crossed == 0 || crossed == 2_000 {
		t.Errorf("%d traces intersect", crossed)
	}
}

// about is what a function says of a trace.
func about(t *testing.T, function string, trace []spot) float64 {
	t.Helper()
	var texts []string
	for _, at := range trace {
		texts = append(texts, fmt.Sprint(at.lat, " ", at.lon))
	}
	got, err := evaluate(function+"('"+strings.Join(texts, "; ")+"')", nil)
	if err != nil {
		t.Fatal(err)
	}
	return got.AsNumber()
}

func TestPlacesCost(t *testing.T) {
	for text, least := range map[string]int{
		"0 0" + strings.Repeat(";0 0", 14):   15,
		"0" + strings.Repeat(" ", 639) + "1": 10,
	} {
		e, err := Compile(`area('` + text + `')`)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Evaluate(&Environment{Steps: least}); !errors.Is(err, ErrBudget) {
			t.Errorf("%.10s…: %v with %d steps, want ErrBudget", text, err, least)
		}
		if _, err := e.Evaluate(&Environment{Steps: least + 20}); err != nil {
			t.Errorf("%.10s…: %v", text, err)
		}
	}
}
