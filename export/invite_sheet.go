package export

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"time"

	"github.com/skip2/go-qrcode"
	"golang.org/x/image/font"
)

// InviteSheet is what is printed for one unit: an invite for each of its people.
type InviteSheet struct {
	Campaign, Unit string // titles
	Cards          []InviteCard
}

// InviteCard is the invite of one person.
type InviteCard struct {
	Name, Role string
	Link       string
	Expires    time.Time // in the campaign's zone
}

// An A4 page at 150 dots an inch, in dots.
const (
	pageWide, pageHigh = 1240, 1754
	pageMargin         = 90
	columns, rowsDeep  = 2, 3
	cardsTop           = 300
	cardHigh           = 450
	qrSide             = 290
	dotsPerInch        = 150
)

// Pages is how many pages the sheet takes.
func (s InviteSheet) Pages() int { return max(1, (len(s.Cards)+columns*rowsDeep-1)/(columns*rowsDeep)) }

// WritePage writes one page as PNG: campaign and unit above, then the cards with their lines to cut along.
func (s InviteSheet) WritePage(w io.Writer, page int) error {
	p := newPage()
	p.line(boldly(11), pageMargin, 130, pageWide-2*pageMargin, s.Campaign, 2)
	p.line(boldly(17), pageMargin, 240, pageWide-2*pageMargin, s.Unit, 1)
	const perPage = columns * rowsDeep
	first := min(page*perPage, len(s.Cards))
	for i, card := range s.Cards[first:min(first+perPage, len(s.Cards))] {
		wide := (pageWide - 2*pageMargin) / columns
		if err := p.card(card, image.Pt(pageMargin+i%columns*wide, cardsTop+i/columns*cardHigh), wide); err != nil {
			return err
		}
	}
	p.line(thinly(9), pageMargin, pageHigh-70, pageWide-2*pageMargin, inviteFoot, 1)
	return png.Encode(w, p)
}

const inviteFoot = "Mỗi mã dùng một lần, cho đúng người ghi trên mã. Quét bằng máy ảnh điện thoại, mở Telegram rồi bấm Start."

// WriteQR writes one invite's link as a picture.
func WriteQR(w io.Writer, link string) error {
	code, err := qrcode.New(link, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("make a QR code: %w", err)
	}
	return png.Encode(w, code.Image(512))
}

// page is a sheet of paper being printed on.
type page struct{ *image.Gray }

func newPage() page {
	p := page{image.NewGray(image.Rect(0, 0, pageWide, pageHigh))}
	draw.Draw(p, p.Bounds(), image.White, image.Point{}, draw.Src)
	return p
}

// card prints an invite: the name above its code, and until when it is good.
func (p page) card(c InviteCard, at image.Point, wide int) error {
	p.frame(image.Rect(at.X, at.Y, at.X+wide, at.Y+cardHigh))
	code, err := qrcode.New(c.Link, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("make a QR code: %w", err)
	}
	side := image.Rect(0, 0, qrSide, qrSide).Add(image.Pt(at.X+(wide-qrSide)/2, at.Y+95))
	draw.Draw(p, side, code.Image(qrSide), image.Point{}, draw.Src)
	p.line(boldly(12), at.X+20, at.Y+50, wide-40, c.Name, 1)
	p.line(thinly(10), at.X+20, at.Y+85, wide-40, c.Role, 1)
	p.line(thinly(9), at.X+20, at.Y+cardHigh-25, wide-40, "Dùng đến "+c.Expires.Format("15:04 02/01/2006"), 1)
	return nil
}

// frame draws the line along which a card is cut.
func (p page) frame(r image.Rectangle) {
	for x := r.Min.X; x < r.Max.X; x++ {
		p.dot(x, r.Min.Y)
		p.dot(x, r.Max.Y)
	}
	for y := r.Min.Y; y <= r.Max.Y; y++ {
		p.dot(r.Min.X, y)
		p.dot(r.Max.X, y)
	}
}

func (p page) dot(x, y int) {
	if (x+y)%12 < 6 {
		p.SetGray(x, y, color.Gray{Y: 0xa0})
	}
}

// line prints a text from a baseline on, wrapped into so many lines at most; what has no room ends in an ellipsis.
func (p page) line(face font.Face, x, y, wide int, text string, most int) {
	for _, line := range wrap(face, text, wide, most) {
		letter(p, face, color.Black, x, y, line)
		y += face.Metrics().Height.Ceil()
	}
}

func thinly(points float64) font.Face { return lettering(thinFont(), points, dotsPerInch) }
func boldly(points float64) font.Face { return lettering(boldFont(), points, dotsPerInch) }
