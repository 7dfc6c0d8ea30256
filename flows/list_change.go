package flows

import (
	"bytes"
	"slices"
	"strconv"
)

// reblock notes that a block was changed, and says so in the list's record where that counts it otherwise; an empty
// block leaves it.
func (v *view) reblock(p *place, repeat *node, id string, before blockSum) {
	b, key := v.block(p, repeat, id), v.blockKey(p, repeat, id)
	v.forget()
	if v.changed[key] = true; b.sum(id) == before {
		return
	}
	list := v.list(p, repeat)
	list.Size += len(b.Entries) - before.size
	v.relist(p, repeat)
	switch last, _ := v.last(list); {
	case len(b.Entries) == 0:
		if i := v.indexOf(list, id); i >= 0 {
			list.blocks = slices.Delete(list.blocks, i, i+1)
		}
		v.erase(key)
	case last.id == id:
		v.setLast(list, b.sum(id))
	default:
		if i := v.indexOf(list, id); i >= 0 { // it is not there only while a record is missing
			list.blocks[i] = b.sum(id)
		}
	}
}

// setLast replaces the last block's sum without reading the others.
func (v *view) setLast(l *List, b blockSum) {
	if len(l.lines) == 0 {
		l.blocks[len(l.blocks)-1] = b
		return
	}
	l.lines = b.appendLine(bytes.Clone(l.lines[:bytes.LastIndexByte(l.lines, '\n')]))
}

// append puts a new entry at the end of its list, in a block that has room.
func (v *view) append(p *place, item Item) {
	list := v.list(p.up, p.repeat)
	if list.Size == 0 {
		list.Version = v.script.version
	}
	last, ok := v.last(list)
	if !ok || last.size >= blockSize {
		last = blockSum{id: item.ID}
		if len(list.lines) > 0 {
			list.lines = last.appendLine(bytes.Clone(list.lines))
		} else {
			list.blocks = append(list.blocks, last)
		}
	}
	v.newSheet(p)
	if last.size == 0 {
		v.blocks[v.blockKey(p.up, p.repeat, last.id)] = &Block{}
	}
	v.insert(p, Deletion{Item: item, Block: last.id, Position: last.size})
}

// insert puts an entry into a block of its list.
func (v *view) insert(p *place, d Deletion) {
	b := v.block(p.up, p.repeat, d.Block)
	before := b.sum(d.Block)
	b.Entries = slices.Insert(b.Entries, min(d.Position, len(b.Entries)), d.Item)
	head := &v.sheet(p).Head
	head.Block, head.Label, head.Open, head.Removed = d.Block, d.Item.Label, d.Item.Open, false
	v.changed[v.sheetKey(p)] = true
	v.reblock(p.up, p.repeat, d.Block, before)
}

// reinsert puts an entry back where it stood; its block comes back with it.
func (v *view) reinsert(p *place, d Deletion) {
	list := v.list(p.up, p.repeat)
	if v.indexOf(list, d.Block) < 0 {
		list.blocks = slices.Insert(list.blocks, min(d.Index, len(list.blocks)), blockSum{id: d.Block})
	}
	v.insert(p, d)
}

// take takes an entry out of its list; its own records stay.
func (v *view) take(p *place) Deletion {
	head, list := &v.sheet(p).Head, v.list(p.up, p.repeat)
	block := head.Block
	head.Removed = true
	v.changed[v.sheetKey(p)] = true
	b := v.block(p.up, p.repeat, block)
	i, before := b.position(p.id), b.sum(block)
	if i < 0 {
		return Deletion{}
	}
	d := Deletion{Item: b.Entries[i], Block: block, Index: v.indexOf(list, block), Position: i}
	b.Entries = slices.Delete(b.Entries, i, i+1)
	v.reblock(p.up, p.repeat, block, before)
	return d
}

// describe keeps what the list says of an entry.
func (v *view) describe(p *place, label string, open bool) {
	head := &v.sheet(p).Head
	if head.Label == label && head.Open == open {
		return
	}
	b := v.block(p.up, p.repeat, head.Block)
	i, before := b.position(p.id), b.sum(head.Block)
	if i < 0 {
		return // a record is missing, and the step is taken again with it
	}
	head.Label, head.Open = label, open
	v.changed[v.sheetKey(p)] = true
	b.Entries[i].Label, b.Entries[i].Open = label, open
	v.reblock(p.up, p.repeat, head.Block, before)
}

// drop removes an entry, or a whole part, with all that is below it.
func (v *view) drop(p *place) {
	for _, n := range p.repeats() {
		v.dropDeleted(p, n)
		for _, item := range v.entries(p, n) {
			v.drop(p.inner(n, item.ID))
		}
		for _, b := range v.all(v.list(p, n)) {
			v.erase(v.blockKey(p, n, b.id))
		}
		v.erase(v.listKey(p, n))
	}
	v.erase(v.sheetKey(p))
	v.forget()
}

// dropDeleted removes for good what could still be undone.
func (v *view) dropDeleted(p *place, repeat *node) {
	list := v.list(p, repeat)
	if list.Undo == nil {
		return
	}
	id := list.Undo.Item.ID
	list.Undo = nil
	v.drop(p.inner(repeat, id))
	v.relist(p, repeat)
}

// newEntry is the id of an entry that this step adds; count tells several apart.
func (t *turn) newEntry(count int) string {
	id := strconv.FormatInt(t.input.Update, 36)
	if count > 0 {
		id += "-" + strconv.Itoa(count)
	}
	return id
}
