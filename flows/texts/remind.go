package texts

import "thidua"

// Reminders.
var (
	Reminder        = thidua.Say("⏰ Nhắc hạn: %s", "⏰ Reminder: %s")
	RemindUnit      = thidua.Say("%s còn %d phần chưa nộp, hạn %s:", "%s still owes %d parts, due %s:")
	RemindAny       = thidua.Say("%s còn %d phần chưa nộp:", "%s still owes %d parts:")
	OwedDue         = thidua.Say(" (hạn %s)", " (due %s)")
	OwedSilent      = thidua.Say(" – chưa bắt đầu", " – not begun")
	OwedReturned    = thidua.Say(" – được trả lại, cần sửa", " – returned, to be corrected")
	OwedQuestions   = thidua.Say(" – còn %d câu chưa trả lời", " – %d questions to answer")
	OwedMany        = thidua.Say(" – còn hơn %d câu chưa trả lời", " – more than %d questions to answer")
	OwedReady       = thidua.Say(" – đã trả lời đủ, chưa bấm Nộp", " – all answered, not submitted yet")
	AndQuestions    = thidua.Say(" và %d câu nữa", " and %d more")
	AndParts        = thidua.Say("và %d phần nữa", "and %d more parts")
	ContinueButton  = thidua.Say("▶ Tiếp tục", "▶ Continue")
	SnoozeHour      = thidua.Say("⏰ Nhắc lại sau 1 giờ", "⏰ Remind me in 1 hour")
	SnoozeAfternoon = thidua.Say("⏰ Nhắc lại chiều nay", "⏰ Remind me this afternoon")
	SnoozeMorning   = thidua.Say("⏰ Nhắc lại sáng mai", "⏰ Remind me tomorrow morning")
	Snoozed         = thidua.Say("⏰ %s: sẽ nhắc lại lúc %s.", "⏰ %s: you will be reminded at %s.")
	NothingLeft     = thidua.Say("Đơn vị đã nộp phần được nhắc, bot không nhắc nữa.", "What this reminds of is handed in; there is no more to remind of.")
	NoSnooze        = thidua.Say("Không nhắc lại được vào lúc đó: đã sát hạn.", "There is no time left before the deadline.")
)

// Escalations and the daily digest.
var (
	Overdue        = thidua.Say("⚠️ Quá hạn: %s", "⚠️ Overdue: %s")
	OverdueUnits   = thidua.Say("Hạn %s đã qua, các đơn vị sau chưa nộp đủ. Mời anh/chị đôn đốc:", "These units let the deadline of %s pass. Please urge them:")
	OverdueUnit    = thidua.Say("• %s: %s", "• %s: %s")
	OverdueLook    = thidua.Say("Gửi /tiendo để xem tiến độ của các đơn vị này.", "Send /progress to see where these units stand.")
	AndOtherUnits  = thidua.Say("… và %d đơn vị khác", "… and %d other units")
	Digest         = thidua.Say("📋 Tin đầu ngày · %s", "📋 Daily digest · %s")
	DigestSum      = thidua.Say("Đã nộp %d/%d phần; %d/%d đơn vị xong.", "%d of %d parts are in; %d of %d units are done.")
	DigestLocked   = thidua.Say("🔒 Đang khóa: không ai trả lời được, bot không nhắc ai. Gửi /khoa để mở khóa.", "🔒 Locked: nobody can answer, and nobody is reminded. Send /lock to unlock it.")
	DigestFiled    = thidua.Say("✅ Mới nộp (%d phần): %s", "✅ Newly submitted (%d parts): %s")
	DigestLate     = thidua.Say("🔴 Trễ hạn (%d đơn vị): %s", "🔴 Late (%d units): %s")
	DigestSilent   = thidua.Say("⚪ Chưa bắt đầu (%d đơn vị): %s", "⚪ Not begun (%d units): %s")
	DigestReview   = thidua.Say("🔎 Chờ duyệt (%d phần): %s", "🔎 Waiting for review (%d parts): %s")
	DigestQuestion = thidua.Say("❓ Câu hỏi chưa trả lời: %d", "❓ Open questions: %d")
	DigestOwn      = thidua.Say("📝 Phần của thường trực chưa nộp: %s", "📝 The secretariat's own parts to hand in: %s")
	DigestDue      = thidua.Say("⏳ Hạn gần nhất: %s", "⏳ Next deadline: %s")
)

// An announcement to a choice of units.
var (
	SomeUnits = thidua.Say("☑️ Chọn nhiều đơn vị", "☑️ Several units")
	PickUnits = thidua.Say("Bấm từng đơn vị cần gửi (đã chọn %d), rồi bấm Xong.", "Press each unit (%d chosen), then Done.")
)

// Reminding by hand.
var (
	RemindName     = thidua.Say("⏰ Nhắc", "⏰ Remind")
	RemindWhom     = thidua.Say("Nhắc ai? Bấm nút, hoặc gõ tên một đơn vị. Chỉ người còn phần chưa nộp được nhắc.", "Whom? Press a button, or type the name of a unit. Only those who owe something are reminded.")
	RemindAll      = thidua.Say("Tất cả đơn vị còn thiếu", "All units that owe something")
	RemindPart     = thidua.Say("Nhắc phần nào?", "Of which part?")
	RemindPeople   = thidua.Say("Nhắc: %s – %d người", "To: %s – %d people")
	ToOwingPart    = thidua.Say("đơn vị chưa nộp phần «%s»", "units that owe “%s”")
	NothingOwed    = thidua.Say("Không có ai để nhắc: %s. Mời anh/chị chọn lại.", "There is nobody to remind: %s. Please choose again.")
	NobodyReminded = thidua.Say("Đợt thi đua chưa mở hoặc đã khóa, nên không nhắc ai.", "The campaign is not open, so that nobody is reminded.")
	RemindLater    = thidua.Say("Ngoài giờ làm việc, nên lời nhắc sẽ gửi lúc %s.", "It is not working hours; the reminder goes out at %s.")
	RemindWaits    = thidua.Say("Lời nhắc này đã được đặt lúc %s, sẽ gửi lúc %s; không cần đặt lại.", "This reminder was ordered at %s already and goes out at %s.")
	RemindSure     = thidua.Say("Nhắc chứ?", "Remind them?")
	RemindResult   = thidua.Say("⏰ Nhắc lúc %s", "⏰ Reminder of %s")
	SettledBefore  = thidua.Say("✔ Đã nộp trước khi nhắc: %d", "✔ Handed in before: %d")
	WillCome       = thidua.Say("⏰ Chờ giờ làm việc: %d", "⏰ Waiting for working hours: %d")
)
