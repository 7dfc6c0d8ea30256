package bot

import (
	"thidua"
	"thidua/bot/telegram"
)

// Descriptions are what an empty chat shows above Start, by language; the empty language is for everybody else.
func Descriptions() map[string]string {
	return map[string]string{"": sayAbout.In("vi"), "en": sayAbout.In("en")}
}

// Commands are the entries of Telegram's menu button, by language; the empty language is for everybody else.
func Commands() map[string][]telegram.Command {
	menu := func(language string) []telegram.Command {
		return []telegram.Command{
			{Command: "menu", Description: thidua.Say("Các phần cần báo cáo", "The parts to report on").In(language)},
			{Command: "huy", Description: thidua.Say("Thoát khỏi việc đang làm", "Leave what you are doing").In(language)},
			{Command: "donvi", Description: thidua.Say("Chọn đơn vị", "Choose the unit").In(language)},
			{Command: "tiendo", Description: thidua.Say("Tiến độ (thường trực)", "Progress (secretariat)").In(language)},
			{Command: "tonghop", Description: thidua.Say("Bảng tổng hợp Excel (thường trực)", "Excel workbook (secretariat)").In(language)},
			{Command: "baocao", Description: thidua.Say("Báo cáo Word (thường trực)", "Word report (secretariat)").In(language)},
			{Command: "thongbao", Description: thidua.Say("Gửi thông báo cho đầu mối (thường trực)", "Announce to focal points (secretariat)").In(language)},
			{Command: "ngonngu", Description: thidua.Say("Tiếng Việt / English", "Tiếng Việt / English").In(language)},
		}
	}
	return map[string][]telegram.Command{"": menu("vi"), "en": menu("en")}
}
