package telegram

import (
	"strings"
	"testing"
)

// TestElements takes apart what JSON may hold.
func TestElements(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, want string }{
		{`[]`, ``},
		{"[ \n ]", ``},
		{`{"a":1}`, `"a":1`},
		{`[1, 2 ,"3"]`, `1|2|"3"`},
		{`[{"a":[1,2],"b":{"c":",]}"}},{"d":"\"},{\\"}]`, `{"a":[1,2],"b":{"c":",]}"}}|{"d":"\"},{\\"}`},
		{`{"a":"Đồng, ý","b":null}`, `"a":"Đồng, ý"|"b":null`},
		{`[1],[2]`, `1`},
		{`[1,{"a":2`, `1`},
		{`[1,"2`, `1`},
		{`[1,"2\`, `1`},
		{`true`, ``},
		{``, ``},
	} {
		var got []string
		for e := range elements([]byte(c.raw)) {
			got = append(got, string(e))
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s: %q, want %q", c.raw, joined, c.want)
		}
	}
	for first := range elements([]byte(`[1,2,3]`)) {
		if string(first) != "1" {
			t.Errorf("first is %q", first)
		}
		break
	}
}
