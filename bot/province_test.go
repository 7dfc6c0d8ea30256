package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
	"thidua/flows/xlsform"
	"thidua/store"
)

// The size of a province.
const (
	provinceUnits  = 10_000
	provincePeople = 30_000
	provinceParts  = 6
)

// What a province must not exceed.
const (
	mostBoardMS  = 300
	mostSearchMS = 100 // to a unit that was typed, by board or another command
	mostPlanS    = 2
	mostPeakMB   = 300
)

// promised reports a figure, and fails where it is not below its limit.
func promised(b *testing.B, figure, limit float64, unit string) {
	b.Helper()
	b.ReportMetric(figure, unit)
	if figure >= limit {
		b.Errorf("%.1f %s, want less than %g", figure, unit, limit)
	}
}

// BenchmarkProvince looks at the board and plans a day's reminders with a province in the store: 10,000 units, 100 of them
// above the others, and 30,000 people who joined. A day's plan is which due-times there are and who is to be reminded of what; that
// all of it is queued is timed apart. It fails where the board's first page, the plan or the memory is beyond what was promised.
func BenchmarkProvince(b *testing.B) {
	for _, name := range []string{"file", "redis"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p := newProvince(b, stores[name](b))
				p.measure(b)
			}
		})
	}
}

// province is a bot with a large campaign.
type province struct {
	bot   *Bot
	db    thidua.Store
	clock *hand
}

func newProvince(b *testing.B, url string) *province {
	b.Helper()
	db, err := store.Open(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	p := &province{db: db, clock: &hand{at: begins}}
	p.bot = New(Options{Store: db, API: telegram.New(telegram.Options{Token: "1:a", URL: "http://127.0.0.1:1"}), Now: p.clock.now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Owner: secret(), Calendar: vietnamese.OfficialCalendar()})
	if err := db.Fill(b.Context(), thidua.Content{Rev: 1, Pieces: p.pieces(b)}, false); err != nil {
		b.Fatal(err)
	}
	return p
}

// pieces are the records of the province in key order.
func (p *province) pieces(b *testing.B) iter.Seq2[thidua.Piece, error] {
	var book bytes.Buffer
	if err := xlsform.Workbook(&book, provinceWorkbook()); err != nil {
		b.Fatal(err)
	}
	source := book.Bytes()
	campaign, report := xlsform.Read("td.xlsx", source, xlsform.Options{})
	if len(report.Errors) > 0 {
		b.Fatal(report.Errors[0].In("en"))
	}
	records := []thidua.Record{
		newRecord(thidua.CampaignKey("td"), thidua.Head{ID: "td", Title: campaign.Title, Version: campaign.Version, Format: "xlsx"}),
		{Key: thidua.SourceKey("td", campaign.Version), Body: source},
	}
	staff := thidua.Post{Role: thidua.Secretariat, Campaign: "td"}
	records = append(records, joinedRecords(1, "Lương Bích Thảo", staff)...)
	for i := range provincePeople {
		unit := fmt.Sprintf("U%05d", i%provinceUnits)
		records = append(records, joinedRecords(int64(1000+i), fmt.Sprintf("Nguyễn Văn %d", i), thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: unit})...)
	}
	for i := range provinceUnits {
		records = append(records, newRecord(thidua.IndexKey("td", fmt.Sprintf("U%05d", i)), provinceIndex(i)))
	}
	slices.SortFunc(records, func(a, b thidua.Record) int { return strings.Compare(string(a.Key), string(b.Key)) })
	due := p.plan(campaign)
	return func(yield func(thidua.Piece, error) bool) {
		for _, r := range records {
			r.Rev = 1
			if !yield(thidua.Piece{Record: r}, nil) {
				return
			}
		}
		for _, d := range due {
			if !yield(thidua.Piece{Due: d}, nil) {
				return
			}
		}
	}
}

func (p *province) plan(c *thidua.Campaign) []thidua.Due {
	var due []thidua.Due
	for key, at := range (planning{campaign: c, now: begins, calendar: vietnamese.OfficialCalendar()}).plan() {
		due = append(due, thidua.Due{Key: key, At: at})
	}
	slices.SortFunc(due, func(a, b thidua.Due) int { return a.At.Compare(b.At) })
	return due
}

func joinedRecords(chat int64, name string, post thidua.Post) []thidua.Record {
	return []thidua.Record{
		newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: name, Joined: begins, Agreed: begins, Posts: []thidua.Post{post}}),
		newRecord(thidua.MemberKey("td", unitOf(post), chat), membership{Chat: chat, Name: name, Posts: []thidua.Post{post}}),
	}
}

// provinceIndex is where a unit stands: a third is silent, a third has begun, a third is done.
func provinceIndex(unit int) thidua.Index {
	index := thidua.Index{Parts: map[string]thidua.Standing{}}
	for part := range provinceParts {
		if unit%3 == 0 || unit%3 == 1 && part > 2 {
			continue
		}
		index.Parts[fmt.Sprint("phan_", part)] = thidua.Standing{State: thidua.Submitted, Submission: 1, Filed: begins, At: begins}
	}
	return index
}

// provinceWorkbook is the campaign as Markdown.
func provinceWorkbook() []byte {
	var s strings.Builder
	s.WriteString("| survey |\n| | type | name | label |\n")
	for part := range provinceParts {
		fmt.Fprintf(&s, "| | begin group | phan_%d | Phần thứ %d |\n", part, part)
		fmt.Fprintf(&s, "| | integer | so_%d | Số người |\n| | text | ket_qua_%d | Kết quả |\n| | end group | | |\n", part, part)
	}
	s.WriteString("| settings |\n| | form_title | form_id |\n| | Thi đua | td |\n")
	s.WriteString("| campaign |\n| | key | value |\n| | id | td |\n| | title | Thi đua toàn tỉnh |\n| | due | 2026-11-20 17:00 |\n| | remind | 3d, 1d |\n")
	s.WriteString("| units |\n| | code | name | parent |\n")
	for i := range provinceUnits {
		parent := ""
		if i >= 100 {
			parent = fmt.Sprintf("U%05d", i%100)
		}
		fmt.Fprintf(&s, "| | U%05d | Ủy ban nhân dân xã thứ %d | %s |\n", i, i, parent)
	}
	s.WriteString("| people |\n| | name | phone | unit | role |\n")
	for i := range provincePeople {
		fmt.Fprintf(&s, "| | Nguyễn Văn %d | 09%08d | U%05d | focal_point |\n", i, i, i%provinceUnits)
	}
	s.WriteString("| | Lương Bích Thảo | 0912 000 010 | | secretariat |\n")
	s.WriteString("| parts |\n| | part | kind | filled_by |\n")
	for part := range provinceParts {
		fmt.Fprintf(&s, "| | phan_%d | other | focal_point |\n", part)
	}
	return []byte(s.String())
}

// measure reports the times of looks and plans, and the highest live heap.
func (p *province) measure(b *testing.B) {
	runtime.GC()
	heap := peakHeap(func() {
		begun := time.Now()
		p.press(b, "/tiendo", "")
		b.ReportMetric(time.Since(begun).Seconds(), "opening-s")
		promised(b, p.median(b, "", "desk.tiendo"), mostBoardMS, "board-ms")
		b.ReportMetric(p.median(b, "", boardView{Filter: "late", Page: 3}.data("list")), "filter-ms")
		p.search(b)
		b.ReportMetric(p.median(b, "", boardView{}.data("u."+shortCode("U00042"))), "unit-ms")
		p.remind(b)
	})
	promised(b, heap, mostPeakMB, "peak-MB")
}

// search types some of a unit's name: for the first time in a version of the workbook, then again and again on the board, then where a
// command asks for a unit.
func (p *province) search(b *testing.B) {
	p.press(b, "/tiendo", "")
	begun := time.Now()
	p.press(b, "xã thứ 777", "")
	promised(b, float64(time.Since(begun).Microseconds())/1000, mostSearchMS, "first-search-ms")
	promised(b, p.median(b, "xã thứ 777", ""), mostSearchMS, "search-ms")
	p.press(b, "/nhac", "")
	promised(b, p.median(b, "xa thu 77", ""), mostSearchMS, "typed-unit-ms")
	p.press(b, "/huy", "")
}

// median is that of some looks, each after other units' answers came in.
func (p *province) median(b *testing.B, text, data string) float64 {
	var times []time.Duration
	for i := range 7 {
		for unit := range 50 {
			p.handsIn(b, 3*unit+1000*i)
		}
		begun := time.Now()
		p.press(b, text, data)
		times = append(times, time.Since(begun))
	}
	slices.Sort(times)
	return float64(times[len(times)/2].Microseconds()) / 1000
}

var provinceUpdate atomic.Int64

// press carries one update of the secretariat through, commit and all.
func (p *province) press(b *testing.B, text, data string) {
	b.Helper()
	in := thidua.Input{Update: provinceUpdate.Add(1), Chat: 1, Text: text, Data: data, At: p.clock.now(), Sent: p.clock.now()}
	if in.Kind = thidua.KindText; data != "" {
		in.Kind, in.Query, in.Message = "", "q", 7
	}
	if err := p.bot.attempt(b.Context(), in); err != nil {
		b.Fatal(err)
	}
}

// handsIn changes one unit's line on the board.
func (p *province) handsIn(b *testing.B, unit int) {
	key := thidua.IndexKey("td", fmt.Sprintf("U%05d", unit))
	snapshot, err := p.db.Load(b.Context(), "", key)
	if err != nil {
		b.Fatal(err)
	}
	r := snapshot.Records[key]
	var index thidua.Index
	if err := json.Unmarshal(r.Body, &index); err != nil {
		b.Fatal(err)
	}
	s := index.Parts["phan_0"]
	s.State, s.Submission = thidua.Submitted, s.Submission+1
	index.Parts["phan_0"] = s
	changed := newRecord(key, index)
	changed.Rev = r.Rev
	if err := commit(b.Context(), p.db, secret(), begins, changed); err != nil {
		b.Fatal(err)
	}
}

// remind times the plan of a day, and a tick that queues all of it.
func (p *province) remind(b *testing.B) {
	due, err := p.db.Due(b.Context(), begins.AddDate(0, 0, 3), 100)
	due = slices.DeleteFunc(due, func(d thidua.Due) bool { return thidua.ReadTimer(d.Key).Kind != "remind" })
	if err != nil || len(due) == 0 {
		b.Fatal(due, err)
	}
	p.clock.moveTo(due[0].At)
	begun := time.Now()
	r := together(due[:1], due[0].At)[0]
	r.Campaign = p.campaign(b)
	if _, err := (planning{campaign: r.Campaign, now: due[0].At, calendar: p.bot.calendar}).changes(b.Context(), p.db); err != nil {
		b.Fatal(err)
	}
	board, err := p.bot.boards.of(b.Context(), "td")
	if err != nil {
		b.Fatal(err)
	}
	members, err := Members(b.Context(), p.db, "td")
	if err != nil {
		b.Fatal(err)
	}
	owing := 0
	for _, m := range members {
		if len(r.owed(m, board)) > 0 {
			owing++
		}
	}
	promised(b, time.Since(begun).Seconds(), mostPlanS, "plan-s")
	b.ReportMetric(float64(owing), "reminded")
	begun = time.Now()
	if err := p.bot.Tick(b.Context(), due[0].At); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(begun).Seconds(), "queue-s")
}

func (p *province) campaign(b *testing.B) *thidua.Campaign {
	var head thidua.Head
	if _, err := p.bot.load(b.Context(), thidua.CampaignKey("td"), &head); err != nil {
		b.Fatal(err)
	}
	script, err := p.bot.scripts.of(b.Context(), head)
	if err != nil {
		b.Fatal(err)
	}
	return script.Campaign
}

// peakHeap watches the live heap while something is done, and gives its highest size in MB.
func peakHeap(do func()) float64 {
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			select {
			case <-stop:
				done <- most
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	do()
	close(stop)
	return float64(<-done) / (1 << 20)
}
