package flows

import (
	"maps"
	"slices"

	"thidua/flows/texts"
)

// remove deletes the open entry at once and shows its list, which offers to undo it.
func (t *turn) remove() {
	p := t.current()
	if p == nil || p.repeat == nil {
		t.goMenu()
		return
	}
	if t.dropsTheirs(p, t.entryName(p), doDelete) {
		return
	}
	if d := t.list(p.up, p.repeat).Undo; d != nil && t.isTheirsSince(d.By, d.At, t.session.Asked) {
		t.tell(texts.DeletedToo, t.colleague(d.By), d.Item.label()) // it cannot be brought back any more
	}
	t.tell(texts.Deleted, t.entryName(p))
	t.started(p)
	t.cut(p)
	t.goStop(p.up, p.repeat)
}

// cut takes an entry out of its list; it can be brought back until the next one goes.
func (t *turn) cut(p *place) {
	t.dropDeleted(p.up, p.repeat)
	d := t.take(p)
	d.By, d.At = t.person.Chat, t.now
	t.list(p.up, p.repeat).Undo = &d
	t.relist(p.up, p.repeat)
}

// erasePlace removes a blank entry for good.
func (t *turn) erasePlace(p *place) {
	t.take(p)
	t.drop(p)
}

// undo brings the newest deleted entry of the listed repeat back to where it stood, if it is the one that the card named.
func (t *turn) undo(id string) {
	p, n := t.listed()
	if n == nil {
		t.goMenu()
		return
	}
	list := t.list(p, n)
	if list.Undo == nil || id != "" && list.Undo.Item.ID != id {
		t.tell(texts.Gone)
		return
	}
	if _, most := t.limits(p, n); most > 0 && list.Size >= most {
		t.warn(texts.TooMany, t.nodeLabel(p, n), most)
		return
	}
	d := *list.Undo
	list.Undo = nil
	t.started(p)
	inner := p.inner(n, d.Item.ID)
	t.reinsert(inner, d)
	t.describe(inner, t.entryLabel(inner), d.Item.Open || t.open(inner) != nil)
	t.tell(texts.Undone, d.Item.label())
}

// copyEntry adds an entry with the answers of the newest one. Files stay where they are: evidence belongs to one fact.
func (t *turn) copyEntry() {
	p, n := t.listed()
	if n == nil || t.closed(p) || t.isFull(p, n) {
		return
	}
	size := t.list(p, n).Size
	if size == 0 {
		t.add()
		return
	}
	last := p.inner(n, t.one(p, n, size-1).ID)
	t.started(p)
	count := 0
	copied := p.inner(n, t.newEntry(count))
	t.append(copied, Item{ID: copied.id, Open: true})
	t.fill(copied, last, &count)
	t.markUp(p)
	t.tell(texts.Copied, t.entryName(last))
	t.mark(copied)
	t.goEntry(copied)
}

// fill copies answers and lists from one entry to another.
func (t *turn) fill(to, from *place, count *int) {
	source := t.sheet(from)
	for _, path := range source.paths() {
		a, _ := source.Answer(path)
		if n := to.layout().paths[path]; n == nil || isFile(n.q.Type) || len(a.Files) > 0 {
			continue
		}
		a.By, a.At, a.Rev, a.Files = t.person.Chat, t.now, 0, nil
		t.answer(to, path, a)
	}
	for _, n := range from.repeats() {
		items := t.entries(from, n)
		for _, item := range items {
			*count++
			inner := to.inner(n, t.newEntry(*count))
			t.append(inner, Item{ID: inner.id, Label: item.Label, Open: item.Open})
			t.fill(inner, from.inner(n, item.ID), count)
			t.list(to, n).Version = t.list(from, n).Version
		}
		if t.list(from, n).Done {
			t.list(to, n).Done = true
			t.relist(to, n)
		}
	}
}

// move shifts the open entry one place up or down in its list.
func (t *turn) move(by int) {
	p := t.current()
	if p == nil || p.repeat == nil {
		t.goMenu()
		return
	}
	at, size := t.position(p), t.list(p.up, p.repeat).Size
	to := at + by
	if at < 0 || to < 0 || to >= size {
		t.tell(texts.Gone)
		return
	}
	t.started(p)
	t.swap(p, p.up.inner(p.repeat, t.one(p.up, p.repeat, to).ID))
	t.tell(texts.Moved, to+1, size)
}

// swap lets two entries of a list change places.
func (t *turn) swap(a, b *place) {
	blockA, blockB := t.sheet(a).Head.Block, t.sheet(b).Head.Block
	one, other := t.block(a.up, a.repeat, blockA), t.block(a.up, a.repeat, blockB)
	i, k := one.position(a.id), other.position(b.id)
	if i < 0 || k < 0 {
		return // a record is missing, and the step is taken again with it
	}
	beforeA, beforeB := one.sum(blockA), other.sum(blockB)
	one.Entries[i], other.Entries[k] = other.Entries[k], one.Entries[i]
	if blockA != blockB {
		t.sheet(a).Head.Block, t.sheet(b).Head.Block = blockB, blockA
		t.changed[t.sheetKey(a)], t.changed[t.sheetKey(b)] = true, true
	}
	t.reblock(a.up, a.repeat, blockA, beforeA)
	t.reblock(a.up, a.repeat, blockB, beforeB)
}

// markUp notes on every entry around a place that there is something open below it.
func (t *turn) markUp(p *place) {
	for q := p; q.repeat != nil; q = q.up {
		t.describe(q, t.sheet(q).Head.Label, true)
	}
}

// keepFirsts keeps the first values of what is worked out once for each filling, on every sheet that is written.
func (t *turn) keepFirsts() {
	for _, key := range slices.Sorted(maps.Keys(t.sheets)) {
		if !t.changed[key] {
			continue
		}
		p, s := t.places[key], t.sheets[key]
		for _, n := range p.layout().lasting {
			if s.Head.Kept[n.path] != "" {
				continue
			}
			if value := t.firstValue(p, n); value != "" {
				if s.Head.Kept == nil {
					s.Head.Kept = map[string]string{}
				}
				s.Head.Kept[n.path] = value
			}
		}
	}
}

func (t *turn) firstValue(p *place, n *node) string {
	if n.calculates() {
		return plain(t.at(p, n).Value())
	}
	return plain(t.fallback(t.at(p, n)))
}
