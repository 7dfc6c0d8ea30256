package export

import "github.com/xuri/excelize/v2"

// overflowSheet holds what cells of other sheets could not; there is none where all fitted.
func (b *book) overflowSheet() error {
	if len(b.overflows) == 0 {
		return nil
	}
	s := b.open(overflowName, layout{
		title: overflowTitle, head: 1, widths: []float64{30, 10, 10, 120}, tab: "7F7F7F",
	})
	s.heading("Trang tính", "Dòng", "Phần", "Nội dung tiếp theo")
	style := b.style(look{wrap: true, border: true})
	for _, rest := range b.overflows {
		s.add(s.text(rest.sheet), s.whole(rest.row), s.whole(rest.piece),
			excelize.Cell{StyleID: style, Value: rest.text})
	}
	return s.close()
}
