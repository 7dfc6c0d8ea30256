package texts

import "thidua"

// DeskCommands are what the desk offers, in the order of its buttons, to whoever may do each.
var DeskCommands = []struct {
	Name   string
	Button thidua.Phrase
	What   thidua.Phrase
}{
	{"/tiendo", BoardName, thidua.Say("tiến độ các đơn vị", "progress of the units")},
	{"/duyet", QueueName, thidua.Say("xem, duyệt hoặc trả lại các phần đã nộp", "read, approve or return what was submitted")},
	{"/tonghop", Book, thidua.Say("bảng tổng hợp (Excel)", "consolidated workbook (Excel)")},
	{"/baocao", Report, thidua.Say("báo cáo (Word)", "report (Word)")},
	{"/kiemtra", Checks, thidua.Say("những điểm nên xem lại trước khi trình ký", "what is worth a look before signing")},
	{"/hoso", DossierName, thidua.Say("trọn bộ hồ sơ (.zip): hai tệp, minh chứng của các đơn vị", "the whole dossier (.zip): both files, the units' evidence")},
	{"/thongbao", AnnounceName, thidua.Say("gửi thông báo cho các đầu mối", "write to the focal points")},
	{"/nhac", RemindName, thidua.Say("nhắc đầu mối của đơn vị còn thiếu", "remind the focal points of units that owe something")},
	{"/hoi", thidua.Say("❓ Câu hỏi", "❓ Questions"), thidua.Say("các câu hỏi của đơn vị chưa được trả lời", "the units' open questions")},
	{"/moi", InviteName, thidua.Say("mời người tham gia; xem, xóa, bàn giao người của đơn vị", "invite people; see, remove, hand over a unit's people")},
	{"/giahan", ExtendName, thidua.Say("gia hạn nộp", "move a due time")},
	{"/nhatky", LogName, thidua.Say("nhật ký: ai làm gì, lúc nào", "log: who did what and when")},
	{"/nap", thidua.Say("📥 Nạp tệp", "📥 Load"), thidua.Say("nạp bản mới của đợt thi đua", "load a new version of the campaign")},
	{"/mau", thidua.Say("🧩 Mẫu báo cáo", "🧩 Template"), thidua.Say("mẫu báo cáo", "report template")},
	{"/khoa", thidua.Say("🔒 Khóa", "🔒 Lock"), thidua.Say("khóa, mở khóa", "lock, unlock")},
	{"/dong", thidua.Say("🚪 Đóng", "🚪 Close"), thidua.Say("đóng, mở lại", "close, reopen")},
	{"/luutru", thidua.Say("🗄 Lưu trữ", "🗄 Archive"), thidua.Say("lưu trữ", "archive")},
	{"/menu", OwnParts, thidua.Say("các phần do thường trực điền", "the secretariat's own parts")},
}
