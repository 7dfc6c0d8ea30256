package xpath

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// guided is the form that docs/xlsform.md describes.
func guided() *Environment {
	root := &place{name: "data"}
	root.put("age", "17")
	root.put("called", "Nguyễn Văn An")
	root.put("picked", "a c")
	root.put("empty", "")
	root.add("born", Date(time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC)))
	for _, p := range [][2]string{{"An", "40"}, {"Bình", "12"}} {
		entry := root.add("person", Value{})
		entry.put("who", p[0])
		entry.put("called", p[0])
		entry.put("years", p[1])
	}
	env := root.environment(root.add("self", String("17")))
	env.ChoiceLabel = func(value, _ string) string { return "Loại " + strings.ToUpper(value) }
	env.Instance = func(string) Node {
		list := &place{name: "root"}
		for _, name := range []string{"a", "c"} {
			item := list.add("item", Value{})
			item.put("name", name)
			item.put("price", map[string]string{"a": "100", "c": "300"}[name])
		}
		return list
	}
	return env
}

// TestGuide runs the examples of the guide, so that it says what is so.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/xlsform.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("`([^`\n]+)` → (?:`([^`\n]*)`|``)").FindAllStringSubmatch(string(guide), -1)
	if len(examples) < 100 {
		t.Fatalf("found only %d examples", len(examples))
	}
	for _, m := range examples {
		t.Run(m[1], func(t *testing.T) {
			if got, err := evaluate(m[1], guided()); err != nil || got.AsString() != m[2] {
				t.Errorf("%q, %v, want %q", got.AsString(), err, m[2])
			}
		})
	}
	for _, family := range families() {
		for _, name := range slices.Sorted(maps.Keys(family)) {
			if name != "jr:itext" && !strings.Contains(string(guide), "`"+name+"(") {
				t.Errorf("%s() is missing", name)
			}
		}
	}
}
