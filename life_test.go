package thidua_test

import (
	"testing"
	"time"

	"thidua"
)

// TestDueOf shows that the latest of what the workbook and the extensions say counts, whatever they concern.
func TestDueOf(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 17, 0, 0, 0, time.UTC) }
	c := &thidua.Campaign{Due: day(20)}
	part, early := thidua.Part{Name: "p"}, thidua.Part{Name: "early", Due: day(10)}
	own := func(d time.Time) thidua.Index {
		return thidua.Index{Parts: map[string]thidua.Standing{"p": {Due: d}}}
	}
	for name, row := range map[string]struct {
		part thidua.Part
		life thidua.Life
		unit thidua.Index
		want int
	}{
		"the campaign's":        {part: part, want: 20},
		"the part's own":        {part: early, want: 10},
		"the whole campaign":    {part: early, life: thidua.Life{Due: day(25)}, want: 25},
		"one part":              {part: part, life: thidua.Life{Parts: map[string]time.Time{"p": day(22)}}, want: 22},
		"another part":          {part: early, life: thidua.Life{Parts: map[string]time.Time{"p": day(22)}}, want: 10},
		"one unit":              {part: early, unit: thidua.Index{Due: day(23)}, want: 23},
		"a unit's part":         {part: part, unit: own(day(24)), want: 24},
		"the latest":            {part: part, life: thidua.Life{Due: day(26)}, unit: own(day(24)), want: 26},
		"none shortens":         {part: part, life: thidua.Life{Due: day(19)}, want: 20},
		"another part's filing": {part: early, unit: own(day(24)), want: 10},
	} {
		if got := row.life.DueOf(c, row.part, row.unit); !got.Equal(day(row.want)) {
			t.Errorf("%s: %v, want the %dth", name, got, row.want)
		}
	}
	if got := (thidua.Life{Due: day(25)}).DueOf(&thidua.Campaign{}, part, thidua.Index{Due: day(25)}); !got.IsZero() {
		t.Errorf("what has no deadline is due on %v", got)
	}
}

// TestCameLate goes by the receipt and the due time in force; what was filed before receipts were kept, by its flag.
func TestCameLate(t *testing.T) {
	due := time.Date(2026, 11, 20, 17, 0, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		standing thidua.Standing
		due      time.Time
		want     bool
	}{
		"on time":         {thidua.Standing{Filed: due}, due, false},
		"a moment late":   {thidua.Standing{Filed: due.Add(time.Millisecond)}, due, true},
		"extended since":  {thidua.Standing{Filed: due.Add(time.Hour), Late: true}, due.Add(2 * time.Hour), false},
		"no deadline":     {thidua.Standing{Filed: due}, time.Time{}, false},
		"an older record": {thidua.Standing{Late: true}, due, true},
		"never filed":     {thidua.Standing{}, due, false},
	} {
		if got := row.standing.CameLate(row.due); got != row.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
