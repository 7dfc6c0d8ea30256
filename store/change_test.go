package store

import (
	"reflect"
	"testing"

	"thidua"
)

// TestExpectedOnce checks once what a change expects several times.
func TestExpectedOnce(t *testing.T) {
	t.Parallel()
	at := func(key thidua.Key, rev int64) thidua.Record { return thidua.Record{Key: key, Rev: rev} }
	got := expected(thidua.Change{Put: []thidua.Record{at("a", 1)}, Delete: []thidua.Record{at("b", 2)},
		Expect: []thidua.Record{at("b", 2), at("c", 3), at("a", 1), at("c", 3), at("a", 4)}})
	want := []thidua.Record{at("a", 1), at("b", 2), at("c", 3), at("a", 4)}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("expected %v, want %v", got, want)
	}
}
