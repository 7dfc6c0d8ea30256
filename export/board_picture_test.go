package export

import (
	"bytes"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font/opentype"
)

// TestFontsHaveVietnamese finds a glyph for every letter and sign that names and labels are written with.
func TestFontsHaveVietnamese(t *testing.T) {
	t.Parallel()
	const letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
	const accented = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
	for i, f := range []*opentype.Font{thinFont(), boldFont()} {
		for _, r := range letters + accented + strings.ToUpper(letters+accented) + "0123456789 .,:;/–—…«»“”()%&+'\"-" {
			if glyph, err := f.GlyphIndex(nil, r); err != nil || glyph == 0 {
				t.Errorf("font %d has no %q (%v)", i, r, err)
			}
		}
	}
}

// TestBoardPicture draws a board; BOARD_PICTURE names a file to look at.
func TestBoardPicture(t *testing.T) {
	t.Parallel()
	tones := []BoardCell{{"chưa làm", Idle}, {"đang làm", Begun}, {"đã nộp", Filed}, {"đã duyệt", Accepted}, {"cần sửa lại", Faulty}, {"trễ hạn", Overdue}, {"–", Blank}}
	p := BoardPicture{Title: "Thi đua chào mừng Ngày Khoa học và Công nghệ Việt Nam", About: "Sở Khoa học và Công nghệ",
		At: time.Date(2026, 11, 18, 14, 5, 0, 0, time.UTC), Summary: "Đã nộp 31/63 phần; 4/9 đơn vị xong; 2 đơn vị chưa bắt đầu; 1 đơn vị trễ hạn.",
		Columns: []string{"Thông tin chung", "Các hoạt động hưởng ứng trong tháng và kết quả nổi bật của từng hoạt động", "Đề nghị khen thưởng",
			"Văn bản chỉ đạo", "Mô hình mới", "Sáng kiến", "Khó khăn, vướng mắc"},
		Rest: "… và 12 đơn vị khác."}
	for i, name := range []string{"Văn phòng Sở", "Phòng Quản lý công nghệ và Thị trường công nghệ", "Thanh tra", "Trung tâm Thông tin, Ứng dụng tiến bộ khoa học và đổi mới sáng tạo trực thuộc", "Ủy ban nhân dân phường Mỹ Hào"} {
		row := BoardRow{Name: name}
		for n := range p.Columns {
			row.Cells = append(row.Cells, tones[(i+n)%len(tones)])
		}
		p.Rows = append(p.Rows, row)
	}
	var first, again bytes.Buffer
	if err := p.Draw(&first); err != nil {
		t.Fatal(err)
	}
	if err := p.Draw(&again); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Errorf("the same board is another picture (%v)", err)
	}
	if file := os.Getenv("BOARD_PICTURE"); file != "" {
		if err := os.WriteFile(file, first.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	img, err := png.Decode(&first)
	if err != nil {
		t.Fatal(err)
	}
	size := img.Bounds().Size()
	if size.X < 1200 || size.X > 1500 || size.Y < 300 || size.Y > 900 {
		t.Errorf("the picture is %v", size)
	}
	seen := map[[3]uint32]bool{}
	for y := range size.Y {
		for x := range size.X {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r >> 8, g >> 8, b >> 8}] = true
		}
	}
	for tone, colours := range tonesOf() {
		if !seen[colours] {
			t.Errorf("no cell has the colour of tone %v", tone)
		}
	}
}

func tonesOf() map[Tone][3]uint32 {
	all := map[Tone][3]uint32{}
	for tone, c := range tones {
		all[tone] = [3]uint32{uint32(c[0].R), uint32(c[0].G), uint32(c[0].B)}
	}
	return all
}

// TestWrap breaks a text into lines that fit, and loses nothing but what it marks.
func TestWrap(t *testing.T) {
	t.Parallel()
	body := lettering(thinFont(), 20, 72)
	long := strings.Repeat("Quyết định khen thưởng ", 9)
	for _, c := range []struct {
		text  string
		width int
		most  int
		lines int
		cut   bool
	}{
		{"Văn phòng", 300, 2, 1, false}, {"", 300, 2, 1, false}, {long, 300, 2, 2, true}, {long, 300, 99, 8, false},
		{strings.Repeat("ệ", 99), 200, 2, 1, true},
	} {
		got := wrap(body, c.text, c.width, c.most)
		cut := strings.HasSuffix(got[len(got)-1], "…")
		if cut != c.cut || len(got) > c.most || !c.cut && strings.Join(got, " ") != strings.TrimSpace(c.text) {
			t.Errorf("%.20q in %d: %q", c.text, c.width, got)
		}
	}
}
