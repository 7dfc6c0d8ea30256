package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"thidua"
)

// parts begin with this, and are removed when they are a day old: what was being written when the program was killed.
const partName = ".part-"

// folder keeps files in a local folder, readable by nobody else.
type folder struct{ path string }

func openFolder(path string) (*folder, error) {
	path, err := localPath(path)
	if err != nil {
		return nil, fmt.Errorf("open the folder of files: %w", err)
	}
	f := &folder{path: path}
	err = os.MkdirAll(path, 0o700)
	if err == nil {
		err = f.tidy()
	}
	if err != nil {
		return nil, fmt.Errorf("open the folder of files: %w", err)
	}
	return f, nil
}

// tidy removes old parts and sees that the folder can be written to.
func (f *folder) tidy() error {
	parts, err := filepath.Glob(filepath.Join(quoted(f.path), partName+"*"))
	if err != nil {
		return err
	}
	for _, part := range parts {
		if info, err := os.Stat(part); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(part) // another replica may have been faster
		}
	}
	probe, err := os.CreateTemp(f.path, partName)
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// quoted takes the meaning from what filepath.Glob would read as a pattern.
func quoted(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// Put implements thidua.Files. The file appears under its name whole and on the disk, or not at all.
func (f *folder) Put(ctx context.Context, r io.Reader) (sha string, size int64, err error) {
	part, err := os.CreateTemp(f.path, partName)
	if err != nil {
		return "", 0, noRoom("put a file", err)
	}
	defer os.Remove(part.Name())
	sha, size, err = spool(ctx, part, r)
	if err == nil {
		err = part.Sync()
	}
	if err := errors.Join(err, part.Close()); err != nil {
		return "", 0, noRoom("put a file", err)
	}
	if err := f.settle(ctx, part.Name(), sha); err != nil {
		return "", 0, noRoom("put a file", err)
	}
	return sha, size, nil
}

// settle moves a part to its place, unless that holds the same content already. A damaged one is replaced.
func (f *folder) settle(ctx context.Context, part, sha string) error {
	name, err := f.name(sha)
	if err != nil {
		return err
	}
	if f.whole(ctx, sha) {
		return nil
	}
	upper, lower := filepath.Dir(filepath.Dir(name)), filepath.Dir(name)
	if err := os.MkdirAll(lower, 0o700); err != nil {
		return err
	}
	if err := os.Rename(part, name); err != nil {
		return err
	}
	return errors.Join(onDisk(lower), onDisk(upper), onDisk(f.path))
}

func (f *folder) whole(ctx context.Context, sha string) bool {
	r, err := f.Open(ctx, sha)
	if err != nil {
		return false
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, within{ctx, r})
	return err == nil
}

// onDisk puts the names in a folder on the disk.
func onDisk(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Open implements thidua.Files.
func (f *folder) Open(ctx context.Context, sha string) (io.ReadCloser, error) {
	name, err := f.name(sha)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open a file: %w", fs.ErrNotExist)
	}
	if err != nil {
		return nil, noRoom("open a file", err)
	}
	return verify256(file, sha), nil
}

// Has implements thidua.Files.
func (f *folder) Has(ctx context.Context, sha string) (bool, error) {
	name, err := f.name(sha)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return false, fmt.Errorf("look for a file: %w", err)
	}
	_, err = os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, noRoom("look for a file", err)
}

func (f *folder) name(sha string) (string, error) {
	name, err := fanned(sha)
	return filepath.Join(f.path, filepath.FromSlash(name)), err
}

// noRoom tells errors of the disk as thidua.ErrUnavailable; the others are the caller's own.
func noRoom(what string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) || errors.As(err, &link) {
		return fmt.Errorf("%s: %w: %w", what, thidua.ErrUnavailable, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}
