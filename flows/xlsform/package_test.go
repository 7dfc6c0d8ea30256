package xlsform

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func packed(t *testing.T, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range files {
		f, err := w.Create(file[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(file[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOpenPackage takes a workbook and its files out of whatever folders, and nothing that could harm.
func TestOpenPackage(t *testing.T) {
	t.Parallel()
	p, err := OpenPackage(packed(t, [2]string{"đợt/td.md", "| survey |"}, [2]string{"đợt/td-media/ảnh.png", "x"}, [2]string{"../../etc/b.png", "yy"},
		[2]string{"__MACOSX/._td.md", "z"}, [2]string{"đợt/.DS_Store", "z"}))
	if err != nil || p.Name != "td.md" || string(p.Workbook) != "| survey |" || len(p.Files) != 2 || string(p.Files["ảnh.png"]) != "x" || p.Lengths()["b.png"] != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	for name, content := range map[string][]byte{
		"no workbook":   packed(t, [2]string{"a.png", "x"}),
		"two workbooks": packed(t, [2]string{"a.md", "x"}, [2]string{"b.xlsx", "x"}),
	} {
		if _, err := OpenPackage(content); !errors.Is(err, ErrNoWorkbook) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var many [][2]string
	for i := range maxParts + 1 {
		many = append(many, [2]string{fmt.Sprintf("%d.png", i), ""})
	}
	for name, content := range map[string][]byte{
		"bomb":      packed(t, [2]string{"a.md", "x"}, [2]string{"a.png", strings.Repeat("\x00", maxPackage+1)}),
		"two bombs": packed(t, [2]string{"a.md", "x"}, [2]string{"a.png", strings.Repeat("\x00", maxPackage/2)}, [2]string{"b.png", strings.Repeat("\x00", maxPackage/2)}),
		"many":      packed(t, many...),
		"no zip":    []byte("PK\x03\x04 and nothing"),
	} {
		if p, err := OpenPackage(content); err == nil {
			t.Errorf("%s was opened: %d files", name, len(p.Files))
		}
	}
}
