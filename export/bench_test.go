//go:build unix

package export

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"runtime"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// wide is a part with twenty questions of which people answer all.
func wide() *thidua.Question {
	var questions []*thidua.Question
	for i := range 20 {
		kind, name := thidua.TypeText, fmt.Sprintf("van_ban_%d", i)
		switch i % 5 {
		case 1:
			kind, name = thidua.Integer, fmt.Sprintf("so_nguoi_%d", i)
		case 2:
			kind, name = thidua.SelectOne, fmt.Sprintf("loai_%d", i)
		case 3:
			kind, name = thidua.Date, fmt.Sprintf("ngay_%d", i)
		}
		questions = append(questions, question(kind, name, "Câu hỏi số "+strconv.Itoa(i), from("loai")))
	}
	return question(thidua.Repeat, "hoat_dong", "Hoạt động", within(questions...))
}

func wideEntry(n int) thidua.Entry {
	answers := map[string]thidua.Answer{}
	for i, q := range wide().Children {
		a := thidua.Answer{By: int64(n), At: local(20, 10), Rev: 1}
		switch i % 5 {
		case 1:
			a.Value = strconv.Itoa(n * (i + 1) % 900)
		case 2:
			a.Value = []string{"hoi_thao", "hoi_nghi", "trung_bay"}[n%3]
		case 3:
			a.Value = fmt.Sprintf("2023-04-%02d", 1+n%28)
		default:
			a.Value = fmt.Sprintf("Tuyên truyền chủ trương của ngành tới đoàn viên lần thứ %d", n)
		}
		a.Raw = a.Value
		answers[q.Name] = a
	}
	return thidua.Entry{ID: strconv.Itoa(n), Answers: answers}
}

// scaled is a campaign of many units with so many entries each. What they handed in is read from memory, or from JSON
// as a store holds it.
func scaled(units, entries int, stored bool) Source {
	s := Source{Campaign: campaign(), At: local(26, 9), Index: map[string]thidua.Index{}}
	q := wide()
	s.Campaign.Units = nil
	s.Campaign.Parts = []thidua.Part{{Name: q.Name, Kind: activityKind, FilledBy: thidua.FocalPoint, Question: q}}
	for i := range units {
		code := fmt.Sprintf("U%05d", i)
		s.Campaign.Units = append(s.Campaign.Units, thidua.Unit{Code: code, Name: "Đơn vị " + code})
		s.Index[code] = thidua.Index{Parts: map[string]thidua.Standing{
			q.Name: {State: thidua.Submitted, Submission: 1, At: local(20, 10)},
		}}
	}
	var submissions [40]thidua.Submission
	var bodies [len(submissions)][]byte
	for i := range submissions {
		submissions[i] = thidua.Submission{Part: q.Name, Number: 1, Name: "Người Nộp", At: local(20, 10)}
		for j := range entries {
			submissions[i].Entries = append(submissions[i].Entries, wideEntry(i*entries+j))
		}
		bodies[i], _ = json.Marshal(submissions[i])
	}
	s.Submissions = func(places []Place) iter.Seq2[*thidua.Submission, error] {
		return func(yield func(*thidua.Submission, error) bool) {
			for i, at := range places {
				s, err := submissions[i%len(bodies)], error(nil)
				if stored {
					s = thidua.Submission{}
					err = json.Unmarshal(bodies[i%len(bodies)], &s)
				}
				s.Unit = at.Unit
				if !yield(&s, err) {
					return
				}
			}
		}
	}
	return s
}

// peak watches the live heap while something is done, and gives its highest size in MB.
func peak(do func()) float64 {
	var highest atomic.Uint64
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			highest.Store(max(highest.Load(), m.HeapAlloc))
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	do()
	close(done)
	<-watched
	return float64(highest.Load()) / 1e6
}

// bareStream writes the same cells with the library's stream writer and nothing else.
func bareStream(b *testing.B, units, entries int) {
	f := excelize.NewFile()
	defer f.Close()
	stream, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	text, _ := f.NewStyle(look{wrap: true, border: true}.excel())
	date, _ := f.NewStyle(look{format: formatDate}.excel())
	var samples [800]thidua.Entry
	for i := range samples {
		samples[i] = wideEntry(i)
	}
	questions := wide().Children
	for n := range units * entries {
		row := []any{excelize.Cell{StyleID: text, Value: n}, excelize.Cell{StyleID: text, Value: "Đơn vị U00000"}}
		for i, q := range questions {
			value := samples[n%len(samples)].Answers[q.Name].Value
			cell := excelize.Cell{StyleID: text, Value: value}
			switch i % 5 {
			case 1:
				cell.Value = float64(n)
			case 3:
				cell = excelize.Cell{StyleID: date, Value: local(1, 0)}
			}
			row = append(row, cell)
		}
		row = append(row, excelize.Cell{StyleID: text, Value: "Người Nộp"}, excelize.Cell{StyleID: date, Value: local(20, 10)})
		if err := stream.SetRow(cellName(1, n+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := stream.Flush(); err != nil {
		b.Fatal(err)
	}
	if _, err := f.WriteTo(io.Discard); err != nil {
		b.Fatal(err)
	}
}

// The scale that an export must bear, 200,000 entries with 20 answers each, and what it may take.
const (
	manyUnits   = 10_000
	manyEntries = 20

	mostOfBare     = 1.3   // of the bare stream writer's time for the same cells
	mostStreamHeap = 200.0 // MB
	mostHeap       = 300.0 // MB, of the workbook with reading and counting
	mostForBook    = 60 * time.Second
	mostForData    = 10 * time.Second // to read, count and check what the report is made of
	mostForReport  = 30 * time.Second // to print it
)

// cost is what something took.
type cost struct {
	wall, work time.Duration // on the clock; of all processors together
	heap       float64       // MB, at its highest
}

// costOf measures; the clock alone would tell of whoever else uses the machine.
func costOf(do func()) cost {
	begun, before := time.Now(), worked()
	heap := peak(do)
	return cost{time.Since(begun), worked() - before, heap}
}

// alone is the least that it took, had it had the machine for itself: no shorter than its work spread over two processors.
func (c cost) alone() time.Duration { return min(c.wall, c.work/2) }

func worked() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// limit fails a benchmark that took more than it may.
func limit(b *testing.B, what string, took cost, most time.Duration, heap float64) {
	b.Helper()
	b.ReportMetric(took.wall.Seconds(), what+"-s")
	b.ReportMetric(took.heap, what+"-peak-MB")
	if took.alone() > most {
		b.Errorf("%s took %v on the clock and %v of work, more than %v", what, took.wall, took.work, most)
	}
	if took.heap > heap {
		b.Errorf("%s took %.0f MB, more than %.0f", what, took.heap, heap)
	}
}

// BenchmarkStream compares the workbook with the bare stream writer for the same cells. Both run twice in turn: the
// better run is the one less disturbed.
func BenchmarkStream(b *testing.B) {
	c := consolidate(b, scaled(manyUnits, manyEntries, false))
	for b.Loop() {
		var ours, bare [2]cost
		for i := range ours {
			ours[i] = costOf(func() { workbook(b, c) })
			bare[i] = costOf(func() { bareStream(b, manyUnits, manyEntries) })
		}
		heap := max(ours[0].heap, ours[1].heap)
		of := min(ours[0].wall, ours[1].wall).Seconds() / min(bare[0].wall, bare[1].wall).Seconds()
		b.ReportMetric(heap, "peak-MB")
		b.ReportMetric(max(bare[0].heap, bare[1].heap), "bare-peak-MB")
		b.ReportMetric(of, "of-bare")
		if of > mostOfBare || heap > mostStreamHeap {
			b.Errorf("%.2f of the bare writer's time and %.0f MB, more than %v and %v", of, heap, mostOfBare, mostStreamHeap)
		}
	}
}

// BenchmarkScale consolidates 10,000 units from what a store holds, and writes workbook and report.
func BenchmarkScale(b *testing.B) {
	source := scaled(manyUnits, manyEntries, true)
	for b.Loop() {
		var c *Consolidation
		limit(b, "data", costOf(func() { c = consolidate(b, source) }), mostForData, mostHeap)
		limit(b, "workbook", costOf(func() { workbook(b, c) }), mostForBook, mostHeap)
		limit(b, "report", costOf(func() {
			if err := Report(b.Context(), io.Discard, c, ReportOptions{}); err != nil {
				b.Error(err)
			}
		}), mostForReport, 1000)
	}
}

func workbook(b *testing.B, c *Consolidation) {
	if err := Workbook(io.Discard, c); err != nil {
		b.Fatal(err)
	}
}

func consolidate(b *testing.B, s Source) *Consolidation {
	c, err := Consolidate(s)
	if err != nil {
		b.Fatal(err)
	}
	return c
}
