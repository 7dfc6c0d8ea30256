package export

import (
	"strconv"
	"strings"
)

// sheetNames hands out names of sheets: each different from the others whatever the case, as Excel compares them.
type sheetNames map[string]bool

// nameLimit is Excel's for the name of a sheet, in UTF-16 units.
const nameLimit = 31

// take cleans a label into a name that no sheet has yet, and keeps it.
func (n sheetNames) take(label string) string {
	name := sheetName(label)
	for i := 2; n[strings.ToLower(name)]; i++ {
		suffix := " (" + strconv.Itoa(i) + ")"
		head, _ := cut16(sheetName(label), nameLimit-len(suffix))
		name = strings.TrimSpace(head) + suffix
	}
	n[strings.ToLower(name)] = true
	return name
}

// sheetName drops what Excel forbids in the name of a sheet and cuts it at a word where one ends near the limit, or
// before the comma or dash that opens what is left of a phrase.
func sheetName(label string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, printable(label))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), "' ")
	if name == "" || strings.EqualFold(name, "History") {
		name = strings.TrimSpace(entryName + " " + name)
	}
	head, tail := cut16(name, nameLimit)
	if tail != "" {
		if i := strings.LastIndexByte(head, ' '); i > nameLimit/2 && !strings.HasPrefix(tail, " ") {
			head = head[:i]
		}
		if i := max(strings.LastIndex(head, ", "), strings.LastIndex(head, " - ")); i > 0 && units16(head[:i]) > nameLimit/2 {
			head = head[:i]
		}
	}
	return strings.Trim(head, "' ,;-")
}

// quoted names a sheet inside a formula.
func quoted(sheet string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
}
