//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// together makes a program and those that it starts end together: soffice is a script that starts the real one.
func together(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
