package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"thidua"
)

// shelf keeps one picture; other files were not fetched.
type shelf struct{ broken error }

func (s shelf) Sum(_ context.Context, f thidua.File) (string, error) {
	if f.ID != "1" {
		return "", nil
	}
	return "ab", nil
}

func (s shelf) Open(_ context.Context, sha string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("picture " + sha)), s.broken
}

func TestDossier(t *testing.T) {
	var b bytes.Buffer
	if err := Dossier(t.Context(), &b, testConsolidation(t), ReportOptions{Files: shelf{}}); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{}
	var names []string
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names, contents[f.Name] = append(names, f.Name), string(content)
	}
	picture := "minh-chung/QLKH/hoat_dong-2-anh.jpg"
	if want := []string{WorkbookName, ReportName, picture, ManifestName}; !slices.Equal(names, want) {
		t.Errorf("names = %q, want %q", names, want)
	}
	if contents[picture] != "picture ab" {
		t.Errorf("the picture is %q", contents[picture])
	}
	for _, name := range names[:3] {
		sum := sha256.Sum256([]byte(contents[name]))
		if line := hex.EncodeToString(sum[:]) + "  " + name + "\n"; !strings.Contains(contents[ManifestName], line) {
			t.Errorf("the manifest lacks %q:\n%s", line, contents[ManifestName])
		}
	}
	if n := strings.Count(contents[ManifestName], "# minh-chung/"); n != 5 {
		t.Errorf("%d files are said to be missing, want 5:\n%s", n, contents[ManifestName])
	}
}

func TestDossierFails(t *testing.T) {
	broken := errors.New("broken")
	if err := Dossier(t.Context(), io.Discard, testConsolidation(t), ReportOptions{Files: shelf{broken}}); !errors.Is(err, broken) {
		t.Errorf("err = %v, want the file's", err)
	}
	if err := Dossier(t.Context(), io.Discard, testConsolidation(t), ReportOptions{Files: shelf{fs.ErrNotExist}}); err != nil {
		t.Errorf("err = %v for a file that was purged", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Dossier(ctx, io.Discard, testConsolidation(t), ReportOptions{Files: shelf{}}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want that of the context", err)
	}
}
