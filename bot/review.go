package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const reviewCommand = "/duyet"

// queueRows is how many parts one card of the queue shows.
const queueRows = 8

// waiting is one part that waits for the secretariat.
type waiting struct {
	unit     thidua.Unit
	part     thidua.Part
	standing thidua.Standing
}

// queue lists what waits for the secretariat, longest waiting first. The department's own parts need no review: who
// would review them has filled them in.
func queue(c *thidua.Campaign, board map[string]thidua.Index) []waiting {
	var all []waiting
	for _, u := range c.Units {
		for _, p := range c.PartsOf(u.Code) {
			if s := board[u.Code].Parts[p.Name]; s.Waits() {
				all = append(all, waiting{u, p, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b waiting) int { return a.standing.At.Compare(b.standing.At) })
	return all
}

// reviewing serves /duyet and its buttons.
func (d *decision) reviewing(ctx context.Context, argument string) error {
	if id, all := strings.CutPrefix(argument, "all."); all {
		return d.approveAll(ctx, id)
	}
	page, _ := strconv.Atoi(argument)
	return d.showQueue(ctx, page)
}

// showQueue is the card of what waits for review.
func (d *decision) showQueue(ctx context.Context, page int) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	board, err := d.b.boards.of(ctx, script.Campaign.ID)
	if err != nil {
		return err
	}
	all, l := queue(script.Campaign, board), d.language()
	page = max(0, min(page, (len(all)-1)/queueRows))
	m := thidua.Message{Lines: []thidua.Line{
		{Text: texts.Queue.In(l, script.Campaign.Title), Style: thidua.Strong}, {Text: texts.QueueSize.In(l, len(all))}}}
	some := all[page*queueRows : min((page+1)*queueRows, len(all))]
	if err := d.expectReviews(ctx, some); err != nil {
		return err
	}
	for _, w := range some {
		button, err := d.reviewButton(ctx, w.unit.Code, w.part.Name, w.label(l))
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []thidua.Button{button})
	}
	m.Buttons = append(m.Buttons, d.turning(deskPrefix+"duyet.", page, (len(all)-1)/queueRows)...)
	if len(all) > 0 {
		m.Buttons = append(m.Buttons, []thidua.Button{d.approveAllButton()})
	}
	d.reply(m)
	return nil
}

// turning is the row of buttons between pages, numbered from 0; none where there is only one.
func (d *decision) turning(data string, page, last int) [][]thidua.Button {
	var row []thidua.Button
	if page > 0 {
		row = append(row, thidua.Button{Label: texts.Previous.In(d.language()), Data: data + strconv.Itoa(page-1)})
	}
	if page < last {
		row = append(row, thidua.Button{Label: texts.Next.In(d.language()), Data: data + strconv.Itoa(page+1)})
	}
	if len(row) == 0 {
		return nil
	}
	return [][]thidua.Button{row}
}

func (w waiting) label(language string) string {
	return texts.States[w.standing.State].Sign + " " + cmp.Or(w.unit.ShortName, w.unit.Name) + " · " + partLabel(w.part, language)
}

// partLabel is a part's label in a language.
func partLabel(p thidua.Part, language string) string {
	return cmp.Or(p.Question.Label.In(language), p.Name)
}

// reviewTarget is what opens a unit's part for review by one person.
func reviewTarget(chat int64, campaign, unit, part string) (id string, t thidua.Target) {
	t = thidua.Target{Chat: chat, Act: "review", Campaign: campaign, Unit: unit, Part: part}
	return targetID("review", strconv.FormatInt(chat, 10), campaign, unit, part), t
}

// expectReviews reads the targets of several parts in one round trip.
func (d *decision) expectReviews(ctx context.Context, parts []waiting) error {
	var keys []thidua.Key
	for _, w := range parts {
		id, _ := reviewTarget(d.in.Chat, d.post.Campaign, w.unit.Code, w.part.Name)
		keys = append(keys, thidua.TargetKey(id))
	}
	if len(keys) == 0 {
		return nil
	}
	return d.load(ctx, keys...)
}

// reviewButton opens a unit's part for review; it is the person's own, whichever card it stands on.
func (d *decision) reviewButton(ctx context.Context, unit, part, label string) (thidua.Button, error) {
	id, t := reviewTarget(d.in.Chat, d.post.Campaign, unit, part)
	key := thidua.TargetKey(id)
	r, err := d.record(ctx, key)
	if err != nil {
		return thidua.Button{}, err
	}
	if r.Rev == 0 && !slices.ContainsFunc(d.put, func(p thidua.Record) bool { return p.Key == key }) {
		d.put = append(d.put, newRecord(key, t))
	}
	return thidua.Button{Label: label, Data: targetPrefix + id}, nil
}

// review is a submission that the secretariat looks at.
type review struct {
	d        *decision
	id       string // of the target
	campaign *thidua.Campaign
	unit     thidua.Unit
	part     thidua.Part
	life     thidua.Life
	index    thidua.Index
	standing thidua.Standing
	sub      thidua.Submission
	last     thidua.Review // what was decided on it; zero where nothing was
	files    int           // that the submission has
	lacking  []int         // questions that ask for a file in vain, by their places among what was read
}

// review does what a button of a card of review stands for: rest is empty, or verb.submission.state.argument. Every
// verb but turning pages holds only for the submission and the state that its card shows.
func (d *decision) review(ctx context.Context, id string, t thidua.Target, rest string) error {
	speaks, err := d.speakAs(ctx, t.Campaign, thidua.Department)
	if err != nil {
		return err
	}
	if !speaks || d.post.Role != thidua.Secretariat {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	r, err := d.openReview(ctx, id, t)
	if err != nil || r == nil {
		return err
	}
	verb, rest, _ := strings.Cut(rest, ".")
	number, rest, _ := strings.Cut(rest, ".")
	state, argument, _ := strings.Cut(rest, ".")
	if w := d.session.Returning; w != nil && (w.Target != id || verb == "") {
		d.session.Returning = nil
	}
	if verb == "" {
		return r.show(ctx, 0)
	}
	if number != strconv.Itoa(r.standing.Submission) || state != string(r.standing.State) {
		return r.show(ctx, 0, r.meanwhile())
	}
	return r.act(ctx, verb, argument)
}

// openReview reads what a target names; nil, and said so, where it is gone.
func (d *decision) openReview(ctx context.Context, id string, t thidua.Target) (*review, error) {
	script, err := d.script(ctx, t.Campaign)
	if err != nil {
		return nil, err
	}
	r := &review{d: d, id: id, campaign: script.Campaign}
	if r.life, err = d.life(ctx, t.Campaign); err != nil {
		return nil, err
	}
	var known, asked bool
	r.unit, known = r.campaign.Unit(t.Unit)
	r.part, asked = r.campaign.Part(t.Part)
	if !known || !asked || !r.part.Concerns(t.Unit) {
		d.notice = texts.NotYours.In(d.language())
		return nil, nil
	}
	if _, err := d.read(ctx, thidua.IndexKey(t.Campaign, t.Unit), &r.index); err != nil {
		return nil, err
	}
	r.standing = r.index.Parts[t.Part]
	if r.standing.Submission == 0 {
		return r, nil
	}
	if _, err := d.read(ctx, r.submissionKey(r.standing.Submission), &r.sub); err != nil {
		return nil, err
	}
	_, err = d.read(ctx, r.key(), &r.last)
	return r, err
}

func (r *review) submissionKey(n int) thidua.Key {
	return thidua.SubmissionKey(r.campaign.ID, r.unit.Code, r.part.Name, n)
}

// key is that of the decision on the submission.
func (r *review) key() thidua.Key {
	return thidua.ReviewKey(r.campaign.ID, r.unit.Code, r.part.Name, r.standing.Submission)
}

// data is that of a button of this card.
func (r *review) data(verb string, argument ...string) string {
	parts := append([]string{targetPrefix + r.id, verb, strconv.Itoa(r.standing.Submission), string(r.standing.State)}, argument...)
	return strings.Join(parts, ".")
}

func (r *review) act(ctx context.Context, verb, argument string) error {
	switch verb {
	case "page":
		page, _ := strconv.Atoi(argument)
		return r.show(ctx, page)
	case "approve":
		return r.approve(ctx)
	case "return":
		return r.beginReturn(ctx)
	case "files":
		return r.sendFiles(ctx)
	case "evidence":
		return r.askEvidence(ctx)
	case "amend":
		return r.beginAmend(ctx)
	}
	return r.returning(ctx, verb, argument)
}

// meanwhile says what became of a part since a card of it was shown.
func (r *review) meanwhile() string {
	l := r.d.language()
	switch at := r.clock(r.last.At); {
	case r.standing.State == thidua.Locked:
		return texts.LockedSince.In(l)
	case r.standing.State == thidua.Approved && !r.last.At.IsZero():
		return texts.ApprovedSince.In(l, r.last.Name, at)
	case r.standing.State == thidua.Returned && !r.last.At.IsZero():
		return texts.ReturnedSince.In(l, r.last.Name, at)
	}
	return texts.SubmittedSince.In(l, r.standing.Submission, r.clock(r.standing.At))
}

// clock writes a time on the campaign's clock.
func (r *review) clock(at time.Time) string {
	return vietnamese.FormatDateTime(at.In(r.campaign.Location))
}

// approve closes the part to the unit; what it was editing stays aside until the part is returned.
func (r *review) approve(ctx context.Context) error {
	if !r.standing.Waits() && r.standing.State != thidua.Returned {
		return r.show(ctx, 0, r.meanwhile())
	}
	decided := thidua.Review{By: r.d.in.Chat, Name: r.d.person.Name, At: r.d.in.At, Approved: true}
	if err := r.decide(thidua.Approved, decided, "approved"); err != nil {
		return err
	}
	err := r.tellUnit(ctx, func(_ int64, language string) thidua.Message {
		return thidua.Message{Lines: []thidua.Line{{Text: texts.YourApproved.In(language, partLabel(r.part, language), r.unit.Name)}}}
	})
	if err != nil {
		return err
	}
	return r.show(ctx, 0)
}

// decide writes where the part stands now, and why.
func (r *review) decide(state thidua.State, decided thidua.Review, act string) error {
	d := r.d
	r.standing.State, r.standing.At, r.last = state, d.in.At, decided
	r.index.Parts[r.part.Name] = r.standing
	if err := d.write(thidua.IndexKey(r.campaign.ID, r.unit.Code), r.index); err != nil {
		return err
	}
	if err := d.write(r.key(), decided); err != nil {
		return err
	}
	d.logAct(thidua.LogLine{Campaign: r.campaign.ID, Unit: r.unit.Code, Part: r.part.Name, Act: act, Detail: r.detail(decided)})
	return nil
}

// detail is what the log says of a decision: on which submission, and what was to be corrected.
func (r *review) detail(decided thidua.Review) string {
	parts := []string{texts.SubmissionNumber.In("vi", r.standing.Submission)}
	if decided.Reason != "" {
		parts = append(parts, decided.Reason)
	}
	for _, p := range decided.Points {
		parts = append(parts, p.Label+": "+p.Reason)
	}
	return strings.Join(parts, " · ")
}

// tellUnit queues a message to the unit's focal points, each in their language.
func (r *review) tellUnit(ctx context.Context, message func(to int64, language string) thidua.Message) error {
	people, err := r.d.b.focalPoints(ctx, r.campaign, r.unit.Code)
	for _, p := range people {
		told := message(p.Chat, p.Language)
		told.Chat, told.Bulk = p.Chat, true
		r.d.messages = append(r.d.messages, told)
	}
	return err
}

// focalPoints are a unit's people, with the language in which each is told something.
func (b *Bot) focalPoints(ctx context.Context, c *thidua.Campaign, unit string) ([]thidua.Person, error) {
	members, err := Members(ctx, b.store, c.ID, unit)
	if err != nil {
		return nil, err
	}
	var people []thidua.Person
	for _, m := range members {
		if m.Post.Role != thidua.FocalPoint {
			continue
		}
		p := thidua.Person{Chat: m.Chat}
		if _, err := b.load(ctx, thidua.PersonKey(m.Chat), &p); err != nil {
			return nil, err
		}
		p.Language = cmp.Or(p.Language, c.Language, "vi")
		people = append(people, p)
	}
	return people, nil
}
