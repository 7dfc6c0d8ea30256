package main

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// script is what one person answers in the demo: a Markdown file with a heading for each part, a line for each answer,
// `###` before each entry and `#### name` before each entry of a nested repeat.
type script struct {
	person string
	parts  []scriptPart
}

type scriptPart struct {
	label   string
	nothing bool
	entries []*scriptEntry // a group part has one
}

// scriptEntry is the answers of one entry, by question name, and the entries of nested repeats in order.
type scriptEntry struct {
	answers map[string]string
	nested  map[string][]*scriptEntry
}

func newEntry() *scriptEntry {
	return &scriptEntry{answers: map[string]string{}, nested: map[string][]*scriptEntry{}}
}

// parseScript reads a script; homes tells in which repeat a question stands. An error names the line.
func parseScript(content []byte, homes map[string]string) (*script, error) {
	r := scriptReader{script: &script{}, homes: homes}
	lines := bufio.NewScanner(bytes.NewReader(content))
	for n := 1; lines.Scan(); n++ {
		if err := r.read(lines.Text()); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return r.script, lines.Err()
}

type scriptReader struct {
	script *script
	top    *scriptEntry // entry of the part
	inner  *scriptEntry // nested entry, or the top one
	nested string       // the repeat of inner
	homes  map[string]string
	last   string // question of the line before, which an indented line continues
}

func (r *scriptReader) read(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
	case strings.HasPrefix(line, "person: "):
		r.script.person = strings.TrimPrefix(line, "person: ")
	case strings.HasPrefix(line, "#### "):
		return r.nest(strings.TrimSpace(strings.TrimPrefix(line, "####")))
	case strings.HasPrefix(line, "###"):
		return r.entry()
	case strings.HasPrefix(line, "## "):
		r.script.parts = append(r.script.parts, scriptPart{label: strings.TrimSpace(strings.TrimPrefix(line, "##"))})
		r.top, r.inner = nil, nil
	case strings.HasPrefix(line, "  ") && r.last != "":
		r.home(r.last).answers[r.last] += "\n" + strings.TrimPrefix(line, "  ")
	case strings.HasPrefix(line, "- "):
		return r.answer(strings.TrimPrefix(line, "- "))
	case strings.TrimSpace(line) == "Không có nội dung" && len(r.script.parts) > 0:
		r.script.parts[len(r.script.parts)-1].nothing = true
	default:
		return fmt.Errorf("not understood: %s", line)
	}
	return nil
}

func (r *scriptReader) entry() error {
	if len(r.script.parts) == 0 {
		return fmt.Errorf("an entry stands before the first part")
	}
	part := &r.script.parts[len(r.script.parts)-1]
	r.top = newEntry()
	r.inner, r.last, r.nested = r.top, "", ""
	part.entries = append(part.entries, r.top)
	return nil
}

func (r *scriptReader) nest(repeat string) error {
	if r.top == nil {
		if err := r.entry(); err != nil {
			return err
		}
	}
	r.inner, r.last, r.nested = newEntry(), "", repeat
	r.top.nested[repeat] = append(r.top.nested[repeat], r.inner)
	return nil
}

func (r *scriptReader) answer(line string) error {
	name, value, found := strings.Cut(line, ":")
	if !found {
		return fmt.Errorf("an answer has no colon: %s", line)
	}
	if r.inner == nil {
		if err := r.entry(); err != nil {
			return err
		}
	}
	r.last = strings.TrimSpace(name)
	r.home(r.last).answers[r.last] = strings.TrimSpace(value)
	return nil
}

// home is the entry to which a question belongs: the nested one only if that repeat holds it.
func (r *scriptReader) home(question string) *scriptEntry {
	if r.nested != "" && r.homes[question] == r.nested {
		return r.inner
	}
	return r.top
}
