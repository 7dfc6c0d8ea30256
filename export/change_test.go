package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
)

func workbookOf(t *testing.T, c *Consolidation) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Workbook(&b, c); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestChanges tells what became other since the last export, answer by answer, and nothing else.
func TestChanges(t *testing.T) {
	s := source()
	record, err := json.Marshal(s.consolidated().Exported())
	if err != nil {
		t.Fatal(err)
	}
	var last Exported
	if err := json.Unmarshal(record, &last); err != nil {
		t.Fatal(err)
	}
	f := workbookOf(t, s.consolidated().Since(last))
	if rows := rowsOf(t, f, "Thay đổi"); !slices.Contains(rows[len(rows)-1], "Không có gì thay đổi.") {
		t.Errorf("nothing changed, and yet %q", rows)
	}
	edited := workshop()
	edited.ID = "QLKH-1"
	edited.Answers["thoi_gian/dia_diem"] = thidua.Answer{Value: "Nhà văn hóa"}
	edited.Repeats["tham_luan"] = edited.Repeats["tham_luan"][:2]
	added := complete("ten_hoat_dong", "Ngày hội mới")
	added.ID = "QLKH-3"
	s.Submissions = append(s.Submissions, thidua.Submission{Unit: "QLKH", Part: "hoat_dong", Number: 2, Name: "Nguyễn Khánh Vân",
		At: local(25, 8), Entries: []thidua.Entry{edited, added}})
	s.stand("QLKH", "hoat_dong", func(st *thidua.Standing) { st.Submission = 2 })
	s.file("TTTK", "Phan Đức Anh", "huong_ung", entry("tong_so_nguoi", "18"))
	s.stand("TDC", "huong_ung", func(st *thidua.Standing) { st.State, st.Submission = thidua.InProgress, 0 })
	f = workbookOf(t, s.consolidated().Since(last))
	var got []string
	for _, row := range rowsOf(t, f, "Thay đổi")[1:] {
		got = append(got, strings.Join(row[1:min(len(row), 8)], "|"))
	}
	const unit = "Phòng Quản lý khoa học|Hoạt động|"
	for _, want := range []string{
		unit + "Sửa|Hội thảo Phụ nữ với sở hữu trí tuệ|Địa điểm|Hội trường Sở|Nhà văn hóa",
		unit + "Bỏ mục|Hội thảo Phụ nữ với sở hữu trí tuệ › Sở hữu trí tuệ và thương hiệu||1. Sở hữu trí tuệ và thương hiệu – Ngô Văn Bình|",
		unit + "Thêm mục|Ngày hội mới|||1. Ngày hội mới – ",
		unit + "Bỏ mục|" + nfd + "||1. ",
		"Trung tâm Thông tin - Thống kê|Hưởng ứng đợt thi đua|Nộp mới||||1 mục",
		"Chi cục Tiêu chuẩn Đo lường Chất lượng|Hưởng ứng đợt thi đua|Không còn",
	} {
		if !slices.ContainsFunc(got, func(row string) bool { return strings.HasPrefix(row, want) }) {
			t.Errorf("no %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if len(got) != 6 {
		t.Errorf("%d changes, want 6:\n%s", len(got), strings.Join(got, "\n"))
	}
}

// TestChangesOfAnotherCampaign compares nothing with a record that is not this campaign's.
func TestChangesOfAnotherCampaign(t *testing.T) {
	f := workbookOf(t, testConsolidation(t).Since(Exported{Campaign: "other"}))
	if slices.Contains(f.GetSheetList(), "Thay đổi") {
		t.Error("compared with another campaign")
	}
}

// TestIdentities tells entries with one id apart, as fast among many as among few.
func TestIdentities(t *testing.T) {
	var entries []*Entry
	for i := range 200_000 {
		entries = append(entries, &Entry{ID: fmt.Sprint(i / 2)})
	}
	keys := identities(entries)
	if keys[0] != "0#0" || keys[1] != "0#1" || keys[199_999] != "99999#1" {
		t.Errorf("%q %q … %q", keys[0], keys[1], keys[199_999])
	}
}
