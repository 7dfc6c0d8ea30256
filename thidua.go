// Package thidua holds the words of the product and the contract of its store.
// It decides nothing and imports nothing of ours: no rule, no clock, no network.
package thidua

import "errors"

// ErrConflict says that a record was changed since it was read: load again and decide again.
var ErrConflict = errors.New("changed by another commit")

// ErrClosed says that the store was closed.
var ErrClosed = errors.New("store is closed")

// ErrUnavailable says that the store cannot serve now (it is down, fails over, loads, has no room): nothing is wrong
// with the call, which may be made again. A commit that ended so may have been made; its id tells.
var ErrUnavailable = errors.New("store is unavailable")

// ErrOccupied says that a store which was to be filled is not empty.
var ErrOccupied = errors.New("store is not empty")
