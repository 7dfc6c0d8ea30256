package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"thidua"
)

// filePlaces make an empty place of files; damage changes a content behind its back.
var filePlaces = []struct {
	name string
	make func(*testing.T) (url string, damage func(t *testing.T, sha string, content []byte))
}{
	{"folder", func(t *testing.T) (string, func(*testing.T, string, []byte)) {
		path := t.TempDir() + "/minh chứng [1]/100%"
		return "file:" + path, func(t *testing.T, sha string, content []byte) {
			name, err := fanned(sha)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(path, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}},
	{"bucket", func(t *testing.T) (string, func(*testing.T, string, []byte)) {
		s := startS3(t, true)
		return s.url("/evidence/td 75/"), func(t *testing.T, sha string, content []byte) { s.damage(t, sha, content) }
	}},
	{"bucket without TLS", func(t *testing.T) (string, func(*testing.T, string, []byte)) {
		s := startS3(t, false)
		return s.url("/evidence"), func(t *testing.T, sha string, content []byte) { s.damage(t, sha, content) }
	}},
}

func TestFiles(t *testing.T) {
	for _, place := range filePlaces {
		t.Run(place.name, func(t *testing.T) {
			url, damage := place.make(t)
			files, err := OpenFiles(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			t.Run("contents", func(t *testing.T) { fileContents(t, files) })
			t.Run("absent", func(t *testing.T) { fileAbsent(t, files) })
			t.Run("broken off", func(t *testing.T) { fileBrokenOff(t, files) })
			t.Run("side by side", func(t *testing.T) { filesBeside(t, files) })
			t.Run("damaged", func(t *testing.T) { fileDamaged(t, files, damage) })
			again, err := OpenFiles(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			fileIs(t, again, sum([]byte("đ")), []byte("đ"))
		})
	}
}

func sum(content []byte) string {
	digest := sha256.Sum256(content)
	return hex.EncodeToString(digest[:])
}

func put(t *testing.T, files thidua.Files, content []byte) string {
	t.Helper()
	sha, size, err := files.Put(t.Context(), iotest.HalfReader(bytes.NewReader(content)))
	if err != nil || size != int64(len(content)) || sha != sum(content) {
		t.Fatalf("put %d bytes: %s, %d, %v", len(content), sha, size, err)
	}
	return sha
}

func fileIs(t *testing.T, files thidua.Files, sha string, content []byte) {
	t.Helper()
	r, err := files.Open(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes (%v), want %d", len(got), err, len(content))
	}
	if has, err := files.Has(t.Context(), sha); err != nil || !has {
		t.Errorf("has: %v, %v", has, err)
	}
}

func fileContents(t *testing.T, files thidua.Files) {
	for _, content := range [][]byte{nil, []byte("đ"), bytes.Repeat([]byte("x\x00"), 9<<20), []byte("đ")} {
		fileIs(t, files, put(t, files, content), content)
	}
}

func fileAbsent(t *testing.T, files thidua.Files) {
	absent := sum([]byte("absent"))
	if has, err := files.Has(t.Context(), absent); err != nil || has {
		t.Errorf("has what is absent: %v, %v", has, err)
	}
	if _, err := files.Open(t.Context(), absent); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("open what is absent: %v", err)
	}
	for _, sha := range []string{"", "..", "../../etc/passwd", absent[:63], absent + "0", strings.ToUpper(absent), strings.Repeat("g", 64)} {
		if has, err := files.Has(t.Context(), sha); err == nil || has {
			t.Errorf("has %q: %v", sha, err)
		}
		if _, err := files.Open(t.Context(), sha); err == nil {
			t.Errorf("%q was opened", sha)
		}
	}
}

func fileBrokenOff(t *testing.T, files thidua.Files) {
	broken := errors.New("broken off")
	half := []byte("half of it")
	if _, _, err := files.Put(t.Context(), io.MultiReader(bytes.NewReader(half), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a reader that breaks off: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := files.Put(ctx, bytes.NewReader(half)); !errors.Is(err, context.Canceled) {
		t.Errorf("put with a cancelled context: %v", err)
	}
	if _, err := files.Has(ctx, sum(half)); !errors.Is(err, context.Canceled) {
		t.Errorf("has with a cancelled context: %v", err)
	}
	if has, err := files.Has(t.Context(), sum(half)); err != nil || has {
		t.Errorf("what broke off is there: %v, %v", has, err)
	}
}

func filesBeside(t *testing.T, files thidua.Files) {
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			content := bytes.Repeat([]byte{byte(i % 4)}, 100_000)
			sha, _, err := files.Put(t.Context(), bytes.NewReader(content))
			if err != nil || sha != sum(content) {
				t.Error(sha, err)
			}
		})
	}
	all.Wait()
	fileIs(t, files, sum(make([]byte, 100_000)), make([]byte, 100_000))
}

func fileDamaged(t *testing.T, files thidua.Files, damage func(*testing.T, string, []byte)) {
	content := []byte("a photo of the ceremony")
	sha := put(t, files, content)
	for _, damaged := range []string{"a photo of the ceremon", "", "a photo of the ceremony!", "a photo of somethingels"} {
		damage(t, sha, []byte(damaged))
		r, err := files.Open(t.Context(), sha)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); !errors.Is(err, thidua.ErrDamaged) {
			t.Errorf("%q reads as %q, %v", damaged, got, err)
		}
		_ = r.Close()
	}
	damage(t, sha, []byte("short"))
	put(t, files, content)
	fileIs(t, files, sha, content)
}

// TestFolder sees to what is on the disk: modes, no rests, old parts removed and young ones of another replica kept.
func TestFolder(t *testing.T) {
	path := t.TempDir() + "/files"
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	old, young := filepath.Join(path, partName+"old"), filepath.Join(path, partName+"young")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, start.AddDate(-1, 0, 0), start.AddDate(-1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	files, err := OpenFiles(t.Context(), "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	sha := put(t, files, []byte("x"))
	var names []string
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		relative, _ := filepath.Rel(path, name)
		names = append(names, filepath.ToSlash(relative))
		info, err := d.Info()
		if err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		return err
	})
	if want := []string{partName + "young", sha[:2] + "/" + sha[2:4] + "/" + sha}; err != nil || !slices.Equal(names, want) {
		t.Errorf("files %q (%v), want %q", names, err, want)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := files.Put(t.Context(), strings.NewReader("y")); !errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("a folder that is gone: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFiles(t.Context(), "file:"+path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a file in the folder's place: %v", err)
	}
}

func TestOpenFilesRefuses(t *testing.T) {
	s := startS3(t, true)
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "MINIO_ROOT_USER", "MINIO_ACCESS_KEY"} {
		t.Setenv(name, "")
	}
	for url, want := range map[string]string{
		"": "file:PATH", "data/files": "file:PATH", "gs://s3cret@x/y": "file:PATH", "file:": "file:PATH", "file://host/x": "file:PATH",
		"s3://k:s3cret@": "s3://KEY", "s3://k:s3cret@host": "s3://KEY", "s3://k:s3cret@host/": "s3://KEY", "s3://k:s3%cret@host/b": "s3://KEY",
		"s3://s3cret@host/b": "s3://KEY", "s3://k:s3cret@host/b?s3cret=1": "s3://KEY", "s3://k:s3cret@host/b?tls=s3cret": "s3://KEY",
		"s3://host/b": "AWS_ACCESS_KEY_ID", "s3://k:s3cret@host/b?ca_file=/absent": "ca_file",
		"s3://k:s3cret@host/b?tls=off&ca_file=" + s.authority:         "TLS",
		strings.Replace(s.url("/absent"), "wonderful", "s3cret", 1):   "make it",
		strings.Replace(s.url("/evidence"), "wonderful", "s3cret", 1): "",
		strings.Replace(s.url("/refused"), "wonderful", "s3cret", 1):  "unavailable",
		"s3://k:s3cret@" + s.host + "/evidence":                       "certificate",
	} {
		files, err := OpenFiles(t.Context(), url)
		if want == "" {
			if err != nil {
				t.Errorf("%q: %v", url, err)
			}
			continue
		}
		if err == nil {
			t.Errorf("%q: opened %v", url, files)
		} else if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v, want %s", url, err, want)
		}
	}
	t.Setenv("AWS_ACCESS_KEY_ID", "thidua")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wonderful")
	if _, err := OpenFiles(t.Context(), strings.Replace(s.url("/evidence"), "thidua:wonderful@", "", 1)); err != nil {
		t.Errorf("a key from the environment: %v", err)
	}
	s.server.Close()
	if _, err := OpenFiles(t.Context(), s.url("/evidence")); !errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("a server that is gone: %v", err)
	}
}

// authorityFile writes the certificate of a test server.
func authorityFile(t *testing.T, der []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
