package export

import (
	"strings"
)

// TemplateError is one mistake in a report template, for the person who wrote it.
type TemplateError struct {
	Part      string // of the .docx, such as word/document.xml
	Paragraph string // how its text begins; empty where the file as a whole is wrong
	Tag       string // as it stands in the template, with its braces
	Message   string // what is wrong and what would be right, in Vietnamese and English
}

// Error says where and what.
func (e *TemplateError) Error() string {
	var b strings.Builder
	b.WriteString(e.Part)
	if e.Paragraph != "" {
		b.WriteString(", đoạn “" + e.Paragraph + "”")
	}
	if e.Tag != "" {
		b.WriteString(", thẻ " + e.Tag)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(e.Message)
	return b.String()
}

// refused makes the error of a file that is not taken as a template.
func refused(part, vietnamese, english string) *TemplateError {
	return &TemplateError{Part: part, Message: bilingual(vietnamese, english)}
}

func bilingual(vietnamese, english string) string { return vietnamese + " / " + english }

// excerptLimit keeps the quoted paragraph to a line, in characters.
const excerptLimit = 60

// excerpt quotes how a paragraph's text begins.
func excerpt(text string) string {
	return shorten(strings.Join(strings.Fields(text), " "), excerptLimit)
}
