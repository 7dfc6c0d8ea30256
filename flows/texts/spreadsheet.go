package texts

import "thidua"

// The spreadsheet that people fill instead of the chat: its button, and what the file says.
var (
	FillByExcel    = thidua.Say("Điền bằng Excel", "Fill by Excel")
	ExcelReady     = thidua.Say("📗 Tệp Excel của %s: %s. Mời anh/chị điền, lưu dạng .xlsx rồi gửi lại vào đây; bot cho xem trước, bấm Có thì mới ghi.", "📗 Excel file of %s: %s. Please fill it in, save it as .xlsx and send it back here; you see what changes first, and nothing is taken before Yes.")
	ExcelClosed    = thidua.Say("Hiện không có phần nào còn sửa được.", "There is no part that may still be changed.")
	ExcelElsewhere = thidua.Say("Ở đây bot không gửi tệp được; /excel dùng trong Telegram.", "No file can be sent here; /excel is for Telegram.")
	ExcelTitle     = thidua.Say("%s – %s", "%s – %s")
	GuideSheet     = thidua.Say("Hướng dẫn", "How to")
	QuestionHead   = thidua.Say("Câu hỏi", "Question")
	AnswerHead     = thidua.Say("Câu trả lời", "Answer")
	HowHead        = thidua.Say("Cách ghi", "How to write it")
	NumberHead     = thidua.Say("Số", "No.")
	AboveHead      = thidua.Say("Thuộc số (trang «%s»)", "Of no. (sheet “%s”)")
	DeleteHead     = thidua.Say("Xóa (ghi x)", "Delete (write x)")
	NotListed      = thidua.Say("Câu trả lời này không có trong danh sách. Vẫn giữ?", "That is not in the list. Keep it all the same?")
)

// ExcelGuide says what to do with the file.
var ExcelGuide = []thidua.Phrase{
	thidua.Say("Mỗi trang là một phần hoặc một danh sách. Điền vào ô trắng; dấu * là bắt buộc; rê chuột lên tiêu đề cột để xem cách ghi.", "Each sheet is a part or a list. Fill in the white cells; * is required; hover over a heading to see how to write."),
	thidua.Say("Thêm mục: ghi vào dòng trống kế tiếp, hoặc chèn thêm dòng.", "To add an entry, write in the next empty row, or insert rows."),
	thidua.Say("Xóa mục: ghi x vào cột «Xóa (ghi x)». Xóa hẳn dòng khỏi tệp thì bot không đổi gì ở mục đó.", "To delete an entry, write x in the column “Delete (write x)”. Taking the row out of the file changes nothing."),
	thidua.Say("Câu được chọn nhiều: ghi các lựa chọn cách nhau bằng dấu chấm phẩy (;).", "Where several choices are taken, put semicolons (;) between them."),
	thidua.Say("Trang có cột «Thuộc số»: ghi số của mục ở trang kia.", "On a sheet with the column “Of no.”, write the number of the entry on the other sheet."),
	thidua.Say("Để trống một ô trống là không trả lời; xóa chữ trong ô đã có là bỏ câu trả lời đó. Ảnh, tệp minh chứng gửi trong bot: ô xám cho biết đã có gì, còn thiếu gì.", "An empty cell left empty is no answer; emptying a cell drops its answer. Photos and files are sent to the bot: grey cells tell what is there and what is missing."),
	thidua.Say("Điền xong, lưu dạng .xlsx và gửi tệp này vào bot. Bot nêu từng thay đổi và từng ô chưa đúng trước khi ghi.", "When done, save as .xlsx and send this file to the bot. It names each change and each wrong cell before anything is taken."),
}

// How a cell is to be written.
var (
	CellWhole    = thidua.Say("Số nguyên, ví dụ: 150.", "A whole number, such as 150.")
	CellDecimal  = thidua.Say("Số, ví dụ: 12,5.", "A number, such as 12.5.")
	CellAbout    = thidua.Say("Ghi được «khoảng 150».", "“about 150” may be written.")
	CellDay      = thidua.Say("Ngày, ví dụ: 18/5/2023.", "A date, such as 2023-05-18.")
	CellMoment   = thidua.Say("Ngày và giờ, ví dụ: 18/5/2023 14:30.", "A date and time, such as 2023-05-18 14:30.")
	CellClock    = thidua.Say("Giờ, ví dụ: 14:30.", "A time, such as 14:30.")
	CellOne      = thidua.Say("Chọn một ý trong danh sách.", "Choose one from the list.")
	CellSeveral  = thidua.Say("Một hoặc nhiều ý, cách nhau bằng dấu chấm phẩy (;): %s.", "One or more, semicolons (;) between them: %s.")
	CellDocument = thidua.Say("Số, ký hiệu văn bản, ví dụ: 12/QĐ-UBND.", "Number and symbol of a document, such as 12/QĐ-UBND.")
	CellPhone    = thidua.Say("Số điện thoại, ví dụ: 0912 345 678.", "A phone number, such as 0912 345 678.")
	CellPlace    = thidua.Say("Vĩ độ và kinh độ, ví dụ: 20.65 106.05.", "Latitude and longitude, such as 20.65 106.05.")
	CellAgree    = thidua.Say("Ghi «Có» để xác nhận.", "Write “Yes” to confirm.")
	CellFile     = thidua.Say("Ô này chỉ để xem. Ảnh, tệp gửi trong bot; gửi lại bảng này không làm mất tệp đã có.", "This cell only tells. Photos and files are sent to the bot; sending this workbook back loses none that are there.")
	FilesThere   = thidua.Say("Đã có %d tệp: %s", "%d files: %s")
	FilesOwed    = thidua.Say("CÒN THIẾU – gửi trong bot", "MISSING – send it to the bot")
	FilesNone    = thidua.Say("Chưa có", "None yet")
	CellMust     = thidua.Say("Bắt buộc.", "Required.")
	CellMay      = thidua.Say("Bắt buộc tùy câu trả lời khác.", "Required depending on other answers.")
)

// What is wrong with a cell or a row, and what would be right.
var (
	CellIsFile    = thidua.Say("Cột «%s» chỉ để xem, không nhận nội dung ghi ở đây. Mời gửi ảnh, tệp trong bot.", "The column “%s” only tells, nothing written there is taken. Please send photos and files to the bot.")
	CellFault     = thidua.Say("Ô này có công thức lỗi (%s). Mời ghi giá trị.", "The formula in this cell fails (%s). Please write the value.")
	CellIsDay     = thidua.Say("Ô này đang là ngày (%s); câu này cần số. Mời đổi định dạng ô sang số rồi ghi lại.", "This cell is a date (%s) and the question takes a number. Please format the cell as a number and write it again.")
	CellNoClock   = thidua.Say("Ô này còn thiếu giờ. Mời ghi như 18/5/2023 14:30.", "This cell lacks the time of day. Please write it like 2023-05-18 14:30.")
	CellNoChoice  = thidua.Say("«%s» không có trong danh sách. Ghi một trong: %s.", "“%s” is not in the list. Write one of: %s.")
	CellNotNow    = thidua.Say("«%s» không chọn được ở đây, do câu trả lời khác. Chọn được: %s.", "“%s” cannot be chosen here because of another answer. It can be: %s.")
	CellNotAsked  = thidua.Say("Câu này không phải trả lời, do câu trả lời khác. Mời để trống ô này hoặc sửa câu kia.", "This question is not asked because of another answer. Please leave the cell empty, or change the other one.")
	CellMany      = thidua.Say("«%s» nhận nhiều nhất %d mục. Mời bỏ bớt dòng.", "“%s” takes at most %d entries. Please take rows out.")
	CellBadDelete = thidua.Say("Để xóa mục này, ghi x; để giữ, xóa trắng ô.", "Write x to delete this entry; leave the cell empty to keep it.")
	RowUnnamed    = thidua.Say("Mời ghi số của mục ở trang kia mà dòng này thuộc về.", "Please write the number of the entry on the other sheet to which this row belongs.")
	RowCarried    = thidua.Say("Mục đã có không chuyển sang mục khác được. Mời ghi x ở cột xóa và thêm dòng mới.", "An entry cannot be moved to another one. Please write x in the column for deletion and add a new row.")
	RowGone       = thidua.Say("Mục này đã bị xóa sau khi lấy tệp; dòng này không dùng.", "This entry was deleted after the file was made; the row is not used.")
	RowNoAbove    = thidua.Say("Mục chứa dòng này không còn hoặc chưa được thêm; dòng này không dùng.", "The entry that holds this row is gone or was not added; the row is not used.")
	ColumnGone    = thidua.Say("Câu hỏi «%s» không còn trong biểu mẫu; cột này không dùng.", "The question “%s” is no longer in the form; the column is not used.")
	TableGone     = thidua.Say("Trang này không còn trong biểu mẫu, hoặc không dành cho đơn vị; trang này không dùng.", "This sheet is no longer in the form, or not for your unit; it is not used.")
	TableNotAsked = thidua.Say("Danh sách này không phải điền, do câu trả lời khác.", "This list is not asked for because of another answer.")
	CellNowWrong  = thidua.Say("Sau khi sửa, câu này chưa đúng yêu cầu: %s", "After the change this answer does not fit: %s")
)

// What became of a filled file.
var (
	FileNotXLSX    = thidua.Say("Bot chỉ đọc bảng tính dạng .xlsx. Mời lưu lại dạng .xlsx (không có macro) rồi gửi.", "Only spreadsheets in .xlsx are read. Please save the file as .xlsx (without macros) and send it again.")
	FileUnread     = thidua.Say("Không đọc được tệp «%s»: không phải là bảng tính .xlsx, hoặc tệp bị hỏng. Mời mở bằng Excel, lưu lại dạng .xlsx rồi gửi.", "The file “%s” cannot be read: it is no .xlsx spreadsheet, or it is damaged. Please open it in Excel, save it as .xlsx and send it again.")
	FileLocked     = thidua.Say("Tệp «%s» có mật khẩu nên không đọc được. Mời bỏ mật khẩu rồi gửi lại.", "The file “%s” has a password and cannot be read. Please take it off and send the file again.")
	FileLarge      = thidua.Say("Tệp «%s» quá lớn (nhiều nhất 20.000 dòng). Mời chia nhỏ rồi gửi lại.", "The file “%s” is too large (20,000 rows at most). Please send it in pieces.")
	FileForeign    = thidua.Say("Tệp «%s» không phải tệp điền của đợt thi đua. Mời gửi /excel để lấy tệp, điền vào đó rồi gửi lại.", "The file “%s” is not one to fill in for this campaign. Please send /excel to get one, fill it in and send it back.")
	FileOtherUnit  = thidua.Say("Tệp «%s» được lập cho đơn vị khác nên không dùng được cho %s. Mời gửi /excel để lấy tệp của đơn vị, hoặc /donvi để đổi đơn vị.", "The file “%s” was made for another unit and cannot be used for %s. Please send /excel to get your unit's file, or /donvi to change the unit.")
	FileOther      = thidua.Say("Tệp «%s» thuộc đợt thi đua khác. Mời gửi /excel để lấy tệp của đợt này.", "The file “%s” belongs to another campaign. Please send /excel to get this campaign's file.")
	FileOld        = thidua.Say("Tệp được lập theo biểu mẫu cũ; các cột được nhận theo tên câu hỏi.", "The file was made from an older form; its columns are taken by the names of the questions.")
	NothingNew     = thidua.Say("Tệp «%s»: không có gì thay đổi.", "The file “%s”: nothing changes.")
	ImportPreview  = thidua.Say("📗 Tệp «%s» của %s – %d thay đổi:", "📗 The file “%s” of %s: %d changes:")
	ImportPart     = thidua.Say("%s: sửa %d câu trả lời (%d mục), thêm %d mục, xóa %d mục", "%s: %d answers changed (in %d entries), %d entries added, %d deleted")
	ImportChanged  = thidua.Say("• %s – %s%s: %s → %s", "• %s – %s%s: %s → %s")
	ImportAdded    = thidua.Say("• dòng %d, thêm: %s", "• row %d, new: %s")
	ImportDeleted  = thidua.Say("• dòng %d, xóa: %s", "• row %d, deleted: %s")
	ImportEmpty    = thidua.Say("(trống)", "(empty)")
	ImportConflict = thidua.Say(" ⚠️ người khác đã đổi sau khi lấy tệp", " ⚠️ somebody changed it after the file was made")
	ImportWrong    = thidua.Say("⚠️ %d ô chưa dùng được (sửa trong tệp rồi gửi lại, hoặc trả lời trong bot):", "⚠️ %d cells cannot be taken (mend the file and send it again, or answer in the bot):")
	ImportNotes    = thidua.Say("Nên xem lại:", "Please look at:")
	ImportAt       = thidua.Say("• trang «%s», ô %s: %s", "• sheet “%s”, cell %s: %s")
	ImportOnSheet  = thidua.Say("• trang «%s»: %s", "• sheet “%s”: %s")
	ImportAsk      = thidua.Say("Ghi các thay đổi này?", "Take these changes?")
	ImportLeft     = thidua.Say("Không ghi gì từ tệp «%s».", "Nothing was taken from the file “%s”.")
	ImportDoing    = thidua.Say("Đang ghi từ tệp «%s»…", "Taking the file “%s”…")
	ImportDone     = thidua.Say("✓ Đã ghi từ tệp «%s»:", "✓ Taken from the file “%s”:")
	ImportSkipped  = thidua.Say("⚠️ %d ô không ghi vì đã có người đổi trong lúc chờ. Mời gửi lại tệp để xem.", "⚠️ %d cells were left because somebody changed them meanwhile. Please send the file again to see them.")
	ImportDraft    = thidua.Say("Các câu trả lời này chưa nộp. Mời bấm Nộp, hoặc Xem lại để kiểm tra.", "These answers are not submitted yet. Please press Submit, or Review to check.")
	ImportOwed     = thidua.Say("📎 %s: còn %d câu chờ ảnh, tệp minh chứng (%s).", "📎 %s: %d questions wait for photos or files (%s).")
	ImportSendHow  = thidua.Say("Bấm «%s» để gửi trong bot.", "Press “%s” to send them here.")
	ImportSend     = thidua.Say("Gửi minh chứng", "Send files")
	ImportMore     = thidua.Say("… và %d thay đổi khác", "… and %d more changes")
	ImportFailed   = thidua.Say("Chưa ghi được tệp «%s» do có sự cố. Mời gửi lại tệp.", "The file “%s” could not be taken because something went wrong. Please send it again.")
	SubmitPart     = thidua.Say("Nộp: %s", "Submit: %s")
	ImportLog      = thidua.Say("Sửa %d câu trả lời, thêm %d mục, xóa %d mục", "%d answers changed, %d entries added, %d deleted")
)
