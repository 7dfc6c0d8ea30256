package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/export"
	"thidua/flows/texts"
)

// mostKept is how many parts that were not approved a job names; the others are counted.
const mostKept = 30

// checker holds what units handed in against the checks of the export, unit by unit: what is found does not depend on
// who else is looked at. What the department handed in is read once.
type checker struct {
	campaign   *thidua.Campaign
	department thidua.Index
	life       thidua.Life
	read       export.Submissions
	kept       map[export.Place]*thidua.Submission
}

func (b *Bot) newChecker(ctx context.Context, c *thidua.Campaign, life thidua.Life) (*checker, error) {
	k := &checker{campaign: c, life: life, read: submissions(ctx, b.store, c.ID), kept: map[export.Place]*thidua.Submission{}}
	_, err := b.load(ctx, thidua.IndexKey(c.ID, thidua.Department), &k.department)
	return k, err
}

// checks lists, by part, what is found in what a unit handed in.
func (k *checker) checks(at time.Time, unit thidua.Unit, index thidua.Index) (map[string][]export.Check, error) {
	found, err := export.UnitChecks(export.Source{Campaign: k.campaign, Life: k.life, At: at, Submissions: k.submissions,
		Index: map[string]thidua.Index{unit.Code: index, thidua.Department: k.department}}, unit)
	if err != nil {
		return nil, fmt.Errorf("check what %s handed in: %w", unit.Code, err)
	}
	return found, nil
}

// submissions reads what was handed in; the department's only once.
func (k *checker) submissions(places []export.Place) iter.Seq2[*thidua.Submission, error] {
	return func(yield func(*thidua.Submission, error) bool) {
		for _, at := range places {
			if s := k.kept[at]; s != nil {
				if !yield(s, nil) {
					return
				}
				continue
			}
			for s, err := range k.read([]export.Place{at}) {
				if err == nil && at.Unit == thidua.Department {
					k.kept[at] = s
				}
				if !yield(s, err) {
					return
				}
			}
		}
	}
}

// approval is a job that approves what waits and passes the checks.
type approval struct {
	*order
	checker *checker
	head    thidua.Head
	by      thidua.Person
	change  *thidua.Change
	most    int // parts in this slice
	done    int
}

// approveSome looks at the next units: it approves what waited when the job was ordered and passes the checks, tells the
// unit's people, and keeps the rest with the reason.
func (o *order) approveSome(ctx context.Context, head thidua.Head, change *thidua.Change, most int) (err error) {
	a := &approval{order: o, head: head, change: change, most: most}
	if _, err := o.b.load(ctx, thidua.PersonKey(o.By), &a.by); err != nil {
		return err
	}
	if a.checker, err = o.b.newChecker(ctx, o.audience.campaign, head.Life); err != nil {
		return err
	}
	records, err := o.b.store.Scan(ctx, thidua.Range{Prefix: thidua.IndexKey(o.Campaign, ""), After: o.After, Limit: most})
	if err != nil {
		return fmt.Errorf("list the next units: %w", err)
	}
	for i, r := range records {
		if err := a.unit(ctx, r); err != nil {
			return err
		}
		if o.After = r.Key; a.done >= most && i+1 < len(records) {
			return nil
		}
	}
	if len(records) == most {
		return nil
	}
	o.Done, o.Reported = change.At, change.At
	return a.report(ctx)
}

// unit approves a unit's parts in the slice's commit, which expects the unit's line as it was read.
func (a *approval) unit(ctx context.Context, r thidua.Record) error {
	unit, known := a.audience.campaign.Unit(thidua.LastSegment(r.Key))
	var index thidua.Index
	if err := json.Unmarshal(r.Body, &index); err != nil {
		a.b.log.Error("a unit's line of the board cannot be read and is passed over", "job", a.id)
		return nil
	}
	if !known {
		return nil
	}
	waiting := a.waiting(unit, index)
	if len(waiting) == 0 {
		return nil
	}
	found, err := a.checker.checks(a.change.At, unit, index)
	if err != nil {
		return err
	}
	var approved []thidua.Part
	for _, p := range waiting {
		switch s := index.Parts[p.Name]; {
		case s.Editing:
			a.keep(unit, p, texts.BeingEdited.In(a.by.Language), 1)
		case len(found[p.Name]) > 0:
			a.keep(unit, p, found[p.Name][0].Short(), len(found[p.Name]))
		default:
			approved = append(approved, p)
		}
	}
	if len(approved) == 0 {
		return nil
	}
	return a.approve(ctx, r, unit, index, approved)
}

// waiting lists the parts of a unit that waited when the job was ordered.
func (a *approval) waiting(unit thidua.Unit, index thidua.Index) []thidua.Part {
	return slices.DeleteFunc(a.audience.campaign.PartsOf(unit.Code), func(p thidua.Part) bool {
		s := index.Parts[p.Name]
		return !s.Waits() || s.At.After(a.At)
	})
}

func (a *approval) keep(unit thidua.Unit, p thidua.Part, why string, count int) {
	if a.KeptCount++; len(a.Kept) < mostKept {
		a.Kept = append(a.Kept, thidua.Kept{Unit: unit.Code, Part: p.Name, Why: why, Count: count})
	}
}

func (a *approval) approve(ctx context.Context, r thidua.Record, unit thidua.Unit, index thidua.Index, parts []thidua.Part) error {
	var keys []thidua.Key
	for _, p := range parts {
		keys = append(keys, thidua.ReviewKey(a.Campaign, unit.Code, p.Name, index.Parts[p.Name].Submission))
	}
	before, err := a.b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load what was decided before: %w", err)
	}
	for i, p := range parts {
		s := index.Parts[p.Name]
		s.State, s.At = thidua.Approved, a.change.At
		index.Parts[p.Name] = s
		review := recordAt(before.Records[keys[i]].Rev, keys[i], thidua.Review{By: a.By, Name: a.by.Name, At: a.change.At, Approved: true})
		line := thidua.LogLine{At: a.change.At, By: a.By, Name: a.by.Name, Campaign: a.Campaign, Unit: unit.Code, Part: p.Name,
			Act: "approved", Detail: texts.SubmissionNumber.In("vi", s.Submission)}
		a.change.Put = append(a.change.Put, review, newRecord(thidua.LogKey(a.Campaign, a.change.At, "job-"+a.id, a.Approved), line))
		a.Approved++
		a.done++
	}
	written := recordAt(r.Rev, r.Key, index)
	a.change.Put = append(a.change.Put, written)
	return a.tell(ctx, unit, parts)
}

// tell queues one message to each of the unit's focal points.
func (a *approval) tell(ctx context.Context, unit thidua.Unit, parts []thidua.Part) error {
	people, err := a.b.focalPoints(ctx, a.audience.campaign, unit.Code)
	if err != nil {
		return err
	}
	for _, p := range people {
		var labels []string
		for _, part := range parts {
			labels = append(labels, partLabel(part, p.Language))
		}
		a.change.Send = append(a.change.Send, telegram.Split(thidua.Message{Chat: p.Chat, Bulk: true,
			Lines: []thidua.Line{{Text: texts.YourApproved.In(p.Language, strings.Join(labels, "», «"), unit.Name)}}})...)
	}
	return nil
}

// report shows the result to whom ordered the job, unless they are not of the secretariat any more.
func (a *approval) report(ctx context.Context) error {
	if !entitled(a.by.Posts, reviewCommand, a.Campaign, "") {
		return nil
	}
	targets, ids := map[thidua.Key]thidua.Target{}, make([]string, len(a.Kept))
	var keys []thidua.Key
	for i, k := range a.Kept[:min(queueRows, len(a.Kept))] {
		id, t := reviewTarget(a.By, a.Campaign, k.Unit, k.Part)
		ids[i], targets[thidua.TargetKey(id)] = id, t
		keys = append(keys, thidua.TargetKey(id))
	}
	known, err := a.b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the buttons of a result: %w", err)
	}
	for _, key := range keys {
		if known.Records[key].Rev == 0 {
			a.change.Put = append(a.change.Put, newRecord(key, targets[key]))
		}
	}
	card := approvalCard(cmp.Or(a.by.Language, "vi"), a.audience.campaign, a.Job)
	card.Chat = a.By
	for i, row := range card.Buttons {
		row[0].Data = targetPrefix + ids[i]
	}
	a.change.Send = append(a.change.Send, telegram.Split(card)...)
	return nil
}

// approvalCard says how many parts were approved, and which were not and why; its buttons open the first of those.
func approvalCard(l string, c *thidua.Campaign, job thidua.Job) thidua.Message {
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.AllApproved.In(l, job.Approved), Style: thidua.Strong}}}
	if job.KeptCount == 0 {
		return m
	}
	m.Lines = append(m.Lines, thidua.Line{Text: texts.NotApproved.In(l, job.KeptCount)})
	for i, k := range job.Kept {
		unit, _ := c.Unit(k.Unit)
		part, _ := c.Part(k.Part)
		where := unit.Name
		if part.Question != nil {
			where += " · " + partLabel(part, l)
		}
		why := k.Why
		if k.Count > 1 {
			why += " " + texts.AndOthers.In(l, k.Count-1)
		}
		m.Lines = append(m.Lines, thidua.Line{Text: "• " + where + ": " + why})
		if i < queueRows {
			m.Buttons = append(m.Buttons, []thidua.Button{{Label: "🔎 " + where}})
		}
	}
	if more := job.KeptCount - len(job.Kept); more > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.AndMore.In(l, more)})
	}
	return m
}

// approveAll orders the job, once for each card that offers it.
func (d *decision) approveAll(ctx context.Context, id string) error {
	key := thidua.JobKey(d.post.Campaign, id)
	r, err := d.record(ctx, key)
	if err != nil || r.Rev > 0 || id == "" {
		d.notice = texts.Ordered.In(d.language())
		return err
	}
	d.put = append(d.put, newRecord(key, thidua.Job{Kind: thidua.Approve, Campaign: d.post.Campaign, By: d.in.Chat, At: d.in.At, Scope: thidua.Everybody}))
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	d.reply(d.message(texts.BeingApproved))
	return nil
}

// approveAllButton orders a job of its own: a card that is pressed twice orders one.
func (d *decision) approveAllButton() thidua.Button {
	id := targetID("approve", updateID(d.in.Update), strconv.FormatInt(d.in.Chat, 10))
	return thidua.Button{Label: "☑️ " + texts.ApproveAll.In(d.language()), Data: deskPrefix + "duyet.all." + id}
}
