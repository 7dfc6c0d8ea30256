package flows

import (
	"math"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// shown writes an answer as people read it.
func (v *view) shown(n *node, a thidua.Answer) string {
	switch n.q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		return v.labels(n, a.Value)
	case thidua.Integer, thidua.Decimal:
		text := a.Value
		if v.language != "en" {
			text = vietnamese.FormatNumber(a.Value)
		}
		if a.Approximate {
			return texts.About.In(v.language, text)
		}
		return text
	case thidua.Date:
		if day, err := time.Parse(time.DateOnly, a.Value); err == nil {
			return v.day(day)
		}
	case thidua.Time:
		if at, err := time.Parse(clockLayout, a.Value); err == nil {
			return at.Format("15:04")
		}
	case thidua.DateTime:
		if at, err := time.Parse(momentLayout, a.Value); err == nil {
			return v.moment(at)
		}
	case thidua.Image, thidua.Audio, thidua.Video, thidua.FileType:
		if len(a.Files) > 0 {
			return v.captioned(a.Files)
		}
	case thidua.Acknowledge:
		return texts.Yes.In(v.language)
	case thidua.TypeText:
		if n.q.Shows(phoneNumber) {
			return vietnamese.FormatPhone(a.Value)
		}
	}
	return a.Value
}

// print writes a value inside a text: numbers and days as people write them, all else as it is (XLSForm §2).
func (v *view) print(node xpath.Node) (string, bool) {
	t, ok := node.(*treeNode)
	if !ok || t.n == nil || t.n.contains() {
		return "", false
	}
	value := t.Value().Scalar()
	kind := t.n.q.Type
	switch {
	case kind == thidua.Integer, kind == thidua.Decimal, kind == thidua.Date:
		return v.shown(t.n, thidua.Answer{Value: value.AsString()}), true
	case value.Kind() == xpath.KindNumber && (math.IsNaN(value.AsNumber()) || math.IsInf(value.AsNumber(), 0)):
		return "", true // nothing to compute with yet
	case value.Kind() == xpath.KindNumber && v.language != "en":
		return vietnamese.FormatNumber(value.AsString()), true
	}
	return "", false
}

// day writes the day that a time shows, as people write it.
func (v *view) day(at time.Time) string {
	if v.language == "en" {
		return at.Format(time.DateOnly)
	}
	return vietnamese.FormatDate(time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, vietnamese.Zone()))
}

// moment writes a time with its day, on the campaign's clock.
func (v *view) moment(at time.Time) string {
	at = at.In(v.now.Location())
	return at.Format("15:04") + " " + v.day(at)
}

// excerpt shortens a long text for an echo.
func excerpt(s string) string {
	const limit = 200
	runes := []rune(strings.TrimSpace(s))
	if len(runes) <= limit {
		return string(runes)
	}
	return string(runes[:limit]) + "…"
}

// excerptTo shortens a text to its first line and a number of characters.
func excerptTo(s string, limit int) string {
	line, _, more := strings.Cut(s, "\n")
	runes := []rune(line)
	if len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	if more {
		return line + "…"
	}
	return line
}
