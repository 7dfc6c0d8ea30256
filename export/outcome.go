package export

import (
	"slices"
	"strings"
	"time"

	"thidua"
)

// outcome is what the standard table of results by unit counts of what was handed in (bảng tổng hợp kết quả).
type outcome struct {
	documents, people, files             int
	about                                bool // some of the people are an estimate
	counted                              bool // somebody told how many
	activities, models, publicity        int
	collectives, households, individuals int
	names                                []string // of the first activities
}

// unattended tells that a unit has activities, and nobody told how many came to any.
func (o outcome) unattended() bool { return o.activities > 0 && !o.counted }

// mostNames is how many activities of a unit are named; the others are counted.
const mostNames = 6

// The names by which campaigns call what the table counts; of the parts, how they begin.
var (
	attendanceNames = []string{"so_dai_bieu", "so_nguoi_tham_du", "so_nguoi_tham_gia", "so_luot_nguoi"}
	basisPrefix     = "can_cu"
	decisionPrefix  = "quyet_dinh"
	modelParts      = "dien_hinh"
	publicityParts  = "tuyen_truyen"
	documentLook    = "document_number"
)

func (o *outcome) add(other outcome) {
	o.documents, o.people, o.files = o.documents+other.documents, o.people+other.people, o.files+other.files
	o.about, o.counted = o.about || other.about, o.counted || other.counted
	o.activities, o.models, o.publicity = o.activities+other.activities, o.models+other.models, o.publicity+other.publicity
	o.collectives, o.households = o.collectives+other.collectives, o.households+other.households
	o.individuals += other.individuals
	o.names = append(o.names, other.names[:min(len(other.names), mostNames-len(o.names))]...)
}

// outcomes counts what the entries of a part bring to their unit's row.
type outcomes struct {
	c     *Consolidation
	p     *Part
	cited map[string]bool // documents of the filing in hand
	of    *Filing
	sight
}

// sight is where in an entry the table looks, and below it in nested repeats.
type sight struct {
	people, documents, files []string // paths
	below                    map[string]sight
}

func newOutcomes(c *Consolidation, p *Part) *outcomes {
	return &outcomes{c: c, p: p, cited: map[string]bool{}, sight: sightOf(p.Columns)}
}

func sightOf(columns []Column) sight {
	s := sight{}
	for _, column := range columns {
		q := column.Question
		switch {
		case q.Type == thidua.Repeat:
			if below := sightOf(column.Columns); len(below.documents)+len(below.files)+len(below.below) > 0 {
				if s.below == nil {
					s.below = map[string]sight{}
				}
				s.below[column.Path] = below
			}
		case slices.Contains(attendanceNames, q.Name):
			s.people = append(s.people, column.Path)
		case ofFiles(q):
			s.files = append(s.files, column.Path)
		case cites(q):
			s.documents = append(s.documents, column.Path)
		}
	}
	return s
}

// cites tells whether a question names a document that something rests on; decisions name who was commended.
func cites(q *thidua.Question) bool {
	return q.Type == thidua.TypeText && !strings.HasPrefix(q.Name, decisionPrefix) &&
		(slices.Contains(q.Appearance, documentLook) || strings.HasPrefix(q.Name, basisPrefix))
}

// look counts an entry into the outcome of its filing.
func (o *outcomes) look(f *Filing, e *Entry) {
	if o.of != f {
		clear(o.cited)
		o.of = f
	}
	switch {
	case o.p.Kind == activityKind:
		f.outcome.activities++
		if len(f.outcome.names) < mostNames {
			f.outcome.names = append(f.outcome.names, o.c.Title(e))
		}
		for _, path := range o.people {
			a := e.given[path]
			n, counted := shortWhole(a.Value)
			f.outcome.counted = f.outcome.counted || counted
			f.outcome.people, f.outcome.about = f.outcome.people+int(n), f.outcome.about || a.Approximate
		}
	case o.p.Kind == nominationKind:
		f.outcome.nominate(o.c.nominee(o.p, e).subject)
	case strings.HasPrefix(o.p.Name, modelParts):
		f.outcome.models++
	case strings.HasPrefix(o.p.Name, publicityParts):
		f.outcome.publicity++
	}
	o.gather(f, e, o.sight)
}

func (o *outcome) nominate(subject string) {
	switch subject {
	case collective:
		o.collectives++
	case household:
		o.households++
	default:
		o.individuals++
	}
}

// gather counts files, and documents once for each filing.
func (o *outcomes) gather(f *Filing, e *Entry, s sight) {
	for _, path := range s.files {
		f.outcome.files += len(e.given[path].Files)
	}
	for _, path := range s.documents {
		if number := strings.TrimSpace(e.given[path].Value); number != "" && !o.cited[number] {
			o.cited[number] = true
			f.outcome.documents++
		}
	}
	for path, below := range s.below {
		for _, nested := range e.Repeats[path] {
			o.gather(f, nested, below)
		}
	}
}

// result is a unit's row of the table: what it handed in, and how far it is.
type result struct {
	outcome
	owed, given, late int       // parts
	at                time.Time // of what it handed in last
	missing           []string  // labels of parts
	returned          bool
}

// results are the rows of all units that answer something, by unit code.
func (c *Consolidation) results() map[string]*result {
	rows := map[string]*result{}
	for _, p := range c.Parts {
		for i := range p.Filings {
			f := &p.Filings[i]
			if rows[f.Unit.Code] == nil {
				rows[f.Unit.Code] = &result{}
			}
			rows[f.Unit.Code].count(p, f, c.At)
		}
	}
	return rows
}

func (r *result) count(p *Part, f *Filing, now time.Time) {
	r.add(f.outcome)
	if f.Missing() {
		r.owed++
		r.missing = append(r.missing, p.Label)
	} else {
		r.given++
	}
	if f.Late(now) {
		r.late++
	}
	if f.Submission != nil && f.Submission.At.After(r.at) {
		r.at = f.Submission.At
	}
	r.returned = r.returned || f.Returned()
}

// standing words how a unit stands: everything in time, late, in part, nothing.
func (r result) standing() string {
	switch {
	case r.owed > 0 && r.at.IsZero():
		return notFiled
	case r.owed > 0:
		return partlyFiled
	case r.late > 0:
		return lateNote
	}
	return inTimeNote
}
