package vietnamese

import (
	"bufio"
	_ "embed" // the yearly data file
	"fmt"
	"io"
	"strings"
	"time"
)

//go:embed holidays.txt
var officialHolidays string

// Calendar knows on which days public offices work. It does not change once loaded.
type Calendar struct {
	fixed map[int]bool       // years whose days off are all listed
	days  map[int]specialDay // by day number
	tet   map[int]span       // the quiet days of Tết by year

	extending bool // what is read replaces what was read before
}

// span is a run of day numbers, both included.
type span struct{ from, to int }

type specialDay struct {
	kind dayKind
	name string
}

type dayKind int

const (
	off dayKind = iota + 1
	work
	quiet
)

// Years computed beforehand; others are computed when asked.
const (
	firstComputed = 2020
	lastComputed  = 2050
)

// OfficialCalendar returns the calendar that comes with the program.
func OfficialCalendar() *Calendar {
	c, err := ExtendedCalendar(strings.NewReader(""))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return c
}

// ExtendedCalendar returns the calendar that comes with the program with a file of the same form in force over it: a row
// replaces what is known of its day, and "fixed YEAR" above a year's rows all that is known of that year.
func ExtendedCalendar(r io.Reader) (*Calendar, error) {
	c := newCalendar()
	if err := c.readAll(strings.NewReader(officialHolidays)); err != nil {
		return nil, err
	}
	c.extending = true
	if err := c.readAll(r); err != nil {
		return nil, err
	}
	c.compute()
	return c, nil
}

// LoadCalendar reads a data file in the form that holidays.txt explains. Errors name the line.
func LoadCalendar(r io.Reader) (*Calendar, error) {
	c := newCalendar()
	if err := c.readAll(r); err != nil {
		return nil, err
	}
	c.compute()
	return c, nil
}

func newCalendar() *Calendar {
	return &Calendar{fixed: make(map[int]bool), days: make(map[int]specialDay), tet: make(map[int]span)}
}

func (c *Calendar) readAll(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := c.read(line); err != nil {
			return fmt.Errorf("calendar line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading calendar: %w", err)
	}
	return nil
}

// compute adds what no file says.
func (c *Calendar) compute() {
	for year := firstComputed; year <= lastComputed; year++ {
		c.tet[year] = quietTet(year)
		if !c.fixed[year] {
			c.addComputed(year)
		}
	}
}

// Decided reports whether the files list a year's days off; otherwise they are computed.
func (c *Calendar) Decided(year int) bool { return c.fixed[year] }

// maxSpan is the longest run of days that one row may name.
const maxSpan = 31

func (c *Calendar) read(line string) error {
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return fmt.Errorf("%q lacks its day", line)
	}
	kinds := map[string]dayKind{"off": off, "work": work, "quiet": quiet}
	kind, ok := kinds[fields[0]]
	if !ok && fields[0] != "fixed" {
		return fmt.Errorf("%q is none of fixed, off, work, quiet", fields[0])
	}
	if !ok {
		year, err := time.Parse("2006", fields[1])
		if err == nil {
			c.fix(year.Year())
		}
		return err
	}
	from, to, _ := strings.Cut(fields[1], "..")
	if to == "" {
		to = from
	}
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return err
	}
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return err
	}
	if n := dayNumber(last) - dayNumber(first); n < 0 || n > maxSpan {
		return fmt.Errorf("%q is no run of up to %d days", fields[1], maxSpan)
	}
	for day := dayNumber(first); day <= dayNumber(last); day++ {
		c.days[day] = specialDay{kind, strings.Join(fields[2:], " ")}
	}
	return nil
}

// fix takes a year's rows for all of its days off.
func (c *Calendar) fix(year int) {
	c.fixed[year] = true
	for day := range c.days {
		if c.extending && dateOf(day).Year() == year {
			delete(c.days, day)
		}
	}
}

// addComputed adds a year's statutory days off; what the file says of a day stands.
func (c *Calendar) addComputed(year int) {
	for day, name := range statutory(year) {
		if _, listed := c.days[day]; !listed {
			c.days[day] = specialDay{off, name}
		}
	}
}

// statutory computes the days off of a year after Article 112 of the Labour Code, by day number.
func statutory(year int) map[int]string {
	days := make(map[int]string)
	national := dayNumber(time.Date(year, time.September, 2, 0, 0, 0, 0, zone))
	ancestors, err := FromLunar(LunarDate{Year: year, Month: 3, Day: 10})
	add := func(day int, name string) { days[day] = name }
	add(dayNumber(time.Date(year, time.January, 1, 0, 0, 0, 0, zone)), "Tết Dương lịch")
	for i := range 5 {
		add(dayNumber(Tet(year))-1+i, "Tết Nguyên đán")
	}
	if err == nil { // a tenth day exists in every month
		add(dayNumber(ancestors), "Giỗ Tổ Hùng Vương")
	}
	add(dayNumber(time.Date(year, time.April, 30, 0, 0, 0, 0, zone)), "Ngày Chiến thắng")
	add(dayNumber(time.Date(year, time.May, 1, 0, 0, 0, 0, zone)), "Quốc tế Lao động")
	add(national, "Quốc khánh")
	add(national+besideNational(weekdayOf(national)), "Quốc khánh")
	compensate(days)
	return days
}

// besideNational chooses the day off beside 02/9 as it was mostly chosen: the longest run without a working day.
func besideNational(w time.Weekday) int {
	switch w {
	case time.Monday, time.Thursday, time.Sunday:
		return 1
	}
	return -1
}

// compensate adds the next free working day for each day off on a weekend.
func compensate(days map[int]string) {
	var weekend []int
	for day := range days {
		if isWeekend(day) {
			weekend = append(weekend, day)
		}
	}
	for _, day := range weekend {
		next := day
		for isWeekend(next) || days[next] != "" {
			next++
		}
		days[next] = days[day] + " (nghỉ bù)"
	}
}

func weekdayOf(day int) time.Weekday { return dateOf(day).Weekday() }

func isWeekend(day int) bool {
	w := weekdayOf(day)
	return w == time.Saturday || w == time.Sunday
}

// special returns what the calendar knows of a day besides its weekday.
func (c *Calendar) special(day int) specialDay {
	if s, ok := c.days[day]; ok {
		return s
	}
	year := dateOf(day).Year()
	if c.fixed[year] || year >= firstComputed && year <= lastComputed {
		return specialDay{}
	}
	if name := statutory(year)[day]; name != "" {
		return specialDay{off, name}
	}
	return specialDay{}
}

// Holiday returns the name of the day off or quiet day that t falls on in Viet Nam, or nothing.
func (c *Calendar) Holiday(t time.Time) string {
	s := c.special(dayNumber(t.In(zone)))
	if s.kind == work {
		return ""
	}
	return s.name
}

// IsWorkday reports whether public offices work on the day that t falls on in Viet Nam.
func (c *Calendar) IsWorkday(t time.Time) bool { return c.works(dayNumber(t.In(zone))) }

func (c *Calendar) works(day int) bool {
	switch c.special(day).kind {
	case off:
		return false
	case work:
		return true
	}
	return !isWeekend(day)
}

// maxWorkdays bounds working-day arithmetic to about four years.
const maxWorkdays = 1000

// AddWorkdays returns local midnight of the n-th working day after (before, for n < 0) the day of t, which itself is
// not counted. |n| is taken as at most 1000.
func (c *Calendar) AddWorkdays(t time.Time, n int) time.Time {
	day, step := dayNumber(t.In(zone)), 1
	if n < 0 {
		n, step = -n, -1
	}
	for n = min(n, maxWorkdays); n > 0; {
		day += step
		if c.works(day) {
			n--
		}
	}
	return dateOf(day)
}
