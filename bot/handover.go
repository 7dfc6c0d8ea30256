package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const handoverCommand = "/bangiao"

// The steps of handing a unit over.
const (
	handTo   step = "to"
	handSure step = "sure"
)

// handingOver serves /bangiao: a focal point hands their own unit over, the secretariat chooses whose.
func (d *decision) handingOver(ctx context.Context, argument string) error {
	if secret, ok := strings.CutPrefix(argument, "qr."); ok {
		return d.showQR(ctx, handoverCommand, secret)
	}
	if d.post.Role == thidua.Secretariat {
		return d.inviting(ctx, "")
	}
	if argument == "" {
		e, err := d.begin(ctx, handoverCommand)
		if err != nil {
			return err
		}
		e.Unit, e.Person = d.post.Unit, d.in.Chat
		return d.askHandTo(ctx, e, d.person.Name)
	}
	e, act := d.pressed(handoverCommand, argument)
	switch {
	case e == nil:
		return nil
	case act == "yes":
		return d.orderHandover(ctx, e)
	}
	d.dropErrand()
	return nil
}

// handFrom begins to hand over what another person has.
func (d *decision) handFrom(ctx context.Context, e *errand, c *thidua.Campaign, code string) error {
	p, found, err := d.joinedPerson(ctx, c, e.Unit, code)
	if err != nil {
		return err
	}
	if !found || p.Role != thidua.FocalPoint {
		d.tell(texts.NobodyHands)
		return nil
	}
	e.Person = p.chat
	return d.askHandTo(ctx, e, p.Name)
}

func (d *decision) askHandTo(ctx context.Context, e *errand, from string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	l := d.language()
	e.Step = handTo
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.HandWhom.In(l, from, d.placeName(script.Campaign, e.Unit))}},
		Buttons: [][]thidua.Button{{{Label: texts.Cancel.In(l), Data: e.data("no")}}}})
	return nil
}

// handTyped takes the new person's name and phone number, or the last yes.
func (d *decision) handTyped(ctx context.Context, e *errand, text string) error {
	if e.Step == handSure {
		switch {
		case d.says(text, texts.Yes):
			return d.orderHandover(ctx, e)
		case d.says(text, texts.No):
			d.dropErrand()
			return nil
		}
	}
	e.Name, e.Phone = nameAndPhone(text)
	if e.Name == "" {
		d.tell(texts.NotAName)
		return nil
	}
	from, place, err := d.handsOver(ctx, e)
	if err != nil || from == "" {
		return err
	}
	e.Step = handSure
	to := e.Name
	if e.Phone != "" {
		to += " (" + vietnamese.FormatPhone(e.Phone) + ")"
	}
	return d.confirm(ctx, e, thidua.Line{Text: texts.HandSure.In(d.language(), place, from, to)})
}

// nameAndPhone takes a text apart: what is no letter at its end may be a phone number.
func nameAndPhone(text string) (name, phone string) {
	name = strings.Join(strings.Fields(vietnamese.Clean(text)), " ")
	if at := strings.IndexFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == '+' }); at >= 0 {
		number, err := vietnamese.ParsePhone(name[at:])
		if err != nil {
			return "", ""
		}
		name, phone = name[:at], number
	}
	const longest = 100
	name = strings.TrimRight(name, " ,;-–(:")
	if !strings.ContainsFunc(name, unicode.IsLetter) || len([]rune(name)) > longest || strings.HasPrefix(name, "/") {
		return "", ""
	}
	return name, phone
}

// handsOver names who hands what over; nobody, with a word to the person, where they no longer have it.
func (d *decision) handsOver(ctx context.Context, e *errand) (from, place string, err error) {
	script, err := d.script(ctx, e.Campaign)
	if err != nil {
		return "", "", err
	}
	var p thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(e.Person), &p); err != nil {
		return "", "", err
	}
	if !has(p, thidua.Post{Role: thidua.FocalPoint, Campaign: e.Campaign, Unit: e.Unit}) {
		d.session.Errand = nil
		d.tell(texts.NobodyHands)
		return "", "", nil
	}
	return p.Name, d.placeName(script.Campaign, e.Unit), nil
}

// orderHandover makes the invite of the new person; whoever hands over goes when it is used.
func (d *decision) orderHandover(ctx context.Context, e *errand) error {
	if e.Name == "" || e.Person == 0 {
		d.dropErrand()
		return nil
	}
	from, place, err := d.handsOver(ctx, e)
	if err != nil || from == "" {
		return err
	}
	username, err := d.username(ctx)
	if err != nil || username == "" {
		return err
	}
	script, err := d.script(ctx, e.Campaign)
	if err != nil {
		return err
	}
	d.session.Errand = nil
	t := d.token(thidua.Invite{Name: e.Name, Phone: e.Phone, Replaces: e.Person,
		Post: thidua.Post{Role: thidua.FocalPoint, Campaign: e.Campaign, Unit: e.Unit}})
	l := d.language()
	until := vietnamese.FormatDateTime(t.Expires.In(script.Campaign.Location))
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.HandLink.In(l, place, e.Name, until, InviteLink(username, t.Secret))}}}
	m.Buttons = [][]thidua.Button{{{Label: texts.QRButton.In(l, e.Name), Data: deskPrefix + handoverCommand[1:] + ".qr." + t.Secret}}}
	d.reply(m)
	return d.toSecretariat(ctx, e.Campaign, func(to int64, language string) thidua.Message {
		return thidua.Message{Chat: to, Lines: []thidua.Line{{Text: texts.HandsOver.In(language, from, place, e.Name)}}}
	})
}

// giverHas tells whether the post of an invite is still its giver's to hand over, and to somebody else: who lost it since and
// was invited again has it anew. An invite that nobody's post hangs on is good by itself.
func (d *decision) giverHas(ctx context.Context, invite thidua.Invite) (bool, error) {
	if invite.Replaces == 0 || invite.Replaces == d.in.Chat {
		return invite.Replaces == 0, nil
	}
	var giver thidua.Person
	_, err := d.read(ctx, thidua.PersonKey(invite.Replaces), &giver)
	return has(giver, invite.Post) && !partedSince(giver, invite), err
}

// takeOver lets whoever handed over go, in the very commit in which the new person joins.
func (d *decision) takeOver(ctx context.Context, invite thidua.Invite) error {
	if invite.Replaces == 0 {
		return nil
	}
	var p thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(invite.Replaces), &p); err != nil {
		return err
	}
	gone := slices.DeleteFunc(slices.Clone(p.Posts), func(post thidua.Post) bool { return !same(post, invite.Post) })
	if err := d.takeAway(ctx, &p, invite.Replaces, gone); err != nil {
		return err
	}
	place, err := d.placeOf(ctx, invite.Post)
	if err != nil {
		return err
	}
	name := cmp.Or(d.person.Name, invite.Name)
	d.messages = append(d.messages, thidua.Message{Chat: invite.Replaces, Lines: []thidua.Line{{Text: texts.HandedTo.In(languageOf(p), name, place)}}})
	d.logAct(thidua.LogLine{Campaign: invite.Campaign, Unit: invite.Unit, Act: "handed", Detail: p.Name + " → " + name})
	if !d.holds(invite.Post) {
		return nil // that they join is told
	}
	concerned, err := d.concernedBy(ctx, invite.Post)
	for _, to := range concerned {
		if to.Chat != invite.Replaces {
			d.messages = append(d.messages, thidua.Message{Chat: to.Chat, Lines: []thidua.Line{{Text: texts.TookOver.In(to.Language, name, place, p.Name)}}})
		}
	}
	return err
}
