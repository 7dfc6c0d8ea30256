package texts

import "thidua"

// Coming in.
var (
	Stranger    = thidua.Say("Kính chào anh/chị. Bot chỉ phục vụ người đã được mời; nếu anh/chị là đầu mối, mời bấm nút bên dưới để chia sẻ số điện thoại của mình.", "Hello. This bot serves people who were invited; if you are a focal point, please press the button below to share your own phone number.")
	Purpose     = thidua.Say("Bot thu thập kết quả thi đua và đề nghị khen thưởng của các đơn vị. Nếu anh/chị được mời, mời bấm Bắt đầu.", "This bot collects the units' results and nominations of an emulation campaign. If you were invited, please press Start.")
	NotInvited  = thidua.Say("Bot chỉ phục vụ người đã được mời. Mời anh/chị liên hệ thường trực của cơ quan để được mời.", "This bot serves people who were invited. Please ask your department's secretariat for an invite.")
	Share       = thidua.Say("📱 Chia sẻ số điện thoại của tôi", "📱 Share my phone number")
	ShareToJoin = thidua.Say("Để xác nhận đúng người được mời, mời anh/chị bấm nút bên dưới và chia sẻ số điện thoại của chính mình.", "To confirm that you are the person invited, please press the button below and share your own phone number.")
	OwnContact  = thidua.Say("Mời anh/chị chia sẻ số điện thoại của chính mình bằng nút bên dưới, không chuyển tiếp danh bạ.", "Please share your own phone number with the button below, not somebody else's contact.")
	BadInvite   = thidua.Say("Liên kết mời không dùng được: đã hết hạn, đã được dùng, hoặc không dành cho số này. Mời anh/chị liên hệ thường trực để nhận liên kết mới.", "This invite cannot be used: it has expired, was used already, or is not for this number. Please ask the secretariat for a new one.")
	Nameless    = thidua.Say("Người chưa ghi tên", "Somebody without a name")
	Welcome     = thidua.Say("Chào mừng %s!", "Welcome, %s!")
	WhatIsKept  = thidua.Say("Bot lưu: họ tên, số điện thoại, vai trò của anh/chị và các câu trả lời anh/chị gửi, kèm thời gian gửi.\nNơi lưu: máy chủ của cơ quan; tin nhắn đi qua máy chủ Telegram ở nước ngoài.\nThời gian lưu: đến khi đợt thi đua được lưu trữ theo quy định. Anh/chị có thể yêu cầu xem hoặc xóa.\nXin không gửi số căn cước, ngày sinh, địa chỉ nhà hay nội dung mật.", "What is kept: your name, phone number and role, and the answers that you send with their time.\nWhere: on the department's server; messages pass through Telegram's servers abroad.\nHow long: until the campaign is archived as regulated. You may ask to see or remove it.\nPlease send no identity numbers, birth dates, home addresses or classified content.")
	Agree       = thidua.Say("Anh/chị đồng ý chứ?", "Do you agree?")
	Joined      = thidua.Say("👋 %s vừa tham gia (%s). Nếu không đúng người, bấm Xóa.", "👋 %s has joined (%s). If this is the wrong person, press Delete.")
	Remove      = thidua.Say("Xóa", "Delete")
	Removed     = thidua.Say("Đã xóa %s khỏi %s.", "%s is removed from %s.")
	Deserted    = thidua.Say("⚠️ Đơn vị này hiện không có đầu mối nào; thường trực mời người mới bằng /moi.", "⚠️ Nobody answers for this unit now; the secretariat invites somebody with /moi.")
	YouRemoved  = thidua.Say("👋 Anh/chị không còn tham gia %s: đã có người xóa. Nếu nhầm, mời anh/chị liên hệ thường trực để được mời lại.", "👋 You no longer take part in %s: somebody removed you. If that is a mistake, please ask the secretariat for a new invite.")
	WasRemoved  = thidua.Say("🗑 %s đã xóa %s khỏi %s.", "🗑 %s has removed %s from %s.")
	WhichPost   = thidua.Say("Anh/chị đang làm việc cho đơn vị nào?", "For which unit are you speaking?")
	NoCampaign  = thidua.Say("Chưa có đợt thi đua nào.", "There is no campaign yet.")
	PrivateOnly = thidua.Say("Bot chỉ trả lời trong tin nhắn riêng.", "This bot answers in private messages only.")
	Language    = thidua.Say("Đã chuyển sang tiếng Việt. Gửi /menu để tiếp tục.", "Switched to English. Send /menu to go on.")
	NotYours    = thidua.Say("Nút này không dùng được nữa.", "That button can no longer be used.")
	Unreachable = thidua.Say("🚫 Bot không gửi được tin cho %s (%s): người này đã chặn bot hoặc đã xóa tài khoản Telegram. Mời anh/chị liên hệ trực tiếp; người này nhắn lại cho bot là được.", "🚫 %s (%s) cannot be reached: the bot was blocked, or the Telegram account is closed. Please get in touch directly; writing to the bot again is enough.")
	Parked      = thidua.Say("Có sự cố nên tin vừa rồi chưa được ghi. Mời anh/chị gửi lại; nếu vẫn lỗi, mời liên hệ thường trực.", "Something went wrong and your last message was not recorded. Please send it again, or ask the secretariat.")
)

// The desk.
var (
	Desk           = thidua.Say("Bàn làm việc: %s", "Desk: %s")
	DeskHelp       = thidua.Say("Gửi /trogiup để xem từng nút làm gì.", "Send /help to read what each button does.")
	OwnParts       = thidua.Say("📝 Phần của thường trực", "📝 Secretariat's parts")
	BoardName      = thidua.Say("📊 Tiến độ", "📊 Progress")
	Book           = thidua.Say("📗 Tổng hợp", "📗 Workbook")
	Report         = thidua.Say("📄 Báo cáo", "📄 Report")
	Making         = thidua.Say("Đang lập, tệp sẽ được gửi ngay sau đây…", "Being made; the file follows shortly…")
	BookReady      = thidua.Say("Bảng tổng hợp · %s", "Consolidated workbook · %s")
	ReportOut      = thidua.Say("Dự thảo báo cáo · %s. Số, ngày và chữ ký để trống.", "Draft report · %s. Number, day and signature are left blank.")
	MakingReads    = thidua.Say("Đang lập: đọc và kiểm tra nội dung các đơn vị, %d%%…", "Being made: reading and checking what the units gave, %d%%…")
	MakingWrites   = thidua.Say("Đang lập: viết tệp, %d%%…", "Being made: writing the file, %d%%…")
	MakingDone     = thidua.Say("Đã lập xong, tệp ở ngay dưới đây.", "Done; the file follows below.")
	MakingAlready  = thidua.Say("Tệp này đang được lập rồi, mời anh/chị chờ thêm.", "That file is being made already; please wait a little.")
	DossierName    = thidua.Say("🗂 Hồ sơ", "🗂 Dossier")
	DossierReady   = thidua.Say("Hồ sơ · %s. Trong tệp có bảng tổng hợp, dự thảo báo cáo, minh chứng của các đơn vị và danh mục kèm mã kiểm.", "Dossier · %s: the workbook, the draft report, the units' evidence, and a list with checksums.")
	TrialReady     = thidua.Say("Báo cáo lập thử theo mẫu mới · %s", "Report by the new template, on trial · %s")
	FirstPage      = thidua.Say("Trang 1", "Page 1")
	DocTooLarge    = thidua.Say("Tệp lớn hơn 50 MB nên không gửi qua Telegram được. Mời anh/chị nhờ người quản trị chạy lệnh %s trên máy chủ.", "The file is larger than 50 MB, which Telegram does not take. Please ask the operator to run %s on the server.")
	Checks         = thidua.Say("📋 Kiểm tra", "📋 Checks")
	NothingOpen    = thidua.Say("✅ Không còn điểm nào cần xem lại.", "✅ Nothing is left to be looked at.")
	LeftToMend     = thidua.Say("📋 Còn %d điểm nên xem lại trước khi trình ký:", "📋 %d points are worth a look before signing:")
	AllChecks      = thidua.Say("📋 Xem tất cả (%d)", "📋 See all (%d)")
	WholeCampaign  = thidua.Say("Thường trực", "Secretariat")
	NeverExported  = thidua.Say("Chưa có lần xuất nào để kiểm tra. Mời anh/chị lấy bảng tổng hợp hoặc báo cáo trước.", "Nothing was exported yet. Please ask for the workbook or the report first.")
	ChecksAt       = thidua.Say("📋 %d điểm nên xem lại, theo lần xuất lúc %s (trang %d/%d)", "📋 %d points worth a look, as of the export of %s (page %d of %d)")
	AlikeNames     = thidua.Say("🔗 Tên gần giống (%d)", "🔗 Similar names (%d)")
	AskAlike       = thidua.Say("🔗 «%s» và «%s» có phải là một không? (%s)", "🔗 Do “%s” and “%s” mean the same? (%s)")
	AlikeStays     = thidua.Say("Câu trả lời của các đơn vị giữ nguyên từng chữ; quyết định được ghi nhớ và dùng từ lần xuất sau.", "The units' answers stay as they are, to the letter; what you decide is remembered and used from the next export on.")
	AlikeLeft      = thidua.Say("Còn %d cặp tên chờ quyết định.", "%d more pairs wait for a decision.")
	AlikeNone      = thidua.Say("🔗 Không còn cặp tên gần giống nào chờ quyết định.", "🔗 No similar names wait for a decision.")
	AlikeDecided   = thidua.Say("Đã quyết định (bấm để hỏi lại):", "Decided (press one to be asked again):")
	MoreChecks     = thidua.Say("… và %d điểm nữa ở trang Kiểm tra của bảng tổng hợp.", "… and %d more on the sheet Kiểm tra of the workbook.")
	ForDesk        = thidua.Say("Lệnh này dành cho thường trực và lãnh đạo.", "That command is for the secretariat and leaders.")
	ForWhole       = thidua.Say("Lệnh này dành cho thường trực và lãnh đạo chung; lãnh đạo đơn vị xem /tiendo và /nhatky của đơn vị mình.", "That command is for the secretariat and the department's leaders; a unit's head has the /progress and /log of the unit.")
	HeadOf         = thidua.Say("Lãnh đạo %s", "Head of %s")
	Council        = thidua.Say("Hiện chưa có hồ sơ nào trình Hội đồng.", "No nominations are before the council now.")
	Board          = thidua.Say("📊 Tiến độ · %s", "📊 Progress · %s")
	BoardSum       = thidua.Say("Đã nộp %d/%d phần; %d/%d đơn vị xong; %d đơn vị chưa bắt đầu; %d đơn vị trễ hạn.", "%d of %d parts are in; %d of %d units are done; %d have not begun; %d are late.")
	UnitLine       = thidua.Say("%s %s: %d/%d", "%s %s: %d/%d")
	StillOwes      = thidua.Say(" – còn: %s", " – owes: %s")
	IsLate         = thidua.Say(" (trễ hạn)", " (late)")
	Silent         = thidua.Say(" (chưa bắt đầu)", " (not begun)")
	CameLate       = thidua.Say(" (nộp muộn)", " (came late)")
	DueAt          = thidua.Say(" · hạn %s", " · due %s")
	NewestFiled    = thidua.Say("Lần nộp %d: %s, %s", "Submission %d: %s, %s")
	WhoAnswers     = thidua.Say("Đầu mối: %s", "Focal points: %s")
	NotIn          = thidua.Say(" (chưa tham gia)", " (has not joined)")
	NobodyYet      = thidua.Say("chưa có ai", "nobody yet")
	Children       = thidua.Say("🏢 %d đơn vị trực thuộc", "🏢 %d units below")
	FilterAll      = thidua.Say("Tất cả", "All")
	FilterLate     = thidua.Say("Trễ hạn", "Late")
	FilterSilent   = thidua.Say("Chưa bắt đầu", "Not begun")
	FilterUnderWay = thidua.Say("Đang làm", "Under way")
	FilterWaiting  = thidua.Say("Chờ duyệt", "For review")
	FilterReturned = thidua.Say("Cần sửa lại", "Returned")
	FilterDone     = thidua.Say("Đã nộp đủ", "All in")
	ByPart         = thidua.Say("🗂 Theo phần", "🗂 By part")
	AllParts       = thidua.Say("Tất cả các phần", "All parts")
	Picture        = thidua.Say("🖼 Ảnh", "🖼 Picture")
	PictureOut     = thidua.Say("Tiến độ · %s. Ảnh này chuyển tiếp được.", "Progress · %s. This picture may be forwarded.")
	PicturesOut    = thidua.Say("Tiến độ · %s (ảnh %d/%d). Ảnh này chuyển tiếp được.", "Progress · %s (picture %d of %d). This picture may be forwarded.")
	CellLate       = thidua.Say("trễ hạn", "late")
	CellCameLate   = thidua.Say("nộp muộn", "came late")
	CellNothing    = thidua.Say("không có", "nothing")
	OtherUnits     = thidua.Say("Các đơn vị khác", "Other units")
	AndUnits       = thidua.Say("… và %d đơn vị khác.", "… and %d more units.")
	GroupOf        = thidua.Say("%s (%d đơn vị)", "%s (%d units)")
	WhichPart      = thidua.Say("Xem tiến độ của phần nào?", "Of which part?")
	TypeUnit       = thidua.Say("Gõ vài chữ trong tên để tìm đơn vị.", "Type letters of a name to find it.")
	NoSuchUnits    = thidua.Say("Không có đơn vị nào như vậy.", "No unit is like that.")
	NoUnitLike     = thidua.Say("Không tìm thấy đơn vị «%s». Mời gõ lại, hoặc bấm Quay lại.", "There is no unit “%s”. Type again, or press Back.")
	UnitsLike      = thidua.Say("Có %d đơn vị gần với «%s»:", "%d units are like “%s”:")
	LogName        = thidua.Say("🗒 Nhật ký", "🗒 Log")
	LogOf          = thidua.Say("🗒 Nhật ký · %s", "🗒 Log · %s")
	LogEmpty       = thidua.Say("Chưa có gì.", "Nothing yet.")
	LogCut         = thidua.Say("Các dòng cũ hơn có trong trang Nhật ký của bảng tổng hợp.", "Older lines are on the sheet Nhật ký of the workbook.")
	Older          = thidua.Say("➡ Cũ hơn", "➡ Older")
	Newer          = thidua.Say("⬅ Mới hơn", "⬅ Newer")
	ByOperator     = thidua.Say("Quản trị hệ thống", "Operator")
	ByBot          = thidua.Say("Tự động", "The bot")
	Next           = thidua.Say("➡ Trang sau", "➡ Next page")
	Previous       = thidua.Say("⬅ Trang trước", "⬅ Previous page")
	DocFailed      = thidua.Say("Chưa lập được tệp: %s", "The file could not be made: %s")
	TryLater       = thidua.Say("có sự cố, mời thử lại sau ít phút.", "something went wrong, please try again in a few minutes.")
)

// Announcements.
var (
	ForSecretariat = thidua.Say("Lệnh này dành cho thường trực.", "That command is for the secretariat.")
	AnnounceName   = thidua.Say("📣 Thông báo", "📣 Announce")
	AnnounceText   = thidua.Say("📣 Mời anh/chị gõ nội dung thông báo, có thể nhiều dòng. Gửi /huy để thôi.", "📣 Please type the announcement; it may have several lines. Send /huy to leave.")
	AnnouncedOnes  = thidua.Say("Kết quả các thông báo gần đây ở các nút dưới.", "The results of recent announcements are on the buttons.")
	OnlyText       = thidua.Say("Thông báo chỉ nhận chữ. Mời anh/chị gõ nội dung.", "An announcement is text only. Please type it.")
	MoreText       = thidua.Say("Đã nhận %d ký tự. Mời anh/chị gửi tiếp; hết thì bấm Xong.", "%d characters so far. Please send the rest; then press Done.")
	TextTooLong    = thidua.Say("Thông báo dài quá %d ký tự. Mời anh/chị gõ lại ngắn hơn.", "The announcement has more than %d characters. Please type a shorter one.")
	ToWhom         = thidua.Say("Gửi cho ai? Bấm nút, hoặc gõ tên một đơn vị.", "To whom? Press a button, or type the name of a unit.")
	ToAll          = thidua.Say("Tất cả đầu mối", "All focal points")
	ToOwing        = thidua.Say("Đầu mối của đơn vị còn phần chưa nộp", "Focal points of units that still owe something")
	NoSuchUnit     = thidua.Say("Không tìm thấy đơn vị «%s». Bấm nút, hoặc gõ tên một đơn vị.", "There is no unit “%s”. Press a button, or type the name of a unit.")
	WhichUnit      = thidua.Say("Có %d đơn vị như vậy. Mời anh/chị chọn, hoặc gõ rõ hơn.", "%d units are like that. Please choose, or type more of the name.")
	Announcement   = thidua.Say("📣 Thông báo của thường trực · %s", "📣 From the secretariat · %s")
	Preview        = thidua.Say("Thông báo sẽ hiện như sau:", "This is how it will look:")
	Recipients     = thidua.Say("Gửi cho: %s – %d người.", "To: %s – %d people.")
	NotJoinedYet   = thidua.Say("%d người trong danh sách chưa tham gia nên không nhận được", "%d people on the roster have not joined and will not get it")
	SendIt         = thidua.Say("Gửi chứ?", "Send it?")
	Nobody         = thidua.Say("Chưa có ai để gửi: %s. Mời anh/chị chọn lại.", "There is nobody to send it to: %s. Please choose again.")
	NotSent        = thidua.Say("Đã hủy, chưa gửi gì.", "Cancelled; nothing was sent.")
	Result         = thidua.Say("📣 Thông báo lúc %s", "📣 Announcement of %s")
	ResultTo       = thidua.Say("Gửi cho: %s", "To: %s")
	Delivered      = thidua.Say("✅ Đã gửi đến: %d/%d người", "✅ Delivered: %d of %d people")
	BeingQueued    = thidua.Say("⏳ Đang chuẩn bị gửi…", "⏳ Being prepared…")
	Waiting        = thidua.Say("⏳ Đang chờ gửi: %d", "⏳ Waiting to be sent: %d")
	Blocked        = thidua.Say("🚫 Không gửi được (đã chặn bot hoặc đóng tài khoản): %d người", "🚫 Unreachable (blocked the bot or closed the account): %d people")
	Absent         = thidua.Say("👤 Chưa tham gia: %d người", "👤 Never joined: %d people")
	HasLeft        = thidua.Say("↩ Không còn là đầu mối: %d", "↩ No focal point any more: %d")
	Refused        = thidua.Say("⚠ Telegram từ chối: %d", "⚠ Refused by Telegram: %d")
	Refresh        = thidua.Say("🔄 Cập nhật", "🔄 Refresh")
)

// Documents that people send to the bot itself.
var (
	BeingRead  = thidua.Say("Đã nhận tệp «%s», đang kiểm tra…", "File “%s” received; it is being checked…")
	SentTooBig = thidua.Say("Tệp «%s» lớn hơn 20 MB nên bot không tải được. Mời anh/chị gửi tệp nhỏ hơn.", "The file “%s” is larger than 20 MB, which the bot cannot fetch. Please send a smaller one.")
	NotRead    = thidua.Say("Chưa đọc được tệp «%s». Mời anh/chị gửi lại sau ít phút.", "The file “%s” could not be read. Please send it again in a few minutes.")
	NotKnown   = thidua.Say("Bot không biết dùng tệp «%s» vào việc gì nên không nhận.", "The bot does not know what the file “%s” is for, and has not taken it.")

	TemplateHow        = thidua.Say("Bot gửi mẫu báo cáo đang dùng, là tệp Word (.docx) có các thẻ {{…}}. Sửa trong Word rồi gửi lại vào đây: bot kiểm tra, lập thử và hỏi trước khi dùng.", "The report template in use follows, a Word file (.docx) with tags {{…}}. Change it in Word and send it back here: the bot checks it, makes a report on trial, and asks before it is used.")
	TemplateInUse      = thidua.Say("Mẫu báo cáo đang dùng · %s", "Report template in use · %s")
	TemplateBuiltIn    = thidua.Say("Trở về mẫu có sẵn", "Back to the built-in template")
	TemplateAskBuiltIn = thidua.Say("Bỏ mẫu riêng và trở về mẫu có sẵn chứ?", "Drop your own template and go back to the built-in one?")
	TemplateBuiltInNow = thidua.Say("✅ Từ nay báo cáo lập theo mẫu có sẵn.", "✅ From now on reports are made from the built-in template.")
	TemplateStays      = thidua.Say("Mẫu đang dùng vẫn giữ nguyên.", "The template in use stays as it is.")
	TemplateWrong      = thidua.Say("Mẫu «%s» chưa dùng được, có %d chỗ cần sửa:", "The template “%s” cannot be used yet; %d places need mending:")
	MoreMistakes       = thidua.Say("… và %d chỗ nữa.", "… and %d more.")
	TemplateUnfit      = thidua.Say("mẫu báo cáo không còn khớp đợt thi đua (%s). Mời anh/chị gửi /mau để sửa mẫu.", "the report template no longer fits the campaign (%s). Send /mau to mend it.")
	TemplateAgain      = thidua.Say("Mời anh/chị sửa rồi gửi lại tệp. Mẫu đang dùng vẫn giữ nguyên.", "Please mend them and send the file again. The template in use stays as it is.")
	TemplateRight      = thidua.Say("Mẫu «%s» đúng với đợt thi đua.", "The template “%s” fits the campaign.")
	TemplateTried      = thidua.Say("Mẫu «%s» không có lỗi. Bot lập thử báo cáo theo mẫu này để anh/chị xem…", "The template “%s” has no mistakes. A report is made by it for you to look at…")
	TemplateUse        = thidua.Say("Dùng mẫu này cho các báo cáo của đợt thi đua chứ?", "Use it for the campaign's reports?")
	TemplateTaken      = thidua.Say("✅ Từ nay báo cáo lập theo mẫu «%s».", "✅ From now on reports are made from the template “%s”.")
	TemplateDropped    = thidua.Say("Đã bỏ mẫu «%s». Mẫu đang dùng vẫn giữ nguyên.", "The template “%s” was dropped. The one in use stays as it is.")
	TemplateOutdated   = thidua.Say("Đợt thi đua đã đổi nên mẫu «%s» không còn đúng. Mời anh/chị gửi lại tệp để kiểm tra.", "The campaign has changed and the template “%s” no longer fits. Please send it again to have it checked.")
)

// RoleName is what a role is called.
func RoleName(r thidua.Role) thidua.Phrase {
	switch r {
	case thidua.Secretariat:
		return thidua.Say("Thường trực", "Secretariat")
	case thidua.Council:
		return thidua.Say("Hội đồng", "Council")
	case thidua.Leader:
		return thidua.Say("Lãnh đạo", "Leader")
	}
	return thidua.Say("Đầu mối", "Focal point")
}

// UnitHelp says to who answers for a unit how it goes; the commands follow.
var UnitHelp = thidua.Say("Bấm một phần rồi trả lời từng câu; hết câu thì bấm Nộp. Đã nộp vẫn sửa được cho đến khi thường trực duyệt. Các lệnh:",
	"Press a part and answer one question after the other; then press Submit. What was submitted can be changed until the secretariat approves it. The commands:")

// UnitCommands are those of the Commands that are for who answers for a unit.
var UnitCommands = []string{"menu", "excel", "hoi", "huy", "donvi", "nhatky", "bangiao", "roi", "ngonngu"}

// Commands are the entries of Telegram's menu button and what each does, in their order.
var Commands = []struct {
	Name string
	What thidua.Phrase
}{
	{"menu", thidua.Say("Các phần cần báo cáo", "The parts to report on")},
	{"excel", thidua.Say("Điền bằng Excel", "Fill by Excel")},
	{"hoi", thidua.Say("Hỏi thường trực", "Ask the secretariat")},
	{"huy", thidua.Say("Thoát khỏi việc đang làm", "Leave what you are doing")},
	{"donvi", thidua.Say("Chọn đơn vị", "Choose the unit")},
	{"tiendo", thidua.Say("Tiến độ (thường trực)", "Progress (secretariat)")},
	{"nhatky", thidua.Say("Nhật ký: ai làm gì, lúc nào", "Log: who did what and when")},
	{"tonghop", thidua.Say("Bảng tổng hợp Excel (thường trực)", "Excel workbook (secretariat)")},
	{"baocao", thidua.Say("Báo cáo Word (thường trực)", "Word report (secretariat)")},
	{"duyet", thidua.Say("Duyệt hoặc trả lại các phần đã nộp (thường trực)", "Review what was submitted (secretariat)")},
	{"kiemtra", thidua.Say("Những điểm nên xem lại (thường trực)", "What is worth a look (secretariat)")},
	{"tengiong", thidua.Say("Tên gần giống nhau (thường trực)", "Similar names (secretariat)")},
	{"hoso", thidua.Say("Trọn bộ hồ sơ (thường trực)", "The whole dossier (secretariat)")},
	{"mau", thidua.Say("Mẫu báo cáo (thường trực)", "Report template (secretariat)")},
	{"nhac", thidua.Say("Nhắc đơn vị còn thiếu (thường trực)", "Remind those who owe something (secretariat)")},
	{"thongbao", thidua.Say("Gửi thông báo cho đầu mối (thường trực)", "Announce to focal points (secretariat)")},
	{"moi", thidua.Say("Mời, xem và xóa người (thường trực)", "Invite, see and remove people (secretariat)")},
	{"bangiao", thidua.Say("Bàn giao đơn vị cho người khác", "Hand the unit over to somebody else")},
	{"roi", thidua.Say("Thôi tham gia", "Leave")},
	{"nap", thidua.Say("Nạp đợt thi đua bằng tệp (thường trực)", "Load a campaign from its workbook (secretariat)")},
	{"giahan", thidua.Say("Gia hạn nộp (thường trực)", "Move a due time (secretariat)")},
	{"khoa", thidua.Say("Khóa, mở khóa đợt thi đua (thường trực)", "Lock, unlock the campaign (secretariat)")},
	{"dong", thidua.Say("Đóng, mở lại đợt thi đua (thường trực)", "Close, reopen the campaign (secretariat)")},
	{"luutru", thidua.Say("Lưu trữ đợt thi đua (thường trực)", "Archive the campaign (secretariat)")},
	{"ngonngu", thidua.Say("Tiếng Việt / English", "Tiếng Việt / English")},
	{"trogiup", thidua.Say("Cách dùng và các lệnh", "How it goes, and the commands")},
}
