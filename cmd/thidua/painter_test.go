package main

import (
	"bytes"
	"image/png"
	"os"
	"testing"

	"thidua/export"
)

// TestPainter draws the first page of a report: a page of A4, upright, and not all white.
func TestPainter(t *testing.T) {
	t.Parallel()
	p := newPainter()
	if p == nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice and pdftoppm are needed in CI")
		}
		t.Skip("soffice or pdftoppm is not installed")
	}
	var template bytes.Buffer
	if err := export.Template(&template); err != nil {
		t.Fatal(err)
	}
	drawn, err := p.FirstPage(t.Context(), "bao-cao.docx", &template)
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(drawn)
	if err != nil {
		t.Fatal(err)
	}
	size := page.Bounds().Size()
	if ratio := float64(size.Y) / float64(size.X); ratio < 1.40 || ratio > 1.43 || size.X < 500 {
		t.Errorf("a page of %v", size)
	}
	dark := 0
	for y := range size.Y {
		for x := range size.X {
			if r, _, _, _ := page.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	if dark < 1000 {
		t.Errorf("only %d dark points", dark)
	}
}
