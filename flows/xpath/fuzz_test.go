package xpath

import (
	"testing"
	"unicode/utf8"
)

var seeds = []string{
	`${a} + 1 > 2 and not(selected(., 'x'))`, `sum(${rep}[x = 1]/y) div count(${rep})`, `if(. = '', 'a', concat("b", ../c))`, `regex(., '^\d{4}$')`,
	`format-date(today() - 3, '%d/%m/%Y')`, `instance('l')/root/item[position() = 1]/name`, `indexed-repeat(${a}, ${b}, 1)`, `round(-2.345, 2) mod -.5`,
	`date('2024-02-30') < now()`, `substr(., -3, 2)`, `(1 | .)[1]/../*`, `- - 1div0`, `translate(., 'ễ', '')`, `"unclosed`, `${`, `a[[`, `1..2`, `null/null`,
	`digest(., 'MD5')`, `uuid(3)`, `randomize(${rep}, .)`, `substring(., 0 div 0, 1 div 0)`, `decimal-time('10:00')`, `((((`, `a/b/c[d/e[f]]|/data//x`,
	`distance(${a}, '1 2 3 4') + area(.)`, `geofence(., ${a}) or intersects('0 0;1 1;0 1;1 0;')`,
}

func FuzzCompile(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Compile(text)
		if err != nil {
			if wrong, ok := err.(*SyntaxError); !ok || wrong.Offset < 0 || wrong.Offset > len(text) || utf8.ValidString(text) && !utf8.ValidString(wrong.Error()) {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		again, err := Compile(e.String())
		if err != nil || len(again.References()) != len(e.References()) {
			t.Fatalf("%q does not compile twice: %v", text, err)
		}
	})
}

func FuzzCompileText(f *testing.F) {
	f.Add("a ${b} c")
	f.Add("${${a}}")
	f.Fuzz(func(t *testing.T, source string) {
		text, err := CompileText(source)
		if err != nil {
			return
		}
		// What every name renders as itself in braces renders as the source.
		env := &Environment{Reference: func(name string, _ Node) []Node {
			return []Node{&place{value: String("${" + name + "}")}}
		}}
		if got, err := text.Render(env); err != nil || got != source {
			t.Fatalf("%q, %v, want %q", got, err, source)
		}
	})
}

func FuzzEvaluate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "2024-03-15T10:00:00+07:00")
		f.Add(s, "21.03 105.85 0 5; 21.04 105.85; 21.04 1.0585E2 ;")
	}
	f.Fuzz(func(t *testing.T, text, answer string) {
		e, err := Compile(text)
		if err != nil {
			return
		}
		root := sample()
		env := root.environment(root.add("a", String(answer)))
		env.Steps = 10_000
		env.Instance = choiceLists
		got, err := e.Evaluate(env)
		if err != nil {
			return
		}
		again, err := e.Evaluate(env)
		if err != nil || again.AsString() != got.AsString() || again.Kind() != got.Kind() {
			t.Fatalf("%q gives %q, then %q, %v", text, got.AsString(), again.AsString(), err)
		}
		_ = got.AsNumber()
		_ = got.AsBoolean()
	})
}
