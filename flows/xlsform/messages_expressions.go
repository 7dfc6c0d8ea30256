package xlsform

// Expressions and references.
const (
	expressionWrong wording = `expression_wrong
Biểu thức “%[2]s” sai: %[3]s
The expression “%[2]s” is wrong: %[3]s`
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
Câu calculate “%[2]s” không có công thức. Xin ghi vào cột calculation, ví dụ ${so_nam} + ${so_nu}.
The calculate “%[2]s” has no calculation. Fill the column calculation, such as ${men} + ${women}.`
	triggerWrong wording = `trigger_not_visible
“%[2]s” không hiện ra để người dùng trả lời nên không dùng ở cột trigger được. Xin chọn một câu hỏi có nhãn.
People do not see “%[2]s”, so it cannot be a trigger. Choose a question with a label.`
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
