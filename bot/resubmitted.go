package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// tellReviewer tells whoever returned a part that it was handed in again, or all of the secretariat where they are gone; put is
// what the form is about to write.
func (d *decision) tellReviewer(ctx context.Context, put []thidua.Record) error {
	s, found, err := among[thidua.Submission](put, "submission/")
	if err != nil || !found {
		return err
	}
	var before thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(s.Campaign, s.Unit), &before); err != nil {
		return err
	}
	was := before.Parts[s.Part]
	if was.State != thidua.Returned {
		return nil
	}
	var decided thidua.Review
	if _, err := d.read(ctx, thidua.ReviewKey(s.Campaign, s.Unit, s.Part, was.Submission), &decided); err != nil {
		return err
	}
	var reviewer thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(decided.By), &reviewer); err != nil {
		return err
	}
	if entitled(reviewer.Posts, pressing+"review", s.Campaign, s.Unit) {
		return d.offerReview(ctx, addressee{decided.By, languageOf(reviewer)}, s)
	}
	desk, err := secretaries(ctx, d.b.store, s.Campaign)
	if err != nil {
		return err
	}
	for _, to := range desk {
		if err := d.offerReview(ctx, to, s); err != nil {
			return err
		}
	}
	return nil
}

// among is the first of the records that a step writes whose key begins so.
func among[T any](put []thidua.Record, prefix string) (value T, found bool, err error) {
	at := slices.IndexFunc(put, func(r thidua.Record) bool { return strings.HasPrefix(string(r.Key), prefix) })
	if at < 0 {
		return value, false, nil
	}
	if err := json.Unmarshal(put[at].Body, &value); err != nil {
		return value, false, fmt.Errorf("%w: %s: %w", errStep, put[at].Key, err)
	}
	return value, true, nil
}

// offerReview pushes the button that opens a submission for review.
func (d *decision) offerReview(ctx context.Context, to addressee, s thidua.Submission) error {
	script, err := d.script(ctx, s.Campaign)
	if err != nil {
		return err
	}
	unit, _ := script.Campaign.Unit(s.Unit)
	part, _ := script.Campaign.Part(s.Part)
	id, t := reviewTarget(to.Chat, s.Campaign, s.Unit, s.Part)
	r, err := d.record(ctx, thidua.TargetKey(id))
	if err != nil {
		return err
	}
	if r.Rev == 0 {
		d.put = append(d.put, newRecord(thidua.TargetKey(id), t))
	}
	d.messages = append(d.messages, thidua.Message{Chat: to.Chat, Bulk: true,
		Lines:   []thidua.Line{{Text: texts.HandedInAgain.In(to.Language, unit.Name, partLabel(part, to.Language), s.Number)}},
		Buttons: [][]thidua.Button{{{Label: texts.OpenReview.In(to.Language), Data: targetPrefix + id}}}})
	return nil
}
