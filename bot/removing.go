package bot

import (
	"context"
	"slices"

	"thidua"
	"thidua/flows/texts"
)

// removePerson takes a post from somebody who joined by mistake; what they answered stays.
func (d *decision) removePerson(ctx context.Context, t thidua.Target) error {
	var p thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(t.Person), &p); err != nil {
		return err
	}
	meant := func(post thidua.Post) bool {
		return post.Campaign == t.Campaign && post.Unit == t.Unit && (t.Role == "" || post.Role == t.Role)
	}
	gone := slices.DeleteFunc(slices.Clone(p.Posts), func(post thidua.Post) bool { return !meant(post) })
	if len(gone) == 0 {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	if only, err := d.onlyDesk(ctx, p, gone); only || err != nil {
		return err
	}
	if err := d.takeAway(ctx, &p, t.Person, gone); err != nil {
		return err
	}
	d.logAct(thidua.LogLine{Campaign: gone[0].Campaign, Unit: gone[0].Unit, Act: "removed", Detail: p.Name})
	return d.tellRemoval(ctx, p, t.Person, gone[0])
}

// tellRemoval tells who was removed, the secretariat and the unit's other people; not whoever did it.
func (d *decision) tellRemoval(ctx context.Context, p thidua.Person, chat int64, post thidua.Post) error {
	place, err := d.placeOf(ctx, post)
	if err != nil {
		return err
	}
	concerned, err := d.concernedBy(ctx, post)
	if err != nil {
		return err
	}
	deserted, err := d.deserts(ctx, post, chat)
	if err != nil {
		return err
	}
	done := d.message(texts.Removed, p.Name, place)
	done.Lines = append(done.Lines, deserted(d.language())...)
	d.messages = append(d.messages, done)
	if chat != d.in.Chat {
		d.messages = append(d.messages, thidua.Message{Chat: chat, Lines: []thidua.Line{{Text: texts.YouRemoved.In(languageOf(p), place)}}})
	}
	for _, to := range concerned {
		if to.Chat != chat {
			d.messages = append(d.messages, thidua.Message{Chat: to.Chat, Lines: append([]thidua.Line{{Text: texts.WasRemoved.In(to.Language, d.person.Name, p.Name, place)}}, deserted(to.Language)...)})
		}
	}
	return nil
}

// deserts says, to whoever is told that somebody goes, where nobody answers for the unit any more.
func (d *decision) deserts(ctx context.Context, post thidua.Post, person int64) (said func(language string) []thidua.Line, err error) {
	members, err := Members(ctx, d.b.store, post.Campaign, unitOf(post))
	alone := err == nil && post.Role == thidua.FocalPoint && !slices.ContainsFunc(members, func(m member) bool {
		return m.Post.Role == thidua.FocalPoint && m.Chat != person
	})
	return func(language string) []thidua.Line {
		if !alone {
			return nil
		}
		return []thidua.Line{{Text: texts.Deserted.In(language)}}
	}, err
}

// takeAway takes posts from a person: neither the roster nor an invite made until now gives them back.
func (d *decision) takeAway(ctx context.Context, p *thidua.Person, chat int64, gone []thidua.Post) error {
	p.Posts = slices.DeleteFunc(p.Posts, func(post thidua.Post) bool { return slices.Contains(gone, post) })
	for _, post := range gone {
		p.Left = slices.DeleteFunc(p.Left, func(l thidua.Parting) bool { return same(l.Post, post) })
		p.Left = append(p.Left, thidua.Parting{Post: post, At: d.in.At})
	}
	if err := d.write(thidua.PersonKey(chat), *p); err != nil {
		return err
	}
	if err := d.unlist(ctx, chat, gone); err != nil {
		return err
	}
	return d.revoke(ctx, p.Phone, gone)
}

// unlist takes posts of a person off the lists of their units, which keep that they were there; what else the person is there stays.
func (d *decision) unlist(ctx context.Context, person int64, gone []thidua.Post) error {
	seen := map[thidua.Key]bool{}
	for _, post := range gone {
		key := thidua.MemberKey(post.Campaign, unitOf(post), person)
		if seen[key] {
			continue
		}
		seen[key] = true
		var m membership
		found, err := d.read(ctx, key, &m)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		there := slices.Clone(m.Posts)
		m.Posts = except(m.Posts, gone)
		m.Gone = append(except(m.Gone, there), except(there, m.Posts)...)
		if err := d.write(key, m); err != nil {
			return err
		}
	}
	return nil
}

// revoke marks what the roster promises of these posts as used up: the person's contact brings them back no more, a
// new invite does.
func (d *decision) revoke(ctx context.Context, phone string, posts []thidua.Post) error {
	if phone == "" {
		return nil
	}
	var promised []thidua.Invite
	found, err := d.read(ctx, thidua.RosterKey(phone), &promised)
	if err != nil || !found {
		return err
	}
	for i, p := range promised {
		if slices.ContainsFunc(posts, func(post thidua.Post) bool { return same(p.Post, post) }) {
			promised[i].Used = d.in.At
		}
	}
	return d.write(thidua.RosterKey(phone), promised)
}
