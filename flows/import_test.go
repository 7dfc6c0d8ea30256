package flows_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows"
	"thidua/flows/sheet"
)

// outside is what Fill and Take are given: everything is loaded.
func (w *world) outside() flows.State {
	s := flows.State{Person: w.person, Records: w.records, Input: thidua.Input{Update: 1, At: w.now}}
	s.Session = flows.Session{Campaign: w.script.Campaign.ID, Unit: w.unit()}
	return s
}

// loading asks again with the records that were missing, as long as there are any.
func loading[T any](w *world, ask func(flows.State) (T, []thidua.Key, error)) T {
	w.t.Helper()
	state := w.outside()
	state.Records = map[thidua.Key]thidua.Record{}
	for range flows.MostLoads {
		result, missing, err := ask(state)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(missing) == 0 {
			return result
		}
		w.load(state, missing)
	}
	w.t.Fatal("records are still missing")
	panic("unreachable")
}

// file is the unit's spreadsheet as it is sent.
func (w *world) file(parts ...string) []byte {
	w.t.Helper()
	filled := loading(w, func(s flows.State) (thidua.Spreadsheet, []thidua.Key, error) {
		return w.script.Fill(s, "abc123", parts...)
	})
	var b bytes.Buffer
	if err := sheet.Write(&b, &filled); err != nil {
		w.t.Fatal(err)
	}
	return b.Bytes()
}

// take holds a file against the answers; with apply it keeps what changes.
func (w *world) take(content []byte, apply bool) flows.Taken {
	w.t.Helper()
	read, err := sheet.Read(content)
	if err != nil {
		w.t.Fatal(err)
	}
	taken := w.taking(flows.Taking{Sheet: *read, ID: "f1"})
	if apply {
		for work := (flows.Taking{Sheet: taken.Seen, ID: "f1", Apply: true, Most: 500}); ; {
			slice := w.slice(&work)
			if slice.Done {
				break
			}
		}
	}
	return taken
}

// slice takes the next rows and commits them; nobody's session changes.
func (w *world) slice(work *flows.Taking) flows.Taken {
	w.t.Helper()
	w.update++
	work.ID = fmt.Sprint(w.update)
	slice := w.taking(*work)
	r := flows.Result{Put: slice.Put, Delete: slice.Delete, Needs: w.needs}
	if err := json.Unmarshal(w.session, &r.Session); err != nil {
		w.t.Fatal(err)
	}
	w.commit(r)
	work.From = slice.Next
	return slice
}

func (w *world) taking(work flows.Taking) flows.Taken {
	w.t.Helper()
	return loading(w, func(s flows.State) (flows.Taken, []thidua.Key, error) {
		taken, err := w.script.Take(s, work)
		return taken, taken.Missing, err
	})
}

// edited changes cells of a file: sheet!cell → value.
func edited(t testing.TB, content []byte, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, value := range cells {
		name, cell, _ := strings.Cut(at, "!")
		if value == nil {
			err = f.SetCellStr(name, cell, "")
		} else {
			err = f.SetCellValue(name, cell, value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func describe(r flows.Taken) string {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s %s!%s %s%s: %s → %s\n", c.Kind, c.Sheet, c.Cell, c.Entry, c.Question, c.Before, c.After)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(&b, "fault %s!%s: %s\n", f.Sheet, f.Cell, f.Message)
	}
	for _, f := range r.Notes {
		fmt.Fprintf(&b, "note %s!%s: %s\n", f.Sheet, f.Cell, f.Message)
	}
	return b.String()
}

// TestTypesThroughSheet gives an answer of every type in the chat and finds none of them changed in the file, then
// changes each in the file.
func TestTypesThroughSheet(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
	w.all("/start", "[Phiếu thử]", "[Bắt đầu]", "=1+1", "khoảng 150", "12,50", "18/5", "[Hội thảo]", "[Sở, ngành]", "[Doanh nghiệp]", "[Xong]", "0123\n2")
	content := w.file()
	if got := describe(w.take(content, false)); got != "" {
		t.Fatalf("an untouched file changes:\n%s", got)
	}
	const s = "Phiếu thử"
	changed := w.take(edited(t, content, map[string]any{s + "!D3": "00123", s + "!D4": 200, s + "!D5": "1.234,5", s + "!D6": 45000,
		s + "!D7": "hoi nghi", s + "!D8": "doanh nghiep; CAP HUYEN", s + "!D9": nil}), true)
	want := `changed Phiếu thử!D3 ten: =1+1 → 00123
changed Phiếu thử!D4 so_nguoi: khoảng 150 → 200
changed Phiếu thử!D6 ngay: 18/5/2023 → 15/3/2023
changed Phiếu thử!D7 loai: Hội thảo → Hội nghị
changed Phiếu thử!D8 khach: Sở, ngành; Doanh nghiệp → Cấp huyện; Doanh nghiệp
changed Phiếu thử!D9 ket_qua: 0123… → (trống)
fault Phiếu thử!D5: Không quá 100 triệu.
`
	if got := describe(changed); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// expectTaken compares what a file changes with what is wanted, a line each.
func expectTaken(t *testing.T, r flows.Taken, want ...string) {
	t.Helper()
	if got := strings.TrimSpace(describe(r)); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// TestNestedThroughSheet adds, changes and deletes entries inside entries, and finds the same file to say nothing new.
func TestNestedThroughSheet(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "activities.md")), "VP")
	w.all("/start", "[Hoạt động]", "[Thêm]", "Hội thảo", "150", "[Thêm]", "Bài một", "An", "[Thêm]", "Bài hai", "Bình", "[Xong]")
	content := w.file()
	expectTaken(t, w.take(content, false))
	file := edited(t, content, map[string]any{
		"Hoạt động!E4": "Hội thi", "Hoạt động!F4": 20, // a second activity, in a prepared row
		"Tham luận!F4": "Bài hai, sửa", "Tham luận!H3": "x",
		"Tham luận!E5": 2, "Tham luận!F5": "Bài của hội thi", // belongs to the new one
		"Tham luận!F6": "Bài lạc", // belongs to none
		"Kiến nghị!E3": "Mua máy", "Đánh giá!D3": "Tốt",
	})
	want := []string{"added Hoạt động!E4 Hội thi:  → Hội thi · 20", "deleted Tham luận! Bài một:  → ",
		"changed Tham luận!F4 Bài haiten_tham_luan: Bài hai → Bài hai, sửa", "added Tham luận!F5 Bài của hội thi:  → Bài của hội thi",
		"changed Đánh giá!D3 uu_diem: (trống) → Tốt", "added Kiến nghị!E3 Mua máy:  → Mua máy",
		"fault Tham luận!E6: Mời ghi số của mục ở trang kia mà dòng này thuộc về."}
	expectTaken(t, w.take(file, true), want...)
	expectTaken(t, w.take(file, false), want[6])

	w.all("/menu", "[Hoạt động]", "[Nộp]")
	w.expect("đã nộp")
	s := w.submission("hoat_dong")
	if len(s.Entries) != 2 || len(s.Entries[0].Repeats["tham_luan"]) != 1 || len(s.Entries[1].Repeats["tham_luan"]) != 1 ||
		s.Entries[1].Repeats["tham_luan"][0].Answers["ten_tham_luan"].Value != "Bài của hội thi" {
		t.Errorf("handed in: %s", encoded(t, s.Entries))
	}

	// A third activity is one too many; an entry does not move to another activity.
	content = w.file("hoat_dong")
	expectTaken(t, w.take(edited(t, content, map[string]any{"Hoạt động!E5": "Thừa", "Tham luận!E3": 2, "Tham luận!F3": "Bài hai, sửa nữa"}), false),
		"fault Hoạt động!G5: «Hoạt động» nhận nhiều nhất 2 mục. Mời bỏ bớt dòng.",
		"fault Tham luận!E3: Mục đã có không chuyển sang mục khác được. Mời ghi x ở cột xóa và thêm dòng mới.")
	w.stand("hoat_dong", thidua.Approved)
	expectTaken(t, w.take(edited(t, content, map[string]any{"Hoạt động!E3": "Đổi"}), true),
		"fault Hoạt động!: Phần «Hoạt động» đã được duyệt hoặc đã khóa, không sửa được nữa. Nếu cần sửa, mời liên hệ thường trực.")
}

// TestRulesThroughSheet holds the cells of a row against each other: relevance, filters, defaults, constraints.
func TestRulesThroughSheet(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "logic.md")), "VP")
	w.say("/start")
	const s = "Đề nghị"
	content := w.file()
	expectTaken(t, w.take(edited(t, content, map[string]any{s + "!D3": "Lê Minh Chi", s + "!D4": "tap the", s + "!D5": "Trưởng phòng",
		s + "!D6": "Kỷ niệm chương", s + "!D8": 51, s + "!D10": 2.5}), false),
		"changed Đề nghị!D3 ten: (trống) → Lê Minh Chi",
		"changed Đề nghị!D4 doi_tuong: (trống) → Tập thể",
		"fault Đề nghị!D6: «Kỷ niệm chương» không chọn được ở đây, do câu trả lời khác. Chọn được: Giấy khen; Cờ thi đua.",
		"fault Đề nghị!D10: Câu này cần số nguyên, ví dụ: 12 hoặc 1.500.",
		"fault Đề nghị!D5: Câu này không phải trả lời, do câu trả lời khác. Mời để trống ô này hoặc sửa câu kia.",
		"fault Đề nghị!D8: Từ 0 đến 50 năm.")
	right := edited(t, content, map[string]any{s + "!D3": "Lê Minh Chi", s + "!D4": "ca_nhan", s + "!D5": "Trưởng phòng",
		s + "!D6": "ky niem chuong", s + "!D8": 5, s + "!D10": 1, "Minh chứng!E3": "Giấy khen 2022"})
	expectTaken(t, w.take(right, true),
		"changed Đề nghị!D3 ten: (trống) → Lê Minh Chi", "changed Đề nghị!D4 doi_tuong: (trống) → Cá nhân",
		"changed Đề nghị!D5 chuc_vu: (trống) → Trưởng phòng", "changed Đề nghị!D6 hinh_thuc: (trống) → Kỷ niệm chương",
		"changed Đề nghị!D8 so_nam: (trống) → 5", "changed Đề nghị!D10 so_con: (trống) → 1",
		"added Minh chứng!E3 Giấy khen 2022:  → Giấy khen 2022")
	expectTaken(t, w.take(right, true))
	// The same file, after the other choice: what was kept aside is not asked for again.
	expectTaken(t, w.take(edited(t, w.file(), map[string]any{s + "!D4": "Tập thể", s + "!D6": "Cờ thi đua"}), true),
		"changed Đề nghị!D4 doi_tuong: Cá nhân → Tập thể", "changed Đề nghị!D6 hinh_thuc: Kỷ niệm chương → Cờ thi đua")
	expectTaken(t, w.take(edited(t, w.file(), map[string]any{s + "!D3": nil}), true), "fault Đề nghị!D3: Xin ghi họ và tên.")
}

// TestTwoFiles lets two people fill copies made at the same time: what one of them left alone stays as the other wrote it.
func TestTwoFiles(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "activities.md")), "VP")
	w.all("/start", "[Đánh giá]", "[Bắt đầu]", "Nhanh", "[Xong]", "Hết")
	content := w.file()
	expectTaken(t, w.take(edited(t, content, map[string]any{"Đánh giá!D3": "Rất nhanh"}), true), "changed Đánh giá!D3 uu_diem: Nhanh → Rất nhanh")
	w.person.Chat = chat + 1
	other := edited(t, content, map[string]any{"Đánh giá!D4": "Xin hết", "Đánh giá!D3": "Chậm"})
	shown := w.take(other, false)
	expectTaken(t, shown, "changed Đánh giá!D3 uu_diem: Rất nhanh → Chậm", "changed Đánh giá!D4 ket: Hết → Xin hết")
	if !shown.Changes[0].Conflict || shown.Changes[1].Conflict {
		t.Errorf("conflicts %+v", shown.Changes)
	}
	// Between the preview and Có somebody changes one of the two: it stays.
	w.person.Chat = chat
	w.take(edited(t, content, map[string]any{"Đánh giá!D3": "Vừa"}), true)
	w.person.Chat = chat + 1
	slice := w.taking(flows.Taking{Sheet: shown.Seen, ID: "f2", Apply: true})
	expectTaken(t, slice, "changed Đánh giá!D4 ket: Hết → Xin hết")
	if slice.Skipped != 1 || !slice.Done {
		t.Errorf("skipped %d, done %v", slice.Skipped, slice.Done)
	}
}

// TestSlices takes many rows in commits of a few, each of one part, and never twice the same.
func TestSlices(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "registers.md")), "VP")
	w.say("/start")
	cells := map[string]any{"Văn bản!D3": "12/QĐ-UBND", "Văn bản!D4": "912345678"}
	for i := range 30 {
		cells[fmt.Sprintf("Tham luận!E%d", i+3)], cells[fmt.Sprintf("Tham luận!F%d", i+3)] = fmt.Sprintf("Bài %d", i), "An"
	}
	shown := w.take(edited(t, w.file(), cells), false)
	if len(shown.Changes) != 32 || len(shown.Faults) != 0 {
		t.Fatalf("shown: %s", describe(shown))
	}
	var sizes []int
	for work := (flows.Taking{Sheet: shown.Seen, ID: "f1", Apply: true, Most: 12}); ; {
		slice := w.slice(&work)
		if sizes = append(sizes, len(slice.Changes)); slice.Done {
			break
		}
	}
	if got := fmt.Sprint(sizes); got != "[2 12 12 6]" {
		t.Errorf("slices of %s", got)
	}
	w.all("[Tham luận]", "[Nộp]")
	if n := len(w.submission("tham_luan").Entries); n != 30 {
		t.Errorf("%d entries", n)
	}
}

// TestOlderForm takes a file that was made from an older version by the names of its questions.
func TestOlderForm(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "version_1.md")), "VP")
	w.say("/start")
	content := w.file()
	w.script = compile(t, campaign(t, "version_2.md"))
	const s = "Báo cáo"
	expectTaken(t, w.take(edited(t, content, map[string]any{s + "!D3": "Đợt một", s + "!D4": "Hà Nội", s + "!D5": "hai triệu", s + "!D6": "Họp", s + "!D7": 5,
		s + "!D8": "ghi chú", "Khách mời!E3": "Bà Hà", "Hoạt động!E3": "Hội thi", "Tham luận!E3": 1, "Tham luận!F3": "Bài một"}), true),
		"changed Báo cáo!D3 ten: (trống) → Đợt một", "changed Báo cáo!D4 dia_diem: (trống) → Hà Nội", "changed Báo cáo!D5 kinh_phi: (trống) → 2.000.000",
		"added Khách mời!E3 Bà Hà:  → Bà Hà", "added Hoạt động!E3 Hội thi:  → Hội thi", "added Tham luận!F3 Bài một:  → Bài một",
		"fault Báo cáo!D6: «Họp» không có trong danh sách. Ghi một trong: Hội nghị; Hội thi.",
		"fault Báo cáo!D7: Phải có ít nhất 10 người.",
		"note Báo cáo!: Câu hỏi «ghi_chu» không còn trong biểu mẫu; cột này không dùng.")
	w.all("/menu", "[Hoạt động]", "[Nộp]")
	w.expect("Hội thi › Bài một › Diễn giả: Câu này cần có câu trả lời.") // which the older form did not ask
}

// TestFilesThroughSheet leaves evidence to the chat: a new row asks for its photo there, and no row takes away a photo that
// an entry has, whatever is written beside it.
func TestFilesThroughSheet(t *testing.T) {
	c := campaign(t, "activities.md")
	photo := c.Parts[0].Question.Children[1]
	photo.Type, photo.Name, photo.Constraint = thidua.Image, "anh", ""
	w := newWorld(t, compile(t, c), "VP")
	w.all("/start", "[Hoạt động]", "[Thêm]", "Hội thảo")
	w.step(thidua.Input{Files: []thidua.File{{ID: "1", UniqueID: "u1", Name: "hop.jpg", Size: 10}}})
	w.all("[Xong]", "/menu")
	content := w.file()
	expectTaken(t, w.take(edited(t, content, map[string]any{"Hoạt động!E3": "Hội thảo lớn", "Hoạt động!F3": nil, "Hoạt động!E4": "Hội thi", "Hoạt động!F4": "anh.jpg"}), true),
		"changed Hoạt động!E3 Hội thảoten: Hội thảo → Hội thảo lớn", "added Hoạt động!E4 Hội thi:  → Hội thi",
		"note Hoạt động!F3: Cột «Số người dự» chỉ để xem, không nhận nội dung ghi ở đây. Mời gửi ảnh, tệp trong bot.",
		"note Hoạt động!F4: Cột «Số người dự» chỉ để xem, không nhận nội dung ghi ở đây. Mời gửi ảnh, tệp trong bot.")
	left := loading(w, func(s flows.State) (flows.Remaining, []thidua.Key, error) { return w.script.Remaining(s, "hoat_dong") })
	if left.Files != 1 || len(left.Wanted) != 1 || left.Wanted[0] != "Hội thi › Số người dự" {
		t.Errorf("the chat asks for %+v", left)
	}
	w.all("[Hoạt động]")
	w.expect("2. Hội thi · còn thiếu")
	w.all("[Tiếp tục]")
	w.expect("Số người dự")
	w.all("[Bỏ qua]", "/menu", "[Hoạt động]", "[Nộp]")
	w.expect("đã nộp")
	if e := w.submission("hoat_dong").Entries; len(e) != 2 || len(e[0].Answers["anh"].Files) != 1 || e[0].Answers["ten"].Value != "Hội thảo lớn" {
		t.Errorf("handed in: %s", encoded(t, e))
	}
}
