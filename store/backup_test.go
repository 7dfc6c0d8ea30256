package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"thidua"
)

// small makes a backup of a few records.
func small(t testing.TB, b *bench) []byte {
	t.Helper()
	s := b.open()
	b.commit(s, thidua.Change{Put: []thidua.Record{{Key: "a", Body: []byte(`{"x":"đ"}`), Needs: []thidua.Key{"b"}}, {Key: "b", Body: []byte("\xff")}},
		Due: []thidua.Due{{Key: "d", At: start}}})
	var file bytes.Buffer
	if _, err := Backup(b.ctx, s, &file, start); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func packed(content string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = io.WriteString(w, content)
	_ = w.Close()
	return out.Bytes()
}

// TestBackupFormat pins the file as it is documented: what was written once must be understood for ever.
func TestBackupFormat(t *testing.T) {
	const want = `{"thidua":"backup","format":1,"made":"2026-11-20T01:00:00Z","rev":1}
{"record":"a","rev":1,"needs":["b"],"body":"{\"x\":\"đ\"}"}
{"record":"b","rev":1,"body":{"base64":"/w=="}}
{"due":"d","at":1795136400000}
{"end":{"records":2,"due":1,"sha256":"13b0af63d26ec716e5bd4ade1997cd6e6a0157c53a4d66d4f3cef1b10df24903"}}
`
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	if got := unpacked(t, small(t, b)); got != want {
		t.Errorf("the backup is\n%s\nwant\n%s", got, want)
	}
	other := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	if _, err := Restore(t.Context(), other.open(), bytes.NewReader(packed(want)), false); err != nil {
		t.Fatal(err)
	}
}

// TestRestoreRefuses breaks a backup in every way and expects the store, which would be replaced, to stay as it was.
func TestRestoreRefuses(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	good := small(t, b)
	content := unpacked(t, good)
	first, rest, _ := strings.Cut(content, "\n")
	broken := map[string][]byte{
		"empty": nil, "text": []byte("SQLite format 3\x00"), "empty gzip": packed(""), "foreign lines": packed("{}\n{}\n"),
		"foreign text": packed("name,phone\n"), "newer": packed(strings.Replace(content, `"format":1`, `"format":2`, 1)),
		"no end": packed(content[:strings.LastIndex(content, `{"end"`)]), "two ends": packed(content + content[strings.LastIndex(content, `{"end"`):]),
		"another's end": append(bytes.Clone(good), good...), "rest": append(bytes.Clone(good), 'x'),
		"order":          packed(first + "\n" + strings.Replace(rest, `"record":"b"`, `"record":"a"`, 1)),
		"revision":       packed(first + "\n" + strings.Replace(rest, `"rev":1`, `"rev":2`, 1)),
		"another answer": packed(strings.Replace(content, "đ", "d", 1)), "another time": packed(strings.Replace(content, "1795136400000", "1795136400001", 1)),
	}
	for i := range good {
		broken["cut off at "+decimal(int64(i))] = good[:i]
		changed := bytes.Clone(good)
		changed[i] ^= 0x10
		broken["changed at "+decimal(int64(i))] = changed
	}
	for _, kind := range backends {
		to := &bench{T: t, ctx: t.Context(), url: kind.fresh(t)}
		s := to.open()
		to.put(s, "kept", 0, "x")
		for name, file := range broken {
			_, err := Restore(t.Context(), s, bytes.NewReader(file), true)
			if err == nil && strings.HasPrefix(name, "changed") && to.load(s, "a").Rev == 1 {
				// A bit of the header of gzip, such as its time, which says nothing about the content.
				if n := strings.TrimPrefix(name, "changed at "); len(n) > 1 {
					t.Errorf("%s %s: restored", kind.name, name)
				}
				if err := s.Clear(t.Context()); err != nil {
					t.Fatal(err)
				}
				to.put(s, "kept", 0, "x")
				continue
			}
			if !errors.Is(err, ErrBackup) {
				t.Errorf("%s %s: %v, want ErrBackup", kind.name, name, err)
			}
			to.holds(s, "kept", "x")
			to.holds(s, "a", "")
		}
	}
}

// FuzzRestore reads what anybody may give: nothing but a whole backup changes a store.
func FuzzRestore(f *testing.F) {
	f.Add([]byte(`{"thidua":"backup","format":1,"made":"2026-11-20T01:00:00Z","rev":1}` + "\n" + `{"record":"a","rev":1}` + "\n"))
	f.Add([]byte(`{"thidua":"backup","format":1,"rev":1}` + "\n" + `{"end":{}}` + "\n"))
	f.Add([]byte(`{"thidua":"backup","format":1,"rev":9}` + "\n" + `{"record":{"base64":"/w=="},"rev":-1,"due":"x"}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		to := &filling{}
		tally, err := Restore(t.Context(), to, bytes.NewReader(packed(string(content))), true)
		if err == nil && to.pieces != tally.Records+tally.Due {
			t.Errorf("%d pieces, %+v", to.pieces, tally)
		}
		if err != nil && !errors.Is(err, ErrBackup) {
			t.Errorf("%v, want ErrBackup", err)
		}
	})
}

// filling is a store that only counts what it is filled with.
type filling struct {
	thidua.Store
	pieces int
}

func (s *filling) Fill(_ context.Context, c thidua.Content, _ bool) error {
	for piece, err := range c.Pieces {
		if err != nil {
			return err
		}
		if (piece.Record.Key == "") == (piece.Due.Key == "") {
			return errors.New("a piece that is nothing, or both")
		}
		s.pieces++
	}
	return nil
}

// TestRedisDumpLost has a dump of which the fence is gone, and one beside another.
func TestRedisDumpLost(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: freshRedis(t)}
	s, client := b.open(), raw(t, b.url)
	for i := range 3 * pageKeys {
		b.put(s, thidua.Key(decimal(int64(i))), 0, "x")
	}
	err := s.Dump(t.Context(), func(c thidua.Content) error {
		if err := s.Dump(t.Context(), func(thidua.Content) error { return nil }); err == nil || !strings.Contains(err.Error(), "another backup") {
			t.Errorf("a second dump beside the first: %v", err)
		}
		b.put(s, "9999", 0, "y")
		b.put(s, "0", b.load(s, "0").Rev, "y")
		for _, key := range []string{fenceKey, savedKey, savedKeysKey} {
			if left, err := client.PTTL(t.Context(), key).Result(); err != nil || left <= 0 || left > fenceFor {
				t.Errorf("%s stays for %v (%v)", key, left, err)
			}
		}
		for _, err := range c.Pieces {
			if err != nil {
				return err
			}
			if err := client.Del(t.Context(), fenceKey).Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, errFence) {
		t.Errorf("a dump without its fence: %v", err)
	}
	if _, pieces := b.dump(s); len(pieces) != 3*pageKeys+1 {
		t.Errorf("the next dump has %d pieces", len(pieces))
	}
	left, err := client.Keys(t.Context(), "{thidua}:fence*").Result()
	if err != nil || len(left) != 0 {
		t.Errorf("a dump leaves %q (%v)", left, err)
	}
}

// TestRedisDumpRepeated loses the reply to each page: the client asks again and nothing is missing.
func TestRedisDumpRepeated(t *testing.T) {
	p := startProxy(t, freshRedis(t))
	b := &bench{T: t, ctx: t.Context(), url: p.url}
	s := b.open()
	b.various(s)
	_, want := b.dump(s)
	var got []thidua.Piece
	p.cut.Store(true)
	err := s.Dump(t.Context(), func(c thidua.Content) error {
		for piece, err := range c.Pieces {
			if err != nil {
				return err
			}
			if p.cut.Store(true); len(got) == 700 {
				b.commit(s, thidua.Change{Delete: []thidua.Record{{Key: "many/01100", Rev: b.load(s, "many/01100").Rev}}})
			}
			got = append(got, piece)
		}
		return nil
	})
	if err != nil || !samePieces(got, want) {
		t.Errorf("%d pieces, want %d (%v)", len(got), len(want), err)
	}
	if p.lost.Load() < 4 {
		t.Errorf("only %d replies were lost", p.lost.Load())
	}
	p.cut.Store(true)
	content := thidua.Content{Rev: 9, Pieces: func(yield func(thidua.Piece, error) bool) {
		yield(thidua.Piece{Record: thidua.Record{Key: "z", Rev: 9, Body: []byte("z")}}, nil)
	}}
	if err := s.Fill(t.Context(), content, true); err != nil {
		t.Fatal(err)
	}
	b.holds(s, "z", "z")
	b.holds(s, "a", "")
}
