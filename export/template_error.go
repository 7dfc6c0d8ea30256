package export

import (
	"cmp"
	"errors"
	"strings"

	"thidua"
)

// TemplateError is one mistake in a report template, for the person who wrote it.
type TemplateError struct {
	Part      string      // of the .docx, such as word/document.xml
	Paragraph string      // how its text begins; empty where the file as a whole is wrong
	Tag       string      // as it stands in the template, with its braces
	Message   thidua.Text // what is wrong and what would be right, in Vietnamese and English
}

// Error says where and what, in both languages.
func (e *TemplateError) Error() string {
	return e.where("đoạn", "thẻ") + e.Message["vi"] + " / " + e.Message["en"]
}

// In says where and what in one language.
func (e *TemplateError) In(language string) string {
	paragraph, tag := "đoạn", "thẻ"
	if language == "en" {
		paragraph, tag = "paragraph", "tag"
	}
	return e.where(paragraph, tag) + cmp.Or(e.Message[language], e.Message["vi"])
}

func (e *TemplateError) where(paragraph, tag string) string {
	var b strings.Builder
	b.WriteString(e.Part)
	if e.Paragraph != "" {
		b.WriteString(", " + paragraph + " “" + e.Paragraph + "”")
	}
	if e.Tag != "" {
		b.WriteString(", " + tag + " " + e.Tag)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	return b.String()
}

// MistakeIn says a template's mistake in one language; other errors as they are.
func MistakeIn(language string, err error) string {
	var mistake *TemplateError
	if errors.As(err, &mistake) {
		return mistake.In(language)
	}
	return err.Error()
}

// refused makes the error of a file that is not taken as a template.
func refused(part, vietnamese, english string) *TemplateError {
	return &TemplateError{Part: part, Message: bilingual(vietnamese, english)}
}

func bilingual(vietnamese, english string) thidua.Text {
	return thidua.Text{"vi": vietnamese, "en": english}
}

// excerptLimit keeps the quoted paragraph to a line, in characters.
const excerptLimit = 60

// excerpt quotes how a paragraph's text begins.
func excerpt(text string) string {
	return shorten(strings.Join(strings.Fields(text), " "), excerptLimit)
}
