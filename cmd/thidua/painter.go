package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"thidua/bot"
)

// paintLimit bounds the painting of one page.
const paintLimit = 2 * time.Minute

// painter draws the first page of a document with LibreOffice and poppler, one document at a time: each takes some
// hundred megabytes.
type painter struct {
	office, rasterizer string
	mu                 sync.Mutex
}

// newPainter is nil where one of the two programs is not installed.
func newPainter() bot.Painter {
	office, err := exec.LookPath("soffice")
	if err != nil {
		return nil
	}
	rasterizer, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil
	}
	return &painter{office: office, rasterizer: rasterizer}
}

// FirstPage draws the page in a folder of its own, with a profile of its own: nothing of it stays.
func (p *painter) FirstPage(ctx context.Context, name string, document io.Reader) (io.Reader, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, paintLimit)
	defer cancel()
	dir, err := os.MkdirTemp("", "thidua-*")
	if err != nil {
		return nil, fmt.Errorf("paint a page: %w", err)
	}
	defer os.RemoveAll(dir)
	source := filepath.Join(dir, "page"+filepath.Ext(name))
	if err := fill(source, document); err != nil {
		return nil, fmt.Errorf("paint a page: %w", err)
	}
	err = p.run(ctx, dir, p.office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf",
		"--outdir", dir, source)
	if err == nil {
		err = p.run(ctx, dir, p.rasterizer, "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", filepath.Join(dir, "page.pdf"),
			filepath.Join(dir, "page"))
	}
	if err != nil {
		return nil, err
	}
	picture, err := os.ReadFile(filepath.Join(dir, "page.png"))
	if err != nil {
		return nil, fmt.Errorf("paint a page: %w", err)
	}
	return bytes.NewReader(picture), nil
}

// run starts a program that may not ask, look around, or outlive the context.
func (p *painter) run(ctx context.Context, dir, program string, arguments ...string) error {
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir, command.WaitDelay = dir, time.Second
	command.Env = []string{"HOME=" + dir, "TMPDIR=" + dir, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}
	together(command)
	if err := command.Run(); err != nil { // what it prints may quote the document
		return fmt.Errorf("run %s: %w", filepath.Base(program), err)
	}
	return nil
}

func fill(file string, from io.Reader) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, from); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
