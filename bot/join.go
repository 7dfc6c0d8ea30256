package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// Data of buttons that belong to no card of the form.
const (
	agreeData    = "agree"
	postPrefix   = "post."
	deskPrefix   = "desk."
	targetPrefix = "t."
)

// ask queues a message with the button that shares the person's own contact.
func (d *decision) ask(p thidua.Phrase) {
	m := d.message(p)
	m.Contact = texts.Share.In(d.language())
	d.messages = append(d.messages, m)
}

// close queues a message that takes the contact button away.
func (d *decision) close(p thidua.Phrase) {
	m := d.message(p)
	m.Plain = true
	d.messages = append(d.messages, m)
}

// stranger is what everybody reads who was not invited: one constant sentence that gives nothing away.
func (d *decision) stranger() { d.ask(texts.Stranger) }

// pending deals with somebody who opened an invite and has not shared their contact: they are asked again while the
// invite is good; /huy lets it go.
func (d *decision) pending(ctx context.Context, command string) error {
	_, good, err := d.admits(ctx, d.session.Token)
	if err != nil {
		return err
	}
	if !good || command == "/huy" || command == "/cancel" {
		d.session.Token = ""
		d.stranger()
		return nil
	}
	d.ask(texts.ShareToJoin)
	return nil
}

// invite reads an invite; good is false for one that is unknown, used up or too old.
func (d *decision) invite(ctx context.Context, key thidua.Key) (invite thidua.Invite, good bool, err error) {
	found, err := d.read(ctx, key, &invite)
	return invite, found && invite.Used.IsZero() && !d.in.At.After(invite.Expires), err
}

// admits is invite for whoever shows it: it is not good either where the post was taken away from them since, where whoever
// hands the post over has it no longer, or where the campaign or the unit is gone.
func (d *decision) admits(ctx context.Context, key thidua.Key) (invite thidua.Invite, good bool, err error) {
	invite, good, err = d.invite(ctx, key)
	if err != nil || !good || partedSince(d.person, invite) {
		return invite, false, err
	}
	if good, err = d.giverHas(ctx, invite); err != nil || !good {
		return invite, false, err
	}
	good, err = d.isThere(ctx, invite)
	return invite, good, err
}

// isThere tells whether what an invite promises is there: the campaign, and its unit. A number that the workbook in force gives
// up for another one of the same person promises nothing.
func (d *decision) isThere(ctx context.Context, invite thidua.Invite) (bool, error) {
	if invite.Campaign == "" {
		return true, nil
	}
	if r, err := d.record(ctx, thidua.CampaignKey(invite.Campaign)); err != nil || r.Rev == 0 {
		return false, err
	}
	script, err := d.script(ctx, invite.Campaign)
	if err != nil {
		return false, err
	}
	if _, known := script.Campaign.Unit(invite.Unit); !known && invite.Unit != "" {
		return false, nil
	}
	moved := false
	for _, row := range script.Campaign.People {
		if invite.Phone == "" || !same(Promise(invite.Campaign, row).Post, invite.Post) {
			continue
		}
		if row.Phone == invite.Phone {
			return true, nil
		}
		moved = moved || row.Phone != "" && vietnamese.Fold(row.Name) == vietnamese.Fold(invite.Name)
	}
	return !moved, nil
}

// parted tells whether a post was ever taken away from a person, or given up.
func parted(p thidua.Person, post thidua.Post) bool {
	return slices.ContainsFunc(p.Left, func(l thidua.Parting) bool { return same(l.Post, post) })
}

// partedSince tells whether a person lost an invite's post after the invite was made; at the same moment counts as after.
func partedSince(p thidua.Person, invite thidua.Invite) bool {
	return slices.ContainsFunc(p.Left, func(l thidua.Parting) bool {
		return same(l.Post, invite.Post) && !issued(invite).After(l.At)
	})
}

// show presents a token: a good one joins, or asks for the contact first.
func (d *decision) show(ctx context.Context, token string) error {
	key := thidua.InviteKey(token)
	invite, good, err := d.admits(ctx, key)
	switch {
	case err != nil:
		return err
	case invite.Role != "" && d.holds(invite.Post) && (!good || invite.Replaces == 0):
		return d.welcome(ctx)
	case !good && len(d.person.Posts) == 0:
		d.ask(texts.BadInvite)
		return nil
	case !good:
		d.tell(texts.BadInvite)
		return nil
	case invite.Phone != "" || invite.Role != thidua.FocalPoint:
		d.session.Token = key
		d.ask(texts.ShareToJoin)
		return nil
	}
	return d.join(ctx, key, invite)
}

func (d *decision) holds(post thidua.Post) bool {
	return has(d.person, post)
}

func has(person thidua.Person, post thidua.Post) bool {
	return slices.ContainsFunc(person.Posts, func(p thidua.Post) bool { return same(p, post) })
}

// same tells whether two posts are one, whatever the position is called.
func same(a, b thidua.Post) bool {
	return a.Role == b.Role && a.Campaign == b.Campaign && a.Unit == b.Unit
}

// contact takes a shared contact: the person's own, which the invite or the roster must know.
func (d *decision) contact(ctx context.Context) error {
	phone, err := vietnamese.ParsePhone(d.in.Contact.Phone)
	if !d.in.Contact.Own || err != nil {
		d.ask(texts.OwnContact)
		return nil
	}
	if d.session.Token != "" {
		return d.contactForInvite(ctx, phone)
	}
	return d.contactForRoster(ctx, phone)
}

func (d *decision) contactForInvite(ctx context.Context, phone string) error {
	key := d.session.Token
	d.session.Token = ""
	invite, good, err := d.admits(ctx, key)
	if err != nil {
		return err
	}
	var promised []thidua.Invite
	if _, err := d.read(ctx, thidua.RosterKey(phone), &promised); err != nil {
		return err
	}
	if !good || invite.Phone != "" && invite.Phone != phone || len(namesUnder(promised)) > 1 {
		d.close(texts.BadInvite)
		return nil
	}
	d.person.Phone = phone
	open, err := d.stillOpen(ctx, promised)
	if err != nil {
		return err
	}
	return d.join(ctx, key, invite, slices.DeleteFunc(open, func(p thidua.Invite) bool {
		return p.Campaign != invite.Campaign || same(p.Post, invite.Post)
	})...)
}

// stillOpen are those of a number's promises that it may join by. What was promised and taken away again stays away, also
// where they had it by a link and their number was not known then.
func (d *decision) stillOpen(ctx context.Context, promised []thidua.Invite) (open []thidua.Invite, err error) {
	for _, p := range promised {
		if !p.Used.IsZero() || d.holds(p.Post) || parted(d.person, p.Post) {
			continue
		}
		there, err := d.isThere(ctx, p)
		if err != nil {
			return nil, err
		}
		if there {
			open = append(open, p)
		}
	}
	return open, nil
}

// contactForRoster joins somebody whose number stands on a roster, under one name only.
func (d *decision) contactForRoster(ctx context.Context, phone string) error {
	var promised []thidua.Invite
	if _, err := d.read(ctx, thidua.RosterKey(phone), &promised); err != nil {
		return err
	}
	open, err := d.stillOpen(ctx, promised)
	if err != nil {
		return err
	}
	switch {
	case len(open) > 0 && len(namesUnder(promised)) == 1:
		d.person.Phone = phone
		return d.accept(ctx, open)
	case len(d.person.Posts) > 0: // nothing new; it may be an answer
		return d.joined(ctx, "")
	}
	d.close(texts.NotInvited)
	return nil
}

// namesUnder are the names under which a number stands: with two of them it joins nobody.
func namesUnder(promised []thidua.Invite) map[string]bool {
	names := map[string]bool{}
	for _, p := range promised {
		names[vietnamese.Fold(p.Name)] = true
	}
	return names
}

// join uses an invite up in the very commit that gives the post, and what else its campaign promises to the person.
func (d *decision) join(ctx context.Context, key thidua.Key, invite thidua.Invite, more ...thidua.Invite) error {
	invite.Used = d.in.At
	if err := d.write(key, invite); err != nil {
		return err
	}
	if err := d.takeOver(ctx, invite); err != nil {
		return err
	}
	return d.accept(ctx, append([]thidua.Invite{invite}, more...))
}

// accept gives the promised posts, and tells those concerned.
func (d *decision) accept(ctx context.Context, invites []thidua.Invite) error {
	p := &d.person
	if p.Joined.IsZero() {
		p.Chat, p.Joined = d.in.Chat, d.in.At
	}
	if name := invites[0].Name; name != "" && (p.Name == "" || invites[0].Replaces == 0) { // a name typed by a colleague renames nobody
		p.Name = name
	} else if p.Name == "" {
		p.Name = cmp.Or(vietnamese.Clean(d.in.Name), texts.Nameless.In(d.language()))
	}
	var fresh []thidua.Invite
	var posts []thidua.Post
	for _, invite := range invites {
		if !d.holds(invite.Post) {
			fresh, posts, p.Posts = append(fresh, invite), append(posts, invite.Post), append(p.Posts, invite.Post)
		}
	}
	if err := d.enlist(ctx, posts); err != nil {
		return err
	}
	for _, invite := range fresh {
		if err := d.tellJoin(ctx, invite.Post, invite.Replaces); err != nil {
			return err
		}
		d.logLine(invite.Post, "joined")
	}
	return d.welcome(ctx)
}

// tellJoin tells the secretariat and the unit's other people who joined, with a button to undo it; not whoever hands over.
func (d *decision) tellJoin(ctx context.Context, post thidua.Post, but int64) error {
	where, err := d.placeOf(ctx, post)
	if err != nil {
		return err
	}
	concerned, err := d.concernedBy(ctx, post)
	for _, to := range concerned {
		if to.Chat != but {
			d.tellOneJoin(to, post, where)
		}
	}
	return err
}

// concernedBy lists whom it concerns that the person comes or goes: the secretariat and the unit's other people.
func (d *decision) concernedBy(ctx context.Context, post thidua.Post) ([]addressee, error) {
	var concerned []int64
	told := map[int64]bool{d.in.Chat: true}
	for _, group := range [][2]string{{"", thidua.Department}, {post.Campaign, thidua.Department}, {post.Campaign, unitOf(post)}} {
		members, err := Members(ctx, d.b.store, group[0], group[1])
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if told[m.Chat] || group[1] == thidua.Department && m.Post.Role != thidua.Secretariat {
				continue
			}
			told[m.Chat] = true
			concerned = append(concerned, m.Chat)
		}
	}
	return addressees(ctx, d.b.store, concerned)
}

// placeOf says for whom a post speaks: the unit, or the role.
func (d *decision) placeOf(ctx context.Context, post thidua.Post) (string, error) {
	role := texts.RoleName(post.Role).In("vi")
	if post.Unit == "" {
		return role, nil
	}
	script, err := d.script(ctx, post.Campaign)
	if err != nil {
		return "", err
	}
	unit, ok := script.Campaign.Unit(post.Unit)
	switch {
	case ok && standing(post) == unitHead:
		return texts.HeadOf.In("vi", unit.Name), nil
	case ok:
		return unit.Name, nil
	}
	return role, nil
}

func (d *decision) tellOneJoin(to addressee, post thidua.Post, where string) {
	id := targetID(updateID(d.in.Update), postCode(post), strconv.FormatInt(to.Chat, 10))
	d.put = append(d.put, newRecord(thidua.TargetKey(id), thidua.Target{Chat: to.Chat, Act: "remove",
		Campaign: post.Campaign, Unit: post.Unit, Role: post.Role, Person: d.in.Chat}))
	d.messages = append(d.messages, thidua.Message{
		Chat: to.Chat, Lines: []thidua.Line{{Text: texts.Joined.In(to.Language, d.person.Name, where)}},
		Buttons: [][]thidua.Button{{{Label: "🗑 " + texts.Remove.In(to.Language), Data: targetPrefix + id}}},
	})
}

// targetID is the short id of a pushed button: the same message has the same id, so that it is stored once.
func targetID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}

// welcome shows what comes after joining: the first card, or where the person was; who speaks for several chooses.
func (d *decision) welcome(ctx context.Context) error {
	if err := d.write(thidua.PersonKey(d.in.Chat), d.person); err != nil {
		return err
	}
	if d.person.Agreed.IsZero() {
		d.firstCard()
		return nil
	}
	d.in.Text, d.in.Contact = "/start", nil
	posts, err := d.posts(ctx)
	if err != nil {
		return err
	}
	if len(posts) > 1 {
		d.offerPosts(ctx, posts)
		return nil
	}
	return d.member(ctx, "/start")
}

// firstCard says what is kept, where and how long. Nothing is asked before Có.
func (d *decision) firstCard() {
	l := d.language()
	hello := thidua.Message{Chat: d.in.Chat, Plain: true, Lines: []thidua.Line{
		{Text: texts.Welcome.In(l, d.person.Name), Style: thidua.Strong}}}
	card := thidua.Message{Chat: d.in.Chat,
		Lines:   []thidua.Line{{Text: texts.WhatIsKept.In(l)}, {Text: texts.Agree.In(l), Style: thidua.Strong}},
		Buttons: [][]thidua.Button{{{Label: texts.Yes.In(l), Data: agreeData}}}}
	d.messages = append(d.messages, hello, card)
}

// consent waits for Có.
func (d *decision) consent(ctx context.Context) error {
	typed := d.in.Query == "" && vietnamese.Fold(d.in.Text) == vietnamese.Fold(texts.Yes.In(d.language()))
	if d.in.Data != agreeData && !typed {
		d.firstCard()
		return nil
	}
	d.person.Agreed = d.in.At
	for _, post := range d.person.Posts {
		d.logLine(post, "agreed")
	}
	if err := d.write(thidua.PersonKey(d.in.Chat), d.person); err != nil {
		return err
	}
	d.in.Text, d.in.Data = "/start", postPrefix
	return d.member(ctx, "/start")
}

// offerPosts asks for whom the person speaks; of one campaign, which is named above, the units fit on a button.
func (d *decision) offerPosts(ctx context.Context, posts []thidua.Post) {
	m := d.message(texts.WhichPost)
	if len(posts) == 0 {
		m = d.message(texts.NoCampaign)
	}
	several := slices.ContainsFunc(posts, func(p thidua.Post) bool { return p.Campaign != posts[0].Campaign })
	for _, post := range posts {
		label, campaign := d.postNames(ctx, post)
		if several {
			label += " · " + campaign
		}
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: label, Data: postPrefix + postCode(post)}})
		if !several && len(m.Buttons) == 1 {
			m.Lines = append([]thidua.Line{{Text: campaign, Style: thidua.Strong}}, m.Lines...)
		}
	}
	d.messages = append(d.messages, m)
}

// postLabel names a post by its unit and campaign.
func (d *decision) postLabel(ctx context.Context, post thidua.Post) string {
	who, campaign := d.postNames(ctx, post)
	return who + " · " + campaign
}

// postNames are a post's unit, or its role, and its campaign; their codes do where the campaign cannot be read.
func (d *decision) postNames(ctx context.Context, post thidua.Post) (who, campaign string) {
	who, campaign = post.Unit, post.Campaign
	if who == "" {
		who = texts.RoleName(post.Role).In(d.language())
	}
	if script, err := d.script(ctx, post.Campaign); err == nil {
		campaign = script.Campaign.Title
		if unit, ok := script.Campaign.Unit(post.Unit); ok {
			if who = unit.Name; standing(post) == unitHead {
				who = texts.HeadOf.In(d.language(), unit.Name)
			}
		}
	}
	return who, campaign
}

func postCode(p thidua.Post) string {
	return targetID(string(p.Role), p.Campaign, p.Unit)
}

// logLine adds to the log of the post's campaign.
func (d *decision) logLine(post thidua.Post, act string) {
	d.logAct(thidua.LogLine{Campaign: post.Campaign, Unit: post.Unit, Act: act})
}

// logAct adds what the person did to the campaign's log.
func (d *decision) logAct(line thidua.LogLine) {
	line.At, line.By, line.Name = d.in.At, d.in.Chat, d.person.Name
	d.put = append(d.put, newRecord(thidua.LogKey(line.Campaign, d.in.At, "bot-"+updateID(d.in.Update), d.logged), line))
	d.logged++
}
