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
	Chat int64
	Name string
	Post thidua.Post
}

// membership is the record of one person in one unit: who is both leader and secretariat has two posts there.
type membership struct {
	Chat  int64         `json:"chat"`
	Name  string        `json:"name"`
	Posts []thidua.Post `json:"posts"`
}

// Members lists who joined a campaign, or one of its units, a line for each post. The campaign "" has the staff.
func Members(ctx context.Context, store thidua.Store, campaign string, unit ...string) ([]member, error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.MembersOf(campaign, unit...)})
	if err != nil {
		return nil, fmt.Errorf("list the members of %s: %w", campaign, err)
	}
	var members []member
	for _, r := range records {
		var m membership
		if err := json.Unmarshal(r.Body, &m); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		for _, post := range m.Posts {
			members = append(members, member{Chat: m.Chat, Name: m.Name, Post: post})
		}
	}
	return members, nil
}

// secretary is one of a campaign's secretariat, with the language to be spoken.
type secretary struct {
	Chat     int64
	Language string
}

// secretaries lists a campaign's secretariat and the staff, each once.
func secretaries(ctx context.Context, store thidua.Store, campaign string) ([]secretary, error) {
	var keys []thidua.Key
	var all []secretary
	for _, of := range []string{"", campaign} {
		members, err := Members(ctx, store, of, thidua.Department)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			known := slices.ContainsFunc(all, func(s secretary) bool { return s.Chat == m.Chat })
			if m.Post.Role == thidua.Secretariat && !known {
				all, keys = append(all, secretary{Chat: m.Chat}), append(keys, thidua.PersonKey(m.Chat))
			}
		}
	}
	snapshot, err := store.Load(ctx, "", keys...)
	if err != nil {
		return nil, fmt.Errorf("load the secretariat of %s: %w", campaign, err)
	}
	for i := range all {
		var p thidua.Person
		_ = json.Unmarshal(snapshot.Records[keys[i]].Body, &p) // the frame is Vietnamese then
		all[i].Language = languageOf(p)
	}
	return all, nil
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
		m.Chat, m.Name, m.Posts = d.in.Chat, d.person.Name, append(m.Posts, byKey[key]...)
		if err := d.write(key, m); err != nil {
			return err
		}
	}
	return nil
}
