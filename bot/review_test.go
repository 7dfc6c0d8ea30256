package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/export"
	"thidua/flows/vietnamese"
)

// fill hands in the part "chung" for the actor's unit.
func (a *actor) fills(people string) {
	a.s.Helper()
	a.says("/menu", "Thông tin chung")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says(people, "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	a.says("Tốt", "Tệp minh chứng")
	a.taps("Bỏ qua", "Xem lại")
	a.taps("Nộp", "đã nộp")
}

func (s *stage) standing(unit, part string) thidua.Standing {
	s.Helper()
	return read[thidua.Index](s, thidua.IndexKey("td", unit)).Parts[part]
}

// TestReviewRoad takes a part all the way on both stores: handed in, returned as a whole, corrected, approved.
func TestReviewRoad(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
			for _, p := range []*actor{desk, a, b} {
				p.joins()
			}
			a.fills("25")
			desk.says("/duyet", "Chờ duyệt", "Có 1 phần", "✅ Văn phòng · Thông tin chung")
			desk.taps("✅ Văn phòng · Thông tin chung", "lần nộp 1 · Nguyễn Thị An", "1. Số người tham gia", "25", "Duyệt")
			desk.taps("Trả lại", "Đánh dấu những câu cần sửa", "☐ 2. Ngày tổ chức: 15/11/2026")
			desk.says("Số người chưa đúng.", "Trả lại chứ?", "Số người chưa đúng.")
			desk.taps("Có", "đã trả lại lúc")
			for _, p := range []*actor{a, b} {
				p.gets(0, "Thường trực trả lại phần «Thông tin chung» của Văn phòng", "Số người chưa đúng.", "Sửa")
			}
			if at := s.standing("A", "chung"); at.State != thidua.Returned || at.Returned != 1 {
				t.Errorf("after the return: %+v", at)
			}
			a.taps("✏️ Sửa", "Xem lại: Thông tin chung", "Lý do trả lại: Số người chưa đúng.")
			a.taps("Sửa: Số người tham gia", "Đang ghi: 25")
			a.says("30", "Xem lại", "(trước đây: 25)")
			a.taps("Nộp", "đã nộp")
			if at := s.standing("A", "chung"); at.State != thidua.Resubmitted || at.Submission != 2 {
				t.Errorf("after the correction: %+v", at)
			}
			desk.says("/duyet", "Có 1 phần")
			desk.taps("✅ Văn phòng · Thông tin chung", "đã nộp lại", "lần nộp 2")
			a.after(func() { desk.taps("Duyệt", "đã duyệt lúc") }, "Phần «Thông tin chung» của Văn phòng đã được duyệt")
			a.says("/menu", "☑️ Thông tin chung")
			a.taps("Thông tin chung", "đã được duyệt")
		})
	}
}

// lists hands in the part "hoat_dong" with activities of these names.
func (a *actor) lists(names ...string) {
	a.s.Helper()
	a.says("/menu", "Hoạt động")
	a.taps("Hoạt động", "Chưa có mục nào")
	for _, name := range names {
		a.taps("Thêm", "Tên hoạt động")
		a.says(name, "Hình thức")
		a.taps("Họp", "✅ Họp")
		a.taps("Xong", name)
	}
	a.taps("Nộp", "đã nộp")
}

// TestReturnQuestions returns two questions, one of them in an entry, each with its reason; the unit is asked those two
// and no other, and the secretariat then sees old and new.
func TestReturnQuestions(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			s.returnsQuestions()
		})
	}
}

func (s *stage) returnsQuestions() {
	s.Helper()
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.lists("Hội thảo", "Tọa đàm")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "▸ 1. Hội thảo", "▸ 2. Tọa đàm", "2.1. Tên hoạt động", "Họp")
	desk.taps("Trả lại", "Đánh dấu những câu cần sửa", "☐ 1.2. Hình thức: Họp")
	desk.taps("☐ 1.2. Hình thức: Họp", "Đã đánh dấu 1 câu: Hội thảo › Hình thức", "☑ 1.2. Hình thức")
	desk.says("2.1, 1.1", "Đã đánh dấu 3 câu")
	desk.says("1.1", "Đã đánh dấu 2 câu") // takes the mark away
	desk.says("9.9", "chọn một nút", "Đã đánh dấu 2 câu")
	desk.taps("Xong", "Vì sao trả lại câu «Hội thảo › Hình thức»? (1/2)", "Chung một lý do")
	desk.says("Chọn đúng hình thức.", "Vì sao trả lại câu «Tọa đàm › Tên hoạt động»? (2/2)")
	desk.says("Ghi tên đầy đủ.", "Trả lại chứ?", "• Hội thảo › Hình thức: Chọn đúng hình thức.", "• Tọa đàm › Tên hoạt động: Ghi tên đầy đủ.")
	a.after(func() { desk.taps("Có", "đã trả lại lúc") }, "• Tọa đàm › Tên hoạt động: Ghi tên đầy đủ.")
	a.taps("✏️ Sửa", "Hình thức", "Lý do trả lại: Chọn đúng hình thức.", "Đang ghi: Họp")
	a.says("Hội thi", "✅ Hội thi")
	a.taps("Xong", "Tên hoạt động", "Lý do trả lại: Ghi tên đầy đủ.", "Đang ghi: Tọa đàm")
	a.says("Tọa đàm về chuyển đổi số", "Đã có 2 mục", "Nộp")
	a.taps("Nộp", "đã nộp")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "đã nộp lại", "Khác với lần nộp 1", "Hội thảo › Hình thức", "cũ: Họp", "mới: Họp; Hội thi",
		"cũ: Tọa đàm", "mới: Tọa đàm về chuyển đổi số")
}

// TestAmend lets the secretariat change an answer of what a unit submitted: a new submission, marked as the
// secretariat's, told to the unit, and not undone by what the unit is answering.
func TestAmend(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			a.joins()
			a.fills("25")
			desk.says("/duyet", "Có 1 phần")
			desk.taps("✅ Văn phòng · Thông tin chung", "lần nộp 1")
			desk.taps("✏️ Sửa", "Thường trực sửa bài của Văn phòng", "Xem lại: Thông tin chung", "Nộp")
			desk.taps("Sửa: Số người tham gia", "Đang ghi: 25")
			desk.says("0", "Phải có ít nhất 1 người.")
			desk.says("26", "Xem lại", "(trước đây: 25)")
			a.after(func() {
				desk.taps("Nộp", "Đã sửa phần «Thông tin chung» (lần nộp 2)", "lần nộp 2 · Lương Bích Thảo", "thường trực sửa", "cũ: 25", "mới: 26")
			}, "Thường trực đã sửa phần «Thông tin chung» của Văn phòng (lần nộp 2)", "• Số người tham gia: 25 → 26")
			if at := s.standing("A", "chung"); at.State != thidua.Submitted || at.Submission != 2 || at.Editing {
				t.Errorf("after the correction: %+v", at)
			}
			second := read[thidua.Submission](s, thidua.SubmissionKey("td", "A", "chung", 2))
			if second.Amends != 1 || second.Entries[0].Answers["so_nguoi"].Value != "26" || second.Entries[0].Answers["ket_qua"].Value != "Tốt" {
				t.Errorf("the correction: %+v", second)
			}
			if first := read[thidua.Submission](s, thidua.SubmissionKey("td", "A", "chung", 1)); first.Entries[0].Answers["so_nguoi"].Value != "25" {
				t.Errorf("the submission was changed: %+v", first)
			}
			if lines := s.acts("corrected"); len(lines) != 1 || lines[0].Detail != "lần nộp 1 → 2 · Số người tham gia" || lines[0].Unit != "A" {
				t.Errorf("the log says %+v", lines)
			}
			a.says("/menu", "Thông tin chung")
			a.taps("Thông tin chung", "đã nộp")
			a.taps("Xem lại", "26")
			a.taps("Sửa: Kết quả nổi bật", "Đang ghi: Tốt")
			a.says("Rất tốt", "Xem lại", "(trước đây: Tốt)")
			a.taps("Nộp", "đã nộp")
			if third := read[thidua.Submission](s, thidua.SubmissionKey("td", "A", "chung", 3)); third.Entries[0].Answers["so_nguoi"].Value != "26" || third.Amends != 0 {
				t.Errorf("the unit undid the correction: %+v", third)
			}
		})
	}
}

// TestExportApproved counts only what was approved; what the department filled in itself needs no review.
func TestExportApproved(t *testing.T) {
	s := playing(t)
	desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{desk, a, c} {
		p.joins()
	}
	a.fills("25")
	c.fills("30")
	desk.taps("📝 Phần của thường trực", "Đánh giá của Sở")
	desk.taps("Đánh giá của Sở", "Hạn nộp")
	desk.taps("Bắt đầu", "Đánh giá chung")
	desk.says("Tốt.", "Xem lại")
	desk.taps("Nộp", "đã nộp")
	desk.says("/duyet", "Có 2 phần")
	desk.taps("✅ Văn phòng · Thông tin chung", "lần nộp 1")
	desk.taps("Duyệt", "đã duyệt lúc")
	counted := func(read func(context.Context, thidua.Store, string, time.Time) (*export.Consolidation, error)) (chung, own int) {
		consolidation, err := read(t.Context(), s.db, "td", begins)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := consolidation.Part("chung")
		second, _ := consolidation.Part("tong_ket")
		return first.Count(), second.Count()
	}
	if chung, own := counted(Consolidate); chung != 2 || own != 1 {
		t.Errorf("all: %d of the units, %d of the department", chung, own)
	}
	if chung, own := counted(ConsolidateApproved); chung != 1 || own != 1 {
		t.Errorf("approved: %d of the units, %d of the department", chung, own)
	}
	desk.taps("Trả lại", "Đánh dấu")
	desk.says("Xem lại số người.", "Trả lại chứ?")
	desk.taps("Có", "đã trả lại lúc")
	if chung, _ := counted(ConsolidateApproved); chung != 0 {
		t.Errorf("after the return %d count as approved", chung)
	}
	if chung, _ := counted(Consolidate); chung != 2 {
		t.Errorf("after the return %d count", chung)
	}
}

// TestTwoSecretaries tells the second what the first did meanwhile; neither a card of another state nor one of an older
// submission changes anything.
func TestTwoSecretaries(t *testing.T) {
	s := playing(t)
	first, second, a := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(an)
	first.joins()
	a.joins()
	a.fills("25")
	for _, p := range []*actor{first, second} {
		p.says("/duyet", "Có 1 phần")
		p.taps("✅ Văn phòng · Thông tin chung", "lần nộp 1")
	}
	first.taps("Duyệt", "đã duyệt lúc")
	second.taps("Trả lại", "Thẻ vừa rồi đã cũ: Lương Bích Thảo đã duyệt phần này lúc")
	if at := s.standing("A", "chung"); at.State != thidua.Approved {
		t.Errorf("an old card changed the part: %+v", at)
	}
	for _, p := range []*actor{first, second} {
		p.taps("Trả lại", "Đánh dấu")
		p.says("Thiếu số liệu, "+p.Name, "Trả lại chứ?")
	}
	first.taps("Có", "đã trả lại lúc")
	second.taps("Có", "Thẻ vừa rồi đã cũ: Lương Bích Thảo đã trả lại phần này lúc")
	if n := len(s.acts("returned")); n != 1 {
		t.Errorf("returned %d times", n)
	}
	a.gets(0, "Thiếu số liệu", "✏️ Sửa")
	a.taps("✏️ Sửa", "Xem lại")
	a.taps("Sửa: Số người tham gia", "Đang ghi: 25")
	a.says("30", "Xem lại")
	a.taps("Nộp", "đã nộp")
	first.taps("Duyệt", "đơn vị có bản nộp mới (lần 2")
	if at := s.standing("A", "chung"); at.State != thidua.Resubmitted {
		t.Errorf("a card of an older submission changed the part: %+v", at)
	}
}

// secretary is one more of the secretariat, invited by name, who has joined.
func (s *stage) secretary(number int, name string) *actor {
	s.Helper()
	p := s.actor(number)
	phone, err := vietnamese.ParsePhone(p.Phone)
	if err != nil {
		s.Fatal(err)
	}
	token := s.token(thidua.Invite{Post: thidua.Post{Role: thidua.Secretariat, Campaign: "td"}, Name: name, Phone: phone})
	p.after(func() { p.Start(token) }, "chia sẻ số điện thoại")
	p.after(func() { p.ShareContact() }, "Anh/chị đồng ý chứ?")
	p.taps("Có", "Đợt thi đua mùa đông")
	return p
}

// TestReviewFiles sends the files of a submission on demand, by their ids, protected.
func TestReviewFiles(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	a.says("Tốt", "Tệp minh chứng")
	a.after(func() { a.SendDocument("ke-hoach.pdf", []byte("%PDF-1.7 test"), "") }, "Xem lại")
	a.taps("Nộp", "đã nộp")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Thông tin chung", "ke-hoach.pdf", "Gửi tệp (1)")
	file := desk.taps("Gửi tệp (1)", "Văn phòng › Thông tin chung › Tệp minh chứng")
	if file.Document == nil || file.Document.Name != "ke-hoach.pdf" || !file.ProtectContent {
		t.Errorf("the file: %+v, protected %v", file.Document, file.ProtectContent)
	}
}

// TestAskEvidence asks in one go for every file that is missing; the unit is led to that question, and what it sends lands
// there.
func TestAskEvidence(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			b := s.bot(s.db)
			s.start(b)
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			a.joins()
			a.fills("25")
			s.moves(b, begins.Add(time.Minute)) // skipped before it was asked for
			desk.says("/duyet", "Có 1 phần")
			desk.taps("✅ Văn phòng · Thông tin chung", "Xin minh chứng (1)")
			desk.taps("Xin minh chứng (1)", "📎 Xin minh chứng cho phần «Thông tin chung» của Văn phòng", "Thường trực xin minh chứng", "• Tệp minh chứng: đề nghị gửi kèm", "Gửi chứ?", "Quay lại")
			desk.taps("Quay lại", "Đã đánh dấu 1 câu: Tệp minh chứng")
			desk.says("1", "↩️ Trả lại phần «Thông tin chung»", "Đã đánh dấu 2 câu")
			desk.taps("Xong", "Vì sao trả lại câu «Số người tham gia»?") // of the file the reason is known
			desk.taps("Quay lại", "Đã đánh dấu 2 câu")
			desk.says("1", "Đã đánh dấu 1 câu")
			desk.taps("Xong", "Thường trực xin minh chứng")
			a.after(func() { desk.taps("Có", "đã trả lại lúc") }, "Thường trực xin minh chứng cho phần «Thông tin chung» của Văn phòng")
			a.taps("✏️ Sửa", "Tệp minh chứng", "đề nghị gửi kèm ảnh hoặc tệp")
			a.after(func() { a.SendDocument("ke-hoach.pdf", []byte("%PDF-1.7 test"), "") }, "Xem lại", "ke-hoach.pdf")
			a.taps("Nộp", "đã nộp")
			desk.says("/duyet", "Có 1 phần")
			if card := desk.taps("✅ Văn phòng · Thông tin chung", "mới: ", "ke-hoach.pdf", "Gửi tệp (1)"); strings.Contains(fmt.Sprint(card.Buttons), "Xin minh chứng") {
				t.Error("evidence that is there is asked for")
			}
		})
	}
}

// TestOneReasonBesideEvidence offers one reason for all questions also where the first mark asks for a file, which keeps its own.
func TestOneReasonBesideEvidence(t *testing.T) {
	s := newStage(t)
	lines := strings.SplitAfter(string(workbook), "\n")
	file := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "| file |") })
	group := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "begin group | chung") })
	moved := lines[file]
	lines = slices.Insert(slices.Delete(lines, file, file+1), group+1, moved)
	s.load([]byte(strings.Join(lines, "")))
	b := s.bot(s.db)
	s.start(b)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Tệp minh chứng")
	a.taps("Bỏ qua", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	a.says("Tốt", "Xem lại")
	a.taps("Nộp", "đã nộp")
	s.moves(b, begins.Add(time.Minute)) // skipped before it was asked for
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Thông tin chung", "Xin minh chứng (1)")
	desk.taps("Xin minh chứng (1)", "Gửi chứ?")
	desk.taps("Quay lại", "Đã đánh dấu 1 câu: Tệp minh chứng")
	desk.says("2", "Đã đánh dấu 2 câu")
	if card := desk.taps("Xong", "Vì sao trả lại câu «Số người tham gia»?"); holds(card, []string{"Chung một lý do"}) {
		t.Error("one reason is offered for one question")
	}
	desk.taps("Quay lại", "Đã đánh dấu 2 câu")
	desk.says("3", "Đã đánh dấu 3 câu")
	desk.taps("Xong", "Vì sao trả lại câu «Số người tham gia»?", "Chung một lý do")
	desk.taps("Chung một lý do", "lý do chung cho cả 2 câu")
	desk.says("Chưa khớp kế hoạch.", "• Tệp minh chứng: đề nghị gửi kèm", "• Số người tham gia: Chưa khớp kế hoạch.", "• Ngày tổ chức: Chưa khớp kế hoạch.", "Trả lại chứ?")
}

// TestResubmittedToWhoIsLeft tells all of the secretariat that a part is in again where whoever returned it is gone.
func TestResubmittedToWhoIsLeft(t *testing.T) {
	s := playing(t)
	desk, second, third, a := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.secretary(61, "Tạ Ba"), s.actor(an)
	desk.joins()
	a.joins()
	a.fills("25")
	second.sendsBack("✅ Văn phòng · Thông tin chung", "Xem lại.")
	second.says("/roi", "thôi tham gia")
	second.taps("Có", "đã thôi tham gia")
	a.taps("✏️ Sửa", "Xem lại: Thông tin chung")
	a.taps("Sửa: Số người tham gia", "Đang ghi: 25")
	a.says("30", "Xem lại")
	desk.after(func() { a.taps("Nộp", "đã nộp") }, "Văn phòng đã nộp lại phần «Thông tin chung» (lần nộp 2)")
	third.gets(0, "Văn phòng đã nộp lại")
	s.until(func() bool { return !s.waits() })
	if second.told("đã nộp lại") > 0 || desk.told("đã nộp lại") != 1 {
		t.Errorf("who left was told %d times, who is left %d times", second.told("đã nộp lại"), desk.told("đã nộp lại"))
	}
	desk.taps("🔎 Xem", "lần nộp 2 · Nguyễn Thị An", "cũ: 25", "mới: 30")
}

// TestReviewLong shows an answer of many thousand characters whole, over several pages of one card.
func TestReviewLong(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	long := strings.Repeat("Đơn vị đã tổ chức nhiều hoạt động thiết thực. ", 180) + "Hết."
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	for piece := range slices.Chunk([]rune(long), 4096) {
		a.says(string(piece), "ký tự")
	}
	a.taps("Xong", "Tệp minh chứng")
	a.taps("Bỏ qua", "kiểm tra rồi bấm Nộp")
	a.taps("Nộp", "đã nộp")
	desk.says("/duyet", "Có 1 phần")
	card := desk.taps("✅ Văn phòng · Thông tin chung", "Trang 1/", "Trang sau")
	seen := card.Text
	for range 40 {
		if strings.Contains(card.Text, "Hết.") {
			break
		}
		card = desk.taps("Trang sau", "Trang ")
		seen += card.Text
	}
	if n := strings.Count(seen, "thực."); n != 180 || !strings.Contains(seen, "Hết.") {
		t.Errorf("%d of 180 sentences were shown", n)
	}
}

// sendsBack returns a part of unit A as a whole, as the secretariat does.
func (a *actor) sendsBack(label, reason string) {
	a.s.Helper()
	a.says("/duyet", label)
	a.taps(label, "lần nộp")
	a.taps("Trả lại", "Đánh dấu")
	a.says(reason, "Trả lại chứ?")
	a.taps("Có", "đã trả lại lúc")
}

// TestColleagueSubmits tells the second of two people who correct a part that the first has handed it in, before it is
// handed in once more; who returned it is told of both.
func TestColleagueSubmits(t *testing.T) {
	s := playing(t)
	desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
	for _, p := range []*actor{desk, a, b} {
		p.joins()
	}
	a.fills("25")
	desk.sendsBack("✅ Văn phòng · Thông tin chung", "Xem lại số người.")
	for _, p := range []*actor{a, b} {
		p.gets(0, "Thường trực trả lại")
		p.taps("✏️ Sửa", "Xem lại: Thông tin chung", "Lý do trả lại: Xem lại số người.")
	}
	a.taps("Sửa: Số người tham gia", "Đang ghi: 25")
	a.says("30", "Xem lại")
	desk.after(func() { a.taps("Nộp", "đã nộp") }, "Văn phòng đã nộp lại phần «Thông tin chung» (lần nộp 2)", "Xem")
	b.taps("Nộp", "Nguyễn Thị An vừa nộp phần này (lần nộp 2", "30", "Nộp")
	if at := s.standing("A", "chung"); at.Submission != 2 {
		t.Errorf("handed in unseen: %+v", at)
	}
	b.taps("Nộp", "đã nộp")
	if at := s.standing("A", "chung"); at.Submission != 3 || at.State != thidua.Resubmitted {
		t.Errorf("after the second press: %+v", at)
	}
	desk.taps("🔎 Xem", "lần nộp 3 · Trần Văn Bình", "cũ: 25", "mới: 30")
}

// TestAmendMeanwhile shows the unit what the secretariat corrected before it is replaced, and ends a correction whose
// submission is no longer the newest.
func TestAmendMeanwhile(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.lists("Hội thảo")
	a.says("/menu", "Hoạt động")
	a.taps("Hoạt động", "1. Hội thảo")
	a.taps("1. Hội thảo", "Xem lại")
	a.taps("Sửa: Tên hoạt động", "Đang ghi: Hội thảo")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "▸ 1. Hội thảo")
	list := desk.taps("✏️ Sửa", "Thường trực sửa bài của Văn phòng", "1. Hội thảo", "Nộp")
	for _, b := range slices.Concat(list.Buttons...) {
		if strings.Contains(b.Text, "Thêm") || strings.Contains(b.Text, "Chép") {
			t.Errorf("a correction offers %q", b.Text)
		}
	}
	desk.taps("1. Hội thảo", "Xem lại: Hoạt động › Hội thảo")
	desk.taps("Sửa: Tên hoạt động", "Đang ghi: Hội thảo")
	desk.says("Hội thảo khoa học", "Xem lại")
	desk.taps("Quay lại", "1. Hội thảo khoa học", "Nộp")
	a.after(func() { desk.taps("Nộp", "Đã sửa phần «Hoạt động» (lần nộp 2)") }, "Hội thảo khoa học › Tên hoạt động: Hội thảo → Hội thảo khoa học")
	a.says("Hội thảo quốc tế", "Thường trực vừa sửa thành «Hội thảo khoa học». Thay bằng «Hội thảo quốc tế»?")
	a.taps("Có", "Xem lại", "Hội thảo quốc tế")

	desk.taps("✏️ Sửa", "Thường trực sửa bài")
	desk.taps("1. Hội thảo khoa học", "Xem lại")
	desk.taps("Sửa: Tên hoạt động", "Đang ghi: Hội thảo khoa học")
	a.taps("Quay lại", "1. Hội thảo quốc tế", "Nộp")
	a.taps("Nộp", "đã nộp")
	desk.says("Hội nghị", "Phần này vừa thay đổi nên bản sửa không còn hiệu lực", "lần nộp 3 · Nguyễn Thị An")
	if at := s.standing("A", "hoat_dong"); at.Submission != 3 {
		t.Errorf("a correction that was overtaken counts: %+v", at)
	}
}
