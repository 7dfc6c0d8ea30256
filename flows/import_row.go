package flows

import (
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// claim is what one cell says, while it is held against the rules.
type claim struct {
	n      *node
	cell   thidua.Cell
	before thidua.Answer // that counts
	filed  thidua.Answer // in the record
	kept   bool          // there is one
	after  thidua.Answer
	note   string
}

// change takes the cells of a group part, or of an entry that is there.
func (i *importer) change(t *importTable, row *thidua.Row, p *place) {
	claims := i.judge(t, row, p)
	claims = slices.DeleteFunc(claims, func(c claim) bool { return i.isSame(c) || i.isOvertaken(c) })
	if len(claims) == 0 {
		return
	}
	label := ""
	if p.repeat != nil {
		label = i.entryName(p)
	}
	i.write(p, claims, t, row)
	c := i.count(p)
	c.Entries++
	c.Answers += len(claims)
	for _, one := range claims {
		i.r.Changes = append(i.r.Changes, Change{Kind: AnswerChanged, Part: p.part.Name, Sheet: t.Name, Row: row.At, Cell: one.cell.At,
			Entry: label, Question: one.n.q.Name, Label: i.nodeLabel(p, one.n), Before: i.brief(one.n, one.before),
			After: i.brief(one.n, one.after), Conflict: i.isContested(one)})
	}
	i.lookAgain(t, row, p)
	i.settleEntry(p)
}

// add makes an entry of a row, if one of its cells can be taken.
func (i *importer) add(t *importTable, row *thidua.Row, p *place) {
	if _, most := i.limits(p.up, p.repeat); most > 0 && i.list(p.up, p.repeat).Size >= most {
		i.fault(t.Table, rowCell(row), nil, texts.CellMany.In(i.language, i.nodeLabel(p.up, p.repeat), most))
		return
	}
	i.newSheet(p)
	claims := slices.DeleteFunc(i.judge(t, row, p), i.isSame)
	i.lackings(t, row, p, claims)
	delete(i.sheets, i.sheetKey(p))
	delete(i.places, i.sheetKey(p))
	i.shelf++
	if len(claims) == 0 {
		return
	}
	if undo := i.list(p.up, p.repeat).Undo; undo != nil && undo.Item.ID == p.id {
		i.dropDeleted(p.up, p.repeat)
	}
	i.started(p.part.home)
	i.append(p, Item{ID: p.id})
	i.write(p, claims, t, row)
	i.takeDefaults(p)
	i.passUnasked(p, filesOf(p))
	i.settleEntry(p)
	i.count(p).Added++
	i.r.Changes = append(i.r.Changes, Change{Kind: EntryAdded, Part: p.part.Name, Sheet: t.Name, Row: row.At, Cell: claims[0].cell.At,
		Entry: i.entryName(p), After: i.summary(p, claims)})
}

// filesOf are the questions of an entry that a spreadsheet cannot answer: the chat asks them.
func filesOf(p *place) map[string]bool {
	asked := map[string]bool{}
	for _, n := range p.layout().that((*node).takesFile) {
		asked[n.path] = true
	}
	return asked
}

// summary is what a new entry says, shortened.
func (i *importer) summary(p *place, claims []claim) string {
	var all []string
	for _, c := range claims {
		all = append(all, i.brief(c.n, c.after))
	}
	return strings.Join(all, " · ")
}

// brief is an answer as a list of changes shows it.
func (i *importer) brief(n *node, a thidua.Answer) string {
	if a.Empty() {
		return texts.ImportEmpty.In(i.language)
	}
	return excerptTo(i.shown(n, a), 40)
}

// takeDefaults gives a new entry what its unanswered questions suggest, as keeping it in the chat does.
func (i *importer) takeDefaults(p *place) {
	for _, n := range p.layout().cells() {
		if a, given := i.present(p, n); !given && !a.Empty() && i.isStop(p, n) && i.holds(p, n) {
			a.By, a.At = i.person.Chat, i.now
			i.answer(p, n.path, a)
		}
	}
}

// remove deletes an entry whose row is marked. One that is gone already changes nothing.
func (i *importer) remove(t *importTable, row *thidua.Row, p *place, stands bool) {
	if !slices.Contains([]string{"x", "xoa", "co", "yes", "delete"}, vietnamese.Fold(row.Delete)) {
		i.fault(t.Table, rowCell(row), nil, texts.CellBadDelete.In(i.language))
		return
	}
	if !stands {
		return
	}
	i.r.Changes = append(i.r.Changes, Change{Kind: EntryDeleted, Part: p.part.Name, Sheet: t.Name, Row: row.At, Entry: i.entryName(p)})
	i.started(p.part.home)
	i.cut(p)
	i.settleEntry(p.up)
	i.deleted[p.id] = true
	i.count(p).Deleted++
	i.rows++
	i.seen.Rows = append(i.seen.Rows, *row)
}

// judge reads the changed cells of a row, all of them before any is held against its rules: a day may have to lie after
// another one that changes too. What cannot be taken is told and left out. The answers are as before when it returns.
func (i *importer) judge(t *importTable, row *thidua.Row, p *place) []claim {
	var claims []claim
	before := i.standingAnswers(t, p)
	for k, n := range t.columns {
		cell := row.Cells[k]
		switch {
		case !cell.Touched():
		case n == nil:
			i.notTaken(t, k, cell)
		default:
			c, reason := i.claim(p, n, cell, before[k])
			if reason != "" {
				i.fault(t.Table, cell.At, n, reason)
			} else if i.isKept(p, c) {
				i.withdraw(p, c)
			} else {
				claims = append(claims, c)
			}
		}
	}
	claims = slices.DeleteFunc(claims, func(c claim) bool {
		reason := i.wrong(p, c)
		if reason != "" {
			i.fault(t.Table, c.cell.At, c.n, reason)
			i.withdraw(p, c)
		} else if c.note != "" && !i.isSame(c) {
			i.note(t.Table, c.cell.At, c.note)
		}
		return reason != ""
	})
	for _, c := range claims {
		i.withdraw(p, c)
	}
	return claims
}

// notTaken says why what a cell says is not taken: files are given in the chat, or the form has another question by now.
func (i *importer) notTaken(t *importTable, k int, cell thidua.Cell) {
	path := t.Columns[k].Path
	if n := t.layout.locate(path); n != nil && n.takesFile() {
		i.note(t.Table, cell.At, texts.CellIsFile.In(i.language, i.bareLabel(n)))
		return
	}
	i.note(t.Table, "", texts.ColumnGone.In(i.language, path))
}

// standingAnswers are the answers to a table's questions as they are, before any cell is looked at.
func (i *importer) standingAnswers(t *importTable, p *place) []thidua.Answer {
	answers := make([]thidua.Answer, len(t.columns))
	for k, n := range t.columns {
		if n != nil && i.isRelevant(i.at(p, n)) {
			answers[k], _ = i.given(p, n)
		}
	}
	return answers
}

// claim reads a cell and puts its answer in place, for reading only.
func (i *importer) claim(p *place, n *node, cell thidua.Cell, before thidua.Answer) (c claim, reason string) {
	c = claim{n: n, cell: cell, before: before}
	c.filed, c.kept = i.sheet(p).Answer(n.path)
	if cell.Text == "" {
		c.after = thidua.Answer{Skipped: true}
	} else if c.after, reason, c.note = i.readAs(p, n, cell); reason != "" {
		return c, reason
	}
	i.sheet(p).suppose(n.path, c.after)
	i.forget()
	return c, ""
}

func (i *importer) withdraw(p *place, c claim) {
	sheet := i.sheet(p)
	if delete(sheet.known, c.n.path); c.kept {
		sheet.suppose(c.n.path, c.filed)
	}
	i.forget()
}

// wrong says why an answer that was put in place may not stay.
func (i *importer) wrong(p *place, c claim) string {
	asked := i.isRelevant(i.at(p, c.n))
	switch {
	case c.after.Empty() && asked && i.isRequired(p, c.n):
		return i.reason(p, c.n, c.n.q.RequiredMessage, texts.Required)
	case c.after.Empty():
		return ""
	case !asked:
		return texts.CellNotAsked.In(i.language)
	case !i.holds(p, c.n):
		return i.reason(p, c.n, c.n.q.ConstraintMessage, texts.Wrong)
	}
	return ""
}

// lackings tells which required cells of a new entry are empty, with what its other cells say in place.
func (i *importer) lackings(t *importTable, row *thidua.Row, p *place, claims []claim) {
	if len(claims) == 0 {
		return
	}
	for _, c := range claims {
		i.sheet(p).suppose(c.n.path, c.after)
	}
	i.forget()
	for k, n := range t.columns {
		if n == nil || row.Cells[k].Text != "" || !i.isStop(p, n) {
			continue
		}
		if a, _ := i.present(p, n); a.Empty() && i.isRequired(p, n) {
			i.fault(t.Table, row.Cells[k].At, n, i.reason(p, n, n.q.RequiredMessage, texts.Required))
		}
	}
}

// isKept tells whether a cell says what the record has, be it aside while the question is not asked.
func (i *importer) isKept(p *place, c claim) bool {
	if i.isSame(c) {
		return true
	}
	kept := thidua.Answer{Value: i.fit(p, c.n, c.filed.Value), Approximate: c.filed.Approximate}
	return c.after.Value != "" && c.before.Empty() && i.cellOf(c.n, kept) == i.cellOf(c.n, c.after)
}

// isSame tells whether a cell says what is there already.
func (i *importer) isSame(c claim) bool { return i.cellOf(c.n, c.before) == i.cellOf(c.n, c.after) }

// isOvertaken tells whether the answer is no longer the one that the person saw when they confirmed; it then stays.
func (i *importer) isOvertaken(c claim) bool {
	overtaken := i.Apply && i.cellOf(c.n, c.before).Digest() != c.cell.Was
	if overtaken {
		i.r.Skipped++
	}
	return overtaken
}

// isContested tells whether somebody else gave the answer after the file was made.
func (i *importer) isContested(c claim) bool {
	return i.cellOf(c.n, c.before).Digest() != c.cell.Was && c.before.By != i.person.Chat
}

// write keeps the answers and remembers what was there before.
func (i *importer) write(p *place, claims []claim, t *importTable, row *thidua.Row) {
	i.started(p.part.home)
	seen := *row
	seen.Cells = make([]thidua.Cell, len(row.Cells))
	for _, c := range claims {
		c.after.By, c.after.At = i.person.Chat, i.now
		i.answer(p, c.n.path, c.after)
		for _, other := range c.n.triggers {
			if !slices.ContainsFunc(claims, func(c claim) bool { return c.n == other }) {
				i.unanswer(p, other.path)
			}
		}
		at := slices.Index(t.columns, c.n)
		seen.Cells[at] = row.Cells[at]
		seen.Cells[at].Was = i.cellOf(c.n, c.before).Digest()
	}
	i.seen.Rows = append(i.seen.Rows, seen)
	i.rows++
}

// lookAgain tells which answers that the file leaves alone no longer fit beside those that it changes.
func (i *importer) lookAgain(t *importTable, row *thidua.Row, p *place) {
	for k, n := range t.columns {
		if n == nil || row.Cells[k].Touched() || n.constraint == nil || !i.isStop(p, n) {
			continue
		}
		if a, _ := i.given(p, n); !a.Empty() && !i.holds(p, n) {
			i.note(t.Table, row.Cells[k].At, texts.CellNowWrong.In(i.language, i.reason(p, n, n.q.ConstraintMessage, texts.Wrong)))
		}
	}
}

// settleEntry keeps what the lists say of an entry, and of those around it, in step with its answers.
func (i *importer) settleEntry(p *place) {
	for ; p.repeat != nil; p = p.up {
		i.mark(p)
	}
}
