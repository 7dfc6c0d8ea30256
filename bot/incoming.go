package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// Times and limits of documents that people send to the bot itself.
const (
	readPause     = time.Second // between looks for documents to fetch and read
	readLease     = time.Minute
	readLimit     = 2 * time.Minute // for one document
	mostReadTries = 5
	readAgain     = 2 * time.Second // doubled with each try
	largestSent   = 20 << 20        // what a bot may fetch (Bot API getFile), in bytes
)

// sending stands before the kind of a document in the table of rights.
const sending = "send "

// reader reads one kind of the documents that people send to the bot itself. Of those whose ending fits and whose kind
// the person may send, the first that finds a document its own answers it.
type reader struct {
	kind   string // in the table of rights, after sending
	ending string // of the file's name
	read   func(context.Context, *Bot, document) (reading, error)
	first  bool // also before there is a campaign to speak for
}

// readers are all kinds, in the order in which they are tried.
var readers = []reader{
	{kind: templateKind, ending: ".docx", read: readTemplate},
	{kind: sheetKind, ending: ".xlsx", read: readFilled},
	{kind: campaignKind, ending: ".xlsx", read: readCampaign, first: true},
	{kind: campaignKind, ending: ".zip", read: readCampaign, first: true},
	{kind: campaignKind, ending: ".md", read: readCampaign, first: true},
}

// document is one that was fetched.
type document struct {
	thidua.Incoming
	content []byte
	script  *flows.Script // of the campaign for which it was sent
}

// reading is what a reader makes of a document.
type reading struct {
	foreign  bool // none of the reader's kind: the next one is asked, and where there is none what it says counts
	put      []thidua.Record
	due      []thidua.Due
	messages []thidua.Message
}

// answers makes a message to whoever sent the document.
func (d document) answers(lines ...thidua.Line) thidua.Message {
	return thidua.Message{Chat: d.Chat, Lines: lines}
}

func (d document) says(p thidua.Phrase, values ...any) thidua.Line {
	return thidua.Line{Text: p.In(d.Language, values...)}
}

// readersFor are those that may be asked about a file of a person's.
func readersFor(posts []thidua.Post, name, campaign, unit string) []reader {
	return slices.DeleteFunc(slices.Clone(readers), func(r reader) bool {
		return !strings.EqualFold(path.Ext(name), r.ending) || !entitled(posts, sending+r.kind, campaign, unit) || campaign == "" && !r.first
	})
}

// takeIn takes a document that is no answer: no question is open that takes a file, and a reader may be asked about it. It
// is fetched and read after the commit.
func (d *decision) takeIn(ctx context.Context) (taken bool, err error) {
	if len(d.in.Files) != 1 || d.in.Edited {
		return false, nil
	}
	if asks, err := d.asksFile(ctx); asks || err != nil {
		return false, err
	}
	f := d.in.Files[0]
	if f.Kind != thidua.KindDocument || len(readersFor(d.person.Posts, f.Name, d.post.Campaign, d.post.Unit)) == 0 {
		return false, nil
	}
	if f.Size > largestSent {
		d.tell(texts.SentTooBig, f.Name)
		return true, nil
	}
	f.Message = d.in.Message
	key := thidua.IncomingKey(d.in.Chat, f.Message)
	err = d.write(key, thidua.Incoming{File: f, Chat: d.in.Chat, Post: d.post, Language: d.language(), At: d.in.At})
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	d.tell(texts.BeingRead, f.Name)
	return true, err
}

// asksFile tells whether the question that is open takes a file.
func (d *decision) asksFile(ctx context.Context) (bool, error) {
	if d.session.Screen != flows.Asking || d.post.Campaign == "" {
		return false, nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return false, err
	}
	return script.AsksFile(d.session.Session), nil
}

// incoming looks for documents to fetch and read, again and again.
func (b *Bot) incoming(ctx context.Context) error {
	return b.every(ctx, readPause, "read documents", func(ctx context.Context) error { return b.Receive(ctx, b.now()) })
}

// Receive fetches and reads the documents whose time has come, loads the campaigns that were ordered, and takes rows of
// spreadsheets, one after the other; of several replicas one does.
func (b *Bot) Receive(ctx context.Context, now time.Time) error {
	const atOnce = 1000 // of each kind
	due, err := b.store.Due(ctx, now, atOnce, thidua.IncomingDocuments, thidua.LoadOrders, thidua.Imports)
	if err != nil {
		return fmt.Errorf("look for documents to read: %w", err)
	}
	var failed []error
	for _, d := range due {
		if mine, err := b.store.Lease(ctx, "receiving", b.owner, now, now.Add(readLease)); err != nil || !mine {
			return errors.Join(append(failed, err)...)
		}
		carry := b.receiveOne
		switch {
		case isLoadOrder(d):
			carry = b.loadOrdered
		case isImport(d):
			carry = b.importOne
		}
		if err := carry(ctx, d); err != nil && !errors.Is(err, thidua.ErrConflict) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// receiveOne fetches a document, has it read, and commits the answer; what cannot be fetched is tried again, and in the
// end the person is told.
func (b *Bot) receiveOne(ctx context.Context, due thidua.Due) error {
	snapshot, err := b.store.Load(ctx, "", due.Key)
	if err != nil {
		return fmt.Errorf("load a document: %w", err)
	}
	record := snapshot.Records[due.Key]
	change := thidua.Change{ID: string(due.Key) + "/" + secret(), At: b.now(), Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	d := document{}
	if record.Rev == 0 || json.Unmarshal(record.Body, &d.Incoming) != nil {
		_, err := b.store.Commit(ctx, change)
		return err
	}
	result, err := b.open(ctx, &d)
	switch {
	case ctx.Err() != nil:
		return nil // the bot stops; the next one reads it
	case err != nil && d.Tries+1 < mostReadTries && !final(err):
		b.log.Warn("read a document", "tries", d.Tries+1, "error", err)
		d.Tries++
		written := recordAt(record.Rev, due.Key, d.Incoming)
		change.Put = []thidua.Record{written}
		change.Due[0].At = b.now().Add(max(jitter(readAgain<<d.Tries), retryAfter(err)))
	default:
		if err != nil {
			b.log.Error("document given up", "tries", d.Tries+1, "error", err)
			result = reading{messages: []thidua.Message{d.answers(d.says(texts.NotRead, d.Name))}}
		}
		change.Put, change.Due = result.put, append(change.Due, result.due...)
		change.Delete = []thidua.Record{{Key: due.Key, Rev: record.Rev}}
		change.Send = pieces(result.messages)
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("commit what was read: %w", err)
	}
	b.ring()
	return nil
}

// open fetches a document and asks the readers. A panic is an error of this document alone.
func (b *Bot) open(ctx context.Context, d *document) (result reading, err error) {
	ctx, cancel := context.WithTimeout(ctx, readLimit)
	defer cancel()
	err = survive(ctx, func(ctx context.Context) (err error) {
		if result, err = b.askReaders(ctx, d); err != nil {
			return err
		}
		if result.foreign && len(result.messages) == 0 {
			result = reading{messages: []thidua.Message{d.answers(d.says(texts.NotKnown, d.Name))}}
		}
		return nil
	})
	return result, err
}

// askReaders asks those that the person may still send a document to.
func (b *Bot) askReaders(ctx context.Context, d *document) (reading, error) {
	var p thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(d.Chat), &p); err != nil {
		return reading{}, err
	}
	asked := readersFor(p.Posts, d.Name, d.Post.Campaign, d.Post.Unit)
	var head thidua.Head
	known, err := b.load(ctx, thidua.CampaignKey(d.Post.Campaign), &head)
	if err != nil || !known && d.Post.Campaign != "" || len(asked) == 0 {
		return reading{foreign: true}, err
	}
	if known {
		if d.script, err = b.scripts.of(ctx, head); err != nil {
			return reading{}, err
		}
	}
	content, err := b.api.Download(ctx, d.File.ID)
	if err != nil {
		return reading{}, err
	}
	defer content.Close()
	if d.content, err = io.ReadAll(content); err != nil {
		return reading{}, fmt.Errorf("fetch a document: %w", err)
	}
	last := reading{foreign: true}
	for _, r := range asked {
		result, err := r.read(ctx, b, *d)
		if err != nil || !result.foreign {
			return result, err
		}
		if len(result.messages) > 0 {
			last = result
		}
	}
	return last, nil
}

// offer keeps a document that was found right until the person says Có; one of the same kind before it is replaced.
func (b *Bot) offer(ctx context.Context, d document, o thidua.Offer) (thidua.Offer, []thidua.Record, error) {
	key, contentKey := thidua.OfferKey(d.Chat, o.Kind), thidua.OfferedKey(d.Chat, o.Kind)
	snapshot, err := b.store.Load(ctx, "", key, contentKey)
	if err != nil {
		return thidua.Offer{}, nil, fmt.Errorf("load an offer: %w", err)
	}
	o.ID, o.Name, o.At = targetID(string(thidua.IncomingKey(d.Chat, d.Message)))[:offerID], d.Name, b.now()
	record := recordAt(snapshot.Records[key].Rev, key, o)
	content := thidua.Record{Key: contentKey, Rev: snapshot.Records[contentKey].Rev, Body: d.content}
	return o, []thidua.Record{record, content}, nil
}

// offeredContent is what a person was offered.
func (b *Bot) offeredContent(ctx context.Context, chat int64, kind string) ([]byte, error) {
	key := thidua.OfferedKey(chat, kind)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load an offer: %w", err)
	}
	return snapshot.Records[key].Body, nil
}

// offerID is how much of a hash is on a button.
const offerID = 12

// offeredFile finds what a pressed button says Có or Không to; false, with a notice, where that is no longer there.
func (d *decision) offeredFile(ctx context.Context, kind, id string) (o thidua.Offer, found bool, err error) {
	found, err = d.read(ctx, thidua.OfferKey(d.in.Chat, kind), &o)
	if found = found && o.ID == id && o.Campaign == d.post.Campaign; !found {
		d.notice = texts.NotYours.In(d.language())
	}
	return o, found, err
}

// settleOffer takes an offer away, and gives its content.
func (d *decision) settleOffer(ctx context.Context, kind string) ([]byte, error) {
	var content []byte
	for _, key := range []thidua.Key{thidua.OfferKey(d.in.Chat, kind), thidua.OfferedKey(d.in.Chat, kind)} {
		r, err := d.record(ctx, key)
		if err != nil {
			return nil, err
		}
		if r.Rev > 0 {
			d.remove, content = append(d.remove, thidua.Record{Key: key, Rev: r.Rev}), r.Body
		}
	}
	return content, nil
}
