package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"thidua/flows/vietnamese"
)

// Nominations are listed by who decides, the highest first (Law on Emulation and Commendation 2022, arts. 77–80), then by
// award: titles (arts. 19–28) before forms of commendation (art. 9). Only the order is known here, never who may be given
// what; what the law does not name comes after what it names, in the order of the campaign's choices.

// awardOrder are the words by which awards are told, in the law's order.
var awardOrder = [][]string{
	{"co thi dua"},
	{"chien si thi dua"},
	{"tap the lao dong xuat sac", "don vi quyet thang"},
	{"xa tieu bieu", "phuong tieu bieu"},
	{"tap the lao dong tien tien", "don vi tien tien"},
	{"lao dong tien tien", "chien si tien tien"},
	{"thon van hoa", "to dan pho van hoa"},
	{"gia dinh van hoa"},
	{"huan chuong"},
	{"huy chuong"},
	{"danh hieu vinh du", "anh hung", "nha giao", "thay thuoc", "nghe si", "nghe nhan"},
	{"giai thuong"},
	{"ky niem chuong"},
	{"bang khen"},
	{"giay khen"},
}

// awardPlace is where an award stands in the law's order, by the first of its words; what the law does not name stands
// behind.
func awardPlace(award string) int {
	award = vietnamese.Fold(award)
	found, first := len(awardOrder), len(award)
	for place, words := range awardOrder {
		for _, word := range words {
			if at := strings.Index(award, word); at >= 0 && at < first {
				found, first = place, at
			}
		}
	}
	return found
}

// authorityOrder are the words by which authorities are told, and how high they stand. Of two that fit, the first counts.
var authorityOrder = []struct {
	height int
	words  []string
}{
	{6, []string{"cong ty", "doanh nghiep", "hop tac xa", "tap doan"}},
	{4, []string{" thi xa ", " huyen ", "ubnd quan", "uy ban nhan dan quan", " chi cuc "}},
	{5, []string{" xa ", " phuong ", " thi tran ", " dac khu "}},
	{0, []string{"chu tich nuoc", "quoc hoi"}},
	{1, []string{"chinh phu", "thu tuong"}},
	{3, []string{" so ", " cuc ", "giam doc", "thu truong"}},
	{2, []string{" bo ", "ubnd", "uy ban nhan dan", " tinh ", "thanh pho"}},
}

// authorityHeight is how high an authority stands, 0 the State's President; unknown ones stand behind.
func authorityHeight(authority string) int {
	authority = " " + strings.ReplaceAll(vietnamese.Fold(authority), "_", " ") + " "
	for _, known := range authorityOrder {
		if slices.ContainsFunc(known.words, func(word string) bool { return strings.Contains(authority, word) }) {
			return known.height
		}
	}
	return len(authorityOrder)
}

// rankAwards says of every nominee where its authority and its award stand among those that are asked for.
func rankAwards(nominees []nominee) {
	place, first := map[string]int{}, map[string]nominee{} // of an award; of an authority, the first award that it is asked for
	for i := range nominees {
		n := &nominees[i]
		if _, met := place[n.form]; !met {
			place[n.form] = awardPlace(n.form)
		}
		n.place = place[n.form]
		if one, met := first[n.authority]; !met || compareAwards(*n, one) < 0 {
			first[n.authority] = *n
		}
	}
	level := map[string]int{}
	for i, authority := range slices.SortedFunc(maps.Keys(first), func(a, b string) int {
		return cmp.Or(cmp.Compare(authorityHeight(a), authorityHeight(b)), compareAwards(first[a], first[b]), cmp.Compare(a, b))
	}) {
		level[authority] = i
	}
	for i := range nominees {
		nominees[i].level = level[nominees[i].authority]
	}
}

// compareAwards puts awards in the order of the law, then of the choices.
func compareAwards(a, b nominee) int {
	return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.choice, b.choice))
}
