package main

import (
	"bytes"
	"context"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
)

// screen is a terminal, or a pipe, that keeps what is written to it.
type screen struct {
	mode fs.FileMode
	mu   sync.Mutex
	bytes.Buffer
	written chan struct{}
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.written <- struct{}{}:
	default:
	}
	return s.Buffer.Write(p)
}

func (s *screen) Stat() (fs.FileInfo, error) { return device{s.mode}, nil }

type device struct{ mode fs.FileMode }

func (d device) Name() string       { return "" }
func (d device) Size() int64        { return 0 }
func (d device) Mode() fs.FileMode  { return d.mode }
func (d device) ModTime() time.Time { return time.Time{} }
func (d device) IsDir() bool        { return false }
func (d device) Sys() any           { return nil }

type nothing struct{ thidua.Store }

func (nothing) Load(context.Context, string, ...thidua.Key) (thidua.Snapshot, error) {
	return thidua.Snapshot{}, nil
}

// TestWatch shows a person how far an export is, leaves no line behind, and is quiet in a pipe.
func TestWatch(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]fs.FileMode{"terminal": fs.ModeCharDevice, "pipe": fs.ModeNamedPipe} {
		s := &screen{mode: mode, written: make(chan struct{}, 1)}
		w := &world{ctx: t.Context(), streams: streams{err: s}}
		p := w.watch()
		p.begins("tong-hop.xlsx")
		keys := []thidua.Key{thidua.SubmissionKey("td", "A", "p", 1), thidua.SubmissionKey("td", "B", "p", 1), thidua.CampaignKey("td")}
		if _, err := p.over(nothing{}).Load(t.Context(), "", keys...); err != nil {
			t.Fatal(err)
		}
		if mode == fs.ModeCharDevice {
			<-s.written
		}
		p.end()
		got := s.String()
		if mode != fs.ModeCharDevice {
			if got != "" {
				t.Errorf("%s: %q", name, got)
			}
			continue
		}
		if !strings.Contains(got, "\rtong-hop.xlsx: 2 submissions read…") || !strings.HasSuffix(got, " \r") {
			t.Errorf("%s: %q", name, got)
		}
	}
}
