package main

import (
	"errors"
	"fmt"
	"time"

	"thidua"
	"thidua/flows"
)

// rehearser is the chat of whoever rehearses.
const rehearser = 1

// rehearsal carries one conversation with its records in memory, and can go back to before any step.
type rehearsal struct {
	script *flows.Script
	person thidua.Person
	now    func() time.Time
	moment
	records map[thidua.Key]thidua.Record
	past    []step // oldest first
}

// moment is where the conversation is, beside the records.
type moment struct {
	session flows.Session
	needs   []thidua.Key
	card    thidua.Message // newest
	sent    thidua.Card    // the same as the channel knows it
	update  int64
}

// step is what going back over a step needs.
type step struct {
	before  moment
	records []thidua.Record // those that the step wrote, as they were
}

func newRehearsal(script *flows.Script, unit string, person thidua.Person, now func() time.Time) *rehearsal {
	r := &rehearsal{script: script, person: person, now: now, records: map[thidua.Key]thidua.Record{}}
	r.session = flows.Session{Campaign: script.Campaign.ID, Unit: unit}
	return r
}

// step takes one input through load, decide and commit.
func (r *rehearsal) step(in thidua.Input) (flows.Result, error) {
	in.Update, in.Chat, in.At, in.Card = r.update+1, rehearser, r.now(), r.sent
	if in.Query != "" {
		in.Message = r.sent.Message
	} else {
		in.Message, in.Sent = 2*in.Update, in.At.Truncate(time.Second)
	}
	state := r.state(in)
	var result flows.Result
	err := r.complete(state, func() (missing []thidua.Key, err error) {
		result, err = r.script.Step(state)
		return result.Missing, err
	})
	if err != nil {
		return result, fmt.Errorf("step %d: %w", in.Update, err)
	}
	r.commit(result, in)
	return result, nil
}

func (r *rehearsal) state(in thidua.Input) flows.State {
	state := flows.State{Session: r.session, Person: r.person, Input: in, Records: map[thidua.Key]thidua.Record{}, NoFiles: true}
	r.load(state, r.needs)
	return state
}

func (r *rehearsal) load(state flows.State, keys []thidua.Key) {
	for _, key := range keys {
		record := r.records[key]
		record.Key = key
		state.Records[key] = record
	}
}

// complete asks again with the records that were missing, until none is.
func (r *rehearsal) complete(state flows.State, ask func() (missing []thidua.Key, err error)) error {
	for range flows.MostLoads {
		missing, err := ask()
		if err != nil || len(missing) == 0 {
			return err
		}
		r.load(state, missing)
	}
	return errors.New("records are still missing")
}

// commit keeps what a step decided, and what was there before.
func (r *rehearsal) commit(result flows.Result, in thidua.Input) {
	done := step{before: r.moment}
	r.update++
	for _, record := range result.Delete {
		done.records = append(done.records, r.replace(thidua.Record{Key: record.Key}))
	}
	for _, record := range result.Put {
		record.Rev = r.update
		done.records = append(done.records, r.replace(record))
	}
	r.session, r.needs = result.Session, result.Needs
	for _, m := range result.Messages {
		if m.Card != 0 {
			r.show(m, in)
		}
	}
	r.past = append(r.past, done)
}

// show makes a message the newest card, numbered after the input that it answers; in place of another it takes its number.
func (r *rehearsal) show(m thidua.Message, in thidua.Input) {
	id := m.Edit
	if id == 0 {
		id = 2*in.Update + 1
	}
	r.card, r.sent = m, thidua.Card{Number: m.Card, Message: id, Sent: in.At.Truncate(time.Second)}
}

// replace writes a record, or removes it where its revision is 0, and returns what was there.
func (r *rehearsal) replace(record thidua.Record) (before thidua.Record) {
	before = r.records[record.Key]
	before.Key = record.Key
	if record.Rev == 0 {
		delete(r.records, record.Key)
	} else {
		r.records[record.Key] = record
	}
	return before
}

// undo goes back to the state before the last step; false where there is none.
func (r *rehearsal) undo() bool {
	if len(r.past) == 0 {
		return false
	}
	last := r.past[len(r.past)-1]
	r.past = r.past[:len(r.past)-1]
	for i := len(last.records) - 1; i >= 0; i-- {
		r.replace(last.records[i])
	}
	r.moment = last.before
	return true
}

// values are all of the unit's questions with their present values.
func (r *rehearsal) values() ([]flows.Inspected, error) {
	state := r.state(thidua.Input{Update: r.update, Chat: rehearser, At: r.now()})
	var lines []flows.Inspected
	err := r.complete(state, func() (missing []thidua.Key, err error) {
		lines, missing, err = r.script.Inspect(state)
		return missing, err
	})
	if err != nil {
		return nil, fmt.Errorf("read all values: %w", err)
	}
	return lines, nil
}
