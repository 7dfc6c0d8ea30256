package flows_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua"
	"thidua/flows"
)

// TestInspect sees every question with what expressions read, from the records alone.
func TestInspect(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "logic.md")), "VP")
	w.all("/start", "[Đề nghị]", "[Bắt đầu]", "Trần Thị C", "[Tập thể]", "[Giấy khen]", "[Giữ nguyên]", "4", "[Giữ nguyên]", "2", "[Thêm]", "Ảnh")
	want := `de_nghi group
  ten = Trần Thị C
  doi_tuong = tap_the
  ca_nhan group, irrelevant
    chuc_vu, irrelevant
  hinh_thuc = giay_khen
  ngay = 2023-05-10
  so_nam = 4
  nam_bat_dau = 2019
  tom_tat = Trần Thị C, 4 năm, calculated
  so_con = 2
  minh_chung repeat
  minh_chung repeat 1
    mo_ta = Ảnh
  chinh
`
	if got := inspect(t, w); got != want {
		t.Errorf("it sees\n%s\nwant\n%s", got, want)
	}
}

// inspect loads what is missing, and fails where it is asked for again.
func inspect(t *testing.T, w *world) string {
	state := flows.State{Session: flows.Session{Campaign: w.script.Campaign.ID, Unit: w.unit()}, Person: w.person,
		Input: thidua.Input{At: w.now}, Records: map[thidua.Key]thidua.Record{}}
	for range flows.MostLoads {
		lines, missing, err := w.script.Inspect(state)
		if err != nil {
			t.Fatal(err)
		}
		if len(missing) == 0 {
			return listed(lines)
		}
		w.load(state, missing)
	}
	t.Fatal("records are still missing")
	return ""
}

func listed(lines []flows.Inspected) string {
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(strings.Repeat("  ", line.Depth) + line.Name)
		if line.Type == thidua.Group || line.Type == thidua.Repeat {
			text.WriteString(" " + string(line.Type))
		}
		if line.Entry > 0 {
			fmt.Fprintf(&text, " %d", line.Entry)
		}
		if line.Value != "" {
			text.WriteString(" = " + line.Value)
		}
		if line.Calculated {
			text.WriteString(", calculated")
		}
		if !line.Relevant {
			text.WriteString(", irrelevant")
		}
		text.WriteString("\n")
	}
	return text.String()
}

// TestInspectConcerns shows a unit its own parts, and says which record cannot be read.
func TestInspectConcerns(t *testing.T) {
	w := newWorld(t, compile(t, campaign(t, "sample")), thidua.Department)
	if got := inspect(t, w); strings.Contains(got, "hoat_dong") || !strings.Contains(got, "ke_hoach group") {
		t.Errorf("the secretariat sees\n%s", got)
	}
	w = newWorld(t, compile(t, campaign(t, "sample")), "VP")
	if got := inspect(t, w); strings.Contains(got, "ke_hoach group") || !strings.Contains(got, "hoat_dong repeat\n") {
		t.Errorf("a unit sees\n%s", got)
	}
	state := flows.State{Session: flows.Session{Unit: "VP"}, Input: thidua.Input{At: w.now}, Records: map[thidua.Key]thidua.Record{}}
	_, missing, _ := w.script.Inspect(state)
	for _, key := range missing {
		state.Records[key] = thidua.Record{Key: key, Rev: 1, Body: []byte("{")}
	}
	if _, _, err := w.script.Inspect(state); err == nil || len(missing) == 0 {
		t.Errorf("%d records that cannot be read are read", len(missing))
	}
}
