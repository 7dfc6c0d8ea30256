package xlsform

// The file as a whole.
const (
	moreProblems wording = `more
và %[2]d vấn đề nữa không liệt kê ở đây.
and %[2]d more that are not listed here.`
	fileEmpty wording = `file_empty
Tệp trống. Cần một bảng tính .xlsx hoặc một tệp Markdown .md.
The file is empty. A workbook (.xlsx) or a Markdown file (.md) is needed.`
	fileOld wording = `file_xls
Tệp là bảng tính Excel kiểu cũ (.xls), dù tên có thể ghi .xlsx. Xin mở bằng Excel rồi lưu lại dạng .xlsx.
The file is an old Excel workbook (.xls), whatever its name says. Open it in Excel and save it as .xlsx.`
	fileEncrypted wording = `file_encrypted
Bảng tính được đặt mật khẩu. Xin bỏ mật khẩu rồi lưu lại.
The workbook is protected by a password. Remove the password and save it again.`
	fileUnknown wording = `file_not_workbook
Tệp không phải là bảng tính .xlsx và cũng không phải bảng Markdown. Xin lưu lại dạng .xlsx.
The file is neither an .xlsx workbook nor a Markdown table. Save it as .xlsx.`
	fileBroken wording = `file_broken
Không đọc được bảng tính: tệp hỏng hoặc không đúng chuẩn .xlsx. Xin mở bằng Excel rồi lưu lại.
The workbook cannot be read: it is damaged or no proper .xlsx. Open it in Excel and save it again.`
	fileLarge wording = `file_too_large
Tệp quá lớn: tối đa %[2]d MB (bảng tính tính sau khi giải nén).
The file is too large: at most %[2]d MB (of a workbook, unpacked).`
	sheetLarge wording = `sheet_too_large
Trang tính có quá nhiều ô: tối đa %[2]d dòng, %[3]d ô có nội dung và %[4]d MB.
The sheet is too large: at most %[2]d rows, %[3]d filled cells and %[4]d MB.`
	sheetsMany wording = `too_many_sheets
Tệp có quá %[2]d trang tính.
The file has more than %[2]d sheets.`
	cellLong wording = `cell_too_long
Ô dài quá 32.767 ký tự, là giới hạn của Excel. Xin chia nhỏ hoặc viết gọn lại.
The cell is longer than 32,767 characters, Excel's limit. Split or shorten it.`
	dateUnreadable wording = `date_unreadable
Ô ngày tháng có giá trị không đọc được: “%[1]s”. Xin gõ ngày dạng chữ, ví dụ 25/05/2023.
The date cell holds a value that cannot be read: “%[1]s”. Type the date as text, such as 2023-05-25.`
)

// Sheets and headers.
const (
	surveyMissing wording = `NAMES_013
Thiếu trang tính “survey”, nơi ghi các câu hỏi.%[2]s
There is no sheet named “survey”, which holds the questions.%[2]s`
	sheetSimilar wording = `sheet_similar
Trang tính “%[2]s” bị bỏ qua.%[3]s Nếu cố ý, xin đặt tên bắt đầu bằng dấu gạch dưới.
The sheet “%[2]s” is ignored.%[3]s If that is intended, begin its name with an underscore.`
	sheetTwice wording = `sheet_twice
Có hai trang tính cùng tên “%[2]s”. Xin gộp lại thành một.
There are two sheets named “%[2]s”. Make them one.`
	headerNone wording = `HEADER_001
Không thấy dòng tiêu đề cột. Dòng đầu tiên phải ghi tên các cột.
No header row was found. The first row must hold the names of the columns.`
	headerTwo wording = `HEADER_002
Cột “%[1]s” và cột “%[2]s” là một. Xin giữ lại một cột.
The columns “%[1]s” and “%[2]s” mean the same. Keep one of them.`
	headerTwice wording = `header_twice
Cột “%[1]s” có hai lần. Xin giữ lại một cột.
The column “%[1]s” is there twice. Keep one of them.`
	headerMissing wording = `HEADER_003
Thiếu cột bắt buộc “%[2]s” ở dòng tiêu đề.%[3]s
The required column “%[2]s” is missing from the header row.%[3]s`
	headerUnknown wording = `column_unknown
Không có cột tên “%[1]s” nên cột này bị bỏ qua.%[2]s
There is no column “%[1]s”; it is ignored.%[2]s`
	headerIgnored wording = `column_ignored
Cột “%[1]s” không có tác dụng trong trò chuyện nên bị bỏ qua; có thể xóa.
The column “%[1]s” has no effect in a chat and is ignored; it may be deleted.`
	choiceColumnBad wording = `HEADER_004
Tên cột “%[1]s” có dấu cách nên cột bị bỏ qua. Xin dùng tên không có dấu cách, ví dụ ma_tinh.
The column name “%[1]s” contains a space; the column is ignored. Use a name without spaces, such as province_code.`
)
