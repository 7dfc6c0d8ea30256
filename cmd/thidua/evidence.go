package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"thidua"
	"thidua/export"
	"thidua/store"
)

// lazyFiles opens FILES_URL when the first file is read.
type lazyFiles func() (thidua.Files, error)

func (w *world) files() lazyFiles {
	return sync.OnceValues(func() (thidua.Files, error) {
		files, err := store.OpenFiles(w.ctx, w.config.FilesURL)
		if err != nil {
			return nil, fmt.Errorf("open FILES_URL: %w", err)
		}
		return files, nil
	})
}

// Open reads a file by its hash.
func (open lazyFiles) Open(ctx context.Context, sha string) (io.ReadCloser, error) {
	files, err := open()
	if err != nil {
		return nil, err
	}
	return files.Open(ctx, sha)
}

// writeEvidence puts what was fetched where the workbook's links lead, and counts what was not.
func writeEvidence(ctx context.Context, files export.Files, c *export.Consolidation, folder string) (missing int, err error) {
	for found, err := range c.Evidence() {
		if err != nil {
			return missing, err
		}
		sha, err := files.Sum(ctx, found.File)
		if err != nil {
			return missing, err
		}
		if sha == "" {
			missing++
			continue
		}
		from, err := files.Open(ctx, sha)
		if errors.Is(err, fs.ErrNotExist) {
			missing++
			continue
		}
		if err != nil {
			return missing, fmt.Errorf("open %s: %w", found.Path, err)
		}
		err = writeOut(filepath.Join(folder, filepath.FromSlash(found.Path)), from)
		if err != nil {
			return missing, fmt.Errorf("write %s: %w", found.Path, err)
		}
	}
	return missing, nil
}

// writeOut copies to a file, whose folder is made.
func writeOut(file string, from io.ReadCloser) error {
	defer from.Close()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return replaceFile(file, func(to io.Writer) error {
		_, err := io.Copy(to, from)
		return err
	})
}
