package xlsform_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"thidua/flows/xlsform"
)

// vector is a form of other engines' suites, with what they answer.
type vector struct {
	ID       string   `json:"id"`
	MD       string   `json:"md"`
	Valid    bool     `json:"valid"`
	Codes    []string `json:"error_codes"`
	Rows     []int    `json:"error_rows"`
	Contains []string `json:"error_contains"`
	Warnings []string `json:"warnings_contains"`
}

// TestVectors runs the forms of the folder in THIDUA_XLSFORM_VECTORS: forms.jsonl and forms/*.xlsx.
func TestVectors(t *testing.T) {
	folder := os.Getenv("THIDUA_XLSFORM_VECTORS")
	if folder == "" {
		t.Log("THIDUA_XLSFORM_VECTORS is not set: nothing to compare with")
		return
	}
	file, err := os.Open(filepath.Join(folder, "forms.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		t.Run(v.ID, func(t *testing.T) { v.check(t) })
	}
	books, _ := filepath.Glob(filepath.Join(folder, "forms", "*.xlsx"))
	for _, book := range books {
		t.Run(filepath.Base(book), func(t *testing.T) { checkBook(t, book) })
	}
}

func checkBook(t *testing.T, book string) {
	content, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	campaign, report := xlsform.Read(book, content, xlsform.Options{})
	if campaign == nil {
		t.Errorf("refused: %s", lines(report.Errors))
	}
	t.Logf("warnings: %s", lines(report.Warnings))
}

func (v vector) check(t *testing.T) {
	campaign, report := xlsform.Read(v.ID+".md", []byte(v.MD), xlsform.Options{})
	if (campaign != nil) != v.Valid {
		t.Fatalf("valid is %v, want %v\n%s\n%s", campaign != nil, v.Valid, lines(report.Errors), v.MD)
	}
	codes, rows := places(report.Errors)
	for _, code := range v.Codes {
		if !slices.Contains(codes, code) {
			t.Errorf("no error %s in\n%s", code, lines(report.Errors))
		}
	}
	for _, row := range v.Rows {
		if !slices.Contains(rows, row) {
			t.Errorf("no error in row %d in\n%s", row, lines(report.Errors))
		}
	}
	for _, want := range v.Contains {
		v.named(t, want, report)
	}
	for _, want := range v.Warnings {
		v.warned(t, want, report)
	}
}

var (
	quotedWord = regexp.MustCompile(`'([^' ]+)'`)
	atRow      = regexp.MustCompile(`\[row : (\d+)\]`)
)

// named asks that a name that the other engine puts between quotes stands in one of our lines.
func (v vector) named(t *testing.T, want string, report xlsform.Report) {
	names := quotedWord.FindAllStringSubmatch(want, -1)
	all := lines(report.Errors)
	for _, name := range names {
		if strings.Contains(all, name[1]) {
			return
		}
	}
	if len(names) > 0 {
		t.Errorf("nothing of %q in\n%s", want, all)
	}
}

// warned asks for a warning in the same row; advice about Android devices is not ours to give.
func (v vector) warned(t *testing.T, want string, report xlsform.Report) {
	if strings.Contains(want, "max-pixels") {
		return
	}
	_, rows := places(report.Warnings)
	if m := atRow.FindStringSubmatch(want); m != nil {
		if row, _ := strconv.Atoi(m[1]); !slices.Contains(rows, row) {
			t.Errorf("no warning in row %d, wanted %q", row, want)
		}
	} else if len(rows) == 0 {
		t.Errorf("no warning, wanted %q", want)
	}
}

func places(problems []xlsform.Problem) (codes []string, rows []int) {
	for _, p := range problems {
		codes, rows = append(codes, p.Code), append(rows, p.Row)
	}
	return codes, rows
}

func lines(problems []xlsform.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Code+" "+p.In("en"))
	}
	return strings.Join(all, "\n")
}
