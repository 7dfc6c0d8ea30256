package flows

import (
	"regexp"
	"strings"

	"thidua"
)

var (
	quoted   = regexp.MustCompile(`'[^']*'|"[^"]*"`)
	operates = regexp.MustCompile(`\$\{|[\w-]\(|[*+|=<>]| - | (?:and|or|div|mod) `)
)

// dynamic is a default that is an expression: it holds an operator, a call or a reference outside quotes; for days and
// places a minus does not count (XLSForm §5). The workbook's reader checks defaults by the same rule.
func dynamic(q *thidua.Question) string {
	outside := quoted.ReplaceAllString(q.Default, "")
	if q.Type == thidua.Date || q.Type == thidua.DateTime || q.Type == thidua.Geopoint {
		outside = strings.ReplaceAll(outside, " - ", " ")
	}
	if operates.MatchString(outside) {
		return q.Default
	}
	return ""
}
