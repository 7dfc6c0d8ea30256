package export

import "fmt"

// code is one kind of check with its text, whose places are filled in, and its cure.
type code struct{ code, text, cure string }

func (c code) what(details []any) string { return fmt.Sprintf(c.text, details...) }

// The catalogue of checks. Codes that begin with L are defects of reports as they are written by hand; those with R
// reconcile what was handed in.
var (
	noAddressee = code{"L01", "Nơi nhận ghi “Như trên” nhưng chưa có Kính gửi.",
		"Điền khóa addressee ở trang campaign, hoặc bỏ “Như trên”."}
	placeSpelling  = code{"L02", "Viết “%s”, địa danh đã đăng ký là “%s”.", "Sửa lại cho đúng địa danh."}
	repeatedWord   = code{"L03", "Lặp từ “%s”.", "Bỏ bớt một từ nếu gõ thừa."}
	undefinedShort = code{"L04", "Viết tắt “%s” chưa được viết đầy đủ lần nào.", "Viết đầy đủ ở lần dùng đầu, kèm chữ viết tắt trong ngoặc đơn."}
	listStyle      = code{"L05", "Đánh thứ tự lẫn lộn kiểu “(a)” và “a)”.", "Dùng thống nhất kiểu a), b), c)."}
	badNumber      = code{"L06", "“%s” chưa đúng cách ghi số, ký hiệu văn bản.", "Ghi như 01/KH-UBND, 556/SNV-TĐKT hoặc 05-CT/TW."}
	likelyNumber   = code{"L06", "“%s” có thể thiếu dấu, đúng ra là “%s”.", "Đối chiếu với văn bản gốc."}
	likelyIssuer   = code{"L06", "“%s”: ký hiệu cơ quan thường ghi là “%s”.", "Đối chiếu với văn bản gốc; nếu văn bản ghi đúng như vậy thì giữ nguyên."}
	citation       = code{"L07", "Văn bản dẫn chiếu thiếu %s.", "Bổ sung để dẫn đủ số, ngày, cơ quan ban hành và trích yếu."}
	noDate         = code{"L08", "Hoạt động chưa có thời gian.", "Bổ sung ngày tổ chức."}
	noPlace        = code{"L08", "Hoạt động chưa có địa điểm.", "Bổ sung địa điểm tổ chức."}
	noDenominator  = code{"L09", "Tỷ lệ %s chưa có tử số và mẫu số.", "Cho biết số người (số việc) đạt được trên tổng số."}
	similarFirm    = code{"L10", "“%s” gần giống “%s” (%s).", "Nếu là một, thống nhất một tên; nếu khác nhau, giữ nguyên. Quyết định bằng /tengiong trong bot."}
	otherKind      = code{"L11", "Tên gọi là “%s” nhưng loại đã chọn là “%s”.", "Thống nhất tên gọi và loại hoạt động."}
	calledOther    = code{"L11", "Viết “%s” về hoạt động là “%s”.", "Gọi thống nhất một tên trong cả hoạt động."}
	emptySection   = code{"L12", "Chưa có nội dung “%s”.", "Bổ sung để phần đánh giá đầy đủ."}
	overduePart    = code{"L13", "Quá hạn chưa nộp (hạn %s).", "Nhắc đơn vị nộp, hoặc khai “Không có nội dung”."}
	missingPart    = code{"L13", "Chưa nộp%s.", "Chờ đơn vị nộp, hoặc khai “Không có nội dung”."}
	outOfPeriod    = code{"L14", "Ngày %s ngoài thời gian đợt thi đua (%s).", "Kiểm tra lại ngày, hoặc chọn đúng phong trào của hoạt động."}
	inFuture       = code{"L14", "Ngày %s sau ngày tổng hợp.", "Chỉ báo cáo việc đã làm; kiểm tra lại ngày."}
	roleWithName   = code{"L15", "“%s”: chức vụ ghi liền sau họ tên.", "Chỉ ghi họ tên; chức vụ, đơn vị ghi ở câu hỏi riêng hoặc sau dấu phẩy."}
	noFullStop     = code{"L15", "Đoạn văn chưa có dấu chấm cuối.", "Thêm dấu chấm."}
	brokenLines    = code{"L16", "Đoạn văn bị ngắt dòng giữa câu.", "Nối các dòng của cùng một câu."}
	unpaired       = code{"L17", "Dấu ngoặc kép không đủ cặp hoặc lẫn hai kiểu.", "Dùng “…” cho cả văn bản."}

	countDiffers = code{"R01", "Khai %s, danh sách có %d mục.", "Bổ sung danh sách hoặc sửa con số cho khớp."}
	overHundred  = code{"R02", "Tỷ lệ %s%% lớn hơn 100%%.", "Kiểm tra lại tử số và mẫu số."}
	unanswered   = code{"R03", "Chưa trả lời câu hỏi bắt buộc.", "Bổ sung câu trả lời."}
	tooLong      = code{"R04", "Nội dung dài %d ký tự, vượt một ô trang tính.", "Phần còn lại ở trang tính “Văn bản dài”; nên viết gọn."}
	returnedPart = code{"R05", "Đã trả lại đơn vị, số liệu đang dùng là của lần nộp %d.", "Chờ đơn vị nộp lại rồi xuất lại."}
	sumDiffers   = code{"R07", "Khai tổng %s, cộng từ danh sách được %s.", "Sửa con số tổng hoặc bổ sung danh sách cho khớp."}
	fewerThanRow = code{"R08", "%s: cộng được %s, ít hơn %d dòng của danh sách.", "Kiểm tra lại; nếu dùng chung thì ghi rõ."}
	unregistered = code{"R09", "“%s” được gọi là điển hình tiên tiến nhưng chưa có trong danh sách điển hình.", "Bổ sung điển hình, hoặc bỏ cách gọi này."}
	tooEarly     = code{"R10", "%s (%s) trước %s (%s).", "Kiểm tra lại hai ngày."}
	chosenDiffer = code{"R11", "Hội đồng chọn %d tập thể, %s %d.", "Giải trình phần chênh lệch trong báo cáo, hoặc sửa danh sách."}
	lostFiling   = code{"R06", "Không tìm thấy bản nộp số %d.", "Báo quản trị hệ thống kiểm tra kho dữ liệu (thidua doctor)."}
)

// What is not told one by one.
const (
	moreFound = "Còn %d phát hiện cùng loại, không liệt kê."
	moreCure  = "Xử lý các phát hiện đã nêu rồi xuất lại."
)
