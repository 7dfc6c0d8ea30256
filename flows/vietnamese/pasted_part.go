package vietnamese

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// part is a piece of an item that belongs to one field.
type part struct {
	text  string
	joint string // what stood between it and the part before
	field int    // the one that its label names, or -1
}

var (
	joints      = regexp.MustCompile(` [-–—] | ?[;|](?: |$)`)
	commaLabel  = regexp.MustCompile(`[,.] ?(\p{L}[\p{L} ,]{1,60}?) ?: ?`)
	commaPerson = regexp.MustCompile(`, (?:(?i:diễn giả|người trình bày|báo cáo viên|tác giả|trình bày bởi|do)) `)
	ofPerson    = regexp.MustCompile(` (?:của|do) `)
	presents    = regexp.MustCompile(` (?:trình bày|báo cáo|phát biểu)[.;]?$`)
	documentAt  = regexp.MustCompile(`(?:^|[ ,(])(?:(?i:số):? ?)?(\d{1,5} ?[/-] ?[\p{L}\d][\p{L}\d/-]*[\p{L}\d])`)
	datedAt     = regexp.MustCompile(`^,? ?(?:(?i:ngày) )?(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)`)
	lastBracket = regexp.MustCompile(`^(.+?) ?\(([^()]+)\)[.;,]?$`)
)

// parts cuts an item into its fields' texts. A form of one field takes it whole.
func (f form) parts(it item) []part {
	var all []part
	for n, line := range it {
		before := " "
		if n == 0 {
			before = ""
		}
		if len(f) == 1 {
			field, value := f.labelled(line)
			if field < 0 {
				value = line
			}
			all = append(all, part{value, before, -1})
			continue
		}
		first := len(all)
		for _, p := range f.cut(line) {
			if len(all) == first {
				p.joint = before
			}
			p.text = cell(p.text)
			all = append(all, p)
		}
	}
	return slices.DeleteFunc(all, func(p part) bool { return strings.Trim(p.text, " .,;:-–—") == "" })
}

// maxCut is the longest line that is cut into parts, in bytes; what is longer is a text, not an entry's fields.
const maxCut = 2000

// cut parts one line at its labels, dashes and semicolons.
func (f form) cut(line string) []part {
	if len(line) > maxCut {
		return []part{{line, "", -1}}
	}
	var all []part
	for _, p := range f.cutKinds(f.cutLabels(splitAt(line, joints))) {
		field, value := f.labelled(p.text)
		switch {
		case field >= 0:
			p.field, p.text = field, value
		case len(all) > 0 && all[len(all)-1].field >= 0 && !f.endsPerson(all[len(all)-1]):
			all[len(all)-1].text += p.joint + p.text // the dash belongs to the labelled value
			continue
		}
		if p.field < 0 || f[p.field].concept == aboutPerson {
			all = append(all, f.cutPerson(p)...)
		} else {
			all = append(all, p)
		}
	}
	return all
}

// endsPerson reports whether a labelled part is a person complete, so that what follows is something else.
func (f form) endsPerson(p part) bool { return f[p.field].concept == aboutPerson && isPerson(p.text) }

func splitAt(s string, joint *regexp.Regexp) []part {
	var all []part
	from, before := 0, ""
	for _, loc := range joint.FindAllStringIndex(s, -1) {
		all = append(all, part{strings.TrimSpace(s[from:loc[0]]), before, -1})
		from, before = loc[1], s[loc[0]:loc[1]]
	}
	if from < len(s) {
		all = append(all, part{strings.TrimSpace(s[from:]), before, -1})
	}
	return all
}

// cutLabels parts "…, chức vụ: …" before each label that names a field.
func (f form) cutLabels(parts []part) []part {
	var all []part
	for _, p := range parts {
		from, before := 0, p.joint
		for _, loc := range commaLabel.FindAllStringSubmatchIndex(p.text, -1) {
			if f.best(words(p.text[loc[2]:loc[3]]), true) < 0 {
				continue
			}
			all = append(all, part{strings.TrimSpace(p.text[from:loc[0]]), before, -1})
			from, before = loc[2], p.text[loc[0]:loc[2]]
		}
		all = append(all, part{strings.TrimSpace(p.text[from:]), before, -1})
	}
	return all
}

// shown reports whether a text is by its look one of the form's fields that can be told so.
func (f form) shown(text string) bool {
	return slices.ContainsFunc(f, func(field formField) bool { return field.distinct() && field.shows(text) })
}

// cutKinds takes out what shows its field by its look: after or before a colon, behind the last commas, and a
// document's number with its date.
func (f form) cutKinds(parts []part) []part {
	var all []part
	for _, p := range parts {
		if field, _ := f.labelled(p.text); field >= 0 {
			all = append(all, p)
			continue
		}
		before, after, ok := cutLast(p.text, ": ")
		if ok && (f.shown(before) || f.shown(after)) {
			all = append(all, f.cutTail(part{before, p.joint, -1})...)
			p = part{after, ": ", -1}
		}
		for _, tail := range f.cutTail(p) {
			all = append(all, f.cutDocument(tail)...)
		}
	}
	return all
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return s[:at], s[at+len(sep):], true
	}
	return s, "", false
}

// cutTail parts from a text the pieces behind its last commas that show another kind than text. A bare figure is not
// enough: it may count on.
func (f form) cutTail(p part) []part {
	var tail []part
	for len(tail) < len(f) {
		before, after, ok := cutLast(p.text, ", ")
		other := slices.ContainsFunc(f, func(field formField) bool {
			return field.Kind != TextField && field.shows(after) && !(field.counts() && allDigits(after))
		})
		if !ok || !other {
			break
		}
		tail = append(tail, part{after, ", ", -1})
		p.text = before
	}
	slices.Reverse(tail)
	return append([]part{p}, tail...)
}

func (f form) cutDocument(p part) []part {
	if !slices.ContainsFunc(f, func(field formField) bool { return field.Kind == DocumentField }) {
		return []part{p}
	}
	loc := documentAt.FindStringSubmatchIndex(p.text)
	if loc == nil {
		return []part{p}
	}
	number := p.text[loc[2]:loc[3]]
	if _, err := ParseDocumentNumber(number); err != nil || number == p.text {
		return []part{p}
	}
	all := []part{{p.text[:loc[0]], p.joint, -1}, {number, " ", -1}}
	rest := p.text[loc[3]:]
	if m := datedAt.FindStringSubmatchIndex(rest); m != nil && slices.ContainsFunc(f, func(field formField) bool { return field.Kind == DateField }) {
		all = append(all, part{rest[m[2]:m[3]], " ", -1})
		rest = rest[m[3]:]
	}
	return append(all, part{rest, " ", -1})
}

// cutPerson takes a person out of a part: "Tên bài, diễn giả TS. A", "TS. A, Phó Giám đốc", "Tên bài (TS. A)".
func (f form) cutPerson(p part) []part {
	if !slices.ContainsFunc(f, func(field formField) bool { return field.concept == aboutPerson }) || isPerson(p.text) {
		return []part{p}
	}
	if loc := commaPerson.FindStringIndex(p.text); loc != nil && p.field < 0 {
		head, tail := p.text[:loc[0]], p.text[loc[1]:]
		if rest := f.cutPerson(part{tail, p.text[loc[0]:loc[1]], -1}); isPerson(rest[0].text) {
			return append([]part{{head, p.joint, p.field}}, rest...)
		}
	}
	if loc := lastMatch(ofPerson, p.text); loc != nil && p.field < 0 {
		tail := presents.ReplaceAllString(p.text[loc[1]:], "")
		rest := f.cutPerson(part{tail, p.text[loc[0]:loc[1]], -1})
		if titles, _ := SplitTitles(rest[0].text); titles != "" && isPerson(rest[0].text) {
			return append([]part{{p.text[:loc[0]], p.joint, -1}}, rest...)
		}
	}
	if m := lastBracket.FindStringSubmatch(p.text); m != nil {
		if isPerson(m[1]) {
			return []part{{m[1], p.joint, p.field}, {m[2], " ", -1}}
		}
		if rest := f.cutPerson(part{m[2], " ", -1}); isPerson(rest[0].text) && p.field < 0 {
			return append([]part{{m[1], p.joint, p.field}}, rest...)
		}
	}
	return cutCommas(p)
}

func lastMatch(r *regexp.Regexp, s string) []int {
	all := r.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

// cutCommas parts at the commas around the one person between them; a person not at the beginning needs a title.
func cutCommas(p part) []part {
	pieces := strings.Split(p.text, ", ")
	at := -1
	for i, piece := range pieces {
		titles, _ := SplitTitles(piece)
		if !isPerson(piece) || i > 0 && titles == "" {
			continue
		}
		if at >= 0 {
			return []part{p}
		}
		at = i
	}
	if at < 0 || len(pieces) == 1 || at > 0 && p.field >= 0 {
		return []part{p}
	}
	var all []part
	if at > 0 {
		all = append(all, part{strings.Join(pieces[:at], ", "), p.joint, -1}, part{pieces[at], ", ", -1})
	} else {
		all = append(all, part{pieces[0], p.joint, p.field})
	}
	if rest := strings.Join(pieces[at+1:], ", "); rest != "" {
		all = append(all, part{rest, ", ", -1})
	}
	return all
}

// families are the names that most Vietnamese people's names begin with, folded.
var families = set("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam " +
	"phung mai to ta ha luong luu tong chu cao quach thai trieu nghiem mac kieu la lo ma giang kim hua tang vi ung nong than tieu dam le")

// isPerson reports whether a text looks like one person's name: a title or a frequent family name, then two to six
// words; with a capital each where no title stands before them.
func isPerson(s string) bool {
	const longest = 90
	if len(s) > longest {
		return false
	}
	titles, name := SplitTitles(strings.TrimRight(s, ".,; "))
	list := strings.Fields(name)
	if len(list) < 2 || len(list) > 6 || !families[Fold(list[0])] {
		return false
	}
	for _, w := range list {
		first, _ := utf8.DecodeRuneInString(w)
		if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) || titles == "" && !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// degreeWords are the titles that are learned, not polite.
var degreeWords = set("gs pgs ts ths cn ks bs ds ls tskh ckii cki bsckii bscki dsckii dscki dr")

// degreesInFull are written out; longer ones first.
var degreesInFull = strings.NewReplacer("th.s", "ths", "pho giao su", "pgs", "giao su", "gs", "tien si", "ts", "tien sy", "ts", "thac si", "ths",
	"thac sy", "ths", "cu nhan", "cn", "ky su", "ks", "bac si", "bs", "bac sy", "bs", "duoc si", "ds", "chuyen khoa ii", "ckii", "chuyen khoa i", "cki",
	"khoa hoc", "ts")

// isDegree reports whether a text is nothing but degrees: TS, PGS.TS, Thạc sĩ.
func isDegree(s string) bool {
	if len(s) > maxLabel {
		return false
	}
	list := strings.FieldsFunc(degreesInFull.Replace(Fold(s)), func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '-' })
	return len(list) > 0 && !slices.ContainsFunc(list, func(w string) bool { return !degreeWords[w] })
}

// cutDegree takes the degree before a name away from it: TS. Trần Văn Bình. A polite form stays with the name.
func cutDegree(s string) (degree, name string) {
	if !isPerson(s) {
		return "", s
	}
	titles, name := SplitTitles(s)
	list := strings.Fields(titles)
	from := 0
	for from < len(list) && !isDegree(list[from]) {
		from++
	}
	if from == len(list) || !isDegree(strings.Join(list[from:], " ")) {
		return "", s
	}
	degree = strings.TrimRight(strings.Join(list[from:], " "), ".,")
	return degree, strings.Join(append(list[:from:from], name), " ")
}
