package store

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua"
)

func scanOrder(b *bench) {
	s := b.open()
	want := []thidua.Key{"\x00", "\x00\x00", " ", "A", "B", "a", "a\x00", "a/", "a/1", "a/10", "a/2", "a0", "aa", "z",
		"đ", "\xff", "\xff\xff", "\xff\xffa"}
	for i := range want {
		b.put(s, want[(i*7+3)%len(want)], 0, "x")
	}
	if got := b.keys(s, thidua.Range{}); !slices.Equal(got, want) {
		b.Errorf("scanned %q, want %q", got, want)
	}
}

func scanRanges(b *bench) {
	s := b.open()
	for _, key := range []thidua.Key{"a", "a/1", "a/2", "a/3", "a0", "b", "p\xfe", "p\xff", "p\xff\xff", "p\xff\xffz", "q",
		"\xff", "\xff\x00", "\xff\xff"} {
		b.commit(s, thidua.Change{Put: []thidua.Record{{Key: key, Body: []byte(key), Needs: []thidua.Key{"n", key}}}})
	}
	for what, c := range map[string]struct {
		thidua.Range
		want string
	}{
		"prefix":               {thidua.Range{Prefix: "a/"}, "a/1 a/2 a/3"},
		"prefix of all three":  {thidua.Range{Prefix: "a"}, "a a/1 a/2 a/3 a0"},
		"limit":                {thidua.Range{Prefix: "a/", Limit: 2}, "a/1 a/2"},
		"after":                {thidua.Range{Prefix: "a/", After: "a/1"}, "a/2 a/3"},
		"after, limit":         {thidua.Range{Prefix: "a/", After: "a/1", Limit: 1}, "a/2"},
		"after what is absent": {thidua.Range{Prefix: "a/", After: "a/11"}, "a/2 a/3"},
		"after the last":       {thidua.Range{Prefix: "a/", After: "a/3"}, ""},
		"after the prefix":     {thidua.Range{Prefix: "a/", After: "b"}, ""},
		"before the prefix":    {thidua.Range{Prefix: "a/", After: "A"}, "a/1 a/2 a/3"},
		"prefix as a key":      {thidua.Range{Prefix: "a", After: "a"}, "a/1 a/2 a/3 a0"},
		"no such prefix":       {thidua.Range{Prefix: "c"}, ""},
		"prefix ends in FF":    {thidua.Range{Prefix: "p\xff"}, "p\xff p\xff\xff p\xff\xffz"},
		"prefix of FF only":    {thidua.Range{Prefix: "\xff"}, "\xff \xff\x00 \xff\xff"},
		"prefix of FFs":        {thidua.Range{Prefix: "\xff\xff"}, "\xff\xff"},
		"after, no prefix":     {thidua.Range{After: "q"}, "\xff \xff\x00 \xff\xff"},

		"back":                      {thidua.Range{Prefix: "a/", Back: true}, "a/3 a/2 a/1"},
		"back from all three":       {thidua.Range{Prefix: "a", Back: true}, "a0 a/3 a/2 a/1 a"},
		"back, limit":               {thidua.Range{Prefix: "a/", Limit: 2, Back: true}, "a/3 a/2"},
		"back before":               {thidua.Range{Prefix: "a/", After: "a/3", Back: true}, "a/2 a/1"},
		"back before what is none":  {thidua.Range{Prefix: "a/", After: "a/21", Back: true, Limit: 1}, "a/2"},
		"back before the first":     {thidua.Range{Prefix: "a/", After: "a/1", Back: true}, ""},
		"back before the prefix":    {thidua.Range{Prefix: "a/", After: "A", Back: true}, ""},
		"back from behind":          {thidua.Range{Prefix: "a/", After: "b", Back: true}, "a/3 a/2 a/1"},
		"back, prefix ends in FF":   {thidua.Range{Prefix: "p\xff", Back: true}, "p\xff\xffz p\xff\xff p\xff"},
		"back, prefix of FFs":       {thidua.Range{Prefix: "\xff\xff", Back: true}, "\xff\xff"},
		"back, FFs, before":         {thidua.Range{Prefix: "\xff", After: "\xff\xff", Back: true}, "\xff\x00 \xff"},
		"back, no prefix":           {thidua.Range{Limit: 2, Back: true}, "\xff\xff \xff\x00"},
		"back, no prefix, before b": {thidua.Range{After: "b", Limit: 2, Back: true}, "a0 a/3"},
	} {
		found, err := s.Scan(b.ctx, c.Range)
		if err != nil {
			b.Fatal(err)
		}
		var got []string
		for _, r := range found {
			got = append(got, string(r.Key))
			if string(r.Body) != string(r.Key) || r.Rev == 0 || !slices.Equal(r.Needs, []thidua.Key{"n", r.Key}) {
				b.Errorf("%s: record %+v", what, r)
			}
		}
		if strings.Join(got, " ") != c.want {
			b.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
	var paged []thidua.Key
	for page := b.keys(s, thidua.Range{Limit: 3}); len(page) > 0; {
		paged = append(paged, page...)
		page = b.keys(s, thidua.Range{Limit: 3, After: page[len(page)-1]})
	}
	all := b.keys(s, thidua.Range{})
	if !slices.Equal(paged, all) {
		b.Errorf("page by page %q, at once %q", paged, all)
	}
	paged = nil
	for page := b.keys(s, thidua.Range{Limit: 3, Back: true}); len(page) > 0; {
		paged = append(paged, page...)
		page = b.keys(s, thidua.Range{Limit: 3, After: page[len(page)-1], Back: true})
	}
	if slices.Reverse(all); !slices.Equal(paged, all) {
		b.Errorf("back page by page %q, at once %q", paged, all)
	}
}

func scanInstant(b *bench) {
	s := b.open()
	write := func(revs []int64, n int) {
		var c thidua.Change
		for i := range revs {
			c.Put = append(c.Put, records(thidua.Key(fmt.Sprintf("a/%03d", i)), revs[i], fmt.Sprint(n))...)
		}
		rev := b.commit(s, c)
		for i := range revs {
			revs[i] = rev
		}
	}
	revs := make([]int64, 200)
	write(revs, 0)
	stop := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-stop:
				return
			default:
				write(revs, n)
			}
		}
	})
	for range 50 {
		found, err := s.Scan(b.ctx, thidua.Range{Prefix: "a/"})
		if err != nil || len(found) != len(revs) {
			b.Fatalf("%d records (%v)", len(found), err)
		}
		if mixed := found[len(found)-1].Rev; found[0].Rev != mixed {
			b.Errorf("one scan shows revisions %d and %d", found[0].Rev, mixed)
		}
		loaded, err := s.Load(b.ctx, "", "a/000", "a/199")
		if err != nil || loaded.Records["a/000"].Rev != loaded.Records["a/199"].Rev {
			b.Errorf("one load shows two revisions (%v)", err)
		}
	}
	close(stop)
	writer.Wait()
}

func dueOrder(b *bench) {
	s := b.open()
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "late", At: at(9)}, {Key: "early", At: at(1)},
		{Key: "mid\xff\x00", At: at(5)}, {Key: "b", At: at(2)}, {Key: "a", At: at(2)}}})
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "before 1970", At: time.UnixMilli(-1)}}})
	for _, c := range []struct {
		now   time.Time
		limit int
		want  []thidua.Key
	}{
		{at(0), 9, []thidua.Key{"before 1970"}},
		{at(1).Add(-time.Millisecond), 9, []thidua.Key{"before 1970"}},
		{at(1), 9, []thidua.Key{"before 1970", "early"}},
		{at(8), 9, []thidua.Key{"before 1970", "early", "a", "b", "mid\xff\x00"}},
		{at(99), 3, []thidua.Key{"before 1970", "early", "a"}},
		{at(99), 0, nil},
		{time.UnixMilli(-2), 9, nil},
	} {
		if got := b.due(s, c.now, c.limit); !slices.Equal(got, c.want) {
			b.Errorf("at %v, limit %d: %q, want %q", c.now, c.limit, got, c.want)
		}
	}
}

// dueUnder lists some kinds of due-times, however many of others wait longer.
func dueUnder(b *bench) {
	s := b.open()
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	const crowd = 12_000
	c := thidua.Change{}
	for i := range crowd {
		c.Due = append(c.Due, thidua.Due{Key: thidua.Key(fmt.Sprintf("fetch/%05d", i)), At: at(0)})
	}
	b.commit(s, c)
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "remind/b", At: at(3)}, {Key: "remind/a", At: at(3)}, {Key: "remind/c", At: at(2)},
		{Key: "again/x", At: at(1)}, {Key: "again/\xff", At: at(4)}, {Key: "remind/later", At: at(9)}, {Key: "reminded", At: at(1)}, {Key: "\xff/a", At: at(1)}}})
	for _, c := range []struct {
		limit int
		under []thidua.Key
		want  []thidua.Key
	}{
		{9, []thidua.Key{"remind/"}, []thidua.Key{"remind/c", "remind/a", "remind/b"}},
		{2, []thidua.Key{"remind/", "again/"}, []thidua.Key{"again/x", "remind/c", "remind/a", "again/\xff"}},
		{1, []thidua.Key{"fetch/", "again/"}, []thidua.Key{"fetch/00000", "again/x"}},
		{9, []thidua.Key{"\xff"}, []thidua.Key{"\xff/a"}},
		{9, []thidua.Key{"nothing/"}, nil},
		{0, []thidua.Key{"remind/"}, nil},
	} {
		if got := b.due(s, at(5), c.limit, c.under...); !slices.Equal(got, c.want) {
			b.Errorf("under %q, limit %d: %q, want %q", c.under, c.limit, got, c.want)
		}
	}
	if got := b.due(s, at(5), crowd*2, "fetch/"); len(got) != crowd {
		b.Errorf("%d of %d are due", len(got), crowd)
	}
}

func dueChanges(b *bench) {
	s := b.open()
	one, two := start.Add(time.Hour), start.Add(2*time.Hour)
	set := func(d thidua.Due) { b.Helper(); b.commit(s, thidua.Change{Due: []thidua.Due{d}}) }
	set(thidua.Due{Key: "a", At: one})
	set(thidua.Due{Key: "a", At: two})
	if keys := b.due(s, one, 9); len(keys) != 0 {
		b.Errorf("%q is due at the time it was moved away from", keys)
	}
	set(thidua.Due{Key: "a", At: one, Was: two})
	b.conflicts(s, "moved away", thidua.Change{Due: []thidua.Due{{Key: "a", At: two, Was: two}}})
	if keys := b.due(s, one, 9); len(keys) != 1 {
		b.Errorf("due: %q, want a", keys)
	}
	set(thidua.Due{Key: "a", Was: one})
	set(thidua.Due{Key: "a"})
	if keys := b.due(s, two, 9); len(keys) != 0 {
		b.Errorf("%q is due after its removal", keys)
	}
	b.conflicts(s, "removed", thidua.Change{Due: []thidua.Due{{Key: "a", Was: one}}})
	var won int
	set(thidua.Due{Key: "tick", At: one})
	results := make([]error, 16)
	b.beside(len(results), func(i int) {
		_, results[i] = s.Commit(b.ctx, thidua.Change{ID: fmt.Sprint("tick/", i), At: start,
			Due: []thidua.Due{{Key: "tick", At: two, Was: one}}})
	})
	for _, err := range results {
		if err == nil {
			won++
		}
	}
	if won != 1 {
		b.Errorf("%d replicas fired one due-time", won)
	}
}

func dueZones(b *bench) {
	s := b.open()
	zones := []*time.Location{time.UTC, time.FixedZone("ICT", 7*3600), time.FixedZone("odd", -12345)}
	for i, zone := range zones {
		at := time.Date(2026, 12, 31, 23, 59, 59, 987_654_321, zone)
		key := thidua.Key(fmt.Sprint("zone/", i))
		b.commit(s, thidua.Change{Due: []thidua.Due{{Key: key, At: at}}})
		found, err := s.Due(b.ctx, at, 9)
		if err != nil || len(found) != 1 || !found[0].At.Equal(at.Truncate(time.Millisecond)) || !found[0].Was.IsZero() {
			b.Errorf("%v is due at %+v (%v)", at, found, err)
		}
		b.commit(s, thidua.Change{Due: []thidua.Due{{Key: key, Was: at.In(zones[(i+1)%3])}}})
	}
	far := time.Date(9999, 12, 31, 0, 0, 0, int(time.Millisecond), time.UTC)
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "far", At: far}}})
	if found, err := s.Due(b.ctx, far, 9); err != nil || len(found) != 1 || !found[0].At.Equal(far) {
		b.Errorf("far: %v, %v", found, err)
	}
}
