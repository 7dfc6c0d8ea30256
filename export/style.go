package export

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// look is how a cell is set; equal looks share one style of the workbook.
type look struct {
	bold, italic, underline bool
	size                    float64 // 0 is that of data
	align                   string  // left where empty
	middle                  bool    // vertically; at the top otherwise
	wrap, border            bool
	sides                   string // of the border, of l t r b; all where empty
	fill, colour            string
	format                  string // of numbers
}

const (
	fontName     = "Times New Roman"
	dataSize     = 11
	headFill     = "DCE6F1"
	groupFill    = "F2F2F2"
	warnColour   = "9C0006"
	formatDate   = "dd/mm/yyyy"
	formatMoment = "hh:mm dd/mm/yyyy"
	formatClock  = "hh:mm"
)

var (
	headLook  = look{bold: true, align: "center", middle: true, wrap: true, border: true, fill: headFill}
	linkLook  = look{wrap: true, underline: true, colour: "0563C1"}
	totalLook = look{bold: true, border: true, fill: groupFill}
)

// style gives the number of a look's style. A failure is kept and told when the workbook is written.
func (b *book) style(how look) int {
	if how.format != "" {
		how.border = true
	}
	if id, ok := b.styles[how]; ok {
		return id
	}
	id, err := b.file.NewStyle(how.excel())
	if err != nil && b.err == nil {
		b.err = err
	}
	b.styles[how] = id
	return id
}

func (l look) excel() *excelize.Style {
	style := &excelize.Style{
		Font: &excelize.Font{Family: fontName, Size: l.size, Bold: l.bold, Italic: l.italic, Color: l.colour},
		Alignment: &excelize.Alignment{
			Horizontal: l.align, Vertical: "top", WrapText: l.wrap,
		},
	}
	if l.align == "right" {
		style.Alignment.Indent = 1 // figures do not touch the words of the next column
	}
	if l.size == 0 {
		style.Font.Size = dataSize
	}
	if l.underline {
		style.Font.Underline = "single"
	}
	if l.middle {
		style.Alignment.Vertical = "center"
	}
	if l.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			if l.sides == "" || strings.Contains(l.sides, side[:1]) {
				style.Border = append(style.Border, excelize.Border{Type: side, Color: "808080", Style: 1})
			}
		}
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	return style
}
