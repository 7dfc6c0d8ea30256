package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"thidua/bot/simulator"
)

// TestPage chats on with the demo as a newcomer does, in a browser as narrow as a phone and as wide as a desk. The
// visits build on each other: the third goes on as the person of the first.
func TestPage(t *testing.T) {
	t.Parallel()
	chromium := startBrowser(t)
	demo := startDemo(t)
	for _, visit := range []struct {
		name string
		wide bool
		do   func(*tab)
	}{
		{"a reminded unit on a phone", false, reminded},
		{"the secretariat by keyboard", true, secretariat},
		{"an activity with a photo", true, activity},
	} {
		t.Run(visit.name, func(t *testing.T) {
			p := openTab(t, chromium, demo.url, visit.wide)
			visit.do(p)
			p.fits()
			p.faultless()
		})
	}
	t.Run("somebody joins", func(t *testing.T) { join(t, chromium) })
	t.Run("the demo ends", func(t *testing.T) {
		p := openTab(t, chromium, fmt.Sprintf("%s#%d", demo.url, firstPerson), true)
		p.sees(newest)
		p.faultless()
		demo.interrupt()
		p.sees(`//*[@id="offline"][contains(., "Mất kết nối")]`)
	})
}

// reminded answers from the reminder, wrongly and rightly, and pauses.
func reminded(p *tab) {
	p.fits()
	p.choose("Đoàn Văn Sơn")
	p.do("leave the list", chromedp.WaitNotVisible("#people"))
	p.press(`//*[@id="messages"]/li[contains(., "Nhắc hạn") and contains(., "còn 7 phần")]//button[.="▶ Tiếp tục"]`)
	p.reads("Hưởng ứng đợt thi đua", "Tổng số công chức", "08:3") // the demo's time, as in Vietnam
	p.say("abc")
	p.reads("«abc» chưa phải là số", "Tổng số công chức")
	p.say("9")
	p.reads("Số người đã nắm vững")
	p.say("12")
	p.reads("Số này không được âm và không lớn hơn tổng số người của đơn vị.", "Số người đã nắm vững")
	p.say("9")
	p.reads("9/9 người, đạt 100%", "Hình thức quán triệt")
	p.tap("Họp đơn vị")
	p.reads("✅ Họp đơn vị")
	p.tap("Sinh hoạt chi bộ")
	p.reads("✅ Họp đơn vị", "✅ Sinh hoạt chi bộ")
	p.tap("Xong")
	p.reads("Số buổi họp")
	p.say("khoảng 4")
	p.reads("Kết quả hưởng ứng")
	const hostile = "<b>x</b> =1+1 😀"
	p.say(hostile)
	p.reads("Xem lại", "Sinh hoạt chi bộ; Họp đơn vị", "khoảng 4", hostile, "Nộp")
	p.sees(`//*[@id="messages"]/li[contains(@class, "from-me")]//*[@class="text"][.="` + hostile + `"]`)
	p.fits()
	p.tap("Tạm dừng")
	p.reads("Đã tạm dừng", "Mời anh/chị chọn phần cần báo cáo", "▶ Tiếp tục", "Đề nghị khen thưởng")
	p.press("#back")
	p.sees(`//*[@id="people"]//button[contains(., "Đoàn Văn Sơn")][contains(., "Đã tạm dừng")]`)
}

// secretariat finds herself, reads the board and asks for the report without a mouse, then downloads it.
func secretariat(p *tab) {
	p.keys(strings.Repeat(kb.Tab, 3) + "thao" + kb.Tab + kb.Enter)
	p.sees("#text:focus")
	p.keys("/tiendo" + kb.Enter)
	p.reads("Tiến độ", "Thanh tra Sở: 0/8", "Phòng Quản lý khoa học: 9/9")
	p.keys("/baocao" + kb.Enter)
	p.receives("bao-cao.docx", "Dự thảo báo cáo")
	file := p.download()
	content, err := os.ReadFile(file)
	if err != nil || filepath.Base(file) != "bao-cao.docx" || !bytes.HasPrefix(content, []byte("PK")) {
		p.Fatalf("%s begins with %.4q, %v", file, content, err)
	}
	if text := strings.Join(paragraphs(p.T, file), "\n"); !strings.Contains(text, "75 năm") {
		p.Errorf("the report does not name the campaign: %.200s", text)
	}
}

// activity reads the page in English, then sends an activity with a photo.
func activity(p *tab) {
	p.press(`//button[.="EN"]`)
	p.sees(`//h1[.="Choose a person"]`)
	p.press(`//button[.="VI"]`)
	p.sees(`//h1[.="Chọn một người"]`)
	p.choose("Đoàn Văn Sơn")
	p.press("#commands-button")
	p.press(`//*[@id="commands"]//button[contains(., "/menu")]`)
	p.sees(newest + `[contains(., "Mời anh/chị chọn phần cần báo cáo")][not(contains(., "Đã tạm dừng"))]`)
	p.tap("Hoạt động")
	p.reads("Chưa có mục nào")
	p.tap("Thêm")
	for _, step := range []struct{ question, press, say string }{
		{"Tên hoạt động", "", "Tập huấn tiếp công dân"},
		{"Loại hoạt động", "Tập huấn", ""},
		{"Thuộc phong trào", "Giữ nguyên", ""},
		{"Văn bản làm căn cứ", "Bỏ qua", ""},
		{"Ngày bắt đầu", "", "18/5/2023"},
		{"Ngày kết thúc", "Bỏ qua", ""},
		{"Địa điểm", "", "Hội trường Sở"},
		{"Đơn vị chủ trì", "Bỏ qua", ""},
		{"Số đại biểu", "", "khoảng 40"},
		{"Thành phần tham dự", "Bỏ qua", ""},
		{"Nội dung, kết quả", "Bỏ qua", ""},
		{"Cách làm hay", "Giữ nguyên", ""},
	} {
		p.reads(step.question)
		if step.press != "" {
			p.tap(step.press)
		} else {
			p.say(step.say)
		}
	}
	p.reads("Ảnh hoạt động")
	p.do("write below the album", chromedp.SendKeys("#text", "Lớp tập huấn"))
	p.do("send an album", chromedp.SetUploadFiles("#files", []string{picture(p.T), picture(p.T), picture(p.T)}))
	p.reads("ảnh 1 (Lớp tập huấn)", "Đã có 1 mục", "1. Tập huấn tiếp công dân", "Nộp")
	p.sees(`//li[contains(@class, "from-me")][contains(., "Lớp tập huấn")]//*[@class="album"][count(.//img)=3]`)
	const widths = `Promise.all([...document.querySelectorAll(".from-me .album img")].map(async photo => { await photo.decode(); return photo.naturalWidth; }))`
	if got, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]int](widths, chromedp.EvalAwaitPromise)); err != nil || !slices.Equal(got, []int{640, 640, 640}) {
		p.Errorf("the photos are %d pixels wide, %v", got, err)
	}
	p.press(newest + `//button[.="Trả lời"]`)
	p.sees(`//*[@id="about"][contains(., "Trả lời:")]`)
	p.say("1. Tập huấn tiếp công dân")
	p.reads("Xem lại", "Tập huấn tiếp công dân", "Trang sau")
	p.tap("Trang sau")
	p.reads("Câu 8")
	p.tap("Trang sau")
	p.reads("ảnh 1 (Lớp tập huấn); ảnh 2; ảnh 3")
	p.sees(`//li[contains(@class, "from-me")]//*[@class="quote"][contains(., "ảnh 1")]`)
}

// picture makes a photo to send.
func picture(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 640, 400))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ảnh.png")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// join follows an invite on a phone: start, own contact, consent, menu. In the demo everybody has joined, so this is
// the page of a simulator with a bot beside it.
func join(t *testing.T, chromium context.Context) {
	sim, address := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t), "TELEGRAM_API_URL": address,
		"TELEGRAM_BOT_TOKEN": sim.Token(), "SEND_RATE": "0", "SEND_RATE_CHAT": "0"}}
	sample := filepath.Join(t.TempDir(), "sample.md")
	w.must("new", sample)
	w.must("load", sample)
	newcomer := cast(t, w, sim, "qlkh.md")
	serve(w)
	p := openTab(t, chromium, address, false)
	p.choose(newcomer.Name)
	p.press("#start")
	p.reads("chia sẻ số điện thoại")
	p.press("#keyboard button")
	p.reads("Bot lưu:", "Anh/chị đồng ý chứ?")
	p.tap("Có")
	p.reads("Phòng Quản lý khoa học", "Hoạt động", "Đề nghị khen thưởng")
	p.do("lose the contact button", chromedp.WaitNotVisible("#keyboard"))
	p.fits()
	p.faultless()
}

// served is a demo that serves its page, as a process of its own.
type served struct {
	*testing.T
	process *exec.Cmd
	folder  string // its working folder and TMPDIR
	url     string
	log     *locked
	ended   chan error
}

var opened = regexp.MustCompile(`^Open (http://127\.0\.0\.1:[1-9]\d*), `)

// startDemo runs the command until it tells the address of its page.
func startDemo(t *testing.T) *served {
	t.Helper()
	d := &served{T: t, folder: t.TempDir(), log: new(locked), ended: make(chan error, 1)}
	d.process = exec.CommandContext(t.Context(), program, "demo", "--out", "out", "--addr", "127.0.0.1:0")
	d.process.Dir, d.process.Env = d.folder, []string{"TMPDIR=" + d.folder}
	said, out := io.Pipe()
	d.process.Stdout, d.process.Stderr = out, d.log
	if err := d.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		err := d.process.Wait()
		out.Close()
		d.ended <- err
	}()
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if found := opened.FindStringSubmatch(lines.Text()); found != nil {
			d.url = found[1]
			go io.Copy(io.Discard, said)
			return d
		}
	}
	t.Fatalf("the demo did not come to its page: %v\n%s", <-d.ended, d.log)
	return nil
}

// interrupt ends the demo as Ctrl+C does; it must leave nothing but the documents.
func (d *served) interrupt() {
	d.Helper()
	if err := d.process.Process.Signal(os.Interrupt); err != nil {
		d.Fatal(err)
	}
	if err := <-d.ended; err != nil {
		d.Errorf("the demo ended with %v\n%s", err, d.log)
	}
	left, err := filepath.Glob(filepath.Join(d.folder, "*"))
	if err != nil || !slices.Equal(left, []string{filepath.Join(d.folder, "out")}) {
		d.Errorf("the demo left %v, %v", left, err)
	}
	written, err := filepath.Glob(filepath.Join(d.folder, "out", "*"))
	if err != nil || len(written) != 2 {
		d.Errorf("the demo wrote %v, %v", written, err)
	}
}
