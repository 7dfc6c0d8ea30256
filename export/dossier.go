package export

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"thidua"
)

// Files holds the evidence that was fetched.
type Files interface {
	// Sum gives the SHA-256, in hexadecimal, under which a file is kept; empty where it was not fetched.
	Sum(ctx context.Context, f thidua.File) (string, error)
	// Open reads a file by its SHA-256.
	Open(ctx context.Context, sha string) (io.ReadCloser, error)
}

// The names in a dossier.
const (
	WorkbookName = "tong-hop.xlsx"
	ReportName   = "bao-cao.docx"
	ManifestName = "manifest.txt"
)

// Dossier writes one zip: workbook and report, the evidence named by unit, and a manifest with the SHA-256 of each, as
// sha256sum checks it. Evidence that was not fetched stands in the manifest as missing. Without files, all of it is.
func Dossier(ctx context.Context, w io.Writer, c *Consolidation, o ReportOptions) error {
	d := dossier{ctx: ctx, c: c, files: o.Files, out: zip.NewWriter(w)}
	for _, part := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{WorkbookName, func(w io.Writer) error { return Workbook(w, c) }},
		{ReportName, func(w io.Writer) error { return Report(ctx, w, c, o) }},
	} {
		if err := d.add(part.name, zip.Deflate, part.write); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	for found, err := range c.Evidence() {
		if err == nil {
			err = d.evidence(found)
		}
		if err != nil {
			return fmt.Errorf("add the evidence: %w", err)
		}
	}
	manifest, err := d.create(ManifestName, zip.Deflate)
	if err == nil {
		_, err = io.WriteString(manifest, d.manifest.String())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", ManifestName, err)
	}
	return d.out.Close()
}

// dossier is a zip in the making.
type dossier struct {
	ctx      context.Context
	c        *Consolidation
	files    Files
	out      *zip.Writer
	manifest strings.Builder
}

func (d *dossier) create(name string, method uint16) (io.Writer, error) {
	return d.out.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: d.c.At.UTC()})
}

// add writes one file and notes what it hashes to.
func (d *dossier) add(name string, method uint16, write func(io.Writer) error) error {
	to, err := d.create(name, method)
	if err != nil {
		return err
	}
	digest := sha256.New()
	if err := write(io.MultiWriter(to, digest)); err != nil {
		return err
	}
	fmt.Fprintf(&d.manifest, "%s  %s\n", hex.EncodeToString(digest.Sum(nil)), name)
	return nil
}

// evidence adds a file as it is: pictures do not compress.
func (d *dossier) evidence(found Evidence) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	sha := ""
	if d.files != nil {
		var err error
		if sha, err = d.files.Sum(d.ctx, found.File); err != nil {
			return err
		}
	}
	if sha == "" {
		return d.missing(found)
	}
	from, err := d.files.Open(d.ctx, sha)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return d.missing(found)
	case err != nil:
		return fmt.Errorf("open %s: %w", found.Path, err)
	}
	defer from.Close()
	return d.add(found.Path, zip.Store, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
}

// missing notes in the manifest what the dossier lacks.
func (d *dossier) missing(found Evidence) error {
	_, err := fmt.Fprintf(&d.manifest, "# %s: %s\n", found.Path, notFetched)
	return err
}
