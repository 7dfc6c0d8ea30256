package bot

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"thidua"
	"thidua/bot/simulator"
)

// TestTemplateByChat keeps a template only after Có, and tells the mistakes of one that does not fit.
func TestTemplateByChat(t *testing.T) {
	s := playing(t)
	secretariat, a := s.actor(thao), s.actor(an)
	secretariat.joins()
	a.joins()
	right, wrong := []byte(docx(t, "Riêng: {{title}}")), []byte(docx(t, "Ở đoạn này {{khong_co}}"))

	told := secretariat.after(func() { secretariat.SendDocument("sai.docx", wrong, "") }, "«sai.docx» chưa dùng được, có 1 chỗ", "đoạn “Ở đoạn này {{khong_co}}”")
	if strings.Contains(told.Text, "the campaign") {
		t.Errorf("two languages at once: %s", told.Text)
	}
	secretariat.after(func() { secretariat.SendDocument("mau.docx", right, "") }, "«mau.docx» đúng với đợt thi đua", "Có", "Không")
	if trial := secretariat.gets(0, "Báo cáo lập thử theo mẫu mới"); !strings.Contains(bodyOf(t, trial.Document.Data), "Riêng: ") ||
		!strings.Contains(bodyOf(t, trial.Document.Data), "Đợt thi đua mùa đông") {
		t.Error("the trial is not by the new template")
	}
	secretariat.taps("Không", "Đã bỏ mẫu")
	if kept := s.template(); kept != nil {
		t.Error("a template that was declined is in use")
	}
	secretariat.after(func() { secretariat.SendDocument("mau.docx", right, "") }, "«mau.docx» đúng với đợt thi đua")
	secretariat.taps("Có", "Từ nay báo cáo lập theo mẫu «mau.docx»")
	if kept := s.template(); !bytes.Equal(kept, right) {
		t.Errorf("%d bytes are kept, want the %d that were sent", len(kept), len(right))
	}
	s.logged("template", 1)
	if left, err := s.db.Scan(t.Context(), thidua.Range{Prefix: "offer/"}); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}

	// A focal point's file is no template.
	a.after(func() { a.SendDocument("mau.docx", right, "") }, "Mời anh/chị")
	if a.told("đúng với đợt thi đua") > 0 {
		t.Error("a focal point's template was read")
	}
}

// TestHostileTemplateByChat refuses what a template may not carry, and what is none.
func TestHostileTemplateByChat(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	bomb := strings.Repeat("\x00", 20<<20)
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"bom.docx":      {with(t, docx(t, "x"), "word/media/a.xml", bomb), "giải nén ra quá lớn"},
		"thuc-the.docx": {with(t, docx(t, "x"), "word/footer1.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`), "không có DOCTYPE"},
		"macro.docx":    {with(t, docx(t, "x"), "word/vbaProject.bin", "x"), "macro"},
		"ngoai.docx": {with(t, docx(t, "x"), "word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
			`<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/></Relationships>`), "bên ngoài"},
		"khac.docx": {[]byte("không phải Word"), "không phải .docx"},
	} {
		p.after(func() { p.SendDocument(name, c.content, "") }, "«"+name+"» chưa dùng được", c.says)
	}
	if s.template() != nil {
		t.Error("a hostile template is in use")
	}
	p.after(func() { p.SendFileOfSize("lon.docx", 21<<20) }, "lớn hơn 20 MB")
}

// TestIncomingIsFetchedAgain where Telegram fails for a moment, and given up where it refuses.
func TestIncomingIsFetchedAgain(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	s.sim.Fail("getFile", 2, http.StatusBadGateway, 0)
	p.SendDocument("mau.docx", []byte(docx(t, "{{title}}")), "")
	s.passUntil(p, func(m simulator.Message) bool { return strings.Contains(m.Text, "«mau.docx» đúng") })
	s.sim.Fail("getFile", 1, http.StatusBadRequest, 0)
	p.after(func() { p.SendDocument("b.docx", []byte(docx(t, "{{title}}")), "") }, "Chưa đọc được tệp «b.docx»")
}

func (s *stage) template() []byte {
	s.Helper()
	content, err := ReportTemplate(s.Context(), s.db, "td")
	if err != nil {
		s.Fatal(err)
	}
	return content
}

// with adds an entry to an archive.
func with(t *testing.T, archive, name, content string) []byte {
	t.Helper()
	from, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range from.File {
		if err := out.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := out.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
