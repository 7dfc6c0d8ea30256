//go:build !(linux || darwin || freebsd)

package store

import "errors"

// freeRoom is not told by this system's standard library.
func freeRoom(string) (uint64, error) { return 0, errors.ErrUnsupported }
