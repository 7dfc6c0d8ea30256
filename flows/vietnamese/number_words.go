package vietnamese

import (
	"math/big"
	"strings"
)

// grammar is how one language writes numbers.
type grammar struct {
	group, decimal byte
	exact          bool // no word may be left out: two hundred five is 205
	words          map[string]numeral
	percent        []string
	minus          string
	approximate    [][]string      // phrases; an accented word matches only as typed
	filler         map[string]bool // folded words that may stand before a figure and mean nothing
	unit           map[string]bool // folded syllables of the units of measure
	joint          map[string]bool // folded words that make what follows more than a unit of measure
}

// A word typed with accents must carry the right ones (trạm is no trăm); typed without any it is taken at its best.
var vietnameseNumbers = grammar{
	group: '.', decimal: ',',
	words: vocabulary(
		entry{digitWord(0), "không khong"},
		entry{digitWord(1), "một"},
		entry{finalWord(1), "mốt mot"},
		entry{digitWord(2), "hai"},
		entry{digitWord(3), "ba"},
		entry{digitWord(4), "bốn bon"},
		entry{finalWord(4), "tư tu"},
		entry{numeral{kind: ones, literal: small(5), year: true}, "năm nam"},
		entry{numeral{kind: ones, literal: small(5), final: true}, "lăm nhăm lam nham"},
		entry{digitWord(6), "sáu sau"},
		entry{digitWord(7), "bảy bẩy bay"},
		entry{digitWord(8), "tám tam"},
		entry{digitWord(9), "chín chin"},
		entry{numeral{kind: ten}, "mười mươi muoi"},
		entry{numeral{kind: times, exp: 1}, "chục chuc"},
		entry{numeral{kind: times, exp: 2}, "trăm tram"},
		entry{numeral{kind: times, exp: 3}, "nghìn ngàn nghin ngan k"},
		entry{numeral{kind: times, exp: 4}, "vạn"},
		entry{numeral{kind: times, exp: 6}, "triệu trieu tr trđ trd"},
		entry{numeral{kind: times, exp: 9}, "tỷ tỉ ty ti"},
		entry{numeral{kind: half}, "rưỡi rưởi ruoi"},
		entry{numeral{kind: odd}, "linh lẻ le"},
		entry{numeral{kind: figure, literal: literal{value: big.NewRat(1, 2)}}, "nửa nua"},
	),
	percent: []string{"phan", "tram"},
	minus:   "am",
	approximate: phrases("khoảng chừng,khoang chung,khoảng,khoang,ước tính,uoc tinh,ước chừng,uoc chung,ước,uoc,trên dưới," +
		"tren duoi,trên,tren,dưới,duoi,gần,gan,hơn,hon,độ,do,chừng,chung,cỡ,co chung,tầm,xấp xỉ,xap xi,ngót,ít nhất,it nhat," +
		"tối thiểu,toi thieu,tối đa,toi da,không dưới,khong duoi,không quá,khong qua,trở lên,tro len,trở xuống,tro xuong"),
	filler: set("co la tong cong so tat ca du dung them duoc vnd"),
	unit: set("d dong vnd nguoi dai bieu luot ho gia dinh ca nhan tap the don vi co quan doanh nghiep cong ty hop tac xa htx " +
		"gian hang nhom san pham tham luan bai viet tin phong su van ban cuoc buoi hoi nghi hoi thao lop hoc vien lan ngay thang nam " +
		"tuan gio phut giay trang to tien km m ha kg g tan ta yen lit met vuong khoi m2 m3 cai chiec bo con cay cong trinh " +
		"mo hinh sang kien de tai giai phap du an nhiem vu chi tieu hinh anh video can bo cong chuc vien chuc dang vien doan vien tram y te " +
		"hoi vien nu nam thanh phu lao dong phan qua suat xuat hoc bong ngoi nha tinh nghia thon xom xa phuong huyen tinh truong " +
		"diem noi dung hoat dong phong trao dien hinh tien tien giay khen bang khen co thi dua lop truong hop ban tuyen bien ban " +
		"quyet dinh ke hoach bao cao chuong trinh ho so y kien kien nghi phieu va khach moi tham du tham gia cong viec"),
	joint: set("khong chua chang hoac hay va voi den toi tru nhan chia may vai nua moi tung"),
}

var englishNumbers = grammar{
	group: ',', decimal: '.', exact: true,
	words: vocabulary(
		entry{digitWord(0), "zero"}, entry{digitWord(1), "one a an"}, entry{digitWord(2), "two"}, entry{digitWord(3), "three"}, entry{digitWord(4), "four"},
		entry{digitWord(5), "five"}, entry{digitWord(6), "six"}, entry{digitWord(7), "seven"}, entry{digitWord(8), "eight"}, entry{digitWord(9), "nine"},
		entry{tensWord(10), "ten"}, entry{tensWord(11), "eleven"}, entry{tensWord(12), "twelve"}, entry{tensWord(13), "thirteen"},
		entry{tensWord(14), "fourteen"}, entry{tensWord(15), "fifteen"}, entry{tensWord(16), "sixteen"}, entry{tensWord(17), "seventeen"},
		entry{tensWord(18), "eighteen"}, entry{tensWord(19), "nineteen"}, entry{tensWord(20), "twenty"}, entry{tensWord(30), "thirty"},
		entry{tensWord(40), "forty"}, entry{tensWord(50), "fifty"}, entry{tensWord(60), "sixty"}, entry{tensWord(70), "seventy"},
		entry{tensWord(80), "eighty"}, entry{tensWord(90), "ninety"},
		entry{numeral{kind: times, exp: 2}, "hundred"}, entry{numeral{kind: times, exp: 3}, "thousand k"}, entry{numeral{kind: times, exp: 6}, "million mn m"},
		entry{numeral{kind: times, exp: 9}, "billion bn b"}, entry{numeral{kind: and}, "and"},
	),
	percent: []string{"percent"},
	minus:   "minus",
	approximate: phrases("about,around,approximately,approx,roughly,some,over,more than,nearly,almost,at least,at most,under," +
		"less than,up to,or more,or so,circa"),
	filler: set("the total of"),
	unit: set("vnd dong dongs d people person persons delegates delegate participants participant households household collectives " +
		"collective individuals individual units unit enterprises enterprise companies company talks talk booths booth products product " +
		"groups group documents document articles article meetings meeting sessions session events event times days day months month " +
		"years year hours hour km kg ha women men members member officials official models model initiatives initiative certificates"),
	joint: set("not no or and to plus minus times per each few some"),
}

// entry is one numeral with its spellings, parted by blanks.
type entry struct {
	numeral   numeral
	spellings string
}

func vocabulary(entries ...entry) map[string]numeral {
	words := make(map[string]numeral)
	for _, e := range entries {
		for spelling := range strings.FieldsSeq(e.spellings) {
			words[spelling] = e.numeral
		}
	}
	return words
}

func small(n int64) literal { return literal{value: big.NewRat(n, 1), digits: 1} }

func digitWord(n int64) numeral { return numeral{kind: ones, literal: small(n)} }

func finalWord(n int64) numeral { return numeral{kind: ones, literal: small(n), final: true} }

func tensWord(n int64) numeral { return numeral{kind: tens, literal: literal{value: big.NewRat(n, 1)}} }

func phrases(list string) [][]string {
	var all [][]string
	for phrase := range strings.SplitSeq(list, ",") {
		all = append(all, strings.Fields(phrase))
	}
	return all
}

func set(list string) map[string]bool {
	all := make(map[string]bool)
	for s := range strings.FieldsSeq(list) {
		all[s] = true
	}
	return all
}
