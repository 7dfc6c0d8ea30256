package export

import (
	"errors"
	"io"
	"iter"
	"math"
	"slices"
	"testing"

	"thidua"
)

func TestConsolidateOrder(t *testing.T) {
	s := source()
	slices.Reverse(s.Submissions) // the store's order means nothing
	c := s.consolidated()
	p, _ := c.Part("hoat_dong")
	var got []string
	for _, e := range entriesOf(t, p) {
		got = append(got, e.Unit.Code+" "+e.ID)
	}
	want := []string{"VP VP-1", "QLKH QLKH-1", "QLKH QLKH-2"}
	if !slices.Equal(got, want) {
		t.Errorf("entries = %v, want %v", got, want)
	}
	if n := len(p.Filings); n != 4 {
		t.Errorf("filings = %d, want one per unit, silent ones included", n)
	}
	talks := nestedIn(entriesOf(t, p), "tham_luan")
	if len(talks) != 3 || talks[2].Number != 3 || talks[0].Parent.Number != 2 {
		t.Errorf("talks are not numbered under their activity: %+v", talks)
	}
}

func TestConsolidateProvenance(t *testing.T) {
	c := testConsolidation(t)
	p, _ := c.Part("hoat_dong")
	for _, e := range entriesOf(t, p) {
		if e.Submission == nil || e.Submission.Name == "" || e.Submission.Number != 1 || e.Submission.Unit != e.Unit.Code {
			t.Errorf("entry %s: no origin", e.ID)
		}
	}
	documents, _ := c.Part("van_ban")
	for _, e := range entriesOf(t, documents) {
		if got := c.UnitName(*e.Unit); got != "Sở Khoa học và Công nghệ" {
			t.Errorf("the department is called %q", got)
		}
	}
}

func TestTotals(t *testing.T) {
	c := testConsolidation(t)
	for _, want := range []struct {
		part, path  string
		kind        TotalKind
		value       float64
		approximate bool
	}{
		{"huong_ung", "tong_so_nguoi", Sum, 75, false},
		{"huong_ung", "so_nguoi_nam_vung", Sum, 74, false},
		{"huong_ung", "ty_le_huong_ung", Share, 100 * 74.0 / 75, false}, // not the mean of 100, 100 and 90
		{"hoat_dong", "", Count, 3, false},
		{"hoat_dong", "so_dai_bieu", Sum, 1395, true},
		{"hoat_dong", "kinh_phi", Sum, 12.8, false}, // exact, though 0.1 + 0.2 is not in binary
		{"hoat_dong", "tham_luan", Count, 3, false},
		{"hoat_dong", "tham_luan/so_trang", Sum, 13, false},
		{"hoat_dong", "gian_hang/so_gian_hang", Sum, 4, false},
	} {
		p, _ := c.Part(want.part)
		i := slices.IndexFunc(p.Totals, func(total Total) bool { return total.Path == want.path })
		if i < 0 {
			t.Errorf("%s %s: no total", want.part, want.path)
			continue
		}
		got := p.Totals[i]
		if got.Kind != want.kind || math.Abs(got.Value-want.value) > 1e-12 || got.Approximate != want.approximate {
			t.Errorf("%s %s = %+v, want %+v", want.part, want.path, got, want)
		}
	}
}

func TestTotalsLeaveOut(t *testing.T) {
	for _, tt := range []struct {
		name string
		q    *thidua.Question
		want bool
	}{
		{"count", question(thidua.Integer, "so_nguoi", "Số người"), true},
		{"year", question(thidua.Integer, "nam_cong_nhan", "Năm công nhận"), false},
		{"men", question(thidua.Integer, "nam_gioi", "Nam giới"), true},
		{"percentage by label", question(thidua.Decimal, "dat", "Tỷ lệ (%)"), false},
		{"percentage by name", question(thidua.Decimal, "ty_le_dat", "Đạt"), false},
		{"text", question(thidua.TypeText, "so", "Số"), false},
		{"a sum that the form computes", question(thidua.Calculate, "tong", "Tổng", computed("sum(${so_gian_hang})")), true},
		{"another calculation", question(thidua.Calculate, "ma", "Mã", computed("concat('a', 1)")), false},
	} {
		if got := Additive(tt.q); got != tt.want {
			t.Errorf("%s: additive = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestConsolidateSnapshot(t *testing.T) {
	t.Run("only the submission that the index names", func(t *testing.T) {
		s := source()
		s.Submissions = append(s.Submissions, thidua.Submission{
			Unit: "VP", Part: "hoat_dong", Number: 2, Entries: []thidua.Entry{entry("ten_hoat_dong", "Mới")},
		})
		p, _ := s.consolidated().Part("hoat_dong")
		if p.Count() != 3 {
			t.Errorf("%d entries: a submission that the index does not name counted", p.Count())
		}
		s.stand("VP", "hoat_dong", func(st *thidua.Standing) { st.Submission = 2 })
		p, _ = s.consolidated().Part("hoat_dong")
		if filing, _ := p.Filing("VP"); filing.Entries != 1 || entriesOf(t, p)[0].Answer("ten_hoat_dong").Value != "Mới" {
			t.Errorf("the newest submission did not replace the older one")
		}
	})
	t.Run("returned since", func(t *testing.T) {
		p, _ := testConsolidation(t).Part("huong_ung")
		filing, _ := p.Filing("QLKH")
		if !filing.Returned() || filing.Entries != 1 {
			t.Error("a returned submission must still count, and be marked")
		}
	})
	t.Run("approved only", func(t *testing.T) {
		s := source()
		s.ApprovedOnly = true
		s.stand("VP", "hoat_dong", func(st *thidua.Standing) { st.State = thidua.Approved })
		c := s.consolidated()
		p, _ := c.Part("hoat_dong")
		if p.Count() != 1 {
			t.Errorf("%d entries count, want the approved one", p.Count())
		}
		if found := withCode(c.Checks, "R06"); len(found) > 0 {
			t.Errorf("what is not approved was called lost: %+v", found)
		}
	})
	t.Run("a unit that left the campaign", func(t *testing.T) {
		s := source()
		s.Campaign.Units = s.Campaign.Units[:2]
		c := s.consolidated()
		if got := c.Units[len(c.Units)-1].Code; got != "TDC" {
			t.Errorf("last unit = %s, want the one that handed something in", got)
		}
		p, _ := c.Part("huong_ung")
		if filing, ok := p.Filing("TDC"); !ok || filing.Entries != 1 {
			t.Error("what it handed in is gone")
		}
		if _, ok := p.Filing("TTTK"); ok {
			t.Error("a unit that never handed anything in is still asked")
		}
	})
	t.Run("a question that left the form", func(t *testing.T) {
		p, _ := testConsolidation(t).Part("hoat_dong")
		last := p.Columns[len(p.Columns)-1]
		if last.Path != "cau_hoi_cu" || !last.Former {
			t.Errorf("last column = %+v, want the former question", last)
		}
	})
	t.Run("a repeat that left the form", func(t *testing.T) {
		s := source()
		q := s.Campaign.Parts[2].Question
		q.Children = slices.DeleteFunc(q.Children, func(child *thidua.Question) bool { return child.Name == "tham_luan" })
		p, _ := s.consolidated().Part("hoat_dong")
		i := slices.IndexFunc(p.Columns, func(column Column) bool { return column.Path == "tham_luan" })
		if i < 0 || len(p.Columns[i].Columns) != 3 {
			t.Errorf("the talks are gone: %+v", p.Columns)
		}
	})
}

func TestDisplay(t *testing.T) {
	c := testConsolidation(t)
	list := func(q *thidua.Question) { q.List = "hinh_thuc" }
	for _, tt := range []struct {
		name string
		q    *thidua.Question
		a    thidua.Answer
		want string
	}{
		{"empty", question(thidua.Integer, "a", "A"), thidua.Answer{}, ""},
		{"skipped", question(thidua.TypeText, "a", "A"), thidua.Answer{Skipped: true}, ""},
		{"decimal", question(thidua.Decimal, "a", "A"), thidua.Answer{Value: "12.5"}, "12,5"},
		{"about", question(thidua.Integer, "a", "A"), thidua.Answer{Value: "150", Approximate: true}, "khoảng 150"},
		{"date", question(thidua.Date, "a", "A"), thidua.Answer{Value: "2023-05-04"}, "04/5/2023"},
		{"date in February", question(thidua.Date, "a", "A"), thidua.Answer{Value: "2023-02-15"}, "15/02/2023"},
		{"no date", question(thidua.Date, "a", "A"), thidua.Answer{Value: "hôm qua"}, "hôm qua"},
		{"moment in another zone", question(thidua.DateTime, "a", "A"), thidua.Answer{Value: "2023-05-04T18:30:00Z"}, "01:30 05/05/2023"},
		{"time", question(thidua.Time, "a", "A"), thidua.Answer{Value: "08:30:00.000+07:00"}, "08:30"},
		{"choices", question(thidua.SelectMultiple, "a", "A", list), thidua.Answer{Value: "giao_ban chi_bo"}, "Họp giao ban; Sinh hoạt chi bộ"},
		{"an unknown choice", question(thidua.SelectOne, "a", "A", list), thidua.Answer{Value: "mất"}, "mất"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Display(tt.q, tt.a); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestLabelLeavesReferencesOpen keeps the form's syntax out of heads that people read.
func TestLabelLeavesReferencesOpen(t *testing.T) {
	q := &thidua.Question{Name: "so", Label: thidua.Text{"": "Số người trong ${tong} người"}}
	if got := source().consolidated().Label(q); got != "Số người trong … người" {
		t.Errorf("label is %q", got)
	}
}

// TestReadingFails at every pass: what was consolidated is read again for the workbook and the report.
func TestReadingFails(t *testing.T) {
	broken := errors.New("broken")
	failing := false
	s := source().source()
	read := s.Submissions
	s.Submissions = func(places []Place) iter.Seq2[*thidua.Submission, error] {
		if failing {
			return func(yield func(*thidua.Submission, error) bool) { yield(nil, broken) }
		}
		return read(places)
	}
	c, err := Consolidate(s)
	if err != nil {
		t.Fatal(err)
	}
	failing = true
	if _, err := Consolidate(s); !errors.Is(err, broken) {
		t.Errorf("consolidation: %v", err)
	}
	if err := Workbook(io.Discard, c); !errors.Is(err, broken) {
		t.Errorf("workbook: %v", err)
	}
	if err := Report(t.Context(), io.Discard, c, ReportOptions{}); !errors.Is(err, broken) {
		t.Errorf("report: %v", err)
	}
}

// TestLostBetweenPasses finds what a store lost after it was counted: a workbook never lacks rows that its sums hold.
func TestLostBetweenPasses(t *testing.T) {
	s, lost := source().source(), false
	read := s.Submissions
	s.Submissions = func(places []Place) iter.Seq2[*thidua.Submission, error] {
		if lost {
			places = places[1:]
		}
		return read(places)
	}
	c, err := Consolidate(s)
	if err != nil {
		t.Fatal(err)
	}
	lost = true
	if err := Workbook(io.Discard, c); !errors.Is(err, errChanged) {
		t.Errorf("err = %v, want %v", err, errChanged)
	}
}
