package export

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"github.com/skip2/go-qrcode"
)

// TestInviteSheet prints A4 pages with six cards at most, each with the very code of its link.
func TestInviteSheet(t *testing.T) {
	t.Parallel()
	sheet := InviteSheet{Campaign: "Đợt thi đua đặc biệt chào mừng kỷ niệm 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc", Unit: "Phòng Kế hoạch – Tài chính"}
	for i := range 8 {
		sheet.Cards = append(sheet.Cards, InviteCard{Name: fmt.Sprintf("Nguyễn Thị Ngữ %d", i), Role: "Đầu mối",
			Link: fmt.Sprintf("https://t.me/thidua_bot?start=AAAAAAAAAAAAAAAAAAAAA%d", i), Expires: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)})
	}
	if sheet.Pages() != 2 {
		t.Fatalf("%d pages", sheet.Pages())
	}
	for page, want := range [][]int{{0, 1, 2, 3, 4, 5}, {6, 7}} {
		var b bytes.Buffer
		if err := sheet.WritePage(&b, page); err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(&b)
		if err != nil || picture.Bounds() != image.Rect(0, 0, 1240, 1754) {
			t.Fatalf("page %d: %v, %v", page, picture.Bounds(), err)
		}
		for place := range 6 {
			x, y := pageMargin+place%columns*(pageWide-2*pageMargin)/columns+((pageWide-2*pageMargin)/columns-qrSide)/2, cardsTop+place/columns*cardHigh+95
			if place >= len(want) {
				if !blankAt(picture, image.Rect(x, y, x+qrSide, y+qrSide)) {
					t.Errorf("page %d: something is at the empty place %d", page, place)
				}
				continue
			}
			code, err := qrcode.New(sheet.Cards[want[place]].Link, qrcode.Medium)
			if err != nil {
				t.Fatal(err)
			}
			if !sameAt(picture, image.Pt(x, y), code.Image(qrSide)) {
				t.Errorf("page %d, place %d: not the code of invite %d", page, place, want[place])
			}
		}
	}
}

func dark(c color.Color) bool { return color.GrayModel.Convert(c).(color.Gray).Y < 0x80 }

func blankAt(p image.Image, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if dark(p.At(x, y)) {
				return false
			}
		}
	}
	return true
}

func sameAt(p image.Image, at image.Point, code image.Image) bool {
	for y := range qrSide {
		for x := range qrSide {
			if dark(p.At(at.X+x, at.Y+y)) != dark(code.At(x, y)) {
				return false
			}
		}
	}
	return true
}
