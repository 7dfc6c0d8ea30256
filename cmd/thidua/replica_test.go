package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// replica is a process that is started again whenever it ends, as a supervisor would.
type replica struct {
	command []string
	env     []string
	log     *os.File

	mu      sync.Mutex
	running *os.Process
	starts  int
	done    chan struct{}
}

// newReplica starts a process that lives until the context ends; the test waits for it. Its log is shown where the
// test fails, and must never hold the token.
func newReplica(ctx context.Context, w terminal, command ...string) *replica {
	w.Helper()
	r := &replica{command: command, env: w.environment(), done: make(chan struct{})}
	var err error
	if r.log, err = os.Create(filepath.Join(w.TempDir(), "log")); err != nil {
		w.Fatal(err)
	}
	go r.supervise(ctx)
	w.Cleanup(func() {
		<-r.done
		r.log.Close()
		text, err := os.ReadFile(r.log.Name())
		if err != nil {
			w.Error(err)
		}
		if strings.Contains(string(text), w.env["TELEGRAM_BOT_TOKEN"]) {
			w.Error("the token is in the log")
		}
		if w.Failed() {
			w.Logf("the end of the log:\n%s", text[max(0, len(text)-8000):])
		}
	})
	return r
}

// environment is what a process of the terminal's own sees.
func (w terminal) environment() []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + w.TempDir()}
	for name, value := range w.env {
		env = append(env, name+"="+value)
	}
	return env
}

func (r *replica) supervise(ctx context.Context) {
	defer close(r.done)
	const pause = 100 * time.Millisecond // for one that ends by itself, such as while its store is down
	for ctx.Err() == nil {
		process := exec.CommandContext(ctx, r.command[0], r.command[1:]...)
		process.Env, process.Stdout, process.Stderr = r.env, r.log, r.log
		if err := process.Start(); err != nil {
			return
		}
		r.note(process.Process)
		_ = process.Wait()
		r.note(nil)
		if process.ProcessState.Exited() {
			pass(ctx, pause)
		}
	}
}

func (r *replica) note(process *os.Process) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = process
	if process != nil {
		r.starts++
	}
}

// kill ends the process as a crash would; false where it does not run.
func (r *replica) kill() bool { return r.signal(syscall.SIGKILL) }

func (r *replica) signal(s syscall.Signal) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.running != nil && r.running.Signal(s) == nil
}

// pass lets time go by, unless the context ends first.
func pass(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
