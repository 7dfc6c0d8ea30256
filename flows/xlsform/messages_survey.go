package xlsform

// Rows and names of the survey.
const (
	rowComment wording = `row_skipped
Dòng không có type, name và label nên được coi là ghi chú và bị bỏ qua.
The row has no type, name or label; it is taken for a comment and skipped.`
	surveyEmpty wording = `survey_empty
Trang “survey” không có câu hỏi nào. Xin ghi mỗi câu hỏi một dòng, bên dưới dòng tiêu đề.
The survey has no question. Write one a row below the header.`
	typeMissing wording = `type_missing
Câu hỏi không có kiểu. Xin ghi kiểu vào cột type, ví dụ text, integer, date.
The question has no type. Put one into the column type, such as text, integer, date.`
	typeUnknown wording = `type_unknown
Không có kiểu câu hỏi “%[1]s”.%[2]s Các kiểu hay dùng: text, integer, date, select_one, select_multiple, note.
Unknown question type “%[1]s”.%[2]s Common ones: text, integer, date, select_one, select_multiple, note.`
	typeNoList wording = `list_missing
Kiểu “%[1]s” phải có tên danh sách, ví dụ “select_one co_khong”.
The type “%[1]s” needs the name of a list, such as “select_one yes_no”.`
	typeOld wording = `type_old
“%[1]s” là cách viết cũ; nên viết “%[2]s”.
“%[1]s” is an old spelling; better write “%[2]s”.`
	typeUnsupported wording = `unsupported
Chưa dùng được “%[1]s” trong trò chuyện. %[2]s
“%[1]s” cannot be used in a chat. %[2]s`
	typeIgnored wording = `type_ignored
“%[1]s” không có trong trò chuyện: câu này không được hỏi và luôn để trống. Có thể xóa dòng này.
“%[1]s” does not exist in a chat: the question is not asked and stays empty. The row may be deleted.`
	nameMissing wording = `name_missing
Câu hỏi hoặc nhóm không có tên. Xin ghi vào cột name, ví dụ so_dai_bieu.
The question or group has no name. Put one into the column name, such as so_dai_bieu.`
	nameBad wording = `NAMES_008
Tên “%[1]s” không hợp lệ: bắt đầu bằng chữ cái hoặc dấu _, sau đó là chữ cái, chữ số, dấu _ - hoặc chấm, không có dấu cách; ví dụ so_dai_bieu.
The name “%[1]s” is invalid: begin with a letter or _, then letters, digits, _ - or periods, no spaces; such as so_dai_bieu.`
	nameTwice wording = `NAMES_001
Tên “%[1]s” đã dùng ở dòng %[2]d trong cùng nhóm. Xin đặt tên khác.
The name “%[1]s” is already used in row %[2]d of the same group. Choose another one.`
	countTaken wording = `NAMES_001
Tên “%[1]s” dành cho số lần của nhóm lặp “%[2]s” (dòng %[3]d, cột repeat_count). Xin đặt tên khác cho câu này.
The name “%[1]s” is kept for the count of the repeat “%[2]s” (row %[3]d, column repeat_count). Choose another one.`
	nameCase wording = `NAMES_002
Tên “%[1]s” chỉ khác chữ hoa, chữ thường với tên ở dòng %[2]d nên dễ nhầm. Nên đặt tên khác hẳn.
The name “%[1]s” differs only in case from the one in row %[2]d, which is easily confused. Better choose another one.`
	nameRoot wording = `NAMES_003
Nhóm lặp không được trùng tên gốc của biểu mẫu (“%[1]s”). Xin đặt tên khác.
A repeat must not be named like the root of the form (“%[1]s”). Choose another name.`
	repeatTwice wording = `NAMES_004
Tên nhóm lặp “%[1]s” đã dùng ở dòng %[2]d. Mỗi nhóm lặp phải có tên riêng trong cả biểu mẫu.
The repeat name “%[1]s” is already used in row %[2]d. Every repeat of the form needs a name of its own.`
	nameMeta wording = `NAMES_005
Tên “meta” dành riêng cho hệ thống. Xin đặt tên khác.
The name “meta” is reserved. Choose another one.`
	labelMissing wording = `label_missing
Câu hỏi “%[2]s” không có nội dung. Xin ghi điều cần hỏi vào cột label (hoặc hint).
The question “%[2]s” has no text. Put what is asked into the column label (or hint).`
	repeatLabel wording = `repeat_label
Nhóm lặp “%[2]s” không có nhãn. Nên ghi tên của mỗi mục vào cột label, ví dụ Hoạt động.
The repeat “%[2]s” has no label. Better put what each entry is into the column label, such as Activity.`
	endAlone wording = `SURVEY_001
“%[1]s” không đóng nhóm nào đang mở.%[2]s
“%[1]s” closes nothing that is open.%[2]s`
	beginAlone wording = `SURVEY_002
Nhóm “%[2]s” không có dòng kết thúc. Xin thêm dòng “%[3]s” sau câu hỏi cuối cùng của nhóm.
“%[2]s” has no matching end. Add a row “%[3]s” after its last question.`
	groupEmpty wording = `group_empty
Nhóm “%[2]s” không có câu hỏi nào bên trong. Xin thêm câu hỏi hoặc xóa nhóm.
“%[2]s” has no question inside. Add one or delete the group.`
	nestedDeep wording = `nesting_too_deep
Các nhóm lồng nhau quá %[2]d lớp. Xin bớt lớp, ví dụ bỏ các nhóm chỉ chứa một nhóm khác.
Groups are nested more than %[2]d deep. Take some out, such as groups that hold one group only.`
)
