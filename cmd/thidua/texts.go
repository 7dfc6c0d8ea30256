package main

import "thidua"

// The rehearsal in the terminal.
var (
	sayRehearse = thidua.Say("Chạy thử “%s”, đơn vị: %s. Không gửi gì đi và không lưu gì.", "Rehearsal of “%s” for the unit: %s. Nothing is sent or kept.")
	sayHowTo    = thidua.Say(`Gõ câu trả lời rồi nhấn Enter. Gõ /1, /2… để bấm nút mang số đó; gõ tên nút cũng được.
/hoantac lùi lại một bước (bao nhiêu lần cũng được), /giatri xem mọi giá trị, /tep [TỆP] gửi một tệp (không ghi tên: một ảnh giả),
/menu và /huy như trên Telegram, /trogiup xem lại phần này, /thoat kết thúc.
Cuối dòng có \ thì câu trả lời còn tiếp ở dòng sau; câu trả lời bắt đầu bằng / thì gõ //.`, `Type an answer and press Enter. Type /1, /2… to press the button with that number; its name does too.
/undo goes back one step (any number of times), /values shows all values, /file [FILE] sends a file (no name: a made-up photo),
/menu and /cancel are as on Telegram, /help shows this again, /quit ends.
A \ at the end of a line continues the answer on the next one; an answer that begins with / is typed with //.`)
	sayClockOpens  = thidua.Say("Đợt thi đua chưa mở; đồng hồ được đặt vào lúc mở, %s (chọn lúc khác bằng --at).", "The campaign has not opened yet; the clock is set to its opening, %s (--at chooses another time).")
	sayClockOver   = thidua.Say("Đã quá hạn %s nên phần nào nộp cũng là muộn; --at đặt đồng hồ về trước đó.", "The due time %s is past, so that everything is late; --at sets the clock back.")
	sayUnits       = thidua.Say("Chọn đơn vị khác bằng --unit: %s.", "--unit chooses another unit: %s.")
	sayDepartment  = thidua.Say("thường trực", "the secretariat")
	sayMe          = thidua.Say("Người chạy thử", "Rehearser")
	sayNoButton    = thidua.Say("Không có nút %s ở tin mới nhất.", "The newest message has no button %s.")
	sayNoCommand   = thidua.Say("Không có lệnh %s; /trogiup nêu các lệnh. Nếu đó là câu trả lời, gõ /%[1]s.", "There is no command %s; /help lists them. If that is the answer, type /%[1]s.")
	sayUndone      = thidua.Say("↶ Đã lùi lại một bước.", "↶ One step back.")
	sayNothingDone = thidua.Say("Chưa có bước nào để lùi lại.", "There is no step to go back.")
	sayMadeUp      = thidua.Say("Không đọc được tệp này trên máy, gửi một tệp giả cùng tên.", "There is no such file to read; a made-up one of that name is sent.")
	sayPhoto       = thidua.Say("anh-%d.jpg", "photo-%d.jpg")
	sayLineTooLong = thidua.Say("Dòng vừa rồi quá dài nên không được nhận.", "That line is too long and was not taken.")
	sayNotAsked    = thidua.Say("(không hỏi)", "(not asked)")
	sayWorkedOut   = thidua.Say("(tính)", "(calculated)")
	sayNoValues    = thidua.Say("Đơn vị không có câu hỏi nào.", "The unit has no questions.")
	commandUndo    = thidua.Say("/hoantac", "/undo")
	commandValues  = thidua.Say("/giatri", "/values")
	commandFile    = thidua.Say("/tep", "/file")
	commandHelp    = thidua.Say("/trogiup", "/help")
	commandQuit    = thidua.Say("/thoat", "/quit")
	commandCancel  = thidua.Say("/huy", "/cancel")
	commandMenu    = thidua.Say("/menu", "/start")
)

// What doctor finds.
var (
	sayHealthy      = thidua.Say("Mọi thứ đều ổn.", "All is well.")
	sayMend         = thidua.Say("có %d điều cần sửa", "%d things need mending")
	sayNoToken      = thidua.Say("Chưa có token của bot.", "There is no bot token.")
	sayBadToken     = thidua.Say("Telegram không nhận token: %v", "Telegram does not accept the token: %v")
	sayNoAPI        = thidua.Say("Không gọi được Telegram: %v", "Telegram cannot be reached: %v")
	sayToken        = thidua.Say("Telegram nhận token; bot là @%s.", "Telegram accepts the token; the bot is @%s.")
	sayNoClock      = thidua.Say("Không so được đồng hồ: %v", "The clock cannot be compared: %v")
	sayDrift        = thidua.Say("Đồng hồ máy này lệch %v so với Telegram.", "This machine's clock is %v off Telegram's.")
	sayClock        = thidua.Say("Đồng hồ đúng.", "The clock is right.")
	sayHolidays     = thidua.Say("Lịch nghỉ năm %d theo quyết định.", "The days off of %d are as decided.")
	sayNoHolidays   = thidua.Say("Lịch nghỉ năm %d tính theo luật, chưa có ngày hoán đổi.", "The days off of %d are worked out, without swapped days.")
	sayStaleHook    = thidua.Say("Telegram còn gửi vào một webhook cũ, trong khi cấu hình là hỏi (polling).", "Telegram still posts to an old webhook, while polling is configured.")
	sayNoHook       = thidua.Say("Webhook ở Telegram khác với WEBHOOK_URL.", "Telegram's webhook is not WEBHOOK_URL.")
	sayHookFault    = thidua.Say("Telegram không gửi được vào webhook: %s", "Telegram cannot post to the webhook: %s")
	sayHook         = thidua.Say("Webhook đã đặt đúng.", "The webhook is set.")
	sayPolling      = thidua.Say("Bot hỏi Telegram (polling), không có webhook.", "The bot polls; there is no webhook.")
	sayPending      = thidua.Say("%d tin đang chờ ở Telegram.", "%d updates wait at Telegram.")
	sayNoStore      = thidua.Say("Kho dữ liệu không dùng được: %v", "The store cannot be used: %v")
	sayNewStore     = thidua.Say("Kho dữ liệu chưa thuộc bot nào.", "The store belongs to no bot yet.")
	sayForeign      = thidua.Say("Kho dữ liệu thuộc bot khác, @%s.", "The store belongs to another bot, @%s.")
	sayStore        = thidua.Say("Kho dữ liệu đọc và ghi được.", "The store can be read and written.")
	sayOutbox       = thidua.Say("%d tin đang chờ gửi.", "%d messages wait to be sent.")
	sayOutboxOld    = thidua.Say("%d tin đang chờ gửi, tin lâu nhất đã %v.", "%d messages wait to be sent, the first for %v.")
	sayEvidence     = thidua.Say("Tệp minh chứng: %d đã lưu, %d đang chờ tải.", "Evidence files: %d kept, %d to be fetched.")
	sayEvidenceLost = thidua.Say("%d tệp minh chứng không tải được từ Telegram (gần nhất: %s).", "%d evidence files could not be fetched from Telegram (last: %s).")
	sayNoFiles      = thidua.Say("Không mở được nơi lưu tệp minh chứng: %v", "The place of evidence files cannot be opened: %v")
	sayNoParked     = thidua.Say("Không có tin nào bị gác lại.", "No update is parked.")
	sayParked       = thidua.Say("%d tin không xử lý được và bị gác lại (update %s).", "%d updates could not be handled and are parked (update %s).")
)

// How to mend it.
var (
	cureNoToken   = thidua.Say("Lấy token ở @BotFather, đặt TELEGRAM_BOT_TOKEN hoặc TELEGRAM_BOT_TOKEN_FILE.", "Get a token from @BotFather and set TELEGRAM_BOT_TOKEN or TELEGRAM_BOT_TOKEN_FILE.")
	cureToken     = thidua.Say("Token bị thu hồi hoặc gõ sai: hỏi @BotFather, lệnh /token.", "The token was revoked or mistyped: @BotFather, /token.")
	cureAPI       = thidua.Say("Xem tường lửa, DNS, HTTPS_PROXY và TELEGRAM_API_URL.", "Look at the firewall, DNS, HTTPS_PROXY and TELEGRAM_API_URL.")
	cureHolidays  = thidua.Say("Ghi lịch nghỉ vào một tệp và đặt HOLIDAYS_FILE (docs/operations.md).", "Write them into a file and set HOLIDAYS_FILE (docs/operations.md).")
	cureClock     = thidua.Say("Bật đồng bộ giờ: timedatectl set-ntp true.", "Synchronise the clock: timedatectl set-ntp true.")
	cureStaleHook = thidua.Say("Chạy `thidua serve`, bot tự xóa webhook; nếu một máy khác đang dùng webhook này thì dừng nó.", "Run `thidua serve`, which deletes it; if another machine uses that webhook, stop it.")
	cureHook      = thidua.Say("Chạy lại `thidua serve`: bot đặt webhook khi khởi động.", "Restart `thidua serve`: it sets the webhook at its start.")
	cureHookFault = thidua.Say("Xem proxy có chuyển đường dẫn của WEBHOOK_URL đến LISTEN_ADDR không, chứng chỉ còn hạn không, WEBHOOK_SECRET có như nhau ở mọi bản chạy không.", "Does the proxy pass WEBHOOK_URL's path on to LISTEN_ADDR, is the certificate valid, is WEBHOOK_SECRET the same everywhere?")
	curePending   = thidua.Say("Sau sự cố thì bot xử lý dần, cũ nhất trước; nếu số này không giảm, xem nhật ký của `thidua serve`.", "After an outage they drain, oldest first; where the number does not fall, look at the log of `thidua serve`.")
	cureStore     = thidua.Say("Xem STORE_URL, máy chủ Redis, quyền ghi và chỗ trống trên đĩa.", "Look at STORE_URL, the Redis server, file permissions and room on the disk.")
	cureNewStore  = thidua.Say("Bình thường nếu chưa chạy `thidua serve` lần nào.", "Fine where `thidua serve` has never run.")
	cureForeign   = thidua.Say("Đặt STORE_URL riêng cho mỗi bot.", "Give each bot a store of its own (STORE_URL).")
	cureOutbox    = thidua.Say("Nếu không phải đang gửi thông báo chung: `thidua serve` có chạy không, nhật ký có dòng `send` hay `deliver` không?", "Unless an announcement is going out: does `thidua serve` run, and does its log say `send` or `deliver`?")
	cureParked    = thidua.Say("Nguyên nhân ở dòng `step` của nhật ký với cùng số update; người gửi đã được mời gửi lại. Khi đã xử lý xong: `thidua doctor --clear`.", "The cause is in the log line `step` with the same update; the senders were asked to send again. When that is mended: `thidua doctor --clear`.")
	cureEvidence  = thidua.Say("Xem FILES_URL và chỗ trống; mời đơn vị gửi lại tệp, bot sẽ tải lại.", "Look at FILES_URL and its room; ask the unit to send the file again, which fetches it anew.")
	cureFiles     = thidua.Say("Xem FILES_URL, quyền ghi và chỗ trống.", "Look at FILES_URL, its permissions and its room.")
	cureCleared   = thidua.Say("Đã xóa.", "Removed.")
)

// What import says.
var (
	sayNotFor      = thidua.Say("%s không phải tệp điền của đơn vị %[2]s trong đợt thi đua này. Lập tệp bằng: thidua sheet FILE --unit %[2]s", "%s is no spreadsheet of unit %[2]s in this campaign. Make one with: thidua sheet FILE --unit %[2]s")
	sayNotTaken    = thidua.Say("Chưa ghi gì: mời sửa các ô nêu trên rồi chạy lại.", "Nothing is taken: please mend the cells above, then run this again.")
	sayTaken       = thidua.Say("Đã ghi %d thay đổi.", "%d changes taken.")
	sayWouldTake   = thidua.Say("Chưa ghi gì. Thêm --yes để ghi và nộp, --yes --draft để chỉ ghi.", "Nothing is written. Add --yes to take and hand in, --yes --draft to take only.")
	saySkipped     = thidua.Say("%d câu trả lời được giữ nguyên vì vừa có người đổi: chạy lại để xem.", "%d answers were left because somebody has just changed them: run this again to see them.")
	sayHandedIn    = thidua.Say("Đã nộp phần %s.", "Part %s is handed in.")
	sayNotHandedIn = thidua.Say("Chưa nộp được phần %s, còn thiếu:", "Part %s is not handed in; it lacks:")
)
