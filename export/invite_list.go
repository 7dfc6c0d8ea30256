package export

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// WriteInviteList writes invites as a workbook of one sheet, a row for each person.
func WriteInviteList(w io.Writer, sheets []InviteSheet) error {
	f := excelize.NewFile()
	defer f.Close()
	const name = "Mời"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("write the invites: %w", err)
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("write the invites: %w", err)
	}
	for i, wide := range []float64{40, 30, 24, 64, 18} {
		if err := out.SetColWidth(i+1, i+1, wide); err != nil {
			return fmt.Errorf("write the invites: %w", err)
		}
	}
	rows := [][]any{{"Đơn vị", "Họ tên", "Vai trò", "Liên kết (dùng một lần)", "Dùng đến"}}
	for _, s := range sheets {
		for _, c := range s.Cards {
			rows = append(rows, []any{s.Unit, c.Name, c.Role, c.Link, c.Expires.Format("15:04 02/01/2006")})
		}
	}
	for i, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return fmt.Errorf("write the invites: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the invites: %w", err)
	}
	return f.Write(w)
}

// WriteInviteSheets writes all pages to print as one zip.
func WriteInviteSheets(w io.Writer, sheets []InviteSheet) error {
	out := zip.NewWriter(w)
	n := 0
	for _, s := range sheets {
		for page := range s.Pages() {
			n++
			name := fmt.Sprintf("%03d %s.png", n, strings.NewReplacer("/", "-", `\`, "-", ":", "-").Replace(s.Unit))
			entry, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				return fmt.Errorf("write the sheets: %w", err)
			}
			if err := s.WritePage(entry, page); err != nil {
				return fmt.Errorf("write the sheets: %w", err)
			}
		}
	}
	return out.Close()
}
