package xlsform

// Languages and settings.
const (
	translationMissing wording = `translation_missing
Thiếu bản dịch: %[2]s. Bản của ngôn ngữ mặc định sẽ hiện thay.
Translations are missing: %[2]s. The default language is shown instead.`
	languageCode wording = `language_code
Ngôn ngữ không có mã hợp lệ: %[2]s. Xin viết mã trong ngoặc, ví dụ “label::English (en)”.
Languages without a valid code: %[2]s. Put the code in brackets, such as “label::English (en)”.`
	languageDefault wording = `default_language_unknown
default_language “%[1]s” không phải là ngôn ngữ nào của biểu mẫu. Xin viết đúng như ở tên cột: %[2]s.
The default_language “%[1]s” is none of the form. Write it as in the column names: %[2]s.`
	idTwice wording = `id_string_ignored
Cột id_string là tên cũ của form_id; đã có form_id nên “%[1]s” bị bỏ qua.
The column id_string is an old name of form_id; there is a form_id, so “%[1]s” is ignored.`
)
