package flows_test

import "testing"

// nested is a part with entries in entries in entries.
const nested = `
| | type | name | label | required |
| | begin group | p | Phần | |
| | text | ten | Tên | yes |
| | begin repeat | doan | Đoàn | |
| | text | ten_doan | Tên đoàn | yes |
| | integer | so | Số người | |
| | begin repeat | nguoi | Người | |
| | text | ho_ten | Họ tên | yes |
| | begin repeat | giai | Giải | |
| | text | ten_giai | Tên giải | yes |
| | end repeat | | |
| | end repeat | | |
| | end repeat | | |
| | text | ket | Kết | |
| | end group | | |`

// TestStepCost counts the round trips of each kind of step in a form of nested lists, and the records that it writes:
// one trip where the way ahead was known, one more where it leads to another place.
func TestStepCost(t *testing.T) {
	w := newWorld(t, compile(t, inline(t, nested)), "VP")
	for _, step := range []struct {
		does         string
		loads, wrote int
	}{
		{"/start", 2, 0}, {"[Phần]", 1, 0}, {"[Bắt đầu]", 1, 0},
		{"Đại hội", 1, 2},                    // the sheet, the unit's line
		{"[Thêm]", 1, 3}, {"Đoàn một", 1, 2}, // the list, its block, the entry's sheet
		{"5", 1, 1}, {"[Thêm]", 1, 3}, {"An", 1, 2},
		{"[Thêm]", 1, 3}, {"Giải nhất", 1, 3}, {"[Thêm]", 1, 3}, {"Giải nhì", 1, 3},
		{"[Xong]", 2, 4}, {"[Thêm]", 1, 3}, {"Bình", 1, 2}, {"[Xong]", 2, 4}, {"[Xong]", 2, 4},
		{"[1. Đoàn một]", 2, 0}, {"[Sửa: Số người]", 1, 0}, {"7", 1, 1}, {"[Quay lại]", 1, 0}, {"[Xong]", 2, 1}, {"Hết", 2, 1},
		{"[Tạm dừng]", 1, 0}, {"[Phần]", 1, 0}, {"[Xem lại]", 2, 0}, {"[Sửa: Đoàn]", 1, 0}, {"[Quay lại]", 2, 0},
	} {
		w.all(step.does)
		if w.loads > step.loads || w.puts > step.wrote || w.loaded > 8 {
			t.Errorf("%s: %d loads of %d records, %d written; want at most %d loads and %d written\n%s",
				step.does, w.loads, w.loaded, w.puts, step.loads, step.wrote, w.last())
		}
	}
	w.all("[Nộp]")
	w.expect("đã nộp")
	if w.loads > 6 || w.puts != 3 { // two trips for each depth; the submission, the unit's line, the log
		t.Errorf("handing in: %d loads, %d records written", w.loads, w.puts)
	}
}

// TestHandInCost hands lists of different lengths in: the round trips are those of the depth, not of the length.
func TestHandInCost(t *testing.T) {
	c := campaign(t, "activities.md")
	c.Parts[0].Max = 0
	var loads [2]int
	for i, n := range []int{25, 2000} {
		w := newWorld(t, compile(t, c), "VP")
		w.filled(n)
		w.all("/start", "[Hoạt động]", "[Nộp]")
		w.expect("đã nộp")
		loads[i] = w.loads
	}
	if loads[0] != loads[1] || loads[0] > 5 {
		t.Errorf("round trips %v", loads)
	}
}
