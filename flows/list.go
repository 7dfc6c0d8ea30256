package flows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// blockSize is how many entries one record of a list names at most: adding an entry to a list of ten thousand
// writes no more than adding one to a list of ten.
const blockSize = 20

// List is the record of a repeat's entries: a line of JSON, then a line for each block that names some of them, in
// order. The lines are read only where they are asked for.
type List struct {
	Version string    `json:"version,omitempty"` // of the campaign by which its entries were found finished or not
	Size    int       `json:"size,omitempty"`    // entries
	Done    bool      `json:"done,omitempty"`    // the person said that there are no more
	Undo    *Deletion `json:"undo,omitempty"`    // the newest deletion, to be undone
	lines   []byte    // of the blocks, as they were; nil once they were read
	blocks  []blockSum
}

// Deletion is an entry that was deleted and where it stood; its records are kept until the next deletion.
type Deletion struct {
	Item     Item   `json:"item"`
	Block    string `json:"block"`
	Index    int    `json:"index,omitempty"`    // of the block, which goes when it is empty
	Position int    `json:"position,omitempty"` // in its block, 0-based

	By int64     `json:"by,omitempty"` // who deleted it
	At time.Time `json:"at,omitzero"`
}

// blockSum is what the list's record says of a block.
type blockSum struct {
	id         string
	size, open int
}

// Block is the record of some neighbouring entries of a list.
type Block struct {
	Entries []Item `json:"entries"`
}

// Item is an entry in a list, with the label by which people know it.
type Item struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	Open  bool   `json:"open,omitempty"` // something in it is still to be answered
}

// label is what a list shows of the entry.
func (i Item) label() string {
	if i.Label == "" {
		return "…"
	}
	return i.Label
}

// MarshalText writes the record's body.
func (l *List) MarshalText() ([]byte, error) {
	type head List
	body := encode((*head)(l))
	body = append(body, l.lines...)
	for _, b := range l.blocks {
		body = b.appendLine(body)
	}
	return body, nil
}

func (b blockSum) appendLine(body []byte) []byte {
	return fmt.Appendf(body, "\n%s %d %d", b.id, b.size, b.open)
}

// UnmarshalText reads the record's body.
func (l *List) UnmarshalText(body []byte) error {
	type head List
	end := bytes.IndexByte(body, '\n')
	if end < 0 {
		end = len(body)
	}
	l.lines = body[end:]
	return json.Unmarshal(body[:end], (*head)(l))
}

// all are the blocks of a list.
func (v *view) all(l *List) []blockSum {
	if len(l.lines) == 0 {
		return l.blocks
	}
	l.blocks = make([]blockSum, 0, bytes.Count(l.lines, []byte{'\n'})+1)
	for line := range bytes.SplitSeq(l.lines[1:], []byte{'\n'}) {
		b, err := readSum(line)
		if err != nil && v.broken == nil {
			v.broken = err
		}
		l.blocks = append(l.blocks, b)
	}
	l.lines = nil
	return l.blocks
}

// last takes the last block out of what was not read yet; ok is false where there is none.
func (v *view) last(l *List) (b blockSum, ok bool) {
	if len(l.lines) == 0 {
		if len(l.blocks) == 0 {
			return blockSum{}, false
		}
		return l.blocks[len(l.blocks)-1], true
	}
	b, err := readSum(l.lines[bytes.LastIndexByte(l.lines, '\n')+1:])
	if err != nil && v.broken == nil {
		v.broken = err
	}
	return b, true
}

func readSum(line []byte) (blockSum, error) {
	id, counts, _ := bytes.Cut(line, []byte{' '})
	size, open, _ := bytes.Cut(counts, []byte{' '})
	b := blockSum{id: string(id)}
	var errSize, errOpen error
	b.size, errSize = strconv.Atoi(string(size))
	b.open, errOpen = strconv.Atoi(string(open))
	if errSize != nil || errOpen != nil {
		return b, fmt.Errorf("block %q of a list has no size", line)
	}
	return b, nil
}

// indexOf finds a block in its list; -1 where it is gone.
func (v *view) indexOf(l *List, id string) int {
	return slices.IndexFunc(v.all(l), func(b blockSum) bool { return b.id == id })
}

func (b *Block) position(id string) int {
	return slices.IndexFunc(b.Entries, func(i Item) bool { return i.ID == id })
}

// sum is what the list's record is to say of the block.
func (b *Block) sum(id string) blockSum {
	s := blockSum{id: id, size: len(b.Entries)}
	for _, i := range b.Entries {
		if i.Open {
			s.open++
		}
	}
	return s
}

// entries lists all entries of a repeat: only for what ranges over them.
func (v *view) entries(p *place, repeat *node) []Item {
	list := v.list(p, repeat)
	items := make([]Item, 0, list.Size)
	for _, b := range v.all(list) {
		items = append(items, v.block(p, repeat, b.id).Entries...)
	}
	return items
}

// some lists the entries from one position to another, 0-based.
func (v *view) some(p *place, repeat *node, from, to int) []Item {
	var items []Item
	at := 0
	for _, b := range v.all(v.list(p, repeat)) {
		if at < to && at+b.size > from {
			entries := v.block(p, repeat, b.id).Entries
			items = append(items, entries[min(len(entries), max(0, from-at)):min(len(entries), to-at)]...)
		}
		at += b.size
	}
	return items
}

// one is the entry at a position, 0-based; an empty one while its block is missing.
func (v *view) one(p *place, repeat *node, at int) Item {
	if items := v.some(p, repeat, at, at+1); len(items) > 0 {
		return items[0]
	}
	return Item{}
}

// unfinishedEntries lists the entries in which something is still to be answered.
func (v *view) unfinishedEntries(p *place, repeat *node) []Item {
	v.recheck(p, repeat)
	var items []Item
	for _, b := range v.all(v.list(p, repeat)) {
		if b.open == 0 {
			continue
		}
		for _, i := range v.block(p, repeat, b.id).Entries {
			if i.Open {
				items = append(items, i)
			}
		}
	}
	return items
}

// isOutdated tells whether a newer workbook may ask more of entries that were finished by an older one.
func (v *view) isOutdated(p *place, repeat *node) bool {
	list := v.list(p, repeat)
	return list.Size > 0 && list.Version != v.script.version
}

// recheck holds the entries of a list against a newer workbook, once for each version: what was finished may have
// questions now that are open. It reads all entries, so that only what leads to open questions does it.
func (v *view) recheck(p *place, repeat *node) {
	if !v.isOutdated(p, repeat) {
		return
	}
	for _, item := range v.entries(p, repeat) {
		inner := p.inner(repeat, item.ID)
		for _, n := range inner.repeats() {
			v.recheck(inner, n)
		}
		_, stop := v.unfinished(inner)
		v.describe(inner, v.entryLabel(inner), stop != nil)
	}
	v.list(p, repeat).Version = v.script.version
	v.relist(p, repeat)
	v.moveOn() // the next step reads one entry again, not all
}

// position is an entry's place in its list, 0-based; -1 where it is gone.
func (v *view) position(p *place) int {
	list, id := v.list(p.up, p.repeat), v.sheet(p).Head.Block
	at := 0
	for _, b := range v.all(list) {
		if b.id == id {
			if i := v.block(p.up, p.repeat, id).position(p.id); i >= 0 {
				return at + i
			}
		}
		at += b.size
	}
	return -1
}

// exists tells whether an entry is there: it was added and not deleted.
func (v *view) exists(p *place) bool {
	s := v.sheet(p)
	return s.Head.Block != "" && !s.Head.Removed
}
