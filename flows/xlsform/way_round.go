package xlsform

import "thidua"

// wayRound says what to do instead of something that a chat cannot carry.
func wayRound(feature string) thidua.Text {
	switch feature {
	case "file":
		return thidua.Text{"vi": "Xin chép dữ liệu vào trang choices và dùng select_one.",
			"en": "Copy the data into the sheet choices and use select_one."}
	case "loop":
		return thidua.Text{"vi": "Xin dùng begin repeat với repeat_count.", "en": "Use begin repeat with repeat_count."}
	case "rank":
		return thidua.Text{"vi": "Xin dùng một câu select_one cho mỗi thứ hạng.", "en": "Use one select_one for each rank."}
	case "shape":
		return thidua.Text{"vi": "Xin dùng geopoint, hoặc text mô tả địa điểm.", "en": "Use geopoint, or text for the place."}
	case "osm":
		return thidua.Text{"vi": "Xin dùng geopoint hoặc text.", "en": "Use geopoint or text."}
	case "include":
		return thidua.Text{"vi": "Xin chép các dòng cần dùng vào trang survey.", "en": "Copy the rows into the sheet survey."}
	case "cascading_select":
		return thidua.Text{"vi": "Xin dùng select_one với choice_filter.", "en": "Use select_one with choice_filter."}
	case "entities":
		return thidua.Text{"vi": "Xin bỏ trang entities và cột save_to.",
			"en": "Remove the sheet entities and the column save_to."}
	case "last-saved":
		return thidua.Text{"vi": "Xin dùng cột default, hoặc hỏi lại.", "en": "Use the column default, or ask again."}
	}
	return thidua.Text{}
}
