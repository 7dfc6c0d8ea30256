package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua"
	"thidua/flows"
)

// TestCompare lists what a version does to a draft, for each way in which a question can change.
func TestCompare(t *testing.T) {
	first, second := compile(t, campaign(t, "version_1.md")), compile(t, campaign(t, "version_2.md"))
	w := newWorld(t, first, "VP")
	w.all("/start", "[Báo cáo]", "[Bắt đầu]", "Đợt một", "Hưng Yên", "12 triệu", "[Họp]", "5", "Có mưa", "[Thêm]", "Ông An", "[Thêm]", "Bà Bình", "[Xong]",
		"[Tạm dừng]", "[Hoạt động]", "[Thêm]", "Hội thảo", "[Thêm]", "Tham luận một", "[Thêm]", "Tham luận hai", "[Xong]", "[Thêm]", "Hội thi")
	for part, want := range map[string][]string{
		"bao_cao": {"moved dia_diem 1", "moved khach 2", "again kinh_phi 1", "again hinh_thuc 1", "again so_nguoi 1",
			"asked nguoi_ky 1 required", "aside ghi_chu 1"},
		"hoat_dong": {"asked anh_huong 2", "asked dien_gia 2 required"},
	} {
		if got := compared(t, w, first, second, part); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", part, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if got := compared(t, w, second, second, part); len(got) > 0 {
			t.Errorf("%s: the same version differs: %v", part, got)
		}
	}
	w.script = second
	w.all("/start", "[Tiếp tục]", "/start", "[Báo cáo]", "[Tiếp tục]", "12", "[Hội thi]", "Bà Lan", "Hết", "15")
	if got, want := compared(t, w, second, compile(t, campaign(t, "version_3.md")), "bao_cao"), []string(nil); !slices.Equal(got, want) {
		t.Errorf("an answer that comes back is asked for: %v", got)
	}
}

// TestCompareConditions tells new conditions, choices and limits apart from what was wrong before.
func TestCompareConditions(t *testing.T) {
	form := func(rows, choices string) *flows.Script {
		return compile(t, inline(t, "| | type | name | label | required | relevant | constraint | repeat_count |\n| | begin group | p | Phần |\n"+rows+"| | end group |",
			"| choices |\n| | list_name | name | label |\n"+choices))
	}
	choices := "| | c | mot | Một |\n| | c | hai | Hai |\n| | c | ba | Ba |\n"
	old := form("| | text | a | A của ${b} | | | | |\n| | text | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n| | text | d | D | | ${b} = 'x' | | |\n", choices)
	w := newWorld(t, old, "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "[Bỏ qua]", "bí mật", "[Một]", "[Hai]", "[Xong]")
	for name, test := range map[string]struct {
		rows, choices string
		want          []string
	}{
		"required now": {"| | text | a | A của ${b} | yes | | | |\n| | text | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n", choices, []string{"asked a 1 required"}},
		"relevant now": {"| | text | a | A | | | | |\n| | text | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n| | text | d | D | | ${b} != '' | | |\n", choices, []string{"asked d 1"}},
		"not relevant": {"| | text | a | A | | | | |\n| | text | b | B | | ${a} != '' | | |\n| | select_multiple c | c | C | | | | |\n", choices, []string{"aside b 1"}},
		"a choice gone": {"| | text | a | A | | | | |\n| | text | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n", "| | c | mot | Một |\n",
			[]string{"narrowed c 1"}},
		"all renamed": {"| | text | a2 | A | yes | | | |\n| | text | b2 | B | | | | |\n| | select_multiple c | c2 | C | | | | |\n", choices,
			[]string{"asked a2 1 required", "asked b2 1", "asked c2 1", "aside b 1", "aside c 1"}},
		"a list": {"| | text | a | A | | | | |\n| | text | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n| | begin repeat | l | L |\n| | text | e | E |\n| | end repeat |\n", choices, []string{"asked l 1"}},
		"a note": {"| | text | a | A | | | | |\n| | note | b | B | | | | |\n| | select_multiple c | c | C | | | | |\n", choices, []string{"aside b 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := compared(t, w, old, form(test.rows, test.choices), "p")
			if !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// compared asks with what is missing until nothing is, and holds the labels against what was answered.
func compared(t *testing.T, w *world, was, is *flows.Script, part string) []string {
	t.Helper()
	state := flows.State{Session: flows.Session{Campaign: was.Campaign.ID, Unit: w.unit()}, Person: w.person,
		Input: thidua.Input{At: w.now}, Records: map[thidua.Key]thidua.Record{}}
	for range flows.MostLoads {
		found, missing, err := flows.Compare(was, is, state, part)
		if err != nil {
			t.Fatal(err)
		}
		if len(missing) > 0 {
			w.load(state, missing)
			continue
		}
		var lines []string
		for _, d := range found {
			line := fmt.Sprintf("%s %s %d", d.Kind, d.Question, d.Count)
			if d.Required {
				line += " required"
			}
			if lines = append(lines, line); strings.Contains(d.Label, "bí mật") {
				t.Errorf("an answer is shown: %q", d.Label)
			}
		}
		return lines
	}
	t.Fatal("records are still missing")
	return nil
}

// TestCompareLimits tells a list that has more entries than the new version takes, and fewer than it wants.
func TestCompareLimits(t *testing.T) {
	c := campaign(t, "activities.md")
	old := compile(t, c)
	w := newWorld(t, old, "VP")
	w.all("/start", "[Hoạt động]", "[Thêm]", "Một", "5", "[Xong]", "[Thêm]", "Hai", "6", "[Xong]")
	for _, test := range []struct {
		least, most int
		want        []string
	}{{1, 1, []string{"too_many hoat_dong 2"}}, {3, 5, []string{"asked hoat_dong 1 required"}}, {2, 2, nil}} {
		limited := *c
		limited.Version, limited.Parts = "limited", slices.Clone(c.Parts)
		limited.Parts[0].Min, limited.Parts[0].Max = test.least, test.most
		if got := compared(t, w, old, compile(t, &limited), "hoat_dong"); !slices.Equal(got, test.want) {
			t.Errorf("%d to %d: %q, want %q", test.least, test.most, got, test.want)
		}
	}
}
