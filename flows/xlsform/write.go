package xlsform

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Widths of columns in characters.
const (
	narrowest = 10
	widest    = 48
)

// Workbook writes a campaign of Markdown tables as an .xlsx workbook for editing: every cell is text, lines wrap, the
// header stays in sight. Read gives the same campaign from both. Without a table in the Markdown it writes nothing and
// returns an error.
func Workbook(w io.Writer, markdown []byte) error {
	sheets := parseMarkdown(strings.TrimPrefix(string(markdown), "\ufeff"))
	if len(sheets) == 0 {
		return fmt.Errorf("write workbook: the Markdown holds no table of a sheet")
	}
	file := excelize.NewFile()
	defer file.Close() // only removes temporary files
	head, err := file.NewStyle(headStyle())
	if err != nil {
		return fmt.Errorf("write workbook: style of the header: %w", err)
	}
	body, err := file.NewStyle(bodyStyle())
	if err != nil {
		return fmt.Errorf("write workbook: style of the cells: %w", err)
	}
	for i, s := range sheets {
		if err := prepare(file, i, s.name); err != nil {
			return fmt.Errorf("write workbook: add sheet %s: %w", s.name, err)
		}
		if err := fillSheet(file, s, head, body); err != nil {
			return fmt.Errorf("write workbook: sheet %s: %w", s.name, err)
		}
	}
	if _, err := file.WriteTo(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func prepare(file *excelize.File, i int, name string) error {
	if i == 0 {
		return file.SetSheetName(file.GetSheetName(0), name)
	}
	_, err := file.NewSheet(name)
	return err
}

// textFormat is the built-in number format of text cells.
const textFormat = 49

func headStyle() *excelize.Style {
	return &excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		NumFmt:    textFormat,
	}
}

func bodyStyle() *excelize.Style {
	return &excelize.Style{
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		NumFmt:    textFormat,
	}
}

// fillSheet streams a sheet; widths and panes must be set before the first row.
func fillSheet(file *excelize.File, s sheet, head, body int) error {
	stream, err := file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, width := range widths(s) {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if len(s.rows) > 0 {
		top := s.rows[0].number
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: top, TopLeftCell: fmt.Sprintf("A%d", top+1),
			ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	for i, r := range s.rows {
		style := body
		if i == 0 {
			style = head
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", r.number), styled(r.cells, style)); err != nil {
			return err
		}
	}
	return stream.Flush()
}

func styled(cells []string, style int) []any {
	row := make([]any, len(cells))
	for i, text := range cells {
		row[i] = excelize.Cell{StyleID: style, Value: text}
	}
	return row
}

// widths fits each column to its longest line, within bounds.
func widths(s sheet) []float64 {
	var all []float64
	for _, r := range s.rows {
		for i, text := range r.cells {
			if i == len(all) {
				all = append(all, narrowest)
			}
			for line := range strings.Lines(text) {
				all[i] = min(widest, max(all[i], float64(utf8.RuneCountInString(line)+2)))
			}
		}
	}
	return all
}
