package bot

import (
	"strings"
	"testing"

	"thidua"
)

// TestQuestions go to the secretariat by command, button or name, and come back answered in the thread of the question.
func TestQuestions(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, second, a, c := s.actor(thao), s.actor(40), s.actor(an), s.actor(chi)
			desk.joins()
			second.joinsBy(s.token(s.promised(second.Phone)[1])) // the first row makes a leader
			a.joins()
			c.joins()
			c.says("/language", "Switched to English")
			asked := 0
			c.after(func() { asked = c.Say("/ask Hạn nộp ảnh\nlà khi nào?") }, "Question 1 was sent")
			relayed := desk.gets(0, "Câu hỏi số 1 · Thanh tra – Lê Minh Chi", "Hạn nộp ảnh\nlà khi nào?", "Trả lời")
			second.gets(0, "Câu hỏi số 1")
			desk.after(func() { desk.Reply(relayed.ID, "Hết thứ Sáu.") }, "Đã gửi câu trả lời cho câu hỏi số 1")
			if got := c.gets(0, "The secretariat answers question 1", "Hết thứ Sáu."); got.ReplyTo != asked {
				t.Errorf("the answer replies to %d, the question is %d", got.ReplyTo, asked)
			}
			second.gets(0, "đã trả lời câu hỏi số 1", "Hết thứ Sáu.")
			second.taps("💬 Trả lời", "đã được Lương Bích Thảo trả lời: Hết thứ Sáu.")
			if a.told("Hết thứ Sáu") > 0 || c.told("Hết thứ Sáu") != 1 {
				t.Error("the answer went to somebody else, or twice")
			}
			desk.after(func() { desk.Reply(relayed.ID, "Trước 17 giờ.") }, "Đã gửi câu trả lời") // an addition
			c.gets(0, "Trước 17 giờ.")

			a.taps("❓ Hỏi thường trực", "Mời anh/chị gõ câu hỏi")
			a.says("Nộp bản giấy không?", "Đã gửi câu hỏi số 2")
			a.says("Nộp bản giấy không?", "Mời anh/chị chọn") // taken once, and no answer of the form
			a.says("hỏi thường trực", "Mời anh/chị gõ câu hỏi")
			a.says("/huy", "chưa gửi gì")
			a.says("Thôi", "Mời anh/chị chọn")
			second.says("/hoi", "Câu hỏi chưa trả lời: 1", "#2 · Văn phòng – Nguyễn Thị An", "💬 Trả lời #2")
			second.taps("💬 Trả lời #2", "Mời anh/chị gõ câu trả lời cho câu hỏi số 2")
			second.says("Không cần.", "Đã gửi câu trả lời cho câu hỏi số 2")
			a.gets(0, "trả lời câu hỏi số 2", "Không cần.")
			second.says("/hoi", "Không có câu hỏi nào")
			s.logged("asked", 2)
			s.logged("answered", 3)
		})
	}
}

// TestQuestionsAreClean passes on what can be seen of a question, and no message in which nothing can.
func TestQuestionsAreClean(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.says("/hoi Hạn\u202e nộp\u202c \u200bảnh?", "Đã gửi câu hỏi số 1")
	desk.gets(0, "Câu hỏi số 1", "\nHạn nộp ảnh?\n")
	a.says("/hoi", "Mời anh/chị gõ câu hỏi")
	a.says("\u200b\u202e", "chỉ nhận chữ")
}

// TestQuestionLeavesTheFormOpen asks beside an open question, whose answer comes after it.
func TestQuestionLeavesTheFormOpen(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("/hoi Tính cả lao động hợp đồng?", "Đã gửi câu hỏi số 1")
	a.says("/hoi", "Mời anh/chị gõ câu hỏi")
	a.says("Tính từ ngày nào?", "Đã gửi câu hỏi số 2")
	a.says("25", "Đã ghi: 25")
	a.says("/hoi "+strings.Repeat("a", longestQuestion+1), "dài quá")
}

// TestQuestionsAreNobodyElses keeps questions and answers from whoever is not of the secretariat, or is it no more.
func TestQuestionsAreNobodyElses(t *testing.T) {
	s := playing(t)
	desk, a, b, leader := s.actor(thao), s.actor(an), s.actor(binh), s.actor(khai)
	for _, p := range []*actor{desk, a, b, leader} {
		p.joins()
	}
	a.says("/hoi Có hạn không?", "Đã gửi câu hỏi số 1")
	relayed := desk.gets(0, "Câu hỏi số 1")
	button := relayed.Buttons[0][0].Data
	b.TapData(b.Last().ID, button)
	b.notice("không dùng được")
	leader.says("/hoi", "dành cho đầu mối và thường trực")
	b.after(func() { b.TapData(b.Last().ID, deskPrefix+"hoi.a.1") }, "Mời anh/chị gõ câu hỏi") // asks; does not answer
	b.says("/huy", "chưa gửi gì")
	b.after(func() { b.Reply(b.Last().ID, "Có") }, "Mời anh/chị chọn")
	s.dismiss(desk)
	desk.after(func() { desk.Reply(relayed.ID, "Có") }, "chỉ phục vụ")
	stranger := s.actor(99)
	stranger.says("/hoi Có ai không?", "chỉ phục vụ")
	if a.told("Thường trực trả lời") > 0 {
		t.Error("answered by somebody else")
	}
}

// TestAskingOn takes a reply to the secretariat's answer for a further question in the same thread, whatever form question is
// open; it is open again, for everybody of the secretariat, on both stores.
func TestAskingOn(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, second, a, b := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(an), s.actor(binh)
			for _, p := range []*actor{desk, a, b} {
				p.joins()
			}
			a.taps("Thông tin chung", "Hạn nộp")
			a.taps("Bắt đầu", "Số người tham gia")
			a.says("/hoi Tính cả lao động hợp đồng?", "Đã gửi câu hỏi số 1")
			asked := desk.gets(0, "Câu hỏi số 1")
			desk.after(func() { desk.Reply(asked.ID, "Có.") }, "Đã gửi câu trả lời")
			answer := a.gets(0, "Thường trực trả lời câu hỏi số 1", "Có.", "Muốn hỏi thêm")
			further := 0
			a.after(func() { further = a.Reply(answer.ID, "Kể cả người nghỉ thai sản?") }, "Đã gửi câu hỏi thêm (câu hỏi số 1)")
			for _, p := range []*actor{desk, second} {
				p.gets(asked.ID, "Hỏi thêm ở câu hỏi số 1 · Văn phòng – Nguyễn Thị An", "Kể cả người nghỉ thai sản?", "Lương Bích Thảo đã trả lời: Có.")
			}
			second.says("/hoi", "Câu hỏi chưa trả lời: 1", "Kể cả người nghỉ thai sản?")
			second.taps("💬 Trả lời #1", "câu hỏi số 1: «Kể cả người nghỉ thai sản?»")
			second.says("Kể cả.", "Đã gửi câu trả lời cho câu hỏi số 1")
			if got := a.gets(further, "trả lời câu hỏi số 1", "Kể cả."); got.ReplyTo != further {
				t.Errorf("the answer replies to %d, the further question is %d", got.ReplyTo, further)
			}
			desk.after(func() { desk.Reply(asked.ID, "Không.") }, "đã được Ngô Thị Hai trả lời: Kể cả.")
			a.says("25", "Đã ghi: 25")                                          // the form's question is still open
			a.after(func() { a.Reply(answer.ID, "/menu") }, "Mời anh/chị chọn") // a command stays one
			b.after(func() { b.Reply(1, "Tôi cũng hỏi") }, "Mời anh/chị chọn")
			s.logged("asked", 2)
		})
	}
}

// TestAskingOnIsNobodyElses takes no reply of somebody who speaks for the unit no more.
func TestAskingOnIsNobodyElses(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(30)
	desk.joins()
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	a.after(func() { a.ShareContact() }, "đồng ý")
	a.taps("Có", "đơn vị nào")
	a.taps("Văn phòng", "Văn phòng")
	a.says("/hoi Có hạn không?", "Đã gửi câu hỏi số 1")
	asked := desk.gets(0, "Câu hỏi số 1")
	desk.after(func() { desk.Reply(asked.ID, "Có.") }, "Đã gửi câu trả lời")
	answer := a.gets(0, "Thường trực trả lời câu hỏi số 1")
	a.says("/roi", "thôi tham gia Văn phòng")
	a.taps("Có", "đã thôi tham gia")
	a.after(func() { a.Reply(answer.ID, "Hạn nào?") }, "Thanh tra")
	s.logged("asked", 1)
}

// TestAnswersOfTheGone may be added to by whoever is left of the secretariat; a question that a removed secretary was about
// to answer is anybody's.
func TestAnswersOfTheGone(t *testing.T) {
	s := playing(t)
	desk, second, a := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(an)
	desk.joins()
	a.joins()
	a.says("/hoi Một?", "Đã gửi câu hỏi số 1")
	a.says("/hoi Hai?", "Đã gửi câu hỏi số 2")
	first := desk.gets(0, "Câu hỏi số 1")
	second.after(func() { second.Reply(second.gets(0, "Câu hỏi số 1").ID, "Sai.") }, "Đã gửi câu trả lời")
	desk.after(func() { desk.Reply(first.ID, "Đúng ra là thế này.") }, "đã được Ngô Thị Hai trả lời")
	second.after(func() {
		second.TapData(second.gets(0, "Câu hỏi số 2").ID, second.gets(0, "Câu hỏi số 2").Buttons[0][0].Data)
	}, "câu trả lời cho câu hỏi số 2")
	s.dismiss(second)
	desk.after(func() { desk.Reply(first.ID, "Đúng ra là thế này.") }, "Đã gửi câu trả lời cho câu hỏi số 1")
	a.gets(0, "Đúng ra là thế này.")
	second.says("Muộn rồi", "chỉ phục vụ")
	desk.says("/hoi", "Câu hỏi chưa trả lời: 1")
	desk.taps("💬 Trả lời #2", "câu hỏi số 2")
	desk.says("Đây.", "Đã gửi câu trả lời cho câu hỏi số 2")
	a.gets(0, "Đây.")
}

// TestAnswerOfAnAbsentAsker goes to the unit's other focal points with what was asked, who may ask on in the same thread; the
// secretariat is told where it went. It goes to nobody else, not even where whoever asked has another post.
func TestAnswerOfAnAbsentAsker(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, second, a, b, c := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(30), s.actor(binh), s.actor(chi)
			for _, p := range []*actor{desk, b, c} {
				p.joins()
			}
			b.says("/language", "English")
			a.after(func() { a.Start("") }, "chỉ phục vụ")
			a.after(func() { a.ShareContact() }, "đồng ý")
			a.taps("Có", "đơn vị nào")
			a.taps("Văn phòng", "Văn phòng")
			a.says("/hoi Có hạn không?", "Đã gửi câu hỏi số 1")
			asked := desk.gets(0, "Câu hỏi số 1")
			a.says("/roi", "thôi tham gia Văn phòng")
			a.taps("Có", "đã thôi tham gia")
			desk.after(func() { desk.Reply(asked.ID, "Thứ Sáu.") }, "Đỗ Thị Nhiều không còn là đầu mối của Văn phòng. Đã gửi câu trả lời cho câu hỏi số 1 đến Trần Văn Bình.")
			answer := b.gets(0, "The secretariat answers question 1 of Đỗ Thị Nhiều (“Có hạn không?”)", "Thứ Sáu.", "To ask on")
			second.gets(0, "Lương Bích Thảo đã trả lời câu hỏi số 1")
			further := 0
			b.after(func() { further = b.Reply(answer.ID, "Mấy giờ?") }, "question 1")
			on := desk.gets(asked.ID, "Hỏi thêm ở câu hỏi số 1 · Văn phòng – Trần Văn Bình", "Mấy giờ?")
			desk.after(func() { desk.Reply(on.ID, "17 giờ.") }, "Đã gửi câu trả lời cho câu hỏi số 1 đến Trần Văn Bình")
			if got := b.gets(further, "answers question 1", "17 giờ."); got.ReplyTo != further {
				t.Errorf("the answer replies to %d, the further question is %d", got.ReplyTo, further)
			}
			if a.told("Thứ Sáu")+c.told("Thứ Sáu")+a.told("17 giờ")+c.told("17 giờ") > 0 {
				t.Error("the answer went to somebody else")
			}
			s.dismiss(b)
			b.after(func() { b.Reply(answer.ID, "Ở đâu?") }, "people who were invited")
			s.logged("asked", 2)
		})
	}
}

// TestAnswerToNobody says so where a unit has no focal point any more.
func TestAnswerToNobody(t *testing.T) {
	s := playing(t)
	desk, c := s.actor(thao), s.actor(chi)
	desk.joins()
	c.joins()
	c.says("/hoi Có hạn không?", "Đã gửi câu hỏi số 1")
	asked := desk.gets(0, "Câu hỏi số 1")
	c.says("/roi", "thôi tham gia")
	c.taps("Có", "đã thôi tham gia")
	desk.after(func() { desk.Reply(asked.ID, "Có.") }, "Lê Minh Chi không còn là đầu mối của Thanh tra và đơn vị chưa có đầu mối khác, nên câu trả lời chưa đến ai")
}

// dismiss takes all posts from somebody who joined.
func (s *stage) dismiss(a *actor) {
	s.Helper()
	key := thidua.PersonKey(a.ID)
	p := read[thidua.Person](s, key)
	p.Posts = nil
	r := newRecord(key, p)
	r.Rev = s.at(key, nil).Rev
	if err := commit(s.Context(), s.db, "test/"+secret(), s.clock.now(), r); err != nil {
		s.Fatal(err)
	}
}
