package flows

import (
	"encoding/json"
	"reflect"
	"testing"

	"thidua"
)

// TestGiven keeps the newest messages with what they answered, and reads what older sessions hold.
func TestGiven(t *testing.T) {
	deep := Gave{Message: 12, Part: "hoat_dong", Trail: []thidua.Step{{Repeat: "hoat_dong", Entry: "a1"}, {Repeat: "anh", Entry: "b2"}}, Question: "nhom/ten"}
	plain := Gave{Message: 1, Part: "chung", Question: "so"}
	var g Given
	g = g.with(plain).with(deep)
	for _, want := range []Gave{plain, deep} {
		if got, ok := g.find(want.Message); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("found %+v, want %+v", got, want)
		}
	}
	if got, ok := g.find(2); ok {
		t.Errorf("found %+v for a message that answered nothing", got)
	}
	if _, ok := g.without(plain).find(1); ok {
		t.Error("the answer before was not taken out")
	}
	if same := g.without(Gave{Part: "chung", Question: "khac"}); same != g {
		t.Errorf("another question's answer was taken out: %q", same)
	}
	older, _ := json.Marshal([]Gave{plain, deep})
	for _, body := range []string{string(older), quoted(t, g)} {
		var read Given
		if err := json.Unmarshal([]byte(body), &read); err != nil || read != g {
			t.Errorf("%s reads as %q, %v", body, read, err)
		}
	}
	for i := range int64(2 * mostGiven) {
		g = g.with(Gave{Message: 100 + i, Part: "chung", Question: "q"})
	}
	_, oldest := g.find(100 + mostGiven)
	if _, gone := g.find(100 + mostGiven - 1); gone || !oldest {
		t.Errorf("kept are %q", g)
	}
}

func quoted(t *testing.T, g Given) string {
	t.Helper()
	body, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
