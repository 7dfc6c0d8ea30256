package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
)

// inline reads a campaign of one group part, given the survey's header and rows; further sheets may follow.
func inline(t testing.TB, survey string, more ...string) *thidua.Campaign {
	t.Helper()
	content := "| survey |\n" + strings.TrimSpace(survey) + "\n" + strings.Join(more, "\n") + `
| campaign |
| | key | value |
| | id | thu |
| | title | Thử |
| | due | 2023-05-25 17:00 |
| units |
| | code | name |
| | VP | Văn phòng |
| parts |
| | part |
| | p |
`
	c, report := xlsform.Read("thu.md", []byte(content), xlsform.Options{})
	for _, p := range report.Errors {
		t.Error(p.In("en"))
	}
	if c == nil {
		t.FailNow()
	}
	return c
}

const yesNo = "| choices |\n| | list_name | name | label |\n| | co_khong | co | Có |\n| | co_khong | khong | Không |\n" +
	"| | ma | ma1 | Má |\n| | ma | ma2 | Ma |\n| | so | hai muoi | Hai mươi |\n| | so | huy | Hủy |"

// one asks a single question of a kind, with its columns as header = value.
func one(t testing.TB, kind string, columns ...string) *thidua.Campaign {
	header, row := "| | type | name | label |", "| | "+kind+" | q | Câu hỏi |"
	for _, column := range columns {
		name, value, _ := strings.Cut(column, " = ")
		header, row = header+" "+name+" |", row+" "+value+" |"
	}
	survey := header + "\n| | begin group | p | Phần |\n" + row + "\n| | text | sau | Câu sau |\n| | end group |"
	if !strings.Contains(kind, "select") {
		return inline(t, survey)
	}
	return inline(t, survey, yesNo)
}

// answer is what the draft holds of a question.
func (w *world) answer(part, path string) thidua.Answer {
	var s flows.Sheet
	w.read(thidua.DraftKey(w.script.Campaign.ID, w.unit(), part, "sheet", ""), &s)
	a, _ := s.Answer(path)
	return a
}

func TestAnswers(t *testing.T) {
	for _, test := range []struct{ kind, typed, value string }{
		{"text", "Hội thảo", "Hội thảo"},
		{"text", "  hai   dòng \n\n xong ", "hai   dòng\n\n xong"},
		{"text", "Không", "Không"},
		{"text", "Giữ nguyên", "Giữ nguyên"},
		{"integer", "04", "4"},
		{"integer", "1.500", "1500"},
		{"integer", "hai mươi mốt", "21"},
		{"integer", "-3", "-3"},
		{"decimal", "1.234.567,5", "1234567.5"},
		{"decimal", "1,5 tỷ", "1500000000"},
		{"date", "18/5", "2023-05-18"},
		{"date", "ngày 18 tháng 5 năm 2022", "2022-05-18"},
		{"date", "hôm qua", "2023-05-09"},
		{"date", "2023-05-18", "2023-05-18"},
		{"time", "8h30", "08:30:00.000+07:00"},
		{"time", "14:30", "14:30:00.000+07:00"},
		{"dateTime", "14:30 18/5/2023", "2023-05-18T14:30:00.000+07:00"},
		{"dateTime", "8 giờ sáng ngày 18/5", "2023-05-18T08:00:00.000+07:00"},
		{"acknowledge", "có", "OK"},
		{"acknowledge", "[Có]", "OK"},
		{"geopoint", "20.65, 106.05", "20.65 106.05 0 0"},
		{"geopoint", "20.65 106.05 0 12.5", "20.65 106.05 0 12.5"},
		{"select_one co_khong", "Không", "khong"},
		{"select_one co_khong", "khong", "khong"},
		{"select_one co_khong", "[Có]", "co"},
		{"select_one ma", "Ma", "ma2"},
		{"select_one so", "Hai mươi", "hai muoi"},
		{"select_one so", "Hủy", "huy"},
	} {
		t.Run(test.kind+" "+test.typed, func(t *testing.T) {
			w := newWorld(t, compile(t, one(t, test.kind)), "VP")
			w.all("/start", "[Phần]", "[Bắt đầu]", test.typed)
			got := w.answer("p", "q")
			if got.Value != test.value {
				t.Fatalf("value = %q, want %q\n%s", got.Value, test.value, w.last())
			}
			if typed := !strings.HasPrefix(test.typed, "["); typed && !strings.HasPrefix(test.kind, "select") && got.Raw != test.typed {
				t.Errorf("raw = %q, want what was typed", got.Raw)
			}
			if got.By != chat || got.At.IsZero() || got.Rev != 1 {
				t.Errorf("provenance %+v", got)
			}
			w.expect("Câu sau")
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct{ kind, typed, reply string }{
		{"integer", "abc", "chưa phải là số"},
		{"integer", "12,5", "số nguyên"},
		{"integer", "khoảng 150", "số chính xác"},
		{"integer", "12345678901234567890", "quá dài"},
		{"decimal", "một ít", "chưa phải là số"},
		{"date", "31/4", "Không có ngày"},
		{"date", "29/2/2023", "Không có ngày"},
		{"date", "cuối tháng", "ghi rõ ngày"},
		{"date", "11-12/5", "cần một ngày"},
		{"date", "xyz", "chưa phải là ngày"},
		{"time", "25:00", "chưa phải là giờ"},
		{"dateTime", "18/5", "còn thiếu giờ"},
		{"dateTime", "14:30 31/4", "Không có ngày"},
		{"acknowledge", "gì cơ", "chọn một nút"},
		{"geopoint", "20,65 106,05", "vĩ độ"},
		{"geopoint", "120 500", "vĩ độ"},
		{"select_one co_khong", "có lẽ", "Chưa thấy"},
		{"select_one ma", "mà", "2 lựa chọn"},
		{"select_multiple co_khong", "tùy", "Chưa thấy"},
		{"image", "ảnh", "cần ảnh hoặc tệp"},
		{"text", "\u200b\u200b", "chưa đọc được"},
		{"text", strings.Repeat("x", 32768), "32.767"},
	} {
		t.Run(test.kind+" "+test.typed[:min(len(test.typed), 20)], func(t *testing.T) {
			w := newWorld(t, compile(t, one(t, test.kind)), "VP")
			w.all("/start", "[Phần]", "[Bắt đầu]", test.typed)
			w.expect(test.reply)
			w.expect("Câu hỏi") // the question stands
			if got := w.answer("p", "q"); got.Value != "" || w.puts != 0 {
				t.Errorf("stored %+v", got)
			}
		})
	}
}

func TestUnharmed(t *testing.T) {
	for name, typed := range map[string]string{
		"markup": "<b>đậm</b> _*[x](http://a) ${ten} `${1+1}` %s %d", "formula": "=1+1", "emoji": "🎉 👨‍👩‍👧 🇻🇳", "json": `{"a":"\u0000"}`,
		"decomposed": norm.NFD.String("Hội thảo"), "long": strings.Repeat("Thi đua là yêu nước. ", 190) + "1234567890",
		"quotes": `"'“”‘’«»`, "sheet": "+84 -1 @x\t|a|b|", "lines": "một\nhai\n\nba",
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
			w.all("/start", "[Phiếu thử]", "[Bắt đầu]", typed)
			want := typed
			if name == "decomposed" {
				want = "Hội thảo" // composed
			}
			if a := w.answer("phieu", "ten"); a.Value != want || a.Raw != typed {
				t.Errorf("value %q raw %q", a.Value, a.Raw)
			}
			w.all("5", "[Bỏ qua]", "18/5", "[Khác]", "[Xong]", "[Bỏ qua]", "[Bỏ qua]", "[Bỏ qua]", "[Nộp]")
			if a := w.submission("phieu").Entries[0].Answers["ten"]; a.Value != want || a.Raw != typed {
				t.Errorf("submitted value %q raw %q", a.Value, a.Raw)
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	for _, test := range []struct{ kind, expression, suggestion, value string }{
		{"text", "Phòng (A) số 1", "Phòng (A) số 1", "Phòng (A) số 1"},
		{"text", "concat('a', 'b')", "ab", "ab"},
		{"text", "'a - b'", "'a - b'", "'a - b'"},
		{"text", "1 div 0", "", ""},
		{"integer", "7", "7", "7"},
		{"integer", "3 + 4", "7", "7"},
		{"integer", "7 div 2", "", ""},
		{"decimal", "7 div 2", "3,5", "3.5"},
		{"date", "today()", "10/5/2023", "2023-05-10"},
		{"date", "now()", "10/5/2023", "2023-05-10"},
		{"date", "2023-05-18", "18/5/2023", "2023-05-18"},
		{"date", "date(today() + 7)", "17/5/2023", "2023-05-17"},
		{"select_one co_khong", "co", "Có", "co"},
		{"select_one co_khong", "if(1 = 1, 'khong', 'co')", "Không", "khong"},
		{"select_multiple co_khong", "khong co", "Không; Có", "co khong"},
	} {
		t.Run(test.kind+" "+test.expression, func(t *testing.T) {
			w := newWorld(t, compile(t, one(t, test.kind, "default = "+test.expression)), "VP")
			w.all("/start", "[Phần]", "[Bắt đầu]")
			if test.suggestion == "" {
				if strings.Contains(w.last(), "Gợi ý") {
					t.Fatalf("suggests\n%s", w.last())
				}
				return
			}
			w.expect("Gợi ý: " + test.suggestion)
			if test.kind == "select_multiple co_khong" {
				w.press("Xong")
			} else {
				w.press("Giữ nguyên")
			}
			if got := w.answer("p", "q").Value; got != test.value {
				t.Errorf("kept %q, want %q", got, test.value)
			}
		})
	}
}

func TestDefaultsUnasked(t *testing.T) {
	w := newWorld(t, compile(t, inline(t, `
| | type | name | label | required | constraint | default |
| | begin group | p | Phần | | | |
| | text | a | A | | | |
| | integer | b | B | yes | . < 5 | 3 |
| | integer | c | C | | . < 5 | 9 |
| | end group | | | | | |`)), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "[Bỏ qua]", "[Tạm dừng]", "[Phần]", "[Xem lại]", "[Nộp]")
	w.expect("còn 1 chỗ") // c's default breaks its constraint, b's is good
	w.all("4", "[Giữ nguyên]", "[Nộp]")
	if got := w.submission("p").Entries[0].Answers; got["b"].Value != "3" || got["c"].Value != "4" {
		t.Errorf("submitted %v", got)
	}
}

func TestDefaultSkipped(t *testing.T) {
	w := newWorld(t, compile(t, one(t, "integer", "default = 3")), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "[Bỏ qua]", "x", "[Nộp]")
	if a, ok := w.submission("p").Entries[0].Answers["q"]; ok {
		t.Errorf("a skipped default is submitted: %+v", a)
	}
}

func TestMetadata(t *testing.T) {
	w := newWorld(t, compile(t, inline(t, `
| | type | name | label | calculation | default |
| | begin group | p | Phần | | |
| | start | bat_dau | | | |
| | end | ket_thuc | | | |
| | today | hom_nay | | | |
| | hidden | an | | | 'x' |
| | text | q | Câu | | |
| | calculate | gia | | instance('so')/root/item[name = 'huy']/label | |
| | select_one so | s | Số | | |
| | calculate | nhan | | jr:choice-name(${s}, '${s}') | |
| | calculate | ngau_nhien | | random() < 2 | |
| | end group | | | | |`, yesNo)), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "x", "[Hai mươi]")
	w.now = w.now.Add(48 * time.Hour)
	w.all("[Nộp]")
	got := w.submission("p").Entries[0].Answers
	for path, want := range map[string]string{"bat_dau": "2023-05-10T08", "hom_nay": "2023-05-10", "ket_thuc": "2023-05-12T08",
		"an": "'x'", "gia": "Hủy", "nhan": "Hai mươi", "ngau_nhien": "true"} {
		if !strings.HasPrefix(got[path].Value, want) {
			t.Errorf("%s = %q, want %s…", path, got[path].Value, want)
		}
	}
}

func TestApproximate(t *testing.T) {
	w := newWorld(t, compile(t, one(t, "integer", "appearance = approximate")), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "khoảng 150")
	w.expect("khoảng 150")
	if a := w.answer("p", "q"); a.Value != "150" || !a.Approximate || a.Raw != "khoảng 150" {
		t.Errorf("%+v", a)
	}
}

// TestEnglishNumbers reads 1,500.5 the English way, and what the hints of a Vietnamese form say.
func TestEnglishNumbers(t *testing.T) {
	for typed, want := range map[string]string{"1,500.5": "1500.5", "1.5": "1.5", "about 150": "150", "khoảng 150": "150"} {
		w := newWorld(t, compile(t, one(t, "decimal", "appearance = approximate")), "VP")
		w.person.Language = "en"
		w.all("/start", "[Phần]", "[Start]", typed)
		if a := w.answer("p", "q"); a.Value != want || a.Approximate != (want == "150") {
			t.Errorf("%s = %+v", typed, a)
		}
	}
}

func TestLongSearch(t *testing.T) {
	choices := "| choices |\n| | list_name | name | label |\n"
	for i := range 45 {
		choices += fmt.Sprintf("| | xa | x%d | Xã số %d |\n", i, i)
	}
	choices += "| | xa | hy | Hưng Yên |\n"
	w := newWorld(t, compile(t, inline(t, "| | type | name | label |\n| | begin group | p | Phần |\n"+
		"| | select_one xa | q | Xã |\n| | end group |", choices)), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "[Trang sau]", "[Trang sau]", "[Trang trước]")
	if _, ok := w.find("Xã số 25", len(w.cards)-1); !ok {
		t.Fatalf("second page lacks its choices: %+v", w.cards[len(w.cards)-1].Buttons)
	}
	w.all("hung")
	w.expect("Có 1 lựa chọn")
	w.all("[Hưng Yên]")
	if got := w.answer("p", "q").Value; got != "hy" {
		t.Errorf("q = %q", got)
	}
	w.all("/start", "[Phần]", "[Xem lại]", "[Sửa: Xã]", "xa so 44")
	if got := w.answer("p", "q").Value; got != "x44" {
		t.Errorf("q = %q", got)
	}
}

// labels lists the labels of the entries of a list's card.
func (w *world) labels() []string {
	var labels []string
	for _, row := range w.cards[len(w.cards)-1].Buttons {
		if _, label, ok := strings.Cut(row[0].Label, ". "); ok {
			labels = append(labels, label)
		}
	}
	return labels
}

func TestEntryLabels(t *testing.T) {
	for _, test := range []struct{ name, rows, label string }{
		{"first answer", "| | text | a | A |\n| | text | b | B |", "một"},
		{"a group with references", "| | text | a | A |\n| | begin group | g | Mục ${a} và ${b} |\n| | text | b | B |\n| | end group |", "Mục một và hai"},
		{"a group without", "| | begin group | g | Nhóm |\n| | text | a | A |\n| | end group |\n| | text | b | B |", "một"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, compile(t, inline(t, "| | type | name | label |\n| | begin repeat | p | Phần |\n"+test.rows+"\n| | end repeat |")), "VP")
			w.all("/start", "[Phần]", "[Thêm]", "một", "hai")
			if got := w.labels(); !slices.Equal(got, []string{test.label}) {
				t.Errorf("labels %q, want %q", got, test.label)
			}
			w.all("/start", "[Phần]")
			w.press("1. " + test.label)
			w.all("[Sửa: A]", "ba")
			w.all("[Quay lại]")
			if got := w.labels()[0]; got != strings.ReplaceAll(test.label, "một", "ba") {
				t.Errorf("after an edit: %q", got)
			}
		})
	}
}

func TestStops(t *testing.T) {
	w := newWorld(t, compile(t, inline(t, `
| | type | name | label | relevant | readonly | calculation | choice_filter |
| | begin group | p | Phần | | | | |
| | note | n1 | Ghi chú một | | | | |
| | note | n2 | Ghi chú hai | | | | |
| | text | a | A | | | | |
| | begin group | g | Nhóm | ${a} = 'x' | | | |
| | note | n3 | Ghi chú ba | | | | |
| | text | b | B | | | | |
| | end group | | | | | | |
| | note | n4 | Ghi chú bốn | | | | |
| | text | c | C | | yes | | |
| | text | d | D | | | string-length(${a}) | |
| | select_one so | s | S | | | | name = 'không có' |
| | text | e | E | | | | |
| | note | n5 | Ghi chú năm | | | | |
| | end group | | | | | | |`, yesNo)), "VP")
	steps := []struct {
		say  string
		want []string
	}{
		{"[Bắt đầu]", []string{"câu 1/2", "Ghi chú một", "Ghi chú hai", "A"}},
		{"x", []string{"✓ Đã ghi: x", "câu 2/3", "Ghi chú ba", "B"}},
		{"[Quay lại]", []string{"câu 1/3", "Ghi chú một", "Ghi chú hai", "A"}},
		{"y", []string{"✓ Đã ghi: y", "câu 2/2", "Ghi chú bốn", "C: ", "D: 1", "E"}},
		{"[Bỏ qua]", []string{"Xem lại: Phần", "A", "y", "C: ", "D: 1", "E", "(bỏ qua)", "Ghi chú năm", "kiểm tra"}},
	}
	w.all("/start", "[Phần]")
	for _, step := range steps {
		w.all(step.say)
		rest := w.last()
		for _, want := range step.want {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Fatalf("after %q: want %q in this order in\n%s", step.say, want, w.last())
			}
			rest = after
		}
		if step.say != "x" && step.say != "[Quay lại]" && strings.Contains(w.last(), "Ghi chú ba") {
			t.Errorf("irrelevant note is told:\n%s", w.last())
		}
	}
}
