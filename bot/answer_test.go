package bot

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/export"
)

// open begins the part Thông tin chung.
func (a *actor) begins() {
	a.s.Helper()
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
}

// TestWrongInput answers every mistake with a clear sentence, and the question stands.
func TestWrongInput(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.begins()
	question := a.Last()
	stands := "Số người tham gia"
	a.says("abc", "«abc» chưa phải là số", stands)
	a.says("0", "Phải có ít nhất 1 người.", stands)
	a.says("2,5", "số nguyên", stands)
	a.after(func() { a.SendSticker() }, "chưa đọc được", stands)
	a.after(func() { a.SendFileOfSize("lớn.zip", 1000) }, stands)
	a.TapData(question.ID, "999.7") // forged
	a.TapData(question.ID, "abc")
	a.TapData(question.ID, "desk.tonghop")
	a.gets(0, "dành cho thường trực")
	a.TapData(question.ID, "t.AAAAAAAAAAAAAAAAAAAA")
	a.notice("không dùng được nữa")
	a.after(func() { a.TapData(question.ID, "post.AAAA") }, "Đợt thi đua mùa đông")
	a.says("/menu", "Đợt thi đua mùa đông")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", stands)
	a.says("25", "Ngày tổ chức")
	a.after(func() { a.TapData(question.ID, question.Buttons[0][0].Data) }, "Ngày tổ chức") // stale
	a.notice("thẻ mới nhất")
	a.says("31/4", "31/4", "Ngày tổ chức")
	a.says("30/4", "Kết quả nổi bật")
	a.taps("Bỏ qua", "Tệp minh chứng")
	a.after(func() { a.SendFileOfSize("phim.mp4", 20<<20+1) }, "lớn hơn 20 MB", "Tệp minh chứng")
	a.says("không có tệp", "ảnh hoặc tệp", "Tệp minh chứng")
	a.after(func() { a.SendFileOfSize("kế hoạch.pdf", 20<<20) }, "Xem lại")
	a.taps("Nộp", "đã nộp")
}

// TestAnswersUnharmed sends what other systems trip over and reads it back in chat, workbook and report.
func TestAnswersUnharmed(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.begins()
	a.says("25", "Ngày tổ chức")
	a.taps("Bỏ qua", "Kết quả nổi bật")
	answers := []string{"<b>đậm</b> & <script>", "_*[link](x)`", "=1+1", "@SUM(A1)", "-1+2", "👨\u200d👩\u200d👧 😀 𝔊", "{{ten}} {{#x}}",
		"Nguye\u0302\u0303n Thi\u0323 Ho\u0302\u0300ng", strings.TrimSpace(strings.Repeat("Phong trào thi đua. ", 200))}
	if n := len([]rune(answers[8])); n != 3999 {
		t.Fatalf("the long answer has %d characters", n)
	}
	a.says(answers[0], "Tệp minh chứng")
	a.taps("Bỏ qua", answers[0]) // the review
	a.taps("Nộp", "đã nộp")
	a.taps("Hoạt động", "Chưa có mục nào")
	for _, answer := range answers {
		a.taps("Thêm", "Tên hoạt động")
		a.says(answer, "Hình thức")
		a.taps("Xong", "Thêm")
	}
	shown := allText(a)
	for holds(a.Last(), []string{"Trang trước"}) {
		shown += a.taps("Trang trước", "Đã có").Text
	}
	for _, answer := range answers[:8] {
		if !strings.Contains(shown, norm.NFC.String(answer)) {
			t.Errorf("%q is not in the chat", answer)
		}
	}
	a.taps("Nộp", "đã nộp")
	cells, report := s.documents()
	for _, answer := range answers {
		want := norm.NFC.String(answer)
		if !strings.Contains(cells, "\x00"+want+"\x00") {
			t.Errorf("%.40q is in no cell", want)
		}
	}
	if !strings.Contains(report, "Đợt thi đua mùa đông") {
		t.Errorf("the report does not name the campaign: %.300q", report)
	}
}

func allText(a *actor) string {
	var b strings.Builder
	for _, m := range a.Messages() {
		if m.FromBot {
			b.WriteString(m.Text + "\n")
		}
	}
	return b.String()
}

// documents writes both documents and reads them back: all cells between zero bytes, and the report's text.
func (s *stage) documents() (cells, report string) {
	s.Helper()
	c, err := Consolidate(s.Context(), s.db, "td", s.clock.now())
	if err != nil {
		s.Fatal(err)
	}
	var book, letter bytes.Buffer
	if err := errors.Join(export.Workbook(&book, c), export.Report(s.Context(), &letter, c, export.ReportOptions{})); err != nil {
		s.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		s.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			s.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString("\x00" + strings.Join(row, "\x00") + "\x00")
		}
	}
	return b.String(), wordText(s.T, letter.Bytes())
}

// wordText is the text of a Word document, a line for each paragraph.
func wordText(t *testing.T, content []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	var b strings.Builder
	for decoder := xml.NewDecoder(part); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.EndElement:
			if token.Name.Local == "p" {
				b.WriteByte('\n')
			}
		}
	}
}

// TestReportUnharmed reads what the secretariat wrote back from the report.
func TestReportUnharmed(t *testing.T) {
	s := playing(t)
	a := s.actor(thao)
	a.joins()
	a.taps("Phần của thường trực", "Đánh giá của Sở")
	a.taps("Đánh giá của Sở", "Hạn nộp")
	a.taps("Bắt đầu", "Đánh giá chung")
	a.says("Tốt <b>& đúng hạn</b> {{x}} 😀", "Xem lại", "Tốt <b>& đúng hạn</b> {{x}} 😀")
	a.taps("Nộp", "đã nộp")
	submission := read[thidua.Submission](s, thidua.SubmissionKey("td", thidua.Department, "tong_ket", 1))
	if got := submission.Entries[0].Answers["danh_gia"].Value; got != "Tốt <b>& đúng hạn</b> {{x}} 😀" {
		t.Errorf("submitted %q", got)
	}
	if cells, _ := s.documents(); !strings.Contains(cells, "\x00Tốt <b>& đúng hạn</b> {{x}} 😀\x00") {
		t.Error("the answer is in no cell")
	}
}

// TestBurst sends two messages before the card between them is there: the second is shown back before it counts.
func TestBurst(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.begins()
	s.sim.Delay("sendMessage", 1, 300*time.Millisecond)
	a.Say("25")
	a.says("30/4", "«30/4» được gửi trước khi câu này hiện ra", "«Ngày tổ chức»")
	a.taps("Không", "Ngày tổ chức", "Đã bỏ qua tin đó")
	a.says("1/5", "Kết quả nổi bật")
	a.taps("Bỏ qua", "Tệp minh chứng")
	a.taps("Bỏ qua", "Xem lại", "25", "01/5/2026")
}
