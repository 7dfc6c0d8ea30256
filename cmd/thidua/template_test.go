package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/export"
	"thidua/flows/xlsform"
)

// TestLoadTemplate keeps a campaign's own report template, which must fit every version, and goes back to the built-in one.
func TestLoadTemplate(t *testing.T) {
	t.Parallel()
	for name, fresh := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ownTemplate(t, terminal{TB: t, env: map[string]string{"STORE_URL": fresh(t)}})
		})
	}
}

func ownTemplate(t *testing.T, w terminal) {
	folder := t.TempDir()
	place := func(name string, content []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	campaign := place("c.md", xlsform.Sample())
	own := place("own.docx", templateWith(t, "Kính gửi: ", "Kính trình {{count(hoi_dong/so_bien_ban)}}: "))
	wrong := place("wrong.docx", templateWith(t, "Kính gửi: ", "Kính gửi {{khong_co}}: "))
	refused := func(said string, arguments ...string) {
		t.Helper()
		if code, _, err := w.run(append([]string{"load"}, arguments...)...); code != exitWrong || !strings.Contains(err, said) {
			t.Errorf("load %q: %d, %s", arguments, code, err)
		}
	}
	serves := func(want bool) {
		t.Helper()
		w.must("export", "--out", folder)
		text := strings.Join(paragraphs(t, filepath.Join(folder, "bao-cao.docx")), "\n")
		if strings.Contains(text, "Kính trình 0: ") != want {
			t.Errorf("own template = %v, want %v:\n%.400s", !want, want, text)
		}
	}
	refused("khong_co", campaign, "--template", wrong)
	if code, _, _ := w.run("export", "--out", folder); code != exitWrong {
		t.Error("the campaign was loaded with a template that does not fit")
	}
	w.must("load", campaign, "--template", own, "--dry-run")
	w.must("load", campaign)
	serves(false)
	w.must("load", campaign, "--template", own)
	serves(true)
	refused("khong_co", campaign, "--template", wrong)
	w.must("load", campaign)
	serves(true)
	dossier := filepath.Join(folder, "x.zip")
	w.must("dossier", dossier)
	place("report.docx", partOf(t, dossier, export.ReportName))
	if text := strings.Join(paragraphs(t, filepath.Join(folder, "report.docx")), "\n"); !strings.Contains(text, "Kính trình 0: ") {
		t.Error("the dossier holds another report")
	}
	renamed := place("renamed.md", bytes.ReplaceAll(xlsform.Sample(), []byte("so_bien_ban"), []byte("so_khac")))
	refused("--template builtin", renamed)
	w.must("load", renamed, "--template", "builtin")
	serves(false)
}

// templateWith is the built-in template with a text replaced.
func templateWith(t *testing.T, before, after string) []byte {
	t.Helper()
	var whole, changed bytes.Buffer
	if err := export.Template(&whole); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := zip.NewWriter(&changed)
	for _, file := range archive.File {
		from, err := archive.Open(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := out.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(bytes.ReplaceAll(content, []byte(before), []byte(after))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return changed.Bytes()
}

// partOf reads one file of a zip.
func partOf(t *testing.T, name, part string) []byte {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	from, err := archive.Open(part)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
