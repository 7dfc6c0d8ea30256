package main

import (
	"context"
	"encoding/json"
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

// evidence reads the files that were fetched from Telegram. FILES_URL is opened when the first is read.
type evidence struct {
	db   thidua.Store
	open func() (thidua.Files, error)
}

func (w *world) evidence(db thidua.Store) evidence {
	return evidence{db, sync.OnceValues(func() (thidua.Files, error) {
		files, err := store.OpenFiles(w.ctx, w.config.FilesURL)
		if err != nil {
			return nil, fmt.Errorf("open FILES_URL: %w", err)
		}
		return files, nil
	})}
}

// Sum is empty for what was not fetched.
func (e evidence) Sum(ctx context.Context, f thidua.File) (string, error) {
	key := thidua.FileKey(f.UniqueID)
	snapshot, err := e.db.Load(ctx, "", key)
	record := snapshot.Records[key]
	if err != nil || record.Rev == 0 {
		return "", err
	}
	var kept thidua.Evidence
	if err := json.Unmarshal(record.Body, &kept); err != nil {
		return "", fmt.Errorf("read %s: %w", key, err)
	}
	return kept.SHA, nil
}

// Open reads a file by its hash.
func (e evidence) Open(ctx context.Context, sha string) (io.ReadCloser, error) {
	files, err := e.open()
	if err != nil {
		return nil, err
	}
	return files.Open(ctx, sha)
}

// writeEvidence puts what was fetched where the workbook's links lead, and counts what was not.
func (e evidence) writeEvidence(ctx context.Context, c *export.Consolidation, folder string) (missing int, err error) {
	for found, err := range c.Evidence() {
		if err != nil {
			return missing, err
		}
		sha, err := e.Sum(ctx, found.File)
		if err != nil {
			return missing, err
		}
		if sha == "" {
			missing++
			continue
		}
		from, err := e.Open(ctx, sha)
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
