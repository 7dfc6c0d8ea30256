// Package store keeps what the bot knows, in one SQLite file or in Redis, behind the contract thidua.Store.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"thidua"
)

// schema is the newest form of the stored data; it only ever rises, and an older program refuses it.
const schema = 2

// Open opens the store at a URL: file:PATH, redis://… or rediss://…. A file and its directory are made where absent;
// a Redis that is still loading its data is waited for as long as ctx allows. Errors never tell the password.
func Open(ctx context.Context, url string) (thidua.Store, error) {
	switch scheme, rest, _ := strings.Cut(url, ":"); scheme {
	case "file":
		return openSQLite(ctx, rest)
	case "redis", "rediss":
		return openRedis(ctx, url)
	}
	return nil, errors.New("store URL: want file:PATH, redis://… or rediss://…")
}

// tooNew refuses data that a newer program has written.
func tooNew(found int64) error {
	return fmt.Errorf("the store has schema %d, this program knows %d at most: use a newer program", found, schema)
}
