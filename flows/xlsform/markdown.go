package xlsform

import (
	"slices"
	"strings"
)

// parseMarkdown reads tables in pyxform's convention: a row whose first cell is filled begins the sheet of that name,
// the rows below with an empty first cell are its rows. In a cell \| is a bar and \n a new line. Whatever is not a
// table row is prose and passed over.
func parseMarkdown(content string) []sheet {
	var sheets []sheet
	number, at := 0, 0
	for line := range strings.Lines(content) {
		at++
		cells, ok := splitRow(line)
		switch {
		case !ok || isRule(cells):
		case cells[0] != "" && len(sheets) > maxSheets:
			return sheets
		case cells[0] != "":
			sheets = append(sheets, sheet{name: strings.Join(strings.Fields(cells[0]), " ")})
			number = 0
		case len(sheets) > 0:
			number++
			s := &sheets[len(sheets)-1]
			if filled(cells[1:]) && len(s.rows) <= maxRows {
				s.rows = append(s.rows, row{number: number, line: at, cells: trimmed(cells[1:])})
			}
		}
	}
	return sheets
}

// splitRow takes a table row apart; false where the line is none.
func splitRow(line string) ([]string, bool) {
	line = strings.TrimSpace(line)
	line, ok := strings.CutPrefix(line, "|")
	if !ok {
		return nil, false
	}
	var cells []string
	var text strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && (line[i+1] == '|' || line[i+1] == 'n'):
			i++
			text.WriteByte(map[byte]byte{'|': '|', 'n': '\n'}[line[i]])
		case line[i] == '|':
			cells = append(cells, tidy(text.String()))
			text.Reset()
		default:
			text.WriteByte(line[i])
		}
	}
	if rest := tidy(text.String()); rest != "" || len(cells) == 0 {
		cells = append(cells, rest)
	}
	return cells, true
}

// isRule knows the line below a Markdown header: every filled cell is dashes, perhaps between colons.
func isRule(cells []string) bool {
	for _, c := range cells {
		if c != "" && (!strings.Contains(c, "---") || strings.Trim(strings.Trim(c, ":"), "-") != "") {
			return false
		}
	}
	return filled(cells)
}

// trimmed leaves out the empty cells at the end of a row and those beyond what is read.
func trimmed(cells []string) []string {
	cells = cells[:min(len(cells), maxColumns)]
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return slices.Clip(cells)
}

func filled(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return true
		}
	}
	return false
}
