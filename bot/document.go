package bot

import (
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
)

// fileNames of the documents, as they are sent and written.
var fileNames = map[string]string{Workbook: export.WorkbookName, Report: export.ReportName}

// FileName is the name of a document, by its kind.
func FileName(kind string) string { return fileNames[kind] }

// madeFile is a document in a temporary file.
type madeFile struct {
	name  string
	file  *os.File
	rests export.Exported // what it was made of
}

func (m *madeFile) remove() {
	m.file.Close()
	os.Remove(m.file.Name())
}

// make writes a document to a temporary file: it may be larger than memory should hold. A panic in the making is an
// error of this document, not the end of the bot.
func (b *Bot) make(ctx context.Context, doc thidua.Document) (made *madeFile, err error) {
	err = survive(ctx, func(ctx context.Context) (err error) {
		made, err = b.writeTemporary(ctx, doc)
		return err
	})
	return made, err
}

func (b *Bot) writeTemporary(ctx context.Context, doc thidua.Document) (*madeFile, error) {
	consolidation, err := Consolidate(ctx, b.store, doc.Campaign, b.now())
	if err != nil {
		return nil, err
	}
	file, err := os.CreateTemp("", "thidua-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	made := &madeFile{name: fileNames[doc.Kind], file: file, rests: consolidation.Exported()}
	if err := b.write(ctx, file, consolidation, doc.Kind); err != nil {
		made.remove()
		return nil, fmt.Errorf("write %s: %w", made.name, err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		made.remove()
		return nil, fmt.Errorf("read back %s: %w", made.name, err)
	}
	return made, nil
}

// write writes one document of a consolidation. A template that no longer fits the campaign does not come to fit by
// trying again; what is wrong with it may quote answers and is told by thidua check.
func (b *Bot) write(ctx context.Context, w io.Writer, c *export.Consolidation, kind string) error {
	if kind != Report {
		return export.Workbook(w, c)
	}
	options, err := ReportOptions(ctx, b.store, c.Campaign.ID, b.keeper)
	if err != nil {
		return err
	}
	var mistake *export.TemplateError
	if err := export.Report(ctx, w, c, options); errors.As(err, &mistake) {
		return fmt.Errorf("%w: %s", errCorrupt, thidua.TemplateKey(c.Campaign.ID))
	} else if err != nil {
		return err
	}
	return nil
}

// Consolidate reads a campaign's index, the submissions that it names, and the log, and builds the one value that
// both documents render. Its workbook tells what changed since the last one that left the store (Handed).
func Consolidate(ctx context.Context, store thidua.Store, campaign string, now time.Time) (*export.Consolidation, error) {
	key, lastKey := thidua.CampaignKey(campaign), thidua.ExportedKey(campaign)
	snapshot, err := store.Load(ctx, "", key, lastKey)
	if err != nil {
		return nil, fmt.Errorf("load campaign %s: %w", campaign, err)
	}
	var head thidua.Head
	if err := json.Unmarshal(snapshot.Records[key].Body, &head); err != nil {
		return nil, fmt.Errorf("%w: campaign %s: %w", errCorrupt, campaign, err)
	}
	source := export.Source{At: now, Life: head.Life}
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
	if err != nil || snapshot.Records[lastKey].Rev == 0 {
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
