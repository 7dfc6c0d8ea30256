package xpath

import (
	"iter"
	"strings"
)

// function is one that expressions may call. It evaluates its own arguments, so that if() can leave one alone.
type function struct {
	least, most int // arguments; most < 0: any number
	eval        func(r *run, arguments []term) Value
	prepare     func(p *parser, c *call) (term, *mistake) // what can be checked or done once, at compile time
}

type call struct {
	arguments []term
	apply     func(r *run, arguments []term) Value
}

func (t *call) eval(r *run) Value { return t.apply(r, t.arguments) }

// families are all functions.
func families() [9]map[string]function {
	return [...]map[string]function{
		logicFunctions, selectFunctions, stringFunctions, numberFunctions, dateFunctions, listFunctions, digestFunctions, placeFunctions,
		geographyFunctions,
	}
}

// lookup finds a function in its family.
func lookup(name string) (function, bool) {
	for _, family := range families() {
		if f, ok := family[name]; ok {
			return f, true
		}
	}
	return function{}, false
}

func (f function) takes(count int) bool {
	return count >= f.least && (f.most < 0 || count <= f.most)
}

// unsupported are functions of XLSForm and XPath that were left out on purpose.
func unsupported(name string) bool {
	switch name {
	case "pulldata", "search", "text", "node", "comment", "processing-instruction":
		return true
	}
	return false
}

// unknownFunction says so, and names the function that was probably meant.
func unknownFunction(name string) *mistake {
	if unsupported(name) {
		return &mistake{cause: CauseUnsupportedFunction}
	}
	lower := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	if _, ok := lookup(lower); ok {
		return &mistake{CauseUnknownFunction, lower}
	}
	return &mistake{cause: CauseUnknownFunction}
}

// ofNumber makes a function of one number.
func ofNumber(f func(float64) float64) function {
	return function{least: 1, most: 1, eval: func(r *run, a []term) Value { return Number(f(r.number(a[0]))) }}
}

// ofNumbers makes a function of two numbers.
func ofNumbers(f func(a, b float64) float64) function {
	return function{least: 2, most: 2, eval: func(r *run, a []term) Value {
		return Number(f(r.number(a[0]), r.number(a[1])))
	}}
}

// ofTexts makes a test on two texts.
func ofTexts(f func(a, b string) bool) function {
	return function{least: 2, most: 2, eval: func(r *run, a []term) Value {
		return Boolean(f(r.text(a[0]), r.text(a[1])))
	}}
}

// constant makes a function without arguments.
func constant(f func(r *run) Value) function {
	return function{eval: func(r *run, _ []term) Value { return f(r) }}
}

// needsList refuses at compile time what cannot be a list.
func needsList(_ *parser, c *call) (term, *mistake) {
	if isScalar(c.arguments[0]) {
		return nil, &mistake{cause: CauseArgumentList}
	}
	return c, nil
}

// each evaluates arguments one after the other, with the members of lists in their place.
func (r *run) each(arguments []term) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for _, a := range arguments {
			v := r.list(a)
			if v.kind != KindNodes {
				if !yield(v) {
					return
				}
				continue
			}
			if !r.spend(len(v.nodes)) {
				return
			}
			for _, n := range v.nodes {
				if !yield(n.Value().Scalar()) {
					return
				}
			}
		}
	}
}
