package simulator

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
)

func TestEveryDocumentedMethodIsAnswered(t *testing.T) {
	s := documentedSchema()
	if got, want := slices.Sorted(maps.Keys(methods)), slices.Sorted(maps.Keys(s.Methods)); !slices.Equal(got, want) {
		t.Errorf("answered %q\ndocumented %q", got, want)
	}
	if len(s.Reactions) < 70 || !slices.Contains(s.Actions, "typing") {
		t.Errorf("%d reactions, actions %q", len(s.Reactions), s.Actions)
	}
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{"1", "true", "-5", "abc", `{"inline_keyboard":[[{"text":"a"}]]}`, "[]", "null", "1e400", "007", "0x1p-2", `"`} {
		f.Add(seed)
	}
	s := documentedSchema()
	f.Fuzz(func(t *testing.T, text string) {
		for _, documented := range s.Methods["sendMessage"].Parameters {
			raw, err := s.convert(documented, parameter{form: text})
			if err == nil && !json.Valid(raw) {
				t.Fatalf("%s: %q was accepted as %q", documented.Name, text, raw)
			}
		}
	})
}
