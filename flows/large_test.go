package flows_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua"
	"thidua/flows/xlsform"
)

// largeSections is how many sections the made form has; with the rest it has some 600 rows.
const largeSections = 17

// largeForm is a campaign as long as the longest forms of the public world, with every kind of question and every
// kind of expression: groups in groups, chains of relevance, entries in entries, what other parts say.
func largeForm() []byte {
	var form, section strings.Builder
	form.WriteString(largeHead)
	for i := range largeSections {
		asked := "${tuoi} >= 0"
		if i > 0 {
			asked = fmt.Sprintf("${tuoi} > %d and not(selected(${nhieu%d}, 'c') and %[1]d > 3)", i, i-1)
		}
		section.WriteString(strings.NewReplacer("@", fmt.Sprint(i), "¤", asked).Replace(largeSection))
	}
	form.WriteString(section.String() + largeTail)
	return []byte(form.String())
}

const largeHead = `
| survey |
| | type | name | label | required | relevant | constraint | constraint_message | calculation | default | choice_filter | repeat_count | readonly | trigger | appearance | parameters |
| | begin group | phieu | Phiếu | | | | | | | | | | | | |
| | start | bat_dau | | | | | | | | | | | | | |
| | today | hom_nay | | | | | | | | | | | | | |
| | end | ket_thuc | | | | | | | | | | | | | |
| | phonenumber | so_may | | | | | | | | | | | | | |
| | hidden | ma_so | | | | | | | M-1 | | | | | | |
| | calculate | ma | | | | | | once(concat('M', int(random() * 1000000))) | | | | | | | |
| | integer | tuoi | Tuổi | yes | | . >= 0 and . <= 120 | Từ 0 đến 120. | | | | | | | | |
`

// A section has 33 rows; @ is its number, ¤ what it hangs on.
const largeSection = `
| | begin group | g@ | Mục @ | | ¤ | | | | | | | | | field-list | |
| | note | gioi_thieu@ | Mục @ của ${ma}. | | | | | | | | | | | | |
| | text | ten@ | Tên việc @ | yes | | string-length(.) <= 200 | Dài quá. | | | | | | | | |
| | integer | so@ | Số người @ | | | . >= 1 and . <= 500 | Từ 1 đến 500. | | | | | | | | |
| | decimal | tien@ | Kinh phí @ | ${so@} > 10 | | . <= ${so@} or ${so@} = '' | Quá mức. | | | | | | | | |
| | begin group | sau@ | Chi tiết ${ten@} | | ${so@} > 1 | | | | | | | | | | |
| | date | ngay@ | Ngày @ | | | . <= today() | Không ở tương lai. | | today() | | | | | | |
| | time | gio@ | Giờ @ | | | | | | | | | | | | |
| | dateTime | luc@ | Lúc nào @ | | ${ngay@} != '' | | | | | | | | | | |
| | begin group | sau_nua@ | | | ${tien@} != '' | | | | | | | | | | |
| | select_one muc | muc@ | Mức @ | yes | | | | | | | | | | | |
| | select_one loai | loai@ | Loại @ | yes | | | | | | nhom = ${muc@} | | | | | |
| | calculate | he_so@ | | | | | | coalesce(instance('muc')/root/item[name = ${muc@}]/he_so, 1) * coalesce(${so@}, 0) | | | | | | | |
| | end group | | | | | | | | | | | | | | |
| | end group | | | | | | | | | | | | | | |
| | select_multiple nhieu | nhieu@ | Những gì @ | | | not(selected(., 'a') and selected(., 'b')) | Không chọn cả A và B. | | | | | | | | randomize=true |
| | select_one muc or_other | khac@ | Nguồn @ | | selected(${nhieu@}, 'b') or ${muc@} = 'tot' | | | | | | | | | | |
| | range | diem@ | Điểm @ | | | | | | | | | | | | start=0 end=10 step=2 |
| | barcode | vach@ | Mã vạch @ | | ${diem@} >= 8 | | | | | | | | | | |
| | acknowledge | biet@ | Đã biết @ | | ${diem@} >= 6 | | | | | | | | | | |
| | geopoint | noi@ | Nơi @ | | ${diem@} = 4 | | | | | | | | | | |
| | image | anh@ | Ảnh @ | ${diem@} = 10 | ${diem@} > 6 | | | | | | | | | | |
| | audio | tieng@ | Ghi âm @ | | ${diem@} = 2 | | | | | | | | | | |
| | video | phim@ | Phim @ | | ${diem@} = 2 | | | | | | | | | | |
| | integer | goi_y@ | Gợi ý @ | | | . < 1000 | Nhỏ hơn 1000. | ${so@} + 1 | | | | | ${so@} | | |
| | text | tom_tat@ | Tóm tắt @ | | | | | concat(${ten@}, ': ', coalesce(${he_so@}, 0)) | | | | yes | | | |
| | begin repeat | viec@ | Các việc @ | | ${diem@} < 6 | | | | | | ${so@} mod 3 | | | | |
| | text | ten_viec@ | Việc con @ | yes | | | | | | | | | | | |
| | integer | thu@ | Thứ tự @ | | | . <= ${so@} or ${so@} = '' | Nhiều nhất ${so@}. | | position(..) | | | | | | |
| | end repeat | | | | | | | | | | | | | | |
| | select_one ${ten_viec@} | chinh@ | Việc chính @ | | | | | | | | | | | | |
| | calculate | tong@ | | | | | | sum(${thu@}) + count(${viec@}) | | | | | | | |
| | end group | | | | | | | | | | | | | | |
`

const largeTail = `
| | begin repeat | doan | Các đoàn | | | | | | | | | | | | |
| | begin group | ve_doan | Đoàn ${ten_doan} | | | | | | | | | | | | |
| | text | ten_doan | Tên đoàn | yes | | | | | | | | | | | |
| | integer | dong | Số người của đoàn | | | . <= 50 | Nhiều nhất 50. | | | | | | | | |
| | end group | | | | | | | | | | | | | | |
| | begin repeat | nguoi | Người | | ${dong} > 0 | | | | | | | | | | |
| | text | ho_ten | Họ tên | yes | | | | | | | | | | | |
| | date | sinh | Ngày sinh | | | . < today() | Chưa sinh. | | | | | | | | |
| | begin repeat | giai | Giải thưởng | | ${sinh} != '' | | | | | | | | | | |
| | text | ten_giai | Tên giải | yes | | | | | | | | | | | |
| | calculate | ve_giai | | | | | | concat(${ho_ten}, position(..), count(${giai})) | | | | | | | |
| | end repeat | | | | | | | | | | | | | | |
| | end repeat | | | | | | | | | | | | | | |
| | calculate | so_giai | | | | | | count(${giai}) | | | | | | | |
| | end repeat | | | | | | | | | | | | | | |
| | note | ket | Tổng ${tong0}, ${tuoi} tuổi. | | | | | | | | | | | | |
| | file | tep | Tệp | | | | | | | | | | | | |
| | text | loi_ket | Lời kết | yes | | | | | | | | | | multiline | |
| | end group | | | | | | | | | | | | | | |
| | begin repeat | so_sach | Sổ sách | | | | | | | | | | | | |
| | text | ten_so | Tên sổ | yes | | | | | | | | | | | |
| | integer | trang | Số trang | | ${tuoi} != '' | . > 0 and . < 1000 | Từ 1 đến 999. | | | | | | | | |
| | select_one muc | hang | Hạng | | | | | | tot | | | | | | |
| | end repeat | | | | | | | | | | | | | | |
| choices |
| | list_name | name | label | nhom | he_so |
| | muc | tot | Tốt | | 3 |
| | muc | kha | Khá | | 2 |
| | muc | dat | Đạt | | 1 |
| | loai | t1 | Xuất sắc | tot | |
| | loai | t2 | Hoàn thành tốt | tot | |
| | loai | k1 | Hoàn thành | kha | |
| | loai | d1 | Có cố gắng | dat | |
| | loai | d2 | Cần cố gắng | dat | |
| | nhieu | a | Mục A | | |
| | nhieu | b | Mục B | | |
| | nhieu | c | Mục C | | |
| | nhieu | d | Mục D | | |
| campaign |
| | key | value |
| | id | dai |
| | title | Đợt thi đua dài |
| | due | 2023-05-25 17:00 |
| units |
| | code | name |
| | VP | Văn phòng |
| parts |
| | part | kind | filled_by | max |
| | phieu | assessment | focal_point | |
| | so_sach | activity | focal_point | 30 |
`

// large is the made form, read.
func large(t testing.TB) *thidua.Campaign { return readForm(t, "large.md", largeForm()) }

// public reads a form of the public XLSForm world from THIDUA_XLSFORM_VECTORS; nil where the variable is not set.
func public(t testing.TB, name string) *thidua.Campaign {
	t.Helper()
	folder := os.Getenv("THIDUA_XLSFORM_VECTORS")
	if folder == "" {
		return nil
	}
	content, err := os.ReadFile(filepath.Join(folder, "forms", name))
	if err != nil {
		t.Fatal(err)
	}
	return readForm(t, name, content)
}

func readForm(t testing.TB, name string, content []byte) *thidua.Campaign {
	t.Helper()
	c, report := xlsform.Read(name, content, xlsform.Options{})
	for _, p := range report.Errors {
		t.Error(p.In("en"))
	}
	if c == nil {
		t.FailNow()
	}
	return c
}

func TestLargeForm(t *testing.T) {
	rows := 0
	var count func(q *thidua.Question)
	count = func(q *thidua.Question) {
		if rows++; q.Contains() {
			rows++ // its end
		}
		for _, child := range q.Children {
			count(child)
		}
	}
	for _, q := range large(t).Form.Questions {
		count(q)
	}
	if rows < 570 || rows > 640 {
		t.Errorf("the made form has %d rows", rows)
	}
}
