package thidua

import (
	"context"
	"iter"
	"time"
)

// Store keeps everything: records with revisions, due-times, the outbox, leases and claims. Two implementations
// pass one suite. Times are kept to the millisecond, keys and bodies to the byte. A cancelled context changes
// nothing or everything, never a part. After Close every method returns ErrClosed; while the store cannot serve, each
// returns ErrUnavailable.
type Store interface {
	// Load reads records in one round trip, and with each of them the records that it Needs (one step, not
	// further); what it returns may be read only. A record that was never written has revision 0. Committed tells whether a commit of this id
	// was already made; an empty id asks for nothing.
	Load(ctx context.Context, id string, keys ...Key) (Snapshot, error)

	// Scan reads, as of one instant and in key order, the records whose keys begin with r.Prefix and come
	// after r.After, r.Limit at most (0 is all); with r.Back from the last key down, those before r.After.
	Scan(ctx context.Context, r Range) ([]Record, error)

	// Commit does all of a change or nothing; At is set, and no key is written twice. A second commit of the
	// same id changes nothing and tells so in the outcome; ids are kept for 25 hours. ErrConflict where a revision or a
	// due-time is not the one that the change expects.
	Commit(ctx context.Context, c Change) (Outcome, error)

	// Due lists what is due at or before now, longest waiting first, limit at most; given prefixes, none of which begins
	// with another one, only keys that begin with them, of each limit at most: many of one kind hold no other up.
	Due(ctx context.Context, now time.Time, limit int, under ...Key) ([]Due, error)

	// Take leases the next message of up to limit chats whose turn has come, until the given time: replies
	// before bulk, longest waiting first. A chat is bulk only if all of its messages are; a message that is
	// not yet to be sent holds its chat. Within a chat messages leave in the order of their commits, and the
	// next one only after Strike settled the one before.
	Take(ctx context.Context, now, until time.Time, limit int) ([]Parcel, error)

	// Strike settles taken messages: sent ones leave the outbox, the others wait until their Retry time. A
	// receipt for a message that is no longer at its chat's head changes nothing. A receipt's Note is written as by
	// a commit, but expects no revision.
	Strike(ctx context.Context, receipts ...Receipt) error

	// Backlog tells how much the outbox holds; it costs so little that metrics may ask at every scrape.
	Backlog(ctx context.Context) (Backlog, error)

	// Inspect looks at what the store holds and how it is set up; it changes nothing.
	Inspect(ctx context.Context) (Inspection, error)

	// Lease gives a name to one owner until a time, and prolongs the owner's own; false where another has it. A lease
	// that lies further ahead than two of the asker's was given by a wrong clock and counts for nothing.
	Lease(ctx context.Context, name, owner string, now, until time.Time) (bool, error)

	// Dump hands everything that a backup keeps to use, as of one instant, while others commit.
	Dump(ctx context.Context, use func(Content) error) error

	// Fill makes a content the store's own, all or nothing; claims, leases and messages that it had are gone, and
	// revisions go on rising. ErrOccupied where it holds records, due-times or messages, unless they are to be replaced.
	Fill(ctx context.Context, c Content, replace bool) error

	// Clear removes everything; revisions go on rising.
	Clear(ctx context.Context) error

	// Close lets a commit in hand end, then frees what the store holds. A second Close returns ErrClosed.
	Close() error
}

// Key names a record; its segments are joined by '/' (see keys.go).
type Key string

// Record is a keyed value with the revision of the commit that wrote it.
type Record struct {
	Key   Key
	Rev   int64 // 0: never written
	Body  []byte
	Needs []Key // loaded together with this record
}

// Range chooses records for Scan.
type Range struct {
	Prefix, After Key
	Limit         int
	Back          bool
}

// Snapshot is what Load read, absent records included.
type Snapshot struct {
	Records   map[Key]Record
	Committed bool
}

// Change is one commit. Put and Delete expect the revision that was read: 0 is a record that does not exist.
type Change struct {
	ID     string // such as update/731; never empty
	At     time.Time
	Put    []Record
	Delete []Record // Key and Rev
	Expect []Record // Key and Rev of what was read, decided upon and must still stand
	Due    []Due
	Send   []Message // in order for each chat
	Lend   time.Time // set: what of Send may leave at once is lent to the caller until then, as if taken
}

// Outcome of a commit: the revision of all that it wrote.
type Outcome struct {
	Rev      int64
	Repeated bool     // the id had been committed before; Rev is of that commit
	Lent     []Parcel // messages that stand at their chats' heads now; bulk, and what may not leave yet, is never lent
}

// Due is a key with the time at which the ticker is to look at it.
type Due struct {
	Key Key
	At  time.Time // zero removes the key
	Was time.Time // in a change: the time that must still stand; zero expects nothing
}

// Parcel is a message at the head of its chat's queue.
type Parcel struct {
	Message
	Seq int64 // rises within a chat
}

// Receipt says what became of a parcel.
type Receipt struct {
	Chat, Seq int64
	Retry     time.Time // zero: sent, or never to be sent
	Note      Record    // written if the message leaves the outbox, at whatever revision; without a Key nothing is
}

// Content is what a backup keeps of a store: not its claims, leases and outbox.
type Content struct {
	Rev    int64                   // of the newest commit
	Pieces iter.Seq2[Piece, error] // records in key order, then due-times, longest waiting first; once only; an error ends them
}

// Piece is a record or a due-time; the other one has no key.
type Piece struct {
	Record Record
	Due    Due
}
