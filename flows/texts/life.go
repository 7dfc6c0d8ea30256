package texts

import "thidua"

// The life of a campaign: extending, locking, closing, archiving.
var (
	ExtendName   = thidua.Say("⏳ Gia hạn", "⏳ Extend")
	NotChanged   = thidua.Say("Đã hủy, chưa đổi gì.", "Cancelled; nothing was changed.")
	ChangedSince = thidua.Say("Đợt thi đua vừa thay đổi, mời anh/chị xem lại.", "The campaign has just been changed; please look again.")
	TellsPeople  = thidua.Say("Bot sẽ báo cho %d đầu mối.", "%d focal points will be told.")
	ToldPeople   = thidua.Say("Bot báo cho các đầu mối liên quan.", "The focal points concerned are being told.")

	ExtendWhat  = thidua.Say("⏳ Gia hạn cho ai? Bấm nút, hoặc gõ tên một đơn vị.", "⏳ For whom is the due time to move? Press a button, or type the name of a unit.")
	WholeOne    = thidua.Say("Cả đợt", "The whole campaign")
	OnePart     = thidua.Say("Một phần", "One part")
	OneUnit     = thidua.Say("Một đơn vị", "One unit")
	ExtendPart  = thidua.Say("Phần nào?", "Which part?")
	PickUnit    = thidua.Say("Đơn vị nào? Bấm nút, hoặc gõ một phần tên.", "Which unit? Press a button, or type a part of its name.")
	EveryPart   = thidua.Say("Mọi phần", "All parts")
	UnitParts   = thidua.Say("%s: gia hạn phần nào?", "%s: which part?")
	ScopeAll    = thidua.Say("cả đợt", "the whole campaign")
	ScopePart   = thidua.Say("phần «%s»", "part “%s”")
	ScopeBoth   = thidua.Say("%s, phần «%s»", "%s, part “%s”")
	NewDue      = thidua.Say("%s – hạn hiện nay: %s.\nMời anh/chị bấm nút, hoặc gõ hạn mới, ví dụ: 25/11 17:00. Không ghi giờ là hết ngày đó.", "%s – due now: %s.\nPlease press a button, or type the new due time, such as 25/11 17:00. Without a time the whole day counts.")
	NoDue       = thidua.Say("%s không có hạn nộp nên không cần gia hạn.", "%s has no due time, so there is nothing to extend.")
	Days        = thidua.Say("+%d ngày", "+%d days")
	TakeBack    = thidua.Say("Bỏ gia hạn", "Take the extension back")
	NoMoment    = thidua.Say("Chưa đọc được ngày giờ «%s». Mời anh/chị gõ như 25/11 17:00.", "“%s” is no date and time that can be read. Please write it like 25/11 17:00.")
	DueTooEarly = thidua.Say("Hạn mới phải sau %s. Mời anh/chị gõ lại.", "The new due time must be after %s. Please type it again.")
	ExtendTitle = thidua.Say("⏳ Gia hạn: %s", "⏳ Extension: %s")
	DueMoves    = thidua.Say("• %s: %s → %s", "• %s: %s → %s")
	ExtendIt    = thidua.Say("Gia hạn chứ?", "Extend it?")
	TakeItBack  = thidua.Say("Bỏ gia hạn chứ?", "Take the extension back?")
	Extended    = thidua.Say("✓ Đã gia hạn %s đến %s.", "✓ %s is extended to %s.")
	TakenBack   = thidua.Say("✓ Đã bỏ gia hạn %s; hạn nộp là %s.", "✓ The extension of %s is taken back; it is due %s.")

	ToldExtended  = thidua.Say("⏳ Gia hạn · %s", "⏳ Extension · %s")
	ToldNewDue    = thidua.Say("Hạn nộp mới của %s: %s.", "New due time of %s: %s.")
	ToldTakenBack = thidua.Say("Việc gia hạn %s được bỏ; hạn nộp là %s.", "The extension of %s was taken back; it is due %s.")
	ToldByWhom    = thidua.Say("%s (%s)", "%s (%s)")

	LockIt     = thidua.Say("Khóa «%s»? Đơn vị và thường trực sẽ không trả lời, không nộp, không sửa được nữa, cho đến khi mở khóa; bot không nhắc. Những gì đã có được giữ nguyên.", "Lock “%s”? Units and secretariat can then answer, submit and change nothing until it is unlocked, and nobody is reminded. Whatever is there stays.")
	UnlockIt   = thidua.Say("Mở khóa «%s»? Đơn vị lại trả lời và nộp được; bot lại nhắc theo hạn.", "Unlock “%s”? Units can answer and submit again, and are reminded again.")
	CloseIt    = thidua.Say("Đóng «%s»? Không ai trả lời được nữa và bot không nhắc ai. Vẫn xem tiến độ và lấy hai tệp được; có thể mở lại.", "Close “%s”? Nobody can answer any more and nobody is reminded. Progress and both documents stay available; it can be reopened.")
	ReopenIt   = thidua.Say("Mở lại «%s»? Đơn vị lại trả lời và nộp được; bot lại nhắc theo hạn.", "Reopen “%s”? Units can answer and submit again, and are reminded again.")
	ArchiveIt  = thidua.Say("Lưu trữ «%s»? Đợt này không còn hiện trong bot. Các tệp vẫn lấy được bằng /luutru, và có thể đưa trở lại.", "Archive “%s”? It is no longer shown in the chat. Its documents stay available by /archive, and it can be brought back.")
	RestoreIt  = thidua.Say("Đưa «%s» trở lại? Đợt này hiện lại trong bot ở tình trạng đã đóng.", "Bring “%s” back? It is shown in the chat again, closed.")
	IsClosed   = thidua.Say("Đợt thi đua đã đóng. Gửi /dong để mở lại.", "The campaign is closed. Send /close to reopen it.")
	Archives   = thidua.Say("🗄 Đã lưu trữ:", "🗄 Archived:")
	NoArchives = thidua.Say("Chưa có đợt thi đua nào được lưu trữ.", "No campaign is archived.")
	BringBack  = thidua.Say("↩ Đưa trở lại", "↩ Bring back")

	ArchiveFrom = thidua.Say("Muốn lưu trữ một đợt, mời anh/chị chọn vai trò thường trực của đợt đó (/donvi) rồi gửi lại /luutru.", "To archive a campaign, please choose your post in its secretariat (/donvi) and send /archive again.")
	HasReturned = thidua.Say("🗄 Đợt thi đua «%s» đã được đưa trở lại từ lưu trữ, ở tình trạng đã đóng: xem lại được những gì đã nộp, không trả lời được.", "🗄 The campaign “%s” was brought back from the archive, closed: what was submitted can be read, and nothing can be answered.")

	HasOpened = thidua.Say("📣 Đợt thi đua «%s» đã mở: anh/chị trả lời và nộp được. Gửi /menu để bắt đầu.", "📣 The campaign “%s” has opened: you can answer and submit. Send /menu to begin.")

	HasChanged = map[thidua.Phase]thidua.Phrase{
		thidua.CampaignOpen:     thidua.Say("🔓 Đợt thi đua «%s» đã mở lại: anh/chị trả lời và nộp tiếp được.", "🔓 The campaign “%s” is open again: you can answer and submit."),
		thidua.CampaignLocked:   thidua.Say("🔒 Đợt thi đua «%s» đã khóa: tạm thời không trả lời, không nộp được. Những gì đã nộp và đang làm vẫn được giữ.", "🔒 The campaign “%s” is locked: for now nothing can be answered or submitted. What was submitted and what you were working on is kept."),
		thidua.CampaignClosed:   thidua.Say("🔒 Đợt thi đua «%s» đã đóng, không nhận câu trả lời nữa. Cảm ơn anh/chị.", "🔒 The campaign “%s” is closed and takes no more answers. Thank you."),
		thidua.CampaignArchived: thidua.Say("🗄 Đợt thi đua «%s» đã được lưu trữ và không còn hiện trong bot.", "🗄 The campaign “%s” is archived and no longer shown here."),
	}
)
