package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"thidua"
)

// Keeper keeps evidence files by the hash of their content: Put reads r to its end, and the SHA-256 in hexadecimal and the
// length in bytes come back once the content is kept for good.
type Keeper interface {
	Put(ctx context.Context, r io.Reader) (sha string, size int64, err error)
	Opener
}

// Opener opens evidence files by their SHA-256.
type Opener interface {
	Open(ctx context.Context, sha string) (io.ReadCloser, error)
}

// Kept finds what was fetched of evidence, for the exports.
type Kept struct {
	Store thidua.Store
	Opener
}

// Sum is the SHA-256 of a file's content; empty where it was not fetched.
func (k Kept) Sum(ctx context.Context, f thidua.File) (string, error) {
	key := thidua.FileKey(f.UniqueID)
	snapshot, err := k.Store.Load(ctx, "", key)
	if err != nil || snapshot.Records[key].Rev == 0 {
		return "", err
	}
	var kept thidua.Evidence
	if err := json.Unmarshal(snapshot.Records[key].Body, &kept); err != nil {
		return "", fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
	}
	return kept.SHA, nil
}

// Times of fetching. Several replicas take turns; a file that two of them fetched is kept once.
const (
	fetchPause    = 2 * time.Second
	fetchLease    = time.Minute
	fetchLimit    = 2 * time.Minute // for one file of 20 MB at most
	fetchesBeside = 4
	mostFetches   = 12 // tries of one file, over about a day
	fetchFirst    = time.Minute
	fetchLast     = 6 * time.Hour
	fetchPrefix   = "fetch/"
)

// noteFiles has the files that the decision took as an answer fetched soon: what the chat loses is lost at Telegram too.
func (d *decision) noteFiles(ctx context.Context) error {
	if d.b.keeper == nil {
		return nil
	}
	for _, f := range d.in.Files {
		taken := f.UniqueID != "" && slices.ContainsFunc(d.put, func(r thidua.Record) bool { return bytes.Contains(r.Body, []byte(f.UniqueID)) })
		if !taken {
			continue
		}
		key := thidua.FileKey(f.UniqueID)
		var before thidua.Evidence
		known, err := d.read(ctx, key, &before)
		if err != nil {
			return err
		}
		if known && before.Lost == "" {
			continue
		}
		if err := d.write(key, thidua.Evidence{File: f, Chat: d.in.Chat, Given: d.in.At}); err != nil {
			return err
		}
		d.due = append(d.due, thidua.Due{Key: thidua.FetchKey(f.UniqueID), At: d.in.At})
	}
	return nil
}

// fetch looks for files to fetch, again and again.
func (b *Bot) fetch(ctx context.Context) error {
	return b.every(ctx, fetchPause, "fetch evidence", func(ctx context.Context) error { return b.Fetch(ctx, b.now()) })
}

// Fetch fetches the files whose time has come, some side by side. What fails is tried again later, and given up in the end.
func (b *Bot) Fetch(ctx context.Context, now time.Time) error {
	const atOnce = 1000
	due, err := b.store.Due(ctx, now, atOnce, fetchPrefix)
	if err != nil {
		return fmt.Errorf("look for evidence to fetch: %w", err)
	}
	if len(due) == 0 {
		return nil
	}
	if mine, err := b.store.Lease(ctx, "fetching", b.owner, now, now.Add(fetchLease)); err != nil || !mine {
		return err
	}
	var mu sync.Mutex
	var failed []error
	var group sync.WaitGroup
	slots := make(chan struct{}, fetchesBeside)
	for _, d := range due {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			if err := b.fetchOne(ctx, d); err != nil && !errors.Is(err, thidua.ErrConflict) {
				mu.Lock()
				defer mu.Unlock()
				failed = append(failed, err)
			}
		})
	}
	group.Wait()
	return errors.Join(failed...)
}

// fetchOne carries one file from Telegram to the keeper, and writes down what became of it.
func (b *Bot) fetchOne(ctx context.Context, d thidua.Due) error {
	key := thidua.FileKey(thidua.LastSegment(d.Key))
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return fmt.Errorf("load evidence: %w", err)
	}
	r := snapshot.Records[key]
	next := thidua.Due{Key: d.Key, Was: d.At}
	var e thidua.Evidence
	if r.Rev == 0 || json.Unmarshal(r.Body, &e) != nil || e.SHA != "" {
		_, err := b.store.Commit(ctx, thidua.Change{ID: "fetch/" + secret(), At: b.now(), Due: []thidua.Due{next}})
		return err
	}
	e.SHA, e.Length, err = b.carryFile(ctx, e.ID)
	switch {
	case ctx.Err() != nil:
		return nil // the bot stops; the next one fetches it
	case err == nil:
		e.Fetched = b.now()
	default:
		next.At = b.fetchFailed(&e, err)
	}
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write evidence: %w", err)
	}
	_, err = b.store.Commit(ctx, thidua.Change{ID: "fetch/" + secret(), At: b.now(), Due: []thidua.Due{next},
		Put: []thidua.Record{{Key: key, Rev: r.Rev, Body: body}}})
	return err
}

func (b *Bot) carryFile(ctx context.Context, id string) (sha string, size int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchLimit)
	defer cancel()
	content, err := b.api.Download(ctx, id)
	if err != nil {
		return "", 0, err
	}
	defer content.Close()
	if sha, size, err = b.keeper.Put(ctx, content); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	return sha, size, nil
}

// fetchFailed counts a failure and tells when to try again; zero where the file is given up.
func (b *Bot) fetchFailed(e *thidua.Evidence, err error) time.Time {
	e.Tries++
	if e.Tries >= mostFetches || final(err) {
		e.Lost = err.Error()
		b.log.Error("evidence given up", "file", e.UniqueID, "tries", e.Tries, "error", err)
		return time.Time{}
	}
	b.log.Warn("fetch evidence", "file", e.UniqueID, "tries", e.Tries, "error", err)
	pause := jitter(min(fetchFirst<<(e.Tries-1), fetchLast))
	return b.now().Add(max(pause, retryAfter(err)))
}
