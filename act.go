package thidua

// Acts are what the log tells that somebody did (LogLine.Act), in the words of the conversation.
var Acts = map[string]Phrase{
	"invited":     Say("Mời tham gia", "Invited"),
	"joined":      Say("Tham gia", "Joined"),
	"agreed":      Say("Đồng ý", "Agreed to what is kept"),
	"removed":     Say("Xóa", "Removed"),
	"loaded":      Say("Nạp đợt thi đua", "Loaded the campaign"),
	"template":    Say("Đổi mẫu báo cáo", "Changed the report template"),
	"submitted":   Say("Nộp", "Submitted"),
	"resubmitted": Say("Nộp lại", "Submitted again"),
	"nothing":     Say("Không có nội dung", "Nothing to report"),
	"cancelled":   Say("Hủy phần đang làm", "Cancelled what was being filled in"),
	"returned":    Say("Trả lại", "Returned"),
	"approved":    Say("Duyệt", "Approved"),
	"locked":      Say("Khóa", "Locked"),
	"extended":    Say("Gia hạn", "Extended"),
	"closed":      Say("Kết thúc", "Closed"),
	"imported":    Say("Nhập bảng tính", "Imported a spreadsheet"),
	"asked":       Say("Hỏi thường trực", "Asked the secretariat"),
	"answered":    Say("Trả lời câu hỏi", "Answered a question"),
	"reminded":    Say("Nhắc", "Reminded"),
	"announced":   Say("Thông báo", "Announced"),
	"exported":    Say("Xuất dữ liệu", "Exported"),
}
