package vietnamese

import (
	"regexp"
	"strings"
	"unicode"
)

// Encodings of old lists, as DecodeLegacy names them.
const (
	TCVN3 = "TCVN3"
	VNI   = "VNI"
)

// DecodeLegacy recognises text of the fonts before Unicode (TCVN3 as in .VnTime, VNI) that was read as Latin-1, and
// returns it in Unicode with the name of the encoding, to be offered and not applied silently. Text that is not
// clearly such comes back with an empty name. It must see the text before Clean, which drops TCVN3's ư (U+00AD).
func DecodeLegacy(s string) (text, encoding string) {
	_, wrong := syllables(s)
	if wrong == 0 {
		return s, ""
	}
	text = s
	best := 0
	for _, candidate := range [...]struct {
		name    string
		decoder *strings.Replacer
	}{{TCVN3, tcvn3}, {VNI, vni}} {
		decoded := candidate.decoder.Replace(s)
		good, bad := syllables(decoded)
		if bad*10 <= good && good > best { // one foreign word in ten is let pass
			text, encoding, best = decoded, candidate.name, good
		}
	}
	return text, encoding
}

// syllables counts the words beyond ASCII that are, and are not, spelled as Vietnamese syllables.
func syllables(s string) (good, bad int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && !unicode.IsLetter(r) }) {
		switch {
		case plain(w):
		case isSyllable(w):
			good++
		default:
			bad++
		}
	}
	return good, bad
}

var syllable = regexp.MustCompile(`^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?` +
	`(?:iêu|yêu|ươu|uôi|ươi|oai|oay|oeo|uây|uya|uyê|uyu|iê|yê|ươ|uô|oă|oa|oe|oo|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|` +
	`oi|ôi|ơi|ua|ui|ưa|ưi|ưu|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?$`)

// isSyllable checks one word of letters against the spelling of Vietnamese: onset, nucleus, coda, one tone.
func isSyllable(w string) bool {
	var b strings.Builder
	tones := 0
	for _, r := range strings.ToLower(w) {
		letter, tone := splitTone(r)
		if tone != 0 {
			tones++
		}
		b.WriteRune(letter)
	}
	return tones <= 1 && syllable.MatchString(b.String())
}

var (
	tcvn3 = pairs("µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ® ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \u00adõøö÷ù úýûüþ ¡¢§£¤¥¦",
		"àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ ĂÂĐÊÔƠƯ")
	vni = vniReplacer()
)

// pairs maps letter to letter of two strings of equal length; blanks only align them.
func pairs(from, to string) *strings.Replacer {
	targets := []rune(to)
	var args []string
	for i, r := range []rune(from) {
		if r != ' ' {
			args = append(args, string(r), string(targets[i]))
		}
	}
	return strings.NewReplacer(args...)
}

// vniReplacer lists VNI's letters, each a base and a mark; longer sequences first.
func vniReplacer() *strings.Replacer {
	rows := []struct{ from, to string }{
		{"aù aø aû aõ aï aá aà aå aã aä aé aè aú aü aë aâ aê", "á à ả ã ạ ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ â ă"},
		{"eù eø eû eõ eï eá eà eå eã eä eâ", "é è ẻ ẽ ẹ ế ề ể ễ ệ ê"},
		{"où oø oû oõ oï oá oà oå oã oä oâ", "ó ò ỏ õ ọ ố ồ ổ ỗ ộ ô"},
		{"ôù ôø ôû ôõ ôï uù uø uû uõ uï öù öø öû öõ öï", "ớ ờ ở ỡ ợ ú ù ủ ũ ụ ứ ừ ử ữ ự"},
		{"yù yø yû yõ ô ö î í ì æ ó ò ñ", "ý ỳ ỷ ỹ ơ ư ỵ í ì ỉ ĩ ị đ"},
	}
	var args []string
	for _, row := range rows {
		to := strings.Fields(row.to)
		for i, from := range strings.Fields(row.from) {
			args = append(args, from, to[i], strings.ToUpper(from), strings.ToUpper(to[i]))
		}
	}
	return strings.NewReplacer(args...)
}
