package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// showPause is the least time between two changes of a card that shows how far a document is: far below what Telegram allows,
// and a short export shows none.
const showPause = 8 * time.Second

// progress is how far the making of a document is: read, then written from the same submissions read again.
type progress struct {
	total   int64 // submissions that count
	passes  int64 // over them while it is written
	writing atomic.Bool
	read    atomic.Int64 // submissions, in the stage at hand
}

// progressOf knows how much there is to read for a document; nil where the work has no stages, or where that cannot be read:
// what is wrong is told when the document is made.
func (b *Bot) progressOf(ctx context.Context, doc thidua.Document) *progress {
	p := &progress{passes: 1}
	switch doc.Kind {
	case Dossier:
		p.passes = 3 // report, workbook, evidence
	case Workbook, Report, Trial:
	default:
		return nil
	}
	board, err := b.boards.of(ctx, doc.Campaign)
	if err != nil {
		return nil
	}
	for _, unit := range board {
		for _, standing := range unit.Parts {
			if standing.Submission > 0 {
				p.total++
			}
		}
	}
	return p
}

// writes tells that all was read and counted.
func (p *progress) writes() {
	if p != nil {
		p.read.Store(0)
		p.writing.Store(true)
	}
}

// say words where the work is. It never says that all is done: the file does.
func (p *progress) say(language string) string {
	const most = 99
	stage, total := texts.MakingReads, p.total
	if p.writing.Load() {
		stage, total = texts.MakingWrites, p.total*p.passes
	}
	return stage.In(language, min(most, 100*p.read.Load()/max(1, total)))
}

// over is a store whose reading of submissions is counted.
func (p *progress) over(store thidua.Store) thidua.Store {
	if p == nil {
		return store
	}
	return countedStore{store, p}
}

type countedStore struct {
	thidua.Store
	progress *progress
}

// Load counts the submissions among what is read.
func (s countedStore) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	snapshot, err := s.Store.Load(ctx, id, keys...)
	for _, key := range keys {
		if strings.HasPrefix(string(key), "submission/") {
			s.progress.read.Add(1)
		}
	}
	return snapshot, err
}

// show changes the message that took the request up, through the outbox, to how far the work is.
func (s *service) show(ctx context.Context) error {
	text := s.progress.say(s.Language)
	if text == s.shown {
		return nil
	}
	message, err := s.working(ctx)
	if err != nil || message == 0 {
		return err
	}
	change := thidua.Change{ID: "work/" + secret(), At: s.b.now(), Send: []thidua.Message{s.edit(message, text)}}
	if _, err := s.b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("show how far a document is: %w", err)
	}
	s.shown = text
	s.b.ring()
	return nil
}

func (s *service) edit(message int64, text string) thidua.Message {
	return thidua.Message{Chat: s.Chat, Edit: message, Lines: []thidua.Line{{Text: text}}}
}

// working is the id of the message that took this very request up; 0 where it has not been sent.
func (s *service) working(ctx context.Context) (int64, error) {
	key := thidua.WorkKey(s.Campaign, s.Chat, s.Kind)
	snapshot, err := s.b.store.Load(ctx, "", key)
	if err != nil {
		return 0, fmt.Errorf("load the message of a request: %w", err)
	}
	var work thidua.Work
	if body := snapshot.Records[key].Body; len(body) == 0 || json.Unmarshal(body, &work) != nil || !work.Asked.Equal(s.At) {
		return 0, nil
	}
	return work.Message, nil
}

// shownDone is the last change of a card that showed how far the work was.
func (s *service) shownDone(ctx context.Context) []thidua.Message {
	if s.shown == "" {
		return nil
	}
	message, err := s.working(ctx)
	if err != nil || message == 0 {
		return nil
	}
	return []thidua.Message{s.edit(message, texts.MakingDone.In(s.Language))}
}
