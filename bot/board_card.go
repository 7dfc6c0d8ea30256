package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// Limits of a board's card.
const (
	boardPage  = 5 // units
	partsPage  = 8
	mostSought = 10 // units that a search offers
	filterRow  = 3  // buttons side by side
)

// showBoard serves /tiendo and its buttons.
func (d *decision) showBoard(ctx context.Context, c *thidua.Campaign, argument string) error {
	do, unit, v := readView(c, argument)
	v, ok := d.within(c, v)
	if !ok {
		d.tell(texts.ForDesk)
		return nil
	}
	if d.in.Data == "" {
		if err := d.leaveQuestion(ctx); err != nil {
			return err
		}
	}
	switch do {
	case "u":
		return d.showUnit(ctx, c, unit, v)
	case "picture":
		d.promisePictures(c, v)
		return nil
	case "parts":
		return d.offerParts(c, v)
	}
	return d.showList(ctx, c, v)
}

// within keeps a focal point among the units below their own, and a head among these and their own; ok is false where there
// are none.
func (d *decision) within(c *thidua.Campaign, v boardView) (boardView, bool) {
	if !ofUnits(d.post) {
		return v, true
	}
	under := below(c, d.post.Unit)
	if !under[v.Root] {
		v.Root = d.post.Unit
	}
	v.Self = headed(d.post) == v.Root
	return v, len(under) > 0 || v.Self
}

// leaveQuestion closes a question that the person may be answering: what is typed next looks for a unit.
func (d *decision) leaveQuestion(ctx context.Context) error {
	if d.post.Role == thidua.Leader || d.session.Writing != nil {
		return nil
	}
	return d.closeForm(ctx)
}

// live makes a card of the board the one to which typing belongs.
func (d *decision) live(v boardView, m thidua.Message) {
	d.session.Board = &v
	d.reply(m)
}

func (d *decision) showList(ctx context.Context, c *thidua.Campaign, v boardView) error {
	board, err := d.b.boards.of(ctx, c.ID)
	if err != nil {
		return err
	}
	from, err := d.sight(ctx, c)
	if err != nil {
		return err
	}
	s, l := v.sum(from, board), d.language()
	v.Page = max(0, min(v.Page, (len(s.rows)-1)/boardPage))
	m := thidua.Message{Lines: []thidua.Line{{Text: thidua.Clip(v.title(l, c), 2), Style: thidua.Strong}, {Text: s.text(l)}}}
	shown := s.rows[min(v.Page*boardPage, len(s.rows)):min((v.Page+1)*boardPage, len(s.rows))]
	for _, r := range shown {
		m.Lines = append(m.Lines, thidua.Line{Text: r.short(l)})
	}
	if len(shown) == 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.NoSuchUnits.In(l)})
	}
	m.Buttons = v.filters(l, &s)
	for _, r := range shown {
		m.Buttons = append(m.Buttons, []thidua.Button{v.unitButton(r.unit, r.sign())})
	}
	more := append(v.pages(l, "list", len(s.rows), boardPage), thidua.Button{Label: texts.ByPart.In(l), Data: boardView{Filter: v.Filter, Part: v.Part, Root: v.Root}.data("parts")})
	if !ofUnits(d.post) || v.Root == d.post.Unit && len(below(c, v.Root)) > 0 {
		more = append(more, thidua.Button{Label: texts.Picture.In(l), Data: boardView{Root: v.Root}.data("picture")})
	}
	m.Buttons = append(m.Buttons, more)
	m.Lines = append(m.Lines, thidua.Line{Text: texts.TypeUnit.In(l), Style: thidua.Faint})
	nameOwed(l, &m, s.parts, shown, board)
	d.live(v, m)
	return nil
}

// nameOwed names beside the units of a card what they owe, as far as a phone's screen has room.
func nameOwed(l string, m *thidua.Message, parts []asked, shown []row, board map[string]thidua.Index) {
	const above = 2 // lines before the units'
	for i, r := range shown {
		line := &m.Lines[above+i]
		was := *line
		if r.begun {
			line.Text += owes(l, parts, r.unit.Code, board[r.unit.Code])
		}
		if m.Height() > thidua.ScreenLines {
			*line = was
		}
	}
}

// title says what the board is about: the campaign, the unit above, the part, the filter.
func (v boardView) title(language string, c *thidua.Campaign) string {
	about := []string{c.Title}
	if u, ok := c.Unit(v.Root); ok {
		about = append(about, u.Name)
	}
	if p, ok := c.Part(v.Part); ok {
		about = append(about, label(p))
	}
	for _, f := range boardFilters {
		if f.name == v.Filter && v.Filter != "" {
			about = append(about, f.label.In(language))
		}
	}
	return texts.Board.In(language, strings.Join(about, " · "))
}

// filters are the buttons of the filters, with how many units pass each; the one in force is marked.
func (v boardView) filters(language string, s *boardSum) [][]thidua.Button {
	var buttons []thidua.Button
	for i, f := range boardFilters {
		text := strings.TrimSpace(f.sign + " " + f.label.In(language))
		if f.name == v.Filter {
			text = "• " + text
		}
		narrowed := boardView{Filter: f.name, Part: v.Part, Root: v.Root}
		buttons = append(buttons, thidua.Button{Label: fmt.Sprintf("%s (%d)", text, s.counts[i]), Data: narrowed.data("list")})
	}
	return slices.Collect(slices.Chunk(buttons, filterRow))
}

func (v boardView) unitButton(u thidua.Unit, sign string) thidua.Button {
	return thidua.Button{Label: sign + " " + u.Name, Data: v.data("u." + shortCode(u.Code))}
}

// pages are the buttons that turn pages, where there are several.
func (v boardView) pages(language, do string, total, size int) (turn []thidua.Button) {
	add := func(p thidua.Phrase, page int) {
		at := v
		at.Page = page
		turn = append(turn, thidua.Button{Label: p.In(language), Data: at.data(do)})
	}
	if v.Page > 0 {
		add(texts.Previous, v.Page-1)
	}
	if (v.Page+1)*size < total {
		add(texts.Next, v.Page+1)
	}
	return turn
}

// offerParts asks for which part the board is wanted.
func (d *decision) offerParts(c *thidua.Campaign, v boardView) error {
	parts, l := allAsked(c, ""), d.language()
	v.Page = max(0, min(v.Page, (len(parts)-1)/partsPage))
	m := thidua.Message{Lines: []thidua.Line{{Text: thidua.Clip(v.title(l, c), 2), Style: thidua.Strong}, {Text: texts.WhichPart.In(l)}}}
	add := func(label, part string) {
		to := boardView{Filter: v.Filter, Part: part, Root: v.Root}
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: label, Data: to.data("list")}})
	}
	add(texts.AllParts.In(l), "")
	for _, p := range parts[min(v.Page*partsPage, len(parts)):min((v.Page+1)*partsPage, len(parts))] {
		add(label(p.Part), p.Name)
	}
	if turn := v.pages(l, "parts", len(parts), partsPage); len(turn) > 0 {
		m.Buttons = append(m.Buttons, turn)
	}
	d.live(v, m)
	return nil
}
