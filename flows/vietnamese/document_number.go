package vietnamese

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// DocumentNumber is the number and symbol of an official document, taken apart. It is comparable.
type DocumentNumber struct {
	Kind       DocumentKind
	Number     int    // 0 in a draft that has none yet
	Year       int    // of normative documents and laws
	Type       string // KH, QĐ, TTr…; empty in letters and laws
	Issuer     string // the codes after the type, with their hyphens: UBND, SNV-TĐKT, QH15, TW
	Suggestion string // what was probably meant where an accent is missing; ask, never replace
}

// DocumentKind is the form of a document number. Party and State forms are never turned into each other.
type DocumentKind int

// The forms of Decree 30/2020, of the law on normative documents and of the Party.
const (
	TypedDocument     DocumentKind = iota + 1 // 01/KH-UBND; as a draft /BC-UBND
	LetterDocument                            // 556/SNV-TĐKT: no type before the codes
	NormativeDocument                         // 30/2020/NĐ-CP
	LawDocument                               // 06/2022/QH15
	PartyDocument                             // 05-CT/TW: the hyphen comes first
)

// ErrNotDocumentNumber means that a text follows none of the forms.
var ErrNotDocumentNumber = errors.New("not a document number")

const codePattern = `(\p{L}[\p{L}\p{N}]*)`

var (
	numberLabel = regexp.MustCompile(`^(?:[\p{L} ]*?\s)?(?:(?i)số|so)\s*:?\s*|^[\p{L} ]+\s`)
	numberBlank = regexp.MustCompile(`\s*([/-])\s*`)
	statePart   = regexp.MustCompile(`^(\d{0,5})/` + codePattern + `((?:-` + codePattern + `)+)$`)
	yearPart    = regexp.MustCompile(`^(\d{1,5})/(\d{4})/` + codePattern + `((?:-` + codePattern + `)*)$`)
	partyPart   = regexp.MustCompile(`^(\d{1,5})-` + codePattern + `/(` + codePattern + `(?:-` + codePattern + `)*)$`)
	numberDash  = strings.NewReplacer("–", "-", "—", "-", "−", "-", "\u2010", "-", "\u2011", "-", "…", "", "_", "",
		"Ð", "Đ", "ð", "đ") // the Icelandic eth looks the same in capitals
)

// ParseDocumentNumber reads 01/KH-UBND, 556/SNV-TĐKT, 30/2020/NĐ-CP, 06/2022/QH15, 05-CT/TW and drafts without a
// number. Blanks around the signs, long dashes, and a name or "Số:" before the number do not matter.
func ParseDocumentNumber(s string) (DocumentNumber, error) {
	s = Clean(s)
	if len(s) > maxTyped || strings.Contains(s, "\n") {
		return DocumentNumber{}, ErrNotDocumentNumber
	}
	s = strings.TrimSpace(numberDash.Replace(strings.TrimRight(s, ".,;: ")))
	s = strings.TrimLeft(numberLabel.ReplaceAllString(s, ""), ". ")
	s = numberBlank.ReplaceAllString(s, "$1")
	var n DocumentNumber
	if m := statePart.FindStringSubmatch(s); m != nil {
		n = stateNumber(m[1], m[2], m[3][1:])
	} else if m := yearPart.FindStringSubmatch(s); m != nil {
		n = yearNumber(m[1], m[2], m[3], strings.TrimPrefix(m[4], "-"))
	} else if m := partyPart.FindStringSubmatch(s); m != nil {
		n = DocumentNumber{Kind: PartyDocument, Number: number(m[1]), Type: canonicalCode(m[2]), Issuer: canonicalCode(m[3])}
	}
	if n.Kind == 0 || n.Number == 0 && n.Kind != TypedDocument {
		return DocumentNumber{}, ErrNotDocumentNumber
	}
	n.Suggestion = n.suggestion()
	return n, nil
}

// stateNumber tells a typed document from a letter by the list of types.
func stateNumber(digits, first, rest string) DocumentNumber {
	n := DocumentNumber{Kind: TypedDocument, Number: number(digits), Type: canonicalCode(first), Issuer: canonicalCode(rest)}
	if isType(n.Type) || digits == "" && accentedType(n.Type) != "" {
		return n
	}
	n.Kind, n.Type, n.Issuer = LetterDocument, "", n.Type+"-"+n.Issuer
	return n
}

// yearNumber reads what has a year in the middle; a law has a single code after it.
func yearNumber(digits, year, first, rest string) DocumentNumber {
	n := DocumentNumber{Kind: LawDocument, Number: number(digits), Year: number(year), Issuer: canonicalCode(first)}
	switch {
	case n.Year < 1900 || n.Year > lastYear:
		return DocumentNumber{}
	case rest != "":
		n.Kind, n.Type, n.Issuer = NormativeDocument, n.Issuer, canonicalCode(rest)
	case !strings.HasPrefix(n.Issuer, "QH") && !strings.HasPrefix(n.Issuer, "UBTVQH"):
		return DocumentNumber{}
	}
	return n
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // at most five digits
	return n
}

// String returns the canonical form; a number below ten has a leading zero.
func (n DocumentNumber) String() string {
	digits := ""
	if n.Number > 0 {
		digits = fmt.Sprintf("%02d", n.Number)
	}
	switch n.Kind {
	case TypedDocument:
		return digits + "/" + n.Type + "-" + n.Issuer
	case LetterDocument:
		return digits + "/" + n.Issuer
	case NormativeDocument:
		return fmt.Sprintf("%s/%d/%s-%s", digits, n.Year, n.Type, n.Issuer)
	case LawDocument:
		return fmt.Sprintf("%s/%d/%s", digits, n.Year, n.Issuer)
	case PartyDocument:
		return digits + "-" + n.Type + "/" + n.Issuer
	}
	return ""
}

// Print returns the form for a printed page, with non-breaking hyphens (U+2011) and no break after a slash (U+2060).
func (n DocumentNumber) Print() string {
	return strings.NewReplacer("-", "\u2011", "/", "/\u2060").Replace(n.String())
}

// Key identifies a document: numbers restart every year, so the year of its date belongs to it (a normative number
// brings its own).
func (n DocumentNumber) Key(year int) string {
	if n.Year != 0 {
		return n.String()
	}
	return fmt.Sprintf("%d %s", year, n)
}

// types are the codes of Decree 30/2020, Appendix III, and of normative and Party documents.
var types = strings.Fields("NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TrS SL " +
	"NĐ TT TTLT PL NQLT L LCT KL QĐi CV TTg")

func isType(code string) bool { return code != "TTg" && slices.Contains(types, code) }

// accentedType returns the type that code is without its accent, where only one reading exists.
func accentedType(code string) string {
	for _, t := range types {
		if t != code && !isType(code) && Fold(t) == Fold(code) {
			return t
		}
	}
	return ""
}

// canonicalCode gives each code of a chain its usual capitals: mixed-case types as listed, all-lower codes raised.
func canonicalCode(chain string) string {
	codes := strings.Split(chain, "-")
	for i, code := range codes {
		j := slices.IndexFunc(types, func(t string) bool { return strings.EqualFold(t, code) })
		switch {
		case j >= 0:
			codes[i] = types[j]
		case !strings.ContainsFunc(code, unicode.IsUpper):
			codes[i] = strings.ToUpper(code)
		}
	}
	return strings.Join(codes, "-")
}

// accentedCodes are bodies that are often typed without their Đ.
var accentedCodes = map[string]string{
	"TDKT": "TĐKT", "HDND": "HĐND", "HDTDKT": "HĐTĐKT", "LDTBXH": "LĐTBXH", "SLDTBXH": "SLĐTBXH", "BLDTBXH": "BLĐTBXH",
	"LDLD": "LĐLĐ", "TLD": "TLĐ", "BCD": "BCĐ", "BCSD": "BCSĐ", "GDDT": "GDĐT", "SGDDT": "SGDĐT", "BGDDT": "BGDĐT",
}

// suggestion returns the number with the accents that are probably missing, or nothing.
func (n DocumentNumber) suggestion() string {
	meant := n
	codes := strings.Split(n.Issuer, "-")
	for i, code := range codes {
		if accented := accentedCodes[code]; accented != "" {
			codes[i] = accented
		}
	}
	if t := accentedType(n.Type); t != "" && n.Type != "" {
		meant.Type = t
	}
	if t := accentedType(codes[0]); n.Kind == LetterDocument && len(codes) > 1 && t != "" {
		meant.Kind, meant.Type, codes = TypedDocument, t, codes[1:]
	}
	meant.Issuer = strings.Join(codes, "-")
	if meant == n {
		return ""
	}
	return meant.String()
}
