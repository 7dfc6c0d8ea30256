package xlsform

import (
	"bytes"
	"errors"

	"thidua"
)

// Why a file cannot be read as a spreadsheet.
var (
	ErrLarge     = errLarge // it unpacks to more than is sensible, or has too many rows, cells or letters
	ErrBroken    = errors.New("xlsform: not an .xlsx file")
	ErrEncrypted = errors.New("xlsform: locked with a password")
)

// Grid is a sheet of any .xlsx file with its cells as they are.
type Grid struct {
	Name string
	Rows []GridRow
}

// GridRow is a row in which something stands; Cells[0] is column A.
type GridRow struct {
	Number int // from 1
	Cells  []thidua.Cell
}

// gridGap is how many empty rows in a run end a sheet that is read as a grid: people leave room.
const gridGap = 5000

// Grids reads the sheets of an .xlsx file, hidden ones too. The limits of a campaign workbook hold.
func Grids(content []byte) ([]Grid, error) {
	w, named, err := openGrids(content)
	if err != nil {
		return nil, err
	}
	var grids []Grid
	for _, n := range named {
		g := Grid{Name: n.name}
		if target := w.targets[n.id]; target != "" {
			r := &sheetReader{workbook: w, name: n.name, typed: true}
			if err := r.readPart(target); err != nil {
				return nil, unreadable(err)
			}
			g.Rows = r.grid
		}
		if len(w.desk.errors) > 0 { // too many rows, cells or letters
			return nil, ErrLarge
		}
		grids = append(grids, g)
	}
	return grids, nil
}

func openGrids(content []byte) (*workbook, []sheetName, error) {
	c, err := openSpreadsheet(content)
	if err != nil {
		return nil, nil, err
	}
	w := &workbook{container: c, desk: &desk{}}
	named, err := w.open()
	if err != nil {
		return nil, nil, unreadable(err)
	}
	if len(named) > maxSheets {
		return nil, nil, ErrLarge
	}
	return w, named, nil
}

func openSpreadsheet(content []byte) (*container, error) {
	if bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) && bytes.Contains(content, utf16le("EncryptedPackage")) {
		return nil, ErrEncrypted
	}
	c, err := openContainer(content)
	if err != nil {
		return nil, unreadable(err)
	}
	return c, nil
}

// unreadable keeps what the caller can tell people of; all else is a broken file.
func unreadable(err error) error {
	if errors.Is(err, errLarge) {
		return ErrLarge
	}
	return ErrBroken
}
