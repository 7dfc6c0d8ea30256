package bot

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
	"thidua/export"
	"thidua/flows/texts"
)

// TestBoard lists late and silent units first, and serves only those who watch.
func TestBoard(t *testing.T) {
	s := playing(t)
	secretariat, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{secretariat, a, c} {
		p.joins()
	}
	// B hands in the part that is due first, A begins one, C is silent.
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	secretariat.orderOfUnits("C", "A", "B") // silent, under way
	s.clock.moveTo(begins.AddDate(0, 0, 3).Add(9 * time.Hour))
	board := secretariat.orderOfUnits("C", "A", "B") // late and silent, late, in time so far
	for _, words := range []string{"Đã nộp 1/6 phần", "1 đơn vị chưa bắt đầu", "2 đơn vị trễ hạn", "🔴 Phòng Kế hoạch", "🔴 Văn phòng"} {
		if !strings.Contains(board, words) {
			t.Errorf("the board lacks %q:\n%s", words, board)
		}
	}
	a.says("/tiendo", "dành cho thường trực")
	leader, council := s.actor(khai), s.actor(ha)
	leader.joins()
	leader.says("/tiendo", "Tiến độ")
	if card := leader.says("/start", "Bàn làm việc"); strings.Contains(card.Text, "/menu") {
		t.Errorf("a leader is offered parts to fill:\n%s", card.Text)
	}
	token := council.invite()
	council.after(func() { council.Start(token) }, "chia sẻ số điện thoại")
	council.after(func() { council.ShareContact() }, "đồng ý")
	council.taps("Có", "Hội đồng")
	council.says("/tonghop", "dành cho thường trực")
}

// orderOfUnits asks for the board and checks in which order it names the units.
func (a *actor) orderOfUnits(codes ...string) string {
	a.s.Helper()
	names := map[string]string{"A": "Văn phòng", "B": "Thanh tra", "C": "Phòng Kế hoạch"}
	board := a.says("/tiendo", "Tiến độ").Text
	at := -1
	for _, code := range codes {
		i := strings.Index(board, names[code])
		if i < at || i < 0 {
			a.s.Errorf("unit %s stands out of order:\n%s", code, board)
		}
		at = i
	}
	return board
}

// TestFiles sends both documents, protected, to the secretariat and the leader, and to nobody else.
func TestFiles(t *testing.T) {
	s := playing(t)
	secretariat, leader, a := s.actor(thao), s.actor(khai), s.actor(an)
	for _, p := range []*actor{secretariat, leader, a} {
		p.joins()
	}
	for command, name := range map[string]string{"/tonghop": "tong-hop.xlsx", "/baocao": "bao-cao.docx"} {
		a.says(command, "dành cho thường trực")
		for _, p := range []*actor{secretariat, leader} {
			file := p.says(command, "·")
			if file.Document == nil || file.Document.Name != name || !file.ProtectContent {
				t.Errorf("%s: %+v, protected %v", command, file.Document, file.ProtectContent)
			} else if !strings.HasPrefix(string(file.Document.Data), "PK") {
				t.Errorf("%s is no archive", command)
			}
			p.gets(file.ID, "điểm nên xem lại trước khi trình ký")
		}
	}
	for _, m := range a.Messages() {
		if m.Document != nil {
			t.Error("a focal point got a file")
		}
	}
	lines, err := Log(t.Context(), s.db, "td")
	exported := 0
	for _, line := range lines {
		if line.Act == "exported" {
			exported++
		}
	}
	if err != nil || exported != 4 {
		t.Errorf("%d exports are logged, %v", exported, err)
	}
}

// TestExported keeps what a workbook that was sent rests on; a report does not, for it tells of no changes.
func TestExported(t *testing.T) {
	s := playing(t)
	secretariat, c := s.actor(thao), s.actor(chi)
	secretariat.joins()
	c.joins()
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	for _, command := range []string{"/baocao", "/tonghop"} {
		file := secretariat.says(command, "·")
		secretariat.gets(file.ID, "điểm nên xem lại") // in the commit that notes the file
		records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.ExportedKey("")})
		if err != nil || len(records) > 0 != (command == "/tonghop") {
			t.Errorf("%s: %d records, %v", command, len(records), err)
		}
	}
	if kept := read[export.Exported](s, thidua.ExportedKey("td")); len(kept.Filed) != 1 {
		t.Errorf("the record: %+v", kept)
	}
	consolidation, err := Consolidate(t.Context(), s.db, "td", begins)
	if err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if err := export.Workbook(&book, consolidation); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if at, err := f.GetSheetIndex("Thay đổi"); at < 0 || err != nil {
		t.Errorf("the next workbook tells nothing of changes: %q, %v", f.GetSheetList(), err)
	}
}

// TestDeskLeavesTheForm shows that /start closes an open question, so that the next text is nobody's answer.
func TestDeskLeavesTheForm(t *testing.T) {
	s := playing(t)
	secretariat := s.actor(thao)
	secretariat.joins()
	secretariat.taps("📝 Phần của thường trực", "Mời anh/chị chọn phần")
	part := secretariat.Last().Buttons[0][0].Text
	opening := secretariat.taps(part, "Hạn nộp")
	secretariat.taps(opening.Buttons[0][0].Text, "câu 1/")
	secretariat.says("/start", "Bàn làm việc")
	secretariat.says("xin chào", "Mời anh/chị chọn")
}

// TestFileFails tells a person whose file cannot be sent, and goes on with the next message.
func TestFileFails(t *testing.T) {
	for name, fail := range map[string]func(s *stage){
		"refused": func(s *stage) { s.sim.Fail("sendDocument", 1, 413, 0) },
		"cannot be made": func(s *stage) {
			if err := commit(s.Context(), s.db, "break", s.clock.now(), thidua.Record{
				Key: thidua.IndexKey("td", "A"), Body: []byte("{"),
			}); err != nil {
				s.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := playing(t)
			p := s.actor(thao)
			p.joins()
			fail(s)
			p.says("/tonghop", "Chưa lập được tệp")
			p.says("/start", "Bàn làm việc")
		})
	}
}

// TestFileIsTriedAgain where the way to Telegram fails for a moment.
func TestFileIsTriedAgain(t *testing.T) {
	s := playing(t)
	p := s.actor(thao)
	p.joins()
	s.sim.Drop("sendDocument", 1, false)
	p.Say("/tonghop")
	p.s.passUntil(p, func(m simulator.Message) bool { return m.Document != nil })
}

// passUntil lets the hand-driven clock run until a person has a message: retries wait for their time.
func (s *stage) passUntil(p *actor, right func(simulator.Message) bool) {
	s.Helper()
	done := make(chan struct{})
	ticking := time.NewTicker(50 * time.Millisecond)
	defer ticking.Stop()
	go func() {
		defer close(done)
		_ = p.Wait(s.Context(), func(all []simulator.Message) bool {
			for _, m := range all {
				if m.FromBot && right(m) {
					return true
				}
			}
			return false
		})
	}()
	deadline := time.After(longEnough)
	for {
		select {
		case <-done:
			return
		case <-deadline:
			s.Fatalf("%s waits in vain; the last message is %q", p.Name, p.Last().Text)
		case <-ticking.C:
			s.clock.pass(time.Second)
		}
	}
}

// TestOwnTemplate makes the report of the campaign's own template; one that no longer fits is told at once.
func TestOwnTemplate(t *testing.T) {
	s := playing(t)
	secretariat := s.actor(thao)
	secretariat.joins()
	for _, step := range []struct{ template, answer, says string }{
		{docx(t, "Riêng: {{title}}"), "·", "Riêng: "},
		{docx(t, "{{khong_co}}"), "Chưa lập được tệp: mẫu báo cáo không còn khớp đợt thi đua (word/document.xml, đoạn “{{khong_co}}”", ""},
	} {
		if err := commit(t.Context(), s.db, secret(), begins, s.at(thidua.TemplateKey("td"), []byte(step.template))); err != nil {
			t.Fatal(err)
		}
		file := secretariat.says("/baocao", step.answer)
		if step.says == "" {
			continue
		}
		if text := bodyOf(t, file.Document.Data); !strings.Contains(text, step.says) {
			t.Errorf("the report says %s", text)
		}
		s.until(func() bool { // the file leaves before its request is closed
			records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.Requests})
			return err == nil && len(records) == 0
		})
	}
}

// at is a record at the revision that stands.
func (s *stage) at(key thidua.Key, body []byte) thidua.Record {
	s.Helper()
	snapshot, err := s.db.Load(s.Context(), "", key)
	if err != nil {
		s.Fatal(err)
	}
	return thidua.Record{Key: key, Rev: snapshot.Records[key].Rev, Body: body}
}

// docx is the smallest Word document with one paragraph.
func docx(t *testing.T, paragraph string) string {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
			paragraph + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := out.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// bodyOf is the XML of a Word document's text.
func bodyOf(t *testing.T, data []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestDeskWithoutParts answers whatever a secretariat types with the desk where the campaign has no part for it.
func TestDeskWithoutParts(t *testing.T) {
	s := playing(t)
	s.load([]byte(strings.Replace(string(workbook), "| tong_ket | assessment | secretariat |", "| tong_ket | assessment | focal_point |", 1)))
	secretariat := s.actor(thao)
	secretariat.joins()
	for _, text := range []string{"xin chào", "/menu", "/huy"} {
		if card := secretariat.says(text, "Bàn làm việc"); strings.Contains(fmt.Sprint(card.Buttons), "desk.menu") {
			t.Errorf("%s: the desk offers parts that there are not: %v", text, card.Buttons)
		}
	}
}

// TestDeskButtons presses every button of the desk: each leads somewhere, and help says what each does.
func TestDeskButtons(t *testing.T) {
	s := playing(t)
	secretariat, leader := s.actor(thao), s.actor(khai)
	secretariat.joins()
	leader.joins()
	if card := leader.says("xin chào", "Bàn làm việc"); strings.Contains(fmt.Sprint(card.Buttons), "desk.menu") {
		t.Errorf("a leader is offered parts to fill: %v", card.Buttons)
	}
	card := secretariat.says("/start", "Bàn làm việc", "/trogiup")
	if n := len(slices.Concat(card.Buttons...)); n != len(texts.DeskCommands) {
		t.Errorf("%d buttons for %d commands", n, len(texts.DeskCommands))
	}
	for _, c := range texts.DeskCommands {
		if roles, known := rights[c.Name]; c.Name != ownCommand && (!known || !slices.Contains(roles, thidua.Secretariat)) {
			t.Errorf("%s is on the desk of those who may not", c.Name)
		}
		desk := secretariat.says("/start", "Bàn làm việc", c.Button.In("vi"))
		led := secretariat.after(func() { secretariat.TapData(desk.ID, deskPrefix+c.Name[1:]) })
		if strings.Contains(led.Text, "Bàn làm việc") {
			t.Errorf("%s leads nowhere", c.Name)
		}
	}
	secretariat.says("/trogiup", "Bàn làm việc")
	for _, c := range texts.DeskCommands {
		if !strings.Contains(allText(secretariat), c.Name+" – "+c.What.In("vi")) {
			t.Errorf("help does not tell of %s", c.Name)
		}
	}
}

// TestCommandsMenu finds whatever one would have to remember in Telegram's menu: the help, and every command of the desk and of a unit.
func TestCommandsMenu(t *testing.T) {
	wanted := append([]string{"trogiup"}, texts.UnitCommands...)
	for _, c := range texts.DeskCommands {
		wanted = append(wanted, c.Name[1:])
	}
	for language, menu := range Commands() {
		for _, name := range wanted {
			if !slices.ContainsFunc(menu, func(c telegram.Command) bool { return c.Command == name }) {
				t.Errorf("language %q: the menu lacks /%s", language, name)
			}
		}
	}
}

// TestUnitHelp tells a focal point which commands there are, each one theirs, and leaves an open question open.
func TestUnitHelp(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	help := a.says("/trogiup", "Bấm một phần rồi trả lời từng câu", "/hoi – Hỏi thường trực", "/roi – Thôi tham gia")
	for line := range strings.Lines(help.Text) {
		command, _, ok := strings.Cut(line, " – ")
		if roles, known := rights[command]; ok && known && !slices.Contains(roles, thidua.FocalPoint) {
			t.Errorf("%s is none of a focal point's", command)
		}
	}
	if n := strings.Count(help.Text, "\n/"); n != len(texts.UnitCommands) {
		t.Errorf("%d commands of %d: %s", n, len(texts.UnitCommands), help.Text)
	}
	a.says("/Trogiup", "Bấm một phần rồi trả lời từng câu")
	a.says("/Nhatky", "Nhật ký")
	a.says("/TROGIUP_", "Bot không có lệnh /TROGIUP_", "Số người tham gia")
	a.says("25", "Đã ghi: 25")
	a.says("/language", "Switched to English")
	a.says("/help", "Press a part and answer", "/hoi – Ask the secretariat")
}
