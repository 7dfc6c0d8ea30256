package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// route finds who is meant by an input: a stranger, somebody on the way in, the desk, or the form.
func (d *decision) route(ctx context.Context) error {
	d.in.Text = commandWord(d.in.Text)
	command, argument, _ := strings.Cut(strings.TrimSpace(d.in.Text), " ")
	command, _, _ = strings.Cut(command, "@")
	switch {
	case d.in.Foreign:
		d.inGroup()
		return nil
	case command == "/start" && argument != "":
		return d.show(ctx, strings.TrimSpace(argument))
	case d.in.Contact != nil && (len(d.person.Posts) == 0 || d.session.Token != "" || d.in.Contact.Own):
		return d.contact(ctx)
	case len(d.person.Posts) == 0 && d.session.Token != "":
		return d.pending(ctx, command)
	case len(d.person.Posts) == 0:
		d.stranger()
		return nil
	}
	return d.joined(ctx, command)
}

// joined serves somebody who has a post: consent first, then pushed buttons, then all the rest.
func (d *decision) joined(ctx context.Context, command string) error {
	switch {
	case d.person.Agreed.IsZero():
		return d.consent(ctx)
	case strings.HasPrefix(d.in.Data, targetPrefix):
		return d.target(ctx)
	}
	if answered, err := d.answersRelayed(ctx); answered || err != nil {
		return err
	}
	return d.member(ctx, command)
}

// member serves somebody who joined: choose for whom they speak, then the desk's commands, then the form.
func (d *decision) member(ctx context.Context, command string) error {
	posts, err := d.posts(ctx)
	if err != nil {
		return err
	}
	if command == "/ngonngu" || command == "/language" {
		return d.switchLanguage(ctx)
	}
	chosen, err := d.choosePost(ctx, posts)
	if err != nil {
		return err
	}
	for _, apart := range []func(context.Context, string, bool) (bool, error){d.archive, d.loadSent} {
		if handled, err := apart(ctx, command, chosen); handled || err != nil {
			return err
		}
	}
	if !chosen {
		if taken, err := d.takeIn(ctx); taken || err != nil {
			return err
		}
	}
	if command == "/donvi" || !chosen {
		d.offerPosts(ctx, posts)
		return nil
	}
	if strings.HasPrefix(d.in.Data, postPrefix) {
		command = "/start"
	}
	if handled, err := d.desk(ctx, command); handled || err != nil {
		return err
	}
	if taken, err := d.takeIn(ctx); taken || err != nil {
		return err
	}
	return d.form(ctx, "")
}

// posts are the person's posts in campaigns that are offered, one for each unit: staff are of the secretariat in every
// campaign, and who has several of the department's roles speaks in the one that may do most. Who heads several units, and is
// nothing more, chooses among them.
func (d *decision) posts(ctx context.Context) ([]thidua.Post, error) {
	var posts []thidua.Post
	add := func(post thidua.Post) {
		covers := func(a, b thidua.Post) bool {
			heads := standing(a) == unitHead && standing(b) == unitHead && a.Unit != b.Unit
			return a.Campaign == b.Campaign && unitOf(a) == unitOf(b) && !heads && rankOf(a) <= rankOf(b)
		}
		if slices.ContainsFunc(posts, func(p thidua.Post) bool { return covers(p, post) }) {
			return
		}
		posts = append(slices.DeleteFunc(posts, func(p thidua.Post) bool { return covers(post, p) }), post)
	}
	offered, err := d.offered(ctx)
	if err != nil {
		return nil, err
	}
	for _, post := range d.person.Posts {
		if post.Campaign != "" {
			if offered[post.Campaign] {
				add(post)
			}
			continue
		}
		heads, err := Heads(ctx, d.b.store)
		if err != nil {
			return nil, err
		}
		for _, head := range heads {
			if head.Offered() {
				add(thidua.Post{Role: post.Role, Campaign: head.ID})
			}
		}
	}
	return posts, nil
}

// offered tells of the campaigns in which the person has a post which ones may be chosen; all are read together.
func (d *decision) offered(ctx context.Context) (map[string]bool, error) {
	var missing []thidua.Key
	for _, post := range d.person.Posts {
		key := thidua.CampaignKey(post.Campaign)
		if _, known := d.records[key]; !known && post.Campaign != "" && !slices.Contains(missing, key) {
			missing = append(missing, key)
		}
	}
	if len(missing) > 0 {
		if err := d.load(ctx, missing...); err != nil {
			return nil, err
		}
	}
	offered := map[string]bool{}
	for _, post := range d.person.Posts {
		if post.Campaign == "" {
			continue
		}
		life, err := d.life(ctx, post.Campaign)
		if err != nil {
			return nil, err
		}
		offered[post.Campaign] = life.Offered()
	}
	return offered, nil
}

// rankOf orders the department's posts by what they may do.
func rankOf(p thidua.Post) int {
	return slices.Index([]thidua.Role{thidua.Secretariat, thidua.Leader, unitHead, thidua.Council, thidua.FocalPoint}, standing(p))
}

// choosePost takes the post that the person pressed, that the session holds, or the only one.
func (d *decision) choosePost(ctx context.Context, posts []thidua.Post) (chosen bool, err error) {
	if pressed, ok := strings.CutPrefix(d.in.Data, postPrefix); ok {
		for _, post := range posts {
			if postCode(post) == pressed {
				return true, d.take(ctx, posts, post)
			}
		}
	}
	for _, post := range posts {
		if d.speaksFor(post) {
			d.post = post
			return true, nil
		}
	}
	if len(posts) == 1 {
		return true, d.take(ctx, posts, posts[0])
	}
	return false, nil
}

func (d *decision) speaksFor(post thidua.Post) bool {
	return post.Campaign == d.session.Campaign && unitOf(post) == d.session.Unit && headed(post) == d.session.Head
}

// take makes the person speak for a post from here on; the card's number goes on, so that older cards stay old. What
// was given in pieces to the question that is left is kept there first.
func (d *decision) take(ctx context.Context, posts []thidua.Post, post thidua.Post) error {
	if d.session.Held != nil && slices.ContainsFunc(posts, d.speaksFor) && !d.speaksFor(post) {
		if err := d.leave(ctx); err != nil {
			return err
		}
	}
	d.post = post
	if !d.speaksFor(post) {
		d.session.Session = flows.Session{Campaign: post.Campaign, Unit: unitOf(post), Card: d.session.Card}
		d.session.Board, d.session.Head = nil, headed(post)
	}
	return nil
}

// leave goes to the menu of the unit that is left, unseen.
func (d *decision) leave(ctx context.Context) error {
	in, said := d.in, len(d.messages)
	d.post = thidua.Post{Campaign: d.session.Campaign, Unit: d.session.Unit}
	d.in.Text, d.in.Data, d.in.Query = "/menu", "", ""
	err := d.form(ctx, "")
	d.in, d.messages = in, d.messages[:said]
	d.session.Never = d.session.Card
	return err
}

// unitOf is the unit for which a post answers.
func unitOf(post thidua.Post) string {
	if post.Role == thidua.FocalPoint {
		return post.Unit
	}
	return thidua.Department
}

// form lets the campaign's script decide; a part to open is given where a pushed button names one.
func (d *decision) form(ctx context.Context, open string) error {
	return d.step(ctx, flows.State{Open: open})
}

// step takes a step of the campaign's script with what a button asks for.
func (d *decision) step(ctx context.Context, state flows.State) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	d.session.Board = nil
	state.Session, state.Person, state.Records, state.Input = d.session.Session, d.person, d.records, d.in
	if state.Life, err = d.life(ctx, d.post.Campaign); err != nil {
		return err
	}
	if strings.HasPrefix(d.in.Data, postPrefix) || strings.HasPrefix(d.in.Data, deskPrefix) {
		state.Input.Text, state.Input.Query = "/menu", ""
	}
	if r, loaded := d.records[thidua.IndexKey(d.session.Campaign, d.session.Unit)]; loaded {
		if index, err := opened[thidua.Index](d.b.known, r); err == nil { // or else the step says what is wrong with it
			state.Index = &index
		}
	}
	for range flows.MostLoads {
		result, err := script.Step(state)
		if err != nil {
			return fmt.Errorf("%w: %w", errStep, err)
		}
		if len(result.Missing) == 0 {
			amended := d.session.Amends
			if d.apply(result); result.Left {
				return d.leaveAmended(ctx, cmp.Or(amended, state.Amend), result)
			}
			if err := d.tellColleagues(ctx, result.Put); err != nil {
				return err
			}
			return d.tellReviewer(ctx, result.Put)
		}
		if err := d.recall(ctx, result.Missing); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: records are still missing after %d loads", errStep, flows.MostLoads)
}

func (d *decision) apply(r flows.Result) {
	d.session.Session = r.Session
	d.needs = append(r.Needs, thidua.CampaignKey(r.Session.Campaign))
	for _, post := range d.person.Posts {
		if post.Campaign != "" {
			d.needs = append(d.needs, thidua.CampaignKey(post.Campaign))
		}
	}
	slices.Sort(d.needs)
	d.needs = slices.Compact(d.needs)
	d.put, d.remove = append(d.put, r.Put...), append(d.remove, r.Delete...)
	d.offerAsking(r.Messages)
	d.messages, d.notice = append(d.messages, r.Messages...), r.Notice
}

// script is the campaign's version in force.
func (d *decision) script(ctx context.Context, campaign string) (*flows.Script, error) {
	head, err := d.head(ctx, campaign)
	if err != nil {
		return nil, err
	}
	script, err := d.b.scripts.of(ctx, head)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errStep, err)
	}
	return script, nil
}

// life is what the secretariat decided of a campaign.
func (d *decision) life(ctx context.Context, campaign string) (thidua.Life, error) {
	head, _, err := d.ifLoaded(ctx, campaign)
	return head.Life, err
}

// head is what the store says of a campaign.
func (d *decision) head(ctx context.Context, campaign string) (thidua.Head, error) {
	head, loaded, err := d.ifLoaded(ctx, campaign)
	if err == nil && !loaded {
		err = fmt.Errorf("%w: campaign %s is not in the store", errStep, campaign)
	}
	return head, err
}

// ifLoaded is the head of a campaign that may not be in the store. Others read it too, and nobody writes into its maps.
func (d *decision) ifLoaded(ctx context.Context, campaign string) (head thidua.Head, loaded bool, err error) {
	r, err := d.record(ctx, thidua.CampaignKey(campaign))
	if err != nil || r.Rev == 0 {
		return head, false, err
	}
	head, err = d.b.scripts.head(r)
	return head, err == nil, err
}

// language of the person: chosen, or Vietnamese.
func (d *decision) language() string { return languageOf(d.person) }

func languageOf(p thidua.Person) string { return cmp.Or(p.Language, "vi") }

// tell queues a message of one line.
func (d *decision) tell(p thidua.Phrase, values ...any) {
	d.messages = append(d.messages, d.message(p, values...))
}

func (d *decision) message(p thidua.Phrase, values ...any) thidua.Message {
	return thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{{Text: p.In(d.language(), values...)}}}
}

// inGroup answers a command in a group with one line, and nothing else there.
func (d *decision) inGroup() {
	if strings.HasPrefix(d.in.Text, "/") {
		d.tell(texts.PrivateOnly)
	}
}

func (d *decision) switchLanguage(ctx context.Context) error {
	if d.language() == "vi" {
		d.person.Language = "en"
	} else {
		d.person.Language = "vi"
	}
	d.tell(texts.Language)
	return d.write(thidua.PersonKey(d.in.Chat), d.person)
}
