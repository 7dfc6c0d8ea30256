package xpath

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCompileRefuses(t *testing.T) {
	for _, c := range []struct {
		text   string
		fault  Fault
		offset int
	}{
		{``, FaultSyntax, 0},
		{`1 +`, FaultSyntax, 3},
		{`1 2`, FaultSyntax, 2},
		{`a b`, FaultSyntax, 2},
		{`true() andtrue()`, FaultSyntax, 7},
		{`* 3`, FaultSyntax, 2},
		{`(1`, FaultBracket, 2},
		{`1)`, FaultBracket, 1},
		{`a[1`, FaultBracket, 3},
		{`concat('a'`, FaultBracket, 10},
		{`concat('a',)`, FaultSyntax, 11},
		{`'abc`, FaultQuote, 0},
		{`. = “x”`, FaultQuote, 4},
		{`${a b}`, FaultReference, 0},
		{`${}`, FaultReference, 0},
		{`1 + ${a`, FaultReference, 4},
		{`$a`, FaultReference, 0},
		{`${last-saved#q}`, FaultReference, 0},
		{`${1a}`, FaultReference, 0},
		{`not-a-function()`, FaultFunction, 0},
		{`1 + Count(${a})`, FaultFunction, 4},
		{`fn:itext("one")`, FaultFunction, 0},
		{`pulldata('f', 'a', 'b', 'c')`, FaultUnsupported, 0},
		{`search(${a})`, FaultUnsupported, 0},
		{`a//b`, FaultUnsupported, 1},
		{`child::a`, FaultUnsupported, 0},
		{`a/@b`, FaultUnsupported, 2},
		{`a/text()`, FaultUnsupported, 2},
		{`number()`, FaultArguments, 0},
		{`boolean(1, 2)`, FaultArguments, 0},
		{`true(1)`, FaultArguments, 0},
		{`if(1, 2)`, FaultArguments, 0},
		{`round(1, 2, 3)`, FaultArguments, 0},
		{`count(2)`, FaultArguments, 0},
		{`sum('x')`, FaultArguments, 0},
		{`position(1 + 1)`, FaultArguments, 0},
		{`weighted-checklist(1, 2, true())`, FaultArguments, 0},
		{`indexed-repeat(${a}, ${b})`, FaultArguments, 0},
		{`indexed-repeat(${a}, ${b}, 1, ${c})`, FaultArguments, 0},
		{`indexed-repeat('a', ${b}, 1)`, FaultArguments, 0},
		{`jr:choice-name(1, 2)`, FaultArguments, 0},
		{`digest('a', 'SHA-2')`, FaultArguments, 0},
		{`digest('a', 'MD5', 'x')`, FaultArguments, 0},
		{`format-date(., '%Q')`, FaultArguments, 0},
		{`format-date(., '%')`, FaultArguments, 0},
		{`regex(., '(?=a)b')`, FaultPattern, 0},
		{`regex(., '(?<!a)b')`, FaultPattern, 0},
		{`regex(., '(a)\1')`, FaultPattern, 0},
		{`regex(., '(a')`, FaultPattern, 0},
		{`regex(., 'a)|(b')`, FaultPattern, 0},
		{`'a'/b`, FaultSyntax, 3},
		{`a <> b`, FaultSyntax, 2},
		{`a == b`, FaultSyntax, 2},
		{`a && b`, FaultSyntax, 2},
		{`a # b`, FaultSyntax, 2},
		{`/`, FaultSyntax, 1},
		{"1 + \xff", FaultSyntax, 0},
		{strings.Repeat("(", 10_000) + "1" + strings.Repeat(")", 10_000), FaultSize, 400},
		{strings.Repeat("not(", 8_000), FaultSize, 4 * 400},
		{strings.Repeat("a[", 10_000), FaultSize, 64},
		{strings.Repeat("a/", 10_000) + "a", FaultSize, 2 * 64},
		{strings.Repeat("1", maxLength+1), FaultSize, 0},
		{strings.Repeat("ễ", maxLength+1), FaultSize, 0},
		{strings.Repeat("1+", 50_000) + "1", FaultSize, 0},
		{`regex(., '((a{100}){100}){10}')`, FaultPattern, 0},
		{`regex(., '` + strings.Repeat("a", maxPattern+1) + `')`, FaultPattern, 0},
	} {
		t.Run(near(c.text, 0), func(t *testing.T) {
			_, err := Compile(c.text)
			var wrong *SyntaxError
			if !errors.As(err, &wrong) {
				t.Fatalf("%q: error %v, want a SyntaxError", near(c.text, 0), err)
			}
			if wrong.Fault != c.fault || wrong.Offset != c.offset {
				t.Errorf("fault %d at %d, want %d at %d: %v", wrong.Fault, wrong.Offset, c.fault, c.offset, err)
			}
		})
	}
}

func TestCompileKnowsWhatItReads(t *testing.T) {
	for _, c := range []struct {
		text       string
		references []string
		paths      string
		self       bool
	}{
		{`${b} + ${a} * ${b}`, []string{"a", "b"}, "", false},
		{`. > 3`, nil, "", true},
		{`string-length() > 3`, nil, "", true},
		{`./x = 1`, nil, ". x", true},
		{`../x = 1`, nil, ".. x", false},
		{`current() = 1`, nil, "", true},
		{`current()/../x = 1`, nil, "current() .. x", false},
		{`state = ${state} and city != ''`, []string{"state"}, "city|state", false},
		{`sum(act[hot = 'co' and . != '']/n)`, nil, "act [ hot|act n", false},
		{`count(a[b[c = ${q}]/d])`, []string{"q"}, "a|a [ b [ c|a [ b d", false},
		{`sum(${people}[age < 18]/pets)`, []string{"people"}, "${people} [ age|${people} pets", false},
		{`instance('l')/root/item[name = ${q}]/price`, []string{"q"}, "instance('l') root item [ name|instance('l') root item price", false},
		{`/data/g[x]/q`, nil, "/ data g [ x|/ data g q", false},
		{`jr:choice-name(${a}, '${b}')`, []string{"a", "b"}, "", false},
		{`once(random())`, nil, "", false},
		{`null`, nil, "", false},
	} {
		t.Run(c.text, func(t *testing.T) {
			e, err := Compile(c.text)
			if err != nil {
				t.Fatal(err)
			}
			var paths []string
			for _, p := range e.Paths() {
				paths = append(paths, strings.Join(p, " "))
			}
			slices.Sort(paths)
			if got := strings.Join(paths, "|"); got != c.paths {
				t.Errorf("paths %q, want %q", got, c.paths)
			}
			if !slices.Equal(e.References(), c.references) || e.UsesSelf() != c.self || e.String() != c.text {
				t.Errorf("references %v, self %v, text %q", e.References(), e.UsesSelf(), e)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	root := sample()
	for _, c := range []struct {
		from string
		path string
		want string
	}{
		{"", "age", "17"},
		{"", "family/member/name", "An Bình Chi"},
		{"family[1]/member[2]/name", "family/member/name", "Bình"},
		{"family[1]/member[2]/name", "family/member/detail/years", "11"},
		{"family[1]/member[2]/name", "family/rank", "1"},
		{"family[1]/rank", "family/member/name", "An Bình"},
		{"family[3]/rank", "family/member/name", ""},
		{"family[2]", "family/rank", "1 2 3"}, // the repeat itself is not inside its own entries
		{"trip/km", "family/member/name", "An Bình Chi"},
		{"family[2]/rank", "trip/km", "12.5"},
		{"family[2]/rank", "nothing", ""},
	} {
		t.Run(c.from+" "+c.path, func(t *testing.T) {
			var texts []string
			for _, n := range Resolve(root, root.at(c.from), strings.Split(c.path, "/")) {
				texts = append(texts, n.Value().AsString())
			}
			if got := strings.Join(texts, " "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if all := Resolve(root, nil, []string{"family"}); len(all) != 3 {
		t.Errorf("from the root: %d entries", len(all))
	}
}

// form is a place that knows its questions.
type form struct {
	*place
	names string
}

func (f form) Declares(name string) bool { return slices.Contains(strings.Fields(f.names), name) }

func TestOutward(t *testing.T) {
	root := sample()
	inner := root.at("family[1]/member[2]")
	for text, want := range map[string]string{
		`age`: "17", `name`: "Bình", `rank`: "1", `count(family)`: "3", `trip/km`: "12.5", `sum(family/rank)`: "6", `count(member[name = 'An'])`: "1", `count(family[rank < age])`: "3",
		`position()`: "5", `last()`: "9", `null`: "",
	} {
		t.Run(text, func(t *testing.T) {
			got, err := evaluate(text, &Environment{Node: inner, Outward: true, Position: 5, Size: 9})
			if err != nil || got.AsString() != want {
				t.Errorf("%q, %v, want %q", got.AsString(), err, want)
			}
		})
	}
	for _, text := range []string{`nothing`, `family[nothing = 1]`, `1 + nothing/x`, `${age}`} {
		t.Run(text, func(t *testing.T) {
			_, err := evaluate(text, &Environment{Node: inner, Outward: true})
			var unknown *UnknownName
			if !errors.As(err, &unknown) || unknown.Name == "" {
				t.Errorf("error %v, want an UnknownName", err)
			}
		})
	}
}

func TestDeclaredButEmpty(t *testing.T) {
	node := form{place: &place{name: "data"}, names: "visits"}
	if got, err := evaluate(`count(visits/day)`, &Environment{Node: node, Outward: true}); err != nil || got.AsString() != "0" {
		t.Errorf("%q, %v", got.AsString(), err)
	}
	_, err := evaluate(`./day`, &Environment{Node: node, Outward: true})
	if unknown := (*UnknownName)(nil); !errors.As(err, &unknown) || unknown.Name != "day" {
		t.Errorf("error %v, want unknown day", err)
	}
}

func evaluate(text string, env *Environment) (Value, error) {
	e, err := Compile(text)
	if err != nil {
		return Value{}, err
	}
	return e.Evaluate(env)
}

func TestChoiceFilter(t *testing.T) {
	root := sample()
	item := choiceLists("goods").Children("item")[1]
	for text, want := range map[string]bool{
		`name = 'rice'`: true, `price > 6000 and ${age} = 17`: true, `current() = 17`: true, `position() = 2`: true, `name = ${text}`: false, `missing = ''`: true,
	} {
		t.Run(text, func(t *testing.T) {
			env := root.environment(root.at("age"))
			env.Item = item
			got, err := evaluate(text, env)
			if err != nil || got.AsBoolean() != want {
				t.Errorf("%v, %v, want %v", got.AsBoolean(), err, want)
			}
		})
	}
}

func TestWithoutEnvironment(t *testing.T) {
	for _, text := range []string{`.`, `..`, `a`, `/a/b`, `position()`, `current()/a`, `once('')`, `last() - 1`} {
		if got, err := evaluate(text, nil); err != nil || got.AsBoolean() {
			t.Errorf("%s: %q, %v", text, got.AsString(), err)
		}
	}
	for _, text := range []string{`random()`, `uuid()`, `randomize(${a})`} {
		if _, err := evaluate(text, nil); err == nil {
			t.Errorf("%s: want an error", text)
		}
	}
}

func TestListsStayLists(t *testing.T) {
	root := sample()
	for text, want := range map[string]int{`${age}`: 1, `${family}`: 3, `family[1]`: 1, `if(true(), ${family}, '')`: 3, `.`: 1} {
		got, err := evaluate(text, root.environment(root))
		if err != nil || got.Kind() != KindNodes || len(got.Nodes()) != want {
			t.Errorf("%s: kind %d, %d nodes, %v", text, got.Kind(), len(got.Nodes()), err)
		}
	}
}

func TestSharedByGoroutines(t *testing.T) {
	e, err := Compile(`regex(${age}, concat('1', ${age}, '|17')) and sum(${family}[rank > 1]/rank) = 5`)
	if err != nil {
		t.Fatal(err)
	}
	root := sample()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 50 {
				if got, err := e.Evaluate(root.environment(root)); err != nil || !got.AsBoolean() {
					t.Errorf("%v, %v", got.AsBoolean(), err)
				}
			}
		})
	}
	wait.Wait()
}

func TestText(t *testing.T) {
	root := sample()
	text, err := CompileText("**${text}**, ${age} tuổi, $5 {x} ${name}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := text.Render(root.environment(root.at("family[1]/member[2]/name")))
	if want := "**Nguyễn Văn A**, 17 tuổi, $5 {x} Bình"; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	if want := []string{"age", "name", "text"}; !slices.Equal(text.References(), want) {
		t.Errorf("references %v", text.References())
	}
	for _, bad := range []string{"a ${", "a ${b", "a ${b c}", "${}", "${last-saved#a}"} {
		var wrong *SyntaxError
		if _, err := CompileText(bad); !errors.As(err, &wrong) || wrong.Offset != strings.Index(bad, "$") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
	if _, err := text.Render(&Environment{}); err == nil {
		t.Error("rendered without a form")
	}
}

func TestShuffle(t *testing.T) {
	for seed, want := range map[float64]string{42: "AFCBDE", 1: "BFEACD", 11111111: "ACDBFE"} {
		got := ""
		for _, i := range Shuffle(6, seed) {
			got += "ABCDEF"[i : i+1]
		}
		if got != want {
			t.Errorf("seed %v: %s, want %s", seed, got, want)
		}
	}
}

func TestValueTimes(t *testing.T) {
	hanoi := time.FixedZone("", 7*3600)
	for _, c := range []struct {
		value Value
		want  string
	}{
		{Date(time.Date(2024, 3, 15, 23, 0, 0, 0, hanoi)), "2024-03-15T00:00:00+07:00"},
		{DateTime(time.Date(2024, 3, 15, 23, 0, 0, 0, hanoi)), "2024-03-15T23:00:00+07:00"},
		{String("2024-03-15"), "2024-03-15T00:00:00+07:00"},
		{String("2024-03-15T01:02"), "2024-03-15T01:02:00+07:00"},
	} {
		if got, ok := c.value.AsTime(hanoi); !ok || got.Format(time.RFC3339) != c.want {
			t.Errorf("%q: %v", c.value.AsString(), got)
		}
	}
	for _, v := range []Value{{}, String("x"), Number(3)} {
		if _, ok := v.AsTime(hanoi); ok {
			t.Errorf("%q is a time", v.AsString())
		}
	}
}
