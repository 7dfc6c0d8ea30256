package flows

import "thidua"

// The words of the buttons, the same everywhere because they are what people are taught.
var (
	sayStart    = thidua.Say("Bắt đầu", "Start")
	sayContinue = thidua.Say("Tiếp tục", "Continue")
	sayAdd      = thidua.Say("Thêm", "Add")
	sayDone     = thidua.Say("Xong", "Done")
	saySkip     = thidua.Say("Bỏ qua", "Skip")
	sayBack     = thidua.Say("Quay lại", "Back")
	sayEdit     = thidua.Say("Sửa", "Edit")
	sayDelete   = thidua.Say("Xóa", "Delete")
	sayPause    = thidua.Say("Tạm dừng", "Pause")
	sayCancel   = thidua.Say("Hủy", "Cancel")
	saySubmit   = thidua.Say("Nộp", "Submit")
	sayNothing  = thidua.Say("Không có nội dung", "Nothing to report")
	sayYes      = thidua.Say("Có", "Yes")
	sayNo       = thidua.Say("Không", "No")
	sayKeep     = thidua.Say("Giữ nguyên", "Keep")
	sayReview   = thidua.Say("Xem lại", "Review")
	sayMore     = thidua.Say("Trang sau", "Next page")
	sayUndo     = thidua.Say("Hoàn tác", "Undo")
	sayCopy     = thidua.Say("Chép mục trước", "Copy the last one")
	sayUp       = thidua.Say("Lên", "Up")
	sayDown     = thidua.Say("Xuống", "Down")
	sayLess     = thidua.Say("Trang trước", "Previous page")
	sayAll      = thidua.Say("Hiện tất cả", "Show all")
)

// What cards say.
var (
	sayDue          = thidua.Say("Hạn nộp: %s", "Due: %s")
	sayUnit         = thidua.Say("Đơn vị: %s", "Unit: %s")
	sayChoosePart   = thidua.Say("Mời anh/chị chọn phần cần báo cáo:", "Please choose a part:")
	sayNoParts      = thidua.Say("Đợt thi đua này không có phần nào dành cho đơn vị.", "This campaign has no part for your unit.")
	sayNotOpen      = thidua.Say("Đợt thi đua mở từ %s. Khi đó anh/chị mới trả lời được.", "The campaign opens on %s; answers are taken from then on.")
	sayProgress     = thidua.Say("%s · câu %d/%d", "%s · question %d of %d")
	saySuggested    = thidua.Say("Gợi ý: %s", "Suggested: %s")
	sayNow          = thidua.Say("Đang ghi: %s", "Now: %s")
	sayNoted        = thidua.Say("✓ Đã ghi: %s", "✓ Noted: %s")
	sayUnanswered   = thidua.Say("(chưa trả lời)", "(no answer yet)")
	sayNone         = thidua.Say("(bỏ qua)", "(skipped)")
	sayAbout        = thidua.Say("khoảng %s", "about %s")
	sayEntries      = thidua.Say("Đã có %d mục:", "%d so far:")
	sayNoEntries    = thidua.Say("Chưa có mục nào.", "Nothing here yet.")
	sayCount        = thidua.Say("%d mục", "%d entries")
	sayReviewOf     = thidua.Say("Xem lại: %s", "Review: %s")
	sayBefore       = thidua.Say("(trước đây: %s)", "(before: %s)")
	sayPage         = thidua.Say("Câu %d–%d trong %d câu", "Questions %d to %d of %d")
	sayBeforeSubmit = thidua.Say("Mời anh/chị kiểm tra rồi bấm Nộp.", "Please check, then press Submit.")
	saySubmitted    = thidua.Say("✅ Phần «%s» đã nộp lúc %s. Cảm ơn anh/chị!", "✅ Part “%s” was submitted at %s. Thank you!")
	sayLate         = thidua.Say("Phần này nộp sau hạn.", "It came after the due time.")
	sayNothingDone  = thidua.Say("✅ Đã ghi nhận phần «%s»: không có nội dung (đã nộp lúc %s).", "✅ Part “%s”: nothing to report, noted at %s.")
	sayPaused       = thidua.Say("Đã tạm dừng. Mọi câu trả lời được giữ nguyên; bấm Tiếp tục khi anh/chị sẵn sàng.", "Paused. Every answer is kept; press Continue when you are ready.")
	sayCancelled    = thidua.Say("Đã hủy phần đang làm.", "What was being filled in is cancelled.")
	sayAskCancel    = thidua.Say("Hủy phần «%s»? Các câu trả lời chưa nộp của phần này sẽ bị xóa.", "Cancel part “%s”? Its answers that were not submitted will be removed.")
	sayDeleted      = thidua.Say("Đã xóa «%s».", "“%s” is deleted.")
	sayUndone       = thidua.Say("Đã khôi phục «%s».", "“%s” is back.")
	sayCopied       = thidua.Say("Đã chép từ «%s». Mời sửa những chỗ khác.", "Copied from “%s”. Please change what differs.")
	sayMoved        = thidua.Say("Đã chuyển đến vị trí %d/%d.", "Moved to place %d of %d.")
	sayPasteHint    = thidua.Say("Có sẵn danh sách? Dán cả bảng hoặc danh sách vào đây, mỗi dòng một mục.", "Have a list already? Paste the table or the list here, one entry a line.")
	sayAskNothing   = thidua.Say("Phần «%s» đã có câu trả lời. Bỏ các câu trả lời đó và ghi là không có nội dung?", "Part “%s” has answers. Drop them and report nothing?")
	sayKept         = thidua.Say("Không thay đổi gì.", "Nothing was changed.")
	sayMissing      = thidua.Say("Chưa nộp được, còn %d chỗ cần bổ sung:", "Not submitted yet; %d things are missing:")
	sayAndMore      = thidua.Say("… và %d chỗ khác.", "… and %d more.")
	sayTooFew       = thidua.Say("«%s» cần ít nhất %d mục.", "“%s” needs at least %d entries.")
	sayTooMany      = thidua.Say("«%s» có nhiều nhất %d mục.", "“%s” takes at most %d entries.")
	sayClosed       = thidua.Say("Phần «%s» đã được duyệt hoặc đã khóa, không sửa được nữa. Nếu cần sửa, mời liên hệ thường trực.", "Part “%s” is approved or locked and can no longer be changed. Please ask the secretariat.")
	sayAskEarly     = thidua.Say("Tin «%s» được gửi trước khi câu này hiện ra. Dùng làm câu trả lời cho «%s»?", "“%s” was sent before this question appeared. Take it as the answer to “%s”?")
	sayPassedOver   = thidua.Say("Đã bỏ qua tin đó.", "That message was passed over.")
	sayNotUsed      = thidua.Say("Còn %d tin gửi sớm chưa được dùng.", "%d early messages were not used.")
	sayTooFast      = thidua.Say("Đang có %d tin chờ; tin vừa rồi chưa được nhận. Mời gửi lại sau.", "%d messages are waiting already; the last one was not taken. Please send it again later.")
	sayAskReplace   = thidua.Say("Người cùng đơn vị vừa ghi: «%s». Thay bằng «%s»?", "A colleague has just answered “%s”. Replace it with “%s”?")
	sayLeftOut      = thidua.Say("➖ Không còn hỏi «%s» (vẫn giữ: %s)", "➖ No longer asked: “%s” (kept aside: %s)")
	sayComesBack    = thidua.Say("↩ Dùng lại «%s»: %s", "↩ Back again: “%s”: %s")
	sayAskedNow     = thidua.Say("➕ Hỏi thêm «%s»", "➕ Asked now: “%s”")
	sayNoLongerFits = thidua.Say("⚠️ «%s»: «%s» không còn phù hợp, mời trả lời lại", "⚠️ “%s”: “%s” no longer fits, please answer again")
	sayWorkedOut    = thidua.Say("«%s»: %s → %s", "“%s”: %s → %s")
	sayChosen       = thidua.Say("Chọn một hoặc nhiều ý, rồi bấm Xong.", "Choose one or more, then press Done.")
	sayLongText     = thidua.Say("Đã nhận %d ký tự. Gửi tiếp phần còn lại, hoặc bấm Xong.", "%d characters so far. Send the rest, or press Done.")
)

// What replies to something that is no answer say; the question stands.
var (
	sayStale         = thidua.Say("Nút này không còn hiệu lực. Mời anh/chị dùng thẻ mới nhất.", "That button no longer works. Please use the newest card.")
	sayUseButtons    = thidua.Say("Mời anh/chị chọn một nút bên dưới.", "Please press one of the buttons below.")
	sayNotChoice     = thidua.Say("Chưa thấy «%s» trong danh sách. Mời chọn một nút bên dưới.", "“%s” is not in the list. Please choose a button below.")
	saySeveral       = thidua.Say("Có %d lựa chọn gần với «%s», mời bấm để chọn:", "Close to “%[2]s”: %[1]d; please press one:")
	sayRequired      = thidua.Say("Câu này cần có câu trả lời.", "This question needs an answer.")
	sayNotNumber     = thidua.Say("«%s» chưa phải là số. Mời nhập lại, ví dụ: %s.", "“%s” is not a number. Please try again, for example: %s.")
	sayNotWhole      = thidua.Say("Câu này cần số nguyên, ví dụ: 12 hoặc 1.500.", "This question takes a whole number, such as 12 or 1500.")
	sayOneNumber     = thidua.Say("Câu này cần một số, không ghi từ … đến ….", "This question takes one number, not a range.")
	sayExact         = thidua.Say("Câu này cần số chính xác, không ghi khoảng.", "This question takes an exact number.")
	sayNumberLong    = thidua.Say("Số này quá dài. Mời anh/chị kiểm tra lại.", "That number is too long. Please check it.")
	sayNotDate       = thidua.Say("«%s» chưa phải là ngày. Mời nhập như 18/5/2023.", "“%s” is not a date. Please write it like 2023-05-18.")
	sayNoSuchDay     = thidua.Say("Không có ngày «%s» trong lịch. Mời anh/chị kiểm tra lại.", "There is no such day as “%s”. Please check it.")
	sayOneDay        = thidua.Say("Câu này cần một ngày. Nếu là khoảng thời gian, mời nhập ngày đầu.", "This question takes one day. For a range, please give its first day.")
	sayVague         = thidua.Say("Mời anh/chị ghi rõ ngày, ví dụ: 18/5/2023.", "Please name the very day, for example 2023-05-18.")
	sayReadAs        = thidua.Say("(đã đọc là %s)", "(read as %s)")
	sayNotTime       = thidua.Say("«%s» chưa phải là giờ. Mời nhập như 14:30.", "“%s” is not a time. Please write it like 14:30.")
	sayNotMoment     = thidua.Say("«%s» còn thiếu giờ. Mời nhập như 14:30 18/5/2023.", "“%s” lacks the time of day. Please write it like 14:30 2023-05-18.")
	sayNotPlace      = thidua.Say("Mời gửi vị trí, hoặc nhập vĩ độ và kinh độ, ví dụ: 20.65 106.05.", "Please send a location, or latitude and longitude, such as 20.65 106.05.")
	sayWrong         = thidua.Say("Câu trả lời chưa đúng yêu cầu. Mời anh/chị nhập lại.", "That answer does not fit. Please try again.")
	sayTooLong       = thidua.Say("Câu trả lời dài quá 32.767 ký tự. Mời anh/chị rút gọn.", "The answer is longer than 32,767 characters. Please shorten it.")
	sayFileWanted    = thidua.Say("Câu này cần ảnh hoặc tệp. Mời anh/chị gửi ảnh hoặc tệp đính kèm.", "This question takes a photo or a file. Please attach one.")
	sayPictureWanted = thidua.Say("Tệp «%s» không phải là ảnh. Mời anh/chị gửi ảnh.", "The file “%s” is not a picture. Please send a picture.")
	sayTextWanted    = thidua.Say("Câu này cần câu trả lời bằng chữ, chưa nhận tệp.", "This question takes a written answer, not a file.")
	sayFileTooBig    = thidua.Say("Tệp «%s» lớn hơn 20 MB nên không nhận được. Mời anh/chị gửi tệp nhỏ hơn hoặc chia nhỏ.", "The file “%s” is larger than 20 MB and cannot be taken. Please send a smaller one.")
	sayOdd           = thidua.Say("Bot chưa đọc được loại tin này. Mời anh/chị trả lời bằng chữ, nút, ảnh hoặc tệp.", "This kind of message cannot be read. Please answer with text, buttons, a photo or a file.")
	sayHandInAgain   = thidua.Say("Phần «%s» đã nộp trước đó: mời mở lại và bấm Nộp để thay đổi có hiệu lực.", "Part “%s” was submitted before: please open it and press Submit for the change to count.")
	sayEditedLater   = thidua.Say("Tin đã sửa không thay câu trả lời nào. Để sửa, mời bấm Sửa ở thẻ xem lại.", "The edited message changes no answer. To change one, press Edit on the review card.")
	sayGone          = thidua.Say("Nội dung này không còn nữa. Mời anh/chị chọn lại.", "That is no longer there. Please choose again.")
)

// states are the words and signs of a part's state.
var states = map[thidua.State]struct {
	sign string
	word thidua.Phrase
}{
	thidua.NotStarted: {"⬜", thidua.Say("chưa làm", "not started")},
	thidua.InProgress: {"✏️", thidua.Say("đang làm", "in progress")},
	thidua.Submitted:  {"✅", thidua.Say("đã nộp", "submitted")},
	thidua.Nothing:    {"➖", thidua.Say("không có nội dung", "nothing to report")},
	thidua.Returned:   {"↩️", thidua.Say("cần sửa lại", "returned")},
	thidua.Approved:   {"☑️", thidua.Say("đã duyệt", "approved")},
	thidua.Locked:     {"🔒", thidua.Say("đã khóa", "locked")},
}
