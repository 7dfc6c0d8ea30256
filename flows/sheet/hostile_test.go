package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua/flows/sheet"
	"thidua/flows/xlsform"
)

// parts unpacks a file.
func parts(t testing.TB, content []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[file.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func packed(t testing.TB, all map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for name, content := range all {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// second is the part of the sheet with the entries.
const second = "xl/worksheets/sheet3.xml"

// with replaces a part of the sample.
func with(t testing.TB, part, content string) []byte {
	t.Helper()
	all := parts(t, written(t, sample()))
	if all[part] == nil {
		t.Fatalf("no part %s", part)
	}
	all[part] = []byte(content)
	return packed(t, all)
}

func cells(row string, rows int) string {
	var b strings.Builder
	b.WriteString(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>@hd/hoat_dong/</t></is></c><c r="B1" t="inlineStr"><is><t>ten</t></is></c></row>`)
	for i := range rows {
		b.WriteString(strings.ReplaceAll(row, "#", strconv.Itoa(i+3)))
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// TestHostile refuses what would cost a careless reader its memory, and soon.
func TestHostile(t *testing.T) {
	const mostAllocated = 600 // MB over the whole reading; the race detector doubles what is needed
	for name, c := range map[string]struct {
		content func() []byte
		want    error
	}{
		"nothing":  {func() []byte { return nil }, xlsform.ErrBroken},
		"text":     {func() []byte { return []byte("không phải bảng tính") }, xlsform.ErrBroken},
		"old":      {func() []byte { return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") }, xlsform.ErrBroken},
		"locked":   {func() []byte { return locked() }, xlsform.ErrEncrypted},
		"cut":      {func() []byte { all := written(t, sample()); return all[:len(all)/2] }, xlsform.ErrBroken},
		"zip bomb": {func() []byte { return with(t, second, cells("<row></row>", 7<<20)) }, xlsform.ErrLarge},
		"styles": {func() []byte {
			return with(t, "xl/styles.xml", "<s><cellXfs>"+strings.Repeat("<xf/>", 12<<20)+"</cellXfs></s>")
		}, xlsform.ErrLarge},
		"wide rows":   {func() []byte { return with(t, second, cells(`<row r="#"><c r="ETB#"><v>1</v></c></row>`, 90_000)) }, xlsform.ErrLarge},
		"many rows":   {func() []byte { return with(t, second, cells(`<row r="#"><c r="B#"><v>1</v></c></row>`, 20_001)) }, xlsform.ErrLarge},
		"entities":    {func() []byte { return with(t, second, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`) }, xlsform.ErrBroken},
		"not made":    {func() []byte { return with(t, "xl/worksheets/sheet6.xml", "<worksheet><sheetData/></worksheet>") }, sheet.ErrForeign},
		"other sheet": {func() []byte { return with(t, "xl/worksheets/sheet6.xml", cells("", 0)) }, sheet.ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			content := c.content()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begun := time.Now()
			_, err := sheet.Read(content)
			runtime.ReadMemStats(&after)
			spent := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%v, %d MB allocated", time.Since(begun).Round(time.Millisecond), spent)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if spent > mostAllocated {
				t.Errorf("allocated %d MB", spent)
			}
		})
	}
}

// locked looks like what Excel saves with a password.
func locked() []byte {
	b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for _, r := range "EncryptedPackage" {
		b = append(b, byte(r), 0)
	}
	return b
}

// small is the least that is a file of ours.
func small() map[string][]byte {
	return map[string][]byte{
		"xl/workbook.xml": []byte(`<workbook><sheets><sheet name="A" r:id="r1"/><sheet name="B" r:id="r2"/><sheet name="_thidua" r:id="r3"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": []byte(`<Relationships><Relationship Id="r1" Target="a.xml" Type="x/worksheet"/>` +
			`<Relationship Id="r2" Target="b.xml" Type="x/worksheet"/><Relationship Id="r3" Target="m.xml" Type="x/worksheet"/></Relationships>`),
		"xl/a.xml": []byte(sheetOf("@hd/a/", "@up", "@was", "@number", "ten", "@delete", "|", "e1", "", "", "1", "x", "", "|", "", "", "", "2", "y", "x")),
		"xl/b.xml": []byte(sheetOf("@hd/b/a", "@up", "@was", "@number", "@above", "ten", "|", "", "", "", "1", "1", "z", "|", "e1", "q", "", "1", "2", "z")),
		"xl/m.xml": []byte(sheetOf("campaign", "td", "|", "stamp", "5f")),
	}
}

// sheetOf writes rows of texts; | ends a row.
func sheetOf(texts ...string) string {
	var b strings.Builder
	b.WriteString(`<worksheet><sheetData><row>`)
	for _, text := range texts {
		if text == "|" {
			b.WriteString(`</row><row>`)
		} else {
			b.WriteString(`<c t="str"><v>` + text + `</v></c>`)
		}
	}
	b.WriteString(`</row></sheetData></worksheet>`)
	return b.String()
}

// FuzzRead puts anything into the sheets of a file: reading ends, twice the same, and what it gives fits together.
func FuzzRead(f *testing.F) {
	all := small()
	if s, err := sheet.Read(packed(f, all)); err != nil || len(s.Tables) != 2 || len(s.Tables[1].Rows) != 1 {
		f.Fatalf("%+v, %v", s, err)
	}
	f.Add(all["xl/a.xml"], all["xl/b.xml"], all["xl/m.xml"])
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>@p</v></c><c r="D1" t="str"><v>@answer</v></c></row><row r="3">`+
		`<c r="A3" t="str"><v>ten</v></c><c r="D3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>`), all["xl/b.xml"], all["xl/m.xml"])
	f.Fuzz(func(t *testing.T, a, b, marker []byte) {
		p := small()
		p["xl/a.xml"], p["xl/b.xml"], p["xl/m.xml"] = a, b, marker
		sound(t, packed(t, p))
	})
}

// FuzzFile damages the file itself.
func FuzzFile(f *testing.F) {
	f.Add(packed(f, small()))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, content []byte) { sound(t, content) })
}

func sound(t *testing.T, content []byte) {
	s, err := sheet.Read(content)
	again, second := sheet.Read(content)
	if (s == nil) != (err != nil) || !errors.Is(second, err) {
		t.Fatalf("%v beside %v, then %v", s, err, second)
	}
	if err != nil {
		return
	}
	if encoded(t, s) != encoded(t, again) {
		t.Fatal("two readings differ")
	}
	for _, table := range s.Tables {
		seen := map[string]bool{}
		for _, r := range table.Rows {
			if len(r.Cells) != len(table.Columns) || table.Repeat != "" && (r.Entry == "" || seen[r.Entry]) {
				t.Fatalf("row %+v of %d columns", r, len(table.Columns))
			}
			seen[r.Entry] = true
		}
	}
}
