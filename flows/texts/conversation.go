// Package texts holds everything that the chat says to people, in Vietnamese and English: the conversation, joining and
// the desk. Formats are those of package fmt.
package texts

import "thidua"

// The words of the buttons, the same everywhere because they are what people are taught.
var (
	Start    = thidua.Say("Bắt đầu", "Start")
	Continue = thidua.Say("Tiếp tục", "Continue")
	Add      = thidua.Say("Thêm", "Add")
	Done     = thidua.Say("Xong", "Done")
	Skip     = thidua.Say("Bỏ qua", "Skip")
	Back     = thidua.Say("Quay lại", "Back")
	Edit     = thidua.Say("Sửa", "Edit")
	Delete   = thidua.Say("Xóa", "Delete")
	Pause    = thidua.Say("Tạm dừng", "Pause")
	Cancel   = thidua.Say("Hủy", "Cancel")
	Submit   = thidua.Say("Nộp", "Submit")
	Nothing  = thidua.Say("Không có nội dung", "Nothing to report")
	Yes      = thidua.Say("Có", "Yes")
	No       = thidua.Say("Không", "No")
	Keep     = thidua.Say("Giữ nguyên", "Keep")
	Review   = thidua.Say("Xem lại", "Review")
	More     = thidua.Say("Trang sau", "Next page")
	Undo     = thidua.Say("Hoàn tác", "Undo")
	Copy     = thidua.Say("Chép mục trước", "Copy the last one")
	Up       = thidua.Say("Lên", "Up")
	Down     = thidua.Say("Xuống", "Down")
	Less     = thidua.Say("Trang trước", "Previous page")
	All      = thidua.Say("Hiện tất cả", "Show all")
)

// What cards say.
var (
	Due           = thidua.Say("Hạn nộp: %s", "Due: %s")
	Unit          = thidua.Say("Đơn vị: %s", "Unit: %s")
	ChoosePart    = thidua.Say("Mời anh/chị chọn phần cần báo cáo:", "Please choose a part:")
	NoParts       = thidua.Say("Đợt thi đua này không có phần nào dành cho đơn vị.", "This campaign has no part for your unit.")
	NotOpen       = thidua.Say("Đợt thi đua mở từ %s. Khi đó anh/chị mới trả lời được.", "The campaign opens on %s; answers are taken from then on.")
	Progress      = thidua.Say("%s · câu %d/%d", "%s · question %d of %d")
	Suggested     = thidua.Say("Gợi ý: %s", "Suggested: %s")
	Now           = thidua.Say("Đang ghi: %s", "Now: %s")
	Noted         = thidua.Say("✓ Đã ghi: %s", "✓ Noted: %s")
	Unanswered    = thidua.Say("(chưa trả lời)", "(no answer yet)")
	None          = thidua.Say("(bỏ qua)", "(skipped)")
	About         = thidua.Say("khoảng %s", "about %s")
	Entries       = thidua.Say("Đã có %d mục:", "%d so far:")
	NoEntries     = thidua.Say("Chưa có mục nào.", "Nothing here yet.")
	Count         = thidua.Say("%d mục", "%d entries")
	ReviewOf      = thidua.Say("Xem lại: %s", "Review: %s")
	Before        = thidua.Say("(trước đây: %s)", "(before: %s)")
	Page          = thidua.Say("Câu %d–%d trong %d câu", "Questions %d to %d of %d")
	PageFrom      = thidua.Say("Câu %d–%d", "Questions %d to %d")
	BeforeSubmit  = thidua.Say("Mời anh/chị kiểm tra rồi bấm Nộp.", "Please check, then press Submit.")
	Submitted     = thidua.Say("✅ Phần «%s» đã nộp lúc %s. Cảm ơn anh/chị!", "✅ Part “%s” was submitted at %s. Thank you!")
	Late          = thidua.Say("Phần này nộp sau hạn.", "It came after the due time.")
	NothingDone   = thidua.Say("✅ Đã ghi nhận phần «%s»: không có nội dung (đã nộp lúc %s).", "✅ Part “%s”: nothing to report, noted at %s.")
	Paused        = thidua.Say("Đã tạm dừng. Mọi câu trả lời được giữ nguyên; bấm Tiếp tục khi anh/chị sẵn sàng.", "Paused. Every answer is kept; press Continue when you are ready.")
	Cancelled     = thidua.Say("Đã hủy phần đang làm.", "What was being filled in is cancelled.")
	AskCancel     = thidua.Say("Hủy phần «%s»? Các câu trả lời chưa nộp của phần này sẽ bị xóa.", "Cancel part “%s”? Its answers that were not submitted will be removed.")
	Deleted       = thidua.Say("Đã xóa «%s».", "“%s” is deleted.")
	Undone        = thidua.Say("Đã khôi phục «%s».", "“%s” is back.")
	Copied        = thidua.Say("Đã chép từ «%s». Mời sửa những chỗ khác.", "Copied from “%s”. Please change what differs.")
	Moved         = thidua.Say("Đã chuyển đến vị trí %d/%d.", "Moved to place %d of %d.")
	PasteHint     = thidua.Say("Có sẵn danh sách? Dán cả bảng hoặc danh sách vào đây, mỗi dòng một mục.", "Have a list already? Paste the table or the list here, one entry a line.")
	AskNothing    = thidua.Say("Phần «%s» đã có câu trả lời. Bỏ các câu trả lời đó và ghi là không có nội dung?", "Part “%s” has answers. Drop them and report nothing?")
	Kept          = thidua.Say("Không thay đổi gì.", "Nothing was changed.")
	StillOpen     = thidua.Say("Còn câu chưa trả lời. Mời anh/chị trả lời hoặc bấm Bỏ qua, rồi nộp lại.", "There are questions left. Please answer or skip them, then submit again.")
	Missing       = thidua.Say("Chưa nộp được, còn %d chỗ cần bổ sung hoặc sửa:", "Not submitted yet; %d things are missing:")
	AndMore       = thidua.Say("… và %d chỗ khác.", "… and %d more.")
	TooFew        = thidua.Say("«%s» cần ít nhất %d mục.", "“%s” needs at least %d entries.")
	TooMany       = thidua.Say("«%s» có nhiều nhất %d mục.", "“%s” takes at most %d entries.")
	Closed        = thidua.Say("Phần «%s» đã được duyệt hoặc đã khóa, không sửa được nữa. Nếu cần sửa, mời liên hệ thường trực.", "Part “%s” is approved or locked and can no longer be changed. Please ask the secretariat.")
	AskEarly      = thidua.Say("Tin «%s» được gửi trước khi câu này hiện ra. Dùng làm câu trả lời cho «%s»?", "“%s” was sent before this question appeared. Take it as the answer to “%s”?")
	PassedOver    = thidua.Say("Đã bỏ qua tin đó.", "That message was passed over.")
	NotUsed       = thidua.Say("Còn %d tin gửi sớm chưa được dùng.", "%d early messages were not used.")
	TooFast       = thidua.Say("Đang có %d tin chờ; tin vừa rồi chưa được nhận. Mời gửi lại sau.", "%d messages are waiting already; the last one was not taken. Please send it again later.")
	AskReplace    = thidua.Say("Người cùng đơn vị vừa ghi: «%s». Thay bằng «%s»?", "A colleague has just answered “%s”. Replace it with “%s”?")
	LeftOut       = thidua.Say("➖ Không còn hỏi «%s» (vẫn giữ: %s)", "➖ No longer asked: “%s” (kept aside: %s)")
	ComesBack     = thidua.Say("↩ Dùng lại «%s»: %s", "↩ Back again: “%s”: %s")
	AskedNow      = thidua.Say("➕ Hỏi thêm «%s»", "➕ Asked now: “%s”")
	NoLongerFits  = thidua.Say("⚠️ «%s»: «%s» không còn phù hợp, mời trả lời lại", "⚠️ “%s”: “%s” no longer fits, please answer again")
	WorkedOut     = thidua.Say("«%s»: %s → %s", "“%s”: %s → %s")
	Pasted        = thidua.Say("Đã đọc %d mục cho «%s»:", "Read %d entries for “%s”:")
	PasteMore     = thidua.Say("… và %d mục khác.", "… and %d more entries.")
	PasteWrong    = thidua.Say("%d chỗ chưa dùng được; bot sẽ hỏi lại khi mở từng mục.", "%d things could not be taken; they are asked when you open the entry.")
	PasteAsk      = thidua.Say("Thêm các mục này? Nếu còn, mời dán tiếp.", "Add these entries? If there are more, paste on.")
	PasteAdd      = thidua.Say("Thêm %d mục", "Add %d entries")
	PasteNot      = thidua.Say("Không thêm", "Do not add")
	PasteDone     = thidua.Say("Đã thêm %d mục.", "%d entries were added.")
	PasteOpen     = thidua.Say("%d mục còn câu chưa trả lời: mời bấm vào từng mục để bổ sung.", "%d entries have open questions: please open each to complete it.")
	ColumnsUnused = thidua.Say("Cột chưa dùng: %s", "Columns not used: %s")
	Aside         = thidua.Say("Không lấy dòng «%s»", "Left out: “%s”")
	LeftOver      = thidua.Say("chưa dùng: %s", "not used: %s")
	Incomplete    = thidua.Say("còn thiếu", "incomplete")
	AskIncomplete = thidua.Say("Còn %d mục có câu chưa trả lời (ghi «còn thiếu»). Vẫn nộp?", "%d entries have open questions (marked “incomplete”). Submit all the same?")
	AskUnmended   = thidua.Say("Còn %d câu được trả lại chưa sửa. Vẫn nộp?", "%d questions that were returned are not corrected yet. Submit all the same?")
	ReturnedWhy   = thidua.Say("↩️ Lý do trả lại: %s", "↩️ Returned because: %s")
	TypeToFind    = thidua.Say("Gõ vài chữ để tìm nhanh.", "Type a few letters to find one.")
	AskMeant      = thidua.Say("Ý anh/chị là «%s»? Bấm Không để giữ «%s».", "Did you mean “%s”? No keeps “%s”.")
	AskAnyway     = thidua.Say("Vẫn ghi «%s»?", "Keep “%s” all the same?")
	Chosen        = thidua.Say("Chọn một hoặc nhiều ý, rồi bấm Xong.", "Choose one or more, then press Done.")
	LongText      = thidua.Say("Đã nhận %d ký tự. Gửi tiếp phần còn lại, hoặc bấm Xong.", "%d characters so far. Send the rest, or press Done.")
)

// What replies to something that is no answer say; the question stands.
var (
	Stale           = thidua.Say("Nút này không còn hiệu lực. Mời anh/chị dùng thẻ mới nhất.", "That button no longer works. Please use the newest card.")
	UseButtons      = thidua.Say("Mời anh/chị chọn một nút bên dưới.", "Please press one of the buttons below.")
	NotChoice       = thidua.Say("Chưa thấy «%s» trong danh sách. Mời anh/chị chọn một nút bên dưới.", "“%s” is not in the list. Please choose a button below.")
	Several         = thidua.Say("Có %d lựa chọn gần với «%s», mời bấm để chọn:", "Close to “%[2]s”: %[1]d; please press one:")
	Required        = thidua.Say("Câu này cần có câu trả lời.", "This question needs an answer.")
	NotNumber       = thidua.Say("«%s» chưa phải là số. Mời nhập lại, ví dụ: %s.", "“%s” is not a number. Please try again, for example: %s.")
	DecimalExample  = thidua.Say("12,5", "12.5")
	WholeExample    = thidua.Say("150", "150")
	NotWhole        = thidua.Say("Câu này cần số nguyên, ví dụ: 12 hoặc 1.500.", "This question takes a whole number, such as 12 or 1500.")
	OneNumber       = thidua.Say("Câu này cần một số, không ghi từ … đến ….", "This question takes one number, not a range.")
	Exact           = thidua.Say("Câu này cần số chính xác, không ghi khoảng.", "This question takes an exact number.")
	NumberLong      = thidua.Say("Số này quá dài. Mời anh/chị kiểm tra lại.", "That number is too long. Please check it.")
	NotDate         = thidua.Say("«%s» chưa phải là ngày. Mời nhập như 18/5/2023.", "“%s” is not a date. Please write it like 2023-05-18.")
	NoSuchDay       = thidua.Say("Không có ngày «%s» trong lịch. Mời anh/chị kiểm tra lại.", "There is no such day as “%s”. Please check it.")
	OneDay          = thidua.Say("Câu này cần một ngày. Nếu là khoảng thời gian, mời nhập ngày đầu.", "This question takes one day. For a range, please give its first day.")
	Vague           = thidua.Say("Mời anh/chị ghi rõ ngày, ví dụ: 18/5/2023.", "Please name the very day, for example 2023-05-18.")
	Photo           = thidua.Say("ảnh %d", "photo %d")
	Point           = thidua.Say(" phẩy ", " point ")
	ReadAs          = thidua.Say("(đã đọc là %s)", "(read as %s)")
	PasteTooLong    = thidua.Say("Danh sách quá dài cho một lần dán. Mời thêm phần này trước, rồi dán phần còn lại.", "The list is too long to paste at once. Please add this much first, then paste the rest.")
	NotDocument     = thidua.Say("«%s» chưa phải là số, ký hiệu văn bản. Mời nhập như 12/QĐ-UBND hoặc 556/SNV-TĐKT.", "“%s” is not a document number. Please write it like 12/QĐ-UBND or 556/SNV-TĐKT.")
	OneDocument     = thidua.Say("Câu này cần số, ký hiệu của một văn bản.", "This question takes the number of one document.")
	NoIssuer        = thidua.Say("«%s» còn thiếu cơ quan ban hành. Mời nhập đủ, ví dụ: 12/KH-UBND.", "“%s” lacks the issuer. Please write it in full, for example 12/KH-UBND.")
	NoSymbol        = thidua.Say("«%s» còn thiếu ký hiệu. Mời nhập đủ, ví dụ: 12/KH-UBND.", "“%s” lacks its symbol. Please write it in full, for example 12/KH-UBND.")
	NoNumber        = thidua.Say("«%s» còn thiếu số. Mời nhập đủ, ví dụ: 12/KH-UBND; dự thảo thì ghi /KH-UBND.", "“%s” lacks its number. Please write it in full, for example 12/KH-UBND; a draft is /KH-UBND.")
	NotPhone        = thidua.Say("«%s» chưa phải là số điện thoại. Mời nhập như 0912 345 678.", "“%s” is not a phone number. Please write it like 0912 345 678.")
	OnePhone        = thidua.Say("Câu này cần một số điện thoại.", "This question takes one phone number.")
	ForeignPhone    = thidua.Say("Câu này cần số điện thoại Việt Nam.", "This question takes a Vietnamese phone number.")
	NotTime         = thidua.Say("«%s» chưa phải là giờ. Mời nhập như 14:30.", "“%s” is not a time. Please write it like 14:30.")
	NotMoment       = thidua.Say("«%s» còn thiếu giờ. Mời nhập như 14:30 18/5/2023.", "“%s” lacks the time of day. Please write it like 14:30 2023-05-18.")
	NotPlace        = thidua.Say("Mời gửi vị trí, hoặc nhập vĩ độ và kinh độ, ví dụ: 20.65 106.05.", "Please send a location, or latitude and longitude, such as 20.65 106.05.")
	Wrong           = thidua.Say("Câu trả lời chưa đúng yêu cầu. Mời anh/chị nhập lại.", "That answer does not fit. Please try again.")
	TooLong         = thidua.Say("Câu trả lời dài quá 32.767 ký tự. Mời anh/chị rút gọn.", "The answer is longer than 32,767 characters. Please shorten it.")
	FileWanted      = thidua.Say("Câu này cần ảnh hoặc tệp. Mời anh/chị gửi ảnh hoặc tệp đính kèm.", "This question takes a photo or a file. Please attach one.")
	PictureWanted   = thidua.Say("Tệp «%s» không phải là ảnh. Mời anh/chị gửi ảnh.", "The file “%s” is not a picture. Please send a picture.")
	TextWanted      = thidua.Say("Câu này cần câu trả lời bằng chữ, chưa nhận tệp.", "This question takes a written answer, not a file.")
	FileTooBig      = thidua.Say("Tệp «%s» lớn hơn 20 MB nên không nhận được. Mời anh/chị gửi tệp nhỏ hơn hoặc chia nhỏ.", "The file “%s” is larger than 20 MB and cannot be taken. Please send a smaller one.")
	NoPlaceWanted   = thidua.Say("Câu này không cần vị trí. Mời anh/chị trả lời câu hỏi bên dưới.", "This question takes no location. Please answer the question below.")
	NoContactWanted = thidua.Say("Câu này không cần danh thiếp. Mời anh/chị trả lời câu hỏi bên dưới.", "This question takes no contact. Please answer the question below.")
	VoiceUnheard    = thidua.Say("Bot chưa nghe được tin thoại. Mời anh/chị gõ câu trả lời.", "The bot cannot listen to voice or video. Please type the answer.")
	AudioWanted     = thidua.Say("Câu này cần tệp âm thanh hoặc tin thoại.", "This question takes a sound file or a voice message.")
	VideoWanted     = thidua.Say("Câu này cần tệp video.", "This question takes a video.")
	Odd             = thidua.Say("Bot chưa đọc được loại tin này. Mời anh/chị trả lời bằng chữ, nút, ảnh hoặc tệp.", "This kind of message cannot be read. Please answer with text, buttons, a photo or a file.")
	HandInAgain     = thidua.Say("Phần «%s» đã nộp trước đó: mời mở lại và bấm Nộp để thay đổi có hiệu lực.", "Part “%s” was submitted before: please open it and press Submit for the change to count.")
	StillStands     = thidua.Say("Câu trả lời vẫn là: %s", "The answer is still: %s")
	EditedLater     = thidua.Say("Tin đã sửa không thay câu trả lời nào. Để sửa, mời bấm Sửa ở thẻ xem lại.", "The edited message changes no answer. To change one, press Edit on the review card.")
	QuestionGone    = thidua.Say("Câu hỏi này không còn nữa nên tin vừa rồi không được ghi. Mời anh/chị chọn lại.", "That question is no longer there, and your message was not recorded. Please choose again.")
	Gone            = thidua.Say("Nội dung này không còn nữa. Mời anh/chị chọn lại.", "That is no longer there. Please choose again.")
)

// Phases say why nobody answers any more, by the phase of the campaign.
var Phases = map[thidua.Phase]thidua.Phrase{
	thidua.CampaignLocked:   thidua.Say("🔒 Đợt thi đua đã khóa, hiện không nhận câu trả lời. Những gì đã nộp và đang làm vẫn được giữ.", "🔒 The campaign is locked and takes no answers now. What was submitted and what you were working on is kept."),
	thidua.CampaignClosed:   thidua.Say("🔒 Đợt thi đua đã đóng, không nhận câu trả lời nữa. Những gì đã nộp và đang làm vẫn được giữ.", "🔒 The campaign is closed and takes no more answers. What was submitted and what you were working on is kept."),
	thidua.CampaignArchived: thidua.Say("🗄 Đợt thi đua đã lưu trữ.", "🗄 The campaign is archived."),
}

// States are the words and signs of a part's state.
var States = map[thidua.State]struct {
	Sign string
	Word thidua.Phrase
}{
	thidua.NotStarted:  {"⬜", thidua.Say("chưa làm", "not started")},
	thidua.InProgress:  {"✏️", thidua.Say("đang làm", "in progress")},
	thidua.Submitted:   {"✅", thidua.Say("đã nộp", "submitted")},
	thidua.Nothing:     {"➖", thidua.Say("không có nội dung", "nothing to report")},
	thidua.Returned:    {"↩️", thidua.Say("cần sửa lại", "returned")},
	thidua.Resubmitted: {"✅", thidua.Say("đã nộp lại", "resubmitted")},
	thidua.Approved:    {"☑️", thidua.Say("đã duyệt", "approved")},
	thidua.Locked:      {"🔒", thidua.Say("đã khóa", "locked")},
}
