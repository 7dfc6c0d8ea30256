package xlsform

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
