package export

// The names of the sheets that every workbook has.
const (
	summaryName     = "Tổng hợp"
	resultsName     = "Kết quả theo đơn vị"
	nominationsName = "Đề nghị khen thưởng"
	collectivesName = "ĐN tập thể"
	individualsName = "ĐN cá nhân"
	householdsName  = "ĐN hộ"
	progressName    = "Tiến độ"
	checkName       = "Kiểm tra"
	logName         = "Nhật ký"
	evidenceName    = "Minh chứng"
	changeName      = "Thay đổi"
	overflowName    = "Văn bản dài"
)

// The titles of tables and printed pages.
const (
	summaryTitle     = "TỔNG HỢP KẾT QUẢ THỰC HIỆN"
	resultsTitle     = "TỔNG HỢP KẾT QUẢ THEO ĐƠN VỊ"
	registerTitle    = "TỔNG HỢP ĐỀ NGHỊ KHEN THƯỞNG"
	collectivesTitle = "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG"
	individualsTitle = "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG"
	householdsTitle  = "DANH SÁCH HỘ GIA ĐÌNH ĐỀ NGHỊ KHEN THƯỞNG"
	progressTitle    = "Tiến độ nộp báo cáo của các đơn vị"
	checkTitle       = "Kiểm tra số liệu trước khi trình ký"
	logTitle         = "Nhật ký đợt thi đua"
	evidenceTitle    = "Tệp minh chứng của các đơn vị"
	changeTitle      = "Thay đổi so với lần xuất"
	overflowTitle    = "Phần tiếp theo của các nội dung dài quá một ô"
)

// The headings around the questions' own.
const (
	numberHead    = "STT"
	unitHead      = "Đơn vị"
	parentHead    = "Thuộc dòng"
	submitterHead = "Người nộp"
	submittedHead = "Thời gian nộp"
	numberedHead  = "Lần nộp"
	versionHead   = "Phiên bản mẫu"
	noteHead      = "Ghi chú"
)

// Words in cells.
const (
	departmentName  = "Cơ quan thường trực"
	secretariatName = "Thường trực"
	formerSuffix    = " (câu hỏi cũ)"
	about           = "khoảng"
	acknowledged    = "Có"
	unnamedFile     = "Tệp"
	photoName       = "Ảnh"
	entryName       = "Mục"
	pageWord        = "Trang"
	boardAtWord     = "Tiến độ lúc "
	totalWord       = "Tổng cộng"
	amendedNote     = "Thường trực sửa"
	returnedNote    = "Đã trả lại, chờ bổ sung"
	lateNote        = "Nộp muộn"
	overdueNote     = "Quá hạn"
	enteredUnknown  = "người khác"
	commentAuthor   = "Thi Đua"
	enteredNote     = "Người nhập: "
	linkedNote      = "cùng là "
	inTimeNote      = "Đúng hạn"
	notFiled        = "Chưa nộp"
	partlyFiled     = "Nộp chưa đủ"
	missingLabel    = "Chưa nộp: "
	notDueNote      = "Chưa đến hạn"
	unknownKind     = "Chưa rõ loại"
	countLabel      = "Số lượng: "
	shareNote       = "tính trên tổng số, không lấy bình quân"
	filedHead       = "Ngày nộp"
	besidesNote     = "Chưa kể %d nội dung với %d mục do thường trực nhập."
	aboutNote       = "có số liệu ước tính"
	smallShareLabel = "Tỷ lệ tập thể nhỏ (%)"
	authorityLabel  = "Thẩm quyền: "
	unknownForm     = "Chưa rõ hình thức"
	otherForm       = "Hình thức khác"
	noChecks        = "Chưa phát hiện điểm nào cần xử lý."
	noEvidence      = "Chưa có tệp minh chứng nào."
	changeNew       = "Nộp mới"
	changeGone      = "Không còn"
	changeNone      = "Nộp lại, không đổi"
	changeAdded     = "Thêm mục"
	changeRemoved   = "Bỏ mục"
	changeEdited    = "Sửa"
	noChanges       = "Không có gì thay đổi."
	notFetched      = "chưa tải về (not fetched)"
	pictureMissing  = "[CẦN BỔ SUNG: ảnh “%s” chưa tải về]"
	pictureUnfit    = "[CẦN BỔ SUNG: tệp “%s” không phải ảnh JPEG, PNG]"
	operatorName    = "Quản trị hệ thống"
	automaticName   = "Tự động"
	continuedNote   = "… [xem tiếp ở trang tính Văn bản dài]"
)

// subjectNouns name the kinds of recipients in a sentence.
var subjectNouns = map[string]string{collective: "tập thể", household: "hộ gia đình", individual: "cá nhân"}

// The kinds of parts that the workbook and the checks know (sheet parts, column kind).
const (
	activityKind   = "activity"
	nominationKind = "nomination"
	documentKind   = "document"
	assessmentKind = "assessment"
)

// tabOf colours the tabs of a kind of part.
func tabOf(kind string) string {
	switch kind {
	case activityKind:
		return "2E75B6"
	case nominationKind:
		return "C00000"
	case documentKind:
		return "7F7F7F"
	case assessmentKind:
		return "BF8F00"
	}
	return "70AD47"
}
