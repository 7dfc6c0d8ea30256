package bot

import (
	"encoding/json"

	"thidua"
)

// newRecord is a record that must not exist yet.
func newRecord(key thidua.Key, value any) thidua.Record { return recordAt(0, key, value) }

// recordAt is a record to be written over the one that was read at a revision. Our own structures always encode.
func recordAt(rev int64, key thidua.Key, value any) thidua.Record {
	body, err := json.Marshal(value)
	if err != nil {
		panic("record cannot be encoded: " + err.Error())
	}
	return thidua.Record{Key: key, Rev: rev, Body: body}
}
