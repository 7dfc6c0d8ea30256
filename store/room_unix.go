//go:build linux || darwin || freebsd

package store

import "syscall"

// freeRoom is how many bytes a program may still write to a folder's disk.
func freeRoom(folder string) (uint64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return 0, err
	}
	return uint64(disk.Bavail) * uint64(disk.Bsize), nil
}
