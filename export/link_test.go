package export

import (
	"strings"
	"testing"

	"thidua"
)

func TestLinkDecisions(t *testing.T) {
	t.Parallel()
	l := newLinks([]thidua.Link{{Names: [2]string{"A1", "A2"}, Same: true}, {Names: [2]string{"A3", "A2"}, Same: true},
		{Names: [2]string{"A1", "B"}}, {Names: [2]string{"C", "D"}}})
	for _, tt := range []struct {
		a, b        string
		same, known bool
	}{
		{"A1", "A3", true, true}, {"A2", "A1", true, true}, {"B", "A3", false, true}, {"D", "C", false, true},
		{"A1", "C", false, false}, {"E", "F", false, false}, {"E", "E", true, true},
	} {
		if same, known := l.decided(tt.a, tt.b); same != tt.same || known != tt.known {
			t.Errorf("%s, %s: same %v, known %v", tt.a, tt.b, same, known)
		}
	}
}

// TestLinkedNames proposes two spellings until it is decided; then the checks say no more of it, the rows name the other
// spelling, and every answer stays as it was given.
func TestLinkedNames(t *testing.T) {
	t.Parallel()
	const one, other = "Công ty TNHH Dược phẩm Minh Vet", "Công ty TNHH Dược Minh Vet"
	s := source()
	proposed := func() (found []Check) {
		for _, check := range s.consolidated().Checks {
			if check.Code == "L10" {
				found = append(found, check)
			}
		}
		return found
	}
	found := proposed()
	if len(found) != 1 || found[0].Names != pair(one, other) {
		t.Fatalf("proposals: %+v", found)
	}
	for _, same := range []bool{true, false} {
		s.Links = []thidua.Link{{Names: found[0].Names, Same: same}}
		if left := proposed(); len(left) > 0 {
			t.Errorf("decided %v, and proposed again: %+v", same, left)
		}
		f, _ := written(t, s)
		text := ""
		for _, row := range rowsOf(t, f, "Doanh nghiệp trưng bày")[1:] {
			text += strings.Join(row, "|") + "\n"
		}
		if !strings.Contains(text, "|"+one+"|") || !strings.Contains(text, "|"+other+"|") {
			t.Errorf("decided %v: an answer was changed:\n%s", same, text)
		}
		if noted := strings.Contains(text, "cùng là “"+other+"”") && strings.Contains(text, "cùng là “"+one+"”"); noted != same {
			t.Errorf("decided %v, noted %v:\n%s", same, noted, text)
		}
	}
}
