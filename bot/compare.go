package bot

import (
	"context"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// compared is the submission with which a card compares the newest one: the one that was returned, or corrected, or else
// the one before; 0 is none.
func (r *review) compared() int {
	switch {
	case r.sub.Amends > 0:
		return r.sub.Amends
	case r.standing.State == thidua.Resubmitted && r.standing.Returned > 0:
		return r.standing.Returned
	}
	return r.sub.Number - 1
}

// difference is one place in which two submissions differ.
type difference struct {
	label    string
	was, is  string
	reading  *flows.Reading // in the newer one; nil where it is gone
	returned string         // why it had been returned
}

// differences lists where the newest submission differs from the one that it is compared with, in the form's order.
func (r *review) differences(ctx context.Context, is []flows.Reading) ([]difference, error) {
	number := r.compared()
	if number < 1 {
		return nil, nil
	}
	var older thidua.Submission
	found, err := r.d.read(ctx, r.submissionKey(number), &older)
	if err != nil || !found {
		return nil, err
	}
	was, err := r.readings(ctx, &older)
	if err != nil {
		return nil, err
	}
	all := compare(was, is)
	if older.Nothing != r.sub.Nothing {
		word := texts.Nothing.In(r.d.language())
		all = append([]difference{{label: partLabel(r.part, r.d.language()), was: nothingOr(older, word), is: nothingOr(r.sub, word)}}, all...)
	}
	return all, r.reasons(ctx, number, all)
}

func nothingOr(s thidua.Submission, word string) string {
	if s.Nothing {
		return word
	}
	return "…"
}

// reasons adds why the questions had been returned.
func (r *review) reasons(ctx context.Context, number int, all []difference) error {
	var decided thidua.Review
	key := thidua.ReviewKey(r.campaign.ID, r.unit.Code, r.part.Name, number)
	if _, err := r.d.read(ctx, key, &decided); err != nil {
		return err
	}
	for i := range all {
		for _, p := range decided.Points {
			if all[i].reading != nil && p.Is(all[i].reading.Trail, all[i].reading.Question) {
				all[i].returned = p.Reason
			}
		}
	}
	return nil
}

// compare lists what differs between what was read of two submissions.
func compare(was, is []flows.Reading) []difference {
	before := map[string]int{}
	for i, one := range was {
		before[placeOf(one)] = i
	}
	var all []difference
	add := func(d difference, readings []flows.Reading, i int) {
		if len(all) < mostDifferences { // the others are counted
			d.label = pointOf(readings, i).Label
		}
		all = append(all, d)
	}
	for i := range is {
		key := placeOf(is[i])
		at, known := before[key]
		delete(before, key)
		switch {
		case is[i].Question == "":
		case !known:
			add(difference{is: is[i].Text, reading: &is[i]}, is, i)
		case was[at].Text != is[i].Text || !sameFiles(was[at].Files, is[i].Files):
			add(difference{was: was[at].Text, is: is[i].Text, reading: &is[i]}, is, i)
		}
	}
	for i, one := range was {
		if _, gone := before[placeOf(one)]; gone && one.Question != "" {
			add(difference{was: one.Text}, was, i)
		}
	}
	return all
}

// placeOf tells readings of one place apart from all others.
func placeOf(r flows.Reading) string {
	var b strings.Builder
	for _, step := range r.Trail {
		b.WriteString(step.Repeat + "\x00" + step.Entry + "\x00")
	}
	return b.String() + "\x00" + r.Question
}

func sameFiles(a, b []thidua.File) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].UniqueID != b[i].UniqueID {
			return false
		}
	}
	return true
}
