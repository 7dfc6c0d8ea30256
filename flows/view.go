package flows

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"thidua"
)

// view is what a step sees of the records and what it changes in them. A record that was not loaded reads as
// empty and is noted as missing: the step is then taken again with it, and nothing of the first try counts.
type view struct {
	script   *Script
	life     thidua.Life
	unit     string
	language string
	now      time.Time
	seed     int64

	known   map[thidua.Key]thidua.Record
	sheets  map[thidua.Key]*Sheet
	places  map[thidua.Key]*place // of the sheets
	lists   map[thidua.Key]*List
	blocks  map[thidua.Key]*Block
	index   *thidua.Index
	line    thidua.Key            // of the index
	others  map[thidua.Key][]byte // further records to be written, bodies ready
	changed map[thidua.Key]bool
	gone    map[thidua.Key]bool
	missing map[thidua.Key]bool
	filed   map[*part]*thidua.Submission                            // newest ones that were read
	apart   *part                                                   // whose draft is made up of a submission
	noted   func(p *place, path string, a thidua.Answer, gone bool) // told of every changed answer
	touched map[thidua.Key]bool                                     // what the next step will most likely read again

	evaluations []*evaluation
	running     int // of the evaluations
	grounds     map[groundKey]*ground
	stood       *place  // asked about last
	under       *ground // of it
	top         *treeNode
	spare       []treeNode
	shelf       int   // of sheets: grounds remember none of another one
	edition     int32 // of the answers: nodes remember nothing of another one
	broken      error // a record that cannot be read
}

func newView(s *Script, unit, language string, now time.Time, seed int64, known map[thidua.Key]thidua.Record) *view {
	v := &view{script: s, unit: unit, language: language, now: now.In(s.Campaign.Location), seed: seed, known: known,
		line:  thidua.IndexKey(s.Campaign.ID, unit),
		filed: map[*part]*thidua.Submission{}, sheets: map[thidua.Key]*Sheet{}, places: map[thidua.Key]*place{}, lists: map[thidua.Key]*List{},
		blocks: map[thidua.Key]*Block{}, others: map[thidua.Key][]byte{},
		changed: map[thidua.Key]bool{}, gone: map[thidua.Key]bool{}, missing: map[thidua.Key]bool{},
		touched: map[thidua.Key]bool{}, grounds: map[groundKey]*ground{}}
	return v
}

// forget drops what was computed from answers, after one of them changed.
func (v *view) forget() { v.edition++ }

// moveOn drops what is known of the way here: the next step goes on somewhere else and will not read it.
func (v *view) moveOn() {
	v.forget()
	clear(v.touched)
	v.shelf++
}

// read decodes a record into its value; an absent record leaves the value as it is.
func (v *view) read(key thidua.Key, value any) {
	if v.gone[key] || v.isApart(key) {
		return
	}
	record, loaded := v.known[key]
	if !loaded {
		v.missing[key] = true
		return
	}
	if len(record.Body) == 0 {
		return
	}
	if err := decode(record.Body, value); err != nil && v.broken == nil {
		v.broken = fmt.Errorf("read record %s: %w", key, err)
	}
}

// isApart tells whether a record is of a draft that is made up here and not read from the store.
func (v *view) isApart(key thidua.Key) bool {
	return v.apart != nil && strings.HasPrefix(string(key), string(thidua.DraftKey(v.script.Campaign.ID, v.owner(v.apart), v.apart.Name))+"/")
}

// decode reads a record's body: its own form where it has one, else JSON.
func decode(body []byte, value any) error {
	if own, ok := value.(encoding.TextUnmarshaler); ok {
		return own.UnmarshalText(body)
	}
	return json.Unmarshal(body, value)
}

// sheet is the sheet of a place, its answers filed by the paths of the workbook in force.
func (v *view) sheet(p *place) *Sheet {
	g := v.ground(p)
	if g.sheet == nil || g.shelf != v.shelf {
		g.sheet, g.shelf = v.openSheet(g.key, p), v.shelf
	}
	return g.sheet
}

func (v *view) openSheet(key thidua.Key, p *place) *Sheet {
	v.touched[key] = true
	if s, ok := v.sheets[key]; ok {
		return s
	}
	s := &Sheet{}
	v.read(key, s)
	s.refile(p.layout(), v.script.version)
	v.sheets[key], v.places[key] = s, p
	return s
}

// newSheet is the sheet of a place that is not in the store yet.
func (v *view) newSheet(p *place) *Sheet {
	key := v.sheetKey(p)
	s := &Sheet{Head: SheetHead{Version: v.script.version}}
	v.sheets[key], v.places[key] = s, p
	v.touched[key] = true
	v.shelf++
	return s
}

func (v *view) list(p *place, repeat *node) *List {
	key := v.listKey(p, repeat)
	v.touched[key] = true
	if l, ok := v.lists[key]; ok {
		return l
	}
	l := &List{}
	v.read(key, l)
	v.lists[key] = l
	return l
}

func (v *view) block(p *place, repeat *node, id string) *Block {
	key := v.blockKey(p, repeat, id)
	v.touched[key] = true
	if b, ok := v.blocks[key]; ok {
		return b
	}
	b := &Block{}
	v.read(key, b)
	v.blocks[key] = b
	return b
}

// standings is the unit's line on the board.
func (v *view) standings() *thidua.Index {
	v.touched[v.line] = true
	if v.index == nil {
		v.index = &thidua.Index{}
		v.read(v.line, v.index)
	}
	return v.index
}

func (v *view) standing(part string) thidua.Standing { return v.standings().Parts[part] }

// stand changes where a part stands.
func (v *view) stand(part string, s thidua.Standing) {
	s.At = v.now
	v.restand(part, s)
}

// restand changes what is said of a part beside its state. The line that was read may be another step's too.
func (v *view) restand(part string, s thidua.Standing) {
	index := thidua.Index{Parts: map[string]thidua.Standing{}, Due: v.standings().Due}
	maps.Copy(index.Parts, v.index.Parts)
	index.Parts[part] = s
	v.index = &index
	v.changed[v.line] = true
}

// answer keeps an answer and forgets what depended on the one before.
func (v *view) answer(p *place, path string, a thidua.Answer) {
	sheet := v.sheet(p)
	before, _ := sheet.Answer(path)
	a.Rev = before.Rev + 1
	if sheet.Head.Begun.IsZero() {
		sheet.Head.Begun = v.now
	}
	sheet.Put(path, a)
	v.changed[v.sheetKey(p)] = true
	v.forget()
	if v.noted != nil {
		v.noted(p, path, a, false)
	}
}

// unanswer takes an answer away.
func (v *view) unanswer(p *place, path string) {
	sheet := v.sheet(p)
	if _, given := sheet.Answer(path); !given {
		return
	}
	sheet.remove(path)
	v.changed[v.sheetKey(p)] = true
	v.forget()
	if v.noted != nil {
		v.noted(p, path, thidua.Answer{}, true)
	}
}

func (v *view) relist(p *place, repeat *node) {
	v.changed[v.listKey(p, repeat)] = true
	v.forget()
}

// erase removes a record; a copy already read is forgotten.
func (v *view) erase(key thidua.Key) {
	if _, loaded := v.known[key]; !loaded {
		v.missing[key] = true
	}
	delete(v.sheets, key)
	delete(v.lists, key)
	delete(v.blocks, key)
	delete(v.changed, key)
	delete(v.touched, key)
	v.shelf++
	v.gone[key] = true
}

// put writes a record that is new, such as a submission.
func (v *view) put(key thidua.Key, value any) {
	v.others[key] = encode(value)
	v.changed[key] = true
}

// encode never fails: records are plain structures of texts, numbers and times.
func encode(value any) []byte {
	var body []byte
	var err error
	if own, ok := value.(encoding.TextMarshaler); ok {
		body, err = own.MarshalText()
	} else {
		body, err = json.Marshal(value)
	}
	if err != nil {
		panic("record cannot be encoded: " + err.Error())
	}
	return body
}

// needs lists what the next step will most likely read of the store.
func (v *view) needs() []thidua.Key {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(v.touched)), v.isApart)
}

// changes lists the records to write and to remove, with the revisions that were read.
func (v *view) changes() (put, remove []thidua.Record) {
	for _, key := range slices.Sorted(maps.Keys(v.changed)) {
		if v.isApart(key) {
			continue
		}
		if old, body := v.known[key], v.body(key); !bytes.Equal(body, old.Body) {
			put = append(put, thidua.Record{Key: key, Rev: old.Rev, Body: body})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(v.gone)) {
		if rev := v.known[key].Rev; rev > 0 && !v.changed[key] && !v.isApart(key) {
			remove = append(remove, thidua.Record{Key: key, Rev: rev})
		}
	}
	return put, remove
}

func (v *view) body(key thidua.Key) []byte {
	switch {
	case v.others[key] != nil:
		return v.others[key]
	case v.sheets[key] != nil:
		return encode(v.sheets[key])
	case v.lists[key] != nil:
		return encode(v.lists[key])
	case v.blocks[key] != nil:
		return encode(v.blocks[key])
	}
	return encode(v.index)
}
