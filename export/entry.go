package export

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"thidua"
)

// Entry is one filling of a part, or one entry of a repeat nested in it.
type Entry struct {
	Question   *thidua.Question   // the group or repeat that it fills
	Unit       *thidua.Unit       // the department itself, coded thidua.Department, in the secretariat's parts
	Submission *thidua.Submission // that it was handed in with
	Parent     *Entry             // nil at the top
	Number     int                // 1-based through all units, in the order of the export
	Place      int                // 1-based among the entries of its unit, or of its parent
	ID         string
	Repeats    map[string][]*Entry // by path below the entry

	given map[string]thidua.Answer // by path below the entry; what is absent was not answered
	kept  []keptAnswer             // instead of given, in an entry that is held on to
}

// Answer is what was answered at a path below the entry; empty where nothing was.
func (e *Entry) Answer(path string) thidua.Answer {
	if e.given != nil {
		return e.given[path]
	}
	for i := range e.kept {
		if e.kept[i].path == path {
			return e.kept[i].answer()
		}
	}
	return thidua.Answer{}
}

// errChanged is what the second look at a submission may find: they are never changed, but a store may lose them.
var errChanged = errors.New("what was handed in changed while it was read")

// eachSubmission reads what counts of a part, in the order of units, until visit gives up.
func (p *Part) eachSubmission(visit func(*Filing, *thidua.Submission) bool) error {
	var places []Place
	for _, f := range p.Filings {
		if f.wanted {
			places = append(places, Place{f.Unit.Code, p.Name, f.Standing.Submission})
		}
	}
	if len(places) == 0 || p.read == nil {
		return nil
	}
	for submission, err := range ahead(p.read(places)) {
		if err != nil {
			return err
		}
		i, ok := p.filed[submission.Unit]
		if !ok || p.Filings[i].Standing.Submission != submission.Number {
			continue
		}
		if !visit(&p.Filings[i], submission) {
			return nil
		}
	}
	return nil
}

// readAhead is how many submissions are read while the one before them is looked at.
const readAhead = 8

// ahead reads on in the background: to unpack a submission takes as long as to look at it.
func ahead(read iter.Seq2[*thidua.Submission, error]) iter.Seq2[*thidua.Submission, error] {
	type reading struct {
		submission *thidua.Submission
		err        error
	}
	return func(yield func(*thidua.Submission, error) bool) {
		ready, enough := make(chan reading, readAhead), make(chan struct{})
		defer close(enough)
		go func() {
			defer close(ready)
			for s, err := range read {
				select {
				case ready <- reading{s, err}:
				case <-enough:
					return
				}
			}
		}()
		for r := range ready {
			if !yield(r.submission, r.err) {
				return
			}
		}
	}
}

// Entries runs through the entries of all units, in the order of units and as given. Every run reads them anew; an
// error ends it.
func (p *Part) Entries() iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		count, stopped := 0, false
		numbers := numbering{}
		err := p.eachSubmission(func(f *Filing, s *thidua.Submission) bool {
			for _, e := range numbers.entries(p.Question, s.Entries, origin{unit: &f.Unit, submission: f.Submission}) {
				if count++; !yield(e, nil) {
					stopped = true
					return false
				}
			}
			return true
		})
		if err == nil && !stopped && count != p.Count() {
			err = errChanged
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// origin is where entries come from.
type origin struct {
	unit       *thidua.Unit
	submission *thidua.Submission
	parent     *Entry
	path       string // of the repeat below the part
}

// numbering counts entries through all units, each nested repeat for itself, by path below the part.
type numbering map[string]int

func (n numbering) entries(q *thidua.Question, given []thidua.Entry, from origin) []*Entry {
	entries := make([]*Entry, 0, len(given))
	for i, g := range given {
		n[from.path]++
		e := &Entry{
			Question: q, Unit: from.unit, Submission: from.submission, Parent: from.parent,
			Number: n[from.path], Place: i + 1, ID: g.ID, given: g.Answers,
		}
		for path, nested := range g.Repeats {
			if e.Repeats == nil {
				e.Repeats = make(map[string][]*Entry, len(g.Repeats))
			}
			below := from
			below.parent, below.path = e, from.path+"/"+path
			e.Repeats[path] = n.entries(descend(q, path), nested, below)
		}
		entries = append(entries, e)
	}
	return entries
}

// descend finds the question at a path; one that is gone from the form stands in for itself.
func descend(q *thidua.Question, path string) *thidua.Question {
	for name := range strings.SplitSeq(path, "/") {
		i := slices.IndexFunc(q.Children, func(child *thidua.Question) bool { return child.Name == name })
		if i < 0 {
			return &thidua.Question{Name: path, Type: thidua.Repeat}
		}
		q = q.Children[i]
	}
	return q
}

// keptAnswer is an answer in little room, for entries that are held on to.
type keptAnswer struct {
	path, value string
	rest        *thidua.Answer // where there is more to it than the value, or another gave it than who handed it in
}

// keeper holds on to entries in little room: to what will be read of them, which is all where names is nil.
type keeper struct {
	c     *Consolidation
	names map[string]bool // of questions, groups and repeats
	met   map[string]keptPath
}

// keptPath is a path that was met, once for all its answers, and whether they will be read.
type keptPath struct {
	path string
	read bool
}

func (c *Consolidation) keeper(names map[string]bool) keeper {
	return keeper{c: c, names: names, met: map[string]keptPath{}}
}

func (k keeper) look(path string) keptPath {
	known, met := k.met[path]
	if !met {
		known = keptPath{path: path, read: k.names == nil}
		for name := range strings.SplitSeq(path, "/") {
			known.read = known.read || k.names[name]
		}
		k.met[path] = known
	}
	return known
}

// keep lets go of the answers that nobody will read, here and in the nested entries. What names the entry stays.
func (k keeper) keep(e *Entry) {
	title, _ := k.c.titleColumn(e)
	var room [16]keptAnswer
	kept := room[:0]
	for path, a := range e.given {
		known := k.look(path)
		if a.Empty() || !known.read && path != title.Path {
			continue
		}
		answer := keptAnswer{path: known.path, value: a.Value}
		if a.Approximate || len(a.Files) > 0 || a.By != 0 && a.By != e.Submission.By {
			answer.rest = &a
		}
		kept = append(kept, answer)
	}
	e.kept, e.given = slices.Clone(kept), nil
	for path, nested := range e.Repeats {
		if !k.look(path).read {
			delete(e.Repeats, path)
			continue
		}
		for _, below := range nested {
			k.keep(below)
		}
	}
}

func (k keptAnswer) answer() thidua.Answer {
	if k.rest != nil {
		return *k.rest
	}
	return thidua.Answer{Value: k.value}
}
