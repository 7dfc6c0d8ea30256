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

const inviteCommand = "/moi"

// inviteUnit is the step at which a typed text looks for a unit.
const inviteUnit step = "unit"

// peoplePage is how many of a unit's people are on a page of its card.
const peoplePage = 7

// inviting serves /moi: a unit's people, links for those who have not joined, and taking people away.
func (d *decision) inviting(ctx context.Context, argument string) error {
	if argument == "" {
		e, err := d.begin(ctx, inviteCommand)
		if err != nil {
			return err
		}
		return d.askInvite(ctx, e, 0)
	}
	if secret, ok := strings.CutPrefix(argument, "qr."); ok {
		return d.showQR(ctx, inviteCommand, secret)
	}
	e, act := d.pressed(inviteCommand, argument)
	if e == nil {
		return nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	c := script.Campaign
	act, arg, _ := strings.Cut(act, ".")
	switch act {
	case "units":
		page, _ := strconv.Atoi(arg)
		return d.askInvite(ctx, e, page)
	case "unit":
		if u, ok := unitOnButton(c, arg); ok {
			return d.showUnitsPeople(ctx, e, c, u.Code)
		}
	case "desk":
		return d.showUnitsPeople(ctx, e, c, thidua.Department)
	case "people":
		e.Page, _ = strconv.Atoi(arg)
		return d.showPeople(ctx, e, c)
	case "one", "rest", "other":
		return d.inviteSome(ctx, e, c, act, arg)
	case "drop", "dropped":
		return d.dropPerson(ctx, e, c, act, arg)
	case "hand":
		return d.handFrom(ctx, e, c, arg)
	case "yes":
		return d.orderHandover(ctx, e)
	case "all":
		return d.offerFiles(ctx, e, c)
	case "list":
		return d.request(ctx, c.ID, Invites)
	case "sheets":
		return d.request(ctx, c.ID, InviteSheet)
	default:
		d.dropErrand()
	}
	return nil
}

// inviteTyped takes a typed text for a unit, or for who takes over.
func (d *decision) inviteTyped(ctx context.Context, e *errand, text string) error {
	if e.Step != inviteUnit {
		return d.handTyped(ctx, e, text)
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	switch like := d.b.findUnits(script.Campaign, text); len(like) {
	case 0:
		d.tell(texts.NoSuchUnit, excerpt(text))
	case 1:
		return d.showUnitsPeople(ctx, e, script.Campaign, like[0].Code)
	default:
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.PickUnit.In(d.language())}}, Buttons: d.unitRows(like, 0, e.data)})
	}
	return nil
}

// askInvite offers the units, the department and all at once.
func (d *decision) askInvite(ctx context.Context, e *errand, page int) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	absent, err := absentees(ctx, d.b.store, script.Campaign)
	if err != nil {
		return err
	}
	l := d.language()
	e.Step, e.Unit, e.Person = inviteUnit, "", 0
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.InviteWhom.In(l, len(absent))}}}
	m.Buttons = append([][]thidua.Button{{{Label: texts.InviteAll.In(l), Data: e.data("all")}}, {{Label: texts.InviteDesk.In(l), Data: e.data("desk")}}},
		d.unitRows(script.Campaign.Units, page, e.data)...)
	m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.Cancel.In(l), Data: e.data("no")}})
	return d.replyIn(ctx, m)
}

// placeName is how a unit, or the department, is called.
func (d *decision) placeName(c *thidua.Campaign, unit string) string {
	u, _ := c.Unit(unit)
	if unit == thidua.Department {
		return texts.InviteDesk.In(d.language())
	}
	return cmp.Or(u.Name, unit)
}

// showUnitsPeople is the first page of a unit's people.
func (d *decision) showUnitsPeople(ctx context.Context, e *errand, c *thidua.Campaign, unit string) error {
	e.Unit, e.Page = unit, 0
	return d.showPeople(ctx, e, c)
}

// showPeople is a page of the card of a unit's people.
func (d *decision) showPeople(ctx context.Context, e *errand, c *thidua.Campaign) error {
	people, err := d.peopleOf(ctx, c, e.Unit)
	if err != nil {
		return err
	}
	l := d.language()
	last := max(0, (len(people)-1)/peoplePage)
	e.Step, e.Person, e.Page = inviteUnit, 0, max(0, min(e.Page, last))
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.PeopleOf.In(l, d.placeName(c, e.Unit)), Style: thidua.Strong}}}
	switch {
	case len(people) == 0:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.NoPeople.In(l)})
	case last > 0:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.PeoplePage.In(l, len(people), e.Page+1, last+1)})
	}
	absent := 0
	for _, p := range e.onPage(people) {
		if p.chat == 0 && !p.gone {
			absent++
		}
		line, row := d.personRow(e, c, p)
		m.Lines, m.Buttons = append(m.Lines, line), append(m.Buttons, row)
	}
	m.Buttons = append(m.Buttons, d.turning(e.data("people."), e.Page, last)...)
	if absent > 1 {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.InviteRest.In(l, absent), Data: e.data("rest")}})
	}
	if e.Unit != thidua.Department {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.InviteOther.In(l), Data: e.data("other")}})
	}
	m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.Back.In(l), Data: e.data("units.0")}})
	tighten(&m, 1)
	d.reply(m)
	return nil
}

// onPage are those of a unit's people whom the page shows.
func (e *errand) onPage(people []rosterLine) []rosterLine {
	return people[min(e.Page*peoplePage, len(people)):min((e.Page+1)*peoplePage, len(people))]
}

// personRow is a person's line on a card, and what may be done about them.
func (d *decision) personRow(e *errand, c *thidua.Campaign, p rosterLine) (thidua.Line, []thidua.Button) {
	l := d.language()
	if p.chat == 0 {
		said := texts.HasNot
		if p.gone {
			said = texts.HasGone
		}
		return thidua.Line{Text: said.In(l, p.Name, p.role(c, l))}, []thidua.Button{{Label: texts.InviteOne.In(l, p.Name), Data: e.data("one." + p.code())}}
	}
	chat := strconv.FormatInt(p.chat, 36)
	row := []thidua.Button{{Label: texts.RemoveOne.In(l, p.Name), Data: e.data("drop." + chat)}}
	if p.Role == thidua.FocalPoint {
		row = append(row, thidua.Button{Label: texts.HandOne.In(l, p.Name), Data: e.data("hand." + chat)})
	}
	return thidua.Line{Text: texts.HasJoined.In(l, p.Name, p.role(c, l))}, row
}

// inviteSome gives links for one person of the unit, for all on the page who have not joined, or for somebody who is not on the roster.
func (d *decision) inviteSome(ctx context.Context, e *errand, c *thidua.Campaign, act, code string) error {
	people, err := d.peopleOf(ctx, c, e.Unit)
	if err != nil {
		return err
	}
	if act == "rest" {
		people = e.onPage(people)
	}
	meant := slices.DeleteFunc(people, func(p rosterLine) bool {
		return p.chat != 0 || act == "one" && p.code() != code || act == "rest" && p.gone
	})
	if act == "other" && e.Unit != thidua.Department {
		meant = []rosterLine{{Member: thidua.Member{Unit: e.Unit, Role: thidua.FocalPoint}}}
	}
	if len(meant) == 0 {
		d.tell(texts.EverybodyIn)
		return nil
	}
	return d.handOut(ctx, c, d.placeName(c, e.Unit), promises(c.ID, meant[:min(peoplePage, len(meant))]))
}

// handOut makes invites and shows their links, this once, with a button for each code.
func (d *decision) handOut(ctx context.Context, c *thidua.Campaign, place string, promised []thidua.Invite) error {
	username, err := d.username(ctx)
	if err != nil || username == "" {
		return err
	}
	l := d.language()
	m := thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{{Text: texts.LinksFor.In(l, place), Style: thidua.Strong}}}
	good := texts.LinkGood
	var until time.Time
	var codes []thidua.Button
	for _, p := range promised {
		t := d.token(p)
		name := cmp.Or(p.Name, texts.Anybody.In(l))
		m.Lines = append(m.Lines, thidua.Line{Text: texts.LinkOf.In(l, name, texts.RoleName(p.Role).In(l), InviteLink(username, t.Secret))})
		codes = append(codes, thidua.Button{Label: texts.QRButton.In(l, name), Data: deskPrefix + inviteCommand[1:] + ".qr." + t.Secret})
		until = t.Expires
		if p.Role != thidua.FocalPoint {
			good = texts.LinkGoodFor
		}
	}
	abreast := 1
	if len(codes) > 4 { // so that a phone shows the links with all their codes
		abreast = 3
	}
	m.Buttons = slices.Collect(slices.Chunk(codes, abreast))
	m.Lines = append(m.Lines, thidua.Line{Text: good.In(l, vietnamese.FormatDateTime(until.In(c.Location))), Style: thidua.Faint})
	d.messages = append(d.messages, m)
	return nil
}

// username is the bot's name, which links need; empty, with a word to the person, where it is not known yet.
func (d *decision) username(ctx context.Context) (string, error) {
	var me Identity
	if _, err := d.read(ctx, thidua.BotKey, &me); err != nil {
		return "", err
	}
	if me.Username == "" {
		d.tell(texts.NoBotName)
	}
	return me.Username, nil
}

// token makes an invite; its secret is in the message that shows it and nowhere else.
func (d *decision) token(promised thidua.Invite) Token {
	t := newToken(promised, d.in.At)
	d.put = append(d.put, newRecord(thidua.InviteKey(t.Secret), t.Invite))
	d.logAct(thidua.LogLine{Campaign: t.Campaign, Unit: unitOf(t.Post), Act: "invited", Detail: t.Invite.Name})
	return t
}

// showQR sends an invite's code as a picture, while the invite is good and the person's to give.
func (d *decision) showQR(ctx context.Context, command, secret string) error {
	invite, good, err := d.invite(ctx, thidua.InviteKey(secret))
	if err != nil {
		return err
	}
	username, err := d.username(ctx)
	if err != nil || username == "" {
		return err
	}
	if !good || invite.Campaign == "" || !entitled(d.person.Posts, command, invite.Campaign, invite.Unit) {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	m := d.message(texts.QRReady, cmp.Or(invite.Name, texts.Anybody.In(d.language())))
	m.Attach = &thidua.Document{Kind: QRCode, Campaign: invite.Campaign, Unit: invite.Unit, Link: InviteLink(username, secret)}
	d.messages = append(d.messages, m)
	return nil
}

// offerFiles asks in which file the links of all who have not joined are wanted.
func (d *decision) offerFiles(ctx context.Context, e *errand, c *thidua.Campaign) error {
	absent, err := absentees(ctx, d.b.store, c)
	if err != nil {
		return err
	}
	l := d.language()
	if len(absent) == 0 {
		d.tell(texts.EverybodyIn)
		return nil
	}
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.InviteFiles.In(l, len(absent))}}, Buttons: [][]thidua.Button{
		{{Label: texts.AsList.In(l), Data: e.data("list")}}, {{Label: texts.AsSheets.In(l), Data: e.data("sheets")}},
		{{Label: texts.Back.In(l), Data: e.data("units.0")}}}})
	return nil
}

// dropPerson takes somebody off a unit after Có.
func (d *decision) dropPerson(ctx context.Context, e *errand, c *thidua.Campaign, act, code string) error {
	p, found, err := d.joinedPerson(ctx, c, e.Unit, code)
	if err != nil {
		return err
	}
	if !found {
		d.notice = texts.NotYours.In(d.language())
		return d.showPeople(ctx, e, c)
	}
	if p.chat == d.in.Chat && p.Role == thidua.Secretariat {
		return d.leaving(ctx, "") // says what it means, and asks
	}
	if act == "dropped" {
		return d.removePerson(ctx, thidua.Target{Campaign: c.ID, Unit: p.Unit, Role: p.Role, Person: p.chat})
	}
	post := thidua.Post{Role: p.Role, Campaign: c.ID, Unit: p.Unit}
	if only, err := d.onlyDesk(ctx, thidua.Person{Chat: p.chat}, []thidua.Post{post}); only || err != nil {
		return err
	}
	place, err := d.placeOf(ctx, post)
	if err != nil {
		return err
	}
	l := d.language()
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.RemoveSure.In(l, p.Name, place)}}, Buttons: [][]thidua.Button{{
		{Label: texts.Yes.In(l), Data: e.data("dropped." + code)}, {Label: texts.No.In(l), Data: e.data("no")}}}})
	return nil
}

// joinedPerson finds who joined a unit by the chat on a button.
func (d *decision) joinedPerson(ctx context.Context, c *thidua.Campaign, unit, code string) (rosterLine, bool, error) {
	chat, err := strconv.ParseInt(code, 36, 64)
	if err != nil {
		return rosterLine{}, false, nil
	}
	people, err := d.peopleOf(ctx, c, unit)
	if err != nil {
		return rosterLine{}, false, err
	}
	i := slices.IndexFunc(people, func(p rosterLine) bool { return p.chat == chat && chat != 0 })
	if i < 0 {
		return rosterLine{}, false, nil
	}
	return people[i], true, nil
}
