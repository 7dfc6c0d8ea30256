package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"thidua"
)

// OpenFiles opens the place of evidence files at a URL: file:PATH (a folder, made where absent) or s3://… (a bucket that
// exists; see openBucket). Errors never tell the secret.
func OpenFiles(ctx context.Context, url string) (thidua.Files, error) {
	switch scheme, rest, _ := strings.Cut(url, ":"); scheme {
	case "file":
		return openFolder(rest)
	case "s3":
		return openBucket(ctx, url)
	}
	return nil, errors.New("files URL: want file:PATH or s3://…")
}

// fanned is where a content lies: two levels of folders of 256 each, so that none grows large. Whatever is no SHA-256 in
// hexadecimal names no file.
func fanned(sha string) (string, error) {
	if sum, err := hex.DecodeString(sha); err != nil || len(sum) != sha256.Size || strings.ToLower(sha) != sha {
		return "", errors.New("not a SHA-256 in hexadecimal")
	}
	return sha[:2] + "/" + sha[2:4] + "/" + sha, nil
}

// spool copies r and tells what it was.
func spool(ctx context.Context, to io.Writer, r io.Reader) (sha string, size int64, err error) {
	digest := sha256.New()
	size, err = io.Copy(io.MultiWriter(to, digest), within{ctx, r})
	return hex.EncodeToString(digest.Sum(nil)), size, err
}

// within reads no further when its context ends.
type within struct {
	ctx context.Context
	io.Reader
}

func (w within) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.Reader.Read(p)
}

// verified reads a content and compares it at its end with its name.
type verified struct {
	io.ReadCloser
	digest hash.Hash
	sha    string
}

func verify256(r io.ReadCloser, sha string) *verified {
	return &verified{ReadCloser: r, digest: sha256.New(), sha: sha}
}

func (v *verified) Read(p []byte) (int, error) {
	n, err := v.ReadCloser.Read(p)
	v.digest.Write(p[:n])
	switch {
	case err == io.EOF && hex.EncodeToString(v.digest.Sum(nil)) != v.sha:
		return n, fmt.Errorf("read %s: %w", v.sha, thidua.ErrDamaged)
	case err == io.ErrUnexpectedEOF:
		return n, fmt.Errorf("read %s: %w: it is cut off", v.sha, thidua.ErrDamaged)
	}
	return n, err
}
