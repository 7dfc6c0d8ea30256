package flows

import (
	"fmt"

	"thidua"
)

// phrase is a text of the interface in its two languages.
type phrase struct{ vi, en string }

// in gives the phrase in a language, Vietnamese unless English is asked for.
func (p phrase) in(language string, values ...any) string {
	format := p.vi
	if language == "en" {
		format = p.en
	}
	if len(values) == 0 {
		return format
	}
	return fmt.Sprintf(format, values...)
}

// The words of the buttons, the same everywhere because they are what people are taught.
var (
	sayStart    = phrase{"Bắt đầu", "Start"}
	sayContinue = phrase{"Tiếp tục", "Continue"}
	sayAdd      = phrase{"Thêm", "Add"}
	sayDone     = phrase{"Xong", "Done"}
	saySkip     = phrase{"Bỏ qua", "Skip"}
	sayBack     = phrase{"Quay lại", "Back"}
	sayEdit     = phrase{"Sửa", "Edit"}
	sayDelete   = phrase{"Xóa", "Delete"}
	sayPause    = phrase{"Tạm dừng", "Pause"}
	sayCancel   = phrase{"Hủy", "Cancel"}
	saySubmit   = phrase{"Nộp", "Submit"}
	sayNothing  = phrase{"Không có nội dung", "Nothing to report"}
	sayYes      = phrase{"Có", "Yes"}
	sayNo       = phrase{"Không", "No"}
	sayKeep     = phrase{"Giữ nguyên", "Keep"}
	sayReview   = phrase{"Xem lại", "Review"}
	sayMore     = phrase{"Trang sau", "Next page"}
	sayLess     = phrase{"Trang trước", "Previous page"}
	sayAll      = phrase{"Hiện tất cả", "Show all"}
)

// What cards say.
var (
	sayDue          = phrase{"Hạn nộp: %s", "Due: %s"}
	sayUnit         = phrase{"Đơn vị: %s", "Unit: %s"}
	sayChoosePart   = phrase{"Mời anh/chị chọn phần cần báo cáo:", "Please choose a part:"}
	sayNoParts      = phrase{"Đợt thi đua này không có phần nào dành cho đơn vị.", "This campaign has no part for your unit."}
	sayNotOpen      = phrase{"Đợt thi đua mở từ %s. Khi đó anh/chị mới trả lời được.", "The campaign opens on %s; answers are taken from then on."}
	sayProgress     = phrase{"%s · câu %d/%d", "%s · question %d of %d"}
	saySuggested    = phrase{"Gợi ý: %s", "Suggested: %s"}
	sayNow          = phrase{"Đang ghi: %s", "Now: %s"}
	sayNoted        = phrase{"✓ Đã ghi: %s", "✓ Noted: %s"}
	sayUnanswered   = phrase{"(chưa trả lời)", "(no answer yet)"}
	sayNone         = phrase{"(bỏ qua)", "(skipped)"}
	sayAbout        = phrase{"khoảng %s", "about %s"}
	sayEntries      = phrase{"Đã có %d mục:", "%d so far:"}
	sayNoEntries    = phrase{"Chưa có mục nào.", "Nothing here yet."}
	sayCount        = phrase{"%d mục", "%d entries"}
	sayReviewOf     = phrase{"Xem lại: %s", "Review: %s"}
	sayBeforeSubmit = phrase{"Mời anh/chị kiểm tra rồi bấm Nộp.", "Please check, then press Submit."}
	saySubmitted    = phrase{"✅ Phần «%s» đã nộp lúc %s. Cảm ơn anh/chị!", "✅ Part “%s” was submitted at %s. Thank you!"}
	sayLate         = phrase{"Phần này nộp sau hạn.", "It came after the due time."}
	sayNothingDone  = phrase{"✅ Đã ghi nhận phần «%s»: không có nội dung (đã nộp lúc %s).", "✅ Part “%s”: nothing to report, noted at %s."}
	sayPaused       = phrase{"Đã tạm dừng. Mọi câu trả lời được giữ nguyên; bấm Tiếp tục khi anh/chị sẵn sàng.", "Paused. Every answer is kept; press Continue when you are ready."}
	sayCancelled    = phrase{"Đã hủy phần đang làm.", "What was being filled in is cancelled."}
	sayAskCancel    = phrase{"Hủy phần «%s»? Các câu trả lời chưa nộp của phần này sẽ bị xóa.", "Cancel part “%s”? Its answers that were not submitted will be removed."}
	sayAskDelete    = phrase{"Xóa mục «%s»?", "Delete “%s”?"}
	sayDeleted      = phrase{"Đã xóa «%s».", "“%s” is deleted."}
	sayAskNothing   = phrase{"Phần «%s» đã có câu trả lời. Bỏ các câu trả lời đó và ghi là không có nội dung?", "Part “%s” has answers. Drop them and report nothing?"}
	sayKept         = phrase{"Không thay đổi gì.", "Nothing was changed."}
	sayMissing      = phrase{"Chưa nộp được, còn %d chỗ cần bổ sung:", "Not submitted yet; %d things are missing:"}
	sayAndMore      = phrase{"… và %d chỗ khác.", "… and %d more."}
	sayTooFew       = phrase{"«%s» cần ít nhất %d mục.", "“%s” needs at least %d entries."}
	sayTooMany      = phrase{"«%s» có nhiều nhất %d mục.", "“%s” takes at most %d entries."}
	sayClosed       = phrase{"Phần «%s» đã được duyệt hoặc đã khóa, không sửa được nữa. Nếu cần sửa, mời liên hệ thường trực.", "Part “%s” is approved or locked and can no longer be changed. Please ask the secretariat."}
	sayChosen       = phrase{"Chọn một hoặc nhiều ý, rồi bấm Xong.", "Choose one or more, then press Done."}
	sayLongText     = phrase{"Đã nhận %d ký tự. Gửi tiếp phần còn lại, hoặc bấm Xong.", "%d characters so far. Send the rest, or press Done."}
)

// What replies to something that is no answer say; the question stands.
var (
	sayStale         = phrase{"Nút này không còn hiệu lực. Mời anh/chị dùng thẻ mới nhất.", "That button no longer works. Please use the newest card."}
	sayUseButtons    = phrase{"Mời anh/chị chọn một nút bên dưới.", "Please press one of the buttons below."}
	sayNotChoice     = phrase{"Chưa thấy «%s» trong danh sách. Mời chọn một nút bên dưới.", "“%s” is not in the list. Please choose a button below."}
	saySeveral       = phrase{"Có %d lựa chọn gần với «%s», mời bấm để chọn:", "Close to “%[2]s”: %[1]d; please press one:"}
	sayRequired      = phrase{"Câu này cần có câu trả lời.", "This question needs an answer."}
	sayNotNumber     = phrase{"«%s» chưa phải là số. Mời nhập lại, ví dụ: %s.", "“%s” is not a number. Please try again, for example: %s."}
	sayNotWhole      = phrase{"Câu này cần số nguyên, ví dụ: 12 hoặc 1.500.", "This question takes a whole number, such as 12 or 1500."}
	sayOneNumber     = phrase{"Câu này cần một số, không ghi từ … đến ….", "This question takes one number, not a range."}
	sayExact         = phrase{"Câu này cần số chính xác, không ghi khoảng.", "This question takes an exact number."}
	sayNumberLong    = phrase{"Số này quá dài. Mời anh/chị kiểm tra lại.", "That number is too long. Please check it."}
	sayNotDate       = phrase{"«%s» chưa phải là ngày. Mời nhập như 18/5/2023.", "“%s” is not a date. Please write it like 2023-05-18."}
	sayNoSuchDay     = phrase{"Không có ngày «%s» trong lịch. Mời anh/chị kiểm tra lại.", "There is no such day as “%s”. Please check it."}
	sayOneDay        = phrase{"Câu này cần một ngày. Nếu là khoảng thời gian, mời nhập ngày đầu.", "This question takes one day. For a range, please give its first day."}
	sayVague         = phrase{"Mời anh/chị ghi rõ ngày, ví dụ: 18/5/2023.", "Please name the very day, for example 2023-05-18."}
	sayReadAs        = phrase{"(đã đọc là %s)", "(read as %s)"}
	sayNotTime       = phrase{"«%s» chưa phải là giờ. Mời nhập như 14:30.", "“%s” is not a time. Please write it like 14:30."}
	sayNotMoment     = phrase{"«%s» còn thiếu giờ. Mời nhập như 14:30 18/5/2023.", "“%s” lacks the time of day. Please write it like 14:30 2023-05-18."}
	sayNotPlace      = phrase{"Mời gửi vị trí, hoặc nhập vĩ độ và kinh độ, ví dụ: 20.65 106.05.", "Please send a location, or latitude and longitude, such as 20.65 106.05."}
	sayWrong         = phrase{"Câu trả lời chưa đúng yêu cầu. Mời anh/chị nhập lại.", "That answer does not fit. Please try again."}
	sayTooLong       = phrase{"Câu trả lời dài quá 32.767 ký tự. Mời anh/chị rút gọn.", "The answer is longer than 32,767 characters. Please shorten it."}
	sayFileWanted    = phrase{"Câu này cần ảnh hoặc tệp. Mời anh/chị gửi ảnh hoặc tệp đính kèm.", "This question takes a photo or a file. Please attach one."}
	sayPictureWanted = phrase{"Tệp «%s» không phải là ảnh. Mời anh/chị gửi ảnh.", "The file “%s” is not a picture. Please send a picture."}
	sayTextWanted    = phrase{"Câu này cần câu trả lời bằng chữ, chưa nhận tệp.", "This question takes a written answer, not a file."}
	sayFileTooBig    = phrase{"Tệp «%s» lớn hơn 20 MB nên không nhận được. Mời anh/chị gửi tệp nhỏ hơn hoặc chia nhỏ.", "The file “%s” is larger than 20 MB and cannot be taken. Please send a smaller one."}
	sayOdd           = phrase{"Bot chưa đọc được loại tin này. Mời anh/chị trả lời bằng chữ, nút, ảnh hoặc tệp.", "This kind of message cannot be read. Please answer with text, buttons, a photo or a file."}
	sayHandInAgain   = phrase{"Phần «%s» đã nộp trước đó: mời mở lại và bấm Nộp để thay đổi có hiệu lực.", "Part “%s” was submitted before: please open it and press Submit for the change to count."}
	sayEditedLater   = phrase{"Tin đã sửa không thay câu trả lời nào. Để sửa, mời bấm Sửa ở thẻ xem lại.", "The edited message changes no answer. To change one, press Edit on the review card."}
	sayGone          = phrase{"Nội dung này không còn nữa. Mời anh/chị chọn lại.", "That is no longer there. Please choose again."}
)

// states are the words and signs of a part's state.
var states = map[thidua.State]struct {
	sign string
	word phrase
}{
	thidua.NotStarted: {"⬜", phrase{"chưa làm", "not started"}},
	thidua.InProgress: {"✏️", phrase{"đang làm", "in progress"}},
	thidua.Submitted:  {"✅", phrase{"đã nộp", "submitted"}},
	thidua.Nothing:    {"➖", phrase{"không có nội dung", "nothing to report"}},
	thidua.Returned:   {"↩️", phrase{"cần sửa lại", "returned"}},
	thidua.Approved:   {"☑️", phrase{"đã duyệt", "approved"}},
	thidua.Locked:     {"🔒", phrase{"đã khóa", "locked"}},
}
