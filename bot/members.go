package bot

import (
	"context"
	"encoding/json"
	"fmt"

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
