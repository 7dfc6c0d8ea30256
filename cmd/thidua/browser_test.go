package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// startBrowser starts a Chromium with a folder of its own, which can reach this machine only.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	var chromium string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless_shell"} {
		if file, err := exec.LookPath(name); err == nil {
			chromium = file
			break
		}
	}
	if chromium == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("Chromium is missing")
		}
		t.Skip("Chromium is missing")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")}
	for _, name := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync",
		"disable-dev-shm-usage", "disable-extensions", "disable-breakpad"} {
		options = append(options, chromedp.Flag(name, true))
	}
	allocator, cancel := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	ctx, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("close the browser: %v", err)
		}
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", chromium, err)
	}
	return ctx
}

// tab is the page in the browser, used as a person uses it.
type tab struct {
	*testing.T
	ctx    context.Context
	wide   bool // a desk with a mouse, or else a phone that is touched
	mu     sync.Mutex
	faults []string
}

// glance is how long one thing may take to appear on a slow machine.
const glance = 2 * time.Minute

// openTab opens the page, 390 pixels wide or as wide as a desk, and waits for the list of people.
func openTab(t *testing.T, chromium context.Context, address string, wide bool) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium)
	t.Cleanup(cancel)
	p := &tab{T: t, ctx: ctx, wide: wide}
	home, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(event any) { p.note(faultOf(event, home.Host)) }); err != nil {
		t.Fatal(err)
	}
	view := chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch)
	if wide {
		view = chromedp.EmulateViewport(1280, 860)
	}
	p.do("open "+address, view, chromedp.Navigate(address))
	p.sees(`//*[@id="people"]//button`)
	return p
}

// faultOf tells what an event of the page says is wrong: an error of a script, anything on the console, or a request
// to anywhere but the host.
func faultOf(event any, host string) string {
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		if thrown := event.ExceptionDetails.Exception; thrown != nil {
			return thrown.Description
		}
		return event.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		return "console." + string(event.Type)
	case *log.EventEntryAdded:
		return fmt.Sprintf("%s: %s %s", event.Entry.Level, event.Entry.Text, event.Entry.URL)
	case *network.EventWebSocketCreated:
		return "web socket: " + event.URL
	case *network.EventRequestWillBeSent:
		if target, err := url.Parse(event.Request.URL); err != nil || target.Scheme != "http" || target.Host != host {
			return "request: " + event.Request.URL
		}
	}
	return ""
}

func (p *tab) note(fault string) {
	if fault == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, fault)
}

// faultless checks that nothing was noted so far.
func (p *tab) faultless() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.faults) > 0 {
		p.Errorf("the page: %q", p.faults)
	}
}

// fits checks that nothing is wider than the place that it has.
func (p *tab) fits() {
	p.Helper()
	wider, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`
		[...document.querySelectorAll("html, #people, .person, .phone-head, #scroll, .bubble, .inline, .key, .composer")]
			.filter(e => e.getClientRects().length > 0 && e.scrollWidth > e.clientWidth + 1)
			.map(e => e.localName + "." + e.className + " " + e.textContent.slice(0, 60))`))
	if err != nil || len(wider) > 0 {
		p.Errorf("wider than its place: %q, %v", wider, err)
	}
}

// do carries out steps, and tells what the page shows where that takes too long.
func (p *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, glance)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		ctx, cancel := context.WithTimeout(p.ctx, glance)
		defer cancel()
		shown, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText.slice(-1500)`))
		p.Fatalf("%s: %v; the page %q shows\n%s", what, err, p.faults, shown)
	}
}

// sees waits until something can be seen; path is XPath or a CSS selector.
func (p *tab) sees(path string) {
	p.Helper()
	p.do("see "+path, chromedp.WaitVisible(path))
}

// press touches or clicks.
func (p *tab) press(path string) {
	p.Helper()
	if p.wide {
		p.do("click "+path, chromedp.Click(path))
	} else {
		p.do("touch "+path, chromedp.Tap(path))
	}
}

// keys types where the focus is.
func (p *tab) keys(keys string) {
	p.Helper()
	p.do("type", chromedp.KeyEvent(keys))
}

// newest is the last message of the chat.
const newest = `//*[@id="messages"]/li[contains(@class, "message")][last()]`

// reads waits until the newest message and its buttons hold all texts. An answer that the bot takes for older than its question
// is confirmed first, as a player does.
func (p *tab) reads(texts ...string) {
	p.Helper()
	path := newest + `[contains(@class, "from-bot")]`
	shownBack := path + `[contains(., "` + takenForOlder + `")]`
	for _, text := range texts {
		path += `[contains(., "` + text + `")]`
	}
	p.sees(path + " | " + shownBack)
	again, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("document.evaluate(`"+shownBack+"`, document).iterateNext() != null"))
	if err != nil {
		p.Fatal(err)
	}
	if again {
		p.tap("Có")
		p.sees(path)
	}
}

// receives waits for a file; a card follows it.
func (p *tab) receives(name, caption string) {
	p.Helper()
	p.sees(`//*[@id="messages"]/li[contains(., "` + name + `")][contains(., "` + caption + `")]`)
}

// choose opens a person's chat.
func (p *tab) choose(name string) {
	p.Helper()
	p.press(`//*[@id="people"]//button[contains(., "` + name + `")]`)
}

// tap presses a button of the newest message, with or without a sign before its label.
func (p *tab) tap(label string) {
	p.Helper()
	p.press(newest + `//button[contains(@class, "inline")][.="` + label + `" or substring-after(., " ")="` + label + `"]`)
}

// say writes a message and sends it: with its button on a phone, with Enter at a desk.
func (p *tab) say(text string) {
	p.Helper()
	p.do("write", chromedp.SendKeys("#text", text))
	if p.wide {
		p.keys(kb.Enter)
	} else {
		p.press("#send")
	}
}

// download presses the newest message's file and returns what the browser saved.
func (p *tab) download() string {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, glance)
	defer cancel()
	folder, yes := p.TempDir(), true
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder, EventsEnabled: &yes}); err != nil {
		p.Fatal(err)
	}
	progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
	p.press(`(//*[@id="messages"]//a[@class="file"])[last()]`)
	for event, err := range progress {
		if err != nil || event.State == browser.DownloadProgressStateCanceled {
			p.Fatalf("download: %s, %v", event.State, err)
		}
		if event.State == browser.DownloadProgressStateCompleted {
			break
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != 1 {
		p.Fatalf("the browser saved %v, %v", files, err)
	}
	return files[0]
}
