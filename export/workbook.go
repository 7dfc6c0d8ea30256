package export

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// book is a workbook in the making.
type book struct {
	c         *Consolidation
	file      *excelize.File
	names     sheetNames
	styles    map[look]int
	tables    map[string]bool // names given
	overflows []overflow
	running   map[int]int  // sums of the summary's table in hand, by column
	parts     []*partSheet // in the order of parts
	nominees  []nominee
	textStyle int
	evident   bool  // there are questions for files
	files     int   // met so far
	err       error // of the first style that failed
}

// Workbook writes the consolidated workbook (.xlsx): the summary, a sheet per part, the nominations, the progress,
// the checks and the log. The same consolidation gives the same bytes.
func Workbook(w io.Writer, c *Consolidation) error {
	b := &book{c: c, file: excelize.NewFile(), names: sheetNames{}, styles: map[look]int{}, running: map[int]int{},
		tables: map[string]bool{}}
	defer b.file.Close() // temporary files of the streams; a failure to remove them loses nothing
	if err := b.write(w); err != nil {
		return fmt.Errorf("workbook of campaign %s: %w", c.Campaign.ID, err)
	}
	return nil
}

func (b *book) write(w io.Writer) error {
	if err := b.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := b.file.SetSheetName(b.file.GetSheetName(0), summaryName); err != nil {
		return err
	}
	var err error
	if b.nominees, err = b.c.nominees(); err != nil {
		return err
	}
	b.textStyle = b.style(look{wrap: true, border: true})
	b.plan()
	sheets := []func() error{b.summarySheet, b.resultsSheet, b.partSheets, b.nominationSheets, b.progressSheet, b.changeSheet,
		b.checkSheet, b.evidenceSheet, b.logSheet, b.overflowSheet}
	for _, write := range sheets {
		if err := write(); err != nil {
			return err
		}
	}
	b.describe()
	return b.save(w)
}

// plan names all sheets before the first is written: the summary's formulas point at the others. The sheets that
// every workbook has come first, so that no part's label takes their names from them, but a part of nominations
// may be the sheet of nominations itself.
func (b *book) plan() {
	for _, name := range []string{summaryName, resultsName, progressName, checkName, logName, evidenceName, changeName, overflowName,
		collectivesName, individualsName, householdsName} {
		b.names.take(name)
	}
	register := false
	for _, p := range b.c.PartsOfKind(nominationKind) {
		register = register || sheetName(p.Label) == nominationsName
	}
	if !register {
		b.names.take(nominationsName)
	}
	for _, p := range b.c.Parts {
		b.evident = b.evident || hasFiles(p.Columns)
		b.parts = append(b.parts, b.planPart(p))
	}
}
