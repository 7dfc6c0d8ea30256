package flows

import (
	"cmp"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// Stored forms of a time and of a moment (XLSForm §3).
const (
	clockLayout  = "15:04:05.000-07:00"
	momentLayout = "2006-01-02T" + clockLayout
)

// parse reads a text as its question's type; a reply says what is wrong with one that does not fit.
func (t *turn) parse(n *node, text string) (thidua.Answer, bool) {
	switch n.q.Type {
	case thidua.Integer, thidua.Decimal:
		return t.parseNumber(n, text)
	case thidua.Date:
		return t.parseDate(text)
	case thidua.Time:
		return t.parseClock(text)
	case thidua.DateTime:
		return t.parseMoment(text)
	case thidua.Geopoint:
		return t.parsePlace(text)
	case thidua.Acknowledge:
		if vietnamese.Fold(text) != vietnamese.Fold(texts.Yes.In(t.language)) {
			t.warn(texts.UseButtons)
			return thidua.Answer{}, false
		}
		return thidua.Answer{Value: acknowledged}, true
	}
	if n.q.Shows(documentNumber) {
		return t.parseDocumentNumber(text)
	}
	if n.q.Shows(phoneNumber) {
		return t.parsePhone(text)
	}
	return thidua.Answer{Value: text}, true
}

// acknowledged is the only answer to an acknowledge question.
const acknowledged = "OK"

func (t *turn) parseNumber(n *node, text string) (thidua.Answer, bool) {
	number, err := t.readNumber(n, text)
	switch {
	case errors.Is(err, vietnamese.ErrNotWhole):
		t.warn(texts.NotWhole)
	case errors.Is(err, vietnamese.ErrNumberTooLong):
		t.warn(texts.NumberLong)
	case errors.Is(err, vietnamese.ErrNumberRange):
		t.warn(texts.OneNumber)
	case err != nil:
		example := texts.DecimalExample
		if n.q.Type == thidua.Integer {
			example = texts.WholeExample
		}
		t.warn(texts.NotNumber, excerpt(text), example.In(t.language))
	case number.Approximate && !n.q.Shows("approximate"):
		t.warn(texts.Exact)
	default:
		if number.Ambiguous {
			t.reading = strings.ReplaceAll(number.Digits, ".", texts.Point.In(t.language))
		}
		return thidua.Answer{Value: number.Digits, Approximate: number.Approximate}, true
	}
	return thidua.Answer{}, false
}

// readNumber reads the way that the person's language writes numbers; in English, Vietnamese words are understood too.
func (t *turn) readNumber(n *node, text string) (vietnamese.Number, error) {
	read, english := vietnamese.ParseDecimal, vietnamese.ParseDecimalEnglish
	if n.q.Type == thidua.Integer {
		read, english = vietnamese.ParseInteger, vietnamese.ParseIntegerEnglish
	}
	if t.language == "en" {
		if number, err := english(text); !errors.Is(err, vietnamese.ErrNotNumber) {
			return number, err
		}
	}
	return read(text)
}

func (t *turn) parseDate(text string) (thidua.Answer, bool) {
	hints := t.hints()
	date, err := vietnamese.ParseDate(text, hints)
	if err != nil {
		t.warnDate(err, text)
		return thidua.Answer{}, false
	}
	if date.Inferred && date.Time().After(t.now) && !within(date, hints) {
		hints.Past = true // outside the campaign, people mean the day that has been
		if past, err := vietnamese.ParseDate(text, hints); err == nil {
			date = past
		}
	}
	return thidua.Answer{Value: date.ISO()}, true
}

func within(d vietnamese.Date, h vietnamese.Hints) bool {
	return !h.To.IsZero() && !d.End().Before(h.From) && !d.Time().After(h.To)
}

// hints lets a date without a year fall into the campaign.
func (t *turn) hints() vietnamese.Hints {
	return vietnamese.Hints{Now: t.now, From: t.script.Campaign.Opens, To: t.script.Campaign.Due}
}

func (t *turn) warnDate(err error, text string) {
	switch {
	case errors.Is(err, vietnamese.ErrNoSuchDay):
		t.warn(texts.NoSuchDay, excerpt(text))
	case errors.Is(err, vietnamese.ErrDateRange):
		t.warn(texts.OneDay)
	case errors.Is(err, vietnamese.ErrDateVague):
		t.warn(texts.Vague)
	default:
		t.warn(texts.NotDate, excerpt(text))
	}
}

func (t *turn) parseClock(text string) (thidua.Answer, bool) {
	clock, err := vietnamese.ParseClock(text)
	if err != nil {
		t.warn(texts.NotTime, excerpt(text))
		return thidua.Answer{}, false
	}
	year, month, day := t.now.Date()
	at := time.Date(year, month, day, clock.Hour, clock.Minute, 0, 0, t.now.Location())
	return thidua.Answer{Value: at.Format(clockLayout)}, true
}

func (t *turn) parseMoment(text string) (thidua.Answer, bool) {
	moment, err := vietnamese.ParseDateTime(text, t.hints())
	switch {
	case errors.Is(err, vietnamese.ErrNotClock):
		t.warn(texts.NotMoment, excerpt(text))
	case err != nil:
		t.warnDate(err, text)
	default:
		at := time.Date(moment.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, 0, 0, t.now.Location())
		return thidua.Answer{Value: at.Format(momentLayout)}, true
	}
	return thidua.Answer{}, false
}

// latitudeLongitude is two numbers with a point, as maps show them; a sent location adds height and accuracy.
var latitudeLongitude = regexp.MustCompile(
	`^(-?\d{1,2}(?:\.\d+)?)[ ,;]+(-?\d{1,3}(?:\.\d+)?)( -?\d+(?:\.\d+)? \d+(?:\.\d+)?)?$`)

func (t *turn) parsePlace(text string) (thidua.Answer, bool) {
	if m := latitudeLongitude.FindStringSubmatch(text); m != nil {
		latitude, _ := strconv.ParseFloat(m[1], 64)
		longitude, _ := strconv.ParseFloat(m[2], 64)
		if max(latitude, -latitude) <= 90 && max(longitude, -longitude) <= 180 {
			return thidua.Answer{Value: m[1] + " " + m[2] + cmp.Or(m[3], " 0 0")}, true
		}
	}
	t.warn(texts.NotPlace)
	return thidua.Answer{}, false
}
