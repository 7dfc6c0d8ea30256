package flows_test

import (
	"strings"
	"testing"
)

const lasting = `
| | type | name | label | default | calculation | readonly |
| | begin group | p | Phần | | | |
| | calculate | ma | | | once(uuid()) | |
| | calculate | lan | | | coalesce(once(${a}), '') | |
| | date | ngay | Ngày | today() | | |
| | text | a | A | | | |
| | text | b | B | concat(${a}, '!') | | |
| | note | n | Mã ${ma} | | | |
| | end group | | | | | |
`

// TestFirstValues keeps what is worked out once for each filling (XLSForm §5): once() and dynamic defaults.
func TestFirstValues(t *testing.T) {
	w := newWorld(t, compile(t, inline(t, strings.TrimSpace(lasting))), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]")
	w.expect("Gợi ý: 10/5/2023")
	w.all("12/5", "[Tạm dừng]")
	w.now = w.now.AddDate(0, 0, 3)
	w.all("[Tiếp tục]", "một")
	w.expect("Gợi ý: một!")
	w.all("[Giữ nguyên]")
	_, code, _ := strings.Cut(w.last(), "Mã ")
	code, _, _ = strings.Cut(code, "\n")
	w.all("[Sửa: A]", "hai")
	w.expect("Mã " + code)
	w.all("[Nộp]")
	got := w.submission("p").Entries[0].Answers
	if got["ma"].Value != code || len(code) != 36 || got["lan"].Value != "một" || got["b"].Value != "một!" {
		t.Errorf("%+v, the code was %s", got, code)
	}
}

// TestFirstDefault is that of the day on which the filling began, not of the day on which the question is reached.
func TestFirstDefault(t *testing.T) {
	form := "| | type | name | label | default |\n| | begin group | p | Phần | |\n| | text | a | A | |\n" +
		"| | date | ngay | Ngày | today() |\n| | end group | | | |"
	w := newWorld(t, compile(t, inline(t, form)), "VP")
	w.all("/start", "[Phần]", "[Bắt đầu]", "một", "[Tạm dừng]")
	w.now = w.now.AddDate(0, 0, 3)
	w.all("[Tiếp tục]")
	w.expect("Gợi ý: 10/5/2023")
}

// TestJoints puts a long text together as it was before Telegram split it.
func TestJoints(t *testing.T) {
	sentence := strings.Repeat("Đơn vị đã tổ chức phong trào. ", 140)
	for name, pieces := range map[string]struct{ first, second, whole string }{
		"at the limit":      {strings.Repeat("a", 4096), "bc", strings.Repeat("a", 4096) + "bc"},
		"at four thousand":  {strings.Repeat("a", 4000), "bc", strings.Repeat("a", 4000) + "bc"},
		"between words":     {sentence[:len(sentence)-9], "trào.", sentence[:len(sentence)-9] + " trào."},
		"between sentences": {strings.TrimSpace(sentence), "Hết.", strings.TrimSpace(sentence) + "\nHết."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, compile(t, campaign(t, "types.md")), "VP")
			w.all("/start", "[Phiếu thử]", "[Bắt đầu]", "a", "5", "[Bỏ qua]", "18/5", "[Hội nghị]", "[Xong]", pieces.first, pieces.second, "[Xong]")
			if got := w.answer("phieu", "ket_qua").Value; got != pieces.whole {
				t.Errorf("joined as …%q…", got[max(0, len(pieces.first)-10):])
			}
		})
	}
}
