package main

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
)

// The demo's photos are drawn, small and the same each time.
const (
	photoWidth, photoHeight = 640, 400
	photoQuality            = 75
)

// drawnPhoto stands for the photo of a meeting: a wall with a banner, and rows of people before it. Each has its own colours and people, by
// what it shows.
func drawnPhoto(what string) ([]byte, error) {
	sum := fnv.New64a()
	sum.Write([]byte(what))
	random := rand.New(rand.NewPCG(sum.Sum64(), 0))
	photo := image.NewRGBA(image.Rect(0, 0, photoWidth, photoHeight))
	wall := tone(random, 150)
	for y := range photoHeight {
		for x := range photoWidth {
			photo.Set(x, y, shaded(wall, y/8))
		}
	}
	oblong(photo, image.Rect(120, 40, photoWidth-120, 110), color.RGBA{R: 190, G: 30, B: 35, A: 255})
	oblong(photo, image.Rect(150, 68, photoWidth-150, 80), color.RGBA{R: 245, G: 210, B: 80, A: 255})
	for row := range 4 {
		size := 16 + 5*row
		for x := size; x < photoWidth; x += 3 * size {
			person(photo, x+random.IntN(size), 190+52*row, size, tone(random, 60))
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, photo, &jpeg.Options{Quality: photoQuality})
	return b.Bytes(), err
}

// tone is a colour no darker than least.
func tone(random *rand.Rand, least int) color.RGBA {
	part := func() uint8 { return uint8(least + random.IntN(240-least)) }
	return color.RGBA{R: part(), G: part(), B: part(), A: 255}
}

func shaded(c color.RGBA, by int) color.RGBA {
	return color.RGBA{R: c.R - uint8(min(by, int(c.R))), G: c.G - uint8(min(by, int(c.G))), B: c.B - uint8(min(by, int(c.B))), A: 255}
}

func oblong(photo *image.RGBA, area image.Rectangle, c color.RGBA) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			photo.Set(x, y, c)
		}
	}
}

// person is a head over shoulders.
func person(photo *image.RGBA, x, y, size int, clothes color.RGBA) {
	oblong(photo, image.Rect(x-size, y+size, x+size, y+4*size), clothes)
	for dy := -size; dy <= size; dy++ {
		for dx := -size; dx <= size; dx++ {
			if dx*dx+dy*dy <= size*size {
				photo.Set(x+dx, y+dy, color.RGBA{R: 225, G: 180, B: 150, A: 255})
			}
		}
	}
}
