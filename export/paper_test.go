package export

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// columnsOf makes a table of so many columns of words, of which one in five holds long texts.
func columnsOf(columns, rows int) *table {
	labels := make([]string, columns)
	for i := range labels {
		labels[i] = fmt.Sprintf("Câu hỏi thứ %d", i)
	}
	t := newTable(labels)
	t.count = rows
	for range rows {
		row := make([]string, columns)
		for i := range row {
			row[i] = strings.Repeat("nội dung ", 1+i%5*i%5*3)
		}
		t.add(row)
	}
	return t
}

// TestPaper fits tables to paper: on as few pages across as can be read, each of them narrower than the page, no column
// lost or narrower than its words, and the first ones on every page.
func TestPaper(t *testing.T) {
	for _, tt := range []struct{ columns, rows, across int }{
		{1, 1, 1}, {6, 0, 1}, {8, 40, 1}, {14, 9, 1}, {20, 9, 2}, {30, 9, 2}, {30, 400, 2}, {90, 9, 6},
	} {
		table := columnsOf(tt.columns, tt.rows)
		table.repeated = min(2, tt.columns-1)
		p := table.fit()
		if p.across() != tt.across {
			t.Errorf("%d columns stand on %d pages, want %d", tt.columns, p.across(), tt.across)
		}
		if len(p.widths) != tt.columns {
			t.Fatalf("%d widths of %d columns", len(p.widths), tt.columns)
		}
		for i, width := range p.widths {
			if width < table.least[i] || width > table.most[i]+2 {
				t.Errorf("%d columns: the width of %d is %v, out of %v to %v", tt.columns, i, width, table.least[i], table.most[i])
			}
		}
		begins := append([]int{0}, p.begins...)
		for i, begin := range begins {
			end, again := tt.columns, 0.0
			if i+1 < len(begins) {
				end = begins[i+1]
			}
			if i > 0 {
				again = pixels(p.widths[:table.repeated])
			}
			if begin >= end || (again+pixels(p.widths[begin:end]))*float64(p.scale)/100 > pagePixels {
				t.Errorf("%d columns at %d%%: those from %d to %d do not stand on a page", tt.columns, p.scale, begin, end)
			}
		}
		if smallest := scales[len(scales)-1]; p.scale < smallest {
			t.Errorf("%d columns are printed at %d%%", tt.columns, p.scale)
		}
	}
}

// TestTextWidth measures texts as they are printed.
func TestTextWidth(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 10, 1},
		{"Văn phòng Sở", 14, 1},
		{"Văn phòng Sở", 10, 2},
		{"Văn phòng Sở\n", 14, 2},
		{"một\n\nhai", 14, 3},
		{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 26, 2}, // capitals are wide
		{"illicit little lilies", 16, 1},     // these are not
		{"https://skhcn.example.vn/tin-tuc/phu-nu", 16, 4},
		{strings.Repeat("chữ ", 100), 20, 20},
	} {
		if got := linesIn(tt.text, tt.width); got != tt.want {
			t.Errorf("%q takes %d lines in %v, want %d", tt.text, got, tt.width, tt.want)
		}
	}
	if line, word := longest("một dòng\nchữ dài hơn cả"); line <= word || chars(line) < 10 || chars(word) > 8 {
		t.Errorf("line %d, word %d", line, word)
	}
}

// TestFigureWidth keeps figures from being printed as #####.
func TestFigureWidth(t *testing.T) {
	for _, tt := range []struct {
		value       float64
		decimals    int
		approximate bool
		printed     string
	}{
		{0, 0, false, "0"}, {9, 0, false, "9"}, {999.6, 0, false, "1,000"}, {1234567890, 2, true, "khoảng 1,234,567,890.00"}, {-12345, 0, false, "-12,345"},
	} {
		if got, least := figureWidth(tt.value, tt.decimals, tt.approximate), textWidth(tt.printed)+1; got < least {
			t.Errorf("%s has %.1f, and needs %.1f", tt.printed, got, least)
		}
	}
}

// TestHeadingsOfManyUnits repeats the headings of the units' table on each of its pages, adds up all of them, and draws
// the chart over the rows alone.
func TestHeadingsOfManyUnits(t *testing.T) {
	for _, tt := range []struct{ units, pages int }{{8, 1}, {24, 2}, {40, 2}, {90, 4}} {
		c, err := Consolidate(scaled(tt.units, 1, false))
		if err != nil {
			t.Fatal(err)
		}
		f := workbookOf(t, c)
		heads, total := 0, ""
		for _, row := range rowsOf(t, f, "Tổng hợp") {
			if len(row) > 2 && row[2] == "Số nội dung phải nộp" {
				heads++
			}
			if len(row) > 2 && row[0] == "Tổng cộng" {
				total = row[2]
			}
		}
		if heads < tt.pages || heads > tt.pages+1 || total != strconv.Itoa(tt.units) {
			t.Errorf("%d units under %d headings, %s in all", tt.units, heads, total)
		}
		charted := 0
		for _, area := range regexp.MustCompile(`!\$B\$(\d+):\$B\$(\d+)`).FindAllStringSubmatch(chartXML(t, f), -1) {
			first, _ := strconv.Atoi(area[1])
			last, _ := strconv.Atoi(area[2])
			charted += last - first + 1
		}
		if tt.units <= mostBars && charted != 3*tt.units {
			t.Errorf("%d units, and three rows of bars over %d rows", tt.units, charted)
		}
	}
}

// chartXML is the first chart of a workbook.
func chartXML(t *testing.T, f *excelize.File) string {
	t.Helper()
	content, ok := f.Pkg.Load("xl/charts/chart1.xml")
	if !ok {
		t.Fatal("there is no chart")
	}
	return string(content.([]byte))
}
