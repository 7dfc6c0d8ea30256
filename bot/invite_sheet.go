package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// InviteSheets puts invites on printed sheets: one for each unit and for each of the department's roles, in their order.
func InviteSheets(ctx context.Context, store thidua.Store, username string, tokens []Token) ([]export.InviteSheet, error) {
	campaigns := map[string]*thidua.Campaign{}
	var sheets []export.InviteSheet
	at := map[string]int{}
	for _, t := range tokens {
		c, known := campaigns[t.Campaign]
		if !known {
			var err error
			if c, err = campaignOrNone(ctx, store, t.Campaign); err != nil {
				return nil, err
			}
			campaigns[t.Campaign] = c
		}
		role := texts.RoleName(t.Role).In("vi")
		unit, _ := c.Unit(t.Unit)
		place := cmp.Or(unit.Name, t.Unit, role)
		if _, there := at[t.Campaign+"/"+place]; !there {
			at[t.Campaign+"/"+place] = len(sheets)
			sheets = append(sheets, export.InviteSheet{Campaign: c.Title, Unit: place})
		}
		s := &sheets[at[t.Campaign+"/"+place]]
		s.Cards = append(s.Cards, export.InviteCard{Name: cmp.Or(t.Invite.Name, role), Role: cmp.Or(t.Position, role),
			Link: InviteLink(username, t.Secret), Expires: t.Expires.In(zoneOf(c))})
	}
	return sheets, nil
}

// campaignOrNone reads a campaign; staff is invited without one.
func campaignOrNone(ctx context.Context, store thidua.Store, id string) (*thidua.Campaign, error) {
	if id == "" {
		return &thidua.Campaign{}, nil
	}
	key := thidua.CampaignKey(id)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load campaign %s: %w", id, err)
	}
	var head thidua.Head
	if err := json.Unmarshal(snapshot.Records[key].Body, &head); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
	}
	return Campaign(ctx, store, head)
}

func zoneOf(c *thidua.Campaign) *time.Location {
	if c.Location != nil {
		return c.Location
	}
	return vietnamese.DateOf(time.Time{}).Time().Location()
}

// writeInvites makes invites for all who have not joined and writes them down, as the kind of document says: they are in no
// record, only in the file.
func (b *Bot) writeInvites(ctx context.Context, w io.Writer, made *madeFile, doc thidua.Document, chat int64) error {
	campaign, err := campaignOrNone(ctx, b.store, doc.Campaign)
	if err != nil {
		return err
	}
	var me Identity
	if _, err := b.load(ctx, thidua.BotKey, &me); err != nil {
		return err
	}
	absent, err := absentees(ctx, b.store, campaign)
	if err != nil {
		return err
	}
	var by thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(chat), &by); err != nil {
		return err
	}
	tokens, err := inviteBy(ctx, b.store, promises(campaign.ID, absent), b.now(), thidua.LogLine{By: chat, Name: by.Name})
	if err != nil {
		return err
	}
	sheets, err := InviteSheets(ctx, b.store, me.Username, tokens)
	if err != nil {
		return err
	}
	made.title = campaign.Title
	if doc.Kind == InviteSheet {
		return export.WriteInviteSheets(w, sheets)
	}
	return export.WriteInviteList(w, sheets)
}
