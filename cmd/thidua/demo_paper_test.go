package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// printed is a page as pdftotext finds it.
type printed struct {
	Height float64 `xml:"height,attr"`
	Words  []struct {
		Top    float64 `xml:"yMin,attr"`
		Bottom float64 `xml:"yMax,attr"`
		Text   string  `xml:",chardata"`
	} `xml:"word"`
}

// title is what stands on the first line.
func (p printed) title() string {
	var words []string
	for _, w := range p.Words {
		if w.Top < p.Words[0].Top+2 {
			words = append(words, w.Text)
		}
	}
	return strings.Join(words, " ")
}

// filled is how far down the page anything is printed above its foot.
func (p printed) filled() float64 {
	lowest := 0.0
	for _, w := range p.Words {
		if w.Top < p.Height*0.93 {
			lowest = max(lowest, w.Bottom)
		}
	}
	return lowest / p.Height
}

// printsWell lets LibreOffice print the demo's workbook: sheets one page wide, in letters that can be read, or two where
// the questions are many; every page numbered, and full before the next one begins; no figure that its column cannot show.
func printsWell(t *testing.T, file string) {
	t.Helper()
	wide := widerThanAPage(t, file)
	if want := "[Hoạt động Đề nghị khen thưởng]"; fmt.Sprint(wide) != want {
		t.Errorf("on more than one page across are %v, want %s", wide, want)
	}
	pages := printedPages(t, file)
	if pages == nil {
		return
	}
	if len(pages) > 52 {
		t.Errorf("%d pages", len(pages))
	}
	number := regexp.MustCompile(fmt.Sprintf(`Trang \d+/%d$`, len(pages)))
	for i, page := range pages {
		var text []string
		for _, w := range page.Words {
			text = append(text, w.Text)
		}
		all := strings.Join(text, " ")
		if !number.MatchString(all) || strings.Contains(all, "###") {
			t.Errorf("page %d is without its number, or with figures that its columns cannot show: %s", i+1, all)
		}
		next := i + 1
		if slices.Contains(wide, page.title()) {
			next++ // the page beside it has the same rows
		}
		if more := next < len(pages) && pages[next].title() == page.title(); more && page.filled() < 0.4 {
			t.Errorf("page %d (%s) is filled by %.0f%%, and another follows", i+1, page.title(), 100*page.filled())
		}
	}
}

// widerThanAPage names the sheets whose columns stand on several pages, and holds the others against the width of one.
func widerThanAPage(t *testing.T, file string) []string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var wide []string
	for _, sheet := range f.GetSheetList() {
		layout, errLayout := f.GetPageLayout(sheet)
		props, errProps := f.GetSheetProps(sheet)
		if err := errors.Join(errLayout, errProps); err != nil {
			t.Fatal(err)
		}
		columns, _ := f.GetCols(sheet)
		pixels := 0.0
		for i := range columns {
			name, _ := excelize.ColumnNumberToName(i + 1)
			width, _ := f.GetColWidth(sheet, name)
			pixels += 7*width + 5
		}
		const page, readable = 1046, 0.65
		fitted, scale := *props.FitToPage, readable
		if !fitted {
			scale = float64(*layout.AdjustTo) / 100
		}
		switch {
		case pixels*scale <= page:
		case fitted:
			t.Errorf("%s: %.0f pixels on one page cannot be read", sheet, pixels)
		case pixels*scale > 2*page || scale < readable:
			t.Errorf("%s: %.0f pixels at %.0f%% need more than two pages across, or cannot be read", sheet, pixels, 100*scale)
		default:
			wide = append(wide, sheet)
		}
	}
	return wide
}

// printedPages are the pages of a workbook that LibreOffice makes; none where a tool is missing.
func printedPages(t *testing.T, file string) []printed {
	t.Helper()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			withoutTool(t, tool)
			return nil
		}
	}
	dir := t.TempDir()
	convert := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "pdf", "--outdir", dir, file)
	if said, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	found, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox", filepath.Join(dir, "tong-hop.pdf"), "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	var read struct {
		Pages []printed `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(found, &read); err != nil {
		t.Fatal(err)
	}
	return read.Pages
}
