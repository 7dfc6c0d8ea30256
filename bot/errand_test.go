package bot

import (
	"strings"
	"testing"

	"thidua"
)

// TestCardsNameTheCampaign says above each card that asks, or asks for Có, which campaign it is about, to who works for several; a
// card of one campaign does nothing in the other.
func TestCardsNameTheCampaign(t *testing.T) {
	s := newStage(t)
	s.load([]byte(strings.NewReplacer("| | id | td |", "| | id | he |", "Đợt thi đua mùa đông", "Đợt thi đua mùa hè").Replace(string(workbook))))
	s.run(s.db)
	desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{desk, a, c} {
		p.joins()
	}
	if m := desk.says("/nhac", "Nhắc ai?"); strings.Contains(m.Text, "mùa") {
		t.Errorf("it names the only campaign: %q", m.Text)
	}
	s.alsoHolds(desk, thidua.Post{Role: thidua.Secretariat, Campaign: "he"})
	s.alsoHolds(a, thidua.Post{Role: thidua.FocalPoint, Campaign: "he", Unit: "A"})
	for _, campaign := range []string{"mùa đông", "mùa hè"} {
		desk.says("/donvi", "đang làm việc cho đơn vị nào?")
		desk.taps("Thường trực · Đợt thi đua "+campaign, "Đợt thi đua "+campaign)
		desk.says("/nhac", "Đợt thi đua "+campaign+"\nNhắc ai?")
		if campaign == "mùa đông" {
			desk.taps("Tất cả đơn vị còn thiếu", "Đợt thi đua mùa đông\nNhắc: ", "2 người")
		}
		desk.says("/moi", "Đợt thi đua "+campaign+"\n👥 Mời ai?")
		desk.says("/thongbao", "Đợt thi đua "+campaign+"\n📣 Mời anh/chị gõ nội dung")
		desk.says("/giahan", "Đợt thi đua "+campaign+"\n⏳ Gia hạn cho ai?")
		desk.taps("Cả đợt", "hạn hiện nay")
		desk.taps("+1 ngày", "Đợt thi đua "+campaign+"\n", "Gia hạn chứ?")
	}
	old := desk.Last()
	desk.says("/donvi", "đang làm việc cho đơn vị nào?")
	desk.taps("Thường trực · Đợt thi đua mùa đông", "Đợt thi đua mùa đông")
	desk.TapData(old.ID, old.Buttons[0][0].Data) // Có, of the other campaign
	desk.notice("không dùng được")
	for _, id := range []string{"td", "he"} {
		if head := read[thidua.Head](s, thidua.CampaignKey(id)); !head.Due.IsZero() {
			t.Errorf("%s is extended", id)
		}
	}
	a.says("/hoi", "Văn phòng · Đợt thi đua mùa đông\n❓ Mời anh/chị gõ câu hỏi")
}
