package vietnamese

import (
	"strings"
	"testing"
	"time"
)

func TestIsWorkday(t *testing.T) {
	c := OfficialCalendar()
	tests := []struct {
		day  string
		want bool
	}{
		{"2025-01-01", false}, {"2025-01-24", true}, {"2025-01-27", false}, {"2025-01-31", false}, {"2025-02-03", true}, {"2025-04-07", false}, {"2025-04-26", true},
		{"2025-05-02", false}, {"2025-09-01", false}, {"2025-09-02", false}, {"2025-08-29", true}, {"2026-01-02", false}, {"2026-01-10", true}, {"2026-02-13", true}, {"2026-02-16", false},
		{"2026-02-20", false}, {"2026-02-23", true}, {"2026-04-27", false}, {"2026-04-28", true}, {"2026-08-22", true}, {"2026-08-31", false},
		{"2026-09-03", true}, {"2026-11-24", true}, {"2026-05-01", false}, {"2026-05-04", true}, {"2026-05-16", false}, {"2026-05-17", false}, {"2026-05-18", true},
		{"2027-02-05", false}, {"2027-02-11", false}, {"2027-02-12", true}, {"2027-05-03", false}, {"2027-09-03", false}, {"2028-01-03", false},
		{"2028-05-02", false}, {"2029-09-04", false}, {"2030-02-01", false}, {"2030-02-07", false}, {"2030-02-08", true}, {"2030-04-12", false},
		{"2031-09-01", false}, {"2060-01-01", false}, {"2060-01-02", true}, {"2010-04-30", false},
	}
	for _, tt := range tests {
		t.Run(tt.day, func(t *testing.T) {
			day, err := time.ParseInLocation(time.DateOnly, tt.day, zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.IsWorkday(day.Add(10 * time.Hour)); got != tt.want {
				t.Errorf("IsWorkday = %v (%s)", got, c.Holiday(day))
			}
		})
	}
	if got := c.Holiday(local(2026, 4, 26, 0, 0)); !strings.HasPrefix(got, "Giỗ Tổ") {
		t.Errorf("Holiday = %q", got)
	}
	if got := c.Holiday(local(2026, 1, 10, 0, 0)); got != "" {
		t.Errorf("a swapped Saturday is no holiday: %q", got)
	}
}

func TestLoadCalendar(t *testing.T) {
	for name, text := range map[string]string{
		"unknown word": "holiday 2026-01-01", "no day": "off", "bad day": "off 2026-02-30", "bad end": "off 2026-01-01..x",
		"reversed": "off 2026-01-05..2026-01-01", "too long": "off 2026-01-01..2026-12-31", "bad year": "fixed 26",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := LoadCalendar(strings.NewReader("# a comment\n\n" + text)); err == nil || !strings.Contains(err.Error(), "line 3") {
				t.Errorf("got %v", err)
			}
		})
	}
	c, err := LoadCalendar(strings.NewReader("work 2027-02-06 an\nfixed 2028"))
	if err != nil {
		t.Fatal(err)
	}
	if !c.IsWorkday(local(2027, 2, 6, 9, 0)) || c.IsWorkday(local(2027, 2, 8, 9, 0)) || !c.IsWorkday(local(2028, 5, 1, 9, 0)) {
		t.Error("rows of the file must win over computed days, and a fixed year must not be computed")
	}
}

func TestAddWorkdays(t *testing.T) {
	c := OfficialCalendar()
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2026-05-15", 1, "2026-05-18"}, {"2026-05-15", 10, "2026-05-29"}, {"2026-05-18", -1, "2026-05-15"}, {"2026-02-13", 1, "2026-02-23"},
		{"2026-08-21", 1, "2026-08-22"}, {"2026-08-28", 1, "2026-09-03"}, {"2026-05-16", 0, "2026-05-16"},
	}
	for _, tt := range tests {
		from, _ := time.ParseInLocation(time.DateOnly, tt.from, zone)
		if got := c.AddWorkdays(from.Add(15*time.Hour), tt.n).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s %+d = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

const minuteLayout = "2006-01-02 15:04"

func TestSlots(t *testing.T) {
	c := OfficialCalendar()
	tests := []struct {
		name, at, next, previous string
		in                       bool
	}{
		{"in the morning", "2026-05-15 09:30", "2026-05-15 09:30", "2026-05-15 09:30", true},
		{"window opens", "2026-05-15 08:00", "2026-05-15 08:00", "2026-05-15 08:00", true},
		{"window closes", "2026-05-15 16:30", "2026-05-15 16:30", "2026-05-15 16:30", true},
		{"too early", "2026-05-15 07:59", "2026-05-15 08:00", "2026-05-14 16:00", false},
		{"lunch", "2026-05-15 12:00", "2026-05-15 14:00", "2026-05-15 10:30", false},
		{"Friday evening", "2026-05-15 17:00", "2026-05-18 08:00", "2026-05-15 16:00", false},
		{"Saturday", "2026-05-16 10:00", "2026-05-18 08:00", "2026-05-15 16:00", false},
		{"swapped Saturday", "2026-08-22 10:00", "2026-08-22 10:00", "2026-08-22 10:00", true},
		{"long holiday", "2026-09-01 10:00", "2026-09-03 08:00", "2026-08-28 16:00", false},
		{"Tết: last working days are quiet too", "2026-02-12 10:00", "2026-02-23 08:00", "2026-02-09 16:00", false},
		{"quiet day", "2026-11-24 10:00", "2026-11-25 08:00", "2026-11-23 16:00", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.ParseInLocation(minuteLayout, tt.at, zone)
			if err != nil {
				t.Fatal(err)
			}
			at = at.UTC()
			next, previous := c.NextSlot(at), c.PreviousSlot(at)
			if next.In(zone).Format(minuteLayout) != tt.next || previous.In(zone).Format(minuteLayout) != tt.previous || c.InWindow(at) != tt.in {
				t.Errorf("next %s, previous %s, in %v", next.In(zone), previous.In(zone), c.InWindow(at))
			}
		})
	}
}

// Whatever the moment, slots lie inside windows and on the right side; at most two weeks and a half away.
func TestSlotsEverywhere(t *testing.T) {
	c := OfficialCalendar()
	const most = 18 * 24 * time.Hour
	for at := local(2025, 1, 1, 0, 7); at.Year() < 2032; at = at.Add(103 * time.Minute) {
		next, previous := c.NextSlot(at), c.PreviousSlot(at)
		if !c.InWindow(next) || !c.InWindow(previous) || next.Before(at) || previous.After(at) || next.Sub(at) > most || at.Sub(previous) > most {
			t.Fatalf("%s: next %s, previous %s", at, next, previous)
		}
	}
}

func TestQuietTet(t *testing.T) {
	c := OfficialCalendar()
	for day, want := range map[time.Time]bool{
		local(2026, 2, 9, 12, 0): false, local(2026, 2, 10, 12, 0): true, local(2026, 2, 22, 12, 0): true, local(2026, 2, 23, 12, 0): false,
		local(2030, 2, 7, 12, 0): true, local(2030, 2, 8, 12, 0): false, local(2030, 1, 26, 12, 0): true, local(2030, 1, 24, 12, 0): false,
	} {
		if got := c.IsQuiet(day); got != want {
			t.Errorf("IsQuiet(%s) = %v; lunar %+v", day, got, ToLunar(day))
		}
	}
}

func TestPlan(t *testing.T) {
	c := OfficialCalendar()
	tests := []struct{ name, at, deadline, want string }{
		{"Saturday evening, deadline when Monday begins", "2026-05-16 20:00", "2026-05-18 08:00", "2026-05-15 16:00"},
		{"Saturday evening, deadline on Monday evening", "2026-05-16 20:00", "2026-05-18 23:59", "2026-05-18 08:00"},
		{"Saturday evening, no deadline", "2026-05-16 20:00", "", "2026-05-18 08:00"},
		{"Saturday evening, deadline on Sunday", "2026-05-16 20:00", "2026-05-17 23:59", "2026-05-15 16:00"},
		{"in a window already", "2026-05-15 09:30", "2026-05-15 10:00", "2026-05-15 09:30"},
		{"deadline in the lunch hour", "2026-05-15 11:30", "2026-05-15 13:30", "2026-05-15 10:30"},
		{"before Tết", "2026-02-14 10:00", "2026-02-20 23:59", "2026-02-09 16:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, _ := time.ParseInLocation(minuteLayout, tt.at, zone)
			deadline, _ := time.ParseInLocation(minuteLayout, tt.deadline, zone)
			if got := c.Plan(at, deadline).In(zone).Format(minuteLayout); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func BenchmarkNextSlot(b *testing.B) {
	c := OfficialCalendar()
	at := local(2026, 2, 12, 20, 0)
	for b.Loop() {
		c.NextSlot(at)
	}
}

func TestExtendedCalendar(t *testing.T) {
	c, err := ExtendedCalendar(strings.NewReader("work 2026-11-28 làm bù\noff 2026-11-23 nghỉ riêng\nfixed 2027\noff 2027-02-05..2027-02-11 Tết\n"))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[time.Time]bool{
		local(2026, 11, 28, 9, 0): true, local(2026, 11, 23, 9, 0): false, local(2026, 9, 2, 9, 0): false, // as before
		local(2027, 2, 8, 9, 0): false, local(2027, 9, 2, 9, 0): true, local(2025, 9, 2, 9, 0): false,
	} {
		if got := c.IsWorkday(day); got != want {
			t.Errorf("IsWorkday(%s) = %v", day, got)
		}
	}
	if !c.InWindow(local(2026, 11, 28, 8, 0)) || !c.Decided(2027) || c.Decided(2028) {
		t.Error("the swapped Saturday or the decided year is not taken")
	}
	again, err := ExtendedCalendar(strings.NewReader("fixed 2026\noff 2026-02-17 Tết\n"))
	if err != nil || !again.IsWorkday(local(2026, 9, 2, 9, 0)) || again.IsWorkday(local(2026, 2, 17, 9, 0)) {
		t.Errorf("a year that is fixed anew keeps its older rows: %v", err)
	}
	if _, err := ExtendedCalendar(strings.NewReader("\nholiday 2027-01-01")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}

func TestMorningsAndAfternoons(t *testing.T) {
	c := OfficialCalendar()
	for _, tt := range []struct{ at, morning, afternoon string }{
		{"2026-11-20 07:00", "2026-11-20 08:00", "2026-11-20 14:00"}, {"2026-11-20 08:00", "2026-11-23 08:00", "2026-11-20 14:00"},
		{"2026-11-20 14:00", "2026-11-23 08:00", ""}, {"2026-11-21 07:00", "2026-11-23 08:00", ""}, {"2026-11-23 09:00", "2026-11-25 08:00", "2026-11-23 14:00"},
		{"2026-02-09 09:00", "2026-02-23 08:00", "2026-02-09 14:00"}, {"2026-08-28 15:00", "2026-09-03 08:00", ""},
	} {
		at, _ := time.ParseInLocation(minuteLayout, tt.at, zone)
		if got := c.NextMorning(at).In(zone).Format(minuteLayout); got != tt.morning {
			t.Errorf("NextMorning(%s) = %s", tt.at, got)
		}
		got := ""
		if a := c.Afternoon(at); !a.IsZero() {
			got = a.In(zone).Format(minuteLayout)
		}
		if got != tt.afternoon {
			t.Errorf("Afternoon(%s) = %s", tt.at, got)
		}
	}
	if c.InMorning(local(2026, 11, 20, 14, 0)) || !c.InMorning(local(2026, 11, 20, 11, 0)) || c.InMorning(local(2026, 11, 21, 9, 0)) {
		t.Error("InMorning is wrong")
	}
}
