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
	mine := func(p thidua.Post) bool {
		return p.Campaign == post.Campaign && unitOf(p) == unitOf(post) && headed(p) == headed(post)
	}
	gone := slices.DeleteFunc(slices.Clone(d.person.Posts), func(p thidua.Post) bool { return !mine(p) })
	if len(gone) == 0 {
		d.tell(texts.StaffStays)
		return nil
	}
	if only, err := d.onlyDesk(ctx, d.person, gone); only || err != nil {
		return err
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

// onlyDesk tells, with a word to the person, whether nobody would be left of a campaign's secretariat without these
// posts of somebody. It is they themselves who read it: whoever takes another's post away is of the secretariat too.
// Who is left must still be there at the commit, so that two who go at the same time do not both go.
func (d *decision) onlyDesk(ctx context.Context, p thidua.Person, gone []thidua.Post) (bool, error) {
	if !slices.ContainsFunc(gone, func(p thidua.Post) bool { return p.Role == thidua.Secretariat }) {
		return false, nil
	}
	campaign := gone[0].Campaign
	for _, of := range []string{"", campaign} {
		members, err := Members(ctx, d.b.store, of, thidua.Department)
		if err != nil {
			return false, err
		}
		for _, m := range members {
			going := m.Chat == p.Chat && slices.ContainsFunc(gone, func(g thidua.Post) bool { return same(g, m.Post) })
			if m.Post.Role != thidua.Secretariat || going {
				continue
			}
			stays, err := d.record(ctx, thidua.MemberKey(of, thidua.Department, m.Chat))
			if err != nil {
				return false, err
			}
			if stays.Rev > 0 {
				d.expect = append(d.expect, stays)
				return false, nil
			}
		}
	}
	d.tell(texts.OnlyDesk)
	return true, nil
}

// leavePost takes the person's posts away, and tells the secretariat and the unit's other people.
func (d *decision) leavePost(ctx context.Context, gone []thidua.Post, where string) error {
	if err := d.takeAway(ctx, &d.person, d.in.Chat, gone); err != nil {
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
	deserted, err := d.deserts(ctx, gone[0], d.in.Chat)
	if err != nil {
		return err
	}
	for _, to := range concerned {
		d.messages = append(d.messages, thidua.Message{Chat: to.Chat, Lines: append([]thidua.Line{{Text: texts.HasLeftIt.In(to.Language, d.person.Name, place)}}, deserted(to.Language)...)})
	}
	d.logAct(thidua.LogLine{Campaign: gone[0].Campaign, Unit: unitOf(gone[0]), Act: "left"})
	d.session = session{Session: flows.Session{Card: d.session.Card}}
	d.needs = nil
	d.reply(d.message(texts.LeftIt, where))
	return nil
}
