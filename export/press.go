package export

import "github.com/xuri/excelize/v2"

// press prints the rows of a part's sheets while the next ones are filled: to print a row takes as long as to fill it.
type press struct {
	rows chan *filledRow
	done chan error
}

// filledRow is a row that is filled, waits to be printed, or is printed and free to be filled again.
type filledRow struct {
	sheet  *sheet
	number int
	height float64
	cells  []excelize.Cell
	values []any // the cells, as the library wants them
	free   chan *filledRow
}

// rowsAhead is how many rows of a sheet may wait to be printed.
const rowsAhead = 64

// freeRows makes the rows that a sheet uses in turn.
func freeRows(s *sheet, columns int) chan *filledRow {
	free := make(chan *filledRow, rowsAhead)
	for range rowsAhead {
		r := &filledRow{sheet: s, cells: make([]excelize.Cell, columns), values: make([]any, columns), free: free}
		for i := range r.cells {
			r.values[i] = &r.cells[i]
		}
		free <- r
	}
	return free
}

// startPress must be ended by finish.
func startPress() *press {
	p := &press{rows: make(chan *filledRow, rowsAhead), done: make(chan error, 1)}
	go p.run()
	return p
}

// run prints until nothing more comes; after the first failure it only frees the rows.
func (p *press) run() {
	var failed error
	for r := range p.rows {
		if failed == nil {
			failed = r.sheet.stream.SetRow(cellName(1, r.number), r.values, excelize.RowOpts{Height: r.height})
		}
		r.free <- r
	}
	p.done <- failed
}

// print takes the next row of a sheet, as high as its texts need.
func (p *press) print(r *filledRow) {
	r.height = r.sheet.heightOf(r.values)
	r.sheet.pass(r.height)
	r.number = r.sheet.row
	p.rows <- r
}

// finish waits for the rows that are not printed yet.
func (p *press) finish() error {
	close(p.rows)
	return <-p.done
}
