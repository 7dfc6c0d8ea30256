package export

import (
	"cmp"
	"math"
	"slices"

	"github.com/xuri/excelize/v2"
)

// pagePixels and pageDepth are the width in pixels and the height in points between the margins of landscape A4 at full size.
const (
	pagePixels = 1030
	pageDepth  = 485
)

// scales are the percentages at which a table may be printed; what is smaller cannot be read.
var scales = []uint{100, 90, 80, 75, 70, 66}

// paper is how a table is printed: on one page across, or at a percentage on several, the columns in begins first on theirs.
type paper struct {
	widths []float64
	begins []int
	scale  uint
	pages  float64 // below each other
}

func (p paper) across() int { return len(p.begins) + 1 }

// sheets is how many pages are printed.
func (p paper) sheets() float64 { return float64(p.across()) * math.Ceil(p.pages) }

// fit chooses the widths: one page across where all columns can be read there and that does not cost half as many pages
// again, else two, else three; then the largest print that takes hardly more pages than the smallest.
func (t *table) fit() paper {
	steps := t.steps()
	var found [][]paper
	for across := 1; across <= len(t.heads) && len(found) < 3 && (across == 1 || !t.single); across++ {
		var laid []paper
		for _, scale := range scales {
			if p, ok := t.lay(steps, across, scale); ok {
				laid = append(laid, p)
			}
		}
		if laid != nil {
			found = append(found, laid)
		}
	}
	if found == nil { // columns wider than a page, or than one where there may be no more
		return paper{widths: slices.Clone(t.least)}
	}
	fewest := func(laid []paper) float64 {
		return slices.MinFunc(laid, func(a, b paper) int { return cmp.Compare(a.sheets(), b.sheets()) }).sheets()
	}
	best := math.Inf(1)
	for _, laid := range found {
		best = min(best, fewest(laid))
	}
	i := slices.IndexFunc(found, func(laid []paper) bool { return fewest(laid) <= math.Ceil(1.5*best) })
	return largest(found[i], fewest(found[i]))
}

// on completes the layout of a sheet by what fits its table to paper.
func (t *table) on(l layout) layout {
	p := t.fit()
	for _, width := range p.widths {
		l.widths = append(l.widths, math.Round(10*width)/10)
	}
	l.begins = p.begins
	if len(p.begins) > 0 {
		l.scale, l.repeated = p.scale, t.repeated
	}
	return l
}

// largest picks the largest print that takes few pages, rather one whose last page is not nearly empty.
func largest(laid []paper, fewest float64) paper {
	few := slices.DeleteFunc(laid, func(p paper) bool { return p.sheets() > 1.2*fewest })
	for _, p := range few {
		if last := p.pages - math.Floor(p.pages); p.pages < 1 || last == 0 || last > 0.25 {
			return p
		}
	}
	return few[0]
}

// step widens a column, which saves lines.
type step struct {
	column   int
	from, to float64
	gain     float64 // for a character
}

// steps are the widenings that are worth most, best first. Tall cells count by the square of their lines: rows are as
// high as the tallest.
func (t *table) steps() []step {
	var steps []step
	for i := range t.heads {
		widths, costs := []float64{t.least[i]}, []float64{t.cost(i, t.least[i])}
		for width := t.least[i] + 2; width < t.most[i]+2; width += 2 {
			widths, costs = append(widths, width), append(costs, t.cost(i, width))
		}
		for at := 0; at < len(widths)-1; {
			next, gain := at, 0.0
			for j := at + 1; j < len(widths); j++ {
				if g := (costs[at] - costs[j]) / (widths[j] - widths[at]); g > gain {
					next, gain = j, g
				}
			}
			if next == at {
				break
			}
			steps = append(steps, step{i, widths[at], widths[next], gain})
			at = next
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(b.gain, a.gain) })
	return steps
}

func (t *table) cost(column int, width float64) float64 {
	cost := square(linesIn(t.heads[column], width*inBold))
	for _, row := range t.rows {
		if text := row[column]; text != "" {
			cost += square(linesIn(text, width))
		}
	}
	return cost
}

func square(n int) float64 { return float64(n * n) }

// lay fits the table to so many pages across at a percentage; false where its columns are too wide for that.
func (t *table) lay(steps []step, across int, scale uint) (paper, bool) {
	room := pagePixels * 100 / float64(scale) * 0.985
	wanted := t.least
	if across > 1 { // where the pages begin depends on what the columns would like to have
		wanted = t.grow(steps, paper{}, room*float64(across)-pixels(t.least[:t.repeated])*float64(across-1))
	}
	p := paper{scale: scale, begins: t.split(wanted, across)}
	if !p.holds(t, t.least, room) {
		p.begins = t.split(t.least, across)
	}
	if !p.holds(t, t.least, room) {
		return p, false
	}
	p.widths = t.grow(steps, p, room)
	if across == 1 { // fitted to the page by the program that prints it
		p.scale = uint(min(100, 100*pagePixels/pixels(p.widths)))
	}
	p.pages = t.pages(p)
	return p, true
}

// grow widens the columns as long as their page has room; what is left of it goes to those that wanted more.
func (t *table) grow(steps []step, p paper, room float64) []float64 {
	widths := slices.Clone(t.least)
	var short []step
	for _, s := range steps {
		if widths[s.column] != s.from {
			continue // an earlier widening did not fit
		}
		widths[s.column] = s.to
		if !p.holds(t, widths, room) {
			widths[s.column] = s.from
			short = append(short, s)
		}
	}
	for _, s := range short {
		for widths[s.column] = s.to - 2; widths[s.column] > s.from && !p.holds(t, widths, room); {
			widths[s.column] -= 2
		}
		widths[s.column] = max(widths[s.column], s.from)
	}
	return widths
}

// holds tells whether each page has room for its columns, behind those that come again.
func (p paper) holds(t *table, widths []float64, room float64) bool {
	first := 0.0
	for i := range widths {
		if slices.Contains(p.begins, i) {
			first = pixels(widths[:t.repeated])
		}
		if first += pixels(widths[i : i+1]); first > room {
			return false
		}
	}
	return true
}

// split says which columns begin a page, so that the widest page is as narrow as can be.
func (t *table) split(widths []float64, across int) []int {
	if across == 1 {
		return nil
	}
	again := pixels(widths[:t.repeated])
	low, high := again, again+pixels(widths)
	var begins []int
	for range 12 {
		limit, tried, used := (low+high)/2, []int{}, again
		for i := t.repeated; i < len(widths); i++ {
			if used += pixels(widths[i : i+1]); used > limit && i > t.repeated {
				tried, used = append(tried, i), again+pixels(widths[i:i+1])
			}
		}
		if len(tried) < across {
			begins, high = tried, limit
		} else {
			low = limit
		}
	}
	return begins
}

// pages is how many pages the rows fill below each other.
func (t *table) pages(p paper) float64 {
	room := pageDepth*100/float64(p.scale) - heightIn(t.heads, p.widths, inBold) - 4
	full, used := 0, t.around
	for _, row := range t.rows {
		height := heightIn(row, p.widths, 1)
		if used += height; used > room && used > height {
			full, used = full+1, height
		}
	}
	pages := float64(full) + used/room
	if n := len(t.rows); n > 0 && t.count > n {
		pages *= float64(t.count) / float64(n)
	}
	return pages
}

// heightIn is what the texts of a row need in points.
func heightIn(row []string, widths []float64, narrowed float64) float64 {
	lines := 1
	for i, text := range row {
		if text != "" {
			lines = max(lines, linesIn(text, widths[i]*narrowed))
		}
	}
	return min(float64(lines)*lineHeight+4, excelize.MaxRowHeight)
}

func pixels(widths []float64) float64 {
	all := 0.0
	for _, width := range widths {
		all += 7*width + 5
	}
	return all
}
