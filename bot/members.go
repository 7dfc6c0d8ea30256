package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"thidua"
)

// member is who speaks for a unit in one role, as the campaign lists them.
type member struct {
	Chat  int64
	Name  string
	Phone string
	Post  thidua.Post
	units []string // names of all of the units that are meant, where people are listed once each
}

// membership is the record of one person in one unit: who is both leader and secretariat has two posts there. It stays when
// they go, so that nobody awaits them.
type membership struct {
	Chat  int64         `json:"chat"`
	Name  string        `json:"name"`
	Phone string        `json:"phone,omitempty"` // E.164, which tells people of one name apart
	Posts []thidua.Post `json:"posts,omitempty"`
	Gone  []thidua.Post `json:"gone,omitempty"` // taken away, given up or handed over
}

// Members lists who joined a campaign, or one of its units, a line for each post. The campaign "" has the staff.
func Members(ctx context.Context, store thidua.Store, campaign string, unit ...string) ([]member, error) {
	in, _, err := everMembers(ctx, store, campaign, unit...)
	return in, err
}

// everMembers is Members, with those who were there and are no more.
func everMembers(ctx context.Context, store thidua.Store, campaign string, unit ...string) (in, gone []member, err error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.MembersOf(campaign, unit...)})
	if err != nil {
		return nil, nil, fmt.Errorf("list the members of %s: %w", campaign, err)
	}
	for _, r := range records {
		var m membership
		if err := json.Unmarshal(r.Body, &m); err != nil {
			return nil, nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		for _, post := range m.Posts {
			in = append(in, member{Chat: m.Chat, Name: m.Name, Phone: m.Phone, Post: post})
		}
		for _, post := range m.Gone {
			gone = append(gone, member{Name: m.Name, Phone: m.Phone, Post: post})
		}
	}
	return in, gone, nil
}

// addressee is somebody who is told something, with the language to be spoken.
type addressee struct {
	Chat     int64
	Language string
}

// addressees finds out in which language each is told something.
func addressees(ctx context.Context, store thidua.Store, chats []int64) ([]addressee, error) {
	var keys []thidua.Key
	for _, chat := range chats {
		keys = append(keys, thidua.PersonKey(chat))
	}
	if len(keys) == 0 {
		return nil, nil
	}
	snapshot, err := store.Load(ctx, "", keys...)
	if err != nil {
		return nil, fmt.Errorf("load who is told: %w", err)
	}
	all := make([]addressee, len(chats))
	for i, chat := range chats {
		var p thidua.Person
		_ = json.Unmarshal(snapshot.Records[keys[i]].Body, &p) // the frame is Vietnamese then
		all[i] = addressee{chat, languageOf(p)}
	}
	return all, nil
}

// secretaries lists a campaign's secretariat and the staff, each once.
func secretaries(ctx context.Context, store thidua.Store, campaign string) ([]addressee, error) {
	var all []int64
	for _, of := range []string{"", campaign} {
		members, err := Members(ctx, store, of, thidua.Department)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if m.Post.Role == thidua.Secretariat && !slices.Contains(all, m.Chat) {
				all = append(all, m.Chat)
			}
		}
	}
	return addressees(ctx, store, all)
}

// enlist adds the person's posts of one unit to those whom the campaign lists; several at once are one record.
func (d *decision) enlist(ctx context.Context, posts []thidua.Post) error {
	byKey := map[thidua.Key][]thidua.Post{}
	var keys []thidua.Key
	for _, post := range posts {
		key := thidua.MemberKey(post.Campaign, unitOf(post), d.in.Chat)
		if byKey[key] == nil {
			keys = append(keys, key)
		}
		byKey[key] = append(byKey[key], post)
	}
	for _, key := range keys {
		var m membership
		if _, err := d.read(ctx, key, &m); err != nil {
			return err
		}
		m.Chat, m.Name, m.Phone, m.Posts = d.in.Chat, d.person.Name, d.person.Phone, append(m.Posts, byKey[key]...)
		m.Gone = except(m.Gone, m.Posts)
		if err := d.write(key, m); err != nil {
			return err
		}
	}
	return nil
}

// except are those of some posts that are none of others.
func except(posts, others []thidua.Post) []thidua.Post {
	return slices.DeleteFunc(posts, func(p thidua.Post) bool {
		return slices.ContainsFunc(others, func(o thidua.Post) bool { return same(o, p) })
	})
}
