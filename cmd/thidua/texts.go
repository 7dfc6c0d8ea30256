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
