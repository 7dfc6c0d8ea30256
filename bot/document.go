package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"thidua"
	"thidua/export"
)

// The kinds of documents.
const (
	Workbook = "workbook"
	Report   = "report"
	Dossier  = "dossier"
	Trial    = "trial"    // the report by a template that is offered to the person
	Template = "template" // in use
	Listing  = "list"     // a text, kept in a record
	Picture  = "board"    // of the progress board

	Invites     = "invites"      // links of all who have not joined
	InviteSheet = "invite_sheet" // the same, as codes to print
	QRCode      = "qr"           // of one invite
)

// fileNames of the documents, as they are sent and written.
var fileNames = map[string]string{Workbook: export.WorkbookName, Report: export.ReportName, Dossier: "ho-so.zip",
	Trial: "bao-cao-thu.docx", Template: "mau-bao-cao.docx", Listing: "danh-sach.txt", thidua.UnitSheet: sheetFile,
	Picture: export.BoardName, Invites: "lien-ket-moi.xlsx", InviteSheet: "ma-qr.zip", QRCode: "ma-qr.png",
	thidua.MediumDocument: ""} // has its own

// madeFile is a document in a temporary file.
type madeFile struct {
	name  string
	file  *os.File
	title string          // of the campaign
	rests export.Exported // what it was made of
	open  openChecks      // what is left to mend
}

func (m *madeFile) remove() {
	m.file.Close()
	os.Remove(m.file.Name())
}

// make writes a document for a person to a temporary file: it may be larger than memory should hold. A panic in the
// making is an error of this document, not the end of the bot.
func (b *Bot) make(ctx context.Context, doc thidua.Document, chat int64, p *progress) (made *madeFile, err error) {
	err = survive(ctx, func(ctx context.Context) (err error) {
		made, err = b.writeTemporary(ctx, doc, chat, p)
		return err
	})
	return made, err
}

func (b *Bot) writeTemporary(ctx context.Context, doc thidua.Document, chat int64, p *progress) (*madeFile, error) {
	file, err := os.CreateTemp("", "thidua-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	made := &madeFile{name: fileNames[doc.Kind], file: file}
	if err := b.writeDocument(ctx, made, doc, chat, p); err != nil {
		made.remove()
		return nil, fmt.Errorf("write %s: %w", made.name, err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		made.remove()
		return nil, fmt.Errorf("read back %s: %w", made.name, err)
	}
	return made, nil
}

// bounded takes so many bytes and no more.
type bounded struct {
	w    io.Writer
	room int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.room -= len(p); b.room < 0 {
		return 0, errTooLarge
	}
	return b.w.Write(p)
}

// writeListing writes the text that a record holds.
func (b *Bot) writeListing(ctx context.Context, w io.Writer, doc thidua.Document) error {
	snapshot, err := b.store.Load(ctx, "", doc.Text)
	if err != nil {
		return fmt.Errorf("load a list: %w", err)
	}
	_, err = w.Write(snapshot.Records[doc.Text].Body)
	return err
}

// writeDocument writes one document to its file.
func (b *Bot) writeDocument(ctx context.Context, made *madeFile, doc thidua.Document, chat int64, p *progress) error {
	to := &bounded{made.file, largestMade}
	switch doc.Kind {
	case Listing:
		made.name = cmp.Or(doc.Name, made.name)
		return b.writeListing(ctx, to, doc)
	case Picture:
		return b.drawBoard(ctx, to, doc)
	case Invites, InviteSheet:
		return b.writeInvites(ctx, to, made, doc, chat)
	case QRCode:
		return export.WriteQR(to, doc.Link)
	case thidua.UnitSheet:
		made.name = sheetName(doc)
		return b.writeSheet(ctx, to, chat, doc)
	}
	consolidation, err := Consolidate(ctx, p.over(b.store), doc.Campaign, b.now())
	if err != nil {
		return err
	}
	made.title, made.rests, made.open = consolidation.Campaign.Title, consolidation.Exported(), openOf(consolidation)
	p.writes()
	return b.write(ctx, to, consolidation, doc.Kind, chat)
}

// unfit says that a template does not fit the campaign, which trying again does not mend. What is wrong with it may quote
// answers: it is told to people, and stays out of the log.
type unfit struct{ mistake *export.TemplateError }

func (unfit) Error() string     { return "the report template does not fit the campaign" }
func (u unfit) Unwrap() []error { return []error{errCorrupt, u.mistake} }

// write writes one document of a consolidation.
func (b *Bot) write(ctx context.Context, w io.Writer, c *export.Consolidation, kind string, chat int64) error {
	if kind == Workbook {
		return export.Workbook(w, c)
	}
	options, err := ReportOptions(ctx, b.store, c.Campaign.ID, b.keeper)
	if err == nil && kind == Trial {
		options.Template, err = b.offeredContent(ctx, chat, templateKind)
	}
	if err != nil {
		return err
	}
	switch kind {
	case Dossier:
		err = export.Dossier(ctx, w, c, options)
	case Template:
		err = writeTemplate(w, options.Template)
	default:
		err = export.Report(ctx, w, c, options)
	}
	var mistake *export.TemplateError
	if errors.As(err, &mistake) {
		return unfit{mistake}
	}
	return err
}

// Consolidate reads a campaign's index, the submissions that it names, and the log, and builds the one value that
// both documents render. Its workbook tells what changed since the last one that left the store (Handed).
func Consolidate(ctx context.Context, store thidua.Store, campaign string, now time.Time) (*export.Consolidation, error) {
	return consolidate(ctx, store, campaign, now, false)
}

// ConsolidateApproved is Consolidate where only what was approved counts, and nothing is compared.
func ConsolidateApproved(ctx context.Context, store thidua.Store, campaign string, now time.Time) (*export.Consolidation, error) {
	return consolidate(ctx, store, campaign, now, true)
}

func consolidate(ctx context.Context, store thidua.Store, campaign string, now time.Time, approved bool) (*export.Consolidation, error) {
	key, lastKey, linksKey := thidua.CampaignKey(campaign), thidua.ExportedKey(campaign), thidua.LinksKey(campaign)
	snapshot, err := store.Load(ctx, "", key, lastKey, linksKey)
	if err != nil {
		return nil, fmt.Errorf("load campaign %s: %w", campaign, err)
	}
	var head thidua.Head
	if err := json.Unmarshal(snapshot.Records[key].Body, &head); err != nil {
		return nil, fmt.Errorf("%w: campaign %s: %w", errCorrupt, campaign, err)
	}
	source := export.Source{ApprovedOnly: approved, At: now, Life: head.Life}
	if body := snapshot.Records[linksKey].Body; len(body) > 0 {
		if err := json.Unmarshal(body, &source.Links); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, linksKey, err)
		}
	}
	if source.Campaign, err = Campaign(ctx, store, head); err != nil {
		return nil, err
	}
	if source.Index, err = Board(ctx, store, campaign); err != nil {
		return nil, err
	}
	source.Submissions = submissions(ctx, store, campaign)
	if source.Members, err = joined(ctx, store, campaign); err != nil {
		return nil, err
	}
	if source.Log, err = Log(ctx, store, campaign); err != nil {
		return nil, err
	}
	consolidation, err := export.Consolidate(source)
	if err != nil || approved || snapshot.Records[lastKey].Rev == 0 {
		return consolidation, err
	}
	var last export.Exported
	if err := json.Unmarshal(snapshot.Records[lastKey].Body, &last); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errCorrupt, lastKey, err)
	}
	return consolidation.Since(last), nil
}

// atOnce is how many submissions are read in one round trip.
const atOnce = 200

// submissions reads what the index names; submissions never change, so that the index alone fixes the instant. No more
// than one round trip brings is in memory.
func submissions(ctx context.Context, store thidua.Store, campaign string) export.Submissions {
	return func(places []export.Place) iter.Seq2[*thidua.Submission, error] {
		return func(yield func(*thidua.Submission, error) bool) {
			for chunk := range slices.Chunk(places, atOnce) {
				found, err := submissionsAt(ctx, store, campaign, chunk)
				if err != nil {
					yield(nil, err)
					return
				}
				for _, s := range found {
					if !yield(s, nil) {
						return
					}
				}
			}
		}
	}
}

func submissionsAt(ctx context.Context, store thidua.Store, campaign string, places []export.Place) ([]*thidua.Submission, error) {
	keys := make([]thidua.Key, len(places))
	for i, at := range places {
		keys[i] = thidua.SubmissionKey(campaign, at.Unit, at.Part, at.Number)
	}
	snapshot, err := store.Load(ctx, "", keys...)
	if err != nil {
		return nil, fmt.Errorf("load submissions of %s: %w", campaign, err)
	}
	found := make([]*thidua.Submission, 0, len(keys))
	for _, key := range keys {
		record := snapshot.Records[key]
		if record.Rev == 0 {
			continue // the export tells of it
		}
		s := &thidua.Submission{}
		if err := json.Unmarshal(record.Body, s); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
		}
		found = append(found, s)
	}
	return found, nil
}

// joined lists who joined, by unit.
func joined(ctx context.Context, store thidua.Store, campaign string) (map[string][]export.Member, error) {
	members, err := Members(ctx, store, campaign)
	if err != nil {
		return nil, err
	}
	byUnit := map[string][]export.Member{}
	for _, m := range members {
		unit := unitOf(m.Post)
		byUnit[unit] = append(byUnit[unit], export.Member{Person: m.Chat, Name: m.Name, Role: m.Post.Role, Position: m.Post.Position})
	}
	return byUnit, nil
}
