package bot

import (
	"context"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// mostFiles is how many files one press sends.
const mostFiles = 20

// countFiles counts the files among what was read.
func countFiles(readings []flows.Reading) (count int) {
	for _, r := range readings {
		count += len(r.Files)
	}
	return count
}

// lacking are the questions that ask for a file and have none, by their places among what was read.
func lacking(readings []flows.Reading) (places []int) {
	for i, r := range readings {
		if r.Lacks && !r.Fixed {
			places = append(places, i)
		}
	}
	return places
}

// fileButtons send the files that there are, and ask for those that there are not.
func (r *review) fileButtons(l string) (row []thidua.Button) {
	if r.files > 0 {
		row = append(row, thidua.Button{Label: texts.SendFiles.In(l, r.files), Data: r.data("files")})
	}
	if len(r.lacking) > 0 && r.mayReturn() {
		row = append(row, thidua.Button{Label: texts.AskEvidence.In(l, len(r.lacking)), Data: r.data("evidence")})
	}
	return row
}

// askEvidence begins a return of all questions that lack their file, in one go; what is not wanted can be unmarked.
func (r *review) askEvidence(ctx context.Context) error {
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return err
	}
	places := lacking(readings)
	if len(places) == 0 {
		return r.show(ctx, 0)
	}
	w, err := r.openReturn(ctx)
	if err != nil || w == nil {
		return err
	}
	for _, at := range places {
		m := mark{Point: pointOf(readings, at), Reading: at, Evidence: true}
		m.Reason = texts.EvidenceWanted.In(r.campaign.Language)
		w.Marks = append(w.Marks, m)
	}
	w.Step = confirm
	return r.showReturn(ctx)
}

// sendFiles sends the files of the submission, each with the question that it answers.
func (r *review) sendFiles(ctx context.Context) error {
	d, l := r.d, r.d.language()
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return err
	}
	sent := 0
	for i, reading := range readings {
		for _, file := range reading.Files {
			if sent++; sent > mostFiles {
				d.tell(texts.MoreFiles, countFiles(readings)-mostFiles)
				return nil
			}
			caption := r.unit.Name + " › " + partLabel(r.part, l) + " › " + pointOf(readings, i).Label
			d.messages = append(d.messages, thidua.Message{Chat: d.in.Chat, Given: &file, Lines: []thidua.Line{{Text: caption}}})
		}
	}
	return nil
}
