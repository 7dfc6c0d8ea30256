package bot

import (
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// inChat is how many lines of a kind a preview in the chat has.
var inChat = lengths{changes: 15, faults: 12, notes: 5}

type lengths struct{ changes, faults, notes int }

// fitting shortens a preview until a phone shows it with the question and the buttons beneath.
func fitting(preview func(lengths) []thidua.Line) []thidua.Line {
	const question = 4
	most := inChat
	lines := preview(most)
	for thidua.Tall(lines...)+question > thidua.Room(1) && most != (lengths{1, 1, 1}) {
		most = lengths{max(1, most.changes-1), max(1, most.faults-1), max(1, most.notes-1)}
		lines = preview(most)
	}
	return lines
}

// previewLines show what a filled spreadsheet would change and what is wrong with it.
func previewLines(t flows.Taken, most lengths, language, file, unit string, outdated bool) []thidua.Line {
	var lines []thidua.Line
	if len(t.Changes) == 0 {
		lines = append(lines, thidua.Line{Text: texts.NothingNew.In(language, file), Style: thidua.Strong})
	} else {
		lines = append(lines, thidua.Line{Text: texts.ImportPreview.In(language, file, unit, len(t.Changes)), Style: thidua.Strong})
		lines = append(lines, partLines(t.Parts, language)...)
	}
	for _, c := range t.Changes[:min(len(t.Changes), most.changes)] {
		lines = append(lines, thidua.Line{Text: changeLine(c, language)})
	}
	if more := len(t.Changes) - most.changes; more > 0 {
		lines = append(lines, thidua.Line{Text: texts.ImportMore.In(language, more)})
	}
	if len(t.Faults) > 0 {
		lines = append(lines, thidua.Line{Text: texts.ImportWrong.In(language, len(t.Faults)), Style: thidua.Strong})
		lines = append(lines, faultLines(t.Faults, most.faults, language)...)
	}
	if len(t.Notes) > 0 {
		lines = append(lines, thidua.Line{Text: texts.ImportNotes.In(language), Style: thidua.Strong})
		lines = append(lines, faultLines(t.Notes, most.notes, language)...)
	}
	if outdated {
		lines = append(lines, thidua.Line{Text: texts.FileOld.In(language), Style: thidua.Faint})
	}
	return lines
}

// partLines count what changes in each part.
func partLines(parts []flows.TakenPart, language string) []thidua.Line {
	var lines []thidua.Line
	for _, p := range parts {
		lines = append(lines, thidua.Line{Text: texts.ImportPart.In(language, p.Label, p.Answers, p.Entries, p.Added, p.Deleted)})
	}
	return lines
}

// owedLine names the questions of a part that wait for files.
func owedLine(part string, left flows.Remaining, language string) string {
	return texts.ImportOwed.In(language, part, left.Files, strings.Join(left.Wanted, "; "))
}

func changeLine(c flows.Change, language string) string {
	switch c.Kind {
	case flows.EntryAdded:
		return texts.ImportAdded.In(language, c.Row, c.After)
	case flows.EntryDeleted:
		return texts.ImportDeleted.In(language, c.Row, c.Entry)
	}
	entry := ""
	if c.Entry != "" {
		entry = "«" + c.Entry + "» – "
	}
	line := texts.ImportChanged.In(language, c.Cell, entry, c.Label, c.Before, c.After)
	if c.Conflict {
		line += texts.ImportConflict.In(language)
	}
	return line
}

func faultLines(faults []flows.Fault, most int, language string) []thidua.Line {
	var lines []thidua.Line
	for _, f := range faults[:min(len(faults), most)] {
		lines = append(lines, thidua.Line{Text: faultLine(f, language)})
	}
	if more := len(faults) - most; more > 0 {
		lines = append(lines, thidua.Line{Text: texts.AndMore.In(language, more)})
	}
	return lines
}

func faultLine(f flows.Fault, language string) string {
	if f.Cell == "" {
		return texts.ImportOnSheet.In(language, f.Sheet, f.Message)
	}
	return texts.ImportAt.In(language, f.Sheet, f.Cell, f.Message)
}
