package bot

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"thidua"
)

// How long an invite is good.
const (
	inviteDays  = 7 * 24 * time.Hour
	inviteHours = 24 * time.Hour // for those who see everything
)

// Token is an invite with the secret that uses it: shown once, never stored.
type Token struct {
	thidua.Invite
	Secret string // 22 characters, 16 random bytes in base64url
}

// InviteLink opens the bot with an invite.
func InviteLink(username, secret string) string {
	return "https://t.me/" + username + "?start=" + secret
}

// Invite makes invites for promised posts at the command line; only the tokens' digests are kept.
func Invite(ctx context.Context, store thidua.Store, promised []thidua.Invite, now time.Time) ([]Token, error) {
	return inviteBy(ctx, store, promised, now, thidua.LogLine{Name: operator})
}

// inviteBy is Invite for whoever a line of the log names.
func inviteBy(ctx context.Context, store thidua.Store, promised []thidua.Invite, now time.Time, by thidua.LogLine) ([]Token, error) {
	var tokens []Token
	change := thidua.Change{At: now}
	batch := secret()
	for i, p := range promised {
		token := newToken(p, now)
		tokens = append(tokens, token)
		change.Put = append(change.Put, newRecord(thidua.InviteKey(token.Secret), token.Invite),
			newRecord(thidua.LogKey(p.Campaign, now, fmt.Sprintf("invite-%s-%06d", batch, i), 0), thidua.LogLine{At: now, By: by.By, Name: by.Name,
				Campaign: p.Campaign, Unit: p.Unit, Act: "invited", Detail: p.Name}))
		if len(change.Put) >= perCommit {
			if err := flush(ctx, store, &change); err != nil {
				return nil, err
			}
		}
	}
	return tokens, flush(ctx, store, &change)
}

func newToken(promised thidua.Invite, now time.Time) Token {
	t := Token{Invite: promised, Secret: secret()}
	t.Used, t.Issued, t.Expires = time.Time{}, now, now.Add(validity(promised.Role))
	return t
}

func validity(role thidua.Role) time.Duration {
	if role == thidua.FocalPoint {
		return inviteDays
	}
	return inviteHours
}

// issued is when an invite was made; those of before that was kept tell it by when they run out.
func issued(invite thidua.Invite) time.Time {
	if invite.Issued.IsZero() {
		return invite.Expires.Add(-validity(invite.Role))
	}
	return invite.Issued
}

func flush(ctx context.Context, store thidua.Store, change *thidua.Change) error {
	if len(change.Put) == 0 {
		return nil
	}
	change.ID = "invite/" + secret()
	if _, err := store.Commit(ctx, *change); err != nil {
		return fmt.Errorf("keep invites: %w", err)
	}
	change.Put = nil
	return nil
}

// secret is 16 random bytes as Telegram's /start takes them.
func secret() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// ErrForeign says that a store is another bot's.
var ErrForeign = errors.New("the store is another bot's")

// Belong makes a store a bot's own, or tells that it is another's.
func Belong(ctx context.Context, store thidua.Store, bot Identity, now time.Time) error {
	snapshot, err := store.Load(ctx, "", thidua.BotKey)
	if err != nil {
		return fmt.Errorf("look whose store it is: %w", err)
	}
	r := snapshot.Records[thidua.BotKey]
	owner, err := ReadIdentity(r)
	if err != nil {
		return err
	}
	if r.Rev > 0 && owner.ID != bot.ID {
		return fmt.Errorf("%w: it belongs to the bot %d, not to %d; give this bot a store of its own", ErrForeign, owner.ID, bot.ID)
	}
	if owner == bot {
		return nil
	}
	record := recordAt(r.Rev, thidua.BotKey, bot)
	return commit(ctx, store, "bot/"+secret(), now, record)
}
