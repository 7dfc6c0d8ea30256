package export

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/font"

	"thidua/flows/vietnamese"
)

// BoardName is the name of the progress board's picture.
const BoardName = "tien-do.png"

// BoardPicture is what the picture of a progress board shows: a line a unit, a column a part.
type BoardPicture struct {
	Title   string // of the campaign
	About   string // whose units, where not all
	At      time.Time
	Summary string
	Columns []string
	First   int // how many rows other pictures show before these
	Rows    []BoardRow
	Rest    string // under the table, where not everything has room
}

// BoardRow is one unit, or several together.
type BoardRow struct {
	Name  string
	Cells []BoardCell
}

// BoardCell is where one part stands.
type BoardCell struct {
	Text string
	Tone Tone
}

// Tone is what a cell's colour says.
type Tone int

// The tones, from nothing to ask to what is missing.
const (
	Blank Tone = iota // not asked of this unit
	Idle              // not begun, and not due yet
	Begun
	Filed
	Accepted
	Faulty // returned
	Overdue
)

// tones are the colours of cells, behind and of the text.
var tones = map[Tone][2]color.RGBA{
	Blank:    {rgb(0xFFFFFF), rgb(0x7F7F7F)},
	Idle:     {rgb(0xEDEDED), rgb(0x404040)},
	Begun:    {rgb(0xFFE699), rgb(0x3A2E00)},
	Filed:    {rgb(0xC6E0B4), rgb(0x1E3A10)},
	Accepted: {rgb(0x548235), rgb(0xFFFFFF)},
	Faulty:   {rgb(0xF4B183), rgb(0x4A2300)},
	Overdue:  {rgb(0xC00000), rgb(0xFFFFFF)},
}

func rgb(n uint32) color.RGBA { return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xFF} }

var (
	ink   = rgb(0x1F1F1F)
	faint = rgb(0x6B6B6B)
	head  = rgb(0x1F4E79)
	rule  = rgb(0xBFBFBF)
)

// Measures in pixels: a picture of 25 units is about as high as it is wide, and is read on a phone without turning it.
const (
	boardMargin = 28
	numberWidth = 56
	unitWidth   = 380
	cellWidth   = 122
	leastWidth  = 760 // inside the margins, so that the title has room
	lineStep    = 25
	cellPadding = 9
	mostLabel   = 4 // lines of a part's label
	mostName    = 2 // lines of a unit's name
)

// Draw writes the picture as PNG.
func (p BoardPicture) Draw(w io.Writer) error {
	const dots = 72
	b := &boardDrawing{BoardPicture: p, body: lettering(thinFont(), 20, dots), small: lettering(thinFont(), 17, dots), strong: lettering(boldFont(), 26, dots)}
	b.lay()
	img := image.NewRGBA(image.Rect(0, 0, b.width, b.height))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	b.img = img
	b.drawHeading()
	b.drawTable()
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("write the picture of the board: %w", err)
	}
	return nil
}

// boardDrawing is a picture being drawn: first laid out, then painted.
type boardDrawing struct {
	BoardPicture
	body, small, strong font.Face
	img                 *image.RGBA
	width, height       int
	cell                int // width of a part's column
	title               []string
	about               []string
	labels              [][]string // of the columns
	names               [][]string // of the rows
	top                 int        // of the table
	labelHeight         int
	y                   int
}

// lay breaks all texts into lines, and finds how large the picture must be.
func (b *boardDrawing) lay() {
	inside := max(leastWidth, numberWidth+unitWidth+len(b.Columns)*cellWidth)
	b.width = inside + 2*boardMargin
	b.cell = (inside - numberWidth - unitWidth) / max(1, len(b.Columns))
	b.title = wrap(b.strong, b.Title, inside, mostName)
	about := []string{boardAtWord + vietnamese.FormatDateTime(b.At)}
	if b.About != "" {
		about = append(wrap(b.body, b.About, inside, mostName), about...)
	}
	b.about = append(about, wrap(b.body, b.Summary, inside, mostName)...)
	most := 1
	for _, label := range b.Columns {
		lines := wrap(b.small, label, b.cell-2*cellPadding, mostLabel)
		b.labels, most = append(b.labels, lines), max(most, len(lines))
	}
	b.labelHeight = most*lineStep + 2*cellPadding
	b.top = boardMargin + len(b.title)*(lineStep+8) + len(b.about)*lineStep + boardMargin/2
	b.height = b.top + b.labelHeight + boardMargin
	for _, row := range b.Rows {
		lines := wrap(b.body, row.Name, unitWidth-2*cellPadding, mostName)
		b.names = append(b.names, lines)
		b.height += rowHeight(lines)
	}
	if b.Rest != "" {
		b.height += lineStep + cellPadding
	}
}

func rowHeight(lines []string) int { return len(lines)*lineStep + 2*cellPadding }

func (b *boardDrawing) drawHeading() {
	b.y = boardMargin
	for _, line := range b.title {
		letter(b.img, b.strong, head, boardMargin, b.y+lineStep, line)
		b.y += lineStep + 8
	}
	for _, line := range b.about {
		letter(b.img, b.body, ink, boardMargin, b.y+lineStep-6, line)
		b.y += lineStep
	}
}

func (b *boardDrawing) drawTable() {
	b.y = b.top
	b.box(boardMargin, numberWidth, b.labelHeight, head, []string{numberHead}, b.small, rgb(0xFFFFFF), true)
	b.box(boardMargin+numberWidth, unitWidth, b.labelHeight, head, []string{unitHead}, b.small, rgb(0xFFFFFF), true)
	for i, lines := range b.labels {
		b.box(b.column(i), b.cell, b.labelHeight, head, lines, b.small, rgb(0xFFFFFF), true)
	}
	b.y += b.labelHeight
	for i, row := range b.Rows {
		height := rowHeight(b.names[i])
		b.box(boardMargin, numberWidth, height, rgb(0xFFFFFF), []string{fmt.Sprint(b.First + i + 1)}, b.body, faint, true)
		b.box(boardMargin+numberWidth, unitWidth, height, rgb(0xFFFFFF), b.names[i], b.body, ink, false)
		for n, cell := range row.Cells[:min(len(row.Cells), len(b.Columns))] {
			lines := wrap(b.small, cell.Text, b.cell-8, 1)
			b.box(b.column(n), b.cell, height, tones[cell.Tone][0], lines, b.small, tones[cell.Tone][1], true)
		}
		b.y += height
	}
	if b.Rest != "" {
		letter(b.img, b.body, faint, boardMargin, b.y+lineStep, b.Rest)
	}
}

func (b *boardDrawing) column(i int) int { return boardMargin + numberWidth + unitWidth + i*b.cell }

// box fills a cell of the table at the line being drawn, frames it and writes into its middle, or from its left.
func (b *boardDrawing) box(x, width, height int, fill color.RGBA, lines []string, face font.Face, text color.RGBA, centred bool) {
	frame := image.Rect(x, b.y, x+width, b.y+height)
	draw.Draw(b.img, frame, image.NewUniform(rule), image.Point{}, draw.Src)
	draw.Draw(b.img, image.Rect(x, b.y, x+width-1, b.y+height-1), image.NewUniform(fill), image.Point{}, draw.Src)
	y := b.y + (height-len(lines)*lineStep)/2 + lineStep - 7
	for _, line := range lines {
		at := x + cellPadding
		if centred {
			at = x + (width-font.MeasureString(face, line).Ceil())/2
		}
		letter(b.img, face, text, at, y, line)
		y += lineStep
	}
}
