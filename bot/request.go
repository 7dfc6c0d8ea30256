package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/export"
	"thidua/flows/texts"
)

const dossierCommand = "/hoso"

// Times and limits of documents that are made beside the outbox.
const (
	requestPause = 500 * time.Millisecond // between looks for requests
	requestLease = time.Minute            // of a campaign: one of its documents at a time, on any replica
	signPause    = 4 * time.Second        // between signs of work; Telegram shows each for five
	largestMade  = 50 << 20               // what a bot may send (Bot API sendDocument), in bytes
)

// errTooLarge says that a document is larger than Telegram takes from a bot.
var errTooLarge = errors.New("document is larger than 50 MB")

// request asks for a document; one that the person has asked for already comes once.
func (d *decision) request(ctx context.Context, campaign, kind string) error {
	key := thidua.RequestKey(campaign, d.in.Chat, kind)
	r, err := d.record(ctx, key)
	if err != nil {
		return err
	}
	if r.Rev > 0 {
		d.tell(texts.MakingAlready)
		return nil
	}
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	m := d.message(texts.Making)
	m.Work = &thidua.Work{Campaign: campaign, Kind: kind, Asked: d.in.At}
	d.messages = append(d.messages, m)
	return d.write(key, thidua.Request{Document: thidua.Document{Kind: kind, Campaign: campaign}, Chat: d.in.Chat,
		Language: d.language(), At: d.in.At})
}

// requests makes the documents that were asked for, those of different campaigns side by side.
func (b *Bot) requests(ctx context.Context) error {
	var working sync.WaitGroup
	defer working.Wait()
	var busy sync.Map // campaigns whose document is being made here
	return b.every(ctx, requestPause, "make documents", func(ctx context.Context) error {
		const atOnce = 1000
		due, err := b.store.Due(ctx, b.now(), atOnce, thidua.Requests)
		if err != nil {
			return fmt.Errorf("look for requests: %w", err)
		}
		for _, d := range due {
			campaign := campaignOf(d)
			if _, taken := busy.LoadOrStore(campaign, true); taken {
				continue
			}
			working.Go(func() {
				defer busy.Delete(campaign)
				if err := b.serveOne(ctx, campaign, d); err != nil && ctx.Err() == nil && !errors.Is(err, thidua.ErrConflict) {
					b.log.Error("make a document", "error", err)
				}
			})
		}
		return nil
	})
}

// campaignOf is the campaign of a request, as it stands in its key.
func campaignOf(d thidua.Due) string {
	campaign, _, _ := strings.Cut(strings.TrimPrefix(string(d.Key), string(thidua.Requests)), "/")
	return campaign
}

// serveOne makes and sends a document while it holds the campaign, showing a sign of work.
func (b *Bot) serveOne(ctx context.Context, campaign string, due thidua.Due) error {
	held := documents(b.store, campaign, b.owner, b.now)
	if mine, err := held.take(ctx); err != nil || !mine {
		return err
	}
	snapshot, err := b.store.Load(ctx, "", due.Key)
	if err != nil {
		return fmt.Errorf("load a request: %w", err)
	}
	record := snapshot.Records[due.Key]
	s := &service{b: b, due: due, rev: record.Rev}
	if record.Rev == 0 || json.Unmarshal(record.Body, &s.Request) != nil {
		return s.close(ctx, thidua.Change{})
	}
	s.progress = b.progressOf(ctx, s.Document)
	return held.during(ctx, func(ctx context.Context) error {
		made, err := s.watched(ctx)
		if err != nil || made == nil {
			return err
		}
		defer made.remove()
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastGrace) // it was sent: also when the bot stops
		defer cancel()
		return s.sent(closing, made)
	})
}

// watched makes and sends the document while the person is shown that the bot is at work, and how far it is.
func (s *service) watched(ctx context.Context) (*madeFile, error) {
	working, done := context.WithCancel(ctx)
	var signs sync.WaitGroup
	signs.Go(func() { s.sign(working) })
	made, err := s.serve(ctx)
	done()
	signs.Wait()
	return made, err
}

// sign shows that the bot is at work, and now and then how far it is, until the context ends.
func (s *service) sign(ctx context.Context) {
	for shown := time.Now(); wait(ctx, signPause); {
		s.b.api.Act(ctx, s.Chat)
		if s.progress == nil || time.Since(shown) < showPause {
			continue
		}
		shown = time.Now()
		if err := s.show(ctx); err != nil && ctx.Err() == nil {
			s.b.log.Warn("show how far a document is", "error", err)
		}
	}
}

// service is a request being served.
type service struct {
	thidua.Request
	b        *Bot
	due      thidua.Due
	rev      int64
	progress *progress // nil where none is shown
	shown    string    // of it, last
}

// serve makes the document and sends it; nil where there was nothing to send, which the person was told.
func (s *service) serve(ctx context.Context) (*madeFile, error) {
	may, err := s.b.mayTake(ctx, s.Chat, s.Document)
	if err != nil {
		return nil, err
	}
	if !may {
		return nil, s.close(ctx, thidua.Change{})
	}
	made, err := s.b.make(ctx, s.Document, s.Chat, s.progress)
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	if err := s.send(ctx, made); err != nil {
		made.remove()
		return nil, s.failed(ctx, err)
	}
	s.preview(ctx, made)
	return made, nil
}

// send waits for the chat's turn and sends the file.
func (s *service) send(ctx context.Context, made *madeFile) error {
	for pause := s.b.api.Turn(s.Chat); pause > 0; pause = s.b.api.Turn(s.Chat) {
		if !wait(ctx, pause) {
			return ctx.Err()
		}
	}
	caption := thidua.Line{Text: captions[s.Kind].In(s.Language, made.title)}
	_, err := s.b.api.Send(ctx, thidua.Message{Chat: s.Chat, Lines: []thidua.Line{caption}},
		&telegram.Attachment{Name: made.name, Content: made.file, Free: s.Kind == Invites || s.Kind == InviteSheet}) // to be printed, and passed on
	return err
}

// captions of the documents; the campaign's title stands in them.
var captions = map[string]thidua.Phrase{Workbook: texts.BookReady, Report: texts.ReportOut, Dossier: texts.DossierReady,
	Trial: texts.TrialReady, Template: texts.TemplateInUse,
	Invites: texts.InvitesOut, InviteSheet: texts.InvitesOut}

// preview sends a picture of the first page, where somebody can paint it. It is left out without a word where not.
func (s *service) preview(ctx context.Context, made *madeFile) {
	if s.b.painter == nil || s.Kind != Report && s.Kind != Trial {
		return
	}
	if err := s.paint(ctx, made); err != nil && ctx.Err() == nil {
		s.b.log.Warn("preview of a document", "error", err)
	}
}

func (s *service) paint(ctx context.Context, made *madeFile) error {
	document, err := os.Open(made.file.Name()) // whoever sent it has closed the other
	if err != nil {
		return err
	}
	defer document.Close()
	picture, err := s.b.painter.FirstPage(ctx, made.name, document)
	if err != nil {
		return err
	}
	_, err = s.b.api.Send(ctx, thidua.Message{Chat: s.Chat, Lines: []thidua.Line{{Text: texts.FirstPage.In(s.Language)}}},
		&telegram.Attachment{Name: "trang-1.png", Content: picture, Kind: thidua.KindPhoto})
	return err
}

// sent closes the request: the export is noted, and the card that belongs to the file is queued.
func (s *service) sent(ctx context.Context, made *madeFile) error {
	switch s.Kind {
	case Template, Invites, InviteSheet:
		return s.close(ctx, thidua.Change{})
	case Trial:
		card, err := s.offerCard(ctx)
		if err != nil {
			return err
		}
		return s.close(ctx, thidua.Change{Send: pieces(card)})
	}
	h := Handed{ID: "exported/" + secret(), At: s.b.now(), By: s.Chat, Campaign: s.Campaign, File: made.name, Open: made.open, Closing: s.closing(thidua.Change{})}
	if s.Kind != Report {
		h.Exported = &made.rests
	}
	if err := h.who(ctx, s.b.store); err != nil {
		return err
	}
	h.Closing.Send = append(s.shownDone(ctx), pieces([]thidua.Message{made.open.card(s.Chat, s.Language)})...)
	if err := h.Note(ctx, s.b.store); err != nil {
		return err
	}
	s.b.ring()
	return nil
}

// failed tries again later, or tells the person in the end.
func (s *service) failed(ctx context.Context, err error) error {
	var refused *telegram.Error
	var mistake *export.TemplateError
	switch {
	case ctx.Err() != nil:
		return nil // the bot stops; the next one makes it
	case errors.As(err, &refused) && refused.Unreachable():
		if err := s.b.lost(ctx, s.Chat); err != nil {
			s.b.log.Error("mark a person as unreachable", "error", err)
		}
		return s.close(ctx, thidua.Change{})
	case errors.As(err, &mistake) && s.Kind != Trial:
		return s.tell(ctx, texts.DocFailed, texts.TemplateUnfit.In(s.Language, mistake.In(s.Language)))
	case errors.As(err, &mistake):
		return s.close(ctx, thidua.Change{Send: pieces([]thidua.Message{wrongTemplate(s.Chat, s.Language, fileNames[Trial], []error{mistake})})})
	case errors.Is(err, errTooLarge):
		return s.tell(ctx, texts.DocTooLarge, commandLine[s.Kind])
	case final(err) || s.Tries+1 >= mostUploads:
		s.b.log.Error("document dropped", "kind", s.Kind, "error", err)
		return s.tell(ctx, texts.DocFailed, texts.TryLater.In(s.Language))
	}
	s.b.log.Warn("make a document", "kind", s.Kind, "tries", s.Tries+1, "error", err)
	pause := jitter(min(retryFirst<<s.Tries, retryLast))
	s.Tries++
	again := recordAt(s.rev, s.due.Key, s.Request)
	_, err = s.b.store.Commit(ctx, thidua.Change{ID: "request/" + secret(), At: s.b.now(), Put: []thidua.Record{again},
		Due: []thidua.Due{{Key: s.due.Key, At: s.b.now().Add(max(pause, retryAfter(err))), Was: s.due.At}}})
	return err
}

// commandLine is how the operator makes what is too large for the chat.
var commandLine = map[string]string{Workbook: "thidua export", Report: "thidua export", Trial: "thidua export", Dossier: "thidua dossier"}

func (s *service) tell(ctx context.Context, p thidua.Phrase, details ...any) error {
	return s.close(ctx, thidua.Change{Send: []thidua.Message{{Chat: s.Chat, Lines: []thidua.Line{{Text: p.In(s.Language, details...)}}}}})
}

// closing takes the request away, in a change.
func (s *service) closing(c thidua.Change) thidua.Change {
	c.Due = append(c.Due, thidua.Due{Key: s.due.Key, Was: s.due.At})
	if s.rev > 0 {
		c.Delete = append(c.Delete, thidua.Record{Key: s.due.Key, Rev: s.rev})
	}
	return c
}

func (s *service) close(ctx context.Context, c thidua.Change) error {
	c = s.closing(c)
	c.ID, c.At = "request/"+secret(), s.b.now()
	if _, err := s.b.store.Commit(ctx, c); err != nil {
		return fmt.Errorf("close a request: %w", err)
	}
	s.b.ring()
	return nil
}
