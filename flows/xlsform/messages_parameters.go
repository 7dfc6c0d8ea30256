package xlsform

// Parameters, appearances, defaults.
const (
	parameterForm wording = `SURVEY_004
Tham số “%[2]s” phải viết dạng tên=giá_trị, ví dụ rows=3.
The parameter “%[2]s” must have the form key=value, such as rows=3.`
	parameterUnknown wording = `SURVEY_005
Kiểu câu hỏi này không có tham số “%[2]s”. Các tham số dùng được: %[3]s.
This type has no parameter “%[2]s”. Known ones: %[3]s.`
	parameterIgnored wording = `parameter_ignored
Kiểu câu hỏi này không có tham số nào nên cột parameters bị bỏ qua; có thể xóa.
This type has no parameters; the column is ignored and may be deleted.`
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
Giá trị mặc định “%[2]s” không có trong danh sách “%[3]s”.%[4]s Xin ghi tên (cột name) của một lựa chọn.
The default “%[2]s” is not in the list “%[3]s”.%[4]s Write the name of a choice (column name).`
	defaultType wording = `default_not_of_type
Giá trị mặc định “%[1]s” không đúng kiểu %[2]s. Ví dụ đúng: %[3]s.
The default “%[1]s” is no %[2]s. One would be %[3]s.`
	messageAlone wording = `message_alone
Có %[2]s mà không có %[3]s nên lời báo không bao giờ hiện. Xin ghi cột %[3]s hoặc xóa lời báo.
There is a %[2]s but no %[3]s, so it is never shown. Fill %[3]s or delete the message.`
	requiredGroup wording = `required_group
Nhóm không thể bắt buộc; xin ghi required ở từng câu hỏi bên trong.
A group cannot be required; set required on the questions inside.`
	countMisplaced wording = `repeat_count_misplaced
repeat_count chỉ có tác dụng ở dòng begin repeat. Xin chuyển hoặc xóa.
repeat_count has an effect on begin repeat only. Move or delete it.`
)
