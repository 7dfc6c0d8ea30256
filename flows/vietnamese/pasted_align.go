package vietnamese

import (
	"slices"
	"strings"
)

// itemEntries deals out the parts of each item.
func (f form) itemEntries(items []item) []Entry {
	all := make([][]part, len(items))
	var cells [][]string
	for i, it := range items {
		all[i] = f.parts(it)
		for _, p := range all[i] {
			cells = append(cells, []string{p.text})
		}
	}
	free := f.free(cells)
	entries := make([]Entry, len(items))
	for i, parts := range all {
		entries[i] = f.itemEntry(parts, free)
	}
	return entries
}

func (f form) itemEntry(parts []part, free []int) Entry {
	e := Entry{Values: make([]string, len(f))}
	var columns [][]string
	var plain []part
	for _, p := range parts {
		switch {
		case p.field < 0:
			plain, columns = append(plain, p), append(columns, []string{p.text})
		case e.Values[p.field] != "":
			e.Left = append(e.Left, f[p.field].Label+": "+p.text)
		default:
			e.Values[p.field] = p.text
		}
	}
	open := slices.DeleteFunc(slices.Clone(free), func(i int) bool { return e.Values[i] != "" })
	for i, field := range f.align(columns, open, true) {
		text := plain[i].text
		switch {
		case field < 0:
			e.Left = append(e.Left, text)
		case e.Values[field] != "":
			e.Values[field] += plain[i].joint + text
		default:
			e.Values[field] = text
		}
	}
	f.splitDegree(&e)
	return e
}

// splitDegree moves the degree before a person's name to the field that asks for it, where that is empty.
func (f form) splitDegree(e *Entry) {
	degree, person := f.about(aboutDegree), f.about(aboutPerson)
	if degree < 0 || person < 0 || e.Values[degree] != "" {
		return
	}
	d, name := cutDegree(e.Values[person])
	if d != "" && f[degree].takes(d) {
		e.Values[degree], e.Values[person] = d, name
	}
}

// about returns the one field about a concept, or -1.
func (f form) about(concept string) int {
	is := func(field formField) bool { return field.concept == concept }
	at := slices.IndexFunc(f, is)
	if at >= 0 && slices.ContainsFunc(f[at+1:], is) {
		return -1
	}
	return at
}

// free returns the fields that cells may fall to by their place: not the degree where it stands before the names.
func (f form) free(columns [][]string) []int {
	var free []int
	degree := f.about(aboutDegree)
	before := degree >= 0 && f.about(aboutPerson) >= 0 && slices.ContainsFunc(columns, func(column []string) bool {
		return slices.ContainsFunc(column, func(c string) bool { d, _ := cutDegree(c); return d != "" })
	})
	for i := range f {
		if i != degree || !before {
			free = append(free, i)
		}
	}
	return free
}

// alignment pairs columns without labels with the fields still free. What a column shows by its cells is certain;
// the others follow in order, where as many columns as fields stand between certain ones.
type alignment struct {
	form
	columns [][]string
	free    []int
	owner   []int // the field of each column, or -1
	joins   bool  // several parts may make up one text
}

func (f form) align(columns [][]string, free []int, joins bool) []int {
	a := alignment{f, columns, free, slices.Repeat([]int{-1}, len(columns)), joins}
	a.anchor()
	if len(columns) == len(free) && a.inOrder() {
		a.fill(0, len(columns), free)
		return a.owner
	}
	a.dropUnseen()
	a.joins = a.joins && len(columns) > len(a.free)
	a.between()
	a.single()
	return a.owner
}

// dropUnseen forgets the fields that nothing here can belong to: a degree, and other kinds where parts are missing.
func (a *alignment) dropUnseen() {
	short := len(a.columns) < len(a.free)
	a.free = slices.DeleteFunc(slices.Clone(a.free), func(i int) bool {
		field := a.form[i]
		if slices.Contains(a.owner, i) || slices.ContainsFunc(a.columns, func(c []string) bool { return mostly(c, field.shows) }) {
			return false
		}
		if field.Kind == TextField {
			return field.concept == aboutDegree
		}
		a.joins = false // what could not be read as its kind may be among the texts
		return short
	})
}

// mostly reports whether at least four in five of a column's cells satisfy a condition; empty ones do not count.
func mostly(column []string, is func(string) bool) bool {
	yes, all := 0, 0
	for _, c := range column {
		if c == "" {
			continue
		}
		all++
		if is(c) {
			yes++
		}
	}
	return yes > 0 && yes*5 >= all*4
}

// anchor gives columns to the fields that alone they can belong to.
func (a *alignment) anchor() {
	order := slices.Clone(a.free)
	slices.SortStableFunc(order, func(x, y int) int { return a.form[x].rank() - a.form[y].rank() })
	shown := make(map[int][]int)
	for _, i := range order {
		if a.form[i].distinct() {
			for c := range a.columns {
				if mostly(a.columns[c], a.form[i].shows) {
					shown[i] = append(shown[i], c)
				}
			}
		}
	}
	for _, i := range order {
		mine := slices.DeleteFunc(slices.Clone(shown[i]), func(c int) bool { return a.owner[c] >= 0 })
		rival := slices.ContainsFunc(order, func(j int) bool {
			return j != i && len(mine) == 1 && a.form[j].rank() == a.form[i].rank() && slices.Contains(shown[j], mine[0])
		})
		if len(mine) == 1 && !rival {
			a.owner[mine[0]] = i
		}
	}
}

// inOrder reports whether nothing certain contradicts the order.
func (a *alignment) inOrder() bool {
	for c, field := range a.owner {
		if field >= 0 && field != a.free[c] {
			return false
		}
	}
	return true
}

// fill pairs columns from one to before another with as many fields, where they take them.
func (a *alignment) fill(from, to int, fields []int) {
	for c := from; c < to; c++ {
		field := a.form[fields[c-from]]
		if a.owner[c] < 0 && (mostly(a.columns[c], field.takes) || allEmpty(a.columns[c])) {
			a.owner[c] = fields[c-from]
		}
	}
}

func allEmpty(column []string) bool { return strings.Join(column, "") == "" }

// between fills the gaps between certain columns, if these come in the order of the fields.
func (a *alignment) between() {
	column, place, last := 0, 0, -1
	var gaps []gap
	for c, field := range a.owner {
		if field < 0 {
			continue
		}
		at := slices.Index(a.free, field)
		if at < last {
			return
		}
		gaps = append(gaps, gap{column, c, a.free[place:at]})
		column, place, last = c+1, at+1, at
	}
	gaps = append(gaps, gap{column, len(a.columns), a.free[place:]})
	a.joins = a.joins && !slices.ContainsFunc(gaps, func(g gap) bool { return g.from == g.to && len(g.fields) > 0 && g.to == 0 })
	for _, g := range gaps {
		a.fillGap(g, len(gaps) == 1)
	}
}

// gap is columns and fields between certain ones.
type gap struct {
	from, to int
	fields   []int
}

func (a *alignment) fillGap(g gap, only bool) {
	texts := len(g.fields) > 0 && a.form[g.fields[0]].Kind == TextField
	switch n := g.to - g.from; {
	case n == 0:
	case n == len(g.fields):
		a.fill(g.from, g.to, g.fields)
	case texts && len(g.fields) == 1 && a.joins:
		for c := g.from; c < g.to; c++ {
			a.owner[c] = g.fields[0]
		}
	case only && n == 1 && texts:
		a.owner[g.from] = g.fields[0]
	}
}

// single pairs the one column with the one field that are left, whatever the order.
func (a *alignment) single() {
	free := slices.DeleteFunc(slices.Clone(a.free), func(i int) bool { return slices.Contains(a.owner, i) })
	c := slices.Index(a.owner, -1)
	if len(free) == 1 && c >= 0 && !slices.Contains(a.owner[c+1:], -1) && mostly(a.columns[c], a.form[free[0]].takes) {
		a.owner[c] = free[0]
	}
}
