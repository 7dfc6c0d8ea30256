package flows_test

import (
	"maps"
	"testing"
	"unicode/utf8"

	"thidua"
)

// FuzzStep sends anything at all into the middle of conversations: a form of every type, a list, a list being pasted,
// a message that came early, a long form. No panic, no stall, every card within the channel's limits, and /start
// always leads out.
func FuzzStep(f *testing.F) {
	worlds := []*world{}
	for _, places := range []struct {
		form  string
		ways  [][]string
		after func(*world)
	}{
		{"types.md", [][]string{
			{"/start", "[Phiếu thử]", "[Bắt đầu]"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Khác]", "[Doanh nghiệp]"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Khác]", "[Xong]"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "[Hủy]"},
			{"/start", "[Phiếu thử]", "[Bắt đầu]", "a", "[Tạm dừng]", "[Phiếu thử]", "[Xem lại]"},
			{"/start"},
		}, nil},
		{"registers.md", [][]string{
			{"/start", "[Tham luận]"},
			{"/start", "[Tham luận]", "[Thêm]"},
			{"/start", "[Tham luận]", "1. Một\n2. Hai\n3. Ba"},
			{"/start", "[Tham luận]", "1. Một\n2. Hai\n3. Ba", "[Thêm 3 mục]"},
			{"/start", "[Tham luận]", "1. Một\n2. Hai", "[Thêm 2 mục]", "[1. Một]"},
			{"/start", "[Văn bản]", "[Bắt đầu]"},
		}, nil},
		{"activities.md", [][]string{
			{"/start", "[Hoạt động]", "[Thêm]", "Hội nghị", "20", "[Thêm]"},
			{"/start", "[Hoạt động]", "[Thêm]", "Hội nghị", "20", "[Xong]", "[1. Hội nghị]", "[Xóa]"},
		}, nil},
		{"types.md", [][]string{{"/start", "[Phiếu thử]", "[Bắt đầu]", "a"}}, func(w *world) { w.early("5") }},
		{"large.md", [][]string{
			{"/start", "[Phiếu]", "[Bắt đầu]", "40"},
			{"/start", "[Phiếu]", "[Bắt đầu]", "40", "Việc", "20", "5"},
			{"/start", "[Sổ sách]", "[Thêm]"},
		}, nil},
	} {
		script := compile(f, walkable(f, places.form))
		for _, way := range places.ways {
			w := newWorld(f, script, "VP")
			w.all(way...)
			if places.after != nil {
				places.after(w)
			}
			worlds = append(worlds, w)
		}
	}
	for i := range worlds {
		f.Add(uint8(i), "khoảng 150", "", "", int64(0), false)
		f.Add(uint8(i), "", "4.0", "", int64(0), false)
		f.Add(uint8(i), "Tên\tSố\nMột\t2\nHai\tx", "", "", int64(0), true)
		f.Add(uint8(i), "31/4\x00\u200b", "9999999999999999999.1", "a.pdf", int64(21<<20), false)
	}
	f.Fuzz(func(t *testing.T, at uint8, text, data, name string, size int64, early bool) {
		if !utf8.ValidString(text) || !utf8.ValidString(name) {
			return // the channel carries UTF-8 only
		}
		w := *worlds[int(at)%len(worlds)]
		w.t, w.records = t, maps.Clone(w.records)
		switch {
		case data != "":
			w.tap(data)
		case name != "":
			w.step(thidua.Input{Files: []thidua.File{{ID: "1", Name: name, Size: size}}, Album: text})
		case early:
			w.early(text)
		default:
			w.say(text)
		}
		w.say(text)
		w.say("/start")
		w.expect(w.script.Campaign.Title)
	})
}
