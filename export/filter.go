package export

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// printed is what an expression gives to a template.
type printed struct {
	value     xpath.Value
	items     []item // one, or one for each node or choice
	separator string // between items
	about     bool   // an approximate answer went into it
}

// item is one value with its text.
type item struct {
	text  string
	value xpath.Value
}

// String joins the texts that are there.
func (p printed) String() string {
	var texts []string
	for _, i := range p.items {
		if i.text != "" {
			texts = append(texts, i.text)
		}
	}
	return strings.Join(texts, p.separator)
}

// filter changes how a value is printed. What it cannot work on, it leaves as it is: an answer never breaks a report.
type filter struct {
	argument *regexp.Regexp // what may follow the colon; nil is nothing
	apply    func(r *rendering, p printed, argument string) printed
}

var (
	anything = regexp.MustCompile(`(?s)^.*$`)
	digits   = regexp.MustCompile(`^[0-9]?$`)
)

// filters are the filters by name; names are words of the people who write templates.
//
//	so2            04, 13, 1.234: how official texts count things
//	so, so:1       1.234,5 – with so many decimals, where said
//	phan_tram      0.98666 as 98,7%; phan_tram:0 without decimals
//	khoang         with the word before it, where an approximate answer went into the value
//	ngay, ngay_dai 04/5/2023; ngày 04 tháng 5 năm 2023
//	thang, nam     5, and 02 for February; 2023
//	chu_cai, la_ma a, b, c, d, đ, e, g …; I, II, III …
//	hoa, thuong    upper and lower case; hoa_dau, thuong_dau the first letter only
//	cau, gon       with a full stop at the end; without any sign there; numbers of documents in it are not broken
//	loai_van_ban   Kế hoạch, Công văn …: what a document's number says it is
//	so_hieu        a document's number that is not broken at its hyphens
//	noi, noi:' – ' several values with ", " or what is said between them
//	dong           in a section: once for every line, or every choice
//	lan_dau        in a section: only the first time that this value is asked about (first and later citation)
func filters(name string) (filter, bool) {
	apply := map[string]filter{
		"so2":          {apply: each(counted)},
		"so":           {argument: digits, apply: each(grouped)},
		"phan_tram":    {argument: digits, apply: each(percent)},
		"khoang":       {apply: approximate},
		"ngay":         {apply: each(dated(FormatDate))},
		"ngay_dai":     {apply: each(dated(longDate))},
		"thang":        {apply: each(dated(month))},
		"nam":          {apply: each(dated(func(at time.Time) string { return strconv.Itoa(at.Year()) }))},
		"chu_cai":      {apply: each(ordinal(vietnamese.Letter))},
		"la_ma":        {apply: each(ordinal(vietnamese.Roman))},
		"hoa":          {apply: each(spelt(strings.ToUpper))},
		"thuong":       {apply: each(spelt(strings.ToLower))},
		"hoa_dau":      {apply: each(spelt(func(s string) string { return first(s, unicode.ToUpper) }))},
		"thuong_dau":   {apply: each(spelt(uncapital))},
		"cau":          {apply: each(spelt(inText(sentence)))},
		"gon":          {apply: each(spelt(inText(unstopped)))},
		"so_hieu":      {apply: each(spelt(unbroken))},
		"loai_van_ban": {apply: each(spelt(documentType))},
		"noi":          {argument: anything, apply: joined},
		"dong":         {apply: split},
		"lan_dau":      {apply: firstTime},
	}
	f, ok := apply[name]
	return f, ok
}

// each makes a filter of what works on one value.
func each(change func(i item, t *tree, argument string) string) func(*rendering, printed, string) printed {
	return func(r *rendering, p printed, argument string) printed {
		p.items = slices.Clone(p.items)
		for i := range p.items {
			if p.items[i].text != "" {
				p.items[i].text = change(p.items[i], r.tree, argument)
			}
		}
		return p
	}
}

func spelt(change func(string) string) func(item, *tree, string) string {
	return func(i item, _ *tree, _ string) string { return change(i.text) }
}

// figure64 is the number of an item; false where it is none.
func (i item) figure64() (float64, bool) {
	f := i.value.AsNumber()
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}

func counted(i item, t *tree, _ string) string {
	f, ok := i.figure64()
	if !ok || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return grouped(i, t, "")
	}
	return vietnamese.Count(int(f))
}

func grouped(i item, _ *tree, decimals string) string {
	f, ok := i.figure64()
	if !ok {
		return i.text
	}
	if decimals == "" {
		return vietnamese.FormatNumber(unfloated(f))
	}
	places, _ := strconv.Atoi(decimals)
	return vietnamese.FormatNumber(strconv.FormatFloat(f, 'f', places, 64))
}

// percent rounds to one decimal, but shows 100% only for the whole and 0% only for nothing.
func percent(i item, _ *tree, decimals string) string {
	f, ok := i.figure64()
	if !ok {
		return i.text
	}
	places := 1
	if decimals != "" {
		places, _ = strconv.Atoi(decimals)
	}
	step := math.Pow10(-places)
	rounded := math.Round(f*100/step) * step
	switch {
	case f > 0 && f < 1:
		rounded = min(max(rounded, step), 100-step)
	case f > 1:
		rounded = max(rounded, 100+step)
	}
	written := strconv.FormatFloat(rounded, 'f', places, 64)
	if strings.Contains(written, ".") {
		written = strings.TrimRight(strings.TrimRight(written, "0"), ".")
	}
	return vietnamese.FormatNumber(written) + "%"
}

func approximate(_ *rendering, p printed, _ string) printed {
	if p.about && p.String() != "" {
		p.items = []item{{about + " " + p.String(), p.value}}
	}
	return p
}

func dated(format func(time.Time) string) func(item, *tree, string) string {
	return func(i item, t *tree, _ string) string {
		at, ok := i.value.AsTime(t.c.location())
		if !ok {
			return i.text
		}
		return format(at.In(t.c.location()))
	}
}

// longDate keeps the day that the campaign's own zone shows.
func longDate(at time.Time) string {
	return vietnamese.LongDate(time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, vietnamese.Zone()))
}

func month(at time.Time) string {
	_, rest, _ := strings.Cut(FormatDate(at), "/")
	written, _, _ := strings.Cut(rest, "/")
	return written
}

// ordinalLimit is how far letters and Roman numbers go.
const ordinalLimit = 3999

func ordinal(write func(int) string) func(item, *tree, string) string {
	return func(i item, _ *tree, _ string) string {
		f, ok := i.figure64()
		if !ok || f < 1 || f > ordinalLimit || f != math.Trunc(f) {
			return i.text
		}
		return write(int(f))
	}
}

func first(s string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(change(r)) + s[size:]
}

// uncapital makes the first letter small, but not that of an abbreviation such as UBND.
func uncapital(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(second) {
		return s
	}
	return first(s, unicode.ToLower)
}

// sentence ends every line as a sentence.
func sentence(s string) string {
	ended := lines(s)
	for i, line := range ended {
		if line = strings.TrimRight(line, " ;,"); line != "" && !strings.ContainsAny(line[len(line)-1:], ".!?:") &&
			!strings.HasSuffix(line, "…") {
			line += "."
		}
		ended[i] = first(line, unicode.ToUpper)
	}
	return strings.Join(ended, "\n")
}

func unstopped(s string) string {
	if strings.HasSuffix(s, "...") {
		return s
	}
	return strings.TrimRight(s, " .;,")
}

// documentNumber finds hyphens between letters or digits, as in 06/KH-SKHCN.
var documentNumber = regexp.MustCompile(`([\p{L}\p{N}])-([\p{L}\p{N}])`)

// runningNumber finds words that hold a document's number, in a text with others.
var runningNumber = regexp.MustCompile(`\S*/\S*`)

// inText is a filter of text in whose sentences numbers of documents are not broken.
func inText(filter func(string) string) func(string) string {
	return func(s string) string { return runningNumber.ReplaceAllStringFunc(filter(s), unbroken) }
}

func unbroken(s string) string {
	for documentNumber.MatchString(s) { // matches may share a letter
		s = documentNumber.ReplaceAllString(s, "$1\u2011$2")
	}
	return s
}

// documentTypes are the types of documents by the codes in their numbers (Decree 30/2020, Appendix III; the law on
// normative documents; the Party's own).
const documentTypes = "NQ Nghị quyết,QĐ Quyết định,CT Chỉ thị,QC Quy chế,QyĐ Quy định,TC Thông cáo,TB Thông báo," +
	"HD Hướng dẫn,CTr Chương trình,KH Kế hoạch,PA Phương án,ĐA Đề án,DA Dự án,BC Báo cáo,BB Biên bản,TTr Tờ trình," +
	"HĐ Hợp đồng,CĐ Công điện,GUQ Giấy ủy quyền,GM Giấy mời,NĐ Nghị định,TT Thông tư,TTLT Thông tư liên tịch," +
	"KL Kết luận,L Luật,PL Pháp lệnh,CV Công văn"

func documentType(number string) string {
	n, err := vietnamese.ParseDocumentNumber(number)
	switch {
	case err != nil:
		return unknownDocument
	case n.Kind == vietnamese.LetterDocument:
		return letterDocument
	case n.Kind == vietnamese.LawDocument:
		return lawDocument
	}
	for pair := range strings.SplitSeq(documentTypes, ",") {
		if code, name, _ := strings.Cut(pair, " "); code == n.Type {
			return name
		}
	}
	return unknownDocument
}

// What stands for the type of a document whose number has no code for it.
const (
	unknownDocument = "Văn bản"
	letterDocument  = "Công văn"
	lawDocument     = "Luật"
)

func joined(_ *rendering, p printed, separator string) printed {
	p = split(nil, p, "")
	p.separator = ", "
	if separator != "" {
		p.separator = separator
	}
	return p
}

// split makes every line a value of its own.
func split(_ *rendering, p printed, _ string) printed {
	var items []item
	for _, i := range p.items {
		written := lines(i.text)
		if len(written) == 1 {
			items = append(items, item{written[0], i.value})
			continue
		}
		for _, line := range written {
			items = append(items, item{line, xpath.String(line)})
		}
	}
	p.items = slices.DeleteFunc(items, func(i item) bool { return i.text == "" })
	nodes := make([]xpath.Node, len(p.items))
	p.value = xpath.Nodes(nodes)
	return p
}

func firstTime(r *rendering, p printed, _ string) printed {
	key := vietnamese.Fold(p.String())
	p.value = xpath.Boolean(key != "" && !r.cited[key])
	r.cited[key] = true
	p.items = []item{{p.value.AsString(), p.value}}
	return p
}

// lines are the lines of a text that hold anything; an empty text has one.
func lines(s string) []string {
	split := slices.DeleteFunc(strings.Split(s, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	if len(split) == 0 {
		return []string{""}
	}
	return split
}
