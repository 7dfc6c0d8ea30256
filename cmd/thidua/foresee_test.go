package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/flows"
	"thidua/flows/xlsform"
	"thidua/store"
)

// edition reads a version of the test campaign, its rows changed.
func edition(t *testing.T, number string, changes ...string) (file string, content []byte) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "flows", "testdata", "campaigns", "version_"+number+".md"))
	if err != nil {
		t.Fatal(err)
	}
	content = []byte(strings.NewReplacer(changes...).Replace(string(content)))
	file = filepath.Join(t.TempDir(), "td.md")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file, content
}

// drafted lets a unit begin both parts, and files what that wrote in a store.
func drafted(t *testing.T, storeURL string, content []byte, unit string) {
	t.Helper()
	campaign, report := xlsform.Read("td.md", content, xlsform.Options{})
	if len(report.Errors) > 0 {
		t.Fatal(report.Errors[0].In("en"))
	}
	script, err := flows.Compile(campaign)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2123, 5, 10, 8, 0, 0, 0, time.UTC)
	r := newRehearsal(script, unit, thidua.Person{Chat: rehearser, Name: "An"}, func() time.Time { return at })
	for _, said := range []string{"/start", "Báo cáo", "Bắt đầu", "Đợt bí mật", "Hưng Yên", "12 triệu", "Họp", "5", "Có mưa", "Thêm", "Ông An", "Xong",
		"Tạm dừng", "Hoạt động", "Thêm", "Hội thảo", "Thêm", "Tham luận một", "Xong", "Nộp"} {
		if _, err := r.step(thidua.Input{Text: said}); err != nil {
			t.Fatal(err)
		}
	}
	db := database(t, storeURL)
	defer db.Close()
	change := thidua.Change{ID: "draft-" + unit, At: at}
	for _, record := range r.records {
		record.Rev = 0
		change.Put = append(change.Put, record)
	}
	if _, err := db.Commit(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}

func database(t *testing.T, storeURL string) thidua.Store {
	t.Helper()
	db, err := store.Open(t.Context(), storeURL)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// everything is all that a store holds.
func everything(t *testing.T, storeURL string) (all []any) {
	t.Helper()
	db := database(t, storeURL)
	defer db.Close()
	records, err := db.Scan(t.Context(), thidua.Range{})
	if err != nil {
		t.Fatal(err)
	}
	due, err := db.Due(t.Context(), time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC), 1000)
	if err != nil {
		t.Fatal(err)
	}
	return []any{records, due}
}

const people = "| people |\n| | name | phone | unit | role |\n"

// TestDryRun says unit by unit what a version changes, in both languages and for tools, and writes nothing.
func TestDryRun(t *testing.T) {
	t.Parallel()
	for name, storeURL := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := terminal{TB: t, env: map[string]string{"STORE_URL": storeURL(t)}}
			first, content := edition(t, "1", "| | VP | Văn phòng |\n", "| | VP | Văn phòng |\n| | TT | Thanh tra |\n| | KH | Kế hoạch |\n",
				"| parts |", people+"| | An | 0912 000 001 | VP | focal_point |\n| | Bình | 0912 000 002 | TT | focal_point |\n| parts |", "2023-05", "2123-05")
			if out := w.must("load", "--dry-run", first); !strings.Contains(out, "chưa được nạp lần nào") {
				t.Errorf("before the first load: %s", out)
			}
			w.must("load", first)
			drafted(t, w.env["STORE_URL"], content, "VP")
			second, _ := edition(t, "2", "| | VP | Văn phòng |\n", "| | VP | Văn phòng |\n| | TT | Thanh tra |\n| | MOI | Đơn vị mới |\n",
				"| parts |", people+"| | An | 0912 000 001 | VP | focal_point |\n| | Chi | 0912 000 003 | MOI | focal_point |\n| parts |",
				"2023-05-01", "2123-05-01", "2023-05-25", "2123-05-28", "| part | kind | filled_by |", "| part | kind | filled_by | units |",
				"| | hoat_dong | activity | focal_point |", "| | hoat_dong | activity | focal_point | VP, MOI |")
			before := everything(t, w.env["STORE_URL"])
			out := w.must("load", "--dry-run", second)
			for _, want := range []string{"Đơn vị: thêm 1: MOI", "Đơn vị: không còn 1: KH", "Người: thêm 1: Chi (MOI, focal_point)", "Người: không còn 1: Bình",
				"Nhắc hạn:", "VP · Văn phòng\n  Báo cáo\n    hạn nộp: 17:00 25/5/2123 → 17:00 28/5/2123\n    hỏi thêm: «Người ký» (bắt buộc)\n" +
					"    hỏi lại vì câu trả lời không còn phù hợp: «Kinh phí»; «Hình thức»; «Số người»\n    chuyển chỗ, giữ câu trả lời: «Địa điểm»; «Khách mời»\n" +
					"    không còn hỏi, câu trả lời được giữ riêng và không xuất: «Ghi chú»\n" +
					"  Hoạt động: bản đã nộp giữ nguyên; nếu mở lại\n    hỏi thêm: «Ảnh hưởng»; «Diễn giả» (bắt buộc)\n",
				"TT · Thanh tra\n  Báo cáo\n    hạn nộp:", "0 đơn vị khác"} {
				if !strings.Contains(out, want) {
					t.Errorf("it lacks %q:\n%s", want, out)
				}
			}
			if strings.Contains(out, "bí mật") || strings.Contains(out, "KH ·") {
				t.Errorf("it shows an answer, or a unit that did not answer:\n%s", out)
			}
			if english := w.must("load", "--dry-run", "--lang", "en", second); !strings.Contains(english, "asked now: «Người ký» (required)") {
				t.Errorf("in English: %s", english)
			}
			lines := strings.Split(strings.TrimSpace(w.must("load", "--dry-run", "--json", second)), "\n")
			for _, line := range lines {
				if !json.Valid([]byte(line)) {
					t.Errorf("no JSON: %s", line)
				}
			}
			if len(lines) != 4 || !strings.Contains(lines[1], `"unit":"VP"`) || lines[3] != `{"unchanged":0}` {
				t.Errorf("as JSON:\n%s", strings.Join(lines, "\n"))
			}
			if same := w.must("load", "--dry-run", first); !strings.Contains(same, "3 đơn vị khác không có gì thay đổi") || strings.Contains(same, "·") {
				t.Errorf("the version in force again:\n%s", same)
			}
			if code, _, _ := w.run("load", "--json", first); code != exitWrong {
				t.Errorf("--json alone: exit code %d", code)
			}
			if !reflect.DeepEqual(everything(t, w.env["STORE_URL"]), before) {
				t.Error("a dry run changed the store")
			}
		})
	}
}

// TestLoadsAtOnce puts two versions in force side by side: one comes after the other, its reminders with it.
func TestLoadsAtOnce(t *testing.T) {
	t.Parallel()
	for name, storeURL := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := terminal{TB: t, env: map[string]string{"STORE_URL": storeURL(t)}}
			due := map[string]string{"1": "2123-05-25", "2": "2123-05-28"}
			files := map[string]string{}
			for number := range due {
				files[number], _ = edition(t, number, "2023-05-25", due[number], "| parts |",
					people+"| | An | 0912 000 009 | VP | focal_point |\n| parts |")
			}
			w.must("load", files["1"])
			for range 3 {
				var group sync.WaitGroup
				for _, file := range files {
					group.Go(func() {
						if code, _, said := w.run("load", file); code != exitDone {
							t.Errorf("exit code %d: %s", code, said)
						}
					})
				}
				group.Wait()
				inForce := headVersion(t, w.env["STORE_URL"])
				for number, file := range files {
					var said struct {
						Version   string
						Reminders []any
					}
					first, _, _ := strings.Cut(w.must("load", "--dry-run", "--json", file), "\n")
					if err := json.Unmarshal([]byte(first), &said); err != nil {
						t.Fatal(err)
					}
					if (said.Version == inForce) != (len(said.Reminders) == 0) {
						t.Errorf("version %s is in force: %v; reminders to change: %v", number, said.Version == inForce, said.Reminders)
					}
				}
			}
		})
	}
}

func headVersion(t *testing.T, storeURL string) string {
	t.Helper()
	db := database(t, storeURL)
	defer db.Close()
	heads, err := bot.Heads(t.Context(), db)
	if err != nil || len(heads) != 1 {
		t.Fatal(heads, err)
	}
	return heads[0].Version
}

// TestDryRunForMany looks at a thousand units that are all being answered, for a version that renames every question.
func TestDryRunForMany(t *testing.T) {
	t.Parallel()
	const many = 1000
	var units strings.Builder
	for i := range many {
		fmt.Fprintf(&units, "| | U%04d | Đơn vị số %d |\n", i, i)
	}
	row := "| | VP | Văn phòng |\n"
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t)}}
	first, content := edition(t, "1", row, row+units.String(), "2023-05", "2123-05")
	w.must("load", first)
	drafted(t, w.env["STORE_URL"], content, "VP")
	multiplied(t, w.env["STORE_URL"], "VP", many)
	renamed, _ := edition(t, "1", row, row+units.String(), "2023-05", "2123-05", "| ten |", "| ten_moi |", "| dia_diem |", "| dia_diem_moi |",
		"| kinh_phi |", "| kinh_phi_moi |", "| hinh_thuc | Hình", "| hinh_thuc_moi | Hình", "| so_nguoi |", "| so_nguoi_moi |", "| ghi_chu |", "| ghi_chu_moi |",
		"| khach |", "| khach_moi |", "| ket |", "| ket_moi |", "| ten_hd |", "| ten_hd_moi |", "| tham_luan |", "| tham_luan_moi |")
	out := w.must("load", "--dry-run", renamed)
	if n := strings.Count(out, "    hỏi thêm: «Tên đợt» (bắt buộc); «Địa điểm»;"); n != many+1 {
		t.Errorf("%d units are listed of %d", n, many+1)
	}
	if n := strings.Count(out, "«Khách mời»\n"); n != many+1 {
		t.Errorf("%d units have their guests kept aside", n)
	}
	fewer, _ := edition(t, "1", "2023-05", "2123-05")
	code, out, said := w.run("load", "--dry-run", fewer)
	if n := strings.Count(out, "không còn phải điền"); code != exitWrong || n != 2*many || !strings.Contains(out, "1 đơn vị khác không có gì") || !strings.Contains(said, "U0999") {
		t.Errorf("exit code %d, %d parts of units that are gone", code, n)
	}
}

// multiplied gives the records of one unit to many others.
func multiplied(t *testing.T, storeURL, unit string, many int) {
	t.Helper()
	db := database(t, storeURL)
	defer db.Close()
	var own []thidua.Record
	for _, prefix := range []thidua.Key{thidua.IndexKey("td", unit), thidua.DraftKey("td", unit, "bao_cao") + "/", thidua.DraftKey("td", unit, "hoat_dong") + "/"} {
		records, err := db.Scan(t.Context(), thidua.Range{Prefix: prefix})
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, records...)
	}
	const units = 50 // in one commit
	for from := 0; from < many; from += units {
		change := thidua.Change{ID: fmt.Sprintf("many-%d", from), At: time.Now()}
		for i := from; i < from+units; i++ {
			for _, r := range own {
				key := strings.Replace(string(r.Key), "/"+unit, fmt.Sprintf("/U%04d", i), 1)
				change.Put = append(change.Put, thidua.Record{Key: thidua.Key(key), Body: r.Body})
			}
		}
		if _, err := db.Commit(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
}
