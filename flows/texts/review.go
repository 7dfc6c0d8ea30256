package texts

import "thidua"

// What the secretariat reads when it reviews, and what the units are told of it.
var (
	Approve          = thidua.Say("Duyệt", "Approve")
	Return           = thidua.Say("Trả lại", "Return")
	QueueName        = thidua.Say("🔎 Duyệt bài", "🔎 Review")
	ReviewHelp       = thidua.Say("/duyet – xem, duyệt hoặc trả lại các phần đã nộp", "/review – read, approve or return what was submitted")
	Queue            = thidua.Say("🔎 Chờ duyệt · %s", "🔎 To be reviewed · %s")
	QueueSize        = thidua.Say("Có %d phần đang chờ duyệt, phần chờ lâu nhất đứng trước.", "%d parts wait for review, longest waiting first.")
	HandedIn         = thidua.Say("lần nộp %d · %s · %s", "submission %d · %s · %s")
	SubmissionNumber = thidua.Say("lần nộp %d", "submission %d")
	BeingEdited      = thidua.Say("Đơn vị đang sửa, chưa nộp lại.", "The unit is changing it and has not submitted again.")
	ApprovedBy       = thidua.Say("%s đã duyệt lúc %s.", "Approved by %s at %s.")
	ReturnedBy       = thidua.Say("%s đã trả lại lúc %s:", "Returned by %s at %s:")
	CardPage         = thidua.Say("Trang %d/%d", "Page %d of %d")
	ApprovedSince    = thidua.Say("⚠️ Thẻ vừa rồi đã cũ: %s đã duyệt phần này lúc %s.", "⚠️ That card was old: %s approved this part at %s.")
	ReturnedSince    = thidua.Say("⚠️ Thẻ vừa rồi đã cũ: %s đã trả lại phần này lúc %s.", "⚠️ That card was old: %s returned this part at %s.")
	SubmittedSince   = thidua.Say("⚠️ Thẻ vừa rồi đã cũ: đơn vị có bản nộp mới (lần %d, %s).", "⚠️ That card was old: the unit has submitted again (submission %d, %s).")
	LockedSince      = thidua.Say("⚠️ Phần này đã khóa, không thay đổi được nữa.", "⚠️ This part is locked and can no longer be changed.")
	YourApproved     = thidua.Say("☑️ Phần «%s» của %s đã được duyệt.", "☑️ Part “%s” of %s is approved.")
	YourReturned     = thidua.Say("↩️ Thường trực trả lại phần «%s» của %s, mời anh/chị sửa rồi nộp lại:", "↩️ The secretariat returned part “%s” of %s; please correct it and submit again:")
	ReturnOf         = thidua.Say("↩️ Trả lại phần «%s» của %s", "↩️ Return part “%s” of %s")
	WholeReason      = thidua.Say("Mời anh/chị gõ lý do trả lại cả phần.", "Please type why the part as a whole is returned.")
	ReturnIt         = thidua.Say("Trả lại chứ?", "Return it?")
	NotReturned      = thidua.Say("Chưa trả lại gì.", "Nothing was returned.")
)
