package bot

import (
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

const boardCommand = "/tiendo"

// boardView is what a card of the board shows. It stands on every button of the card, so that a card from yesterday still
// does what it says.
type boardView struct {
	Filter string `json:"filter,omitempty"` // of boardFilters; empty is every unit
	Part   string `json:"part,omitempty"`   // name; empty is all parts together
	Root   string `json:"root,omitempty"`   // code of the unit above those shown; empty is all units
	Page   int    `json:"page,omitempty"`
	Self   bool   `json:"self,omitempty"`  // the root stands among them, which is its head's view and on no button
	Parts  int    `json:"parts,omitempty"` // page of one unit's parts
}

// boardFilters are the buttons that narrow the board, in their order; a unit may pass several.
var boardFilters = []struct {
	name  string
	sign  string
	label thidua.Phrase
	keeps func(row) bool
}{
	{"", "", texts.FilterAll, func(row) bool { return true }},
	{"late", "🔴", texts.FilterLate, func(r row) bool { return r.late }},
	{"none", "⚪", texts.FilterSilent, row.silent},
	{"work", "🟡", texts.FilterUnderWay, func(r row) bool { return r.begun && r.done < r.all }},
	{"wait", "📨", texts.FilterWaiting, func(r row) bool { return r.waiting }},
	{"back", "↩️", texts.FilterReturned, func(r row) bool { return r.returned }},
	{"done", "🟢", texts.FilterDone, func(r row) bool { return r.done == r.all }},
}

// data writes the view on a button that does something: list, parts, picture, or u.UNIT for one unit.
func (v boardView) data(do string) string {
	page := ""
	if v.Page > 0 {
		page = strconv.Itoa(v.Page)
	}
	parts := ""
	if v.Parts > 0 {
		parts = strconv.Itoa(v.Parts)
	}
	fields := []string{do, v.Filter, page, shortCode(v.Part), shortCode(v.Root), parts}
	return strings.TrimRight(deskPrefix+strings.TrimPrefix(boardCommand, "/")+"."+strings.Join(fields, "."), ".")
}

// readView reads a button back; what is not there any more is left out.
func readView(c *thidua.Campaign, argument string) (do, unit string, v boardView) {
	fields := strings.Split(argument, ".")
	next := func() (field string) {
		if len(fields) > 0 {
			field, fields = fields[0], fields[1:]
		}
		return field
	}
	if do = next(); do == "u" {
		unit = next()
	}
	v.Filter = next()
	v.Page, _ = strconv.Atoi(next())
	part := next()
	for _, p := range c.Parts {
		if shortCode(p.Name) == part {
			v.Part = p.Name
		}
	}
	if root, ok := unitOnButton(c, next()); ok {
		v.Root = root.Code
	}
	v.Parts, _ = strconv.Atoi(next())
	return do, unit, v
}

// below lists the codes of the units under one, at whatever depth.
func below(c *thidua.Campaign, root string) map[string]bool {
	children := map[string][]string{}
	for _, u := range c.Units {
		if u.Parent != "" {
			children[u.Parent] = append(children[u.Parent], u.Code)
		}
	}
	found := map[string]bool{}
	for open := []string{root}; len(open) > 0; open = open[1:] {
		for _, code := range children[open[0]] {
			if !found[code] && code != root {
				found[code] = true
				open = append(open, code)
			}
		}
	}
	return found
}

// under lists the codes of the units below the view's root, and the root's own where it stands among them.
func (v boardView) under(c *thidua.Campaign) map[string]bool {
	under := below(c, v.Root)
	if v.Self {
		under[v.Root] = true
	}
	return under
}

// boardSum is the board in numbers, and the units that pass the filter.
type boardSum struct {
	parts  []asked
	rows   []row // those that pass, late and silent ones first
	counts []int // units that pass each filter
	units  int
	in, of int // parts
	late   int
	silent int
	done   int
}

// sum looks at every unit of the view once.
func (v boardView) sum(from sight, board map[string]thidua.Index) boardSum {
	c := from.c
	s := boardSum{parts: allAsked(c, v.Part), counts: make([]int, len(boardFilters))}
	var under map[string]bool
	if v.Root != "" {
		under = v.under(c)
	}
	var ranked [lastRank + 1][]row
	for _, u := range c.Units {
		if v.Root != "" && !under[u.Code] {
			continue
		}
		r := from.look(s.parts, u, board[u.Code])
		if r.all == 0 && v.Part != "" {
			continue
		}
		s.add(r)
		for i, f := range boardFilters {
			if !f.keeps(r) {
				continue
			}
			if s.counts[i]++; f.name == v.Filter {
				ranked[r.rank()] = append(ranked[r.rank()], r)
			}
		}
	}
	s.rows = slices.Concat(ranked[:]...)
	return s
}

func (s *boardSum) add(r row) {
	s.units++
	s.in, s.of = s.in+r.done, s.of+r.all
	if r.late {
		s.late++
	}
	if r.silent() {
		s.silent++
	}
	if r.done == r.all {
		s.done++
	}
}

func (s *boardSum) text(language string) string {
	return texts.BoardSum.In(language, s.in, s.of, s.done, s.units, s.silent, s.late)
}
