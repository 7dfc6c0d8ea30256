package xlsform

// Choices.
const (
	choicesMissing wording = `choices_missing
Câu hỏi này cần trang tính “%[2]s” nhưng không có. Xin thêm trang này với các cột list_name, name, label.%[3]s
This question needs a sheet named “%[2]s” and there is none. Add it, with the columns list_name, name, label.%[3]s`
	listUnknown wording = `choice_list_unknown
Không có danh sách “%[2]s” trong trang “%[3]s”.%[4]s
There is no list “%[2]s” in the sheet “%[3]s”.%[4]s`
	choiceNoList wording = `choice_without_list
Lựa chọn không có tên danh sách nên bị bỏ qua. Xin ghi vào cột list_name.
The choice belongs to no list and is ignored. Fill the column list_name.`
	choiceNoName wording = `NAMES_006
Một lựa chọn của danh sách “%[2]s” không có tên. Xin ghi vào cột name, ví dụ co.
A choice of the list “%[2]s” has no name. Put one into the column name, such as yes.`
	choiceNoLabel wording = `LABEL_001
Lựa chọn “%[2]s” không có nhãn nên tên của nó hiện thay. Nên ghi nhãn vào cột label.
The choice “%[2]s” has no label, so its name is shown. Better put one into the column label.`
	choiceTwice wording = `NAMES_007
Lựa chọn “%[1]s” đã có ở dòng %[3]d trong danh sách “%[2]s”. Xin đặt tên khác, hoặc ghi allow_choice_duplicates = yes ở trang settings.
The choice “%[1]s” already stands in row %[3]d of the list “%[2]s”. Rename it, or set allow_choice_duplicates to yes in settings.`
	choiceSpace wording = `choice_space
Tên lựa chọn “%[1]s” có dấu cách, không dùng được cho select_multiple (câu “%[2]s”). Xin thay bằng dấu gạch dưới.
The choice name “%[1]s” contains a space and cannot be used by select_multiple (question “%[2]s”). Use an underscore.`
	listUnused wording = `list_unused
Danh sách “%[1]s” không được câu hỏi nào dùng. Có thể xóa, hoặc dùng bằng kiểu select_one %[1]s.
No question uses the list “%[1]s”. Delete it, or use it with the type select_one %[1]s.`
	mediumMissing wording = `media_missing
Không thấy tệp “%[2]s”. Xin đặt tệp vào thư mục “%[3]s” cạnh bảng tính, hoặc gửi cả hai trong một tệp .zip; chưa có tệp thì câu hỏi hiện không kèm tệp này.
The file “%[2]s” is not there. Put it into the folder “%[3]s” beside the workbook, or send both in one .zip; until then the question is shown without it.`
	mediumLarge wording = `media_too_large
Tệp “%[2]s” lớn hơn %[3]d MB, Telegram không gửi được. Xin thu nhỏ tệp.
The file “%[2]s” is larger than the %[3]d MB that Telegram sends. Make it smaller.`
	mediumDynamic wording = `media_dynamic
Tên tệp có ${…} không dùng được trong trò chuyện: tệp này không hiện. Xin ghi tên tệp cố định, mỗi tệp một câu hỏi có relevant.
A file name with ${…} cannot be used in a chat: the file is not shown. Write a fixed name, with a question and relevant for each file.`
	otherFilter wording = `other_with_filter
or_other không dùng cùng choice_filter. Xin tự thêm lựa chọn “khác” và một câu text có điều kiện relevant.
or_other cannot be used with choice_filter. Add the choice and a relevant text question yourself.`
	otherTranslated wording = `other_translated
or_other thêm lựa chọn và câu hỏi không dịch theo các ngôn ngữ của biểu mẫu; nên tự viết cả hai.
or_other adds a choice and a question that are not translated; better write both yourself.`
	externalNoFilter wording = `external_without_filter
select_one_external chỉ cần khi có choice_filter. Nên chuyển danh sách sang trang choices và dùng select_one.
select_one_external is for lists with a choice_filter. Better move the list to the sheet choices and use select_one.`
	fileEnding wording = `file_ending
Tên tệp “%[2]s” phải kết thúc bằng .csv, .xml hoặc .geojson.
The file name “%[2]s” must end in .csv, .xml or .geojson.`
	filterColumn wording = `filter_column_unknown
choice_filter dùng cột “%[2]s” mà danh sách “%[3]s” không có.%[4]s
The choice_filter uses the column “%[2]s”, which the list “%[3]s” lacks.%[4]s`
)
