package thidua

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The records of the product by their keys. Segments are escaped, so that a code may hold any character.

func key(segments ...string) Key {
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return Key(strings.Join(segments, "/"))
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// BotKey holds the id of the bot that the store belongs to.
const BotKey Key = "meta/bot"

// PersonKey holds a Person.
func PersonKey(chat int64) Key { return key("person", number(chat)) }

// SessionKey holds where a chat stands.
func SessionKey(chat int64) Key { return key("session", number(chat)) }

// CardKey holds the Card of a chat; it is written when messages are struck off, not by a commit.
func CardKey(chat int64) Key { return key("card", number(chat)) }

// UnreachableKey holds since when Telegram does not reach a person.
func UnreachableKey(chat int64) Key { return key("unreachable", number(chat)) }

// CampaignKey holds the Head of a campaign; without id it is the prefix of all.
func CampaignKey(id string) Key { return key("campaign", id) }

// SourceKey holds the workbook of one version of a campaign.
func SourceKey(campaign, version string) Key { return key("source", campaign, version) }

// TemplateKey holds a campaign's own report template, a .docx.
func TemplateKey(campaign string) Key { return key("template", campaign) }

// MediaKey is the record of what a campaign's workbooks show with their labels, by the files' names.
func MediaKey(campaign string) Key { return key("media", campaign) }

// SentMediumKey is the record of how a kept file is sent again without uploading it.
func SentMediumKey(sha string) Key { return key("medium", sha) }

// ExportedKey holds what a campaign's last workbook rested on.
func ExportedKey(campaign string) Key { return key("exported", campaign) }

// ChecksKey holds what the last export of a campaign found to be mended.
func ChecksKey(campaign string) Key { return key("checks", campaign) }

// LinksKey holds the Links of a campaign.
func LinksKey(campaign string) Key { return key("links", campaign) }

// RequestKey holds a person's Request for a kind of document, and is the due-time at which it is to be made.
func RequestKey(campaign string, chat int64, kind string) Key {
	return key("request", campaign, number(chat), kind)
}

// WorkKey holds the Work of a person's newest request for a kind of document; without kind it is the prefix of a campaign's.
func WorkKey(campaign string, chat int64, kind string) Key {
	if kind == "" {
		return key("work", campaign) + "/"
	}
	return key("work", campaign, number(chat), kind)
}

// Requests is the prefix of all requests.
const Requests Key = "request/"

// IndexKey holds the Index of a unit; without unit it is the prefix of the whole board.
func IndexKey(campaign, unit string) Key { return key("index", campaign, unit) }

// SubmissionKey holds a Submission.
func SubmissionKey(campaign, unit, part string, n int) Key {
	return key("submission", campaign, unit, part, fmt.Sprintf("%06d", n))
}

// ReviewKey holds the Review of a submission.
func ReviewKey(campaign, unit, part string, n int) Key {
	return key("review", campaign, unit, part, fmt.Sprintf("%06d", n))
}

// DraftKey holds what is being answered: a part, or a place below it.
func DraftKey(campaign, unit, part string, below ...string) Key {
	return key(append([]string{"draft", campaign, unit, part}, below...)...)
}

// DraftsOf is the prefix of all drafts of a campaign.
func DraftsOf(campaign string) Key { return key("draft", campaign) + "/" }

// MemberKey marks a person as a unit's; without unit and chat it is a prefix.
func MemberKey(campaign, unit string, chat int64) Key {
	return key("member", campaign, unit, number(chat))
}

// MembersOf is the prefix of everybody in a campaign, or in one of its units.
func MembersOf(campaign string, unit ...string) Key {
	return key(append([]string{"member", campaign}, unit...)...) + "/"
}

// InviteKey holds an Invite under the digest of its token: the token itself is never kept.
func InviteKey(token string) Key {
	sum := sha256.Sum256([]byte(token))
	return key("invite", hex.EncodeToString(sum[:]))
}

// RosterKey holds the posts that a phone number is promised; without number it is the prefix of all.
func RosterKey(phone string) Key { return key("roster", phone) }

// TargetKey holds the Target of a pushed button.
func TargetKey(id string) Key { return key("target", id) }

// RemindedKey marks that a person got the reminder of a due-time.
func RemindedKey(campaign, due string, chat int64) Key {
	return key("reminded", campaign, due, number(chat))
}

// RemindedOf is the prefix of all such marks of a campaign.
func RemindedOf(campaign string) Key { return key("reminded", campaign) + "/" }

// PurgeKey holds since when a campaign is known to be over.
func PurgeKey(campaign string) Key { return key("purge", campaign) }

// JobKey holds a Job, and is the due-time at which its next slice is to be carried out.
func JobKey(campaign, id string) Key { return key("job", campaign, id) }

// JobsOf is the prefix of a campaign's jobs.
func JobsOf(campaign string) Key { return key("job", campaign) + "/" }

// Jobs is the prefix of all jobs.
const Jobs Key = "job/"

// ReadJobKey reads a job's key back; ok is false for any other key.
func ReadJobKey(k Key) (campaign, id string, ok bool) {
	segments := strings.Split(string(k), "/")
	if len(segments) != 3 || segments[0] != "job" {
		return "", "", false
	}
	campaign, err := url.PathUnescape(segments[1])
	return campaign, LastSegment(k), err == nil
}

// DeliveryKey marks that a job has queued its message to a person, and holds its Fate.
func DeliveryKey(job string, chat int64, unit ...string) Key {
	return key(append(append([]string{"delivery", job}, unit...), number(chat))...)
}

// DeliveriesOf is the prefix of all such marks of a job.
func DeliveriesOf(job string) Key { return key("delivery", job) + "/" }

// TicketKey holds a Ticket; without number it is the prefix of a campaign's.
func TicketKey(campaign string, number int) Key {
	if number == 0 {
		return key("ticket", campaign) + "/"
	}
	return key("ticket", campaign, fmt.Sprintf("%06d", number))
}

// TicketsKey holds the number of a campaign's newest ticket.
func TicketsKey(campaign string) Key { return key("tickets", campaign) }

// RelayKey holds the Relay of a message that was sent.
func RelayKey(chat, message int64) Key { return key("relay", number(chat), number(message)) }

// Relays is the prefix of all of them.
const Relays Key = "relay/"

// LogKey holds a LogLine; the keys of a campaign ascend in time.
func LogKey(campaign string, at time.Time, id string, n int) Key {
	return key("log", campaign, fmt.Sprintf("%013d", at.UnixMilli()), id, number(int64(n)))
}

// LogOf is the prefix of a campaign's log.
func LogOf(campaign string) Key { return key("log", campaign) + "/" }

// FileKey holds the Evidence of a file by its unique id; without one it is the prefix of all.
func FileKey(unique string) Key { return key("file", unique) }

// FetchKey is the due-time at which a file is to be fetched from Telegram.
func FetchKey(unique string) Key { return key("fetch", unique) }

// IncomingKey holds an Incoming by its message, and is the due-time at which it is to be fetched and read.
func IncomingKey(chat, message int64) Key { return key("incoming", number(chat), number(message)) }

// IncomingDocuments is the prefix of all of them.
const IncomingDocuments Key = "incoming/"

// ImportKey holds a filled spreadsheet that a person said yes to, and is the due-time at which its next rows are taken.
func ImportKey(chat int64, id string) Key { return key("import", number(chat), id) }

// Imports is the prefix of all of them.
const Imports Key = "import/"

// OfferKey holds an Offer to a person by its kind.
func OfferKey(chat int64, kind string) Key { return key("offer", number(chat), kind) }

// OfferedKey holds the content of an Offer.
func OfferedKey(chat int64, kind string) Key { return key("offer", number(chat), kind, "content") }

// LoadOrderKey holds a LoadOrder, and is the due-time at which it is to be carried out.
func LoadOrderKey(chat int64, id string) Key { return key("load", number(chat), id) }

// LoadOrders is the prefix of all of them.
const LoadOrders Key = "load/"

// OrderedKey holds the workbook of a LoadOrder.
func OrderedKey(chat int64, id string) Key { return key("ordered", number(chat), id) }

// ParkedKey holds an update that could not be carried through, as it came.
func ParkedKey(update int64) Key { return key("parked", number(update)) }

// ParkedUpdates is the prefix of all parked updates.
const ParkedUpdates Key = "parked/"

// PollingLease is the name of the lease that a polling bot holds.
const PollingLease = "polling"

// LastSegment is the last segment of a key, unescaped.
func LastSegment(k Key) string {
	s := string(k)[strings.LastIndexByte(string(k), '/')+1:]
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// RemindKey is the due-time of the reminder that goes out some time before a deadline.
func RemindKey(campaign string, deadline time.Time, before time.Duration) Key {
	return key("remind", campaign, number(deadline.Unix()), number(int64(before/time.Second)))
}

// OverdueKey is the due-time at which those above hear who let a deadline pass.
func OverdueKey(campaign string, deadline time.Time) Key {
	return key("overdue", campaign, number(deadline.Unix()))
}

// LateKey is the due-time at which it is looked at anew what those above heard of a deadline that lies behind, since it was put off or
// holds again; without unit for all, without part for all parts. One that lies ahead was told of by a wrong clock.
func LateKey(campaign string, deadline time.Time, unit, part string) Key {
	return key("late", campaign, number(deadline.Unix()), unit, part)
}

// DigestKey is the due-time of the secretariat's next digest, and holds when the newest one went out.
func DigestKey(campaign string) Key { return key("digest", campaign) }

// MissedDigestKey holds since when one of the secretariat missed what digests tell: one's turn came out of working hours.
func MissedDigestKey(campaign string, chat int64) Key { return key("digest", campaign, number(chat)) }

// AgainKey is the due-time of one person's reminder that was put off, and holds which parts it is about; without deadline
// somebody reminded by hand, by the job where its message was put off before it was sent, and of the Department it is a digest.
func AgainKey(campaign, unit string, deadline time.Time, chat int64, job ...string) Key {
	at := int64(0)
	if !deadline.IsZero() {
		at = deadline.Unix()
	}
	return key(append([]string{"again", campaign, unit, number(at), number(chat)}, job...)...)
}

// Timer is a due-time of package bot, read back from its key.
type Timer struct {
	Kind     string // the key's first segment: remind, overdue, late, digest, again, job, fetch
	Campaign string // of remind, overdue, late, digest, again
	Unit     string // of again, late
	Part     string // of late
	Deadline time.Time
	Before   time.Duration // of remind
	Chat     int64         // of again
	Job      string        // of again, where it has one
}

// timerSegments is how many segments the keys of each kind have at least that name a campaign, and how many at most.
var timerSegments = map[string][2]int{"remind": {4, 4}, "overdue": {3, 3}, "late": {5, 5}, "digest": {2, 2}, "again": {5, 6}}

// ReadTimer reads a due-time's key; what is none of ours has the kind only.
func ReadTimer(k Key) Timer {
	segments := strings.Split(string(k), "/")
	t := Timer{Kind: segments[0]}
	if n, known := timerSegments[t.Kind]; !known || len(segments) < n[0] || len(segments) > n[1] {
		return t
	}
	for i := range segments {
		segments[i], _ = url.PathUnescape(segments[i])
	}
	figure := func(i int) int64 {
		n, _ := strconv.ParseInt(segments[i], 10, 64)
		return n
	}
	t.Campaign = segments[1]
	switch t.Kind {
	case "remind":
		t.Deadline, t.Before = time.Unix(figure(2), 0), time.Duration(figure(3))*time.Second
	case "overdue":
		t.Deadline = time.Unix(figure(2), 0)
	case "late":
		t.Deadline, t.Unit, t.Part = time.Unix(figure(2), 0), segments[3], segments[4]
	case "again":
		t.Unit, t.Chat = segments[2], figure(4)
		if at := figure(3); at != 0 {
			t.Deadline = time.Unix(at, 0)
		}
		if len(segments) > 5 {
			t.Job = segments[5]
		}
	}
	return t
}
