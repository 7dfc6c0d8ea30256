package bot

import (
	"encoding/json"
	"fmt"

	"thidua"
)

// Identity is the bot that a store belongs to.
type Identity struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
}

// ReadIdentity reads the record of thidua.BotKey; absent, it is nobody.
func ReadIdentity(r thidua.Record) (Identity, error) {
	var identity Identity
	if r.Rev == 0 {
		return identity, nil
	}
	if err := json.Unmarshal(r.Body, &identity); err != nil {
		return identity, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
	}
	return identity, nil
}
