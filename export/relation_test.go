package export

import (
	"strings"
	"testing"

	"thidua"
)

// TestReplacing replaces whatever the lengths of the writes are, and keeps all else.
func TestReplacing(t *testing.T) {
	const text = `<a/><b relationships:id="rId1"/> relationships: relationships:i  relationships:id="2"/>`
	for size := 1; size <= len(text); size++ {
		var b strings.Builder
		r := replacing(&b, ` relationships:id="`, ` r:id="`)
		for i := 0; i < len(text); i += size {
			if n, err := r.Write([]byte(text[i:min(i+size, len(text))])); n == 0 || err != nil {
				t.Fatal(n, err)
			}
		}
		if want := `<a/><b r:id="rId1"/> relationships: relationships:i  r:id="2"/>`; b.String() != want {
			t.Fatalf("writes of %d bytes: %q", size, b.String())
		}
	}
}

// TestRelations names them as readers expect that know no other prefix.
func TestRelations(t *testing.T) {
	typed := source()
	typed.Submissions[3].Entries[0].Answers["ten_hoat_dong"] = thidua.Answer{Value: `a relationships:id="b"`}
	f, data := written(t, typed)
	if got := value(t, f, "Hoạt động", "C2"); got != `a relationships:id="b"` {
		t.Errorf("what a person typed became %q", got)
	}
	summary, evidence := contentOf(t, data, "xl/worksheets/sheet1.xml"), ""
	for _, name := range entriesOfZip(t, data) {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			content := contentOf(t, data, name)
			if strings.Contains(content, ` relationships:id="`) || !strings.Contains(content, "xmlns:r=") || !strings.HasSuffix(content, "</worksheet>") {
				t.Errorf("%s names relations by another prefix", name)
			}
			evidence += content
		}
	}
	if !strings.Contains(summary, `<drawing r:id="rId1"`) || strings.Count(evidence, `<hyperlink ref="I2" r:id="`) != 1 {
		t.Error("the drawing or the links are gone")
	}
}
