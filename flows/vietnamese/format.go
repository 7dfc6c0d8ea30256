package vietnamese

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// FormatDate returns a day for running text: 04/5/2023, 12/02/2023 (Decree 30/2020: days below ten and the months
// 1 and 2 with a leading zero). The day is the one in Viet Nam.
func FormatDate(t time.Time) string {
	t = t.In(zone)
	return fmt.Sprintf("%02d/%s/%d", t.Day(), monthDigits(t.Month()), t.Year())
}

// LongDate returns a day for the head of a document: ngày 05 tháng 5 năm 2023.
func LongDate(t time.Time) string {
	t = t.In(zone)
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), monthDigits(t.Month()), t.Year())
}

// FormatClock returns the time of day in Viet Nam: 08:30.
func FormatClock(t time.Time) string { return t.In(zone).Format("15:04") }

// FormatDateTime returns a moment in Viet Nam: 08:30 ngày 04/5/2023.
func FormatDateTime(t time.Time) string { return FormatClock(t) + " ngày " + FormatDate(t) }

func monthDigits(m time.Month) string {
	if m <= time.February {
		return fmt.Sprintf("%02d", m)
	}
	return strconv.Itoa(int(m))
}

// FormatNumber writes canonical decimal text (Number.Digits) with dots between thousands and a decimal comma:
// 1.234.567,5. Anything else is returned as it is.
func FormatNumber(digits string) string {
	unsigned := strings.TrimPrefix(digits, "-")
	whole, decimals, pointed := strings.Cut(unsigned, ".")
	if !allDigits(whole) || pointed && !allDigits(decimals) {
		return digits
	}
	var b strings.Builder
	b.WriteString(digits[:len(digits)-len(unsigned)])
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteByte(whole[i])
	}
	if pointed {
		b.WriteString("," + decimals)
	}
	return b.String()
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// Count writes a number of things for running text: 04, 13, 1.234. Zero stays 0.
func Count(n int) string {
	if n > 0 && n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return FormatNumber(strconv.Itoa(n))
}
