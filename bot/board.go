package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// row is one unit on the board.
type row struct {
	unit  thidua.Unit
	done  int
	all   int
	owes  []string // labels of the parts that are not in
	late  bool
	begun bool
}

// Board reads the index of a campaign: the state of every unit's parts, by unit code.
func Board(ctx context.Context, store thidua.Store, campaign string) (map[string]thidua.Index, error) {
	prefix := thidua.IndexKey(campaign, "")
	records, err := store.Scan(ctx, thidua.Range{Prefix: prefix})
	if err != nil {
		return nil, fmt.Errorf("read the index of %s: %w", campaign, err)
	}
	board := map[string]thidua.Index{}
	for _, r := range records {
		var index thidua.Index
		if err := json.Unmarshal(r.Body, &index); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		board[thidua.LastSegment(r.Key)] = index
	}
	return board, nil
}

// rows lists the units, late and silent ones first.
func rows(c *thidua.Campaign, life thidua.Life, board map[string]thidua.Index, now time.Time) []row {
	var all []row
	for _, u := range c.Units {
		r := row{unit: u}
		index := board[u.Code]
		for _, p := range c.PartsOf(u.Code) {
			standing := index.Parts[p.Name]
			r.all++
			r.begun = r.begun || standing.State != thidua.NotStarted
			if !standing.Owed() {
				r.done++
				continue
			}
			r.owes = append(r.owes, label(p))
			due := life.DueOf(c, p, index)
			r.late = r.late || !due.IsZero() && now.After(due)
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b row) int { return cmp.Compare(a.rank(), b.rank()) })
	return all
}

// rank puts the late first, then the silent, then those under way, then those that are done.
func (r row) rank() int {
	switch {
	case r.late && !r.begun:
		return 0
	case r.late:
		return 1
	case r.silent():
		return 2
	case r.done < r.all:
		return 3
	}
	return 4
}

// silent tells whether a unit that owes something has not begun.
func (r row) silent() bool { return !r.begun && r.all > 0 }

func label(p thidua.Part) string {
	if l := p.Question.Label.In("vi"); l != "" {
		return l
	}
	return p.Name
}

// boardPage is how many units one card shows.
const boardPage = 15

func (d *decision) showBoard(ctx context.Context, c *thidua.Campaign, page int) error {
	board, err := Board(ctx, d.b.store, c.ID)
	if err != nil {
		return err
	}
	life, err := d.life(ctx, c.ID)
	if err != nil {
		return err
	}
	all := rows(c, life, board, d.in.At)
	page = max(0, min(page, (len(all)-1)/boardPage))
	l := d.language()
	m := thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{
		{Text: texts.Board.In(l, c.Title), Style: thidua.Strong}, {Text: summary(l, all)}}}
	for _, r := range all[page*boardPage : min((page+1)*boardPage, len(all))] {
		m.Lines = append(m.Lines, thidua.Line{Text: r.in(l)})
	}
	var turn []thidua.Button
	if page > 0 {
		turn = append(turn, thidua.Button{Label: texts.Previous.In(l), Data: deskPrefix + "tiendo." + strconv.Itoa(page-1)})
	}
	if (page+1)*boardPage < len(all) {
		turn = append(turn, thidua.Button{Label: texts.Next.In(l), Data: deskPrefix + "tiendo." + strconv.Itoa(page+1)})
	}
	if len(turn) > 0 {
		m.Buttons = [][]thidua.Button{turn}
	}
	d.messages = append(d.messages, m)
	return nil
}

func summary(language string, all []row) string {
	var in, parts, done, silent, late int
	for _, r := range all {
		in, parts = in+r.done, parts+r.all
		if r.done == r.all {
			done++
		}
		if r.silent() {
			silent++
		}
		if r.late {
			late++
		}
	}
	return texts.BoardSum.In(language, in, parts, done, len(all), silent, late)
}

// in writes a row for people: a sign, the unit, how much is in, and what it owes.
func (r row) in(language string) string {
	sign, state := "🟡", ""
	switch {
	case r.late:
		sign, state = "🔴", texts.IsLate.In(language)
	case r.silent():
		sign, state = "⚪", texts.Silent.In(language)
	case r.done == r.all:
		sign = "🟢"
	}
	text := texts.UnitLine.In(language, sign, r.unit.Name, r.done, r.all) + state
	const named = 4
	if len(r.owes) > 0 && r.begun {
		owes := strings.Join(r.owes[:min(named, len(r.owes))], ", ")
		if len(r.owes) > named {
			owes += " …"
		}
		text += texts.StillOwes.In(language, owes)
	}
	return text
}
