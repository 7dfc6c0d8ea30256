package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"
	"unicode/utf8"

	"thidua"
)

// A backup is gzip over JSON lines in UTF-8: a header, the records in key order, the due-times, and a last line with their
// numbers and the SHA-256 of all lines before it, line ends included. docs/operations.md shows one.

// backupFormat is the newest form of the file; a reader refuses a newer one.
const backupFormat = 1

// longestLine bounds one line, in bytes, so that no file can fill the memory.
const longestLine = 256 << 20

// ErrBackup says that a file is no backup, or not a whole one.
var ErrBackup = errors.New("not a whole backup")

// Tally is what a backup holds.
type Tally struct {
	Made         time.Time
	Rev          int64
	Records, Due int
}

type backupHead struct {
	Thidua string    `json:"thidua"` // "backup"
	Format int       `json:"format"`
	Made   time.Time `json:"made"`
	Rev    int64     `json:"rev"`
}

// backupLine is a record, a due-time, or the end.
type backupLine struct {
	Record text   `json:"record,omitzero"`
	Rev    int64  `json:"rev,omitempty"`
	Needs  []text `json:"needs,omitempty"`
	Body   text   `json:"body,omitzero"`

	Due text  `json:"due,omitzero"`
	At  int64 `json:"at,omitempty"` // Unix milliseconds

	End *backupEnd `json:"end,omitempty"`
}

type backupEnd struct {
	Records int    `json:"records"`
	Due     int    `json:"due"`
	SHA256  string `json:"sha256"`
}

// text is bytes that stand as a string where they are UTF-8, and otherwise as {"base64": …}.
type text []byte

type encoded struct {
	Base64 []byte `json:"base64"`
}

// MarshalJSON implements json.Marshaler.
func (t text) MarshalJSON() ([]byte, error) {
	if utf8.Valid(t) {
		return json.Marshal(string(t))
	}
	return json.Marshal(encoded{t})
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(content []byte) error {
	var plain string
	if json.Unmarshal(content, &plain) == nil {
		*t = text(plain)
		return nil
	}
	var other encoded
	err := json.Unmarshal(content, &other)
	*t = other.Base64
	return err
}

// Backup writes a store's content as of one instant, while others commit, and never holds more than a page of it.
func Backup(ctx context.Context, from thidua.Store, to io.Writer, now time.Time) (Tally, error) {
	var out Tally
	err := from.Dump(ctx, func(c thidua.Content) (err error) {
		out, err = writeBackup(to, c, now)
		return err
	})
	if err != nil {
		return Tally{}, fmt.Errorf("back up: %w", err)
	}
	return out, nil
}

func writeBackup(to io.Writer, c thidua.Content, now time.Time) (Tally, error) {
	out := Tally{Made: now.UTC().Truncate(time.Second), Rev: c.Rev}
	buffered := bufio.NewWriterSize(to, 1<<16)
	packed := gzip.NewWriter(buffered)
	digest := sha256.New()
	write := func(v any) error {
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		line = append(line, '\n')
		digest.Write(line)
		_, err = packed.Write(line)
		return err
	}
	if err := write(backupHead{Thidua: "backup", Format: backupFormat, Made: out.Made, Rev: out.Rev}); err != nil {
		return out, err
	}
	for piece, err := range c.Pieces {
		if err != nil {
			return out, err
		}
		if err := write(lineOf(piece, &out)); err != nil {
			return out, err
		}
	}
	end := backupLine{End: &backupEnd{Records: out.Records, Due: out.Due, SHA256: hex.EncodeToString(digest.Sum(nil))}}
	return out, errors.Join(write(end), packed.Close(), buffered.Flush())
}

// lineOf counts a piece and gives its line.
func lineOf(piece thidua.Piece, tally *Tally) backupLine {
	if piece.Due.Key != "" {
		tally.Due++
		return backupLine{Due: text(piece.Due.Key), At: piece.Due.At.UnixMilli()}
	}
	tally.Records++
	r := piece.Record
	line := backupLine{Record: text(r.Key), Rev: r.Rev, Body: r.Body}
	for _, k := range r.Needs {
		line.Needs = append(line.Needs, text(k))
	}
	return line
}

// Restore fills a store with a backup. The store changes only when the whole file was read and found right: a file that is
// cut off, damaged or foreign changes nothing and gives ErrBackup.
func Restore(ctx context.Context, to thidua.Store, from io.Reader, replace bool) (Tally, error) {
	b := &backupReader{digest: sha256.New()}
	packed, err := gzip.NewReader(bufio.NewReaderSize(from, 1<<16))
	if err != nil {
		return Tally{}, fmt.Errorf("restore: %w: it does not begin as one", ErrBackup)
	}
	b.lines = bufio.NewScanner(packed)
	b.lines.Buffer(make([]byte, 1<<16), longestLine)
	if err := b.head(); err != nil {
		return Tally{}, fmt.Errorf("restore: %w", err)
	}
	if err := to.Fill(ctx, thidua.Content{Rev: b.tally.Rev, Pieces: b.pieces}, replace); err != nil {
		return Tally{}, fmt.Errorf("restore: %w", err)
	}
	return b.tally, nil
}

// backupReader reads a backup line by line.
type backupReader struct {
	lines  *bufio.Scanner
	digest hash.Hash
	tally  Tally
	last   thidua.Key // the record before
	number int        // of the line
}

func (b *backupReader) head() error {
	var head backupHead
	if err := b.next(&head, true); err != nil {
		return err
	}
	switch {
	case head.Thidua != "backup" || head.Format < 1 || head.Rev < 0:
		return fmt.Errorf("%w: its first line is none of this program's", ErrBackup)
	case head.Format > backupFormat:
		return fmt.Errorf("%w that this program knows: it has format %d, this program knows %d at most: use a newer program",
			ErrBackup, head.Format, backupFormat)
	}
	b.tally.Made, b.tally.Rev = head.Made, head.Rev
	return nil
}

// next reads a line; counted ones belong to the digest.
func (b *backupReader) next(v any, counted bool) error {
	b.number++
	if !b.lines.Scan() {
		if err := b.lines.Err(); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("%w: line %d: %w", ErrBackup, b.number, err)
		}
		return fmt.Errorf("%w: it is cut off after line %d", ErrBackup, b.number-1)
	}
	if err := json.Unmarshal(b.lines.Bytes(), v); err != nil {
		return fmt.Errorf("%w: line %d cannot be read", ErrBackup, b.number)
	}
	if counted {
		b.count()
	}
	return nil
}

func (b *backupReader) count() {
	b.digest.Write(b.lines.Bytes())
	b.digest.Write([]byte("\n"))
}

func (b *backupReader) pieces(yield func(thidua.Piece, error) bool) {
	for {
		var line backupLine
		if err := b.next(&line, false); err != nil {
			yield(thidua.Piece{}, err)
			return
		}
		if line.End != nil {
			if err := b.ends(*line.End); err != nil {
				yield(thidua.Piece{}, err)
			}
			return
		}
		b.count()
		piece, err := b.piece(line)
		if err != nil {
			yield(piece, fmt.Errorf("%w: line %d: %w", ErrBackup, b.number, err))
			return
		}
		if !yield(piece, nil) {
			return
		}
	}
}

func (b *backupReader) piece(line backupLine) (thidua.Piece, error) {
	switch {
	case len(line.Record) > 0 && len(line.Due) == 0:
		r := thidua.Record{Key: thidua.Key(line.Record), Rev: line.Rev, Body: line.Body}
		if r.Key <= b.last || r.Rev < 1 || r.Rev > b.tally.Rev || b.tally.Due > 0 {
			return thidua.Piece{}, errors.New("a record out of order, or of no revision that can be")
		}
		for _, k := range line.Needs {
			r.Needs = append(r.Needs, thidua.Key(k))
		}
		b.last = r.Key
		b.tally.Records++
		return thidua.Piece{Record: r}, nil
	case len(line.Due) > 0 && len(line.Record) == 0:
		b.tally.Due++
		return thidua.Piece{Due: thidua.Due{Key: thidua.Key(line.Due), At: moment(line.At)}}, nil
	}
	return thidua.Piece{}, errors.New("neither a record nor a due-time")
}

// ends checks the last line, and that nothing follows it.
func (b *backupReader) ends(end backupEnd) error {
	if end.Records != b.tally.Records || end.Due != b.tally.Due || end.SHA256 != hex.EncodeToString(b.digest.Sum(nil)) {
		return fmt.Errorf("%w: the check at its end fails", ErrBackup)
	}
	if b.lines.Scan() || b.lines.Err() != nil {
		return fmt.Errorf("%w: something follows its end", ErrBackup)
	}
	return nil
}
