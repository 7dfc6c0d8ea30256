package bot

import "thidua/bot/telegram"

// Descriptions are what an empty chat shows above Start, by language; the empty language is for everybody else.
func Descriptions() map[string]string {
	return map[string]string{"": sayAbout.in("vi"), "en": sayAbout.in("en")}
}

// Commands are the entries of Telegram's menu button, by language; the empty language is for everybody else.
func Commands() map[string][]telegram.Command {
	menu := func(language string) []telegram.Command {
		return []telegram.Command{
			{Command: "menu", Description: phrase{"Các phần cần báo cáo", "The parts to report on"}.in(language)},
			{Command: "huy", Description: phrase{"Thoát khỏi việc đang làm", "Leave what you are doing"}.in(language)},
			{Command: "donvi", Description: phrase{"Chọn đơn vị", "Choose the unit"}.in(language)},
			{Command: "tiendo", Description: phrase{"Tiến độ (thường trực)", "Progress (secretariat)"}.in(language)},
			{Command: "tonghop", Description: phrase{"Bảng tổng hợp Excel (thường trực)", "Excel workbook (secretariat)"}.in(language)},
			{Command: "baocao", Description: phrase{"Báo cáo Word (thường trực)", "Word report (secretariat)"}.in(language)},
			{Command: "ngonngu", Description: phrase{"Tiếng Việt / English", "Tiếng Việt / English"}.in(language)},
		}
	}
	return map[string][]telegram.Command{"": menu("vi"), "en": menu("en")}
}
