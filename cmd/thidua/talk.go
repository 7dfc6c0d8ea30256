package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows"
)

// longestLine bounds what is typed at once, in bytes: more than the longest answer.
const longestLine = 1 << 20

// talk is a rehearsal line by line: lines are answers, those that begin with / are commands.
type talk struct {
	*rehearsal
	in     *lines
	out    io.Writer
	prompt string // empty in a pipe
	files  int    // made up so far
}

// hold talks from the menu on until the input ends or somebody quits.
func (t *talk) hold(ctx context.Context, intro string) error {
	first, err := t.write("/start")
	if err != nil {
		return err
	}
	t.past = nil // there is nothing before the menu
	for reply := intro + "\n" + first; ; {
		if err := write(t.out, reply+t.prompt); err != nil {
			return fmt.Errorf("write a reply: %w", err)
		}
		line, err := t.line(ctx)
		switch {
		case ctx.Err() != nil, errors.Is(err, io.EOF):
			return t.end()
		case errors.Is(err, errLongLine):
			reply = t.say(sayLineTooLong)
			continue
		case err != nil:
			return fmt.Errorf("read a line: %w", err)
		case isCommand(line, commandQuit):
			return nil
		}
		if reply, err = t.answer(line); err != nil {
			return err
		}
	}
}

// end leaves the shell's prompt a line of its own.
func (t *talk) end() error {
	if t.prompt == "" {
		return nil
	}
	return write(t.out, "\n")
}

// line reads an answer, which a backslash at its end continues.
func (t *talk) line(ctx context.Context) (string, error) {
	whole, tooLong := "", false
	for {
		line, err := t.in.next(ctx)
		if err != nil && (whole == "" || !errors.Is(err, io.EOF)) {
			return "", err
		}
		more, continued := strings.CutSuffix(line, `\`)
		if whole += more; len(whole) > longestLine {
			whole, tooLong = whole[:1], true
		}
		switch {
		case continued:
			whole += "\n"
			continue
		case tooLong:
			return "", errLongLine
		}
		return strings.TrimSpace(whole), nil
	}
}

// isCommand tells whether a line is a command, in either language.
func isCommand(line string, command thidua.Phrase) bool {
	word, _, _ := strings.Cut(line, " ")
	return word == command.In("vi") || word == command.In("en")
}

// answer does what a line asks for and gives what is to be shown.
func (t *talk) answer(line string) (string, error) {
	word, argument, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		return "", nil
	case strings.HasPrefix(line, "//"):
		return t.write(line[1:])
	case !strings.HasPrefix(line, "/"), isCommand(line, commandMenu), isCommand(line, commandCancel):
		return t.write(line)
	case isCommand(line, commandUndo):
		if !t.undo() {
			return t.say(sayNothingDone), nil
		}
		return t.say(sayUndone) + shown(t.card), nil
	case isCommand(line, commandValues):
		return t.allValues()
	case isCommand(line, commandFile):
		return t.file(strings.Trim(strings.TrimSpace(argument), `'"`))
	case isCommand(line, commandHelp):
		return t.say(sayHowTo), nil
	}
	if number, err := strconv.Atoi(word[1:]); err == nil && argument == "" {
		return t.press(number)
	}
	return t.say(sayNoCommand, word), nil
}

func (t *talk) say(p thidua.Phrase, values ...any) string {
	return p.In(t.person.Language, values...) + "\n\n"
}

// take takes a step and gives what the bot says to it.
func (t *talk) take(in thidua.Input) (string, error) {
	result, err := t.step(in)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, m := range result.Messages {
		text.WriteString(shown(m))
	}
	if text.Len() == 0 && result.Notice != "" {
		text.WriteString(result.Notice + "\n\n")
	}
	return text.String(), nil
}

// write sends a text.
func (t *talk) write(text string) (string, error) {
	return t.take(thidua.Input{Kind: thidua.KindText, Text: text})
}

// press taps a button of the newest message by its number.
func (t *talk) press(number int) (string, error) {
	n := 0
	for _, row := range t.card.Buttons {
		for _, button := range row {
			if n++; n == number {
				return t.take(thidua.Input{Data: button.Data, Query: "rehearsal"})
			}
		}
	}
	return t.say(sayNoButton, "/"+strconv.Itoa(number)), nil
}

// file sends a file of the machine, of which only name and size count, or a made-up one.
func (t *talk) file(name string) (string, error) {
	t.files++
	id := "rehearsal-" + strconv.Itoa(t.files)
	f, note := thidua.File{ID: id, UniqueID: id, Size: 1 << 10, Name: filepath.Base(name)}, ""
	if name == "" {
		f.Name, f.Photo = sayPhoto.In(t.person.Language, t.files), true
	} else if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		f.Size = info.Size()
	} else {
		note = sayMadeUp.In(t.person.Language) + "\n"
	}
	f.Kind = kindOf(f)
	reply, err := t.take(thidua.Input{Kind: f.Kind, Files: []thidua.File{f}})
	return note + reply, err
}

// kindOf is what Telegram makes of a file that somebody attaches.
func kindOf(f thidua.File) thidua.Kind {
	switch ending := strings.ToLower(filepath.Ext(f.Name)); {
	case f.Photo:
		return thidua.KindPhoto
	case ending == ".mp3", ending == ".m4a":
		return thidua.KindAudio
	case ending == ".mp4":
		return thidua.KindVideo
	}
	return thidua.KindDocument
}

// shown is a message as a terminal can show it: its lines, then its buttons with their numbers.
func shown(m thidua.Message) string {
	var text strings.Builder
	if m.Attach != nil {
		text.WriteString("🖼 " + m.Attach.Name + "\n")
	}
	for _, line := range m.Lines {
		text.WriteString(line.Text + "\n")
	}
	n := 0
	for _, row := range m.Buttons {
		for i, button := range row {
			n++
			fmt.Fprintf(&text, "%s/%d %s", map[bool]string{true: "  ", false: "   "}[i == 0], n, button.Label)
		}
		text.WriteString("\n")
	}
	return text.String() + "\n"
}

// allValues lists every question with its present value, entries and groups indented.
func (t *talk) allValues() (string, error) {
	lines, err := t.values()
	if err != nil {
		return "", err
	}
	if len(lines) == 0 {
		return t.say(sayNoValues), nil
	}
	var text strings.Builder
	for i, line := range lines {
		if line.Type == thidua.Repeat && line.Entry == 0 && i+1 < len(lines) && lines[i+1].Entry == 1 {
			continue // its entries say more
		}
		text.WriteString(t.value(line) + "\n")
	}
	return text.String() + "\n", nil
}

func (t *talk) value(line flows.Inspected) string {
	indent := strings.Repeat("  ", line.Depth)
	text := indent + line.Name
	switch {
	case line.Type == thidua.Group:
		text += ":"
	case line.Entry > 0:
		text += "[" + strconv.Itoa(line.Entry) + "]:"
	case line.Type == thidua.Repeat:
		text += "[]"
	case line.Value == "":
		text += " = ''"
	default:
		text += " = " + strings.ReplaceAll(line.Value, "\n", "\n"+indent+"  ")
	}
	if line.Calculated {
		text += " " + sayWorkedOut.In(t.person.Language)
	}
	if !line.Relevant {
		text += " " + sayNotAsked.In(t.person.Language)
	}
	return text
}
