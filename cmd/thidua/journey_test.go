package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"thidua/bot/simulator"
)

// TestJourney goes through a campaign in a browser: as a new user, who joins by a link, fills, submits, is returned,
// corrects and is approved, and as the secretariat, who loads, invites, reminds, watches, returns, approves, extends and takes both documents.
func TestJourney(t *testing.T) {
	t.Parallel()
	j := beginJourney(t)
	for _, stage := range []func(){j.deskJoins, j.loads, j.officerJoins, j.isReminded, j.fills, j.isReturned, j.corrects, j.isApproved, j.isExtended, j.exports} {
		stage() // each goes on where the one before ended, and ends the test where something does not appear
	}
	for _, p := range []*tab{j.desk, j.officer} {
		p.fits()
		p.faultless()
	}
}

// journey is a bot with a page beside it, seen by the secretariat at a desk and by a new user on a phone.
type journey struct {
	*testing.T
	terminal
	newcomer      *simulator.Person
	desk, officer *tab
}

// The people of testdata/journey, with their phones.
var (
	journeyDesk    = [2]string{"Lê Thị Thảo", "0912000001"}
	journeyOfficer = [2]string{"Nguyễn Văn An", "0912000002"}
)

// beginJourney starts a bot whose store knows one person only: the staff that the operator invited.
func beginJourney(t *testing.T) *journey {
	t.Helper()
	chromium := startBrowser(t)
	sim, address := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t), "TELEGRAM_API_URL": address,
		"TELEGRAM_BOT_TOKEN": sim.Token(), "SEND_RATE": "0", "SEND_RATE_CHAT": "0"}}
	j := &journey{T: t, terminal: w}
	sim.Person(firstPerson, journeyDesk[0], journeyDesk[1], "vi").Payload =
		j.invites("--role", "secretariat", "--phone", journeyDesk[1], "--name", journeyDesk[0])
	j.newcomer = sim.Person(firstPerson+1, journeyOfficer[0], journeyOfficer[1], "vi")
	serve(w)
	j.desk, j.officer = openTab(t, chromium, address, true), openTab(t, chromium, address, false)
	return j
}

// invites makes an invite at the command line and returns its token.
func (j *journey) invites(arguments ...string) string {
	j.T.Helper()
	var invited []invitation
	if err := json.Unmarshal([]byte(j.must(append([]string{"invite", "--json"}, arguments...)...)), &invited); err != nil || len(invited) != 1 {
		j.T.Fatalf("invited: %v, %v", invited, err)
	}
	_, token, _ := strings.Cut(invited[0].Link, "?start=")
	return token
}

// deskJoins follows the secretariat's link, shares the number and agrees.
func (j *journey) deskJoins() {
	p := j.desk
	p.choose(journeyDesk[0])
	p.press("#start")
	p.reads("chia sẻ số điện thoại")
	p.press("#keyboard button")
	p.reads("Bot lưu:", "Anh/chị đồng ý chứ?")
	p.tap("Có")
	p.reads("Chưa có đợt thi đua")
}

// loads sends a workbook with a mistake, then one without, sees what it holds, and puts it in force.
func (j *journey) loads() {
	p, folder := j.desk, j.T.TempDir()
	right, err := os.ReadFile(filepath.Join("testdata", "journey", "campaign.md"))
	if err != nil {
		j.T.Fatal(err)
	}
	for name, content := range map[string][]byte{"sai.md": bytes.Replace(right, []byte("| integer |"), []byte("| intejer |"), 1), "dung.md": right} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			j.T.Fatal(err)
		}
	}
	p.do("send a wrong workbook", chromedp.SetUploadFiles("#files", []string{filepath.Join(folder, "sai.md")}))
	p.reads("«sai.md» chưa nạp được: có 1 lỗi", "survey!A3", "intejer")
	p.do("send the workbook", chromedp.SetUploadFiles("#files", []string{filepath.Join(folder, "dung.md")}))
	p.reads("«dung.md» đúng mẫu", "2 đơn vị, 3 người, 2 phần", "Nạp đợt thi đua này chứ?")
	p.tap("Có")
	p.reads("Đã nạp «Đợt thi đua hành trình» (hanh_trinh): 2 đơn vị, 3 người, 2 phần")
	p.say("/start")
	p.reads("Bàn làm việc: Đợt thi đua hành trình")
}

// invited takes the new user's link from the secretariat's card, and returns its token.
func (j *journey) invited() string {
	p := j.desk
	p.say("/moi")
	p.reads("Mời ai?", "Văn phòng")
	p.tap("Văn phòng")
	p.reads(journeyOfficer[0]+" – Đầu mối, chưa tham gia", "Mời "+journeyOfficer[0])
	p.tap("Mời " + journeyOfficer[0])
	p.reads("Liên kết mời · Văn phòng", journeyOfficer[0])
	address, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("#messages a[href*='?start=']")].at(-1).href`))
	if err != nil {
		j.T.Fatal(err)
	}
	_, token, _ := strings.Cut(address, "?start=")
	return token
}

// officerJoins is told to the secretariat.
func (j *journey) officerJoins() {
	p := j.officer
	p.choose(journeyOfficer[0])
	j.newcomer.Start(j.invited()) // presses the link
	p.reads("chia sẻ số điện thoại")
	p.press("#keyboard button")
	p.reads("Anh/chị đồng ý chứ?")
	p.tap("Có")
	p.reads("Đơn vị: Văn phòng", "Hưởng ứng", "Hoạt động")
	j.desk.reads(journeyOfficer[0]+" vừa tham gia", "Xóa")
}

// isReminded gets the reminder that the secretariat sends by hand, and goes on from it.
func (j *journey) isReminded() {
	p := j.desk
	p.say("/nhac")
	p.reads("Nhắc ai?", "Tất cả đơn vị còn thiếu")
	p.tap("Tất cả đơn vị còn thiếu")
	p.reads("1 người", journeyOfficer[0], "Nhắc chứ?")
	p.tap("Có")
	p.reads("⏰ Nhắc lúc")
	j.officer.reads("Nhắc hạn", "Văn phòng còn 2 phần chưa nộp", "Tiếp tục")
	j.officer.say("/menu")
	j.officer.reads("Đơn vị: Văn phòng", "Hưởng ứng")
}

// fills answers both parts, wrongly first, with an album, and submits them.
func (j *journey) fills() {
	p := j.officer
	p.tap("Hưởng ứng")
	p.reads("chưa làm", "Bắt đầu")
	p.tap("Bắt đầu")
	p.reads("Số người tham gia")
	p.say("0")
	p.reads("Phải có ít nhất một người.")
	p.say("25")
	p.reads("Kết quả nổi bật")
	p.say("Cả phòng đăng ký thi đua từ tháng đầu.")
	p.reads("Xem lại: Hưởng ứng", "25", "Nộp")
	p.tap("Nộp")
	p.reads("Phần «Hưởng ứng» đã nộp")
	p.tap("Hoạt động")
	p.reads("Chưa có mục nào", "Thêm")
	p.tap("Thêm")
	p.reads("Tên hoạt động")
	p.say("Hội thi sáng kiến")
	p.reads("Ngày tổ chức")
	p.say("18/5/2026")
	p.reads("Ảnh hoạt động")
	p.do("write below the album", chromedp.SendKeys("#text", "Lễ trao giải"))
	p.do("send an album", chromedp.SetUploadFiles("#files", []string{picture(p.T), picture(p.T)}))
	p.reads("ảnh 1 (Lễ trao giải)", "1. Hội thi sáng kiến", "Nộp")
	p.tap("Nộp")
	p.reads("Phần «Hoạt động» đã nộp")
	p.fits()
}

// isReturned finds the part among those that wait, returns one question with a reason, and the reason arrives.
func (j *journey) isReturned() {
	p := j.desk
	p.say("/tiendo")
	p.reads("Tiến độ", "Văn phòng: 2/2", "Thanh tra: 0/2")
	p.say("/duyet")
	p.reads("Chờ duyệt", "Có 2 phần")
	p.tap("Văn phòng · Hưởng ứng")
	p.reads("lần nộp 1", "Số người tham gia", "25", "Duyệt", "Trả lại")
	p.tap("Trả lại")
	p.reads("Đánh dấu những câu cần sửa", "2. Kết quả nổi bật")
	p.tap("1. Số người tham gia: 25")
	p.reads("Đã đánh dấu 1 câu", "☑ 1. Số người tham gia")
	p.tap("Xong")
	p.reads("Vì sao trả lại câu «Số người tham gia»?")
	p.say("Thiếu số người của tổ văn thư.")
	p.reads("Trả lại chứ?", "Thiếu số người của tổ văn thư.")
	p.tap("Có")
	p.reads("đã trả lại lúc")
	j.officer.reads("Thường trực trả lại phần «Hưởng ứng» của Văn phòng", "Thiếu số người của tổ văn thư.", "Sửa")
}

// corrects is led from the message to the question, and sees the old answer beside the reason.
func (j *journey) corrects() {
	p := j.officer
	p.tap("Sửa")
	p.reads("Số người tham gia", "Lý do trả lại: Thiếu số người của tổ văn thư.", "Đang ghi: 25")
	p.say("31")
	p.reads("Xem lại: Hưởng ứng", "(trước đây: 25)")
	p.tap("Nộp")
	p.reads("Phần «Hưởng ứng» đã nộp")
}

// isApproved opens the part from the word that it was handed in again, and approves it; it closes to the unit.
func (j *journey) isApproved() {
	p := j.desk
	p.reads("đã nộp lại phần «Hưởng ứng»", "Xem")
	p.tap("Xem")
	p.reads("đã nộp lại", "Khác với lần nộp 1", "cũ: 25", "mới: 31")
	p.tap("Duyệt")
	p.reads("đã duyệt lúc")
	j.officer.reads("Phần «Hưởng ứng» của Văn phòng đã được duyệt")
	j.officer.say("/menu")
	j.officer.reads("☑️ Hưởng ứng")
	j.officer.tap("Hưởng ứng")
	j.officer.reads("đã được duyệt")
}

// isExtended moves the due time of the whole campaign; the new one arrives, and stands on the menu.
func (j *journey) isExtended() {
	p := j.desk
	p.say("/giahan")
	p.reads("Gia hạn cho ai?", "Cả đợt", "Một phần", "Một đơn vị")
	p.tap("Cả đợt")
	p.reads("hạn hiện nay: 17:00 ngày 18/12/2099", "+7 ngày")
	p.tap("+7 ngày")
	p.reads("17:00 ngày 18/12/2099 → 17:00 ngày 25/12/2099", "Gia hạn chứ?")
	p.tap("Có")
	p.reads("Đã gia hạn cả đợt đến 17:00 ngày 25/12/2099")
	j.officer.reads("Hạn nộp mới của cả đợt: 17:00 ngày 25/12/2099")
	j.officer.say("/menu")
	j.officer.reads("Hạn nộp: 17:00 25/12/2099")
}

// exports downloads both documents, which hold what was corrected.
func (j *journey) exports() {
	p := j.desk
	p.say("/tonghop")
	p.receives("tong-hop.xlsx", "Bảng tổng hợp")
	book := cells(p.T, p.download())
	if !holdsRow(book, "Văn phòng", "31", "Cả phòng đăng ký") || !holdsRow(book, "Văn phòng", "Hội thi sáng kiến") {
		p.Errorf("the workbook lacks the answers:\n%s", strings.Join(book, "\n"))
	}
	p.say("/baocao")
	p.receives("bao-cao.docx", "Dự thảo báo cáo")
	if content, err := os.ReadFile(p.download()); err != nil || len(content) == 0 {
		p.Errorf("the report: %d bytes, %v", len(content), err)
	}
}

// holdsRow tells whether some row holds all texts.
func holdsRow(rows []string, texts ...string) bool {
	for _, row := range rows {
		found := true
		for _, text := range texts {
			found = found && strings.Contains(row, text)
		}
		if found {
			return true
		}
	}
	return false
}
