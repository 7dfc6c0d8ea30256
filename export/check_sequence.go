package export

import (
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/vietnamese"
)

// The questions that tell the days of a commendation, and whom publicity is about, as campaigns name them.
var (
	nominationDates = []string{"ngay_dang_ky", "ngay_de_nghi"}
	councilDates    = []string{"ngay_hop", "ngay_hop_hoi_dong"}
	decisionDates   = []string{"ngay_quyet_dinh"}
	publicDates     = []string{"ngay_dang", "ngay_phat_song"}

	decisionNumbers = []string{"so_quyet_dinh"}
	recognisedBy    = []string{"quyet_dinh_cong_nhan"}
	modelNames      = []string{"ten_dien_hinh"}
	commendedNames  = []string{"ten_duoc_khen"}
	featuredNames   = []string{"doi_tuong_gioi_thieu"}
)

const (
	nominationSubject = "ngày đăng ký, đề nghị"
	councilSubject    = "ngày họp Hội đồng"
	decisionSubject   = "ngày quyết định"
	publicSubject     = "ngày đăng, phát"
)

// sequence keeps the days that follow each other: nomination, council, decision, publicity about those whom the decision
// recognised.
type sequence struct {
	firstCouncil, lastCouncil     time.Time
	nominated, decided, published []event
	recognised                    []recognition
	byNumber                      map[string]time.Time // the first decision of a number
}

// event is a day that is compared, with the check that it may lead to.
type event struct {
	at    time.Time
	about string // whom publicity is about
	check Check
}

// recognition is of a name, on the day of a decision or else by its number.
type recognition struct {
	name, number string
	at           time.Time
}

// meet notes the days and recognitions that an entry tells.
func (s *sequence) meet(in *families, e *Entry, columns []Column) {
	for _, column := range columns {
		if column.Question.Type == thidua.Date {
			s.day(in, e, columns, column)
		}
	}
	if name := answerOf(e, columns, modelNames); name != "" {
		s.recognise(recognition{name: name, number: numberKey(answerOf(e, columns, recognisedBy))})
	}
	if name := answerOf(e, columns, commendedNames); name != "" && e.Parent != nil {
		at, _, _ := in.c.when(answerOf(e.Parent, in.p.list.columns, decisionDates))
		s.recognise(recognition{name: name, at: at})
	}
}

// recognise keeps a recognition that a decision stands behind.
func (s *sequence) recognise(r recognition) {
	if (r.number != "" || !r.at.IsZero()) && len(s.recognised) < mostOfACode {
		s.recognised = append(s.recognised, r)
	}
}

// day notes one day, by the name of its question.
func (s *sequence) day(in *families, e *Entry, columns []Column, column Column) {
	at, _, ok := in.c.when(e.Answer(column.Path).Value)
	if !ok {
		return
	}
	happened := func(about string) event {
		return event{at, about, in.c.at(tooEarly, spot{part: in.p, entry: e, column: column}, "", "", "", "")}
	}
	name := column.Question.Name
	switch {
	case slices.Contains(councilDates, name):
		if s.firstCouncil.IsZero() || at.Before(s.firstCouncil) {
			s.firstCouncil = at
		}
		if at.After(s.lastCouncil) {
			s.lastCouncil = at
		}
	case slices.Contains(decisionDates, name):
		s.numbered(numberKey(answerOf(e, columns, decisionNumbers)), at)
		if !elsewhere(e, in.p.list.columns) {
			s.decided = append(s.decided, happened(""))
		}
	case slices.Contains(nominationDates, name) && len(s.nominated) < mostOfACode && !elsewhere(e, in.p.list.columns):
		s.nominated = append(s.nominated, happened(""))
	case slices.Contains(publicDates, name) && len(s.published) < mostOfACode:
		if about := answerOf(e, columns, featuredNames); about != "" {
			s.published = append(s.published, happened(about))
		}
	}
}

// numbered keeps the first day of a decision's number.
func (s *sequence) numbered(number string, at time.Time) {
	if s.byNumber == nil {
		s.byNumber = map[string]time.Time{}
	}
	if before, known := s.byNumber[number]; number != "" && (!known || at.Before(before)) {
		s.byNumber[number] = at
	}
}

// disordered finds days that do not follow each other. A council that met before the campaign began did not deal with
// what was nominated or registered in it.
func (s *sequence) disordered(c *Consolidation) []Check {
	var found []Check
	early := func(e event, early string, at time.Time, late string, than time.Time) {
		e.check.What = tooEarly.what([]any{early, FormatDate(at), late, FormatDate(than)})
		found = append(found, e.check)
	}
	start, _ := c.period()
	for _, n := range s.nominated {
		if !s.lastCouncil.IsZero() && !s.lastCouncil.Before(start) && s.lastCouncil.Before(n.at) {
			early(n, councilSubject, s.lastCouncil, nominationSubject, n.at)
		}
	}
	for _, d := range s.decided {
		if !s.firstCouncil.IsZero() && d.at.Before(s.firstCouncil) {
			early(d, decisionSubject, d.at, councilSubject, s.firstCouncil)
		}
	}
	known := s.register()
	for _, p := range s.published {
		if at := known.first(c.links, p.about); p.at.Before(at) {
			early(p, publicSubject, p.at, decisionSubject, at)
		}
	}
	return found
}

// recognitions are the days on which names were first recognised.
type recognitions struct {
	on    map[string]time.Time // by the name as it is compared
	firms []recognisedFirm
}

type recognisedFirm struct {
	firm
	at time.Time
}

// mostRecognised is how many enterprises are compared by likeness: more would take long.
const mostRecognised = 1_000

// register puts the recognitions in order; those whose decision is not known are left out.
func (s *sequence) register() recognitions {
	known := recognitions{on: map[string]time.Time{}}
	for _, r := range s.recognised {
		at := r.at
		if at.IsZero() {
			at = s.byNumber[r.number]
		}
		if at.IsZero() {
			continue
		}
		key := vietnamese.ToneKey(r.name)
		if before, met := known.on[key]; !met || at.Before(before) {
			known.on[key] = at
		}
		if name, ok := firmName(r.name); ok && len(known.firms) < mostRecognised {
			known.firms = append(known.firms, recognisedFirm{firmCalled(name), at})
		}
	}
	return known
}

// first is the day on which a name was first recognised, zero where none is known. Likeness counts for enterprises only.
func (r recognitions) first(l links, about string) time.Time {
	first := r.on[vietnamese.ToneKey(about)]
	name, ok := firmName(about)
	if !ok {
		return first
	}
	called := firmCalled(name)
	for _, known := range r.firms {
		if (first.IsZero() || known.at.Before(first)) && l.mean(known.firm, called) {
			first = known.at
		}
	}
	return first
}

// answerOf is the answer to the first question of these names in an entry.
func answerOf(e *Entry, columns []Column, names []string) string {
	for _, column := range columns {
		if slices.Contains(names, column.Question.Name) {
			return strings.TrimSpace(e.Answer(column.Path).Value)
		}
	}
	return ""
}

// numberKey is the number of a document as it is compared; empty where it cannot be read.
func numberKey(text string) string {
	n, err := vietnamese.ParseDocumentNumber(text)
	if err != nil {
		return ""
	}
	return n.String()
}
