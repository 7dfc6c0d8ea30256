package export

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"thidua/flows/vietnamese"
)

// The fonts that pictures are lettered with; they are in the program, and have every Vietnamese letter.
var (
	thinFont = sync.OnceValue(func() *opentype.Font { return parseFont(liberationsansregular.TTF) })
	boldFont = sync.OnceValue(func() *opentype.Font { return parseFont(liberationsansbold.TTF) })
)

func parseFont(data []byte) *opentype.Font {
	f, err := opentype.Parse(data)
	if err != nil {
		panic("font cannot be read: " + err.Error())
	}
	return f
}

// lettering is a font in a size, in points at so many dots an inch. A face serves one goroutine.
func lettering(f *opentype.Font, points, dots float64) font.Face {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: points, DPI: dots, Hinting: font.HintingFull})
	if err != nil {
		panic("font cannot be used: " + err.Error())
	}
	return face
}

// letter puts a line of text on its baseline.
func letter(img draw.Image, face font.Face, c color.Color, x, y int, text string) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// wrap breaks a text into lines no wider than there is room; what is left over after the last is cut with three dots.
func wrap(face font.Face, text string, width, most int) []string {
	fits := func(s string) bool { return font.MeasureString(face, s).Ceil() <= width }
	var lines []string
	line := ""
	words := strings.Fields(vietnamese.Clean(text))
	for i, word := range words {
		longer := strings.TrimSpace(line + " " + word)
		if line == "" || fits(longer) {
			line = longer
			continue
		}
		if len(lines) == most-1 {
			line = strings.Join(append([]string{line}, words[i:]...), " ")
			break
		}
		lines, line = append(lines, line), word
	}
	lines = append(lines, line)
	for i, long := range lines {
		if fits(long) {
			continue
		}
		runes := []rune(long)
		for len(runes) > 0 && !fits(string(runes)+"…") {
			runes = runes[:len(runes)-1]
		}
		lines[i] = string(runes) + "…"
	}
	return lines
}
