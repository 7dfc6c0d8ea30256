package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// errLongLine says that a line was longer than the limit; it was read to its end and thrown away.
var errLongLine = errors.New("the line is too long")

// lines reads a stream line by line and holds no more of it than one line's limit.
type lines struct {
	r     *bufio.Reader
	limit int // bytes
}

func newLines(r io.Reader, limit int) *lines { return &lines{r: bufio.NewReader(r), limit: limit} }

// next waits for a line without its end, or for the context; io.EOF where there is none left. Whoever is told of the
// context must not read on: the wait for the stream cannot be ended.
func (l *lines) next(ctx context.Context) (string, error) {
	type line struct {
		text string
		err  error
	}
	read := make(chan line, 1)
	go func() {
		text, err := l.read()
		read <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-read:
		return got.text, got.err
	}
}

func (l *lines) read() (string, error) {
	var whole []byte
	long := false
	for {
		piece, err := l.r.ReadSlice('\n')
		if long = long || len(whole)+len(piece) > l.limit; !long {
			whole = append(whole, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || !long && len(whole) == 0):
			return "", err
		case long:
			return "", errLongLine
		}
		return string(bytes.TrimRight(whole, "\r\n")), nil
	}
}
