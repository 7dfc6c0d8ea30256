package thidua

import (
	"context"
	"errors"
	"io"
)

// Files keeps evidence by its content: what was put stays as it is. ErrUnavailable where the folder or the bucket cannot
// serve.
type Files interface {
	// Put reads r to its end and returns the SHA-256 in hexadecimal and the length in bytes once the content is kept for
	// good; the same content is kept once. Where r fails, its error comes back and nothing is kept.
	Put(ctx context.Context, r io.Reader) (sha string, size int64, err error)

	// Open reads a content; fs.ErrNotExist where it was never put. At the end of what is not the content that was put,
	// reading fails with ErrDamaged.
	Open(ctx context.Context, sha string) (io.ReadCloser, error)

	// Has tells whether a content was put.
	Has(ctx context.Context, sha string) (bool, error)
}

// ErrDamaged says that a kept file is no longer what was put.
var ErrDamaged = errors.New("file is damaged")
