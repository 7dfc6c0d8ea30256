package export

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/flows/vietnamese"
)

// abbreviations is the register of what people shortened, and of what they wrote in full once, such as
// "khoa học và công nghệ (KH&CN)".
type abbreviations struct {
	used    map[string]Check // the first use of each
	order   []string
	defined map[string]bool
}

// mostAbbreviations is how many different ones are told.
const mostAbbreviations = 500

// capitals finds words in capitals, with the characters beside them; bracketed ones define themselves.
var capitals = regexp.MustCompile(`[\p{L}\p{N}/&.\-]*\p{Lu}[\p{L}\p{N}/&.\-]*`)

// meet reads a text for abbreviations.
func (a *abbreviations) meet(c *Consolidation, s spot, text string) {
	if a.used == nil {
		a.used, a.defined = map[string]Check{}, map[string]bool{}
		for _, known := range c.abbreviationsKnown() {
			a.defined[known] = true
		}
	}
	if !mayAbbreviate(text) || strings.ToUpper(text) == text { // or it is a title in capitals
		return
	}
	for _, at := range capitals.FindAllStringIndex(text, -1) {
		short := strings.Trim(text[at[0]:at[1]], ".-/&")
		if !abbreviated(short) {
			continue
		}
		if at[0] > 0 && text[at[0]-1] == '(' && at[1] < len(text) && text[at[1]] == ')' {
			a.defined[short] = true
			continue
		}
		if _, met := a.used[short]; !met && !a.defined[short] && len(a.used) < mostAbbreviations {
			a.used[short] = c.at(undefinedShort, s, short)
			a.order = append(a.order, short)
		}
	}
}

// mayAbbreviate tells whether two capitals follow each other: most texts need no closer look.
func mayAbbreviate(text string) bool {
	capital := false
	for _, r := range text {
		upper := r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
		if capital && (upper || r == '&') {
			return true
		}
		capital = upper
	}
	return false
}

// abbreviated tells whether a word is one: two to six capitals, perhaps joined by &. Numbers of documents and Roman
// numbers are none.
func abbreviated(word string) bool {
	if strings.ContainsAny(word, "/-.0123456789") || strings.Trim(word, "IVXLC") == "" {
		return false
	}
	letters := []rune(strings.ReplaceAll(word, "&", ""))
	if len(letters) < 2 || len(letters) > 6 || strings.ToUpper(word) != word {
		return false
	}
	return true
}

// everydayShort are abbreviations that official documents use without writing them in full.
const everydayShort = " UBND HĐND MTTQ TW TU TNHH MTV CP HTX TP HCM TS PGS GS THPT THCS OCOP ISO TV CNTT VNPT VT VP KT TM TL " +
	"TUQ KH QĐ NQ CT BC CV TB HD TTr NĐ PGS.TS ASEAN WTO UNESCO COVID AI GDP USB PDF CLB TDTT ATTP PCCC BHXH BHYT "

// abbreviationsKnown are those that need no word: the everyday ones, and the campaign's own codes and short names.
func (c *Consolidation) abbreviationsKnown() []string {
	known := strings.Fields(everydayShort)
	for _, text := range c.Campaign.Keys {
		known = append(known, capitals.FindAllString(text, -1)...)
	}
	for _, u := range c.Campaign.Units {
		known = append(known, u.Code, u.ShortName)
		known = append(known, capitals.FindAllString(u.Name+" "+u.ShortName, -1)...)
	}
	for _, choices := range c.Campaign.Form.Choices {
		for _, choice := range choices {
			known = append(known, capitals.FindAllString(c.Text(choice.Label), -1)...)
		}
	}
	return known
}

// undefined lists what nobody wrote in full.
func (a *abbreviations) undefined() []Check {
	var found []Check
	for _, short := range a.order {
		if !a.defined[short] {
			found = append(found, a.used[short])
		}
	}
	return found
}

// roleWords in a field for a name tell that a position was written there too.
var roleWords = []string{"giam doc", "pho giam doc", "truong phong", "pho truong phong", "chu tich", "pho chu tich", "bi thu",
	"giang vien", "chuyen vien", "chu nhiem", "hieu truong", "vien truong", "ptp", "tuv"}

// roleInName finds a position in a field for a name: between the two a comma is missing, or a question of its own.
func roleInName(name string) (string, bool) {
	folded := " " + vietnamese.Fold(name) + " "
	i := slices.IndexFunc(roleWords, func(role string) bool { return strings.Contains(folded, " "+role+" ") })
	if i < 0 || strings.HasPrefix(folded, " "+roleWords[i]+" ") {
		return "", false
	}
	return name, true
}

// unended tells whether a text in sentences lacks its last full stop.
func unended(text string) bool {
	text = strings.TrimSpace(text)
	return strings.Contains(text, ". ") && !strings.ContainsAny(text[max(0, len(text)-3):], ".!?…;:)”\"")
}

// hardWrapped finds a line that goes on in small letters on the next one, as text copied from a page does.
func hardWrapped(text string) bool {
	if !strings.Contains(text, "\n") {
		return false
	}
	return midSentence.MatchString(text)
}

var midSentence = regexp.MustCompile(`[\p{L}\p{N},] *\n *\p{Ll}[\p{L}\p{M}]* `)

// oddQuotes tells whether straight quotes are left that typography cannot pair.
func oddQuotes(text string) bool {
	if !strings.Contains(text, `"`) {
		return false
	}
	for line := range strings.SplitSeq(vietnamese.Typography(text), "\n") {
		if strings.Count(line, `"`)%2 == 1 && !inches.MatchString(line) {
			return true
		}
	}
	return strings.Contains(text, "“") && strings.Contains(vietnamese.Typography(text), `"`)
}

var inches = regexp.MustCompile(`\d"`)
