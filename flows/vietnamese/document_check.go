package vietnamese

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Why a text is no document number; each is also an ErrNotDocumentNumber. The caller words the reply.
var (
	ErrSeveralDocuments = fmt.Errorf("%w: several of them", ErrNotDocumentNumber)
	ErrNoIssuer         = fmt.Errorf("%w: it lacks the issuer's code", ErrNotDocumentNumber) // 01/KH
	ErrNoSymbol         = fmt.Errorf("%w: it lacks its symbol", ErrNotDocumentNumber)        // 123, số 123
	ErrNoNumber         = fmt.Errorf("%w: it lacks its number", ErrNotDocumentNumber)        // KH-UBND
)

// CheckDocumentNumber reads an answer to a question for a document number. Where it follows a form, normal is what to
// store and err is nil. Apart from that, meant is what was probably meant (12/QĐ-UBND for 12/QD-UBND, 01/KH-UBND for
// 01 KH-UBND): to be offered and never taken unasked; empty where nothing better is known.
func CheckDocumentNumber(s string) (normal, meant string, err error) {
	if n, err := ParseDocumentNumber(s); err == nil {
		return n.String(), n.Suggestion, nil
	}
	s = Clean(s)
	if len(s) > maxTyped {
		return "", "", ErrNotDocumentNumber
	}
	codes := codesOf(s)
	err = documentFlaw(s, codes)
	if !errors.Is(err, ErrSeveralDocuments) {
		meant = guessDocument(s, codes)
	}
	return "", meant, err
}

var (
	numberTail = regexp.MustCompile(`(?i)[\s,;(]+(?:ngày|ngay|của|cua|về|ve|v/v|do)(?:\s|$).*$|[,;(].*$|\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*$`)
	numberHead = regexp.MustCompile(`(?:^|[^\p{L}\p{N}])\d{1,5}\s*[/-]\s*\p{L}`)
	codeRun    = regexp.MustCompile(`\p{L}[\p{L}\p{N}]*|\p{N}+`)
)

// codesOf cuts a number into figures and codes, without a name before it and a date or an issuer's name behind it.
func codesOf(s string) []string {
	s = numberDash.Replace(s)
	if loc := numberTail.FindStringIndex(s); loc != nil && loc[0] > 0 {
		s = s[:loc[0]]
	}
	if i := strings.IndexFunc(s, unicode.IsDigit); i > 0 && !strings.ContainsAny(s[:i], "/") {
		s = s[i:]
	}
	var codes []string
	for _, code := range codeRun.FindAllString(s, -1) {
		if last := len(codes) - 1; last > 0 && allDigits(code) && len(code) <= 2 && strings.EqualFold(codes[last], "QH") {
			codes[last] += code // 86/2025/QH 15
			continue
		}
		codes = append(codes, code)
	}
	return codes
}

func documentFlaw(s string, codes []string) error {
	switch {
	case len(numberHead.FindAllStringIndex(s, 2)) > 1:
		return ErrSeveralDocuments
	case len(codes) == 0 || looksDated(s):
		return ErrNotDocumentNumber
	case len(codes) == 1 && allDigits(codes[0]):
		return ErrNoSymbol
	case len(codes) == 2 && allDigits(codes[0]) && isType(canonicalCode(codes[1])):
		return ErrNoIssuer
	case !allDigits(codes[0]) && strings.ContainsAny(s, "-/") && knownCode(codes[0]):
		return ErrNoNumber
	}
	return ErrNotDocumentNumber
}

func knownCode(code string) bool {
	code = canonicalCode(code)
	return isType(code) || accentedType(code) != ""
}

// partyLevels are the issuers whose numbers put the hyphen first.
var partyLevels = set("TW TU HU ĐU DU ĐUK DUK BTVTU BTVĐU QUTW")

// guessDocument puts figures and codes together in the form that they fit.
func guessDocument(s string, codes []string) string {
	if len(codes) < 2 || !allDigits(codes[0]) || len(codes) > 6 || looksDated(s) {
		return ""
	}
	var text string
	rest := codes[1:]
	switch {
	case allDigits(rest[0]):
		text = codes[0] + "/" + rest[0] + "/" + strings.Join(rest[1:], "-")
	case len(rest) == 2 && partyLevels[strings.ToUpper(rest[1])] && knownCode(rest[0]):
		text = codes[0] + "-" + rest[0] + "/" + rest[1]
	default:
		text = codes[0] + "/" + strings.Join(rest, "-")
	}
	n, err := ParseDocumentNumber(text)
	if err != nil || n.Kind == LetterDocument && !upperCodes(rest) && !knownCode(rest[0]) {
		return ""
	}
	if n.Suggestion != "" {
		return n.Suggestion
	}
	return n.String()
}

// upperCodes reports whether all codes are typed in capitals: 12 người tham dự is no letter.
func upperCodes(codes []string) bool {
	return !slices.ContainsFunc(codes, func(code string) bool { return strings.ContainsFunc(code, unicode.IsLower) })
}
