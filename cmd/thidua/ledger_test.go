package main

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"thidua"
)

// heldAnswer is one answer as it stands in the store.
type heldAnswer struct {
	part     int
	question string
	value    string
}

// ledger is what the bot acknowledged to one person: each answer by the card after it, each part by "đã nộp".
type ledger struct {
	answers []heldAnswer
	parts   []int // handed in
}

func (l *ledger) acknowledged(a heldAnswer) { l.answers = append(l.answers, a) }
func (l *ledger) handedIn(part int)         { l.parts = append(l.parts, part) }

// audit compares the ledger of one person with what the store holds of their unit, both in order, and names every
// difference: lost, doubled, out of order, or never given.
func (l *ledger) audit(held []heldAnswer, parts []int) []string {
	faults := discrepancies(l.answers, held)
	return append(faults, discrepancies(l.parts, parts)...)
}

// discrepancies tells how what is held differs from what was given.
func discrepancies[T comparable](given, held []T) []string {
	var faults []string
	wanted, found := map[T]int{}, map[T]int{}
	for _, item := range given {
		wanted[item]++
	}
	for _, item := range held {
		found[item]++
	}
	for item, n := range wanted {
		if found[item] < n {
			faults = append(faults, fmt.Sprintf("lost: %v is there %d times, given %d times", item, found[item], n))
		}
	}
	for item, n := range found {
		if wanted[item] < n {
			faults = append(faults, fmt.Sprintf("doubled: %v is there %d times, given %d times", item, n, wanted[item]))
		}
	}
	if len(faults) > 0 {
		return faults
	}
	for i := range given {
		if given[i] != held[i] {
			return []string{fmt.Sprintf("out of order: %v where %v was given", held[i], given[i])}
		}
	}
	return nil
}

// submissions reads what a unit handed in, in the order of the parts and their numbers.
func submissions(ctx context.Context, db thidua.Store, unit string) (held []heldAnswer, parts []int, err error) {
	for part := range crowdParts {
		prefix := thidua.SubmissionKey("dong", unit, fmt.Sprintf("p%02d", part), 0)
		records, err := db.Scan(ctx, thidua.Range{Prefix: prefix[:len(prefix)-len("000000")]})
		if err != nil {
			return nil, nil, err
		}
		for _, r := range records {
			var s thidua.Submission
			if err := json.Unmarshal(r.Body, &s); err != nil {
				return nil, nil, err
			}
			parts = append(parts, part)
			held = append(held, answersOf(part, s)...)
		}
	}
	return held, parts, nil
}

func answersOf(part int, s thidua.Submission) (held []heldAnswer) {
	for _, entry := range s.Entries {
		for _, q := range crowdQuestions {
			held = append(held, heldAnswer{part, q.name, entry.Answers[q.name].Value})
		}
	}
	return held
}

// auditAll holds the ledger of everybody who came to an end against the store; nobody's update may have been parked.
func auditAll(t testing.TB, db thidua.Store, crowd []*clerk) {
	t.Helper()
	const most = 20
	told := 0
	for _, c := range crowd {
		if c.stuck {
			continue
		}
		held, parts, err := submissions(t.Context(), db, c.unit)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range c.ledger.audit(held, parts) {
			if told++; told <= most {
				t.Errorf("%s: %s", c.Name, fault)
			}
		}
	}
	if told > most {
		t.Errorf("and %d more", told-most)
	}
	parked, err := db.Scan(t.Context(), thidua.Range{Prefix: "parked/"})
	if err != nil {
		t.Fatal(err)
	}
	if len(parked) > 0 {
		t.Errorf("%d updates were parked, the first as %s", len(parked), parked[0].Key)
	}
}
