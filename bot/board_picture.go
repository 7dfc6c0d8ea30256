package bot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
)

// Limits of the board's pictures: what has no room in so many is told by parent, or else the late and silent come first.
const (
	pictureRows  = 25
	mostPictures = 8
)

// promisePictures queues the pictures of a board; each is made when it is sent.
func (d *decision) promisePictures(c *thidua.Campaign, v boardView) {
	d.tell(texts.Making)
	d.logAct(thidua.LogLine{Campaign: c.ID, Unit: cmp.Or(v.Root, thidua.Department), Act: "exported", Detail: export.BoardName})
	n := pictures(len(pictured(c, v.Root)), len(parents(c, v.Root)))
	for page := range n {
		m := d.message(texts.PictureOut, c.Title)
		if n > 1 {
			m = d.message(texts.PicturesOut, c.Title, page+1, n)
		}
		m.Attach = &thidua.Document{Kind: Picture, Campaign: c.ID, Unit: v.Root, Page: page}
		d.messages = append(d.messages, m)
	}
}

// pictured lists the units of a picture: all, or those below one, and that one before them where it has parts of its own.
func pictured(c *thidua.Campaign, root string) []thidua.Unit {
	units := unitsUnder(c, root)
	if u, ok := c.Unit(root); ok && isAsked(c, root) {
		return append([]thidua.Unit{u}, units...)
	}
	return units
}

// isAsked tells whether a unit has parts to fill.
func isAsked(c *thidua.Campaign, unit string) bool {
	return slices.ContainsFunc(allAsked(c, ""), func(p asked) bool { return p.of(unit) })
}

// unitsUnder lists the units below one, or all.
func unitsUnder(c *thidua.Campaign, root string) []thidua.Unit {
	if root == "" {
		return c.Units
	}
	under := below(c, root)
	return slices.DeleteFunc(slices.Clone(c.Units), func(u thidua.Unit) bool { return !under[u.Code] })
}

// parents lists the units that have others below them, those below a root where there is one.
func parents(c *thidua.Campaign, root string) []thidua.Unit {
	above := map[string]bool{}
	for _, u := range c.Units {
		above[u.Parent] = true
	}
	return slices.DeleteFunc(slices.Clone(unitsUnder(c, root)), func(u thidua.Unit) bool { return !above[u.Code] })
}

// pictures is how many a board of so many units is made of.
func pictures(units, parents int) int {
	switch most := mostPictures * pictureRows; {
	case units <= most:
		return max(1, (units+pictureRows-1)/pictureRows)
	case parents > 0:
		return min(mostPictures, (parents+1+pictureRows-1)/pictureRows)
	}
	return 1
}

// drawBoard writes one picture of a campaign's board, as it stands now.
func (b *Bot) drawBoard(ctx context.Context, w io.Writer, doc thidua.Document) error {
	var head thidua.Head
	if _, err := b.load(ctx, thidua.CampaignKey(doc.Campaign), &head); err != nil {
		return err
	}
	script, err := b.scripts.of(ctx, head)
	if err != nil {
		return err
	}
	board, err := b.boards.of(ctx, doc.Campaign)
	if err != nil {
		return err
	}
	from := sight{c: script.Campaign, life: head.Life, now: b.now()}
	return from.picture(board, doc.Unit, doc.Page).Draw(w)
}

// picture is one picture of the board: the units, in the workbook's order where they are on several, so that each is
// on one of them; or what their parents' sum up to, or the first of all that cannot be shown.
func (s sight) picture(board map[string]thidua.Index, root string, page int) export.BoardPicture {
	v := boardView{Root: root, Self: root != "" && isAsked(s.c, root)}
	sum := v.sum(s, board)
	p := export.BoardPicture{Title: s.c.Title, At: s.now, Summary: sum.text("vi"), First: page * pictureRows}
	if u, ok := s.c.Unit(root); ok {
		p.About = u.Name
	}
	for _, part := range sum.parts {
		p.Columns = append(p.Columns, label(part.Part))
	}
	units := pictured(s.c, root)
	above := parents(s.c, root)
	switch n := pictures(len(units), len(above)); {
	case n == 1 && (len(units) <= pictureRows || len(above) == 0):
		units = nil
		for _, r := range sum.rows[:min(pictureRows, len(sum.rows))] {
			units = append(units, r.unit)
		}
		if more := len(sum.rows) - len(units); more > 0 {
			p.Rest = texts.AndUnits.In("vi", more)
		}
	case len(units) <= mostPictures*pictureRows:
		units = paged(units, page)
	default:
		p.Rows = paged(s.byParent(sum.parts, board, units, above), page)
		return p
	}
	for _, u := range units {
		p.Rows = append(p.Rows, export.BoardRow{Name: u.Name, Cells: s.cells(sum.parts, u, board[u.Code])})
	}
	return p
}

func paged[T any](all []T, page int) []T {
	return all[min(page*pictureRows, len(all)):min((page+1)*pictureRows, len(all))]
}

// cells are the parts of one unit.
func (s sight) cells(parts []asked, u thidua.Unit, index thidua.Index) []export.BoardCell {
	var cells []export.BoardCell
	for _, p := range parts {
		if !p.of(u.Code) {
			cells = append(cells, export.BoardCell{Text: "–"})
			continue
		}
		cells = append(cells, s.cell(p.Part, index))
	}
	return cells
}

func (s sight) cell(p thidua.Part, index thidua.Index) export.BoardCell {
	state := index.Parts[p.Name].State
	word := texts.States[state].Word.In("vi")
	switch {
	case s.overdue(p, index) && state == thidua.NotStarted:
		return export.BoardCell{Text: texts.CellLate.In("vi"), Tone: export.Overdue}
	case s.overdue(p, index):
		return export.BoardCell{Text: word, Tone: export.Overdue}
	case state == thidua.Nothing:
		return export.BoardCell{Text: texts.CellNothing.In("vi"), Tone: export.Filed}
	case index.Parts[p.Name].Waits() && index.Parts[p.Name].CameLate(s.life.DueOf(s.c, p, index)):
		return export.BoardCell{Text: texts.CellCameLate.In("vi"), Tone: export.Filed}
	}
	return export.BoardCell{Text: word, Tone: toneOf[state]}
}

var toneOf = map[thidua.State]export.Tone{
	thidua.NotStarted: export.Idle, thidua.InProgress: export.Begun, thidua.Submitted: export.Filed, thidua.Resubmitted: export.Filed,
	thidua.Returned: export.Faulty,
	thidua.Approved: export.Accepted, thidua.Locked: export.Accepted,
}

// byParent sums up units by the one right above them; those without stand together at the end.
func (s sight) byParent(parts []asked, board map[string]thidua.Index, units, above []thidua.Unit) []export.BoardRow {
	groups := map[string][]thidua.Unit{}
	known := map[string]bool{}
	for _, u := range above {
		known[u.Code] = true
	}
	for _, u := range units {
		group := u.Parent
		if !known[group] {
			group = ""
		}
		groups[group] = append(groups[group], u)
	}
	var rows []export.BoardRow
	for _, u := range append(slices.Clone(above), thidua.Unit{Name: texts.OtherUnits.In("vi")}) {
		if in := groups[u.Code]; len(in) > 0 {
			rows = append(rows, export.BoardRow{Name: texts.GroupOf.In("vi", u.Name, len(in)), Cells: s.together(parts, board, in)})
		}
	}
	return rows
}

// together counts, part by part, how many of some units have handed in.
func (s sight) together(parts []asked, board map[string]thidua.Index, units []thidua.Unit) []export.BoardCell {
	var cells []export.BoardCell
	for _, p := range parts {
		in, of, late := 0, 0, false
		for _, u := range units {
			if !p.of(u.Code) {
				continue
			}
			of++
			if !board[u.Code].Parts[p.Name].Owed() {
				in++
			}
			late = late || s.overdue(p.Part, board[u.Code])
		}
		cell := export.BoardCell{Text: fmt.Sprintf("%d/%d", in, of), Tone: export.Begun}
		switch {
		case of == 0:
			cell = export.BoardCell{Text: "–"}
		case in == of:
			cell.Tone = export.Accepted
		case late:
			cell.Tone = export.Overdue
		case in == 0:
			cell.Tone = export.Idle
		}
		cells = append(cells, cell)
	}
	return cells
}
