package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// figures are the tables of the summary that charts are drawn from.
type figures struct{ parts, units, activities, awards block }

// The charts' measures, in pixels as the library counts them for rows of rowPoints.
const (
	chartWide  = 1030
	chartHalf  = 505
	chartLow   = 196
	chartHigh  = 540 // what a page holds
	rowPixels  = 18
	rowPoints  = 15
	mostBars   = 40 // units beyond which the chart shows parts instead
	barPixels  = 26 // two lines of a unit's name
	chartFrame = 110
)

const (
	filedColour   = "2E7D32"
	nothingColour = "A5D6A7"
	missingColour = "C62828"
)

// charts draws the native charts under the tables, each over the rows that are left free for it.
func (s *sheet) charts(shown figures) {
	s.section("VI. BIỂU ĐỒ", wholePage)
	rows, title := shown.units, "Tiến độ nộp theo đơn vị"
	if n := rows.rows(); n > mostBars || n == 0 {
		rows, title = shown.parts, "Tiến độ nộp theo nội dung"
	}
	if !rows.empty() {
		height := min(chartFrame+barPixels*rows.rows(), chartHigh)
		s.draw("A", s.progressChart(rows, title), chartWide, height)
		s.cover(height)
		if height+chartLow > chartHigh {
			s.try(func() error { return s.stream.InsertPageBreak(cellName(1, s.row+1)) })
			s.addHigh(rowPoints) // or the frame of a chart would be printed on both pages
		}
	}
	s.pair(shown)
}

// pair draws the two small charts beside each other.
func (s *sheet) pair(shown figures) {
	column := "A"
	if !shown.activities.empty() {
		s.draw(column, s.columnChart(shown.activities, "Hoạt động theo loại", "2E75B6"), chartHalf, chartLow)
		column = "E"
	}
	if !shown.awards.empty() {
		s.draw(column, s.columnChart(shown.awards, "Đề nghị khen thưởng theo hình thức", "BF8F00"), chartHalf, chartLow)
	}
	if !shown.activities.empty() || !shown.awards.empty() {
		s.cover(chartLow)
	}
}

// cover writes the empty rows that a chart lies over, in the height that it counts on.
func (s *sheet) cover(pixels int) {
	for range pixels/rowPixels + 1 {
		s.addHigh(rowPoints)
	}
}

func (s *sheet) draw(column string, chart *excelize.Chart, width, height int) {
	chart.Dimension = excelize.ChartDimension{Width: uint(width), Height: uint(height)}
	cell := fmt.Sprintf("%s%d", column, s.row+1)
	s.try(func() error { return s.book.file.AddChart(s.name, cell, chart) })
}

// progressChart stacks what was filed, declared empty and is missing, a bar per row of its table.
func (s *sheet) progressChart(rows block, title string) *excelize.Chart {
	chart := s.chart(excelize.BarStacked, title)
	chart.Series = []excelize.ChartSeries{
		s.series(rows, filedColumn, filedColour), s.series(rows, nothingColumn, nothingColour),
		s.series(rows, missingColumn, missingColour),
	}
	chart.XAxis.ReverseOrder = true // bars run downwards like the table
	chart.Legend = excelize.ChartLegend{Position: "bottom"}
	overlap := 100
	chart.Overlap = &overlap
	return chart
}

func (s *sheet) columnChart(rows block, title, colour string) *excelize.Chart {
	chart := s.chart(excelize.Bar, title)
	chart.Series = []excelize.ChartSeries{s.series(rows, 3, colour)}
	chart.XAxis.ReverseOrder = true
	chart.Legend = excelize.ChartLegend{Position: "none"}
	chart.PlotArea.ShowVal = true
	return chart
}

func (s *sheet) chart(kind excelize.ChartType, title string) *excelize.Chart {
	zero, gap := 0.0, uint(60)
	font := excelize.Font{Family: fontName, Size: 10, Color: "000000"}
	return &excelize.Chart{
		Type:     kind,
		GapWidth: &gap,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: title, Font: &excelize.Font{Family: fontName, Size: 13, Bold: true, Color: "000000"},
		}}},
		XAxis: excelize.ChartAxis{Font: font},
		YAxis: excelize.ChartAxis{
			Font: font, Minimum: &zero, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"},
			TickLabelPosition: excelize.ChartTickLabelHigh, // at the bottom, since bars run downwards
		},
	}
}

func (s *sheet) series(rows block, column int, colour string) excelize.ChartSeries {
	letter, _ := excelize.ColumnNumberToName(column)
	return excelize.ChartSeries{
		Name:       fmt.Sprintf("%s!$%s$%d", quoted(s.name), letter, rows.head),
		Categories: s.areas(rows, "B"),
		Values:     s.areas(rows, letter),
		Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
	}
}

// areas names a column's cells of a table, without the headings between its pages.
func (s *sheet) areas(rows block, letter string) string {
	var areas []string
	for _, on := range rows.stretches {
		areas = append(areas, fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(s.name), letter, on.first, letter, on.last))
	}
	if len(areas) == 1 {
		return areas[0]
	}
	return "(" + strings.Join(areas, ",") + ")"
}
