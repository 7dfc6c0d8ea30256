package store

import (
	"bytes"
	"errors"
	"strconv"

	"thidua"
)

// packNeeds writes keys as " 3 5\n" and then the keys themselves, so that any byte may stand in a key and a Lua script
// can find them.
func packNeeds(needs []thidua.Key) []byte {
	var out []byte
	for _, k := range needs {
		out = strconv.AppendInt(append(out, ' '), int64(len(k)), 10)
	}
	out = append(out, '\n')
	for _, k := range needs {
		out = append(out, k...)
	}
	return out
}

// unpackNeeds reads what packNeeds wrote and returns what follows it.
func unpackNeeds(packed []byte) (needs []thidua.Key, rest []byte, err error) {
	head, rest, ok := bytes.Cut(packed, []byte("\n"))
	if !ok {
		return nil, nil, errors.New("needs of a record: no end")
	}
	for _, field := range bytes.Fields(head) {
		n, err := strconv.ParseUint(string(field), 10, 31)
		if err != nil || int(n) > len(rest) {
			return nil, nil, errors.New("needs of a record: wrong length")
		}
		needs, rest = append(needs, thidua.Key(rest[:n])), rest[n:]
	}
	return needs, rest, nil
}
