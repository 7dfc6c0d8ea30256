package flows_test

import (
	"maps"
	"testing"
	"unicode/utf8"

	"thidua"
)

// FuzzStep sends anything at all into the middle of a conversation: no panic, no stall, every card within the
// channel's limits, and /start always leads out.
func FuzzStep(f *testing.F) {
	places := [][]string{
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
	}
	script := compile(f, campaign(f, "types.md"))
	worlds := make([]*world, len(places))
	for i, inputs := range places {
		worlds[i] = newWorld(f, script, "VP")
		worlds[i].all(inputs...)
	}
	for i := range places {
		f.Add(uint8(i), "khoảng 150", "", "", int64(0))
		f.Add(uint8(i), "", "4.0", "", int64(0))
		f.Add(uint8(i), "31/4\x00\u200b", "9999999999999999999.1", "a.pdf", int64(21<<20))
	}
	f.Fuzz(func(t *testing.T, at uint8, text, data, name string, size int64) {
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
		default:
			w.say(text)
		}
		w.say(text)
		w.say("/start")
		w.expect("Đợt thi đua thử")
	})
}
