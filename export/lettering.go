package export

import (
	"fmt"
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

// fonts are those that pictures are lettered with; they are in the program, and have every Vietnamese letter.
var fonts = sync.OnceValues(func() (pair [2]*opentype.Font, err error) {
	for i, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		if pair[i], err = opentype.Parse(data); err != nil {
			return pair, fmt.Errorf("read a font: %w", err)
		}
	}
	return pair, nil
})

// lettering writes into a picture. A face serves one goroutine.
type lettering struct{ body, small, strong font.Face }

func newLettering() (*lettering, error) {
	pair, err := fonts()
	if err != nil {
		return nil, err
	}
	l := &lettering{}
	for _, f := range []struct {
		face *font.Face
		of   *opentype.Font
		size float64
	}{{&l.body, pair[0], 20}, {&l.small, pair[0], 17}, {&l.strong, pair[1], 26}} {
		*f.face, err = opentype.NewFace(f.of, &opentype.FaceOptions{Size: f.size, DPI: 72, Hinting: font.HintingFull})
		if err != nil {
			return nil, fmt.Errorf("set a font: %w", err)
		}
	}
	return l, nil
}

// write puts a line of text on its baseline.
func (l *lettering) write(img draw.Image, face font.Face, c color.RGBA, x, y int, text string) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// wrap breaks a text into lines no wider than there is room; what is left over after the last is cut with three dots.
func (l *lettering) wrap(face font.Face, text string, width, most int) []string {
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
