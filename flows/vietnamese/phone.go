package vietnamese

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// What may be wrong with a typed phone number.
var (
	ErrNotPhone     = errors.New("not a phone number")
	ErrForeignPhone = errors.New("phone number of another country")
	ErrPhoneLength  = fmt.Errorf("%w: too few or too many digits", ErrNotPhone) // begins like one
	ErrSeveralPhone = fmt.Errorf("%w: several of them", ErrNotPhone)
)

// oldMobiles maps the prefixes of eleven-digit mobiles, replaced on 15/9/2018, to those of today.
var oldMobiles = map[string]string{
	"0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
	"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
	"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
	"0186": "056", "0188": "058", "0199": "059",
}

var (
	phoneLabel = regexp.MustCompile(`^(?:(?:số |so )?(?:điện thoại|dien thoai|đt|dt|sđt|sdt|tel|phone|mobile|di động|zalo)\s*[:.]?\s*)`)
	phoneMarks = strings.NewReplacer(" ", "", ".", "", "-", "", "–", "", "(", "", ")", "", "/", "")
	mobile     = regexp.MustCompile(`^0[35789]\d{8}$`)
	landline   = regexp.MustCompile(`^02\d{8,9}$`)
)

// ParsePhone returns a Vietnamese number in E.164 (+84912345678). It takes 0…, 84…, +84…, 0084…, blanks, dots and
// dashes, a mobile whose leading zero a spreadsheet has eaten, and maps old eleven-digit mobiles (RenewedPhone). Errors
// are ErrForeignPhone and ErrNotPhone, the latter more closely as ErrPhoneLength or ErrSeveralPhone.
func ParsePhone(s string) (string, error) {
	s, ok := phoneDigits(s)
	if !ok && s != "" {
		return "", ErrForeignPhone
	}
	if !ok {
		return "", ErrNotPhone
	}
	if oldMobile(s) {
		s = oldMobiles[s[:4]] + s[4:]
	}
	if !mobile.MatchString(s) && !landline.MatchString(s) {
		return "", phoneFlaw(s)
	}
	return "+84" + s[1:], nil
}

// RenewedPhone reports whether a typed number is an eleven-digit mobile of before 15/9/2018, for which ParsePhone
// returns today's: echo it.
func RenewedPhone(s string) bool {
	s, ok := phoneDigits(s)
	return ok && oldMobile(s)
}

func oldMobile(s string) bool { return len(s) == 11 && oldMobiles[s[:4]] != "" }

// phoneDigits returns the digits with a leading zero. Without ok they are another country's, or none.
func phoneDigits(s string) (digits string, ok bool) {
	s = Clean(s)
	if len(s) > maxTyped {
		return "", false
	}
	s = phoneLabel.ReplaceAllString(strings.ToLower(s), "")
	s = phoneMarks.Replace(s)
	foreign := strings.HasPrefix(s, "+")
	s = strings.TrimPrefix(s, "+")
	if !allDigits(s) {
		return "", false
	}
	s, ok = national(s, foreign)
	if !ok && (len(s) < 7 || len(s) > 15) {
		return "", false
	}
	return s, ok
}

// phoneFlaw tells why digits are no number.
func phoneFlaw(s string) error {
	const shortest, longest = 7, 12
	switch begins := len(s) > 1 && s[0] == '0' && strings.IndexByte("235789", s[1]) >= 0; {
	case begins && len(s) >= 18:
		return ErrSeveralPhone
	case begins && len(s) >= shortest && len(s) <= longest:
		return ErrPhoneLength
	}
	return ErrNotPhone
}

// national brings digits to the form with a leading zero, or reports another country's code.
func national(s string, plus bool) (string, bool) {
	switch {
	case strings.HasPrefix(s, "00"):
		return national(s[2:], true)
	case strings.HasPrefix(s, "84") && (plus || len(s) > 10):
		return "0" + strings.TrimPrefix(s[2:], "0"), true // +84 (0)912… is written too
	case plus:
		return s, false
	case len(s) == 9 && s[0] != '0':
		return "0" + s, true
	}
	return s, true
}

// FormatPhone shows a number from ParsePhone the national way: 0912 345 678, 024 3825 1234. Others stay as they are.
func FormatPhone(e164 string) string {
	rest, ok := strings.CutPrefix(e164, "+84")
	if !ok || !allDigits(rest) {
		return e164
	}
	s := "0" + rest
	switch {
	case mobile.MatchString(s):
		return s[:4] + " " + s[4:7] + " " + s[7:]
	case !landline.MatchString(s):
		return e164
	case s[:3] == "024" || s[:3] == "028":
		return s[:3] + " " + s[3:7] + " " + s[7:]
	}
	return s[:4] + " " + s[4:len(s)-3] + " " + s[len(s)-3:]
}
