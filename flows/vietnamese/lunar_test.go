package vietnamese

import (
	"errors"
	"testing"
	"time"
)

func TestTet(t *testing.T) {
	// 1968, 1969, 1985, 2007 and 2030 differ from the Chinese calendar.
	for year, want := range map[int]string{
		1968: "1968-01-29", 1969: "1969-02-16", 1985: "1985-01-21", 2000: "2000-02-05", 2007: "2007-02-17", 2020: "2020-01-25", 2023: "2023-01-22",
		2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06", 2028: "2028-01-26", 2029: "2029-02-13", 2030: "2030-02-02", 2031: "2031-01-23",
	} {
		if got := Tet(year).Format(time.DateOnly); got != want {
			t.Errorf("Tet(%d) = %s, want %s", year, got, want)
		}
	}
}

func TestFromLunar(t *testing.T) {
	tests := []struct {
		lunar LunarDate
		want  string
	}{
		{LunarDate{2026, 3, 10, false}, "2026-04-26"}, {LunarDate{2027, 3, 10, false}, "2027-04-16"}, {LunarDate{2028, 3, 10, false}, "2028-04-04"},
		{LunarDate{2029, 3, 10, false}, "2029-04-23"}, {LunarDate{2030, 3, 10, false}, "2030-04-12"}, {LunarDate{2023, 2, 1, true}, "2023-03-22"},
		{LunarDate{2025, 6, 1, true}, "2025-07-25"}, {LunarDate{2033, 11, 1, true}, "2033-12-22"}, {LunarDate{2026, 12, 23, false}, "2027-01-30"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			got, err := FromLunar(tt.lunar)
			if err != nil || got.Format(time.DateOnly) != tt.want {
				t.Errorf("FromLunar(%+v) = %s, %v", tt.lunar, got.Format(time.DateOnly), err)
			}
		})
	}
	for _, bad := range []LunarDate{{2026, 13, 1, false}, {2026, 1, 31, false}, {2026, 1, 0, false}, {2026, 5, 1, true}} {
		if got, err := FromLunar(bad); !errors.Is(err, ErrNoSuchDay) {
			t.Errorf("FromLunar(%+v) = %v, %v", bad, got, err)
		}
	}
}

// Lunar years follow each other without a gap, in months of 29 or 30 days; their first and last days convert there
// and back.
func TestLunarRoundTrip(t *testing.T) {
	for year := 1968; year <= 2100; year++ {
		months := lunarYear(year)
		if n := len(months) - 1; n != 12 && n != 13 || months[n].start != lunarYear(year + 1)[0].start {
			t.Fatalf("%d has %d months", year, n)
		}
		if twelfth := months[len(months)-2]; twelfth.number != 12 || twelfth.leap {
			t.Fatalf("%d ends with %+v", year, twelfth)
		}
		for i, m := range months[:len(months)-1] {
			last := months[i+1].start - m.start
			if last != 29 && last != 30 {
				t.Fatalf("month %d of %d has %d days", m.number, year, last)
			}
			for _, d := range []int{1, last} {
				want := LunarDate{Year: year, Month: m.number, Day: d, Leap: m.leap}
				day, err := FromLunar(want)
				if got := ToLunar(day.Add(23 * time.Hour)); err != nil || got != want {
					t.Fatalf("%+v is %s, which is %+v, %v", want, day.Format(time.DateOnly), got, err)
				}
			}
		}
	}
}

func TestToLunarUsesLocalDay(t *testing.T) {
	if got := ToLunar(time.Date(2026, 2, 16, 17, 0, 0, 0, time.UTC)); got != (LunarDate{2026, 1, 1, false}) {
		t.Errorf("midnight of Tết 2026 is %+v", got)
	}
}

func BenchmarkToLunar(b *testing.B) {
	day := local(2026, 1, 10, 0, 0)
	for b.Loop() {
		ToLunar(day)
	}
}
