package xpath

import "testing"

func BenchmarkEvaluate(b *testing.B) {
	root := sample()
	entry := root.at("family[1]/member[2]/name")
	env := root.environment(entry)
	// References cost what the caller's lookup costs; here they are ready.
	ready := map[string][]Node{}
	for _, name := range []string{"age", "langs", "rank", "family", "score", "born", "text"} {
		ready[name] = env.Reference(name, entry)
	}
	env.Reference = func(name string, _ Node) []Node { return ready[name] }
	for _, c := range []struct{ name, text string }{
		{"Comparison", `${age} >= 18`},
		{"Relevant", `${age} >= 18 and selected(${langs}, 'en')`},
		{"Constraint", `. != '' and string-length(.) <= 100`},
		{"Arithmetic", `(${age} + 3) * 2 - ${rank} div 4`},
		{"Regex", `regex(., '\p{L}+')`},
		{"Sum", `sum(${score})`},
		{"Predicate", `sum(${family}[rank > 1]/rank)`},
		{"Age", `int((today() - ${born}) div 365.25)`},
		{"Concat", `concat(${text}, ' (', ${age}, ')')`},
	} {
		b.Run(c.name, func(b *testing.B) {
			e, err := Compile(c.text)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Evaluate(env); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(`if(${age} >= 18 and selected(${langs}, 'en'), concat(${a}, '-', ${b}), '')`); err != nil {
			b.Fatal(err)
		}
	}
}
