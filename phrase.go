package thidua

import "fmt"

// Phrase is a text of the interface in its two languages; those of the chat stand in flows/texts.
type Phrase struct{ vi, en string }

// Say makes a phrase, Vietnamese first; both are formats of package fmt where they are given values.
func Say(vi, en string) Phrase { return Phrase{vi: vi, en: en} }

// In gives the phrase in a language, Vietnamese unless English is asked for.
func (p Phrase) In(language string, values ...any) string {
	format := p.vi
	if language == "en" {
		format = p.en
	}
	if len(values) == 0 {
		return format
	}
	return fmt.Sprintf(format, values...)
}
