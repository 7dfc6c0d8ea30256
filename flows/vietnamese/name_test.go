package vietnamese

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

func TestCompare(t *testing.T) {
	words := []string{"", " ", "1", "a", "A", "à", "ả", "ã", "á", "ạ", "an", "ă", "ằ", "ắ", "â", "ấ", "b", "ca", "cà", "cả", "cã", "cá", "cạ", "da", "dz", "đa", "đá",
		"e", "ê", "g", "i", "o", "oz", "ô", "ôz", "ơ", "ơz", "p", "u", "ư", "ưu", "v", "y", "ỳ"}
	for i := range words {
		for j := range words {
			want := min(max(i-j, -1), 1)
			if got := Compare(words[i], words[j]); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", words[i], words[j], got, want)
			}
		}
	}
	if Compare("Nguye\u0302\u0303n", "Nguyễm") != 1 || Compare("e\u0302", "ê") == 0 {
		t.Error("decomposed text must sort like composed text, and be told apart from it")
	}
}

// The Unicode collation for Vietnamese is the reference for words and phrases in composed letters.
func TestCompareAgreesWithUnicode(t *testing.T) {
	reference := collate.New(language.Vietnamese)
	letters := []rune("aàảãáạăằâầbcdđeèêếghiìklmnoòôốơớpqrstuùưứvxyỳ  ABDĐÊÔ")
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		r := make([]rune, 1+random.IntN(6))
		for i := range r {
			r[i] = letters[random.IntN(len(letters))]
		}
		return strings.TrimSpace(string(r))
	}
	for range 20000 {
		a, b := text(), text()
		if got, want := Compare(a, b), reference.CompareString(a, b); got != want {
			t.Fatalf("Compare(%q, %q) = %d, Unicode says %d", a, b, got, want)
		}
	}
}

func TestSortPeople(t *testing.T) {
	sorted := []string{"Đinh Thị Mỹ Ánh", "Nguyễn Hữu Cần", "TS. Vũ Văn Dũng", "Bà Vũ Thị Đương", "Lý Thị Hà", "Phạm Thị Hậu", "Dương Hoa Mai", "Ông Hoàng Tiến Minh",
		"Đoàn Thị Nguyệt", "Lê Thị Nguyệt", "Nguyễn Thị Nguyệt", "Nguyễn Thị Lan Nguyệt", "PGS.TS Trần Vũ Phan", "Hoàng Lan Phương", "Ngô Thị Thảo"}
	people := slices.Clone(sorted)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	SortPeople(people, func(s string) string { return s })
	if !slices.Equal(people, sorted) {
		t.Errorf("got\n%s", strings.Join(people, "\n"))
	}
	type row struct {
		name string
		n    int
	}
	rows := []row{{"Lê An", 1}, {"Lê An", 2}, {"Lê Á", 3}, {"Lê An", 4}}
	SortPeople(rows, func(r row) string { return r.name })
	if rows[0].n != 3 || rows[1].n != 1 || rows[2].n != 2 || rows[3].n != 4 {
		t.Errorf("equal names must keep their order: %v", rows)
	}
}

func TestSortConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			names := []string{"Lê Đức", "Trần Dũng", "Vũ Ân"}
			SortPeople(names, func(s string) string { return s })
			if names[0] != "Vũ Ân" || names[2] != "Lê Đức" {
				t.Error(names)
			}
		})
	}
	wg.Wait()
}

func TestSplitTitles(t *testing.T) {
	tests := []struct{ in, titles, name string }{
		{"Nguyễn Văn An", "", "Nguyễn Văn An"}, {"Ông Nguyễn Văn An", "Ông", "Nguyễn Văn An"}, {"PGS.TS. Trần  Bình", "PGS.TS.", "Trần Bình"},
		{"Đồng chí Lê Cúc", "Đồng chí", "Lê Cúc"}, {"đ/c ThS Lê Cúc", "đ/c ThS", "Lê Cúc"}, {"Bà TS. Mai", "Bà TS.", "Mai"}, {"Mai", "", "Mai"},
		{"Ông", "", "Ông"}, {"", "", ""}, {"Anh", "", "Anh"}, {"Ông Bà", "Ông", "Bà"}, {"Đồng Văn Tư", "", "Đồng Văn Tư"},
		{"TS.BS Lê Cúc", "TS.BS", "Lê Cúc"}, {"BSCKII. Lê Cúc", "BSCKII.", "Lê Cúc"}, {"GS.TSKH Lê Cúc", "GS.TSKH", "Lê Cúc"}, {"Th.S Lê Cúc", "Th.S", "Lê Cúc"},
		{"Đ/c Lê Cúc", "Đ/c", "Lê Cúc"}, {"Le\u0302 Cu\u0301c", "", "Lê Cúc"}, {"Lê\u200b Cúc", "", "Lê Cúc"}, {"bà Lí Thuý Hoà", "bà", "Lí Thuý Hoà"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			if titles, name := SplitTitles(tt.in); titles != tt.titles || name != tt.name {
				t.Errorf("got %q, %q", titles, name)
			}
		})
	}
}

// Names are data: what is parted from them is put together again, word for word.
func FuzzNames(f *testing.F) {
	f.Add("PGS.TS. Lê Văn Sông", "Bà Trần Thị Mây")
	f.Add("Ông", "đồng chí đồng chí")
	f.Add("e\u0302\u0301 \u202eđ", "ð")
	f.Fuzz(func(t *testing.T, a, b string) {
		titles, name := SplitTitles(a)
		if got, want := strings.TrimSpace(titles+" "+name), strings.Join(strings.Fields(Clean(a)), " "); got != want {
			t.Fatalf("%q is parted into %q and %q", a, titles, name)
		}
		given, family := GivenName(a)
		if strings.TrimSpace(family+" "+given) != name {
			t.Fatalf("%q is parted into %q and %q", name, family, given)
		}
		if Compare(a, b) != -Compare(b, a) || ComparePeople(a, b) != -ComparePeople(b, a) || Compare(a, a) != 0 {
			t.Fatalf("%q and %q have no order", a, b)
		}
	})
}
