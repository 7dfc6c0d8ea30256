package xpath

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// spiral is a trace of n places that crosses itself nowhere, so that each side is held against each other.
func spiral(n int) string {
	var b strings.Builder
	for i := range n {
		sine, cosine := math.Sincos(float64(i) / 20)
		fmt.Fprintf(&b, "%.6f %.6f;", sine*float64(i)/1e3, cosine*float64(i)/1e3)
	}
	return b.String()
}

// crowd is a form with ten thousand entries and some long answers.
func crowd() *place {
	root := &place{name: "data"}
	for range 10_000 {
		root.add("rep", String("12"))
	}
	root.add("long", String(strings.Repeat("a", 200_000)))
	root.add("trace", String(spiral(2_500)))
	root.add("longer", String(spiral(10_000)))
	root.add("half", String(strings.Repeat("a", 100_000)))
	root.add("other", String(strings.Repeat("a", 199_999)+"b"))
	return root
}

func TestManyEntriesAreWithinTheBudget(t *testing.T) {
	root := crowd()
	for text, want := range map[string]string{
		`sum(${rep})`: "120000", `count(${rep}[. > 11])`: "10000", `max(${rep})`: "12", `string-length(join(',', ${rep}))`: "29999",
		`string-length(concat(${rep}, ${rep}))`: "40000", `count(randomize(${rep}, 7))`: "10000", `${rep} = 13`: "false", `count(${rep} | ${rep})`: "10000",
		`count(rep[position() = last()])`: "1", `selected(join(' ', ${rep}), 'x')`: "false", `regex(join(' ', ${rep}), '[0-9 ]+')`: "true",
		`string-length(translate(${long}, 'a', 'ễ'))`: "200000", `string-length(${long}) + string-length(substr(${long}, 10))`: "399990",
		`intersects(${trace})`: "false", `intersects(concat(${trace}, '0 0'))`: "true", `distance(${longer}) > area(${longer})`: "false", `geofence('0 20', ${longer})`: "false",
	} {
		if got, err := evaluate(text, root.environment(root)); err != nil || got.AsString() != want {
			t.Errorf("%s: %q, %v, want %s", text, got.AsString(), err, want)
		}
	}
}

func TestBudget(t *testing.T) {
	root := crowd()
	for _, text := range []string{
		// Nested predicates and comparisons of every entry with every other.
		`count(rep[count(/data/rep[. = 1]) > 1])`,
		`rep = rep + 1 or count(rep[../rep = 2]) = 1`,
		`${rep} < ${rep}`,
		`count(rep[count(../rep[count(../rep) > 1]) > 1])`,
		// Texts that grow, and long texts looked at again for every entry.
		`concat(${long}, ${long}, ${long}, ${long}, ${long}, ${long})`,
		`join(${long}, ${rep})`,
		`count(rep[concat(${long}, .) = 'x'])`,
		`count(rep[${long} = ${other}])`,
		`count(rep[${long} != ${other}])`,
		`count(rep[contains(${long}, 'b')])`,
		`count(rep[selected(${long}, ${half})])`,
		`selected(${long}, ${half})`,
		`count(rep[translate(${long}, 'b', 'c') = ''])`,
		`count(rep[substr(${long}, 1) = ''])`,
		`count(rep[digest(${long}, 'SHA-512') = ''])`,
		`count(rep[uuid(30000) = ''])`,
		`count(randomize(rep, ${long})[randomize(../rep, ${long}) = 1])`,
		// Sides of a trace against each other, and long traces for every entry.
		`intersects(${longer})`,
		`count(rep[distance(${longer}) = .])`,
		`count(rep[geofence('0 0', ${longer})])`,
		// A pattern with many states, and many patterns.
		`regex(${long}, '(a?){900}a{900}')`,
		`count(rep[regex('a', concat('a', position()))])`,
	} {
		t.Run(text, func(t *testing.T) {
			if got, err := evaluate(text, root.environment(root)); !errors.Is(err, ErrBudget) {
				t.Errorf("%.40q, error %v, want ErrBudget", got.AsString(), err)
			}
		})
	}
	if _, err := evaluate(`1 + 1`, &Environment{Steps: 1}); !errors.Is(err, ErrBudget) {
		t.Errorf("error %v, want ErrBudget", err)
	}
}

func TestLongTextsAreNoNumbersAndNoDates(t *testing.T) {
	root := &place{name: "data"}
	root.add("digits", String(strings.Repeat("1", 5000)))
	root.add("moment", String("2024-01-01T00:00:00."+strings.Repeat("1", 5000)))
	for text, want := range map[string]string{`${digits} + 1`: "NaN", `${moment} + 1`: "NaN", `${digits} = ${digits}`: "true", `decimal-time(${moment})`: "NaN"} {
		if got, err := evaluate(text, root.environment(root)); err != nil || got.AsString() != want {
			t.Errorf("%s: %q, %v, want %s", text, got.AsString(), err, want)
		}
	}
}

func TestRenderIsBounded(t *testing.T) {
	root := crowd()
	text, err := CompileText(strings.Repeat("${long} ", 4000))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := text.Render(root.environment(root)); !errors.Is(err, ErrBudget) || len(got) > 2*maxText {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestLongChains(t *testing.T) {
	for text, want := range map[string]string{
		"1" + strings.Repeat("+1", 16_000):                           "16001",
		strings.Repeat("-", 32_001) + "1":                            "-1",
		"1" + strings.Repeat("=1", 16_000):                           "true",
		"true()" + strings.Repeat(" and true()", 2_900):              "true",
		"count(a" + strings.Repeat("|a", 16_000) + ")":               "0",
		strings.Repeat("not(", 399) + "1" + strings.Repeat(")", 399): "false",
		"concat('Đ'" + strings.Repeat(",'Ễ'", 8_000) + ")":           "Đ" + strings.Repeat("Ễ", 8_000),
	} {
		if got, err := evaluate(text, nil); err != nil || got.AsString() != want {
			t.Errorf("%s: %.40q, %v", near(text, 0), got.AsString(), err)
		}
	}
}
