package xlsform_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	_ "time/tzdata"

	"thidua"
	"thidua/flows/xlsform"
)

// mustRead reads a campaign that is right.
func mustRead(t *testing.T, name string, content []byte) *thidua.Campaign {
	t.Helper()
	campaign, report := xlsform.Read(name, content, xlsform.Options{})
	for _, p := range slices.Concat(report.Errors, report.Warnings) {
		t.Errorf("%s: %s %s", name, p.Code, p.In("en"))
	}
	if campaign == nil {
		t.Fatalf("%s: no campaign", name)
	}
	return campaign
}

// TestSample reads the built-in campaign: nothing may be wrong with it.
func TestSample(t *testing.T) {
	c := mustRead(t, "sample.md", xlsform.Sample())
	if c.ID != "td75" || len(c.Units) < 9 || len(c.People) < 14 || len(c.Parts) < 15 {
		t.Errorf("campaign %q has %d units, %d people, %d parts", c.ID, len(c.Units), len(c.People), len(c.Parts))
	}
	if got := c.Due.Format("2006-01-02 15:04:05 -07:00"); got != "2023-05-25 17:00:00 +07:00" {
		t.Errorf("due is %s", got)
	}
	part, ok := c.Part("de_nghi")
	if !ok || part.Question.Type != thidua.Repeat || part.Due.Equal(c.Due) || len(part.Remind) != 2 {
		t.Errorf("part de_nghi is %+v", part)
	}
}

// TestSampleWorkbook writes the built-in campaign as a workbook and finds the same in it.
func TestSampleWorkbook(t *testing.T) {
	var book bytes.Buffer
	if err := xlsform.Workbook(&book, xlsform.Sample()); err != nil {
		t.Fatal(err)
	}
	want, got := mustRead(t, "sample.md", xlsform.Sample()), mustRead(t, "sample.xlsx", book.Bytes())
	if !reflect.DeepEqual(want, got) {
		t.Errorf("the workbook reads differently: version %s and %s", want.Version, got.Version)
	}
}
