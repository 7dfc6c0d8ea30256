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
