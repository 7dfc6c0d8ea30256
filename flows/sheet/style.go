package sheet

import (
	"github.com/xuri/excelize/v2"

	"thidua"
)

// Looks of cells.
type look struct {
	bold, faint bool
	fill        string
	format      string
	number      int // of a built-in format
	centred     bool
}

const (
	fontName   = "Times New Roman"
	fontSize   = 12
	headFill   = "DDEBF7"
	mustFill   = "FCE4D6"
	ownFill    = "F2F2F2"
	textFormat = 49 // built-in: what is typed stays as it is typed
)

var (
	headLook   = look{bold: true, fill: headFill, centred: true}
	mustLook   = look{bold: true, fill: mustFill, centred: true}
	ownLook    = look{fill: ownFill, centred: true, number: textFormat}
	labelLook  = look{fill: ownFill}
	howLook    = look{faint: true}
	titleLook  = look{bold: true}
	toldLook   = look{fill: ownFill, faint: true, number: textFormat}
	deleteLook = look{centred: true, number: textFormat}
)

// answerLook is how the answers to a question are set, in cells that are still empty too.
func answerLook(q thidua.Type) look {
	switch q {
	case thidua.Integer, thidua.Decimal:
		return look{}
	case thidua.Date:
		return look{format: "dd/mm/yyyy", centred: true}
	case thidua.DateTime:
		return look{format: "dd/mm/yyyy hh:mm", centred: true}
	case thidua.Time:
		return look{format: "hh:mm", centred: true}
	}
	return look{number: textFormat}
}

// cellLook is how the cells of a question are set.
func cellLook(c thidua.Column) look {
	if c.Told {
		return toldLook
	}
	return answerLook(c.Type)
}

// style gives the number of a look's style.
func (b *book) style(l look) int {
	if id, known := b.styles[l]; known {
		return id
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: fontSize, Bold: l.bold},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		NumFmt:    l.number,
	}
	if l.faint {
		style.Font.Color, style.Font.Italic = "595959", true
	}
	if l.centred {
		style.Alignment.Horizontal = "center"
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		style.Border = append(style.Border, excelize.Border{Type: side, Color: "A6A6A6", Style: 1})
	}
	id, err := b.file.NewStyle(style)
	b.try(func() error { return err })
	b.styles[l] = id
	return id
}
