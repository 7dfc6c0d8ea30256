package bot

import (
	"context"
	"slices"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

const leaveCommand = "/roi"

// leaving serves /roi: the person gives up the post that they speak for, after Có. The answers stay.
func (d *decision) leaving(ctx context.Context, argument string) error {
	post := d.post
	where := d.postLabel(ctx, post)
	mine := func(p thidua.Post) bool { return p.Campaign == post.Campaign && unitOf(p) == unitOf(post) }
	gone := slices.DeleteFunc(slices.Clone(d.person.Posts), func(p thidua.Post) bool { return !mine(p) })
	if len(gone) == 0 {
		d.tell(texts.StaffStays)
		return nil
	}
	if post.Role == thidua.Secretariat {
		desk, err := secretaries(ctx, d.b.store, post.Campaign)
		if err != nil {
			return err
		}
		if len(desk) < 2 {
			d.tell(texts.OnlyDesk)
			return nil
		}
	}
	answer, code, _ := strings.Cut(argument, ".")
	switch {
	case answer == "yes" && code == postCode(post):
		return d.leavePost(ctx, gone, where)
	case answer == "no":
		d.reply(d.message(texts.Stays))
		return nil
	}
	if err := d.closeForm(ctx); err != nil {
		return err
	}
	l, data := d.language(), deskPrefix+leaveCommand[1:]
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.LeaveSure.In(l, where)}}, Buttons: [][]thidua.Button{{
		{Label: texts.Yes.In(l), Data: data + ".yes." + postCode(post)}, {Label: texts.No.In(l), Data: data + ".no"}}}})
	return nil
}

// leavePost takes the person's posts away, and tells the secretariat and the unit's other people.
func (d *decision) leavePost(ctx context.Context, gone []thidua.Post, where string) error {
	d.person.Posts = slices.DeleteFunc(d.person.Posts, func(p thidua.Post) bool { return slices.Contains(gone, p) })
	if err := d.write(thidua.PersonKey(d.in.Chat), d.person); err != nil {
		return err
	}
	if err := d.unlist(ctx, gone[0], d.in.Chat); err != nil {
		return err
	}
	if err := d.revoke(ctx, d.person.Phone, gone); err != nil {
		return err
	}
	place, err := d.placeOf(ctx, gone[0])
	if err != nil {
		return err
	}
	concerned, err := d.concernedBy(ctx, gone[0])
	if err != nil {
		return err
	}
	for _, chat := range concerned {
		d.messages = append(d.messages, thidua.Message{Chat: chat, Lines: []thidua.Line{{Text: texts.HasLeftIt.In("vi", d.person.Name, place)}}})
	}
	d.logAct(thidua.LogLine{Campaign: gone[0].Campaign, Unit: unitOf(gone[0]), Act: "left"})
	d.session = session{Session: flows.Session{Card: d.session.Card}}
	d.needs = nil
	d.reply(d.message(texts.LeftIt, where))
	return nil
}
