// Package xlsform reads a campaign workbook (XLSForm with the sheets campaign, units, people and parts), as .xlsx or as
// Markdown tables, or says which cell is wrong and what would be right. It keeps nothing and reads no clock.
package xlsform

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"thidua"
)

// Options changes how a workbook is read; the zero value is for everyday use.
type Options struct {
	Location *time.Location   // of dates where the sheet campaign has no timezone; nil is Asia/Ho_Chi_Minh
	Files    map[string]int64 // lengths of the files that come with the workbook, by name; nil: not looked for
}

// Read reads a campaign from the content of a file; the file's name is the last resort for the campaign's id. The
// content decides whether it is a workbook or Markdown. Where the report has errors the campaign is nil. The version
// of the campaign digests the texts of its cells: the same campaign as .md and as .xlsx has the same version.
func Read(name string, content []byte, options Options) (*thidua.Campaign, Report) {
	d := &desk{}
	sheets := openFile(d, content)
	if len(d.errors) > 0 {
		return nil, d.report()
	}
	campaign := newReader(d, sheets).campaign(stem(name), options)
	report := d.report()
	if len(report.Errors) > 0 {
		return nil, report
	}
	campaign.Version = version(sheets)
	return campaign, report
}

// openFile reads the sheets of a file as its content says.
func openFile(d *desk, content []byte) []sheet {
	switch {
	case len(bytes.TrimSpace(content)) == 0:
		d.fail(fileEmpty, cell{})
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(content, utf16le("EncryptedPackage")) {
			d.fail(fileEncrypted, cell{})
		} else {
			d.fail(fileOld, cell{})
		}
	case bytes.HasPrefix(content, []byte("PK")):
		return checkCells(d, parseWorkbook(d, content))
	case len(content) > maxMarkdown:
		d.fail(fileLarge, cell{}, maxMarkdown>>20)
	case utf8.Valid(content):
		content = bytes.TrimPrefix(content, []byte("\ufeff"))
		if sheets := parseMarkdown(string(content)); len(sheets) > 0 {
			return checkCells(d, sheets)
		}
		d.fail(fileUnknown, cell{})
	default:
		d.fail(fileUnknown, cell{})
	}
	return nil
}

// checkCells holds every sheet to the limits of a workbook.
func checkCells(d *desk, sheets []sheet) []sheet {
	if len(sheets) > maxSheets {
		d.fail(sheetsMany, cell{}, maxSheets)
		return nil
	}
	for _, s := range sheets {
		d.order = append(d.order, s.name)
		if len(s.rows) > maxRows {
			d.fail(sheetLarge, cell{sheet: s.name}, maxRows, maxCells, maxText>>20)
		}
		for _, r := range s.rows {
			d.locate(s, r)
			for i, text := range r.cells {
				if len(text) > maxCell && len(utf16.Encode([]rune(text))) > maxCell {
					d.fail(cellLong, cell{sheet: s.name, row: r.number, column: i + 1, text: text})
				}
			}
		}
	}
	return sheets
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// stem is a file's name without folders and ending.
func stem(name string) string {
	base := filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// sheetNames are the sheets that mean something, in the order in which they are digested.
func sheetNames() []string {
	return []string{"survey", "choices", "settings", "external_choices", "entities", "osm",
		"campaign", "units", "people", "parts"}
}

// canonical is the kind of a sheet by its name; empty where it is ignored.
func canonical(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if slices.Contains(sheetNames(), name) {
		return name
	}
	return ""
}

// version is the first half of a digest of what the cells say, empty ones left out.
func version(sheets []sheet) string {
	digest := sha256.New()
	for _, kind := range sheetNames() {
		for _, s := range sheets {
			if canonical(s.name) != kind && (kind != "survey" || len(sheets) > 1) {
				continue
			}
			fmt.Fprintf(digest, "%s\n", kind)
			for _, r := range s.rows {
				for i, text := range r.cells {
					if text != "" {
						fmt.Fprintf(digest, "%d %d %s\n", i, len(text), text)
					}
				}
				fmt.Fprintln(digest)
			}
		}
	}
	return hex.EncodeToString(digest.Sum(nil)[:8])
}
