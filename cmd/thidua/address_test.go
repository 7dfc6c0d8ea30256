package main

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"testing"
)

// freeAddress is an address on this machine where nobody listens until the test lets a program do so, also again and again.
// It is kept by a socket that is bound and does not listen: Linux gives its port to nobody who asks for any port, nor to
// a connection, while a server that names it may have it. Elsewhere it is only likely to stay free.
func freeAddress(t testing.TB) string {
	t.Helper()
	syscall.ForkLock.RLock()
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(socket)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(syscall.SetsockoptInt(socket, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1),
		syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	bound, unnamed := syscall.Getsockname(socket)
	if runtime.GOOS == "linux" {
		t.Cleanup(func() { _ = syscall.Close(socket) })
	} else {
		_ = syscall.Close(socket)
	}
	if err := errors.Join(err, unnamed); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint("127.0.0.1:", bound.(*syscall.SockaddrInet4).Port)
}
