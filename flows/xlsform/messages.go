package xlsform

import (
	"fmt"
	"strings"

	"thidua"
)

// wording is what is said about a kind of problem: its code, the Vietnamese and the English text, one a line.
// %[1]s is the text of the cell, the others come from the place that finds the problem.
type wording string

// meant is a name that was probably meant; empty says nothing.
type meant string

func (w wording) say(args []any) (code string, message thidua.Text) {
	code, texts, _ := strings.Cut(string(w), "\n")
	vi, en, _ := strings.Cut(texts, "\n")
	return code, thidua.Text{"vi": fill("vi", vi, args), "en": fill("en", en, args)}
}

func fill(language, format string, args []any) string {
	if !strings.Contains(format, "%") {
		return format
	}
	own := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case meant:
			own[i] = a.in(language)
		case thidua.Text:
			own[i] = a.In(language)
		default:
			own[i] = arg
		}
	}
	return fmt.Sprintf(format, own...)
}

func (m meant) in(language string) string {
	switch {
	case m == "":
		return ""
	case language == "vi":
		return fmt.Sprintf(" Có phải ý anh/chị là “%s”?", string(m))
	}
	return fmt.Sprintf(" Did you mean “%s”?", string(m))
}

// The file as a whole.
const (
	moreProblems wording = `more
và %[2]d vấn đề nữa không liệt kê ở đây.
and %[2]d more that are not listed here.`
	fileEmpty wording = `file_empty
Tệp trống. Cần một bảng tính .xlsx hoặc một tệp Markdown .md.
The file is empty. A workbook (.xlsx) or a Markdown file (.md) is needed.`
	fileOld wording = `file_xls
Tệp là bảng tính Excel kiểu cũ (.xls), dù tên có thể ghi .xlsx. Xin mở bằng Excel rồi lưu lại dạng .xlsx.
The file is an old Excel workbook (.xls), whatever its name says. Open it in Excel and save it as .xlsx.`
	fileEncrypted wording = `file_encrypted
Bảng tính được đặt mật khẩu. Xin bỏ mật khẩu rồi lưu lại.
The workbook is protected by a password. Remove the password and save it again.`
	fileUnknown wording = `file_not_workbook
Tệp không phải là bảng tính .xlsx và cũng không phải bảng Markdown. Xin lưu lại dạng .xlsx.
The file is neither an .xlsx workbook nor a Markdown table. Save it as .xlsx.`
	fileBroken wording = `file_broken
Không đọc được bảng tính: tệp hỏng hoặc không đúng chuẩn .xlsx. Xin mở bằng Excel rồi lưu lại.
The workbook cannot be read: it is damaged or no proper .xlsx. Open it in Excel and save it again.`
	fileLarge wording = `file_too_large
Tệp quá lớn: tối đa %[2]d MB (bảng tính tính sau khi giải nén).
The file is too large: at most %[2]d MB (of a workbook, unpacked).`
	sheetLarge wording = `sheet_too_large
Trang tính có quá nhiều ô: tối đa %[2]d dòng, %[3]d ô có nội dung và %[4]d MB.
The sheet is too large: at most %[2]d rows, %[3]d filled cells and %[4]d MB.`
	sheetsMany wording = `too_many_sheets
Tệp có quá %[2]d trang tính.
The file has more than %[2]d sheets.`
	cellLong wording = `cell_too_long
Ô dài quá 32.767 ký tự, là giới hạn của Excel. Xin chia nhỏ hoặc viết gọn lại.
The cell is longer than 32,767 characters, Excel's limit. Split or shorten it.`
	dateUnreadable wording = `date_unreadable
Ô ngày tháng có giá trị không đọc được: “%[1]s”. Xin gõ ngày dạng chữ, ví dụ 25/05/2023.
The date cell holds a value that cannot be read: “%[1]s”. Type the date as text, such as 2023-05-25.`
)

// Sheets and headers.
const (
	surveyMissing wording = `NAMES_013
Thiếu trang tính “survey”.%[2]s
There is no sheet named “survey”.%[2]s`
	sheetSimilar wording = `sheet_similar
Trang tính “%[2]s” bị bỏ qua.%[3]s Nếu cố ý, xin đặt tên bắt đầu bằng dấu gạch dưới.
The sheet “%[2]s” is ignored.%[3]s If that is intended, begin its name with an underscore.`
	sheetTwice wording = `sheet_twice
Có hai trang tính cùng tên “%[2]s”. Xin gộp lại thành một.
There are two sheets named “%[2]s”. Make them one.`
	headerNone wording = `HEADER_001
Không thấy dòng tiêu đề cột. Dòng đầu tiên phải ghi tên các cột.
No header row was found. The first row must hold the names of the columns.`
	headerTwo wording = `HEADER_002
Cột “%[1]s” và cột “%[2]s” là một. Xin giữ lại một cột.
The columns “%[1]s” and “%[2]s” mean the same. Keep one of them.`
	headerTwice wording = `header_twice
Cột “%[1]s” có hai lần. Xin giữ lại một cột.
The column “%[1]s” is there twice. Keep one of them.`
	headerMissing wording = `HEADER_003
Thiếu cột bắt buộc “%[2]s”.%[3]s
The required column “%[2]s” is missing.%[3]s`
	headerUnknown wording = `column_unknown
Không có cột tên “%[1]s” nên cột bị bỏ qua.%[2]s
There is no column “%[1]s”; it is ignored.%[2]s`
	headerIgnored wording = `column_ignored
Cột “%[1]s” không có tác dụng trong trò chuyện nên bị bỏ qua.
The column “%[1]s” has no effect in a chat and is ignored.`
	choiceColumnBad wording = `HEADER_004
Tên cột “%[1]s” trống hoặc có dấu cách nên cột bị bỏ qua. Xin dùng tên không có dấu cách.
The column name “%[1]s” is empty or contains a space; the column is ignored. Use a name without spaces.`
)

// Rows and names of the survey.
const (
	rowComment wording = `row_skipped
Dòng không có type, name và label nên được coi là ghi chú và bị bỏ qua.
The row has no type, name or label; it is taken for a comment and skipped.`
	surveyEmpty wording = `survey_empty
Trang “survey” không có câu hỏi nào.
The survey has no question.`
	typeMissing wording = `type_missing
Câu hỏi không có kiểu. Xin ghi kiểu vào cột type, ví dụ text, integer, date.
The question has no type. Put one into the column type, such as text, integer, date.`
	typeUnknown wording = `type_unknown
Không có kiểu câu hỏi “%[1]s”.%[2]s
Unknown question type “%[1]s”.%[2]s`
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
“%[1]s” không có trong trò chuyện: câu hỏi không được hỏi và luôn để trống.
“%[1]s” does not exist in a chat: the question is not asked and stays empty.`
	nameMissing wording = `name_missing
Câu hỏi hoặc nhóm không có tên. Xin ghi vào cột name, ví dụ so_dai_bieu.
The question or group has no name. Put one into the column name, such as so_dai_bieu.`
	nameBad wording = `NAMES_008
Tên “%[1]s” không hợp lệ: bắt đầu bằng chữ cái hoặc dấu _, sau đó là chữ cái, chữ số, dấu _ - hoặc chấm.
The name “%[1]s” is invalid: begin with a letter or _, then letters, digits, _ - or periods.`
	nameTwice wording = `NAMES_001
Tên “%[1]s” đã dùng ở dòng %[2]d trong cùng nhóm. Xin đặt tên khác.
The name “%[1]s” is already used in row %[2]d of the same group. Choose another one.`
	countTaken wording = `NAMES_001
Tên “%[1]s” dành cho số lần của nhóm lặp “%[2]s” (dòng %[3]d, cột repeat_count). Xin đặt tên khác cho câu này.
The name “%[1]s” is kept for the count of the repeat “%[2]s” (row %[3]d, column repeat_count). Choose another one.`
	nameCase wording = `NAMES_002
Tên “%[1]s” chỉ khác chữ hoa, chữ thường với tên ở dòng %[2]d, dễ nhầm khi phân tích.
The name “%[1]s” differs only in case from the one in row %[2]d; that is easily confused.`
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
Câu hỏi “%[2]s” không có nội dung. Xin ghi vào cột label (hoặc hint).
The question “%[2]s” has no text. Put one into the column label (or hint).`
	repeatLabel wording = `repeat_label
Nhóm lặp “%[2]s” không có nhãn (label).
The repeat “%[2]s” has no label.`
	endAlone wording = `SURVEY_001
“%[1]s” không khớp với dòng mở nào.%[2]s
“%[1]s” closes nothing.%[2]s`
	beginAlone wording = `SURVEY_002
“%[2]s” không có dòng kết thúc “%[3]s”.
“%[2]s” has no matching “%[3]s”.`
	groupEmpty wording = `group_empty
“%[2]s” không có câu hỏi nào bên trong.
“%[2]s” has no question inside.`
	nestedDeep wording = `nesting_too_deep
Nhóm lồng nhau quá %[2]d lớp.
Groups are nested more than %[2]d deep.`
)

// Choices.
const (
	choicesMissing wording = `choices_missing
Câu hỏi này cần trang tính “%[2]s” nhưng không có. Xin thêm trang này với các cột list_name, name, label.%[3]s
This question needs a sheet named “%[2]s” and there is none. Add it, with the columns list_name, name, label.%[3]s`
	listUnknown wording = `choice_list_unknown
Không có danh sách “%[2]s” trong trang “%[3]s”.%[4]s
There is no list “%[2]s” in the sheet “%[3]s”.%[4]s`
	choiceNoList wording = `choice_without_list
Lựa chọn không có tên danh sách (list_name) nên bị bỏ qua.
The choice has no list_name and is ignored.`
	choiceNoName wording = `NAMES_006
Lựa chọn trong danh sách “%[2]s” không có tên (name).
A choice of the list “%[2]s” has no name.`
	choiceNoLabel wording = `LABEL_001
Lựa chọn “%[2]s” không có nhãn (label); tên sẽ hiện thay.
The choice “%[2]s” has no label; its name is shown instead.`
	choiceTwice wording = `NAMES_007
Lựa chọn “%[1]s” có hai lần trong danh sách “%[2]s” (dòng %[3]d). Xin đặt tên khác, hoặc ghi allow_choice_duplicates = yes ở trang settings.
The choice “%[1]s” is there twice in the list “%[2]s” (row %[3]d). Rename it, or set allow_choice_duplicates to yes.`
	choiceSpace wording = `choice_space
Tên lựa chọn “%[1]s” có dấu cách, không dùng được cho select_multiple (câu “%[2]s”). Xin thay bằng dấu gạch dưới.
The choice name “%[1]s” contains a space and cannot be used by select_multiple (question “%[2]s”). Use an underscore.`
	listUnused wording = `list_unused
Danh sách “%[1]s” không được câu hỏi nào dùng.
The list “%[1]s” is used by no question.`
	mediaIgnored wording = `media_ignored
Ảnh, âm thanh, phim kèm câu hỏi (cột “%[1]s”) chưa hiện trong trò chuyện.
Media beside a question (column “%[1]s”) are not shown in a chat.`
	otherFilter wording = `other_with_filter
or_other không dùng cùng choice_filter. Xin tự thêm lựa chọn “khác” và một câu text có điều kiện relevant.
or_other cannot be used with choice_filter. Add the choice and a relevant text question yourself.`
	otherTranslated wording = `other_translated
or_other thêm lựa chọn và câu hỏi không dịch theo các ngôn ngữ của biểu mẫu; nên tự viết cả hai.
or_other adds a choice and a question that are not translated; better write both yourself.`
	externalNoFilter wording = `external_without_filter
select_one_external không có choice_filter: nên dùng select_one.
select_one_external without a choice_filter: better use select_one.`
	fileEnding wording = `file_ending
Tên tệp “%[2]s” phải kết thúc bằng .csv, .xml hoặc .geojson.
The file name “%[2]s” must end in .csv, .xml or .geojson.`
	filterColumn wording = `filter_column_unknown
choice_filter dùng cột “%[2]s” mà danh sách “%[3]s” không có.%[4]s
The choice_filter uses the column “%[2]s”, which the list “%[3]s” lacks.%[4]s`
)

// Expressions and references.
const (
	expressionWrong wording = `expression_wrong
Biểu thức sai: %[2]s
The expression is wrong: %[2]s`
	referenceMalformed wording = `PYREF_001
Tham chiếu “%[2]s” viết sai. Viết ${ten_cau_hoi}, không có dấu cách, có đủ hai ngoặc nhọn.
The reference “%[2]s” is malformed. Write ${question_name} without spaces and with both braces.`
	triggerCommas wording = `PYREF_002
Các tham chiếu trong trigger phải cách nhau bằng dấu phẩy: ${a}, ${b}.
References in trigger must be separated by commas: ${a}, ${b}.`
	referenceUnknown wording = `PYREF_003
Không có câu hỏi nào tên “%[2]s” trong trang survey.%[3]s
There is no question named “%[2]s” in the survey.%[3]s`
	nameBare wording = `name_bare
“%[2]s” không có nghĩa ở đây. Câu hỏi viết là ${%[2]s}, chữ viết trong dấu nháy: '%[2]s'.%[3]s
“%[2]s” means nothing here. A question is written ${%[2]s}, a text in quotes: '%[2]s'.%[3]s`
	nameWithout wording = `name_without_braces
“%[2]s” là tên một câu hỏi nhưng thiếu ${} nên ở đây luôn trống. Xin viết ${%[2]s}.
“%[2]s” is the name of a question but lacks ${}, so it is always empty here. Write ${%[2]s}.`
	nameOfChoice wording = `name_of_choice
“%[2]s” không có ${} chỉ có nghĩa trong choice_filter; ở đây luôn trống. Giá trị của một câu hỏi viết là ${ten_cau_hoi}.
“%[2]s” without ${} means something in a choice_filter only; here it is always empty. Write ${question_name}.`
	referenceAmbiguous wording = `PYREF_004
“%[2]s” không rõ là câu nào: tên này có ở các dòng %[3]s. Xin đặt tên khác nhau.
“%[2]s” is ambiguous: the name stands in rows %[3]s. Give them different names.`
	referenceRepeated wording = `repeated_reference
“%[2]s” nằm trong nhóm lặp “%[3]s” nên có nhiều giá trị; ở đây chỉ lấy giá trị đầu. Dùng sum(), count(), join() hoặc indexed-repeat().
“%[2]s” is inside the repeat “%[3]s” and has many values; only the first is taken here. Use sum(), count(), join() or indexed-repeat().`
	cycleFound wording = `dependency_cycle
Các biểu thức phụ thuộc vòng tròn: %[2]s. Xin bỏ một tham chiếu trong vòng.
Expressions depend on each other in a circle: %[2]s. Take one reference out of it.`
	selfOutside wording = `self_outside
Dấu chấm (giá trị của chính câu hỏi) không dùng được trong cột “%[2]s”. Xin viết ${ten_cau_hoi}.
The dot (the question's own value) cannot be used in the column “%[2]s”. Write ${question_name}.`
	calculationMissing wording = `calculation_missing
Câu calculate “%[2]s” không có công thức. Xin ghi vào cột calculation.
The calculate “%[2]s” has no calculation.`
	triggerWrong wording = `trigger_not_visible
“%[2]s” không phải là câu hỏi hiện ra với người trả lời nên không dùng làm trigger được.
“%[2]s” is not a question that people see, so it cannot be a trigger.`
	instanceUnknown wording = `unsupported
Chưa dùng được instance('%[2]s'): không có danh sách này trong trang choices, và chưa đọc tệp đính kèm. Xin chép dữ liệu vào trang choices.
instance('%[2]s') cannot be used: there is no such list in the sheet choices, and attachments are not read. Copy the data into choices.`
	featureUnsupported wording = `unsupported
Chưa dùng được %[2]s. %[3]s
%[2]s cannot be used. %[3]s`
	choicesOfRepeat wording = `choices_reference
“%[2]s” phải là câu hỏi trong một nhóm lặp, vì các câu trả lời của nó là các lựa chọn.
“%[2]s” must be a question in a repeat, since its answers are the choices.`
)

// Parameters, appearances, defaults.
const (
	parameterForm wording = `SURVEY_004
Tham số “%[2]s” phải viết dạng tên=giá_trị.
The parameter “%[2]s” must have the form key=value.`
	parameterUnknown wording = `SURVEY_005
Kiểu câu hỏi này không có tham số “%[2]s”. Các tham số dùng được: %[3]s.
This type has no parameter “%[2]s”. Known ones: %[3]s.`
	parameterIgnored wording = `parameter_ignored
Kiểu câu hỏi này không có tham số nào; cột parameters bị bỏ qua.
This type has no parameters; the column is ignored.`
	parameterGeometry wording = `SURVEY_006
reference-geometry phải là tên một danh sách, ví dụ co_so, hoặc một nhóm lặp, ví dụ ${ho_dan}; “%[2]s” không phải.
reference-geometry must be a list, such as places, or a repeat, such as ${household}; “%[2]s” is neither.`
	captureNumber wording = `SURVEY_007
capture-accuracy phải là số mét, ví dụ capture-accuracy=5; “%[2]s” không phải là số.
capture-accuracy must be a number of metres, such as capture-accuracy=5; “%[2]s” is none.`
	warningNumber wording = `SURVEY_008
warning-accuracy phải là số mét, ví dụ warning-accuracy=20; “%[2]s” không phải là số.
warning-accuracy must be a number of metres, such as warning-accuracy=20; “%[2]s” is none.`
	mockWrong wording = `SURVEY_009
allow-mock-accuracy phải là true hoặc false, không phải “%[2]s”.
allow-mock-accuracy must be true or false, not “%[2]s”.`
	parameterWhole wording = `parameter_whole
Tham số “%[2]s” phải là số nguyên dương, ví dụ %[2]s=3.
The parameter “%[2]s” must be a positive whole number, such as %[2]s=3.`
	parameterQuality wording = `quality_unknown
Giá trị quality “%[2]s” không dùng được. Các giá trị: voice-only, low, normal, external.
The quality “%[2]s” is unknown. Known ones: voice-only, low, normal, external.`
	parameterApp wording = `app_invalid
Tham số app “%[2]s” không phải tên gói Android (phải có ít nhất một dấu chấm).
The app “%[2]s” is no Android package name (it needs at least one period).`
	randomizeWrong wording = `randomize_invalid
randomize phải là true hoặc false.
randomize must be true or false.`
	seedWrong wording = `seed_invalid
seed phải là một số hoặc ${câu_hỏi}.
The seed must be a number or ${question}.`
	seedAlone wording = `seed_alone
Có seed thì phải có randomize=true.
A seed needs randomize=true.`
	rangeNumber wording = `RANGE_001
%[2]s của range phải là số, ví dụ start=0 end=10 step=1; “%[3]s” không phải.
%[2]s of a range must be a number, as in start=0 end=10 step=1; “%[3]s” is none.`
	rangeZero wording = `RANGE_002
%[2]s của range phải khác 0.
%[2]s of a range must not be 0.`
	rangeSpan wording = `RANGE_003
%[2]s của range lớn hơn cả khoảng từ start đến end.
%[2]s of a range is larger than the range itself.`
	rangeMultiple wording = `RANGE_004
%[2]s phải nằm đúng bước của range, tức là bội số của step.
%[2]s must fall on a step of the range: a multiple of step.`
	rangeOutside wording = `RANGE_005
%[2]s phải nằm trong khoảng từ start đến end.
%[2]s must lie between start and end.`
	rangeLabels wording = `RANGE_006
tick_labelset phải là tên một danh sách trong trang choices; không có “%[2]s”.%[3]s
tick_labelset must be a list of the sheet choices; there is no “%[2]s”.%[3]s`
	rangeLabelsMany wording = `RANGE_007
Khi appearance là no-ticks, danh sách tick_labelset chỉ có hai lựa chọn: start và end.
With the appearance no-ticks the list of tick_labelset has two choices only: start and end.`
	rangeAppearance wording = `RANGE_008
tick_interval, placeholder và tick_labelset chỉ dùng với appearance vertical hoặc no-ticks, không dùng với “%[2]s”.
tick_interval, placeholder and tick_labelset go with the appearances vertical and no-ticks only, not “%[2]s”.`
	rangeLabelNumber wording = `RANGE_009
Tên các lựa chọn của tick_labelset phải là số; “%[2]s” không phải.
The names of the choices of tick_labelset must be numbers; “%[2]s” is none.`
	rangeLabelOutside wording = `RANGE_010
Lựa chọn “%[2]s” của tick_labelset nằm ngoài khoảng từ start đến end.
The choice “%[2]s” of tick_labelset lies outside start and end.`
	rangeLabelMultiple wording = `RANGE_011
Lựa chọn “%[2]s” của tick_labelset không nằm đúng bước (%[3]s) của range.
The choice “%[2]s” of tick_labelset does not fall on a step (%[3]s) of the range.`
	rangeLabelsEnds wording = `RANGE_012
Khi appearance là no-ticks, hai lựa chọn của tick_labelset phải đúng bằng start và end.
With the appearance no-ticks the two choices of tick_labelset must be start and end.`
	bigImage wording = `big_image_alone
big-image phải có image đi kèm.
big-image needs an image too.`
	tableList wording = `table_list
Nhóm table-list chỉ gồm các câu chọn cùng một danh sách, không có choice_filter.
A table-list holds selects of one list only, without choice_filter.`
	defaultChoice wording = `default_not_in_list
Giá trị mặc định “%[2]s” không có trong danh sách “%[3]s”.%[4]s
The default “%[2]s” is not in the list “%[3]s”.%[4]s`
	defaultType wording = `default_not_of_type
Giá trị mặc định “%[1]s” không đúng kiểu %[2]s.
The default “%[1]s” is no %[2]s.`
	messageAlone wording = `message_alone
Có %[2]s mà không có %[3]s nên lời báo không bao giờ hiện.
There is a %[2]s but no %[3]s, so that it is never shown.`
	requiredGroup wording = `required_group
Nhóm không thể bắt buộc; xin ghi required ở từng câu hỏi bên trong.
A group cannot be required; set required on the questions inside.`
	countMisplaced wording = `repeat_count_misplaced
repeat_count chỉ có tác dụng ở dòng begin repeat.
repeat_count has an effect on begin repeat only.`
)

// Languages and settings.
const (
	translationMissing wording = `translation_missing
Thiếu bản dịch: %[2]s. Bản của ngôn ngữ mặc định sẽ hiện thay.
Translations are missing: %[2]s. The default language is shown instead.`
	languageCode wording = `language_code
Ngôn ngữ không có mã hợp lệ: %[2]s. Xin viết mã trong ngoặc, ví dụ “label::English (en)”.
Languages without a valid code: %[2]s. Put the code in brackets, such as “label::English (en)”.`
	languageDefault wording = `default_language_unknown
default_language “%[1]s” không phải là ngôn ngữ nào của biểu mẫu (%[2]s).
The default_language “%[1]s” is none of the form's languages (%[2]s).`
	settingIgnored wording = `setting_ignored
Thiết lập “%[2]s” không có tác dụng trong trò chuyện nên bị bỏ qua.
The setting “%[2]s” has no effect in a chat and is ignored.`
)

// The sheets campaign, units, people, parts.
const (
	keyEmpty wording = `key_missing
Có giá trị mà không có khóa (cột key).
There is a value without a key.`
	keyTwice wording = `key_twice
Khóa “%[1]s” đã có ở dòng %[2]d. Xin giữ lại một dòng.
The key “%[1]s” already stands in row %[2]d. Keep one of them.`
	keyUnknown wording = `key_similar
“%[1]s” không phải là khóa đã biết (vẫn dùng được trong mẫu báo cáo).%[2]s
“%[1]s” is no known key (report templates may still use it).%[2]s`
	keyRequired wording = `key_required
Thiếu khóa bắt buộc “%[2]s” hoặc giá trị của nó.
The required key “%[2]s” or its value is missing.`
	idBad wording = `id_invalid
Mã đợt thi đua “%[1]s” không hợp lệ: chỉ dùng chữ cái, chữ số, dấu _ - và chấm, tối đa 64 ký tự.
The campaign's id “%[1]s” is invalid: letters, digits, _ - and periods only, at most 64 characters.`
	dateBad wording = `date_invalid
Không đọc được ngày “%[1]s”. Viết dạng 2023-05-25 17:00 hoặc 25/05/2023 17:00 (giờ có thể bỏ).
The date “%[1]s” cannot be read. Write 2023-05-25 17:00 or 25/05/2023 17:00 (the time may be left out).`
	opensLate wording = `opens_after_due
Ngày mở (%[2]s) phải trước hạn nộp (%[3]s).
The opening (%[2]s) must be before the due date (%[3]s).`
	zoneUnknown wording = `timezone_unknown
Không có múi giờ “%[1]s”. Viết tên như Asia/Ho_Chi_Minh.
There is no time zone “%[1]s”. Write a name such as Asia/Ho_Chi_Minh.`
	idTwice wording = `id_string_ignored
Cột id_string là tên cũ của form_id; đã có form_id nên “%[1]s” bị bỏ qua.
The column id_string is an old name of form_id; there is a form_id, so “%[1]s” is ignored.`
	languageUnknown wording = `language_unknown
Ngôn ngữ giao diện phải là vi hoặc en, không phải “%[1]s”.
The language must be vi or en, not “%[1]s”.`
	quietUnknown wording = `quiet_unknown
quiet phải là on hoặc off, không phải “%[1]s”.
quiet must be on or off, not “%[1]s”.`
	remindBad wording = `remind_invalid
Không hiểu “%[2]s”. Viết như 7d, 3d, 1d, 2h, 30m (ngày, giờ, phút trước hạn), hoặc none nếu không nhắc.
“%[2]s” is not understood. Write 7d, 3d, 1d, 2h, 30m (days, hours, minutes before the due time), or none.`
	codeMissing wording = `unit_code_missing
Đơn vị không có mã (cột code).
The unit has no code.`
	codeBad wording = `unit_code_invalid
Mã đơn vị “%[1]s” không hợp lệ: không có dấu cách, dấu phẩy, dấu chấm phẩy, tối đa 32 ký tự, và khác “-”.
The unit code “%[1]s” is invalid: no spaces, commas or semicolons, at most 32 characters, and not “-”.`
	codeTwice wording = `unit_code_twice
Mã đơn vị “%[1]s” đã có ở dòng %[2]d. Mỗi đơn vị cần một mã riêng.
The unit code “%[1]s” already stands in row %[2]d. Every unit needs a code of its own.`
	unitNoName wording = `unit_name_missing
Đơn vị “%[2]s” không có tên (cột name).
The unit “%[2]s” has no name.`
	unitsEmpty wording = `units_empty
Trang “units” không có đơn vị nào. Xin ghi ít nhất một đơn vị hoặc bỏ trang này.
The sheet “units” has no unit. Add one or remove the sheet.`
	parentUnknown wording = `parent_unknown
Đơn vị cấp trên “%[1]s” không có trong trang units.%[2]s
The parent “%[1]s” is not in the sheet units.%[2]s`
	parentCycle wording = `parent_cycle
Các đơn vị là cấp trên của nhau thành vòng: %[2]s.
The units are each other's parents in a circle: %[2]s.`
	headcountBad wording = `headcount_invalid
Số người “%[1]s” phải là số nguyên không âm, ví dụ 25.
The headcount “%[1]s” must be a whole number, such as 25.`
	unitUnknown wording = `unit_unknown
Không có đơn vị mã “%[2]s” trong trang units.%[3]s
There is no unit with the code “%[2]s” in the sheet units.%[3]s`
	personNoName wording = `person_name_missing
Dòng không có tên người (cột name).
The row has no name of a person.`
	phoneBad wording = `phone_invalid
Số điện thoại “%[1]s” không đúng. Viết như 0912 345 678 hoặc +84 912 345 678.
The phone number “%[1]s” is wrong. Write it as 0912 345 678 or +84 912 345 678.`
	phoneTwice wording = `phone_two_names
Số điện thoại “%[1]s” cũng là của người tên khác ở dòng %[2]d; khi đó số này không dùng để vào được.
The phone number “%[1]s” also belongs to another name in row %[2]d; then nobody can join with it.`
	personTwice wording = `person_twice
Người này với cùng đơn vị và vai trò đã có ở dòng %[2]d.
This person with the same unit and role already stands in row %[2]d.`
	roleUnknown wording = `role_unknown
Không có vai trò “%[1]s”. Các vai trò: %[2]s.%[3]s
There is no role “%[1]s”. Roles: %[2]s.%[3]s`
	focalNoUnit wording = `focal_point_without_unit
Đầu mối phải có đơn vị (cột unit).
A focal point needs a unit.`
	partUnknown wording = `part_unknown
“%[1]s” không phải là nhóm hay nhóm lặp ở cấp ngoài cùng của trang survey.%[2]s
“%[1]s” is no top-level group or repeat of the survey.%[2]s`
	partNoName wording = `part_missing
Dòng không có tên phần (cột part).
The row names no part.`
	partTwice wording = `part_twice
Phần “%[1]s” đã có ở dòng %[2]d.
The part “%[1]s” already stands in row %[2]d.`
	partsEmpty wording = `parts_empty
Trang “parts” không có phần nào. Xin ghi ít nhất một phần hoặc bỏ trang này.
The sheet “parts” has no part. Add one or remove the sheet.`
	kindUnknown wording = `kind_unknown
Không có loại phần “%[1]s”. Các loại: %[2]s.%[3]s
There is no kind “%[1]s”. Kinds: %[2]s.%[3]s`
	filledByUnknown wording = `filled_by_unknown
filled_by phải là focal_point hoặc secretariat, không phải “%[1]s”.%[2]s
filled_by must be focal_point or secretariat, not “%[1]s”.%[2]s`
	countBad wording = `count_invalid
“%[1]s” phải là số nguyên không âm.
“%[1]s” must be a whole number, not negative.`
	minOverMax wording = `min_over_max
min (%[2]d) lớn hơn max (%[3]d).
min (%[2]d) is greater than max (%[3]d).`
	countOnGroup wording = `count_on_group
min và max chỉ có tác dụng với nhóm lặp; phần này được điền một lần.
min and max concern repeats only; this part is filled once.`
	unitsOfSecretariat wording = `units_of_secretariat
Phần do thường trực điền không chia theo đơn vị; cột units bị bỏ qua.
A part that the secretariat fills has no units; the column is ignored.`
	outsideParts wording = `outside_parts
“%[2]s” nằm ngoài mọi phần của trang parts nên không ai được hỏi. Xin thêm vào parts hoặc đưa vào một nhóm.
“%[2]s” is outside every part of the sheet parts, so nobody is asked. Add it to parts or move it into a group.`
)

// wayRound says what to do instead of something that a chat cannot carry.
func wayRound(feature string) thidua.Text {
	switch feature {
	case "file":
		return thidua.Text{"vi": "Xin chép dữ liệu vào trang choices và dùng select_one.",
			"en": "Copy the data into the sheet choices and use select_one."}
	case "loop":
		return thidua.Text{"vi": "Xin dùng begin repeat với repeat_count.", "en": "Use begin repeat with repeat_count."}
	case "rank":
		return thidua.Text{"vi": "Xin dùng một câu select_one cho mỗi thứ hạng.", "en": "Use one select_one for each rank."}
	case "shape":
		return thidua.Text{"vi": "Xin dùng geopoint, hoặc text mô tả địa điểm.", "en": "Use geopoint, or text for the place."}
	case "osm":
		return thidua.Text{"vi": "Xin dùng geopoint hoặc text.", "en": "Use geopoint or text."}
	case "include":
		return thidua.Text{"vi": "Xin chép các dòng cần dùng vào trang survey.", "en": "Copy the rows into the sheet survey."}
	case "cascading_select":
		return thidua.Text{"vi": "Xin dùng select_one với choice_filter.", "en": "Use select_one with choice_filter."}
	case "entities":
		return thidua.Text{"vi": "Xin bỏ trang entities và cột save_to.",
			"en": "Remove the sheet entities and the column save_to."}
	case "last-saved":
		return thidua.Text{"vi": "Xin dùng cột default, hoặc hỏi lại.", "en": "Use the column default, or ask again."}
	}
	return thidua.Text{}
}

// openStill names what an end row should have closed, and what may be missing.
func openStill(open *element) thidua.Text {
	word := strings.Replace(strings.ToLower(open.kind.text), "begin", "end", 1)
	return thidua.Text{
		"vi": fmt.Sprintf(" Đang mở là “%s” ở dòng %d: xin sửa thành “%s”, hoặc thêm “%[3]s” ở phía trên.",
			open.kind.text, open.q.Row, word),
		"en": fmt.Sprintf(" What is open is “%s” of row %d: make it “%s”, or add “%[3]s” above.",
			open.kind.text, open.q.Row, word),
	}
}

// otherLabel is the choice that or_other adds.
func otherLabel() thidua.Text { return thidua.Text{"vi": "Khác", "en": "Other"} }

// otherQuestion is the question that or_other adds.
func otherQuestion() thidua.Text { return thidua.Text{"vi": "Xin ghi rõ.", "en": "Specify other."} }

// rangeMessage is said of a number outside a range.
func rangeMessage(low, high, step string) thidua.Text {
	return thidua.Text{
		"vi": fmt.Sprintf("Xin nhập một số từ %s đến %s, cách nhau %s.", low, high, step),
		"en": fmt.Sprintf("Please enter a number from %s to %s in steps of %s.", low, high, step),
	}
}
