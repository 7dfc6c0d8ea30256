package bot

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/export"
)

// TestDossierByChat sends both documents, the manifest and what is still open, to the secretariat alone.
func TestDossierByChat(t *testing.T) {
	s := playing(t)
	secretariat, leader := s.actor(thao), s.actor(khai)
	secretariat.joins()
	leader.joins()
	leader.says("/hoso", "dành cho thường trực")
	file := secretariat.says("/hoso", "Hồ sơ · Đợt thi đua mùa đông")
	if file.Document == nil || file.Document.Name != "ho-so.zip" || !file.ProtectContent {
		t.Fatalf("the dossier: %+v", file)
	}
	secretariat.gets(file.ID, "điểm nên xem lại")
	archive, err := zip.NewReader(bytes.NewReader(file.Document.Data), int64(len(file.Document.Data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range archive.File {
		names = append(names, entry.Name)
	}
	if want := []string{"tong-hop.xlsx", "bao-cao.docx", "manifest.txt"}; !slices.Equal(names, want) {
		t.Errorf("the dossier holds %q", names)
	}
}

// TestChecksByChat follows a file with what is open, and shows the whole list page by page.
func TestChecksByChat(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	p.says("/kiemtra", "Chưa có lần xuất nào")
	file := p.says("/baocao", "Dự thảo báo cáo")
	card := p.gets(file.ID, "điểm nên xem lại trước khi trình ký", "Văn phòng: 2", "1. ", "5. ", "Xem tất cả")
	if strings.Contains(card.Text, "\n6. ") {
		t.Errorf("the card is too long:\n%s", card.Text)
	}
	all := p.taps("📋 Xem tất cả (7)", "theo lần xuất lúc", "(trang 1/2)", "\n5. ")
	if all.ID != card.ID {
		t.Error("the list does not take the card's place")
	}
	p.taps("➡ Trang sau", "(trang 2/2)", "\n7. ")
	p.taps("⬅ Trang trước", "(trang 1/")
}

// TestOneDocumentAtATime makes one document of a campaign at a time, answers meanwhile, and takes a second wish for the
// same one for the first.
func TestOneDocumentAtATime(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	p, leader := s.actor(thao), s.actor(khai)
	p.joins()
	leader.joins()
	elsewhere := func(until time.Time) {
		t.Helper()
		if mine, err := s.db.Lease(t.Context(), "documents/td", "another replica", begins, until); err != nil || !mine {
			t.Fatal(mine, err)
		}
	}
	elsewhere(begins.Add(requestLease))
	p.says("/tonghop", "Đang lập")
	p.says("/tonghop", "đang được lập rồi")
	leader.says("/baocao", "Đang lập")
	p.says("/tiendo", "Tiến độ ·")
	if n := p.told("Bảng tổng hợp ·"); n > 0 {
		t.Error("two documents of a campaign are made at once")
	}
	before := p.Last().ID
	elsewhere(begins)
	file := p.gets(before, "Bảng tổng hợp ·")
	p.gets(file.ID, "điểm nên xem lại")
	report := leader.gets(0, "Dự thảo báo cáo ·")
	leader.gets(report.ID, "điểm nên xem lại")
	if n := p.told("Bảng tổng hợp ·"); n != 1 {
		t.Errorf("%d workbooks", n)
	}
	if due, err := s.db.Due(t.Context(), begins.Add(time.Hour), 100, thidua.Requests); err != nil || len(due) > 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
}

// TestProgressShown changes the message that took a request up, in its place, to how far the document is, and in the end to
// that it is done; a later request's message is another.
func TestProgressShown(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	p := s.actor(thao)
	p.joins()
	held := documents(s.db, "td", "another replica", b.now)
	if mine, err := held.take(t.Context()); err != nil || !mine {
		t.Fatal(mine, err)
	}
	card := p.says("/tonghop", "Đang lập, tệp")
	key := thidua.RequestKey("td", p.ID, Workbook)
	at := &service{b: b, progress: &progress{total: 4, passes: 1}}
	snapshot, err := s.db.Load(t.Context(), "", key)
	if err != nil || json.Unmarshal(snapshot.Records[key].Body, &at.Request) != nil {
		t.Fatal(err)
	}
	show := func(words string) {
		t.Helper()
		changed := p.after(func() {
			for wait(t.Context(), time.Millisecond) { // the message's id is noted beside
				if err := at.show(t.Context()); err != nil {
					t.Fatal(err)
				}
				if at.shown != "" && strings.Contains(at.shown, words) {
					return
				}
			}
		}, words)
		if changed.ID != card.ID {
			t.Errorf("%q does not take the place of the message", changed.Text)
		}
	}
	counted := at.progress.over(s.db)
	for range 2 {
		if _, err := counted.Load(t.Context(), "", thidua.SubmissionKey("td", "VP", "a", 1)); err != nil {
			t.Fatal(err)
		}
	}
	show("đọc và kiểm tra nội dung các đơn vị, 50%")
	at.progress.writes()
	show("viết tệp, 0%")
	at.progress.read.Store(40)
	show("viết tệp, 99%")
	if done := at.shownDone(t.Context()); len(done) != 1 || done[0].Edit == 0 || !strings.Contains(done[0].Lines[0].Text, "Đã lập xong") {
		t.Errorf("in the end: %+v", done)
	}
	at.At = at.At.Add(time.Second)
	if message, err := at.working(t.Context()); err != nil || message != 0 {
		t.Errorf("another request shows itself in message %d, %v", message, err)
	}
}

// TestTooLargeForChat names the command line, after the limit and no later.
func TestTooLargeForChat(t *testing.T) {
	w := &bounded{io.Discard, 10}
	if _, err := w.Write(make([]byte, 10)); err != nil {
		t.Error(err)
	}
	if _, err := w.Write([]byte("x")); !errors.Is(err, errTooLarge) {
		t.Errorf("err = %v", err)
	}
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	b := s.bot(s.db)
	asked := thidua.Request{Document: thidua.Document{Kind: Dossier, Campaign: "td"}, Chat: p.ID, Language: "vi", At: begins}
	key := thidua.RequestKey("td", p.ID, Dossier)
	if err := commit(t.Context(), s.db, "asked", begins, newRecord(key, asked)); err != nil {
		t.Fatal(err)
	}
	service := &service{Request: asked, b: b, due: thidua.Due{Key: key}, rev: s.at(key, nil).Rev}
	p.after(func() {
		if err := service.failed(t.Context(), fmt.Errorf("write: %w", errTooLarge)); err != nil {
			t.Error(err)
		}
	}, "lớn hơn 50 MB", "thidua dossier")
}

// easel paints the same picture of everything, or fails.
type easel struct{ err error }

func (e easel) FirstPage(_ context.Context, _ string, document io.Reader) (io.Reader, error) {
	if content, err := io.ReadAll(document); err != nil || !bytes.HasPrefix(content, []byte("PK")) || e.err != nil {
		return nil, errors.Join(errors.New("no document"), err, e.err)
	}
	var b bytes.Buffer
	err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 300, 424)))
	return &b, err
}

// TestPreview sends a picture of the report's first page where somebody paints it, and the report in any case.
func TestPreview(t *testing.T) {
	for name, c := range map[string]struct {
		painter  Painter
		pictures int
	}{"painted": {easel{}, 1}, "broken": {easel{errors.New("no display")}, 0}, "none": {nil, 0}} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			b := s.bot(s.db)
			b.painter = c.painter
			s.start(b)
			p := s.actor(thao)
			p.joins()
			file := p.says("/baocao", "Dự thảo báo cáo ·")
			p.gets(file.ID, "điểm nên xem lại")
			pictures := 0
			for _, m := range p.Messages() {
				if m.FromBot && m.Photo != nil && m.ProtectContent && m.Text == "Trang 1" {
					pictures++
				}
			}
			if pictures != c.pictures {
				t.Errorf("%d pictures, want %d", pictures, c.pictures)
			}
		})
	}
}

// TestTemplateInUse comes as a file, and can be given up for the built-in one.
func TestTemplateInUse(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	own := []byte(docx(t, "Riêng: {{title}}"))
	isTemplate := func(m simulator.Message) bool { return m.Document != nil && m.Document.Name == "mau-bao-cao.docx" }
	builtIn := p.after(func() { p.Say("/mau") }, "Mẫu báo cáo đang dùng ·")
	if !isTemplate(builtIn) || !strings.Contains(bodyOf(t, builtIn.Document.Data), "{{") {
		t.Fatal("no built-in template came")
	}
	p.after(func() { p.SendDocument("mau.docx", own, "") }, "«mau.docx» đúng")
	p.taps("Có", "Từ nay")
	before := p.Last().ID
	p.Say("/mau")
	if mine := p.waits(func(m simulator.Message) bool { return m.ID > before && isTemplate(m) }, nil); !bytes.Equal(mine.Document.Data, own) {
		t.Error("not the template in use")
	}
	p.taps("Trở về mẫu có sẵn", "Bỏ mẫu riêng")
	p.taps("Có", "lập theo mẫu có sẵn")
	if s.template() != nil {
		t.Error("the template is still there")
	}
}

// TestAlikeNames asks the secretariat about names that are much alike, remembers the answer, and changes no answer.
func TestAlikeNames(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	names := [2]string{"Công ty TNHH Dược Minh Vet", "Công ty TNHH Dược phẩm Minh Vet"}
	found := openChecks{At: begins, Count: 1, Alike: []export.Check{{Code: "L10", Unit: "Văn phòng", What: "gần giống", Names: names},
		{Code: "L10", Unit: "Thanh tra", Names: [2]string{"Công ty A", "Công ty B"}}}}
	if err := commit(t.Context(), s.db, "found", begins, newRecord(thidua.ChecksKey("td"), found)); err != nil {
		t.Fatal(err)
	}
	p.says("/tengiong", "«Công ty TNHH Dược Minh Vet» và «Công ty TNHH Dược phẩm Minh Vet» có phải là một không?", "(Văn phòng)", "Còn 1 cặp")
	p.taps("Có", "«Công ty A» và «Công ty B»")
	p.taps("Không", "Không còn cặp tên", "Công ty A ≠ Công ty B", names[0]+" = "+names[1])
	links := read[[]thidua.Link](s, thidua.LinksKey("td"))
	if len(links) != 2 || links[0].Names != names || !links[0].Same || links[1].Same || links[0].By != p.ID || links[0].Name == "" {
		t.Errorf("links = %+v", links)
	}
	s.logged("linked", 2)
	p.taps("Công ty A ≠ Công ty B", "«Công ty A» và «Công ty B»")
	consolidation, err := Consolidate(t.Context(), s.db, "td", begins)
	if err != nil || consolidation == nil {
		t.Error(err)
	}
	if links := read[[]thidua.Link](s, thidua.LinksKey("td")); len(links) != 1 {
		t.Errorf("links = %+v", links)
	}
}
