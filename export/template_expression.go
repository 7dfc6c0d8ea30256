package export

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// expression is what a tag holds: an expression as in forms, and the filters that its value goes through.
type expression struct {
	source  string // without filters
	code    *xpath.Expression
	filters []call
}

type call struct {
	filter   filter
	name     string
	argument string
}

// mistake is what is wrong with an expression, in two languages.
type mistake struct{ vietnamese, english string }

// compile reads an expression with its filters.
func compile(inner string) (expression, *mistake) {
	fields := cut(inner, '|')
	e := expression{source: strings.TrimSpace(fields[0])}
	code, err := xpath.Compile(e.source)
	if err != nil {
		return e, misread(err)
	}
	e.code = code
	for _, field := range fields[1:] {
		name, argument, _ := strings.Cut(strings.TrimSpace(field), ":")
		c := call{name: strings.TrimSpace(name), argument: unquote(strings.TrimSpace(argument))}
		var known bool
		if c.filter, known = filters(c.name); !known {
			return e, &mistake{fmt.Sprintf("không có bộ lọc “%s”", c.name), fmt.Sprintf("there is no filter “%s”", c.name)}
		}
		if allowed := c.filter.argument; allowed == nil && c.argument != "" || allowed != nil && !allowed.MatchString(c.argument) {
			return e, &mistake{fmt.Sprintf("bộ lọc %s không nhận “%s”", c.name, c.argument),
				fmt.Sprintf("the filter %s does not take “%s”", c.name, c.argument)}
		}
		e.filters = append(e.filters, c)
	}
	return e, nil
}

// misread words what the compiler of expressions found.
func misread(err error) *mistake {
	var syntax *xpath.SyntaxError
	if !errors.As(err, &syntax) {
		return &mistake{"biểu thức không đọc được", err.Error()}
	}
	text := map[xpath.Fault]string{
		xpath.FaultQuote:       "thiếu dấu nháy đóng",
		xpath.FaultBracket:     "thiếu dấu ngoặc",
		xpath.FaultReference:   "${…} viết chưa đúng",
		xpath.FaultFunction:    "không có hàm này",
		xpath.FaultArguments:   "sai số lượng hoặc loại tham số của hàm",
		xpath.FaultPattern:     "mẫu so khớp (regex) chưa đúng",
		xpath.FaultUnsupported: "chưa dùng được ở đây",
		xpath.FaultSize:        "biểu thức quá dài hoặc lồng quá sâu",
	}[syntax.Fault]
	if text == "" {
		text = "biểu thức viết chưa đúng"
	}
	if syntax.Near != "" {
		text += ", gần “" + syntax.Near + "”"
	}
	return &mistake{text, syntax.Error()}
}

// cut splits a text at a sign that stands neither in quotes nor in brackets.
func cut(s string, at rune) []string {
	var fields []string
	depth, quote, from := 0, rune(0), 0
	for i, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		case r == at && depth == 0:
			fields = append(fields, s[from:i])
			from = i + len(string(r))
		}
	}
	return append(fields, s[from:])
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '\'' || s[0] == '"') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// evaluate computes what a tag prints.
func (r *rendering) evaluate(e expression, s scope) (printed, error) {
	p, err := r.value(e, s)
	if err != nil {
		return printed{}, err
	}
	p.items = r.tree.itemsOf(p.value)
	p.about = r.tree.about
	for _, c := range e.filters {
		p = c.filter.apply(r, p, c.argument)
	}
	return p, nil
}

// value computes an expression, and not yet how it is printed.
func (r *rendering) value(e expression, s scope) (printed, error) {
	r.tree.about = false
	value, err := e.code.Evaluate(r.tree.environment(s))
	return printed{value: value, separator: "; "}, err
}

// itemsOf are the texts of a value; of a list of nodes, all of them.
func (t *tree) itemsOf(v xpath.Value) []item {
	if v.Kind() != xpath.KindNodes {
		return []item{t.item(v)}
	}
	var items []item
	for _, n := range v.Nodes() {
		items = append(items, unwrap(n).items()...)
	}
	return items
}

func (t *tree) environment(s scope) *xpath.Environment {
	return &xpath.Environment{
		Node: s.node, Outward: true, Position: s.position, Size: s.size,
		Now: t.c.At.In(t.c.location()), Language: t.c.Campaign.Language,
		Random:      rand.New(rand.NewPCG(1, 1)).Float64, // the same report for the same answers
		Reference:   t.reference,
		Instance:    t.instance,
		Steps:       t.steps,
		ChoiceLabel: t.choiceLabel,
	}
}

// reference is what ${name} means at a place (XLSForm §4).
func (t *tree) reference(name string, from xpath.Node) []xpath.Node {
	p, ok := t.paths[name]
	if !ok {
		return nil
	}
	if from != nil {
		from = unwrap(from)
	}
	return xpath.Resolve(t.root, from, p.names)
}

func (t *tree) choiceLabel(value, name string) string {
	p, ok := t.paths[name]
	if !ok || p.question.List == "" {
		return value
	}
	return t.c.chosen(&thidua.Question{Type: thidua.SelectMultiple, List: p.question.List}, value)
}

// instance is a list of choices: root, and under it every item with its name, label and columns.
func (t *tree) instance(list string) xpath.Node {
	return &node{t: t, fact: &fact{name: "root", lists: []string{"item"}, below: func() []fact {
		var items []fact
		for _, choice := range t.c.Campaign.Form.Choices[list] {
			items = append(items, fact{name: "item", listed: true, below: func() []fact {
				columns := []fact{textFact("name", choice.Name), textFact("label", t.c.choice(list, choice.Name))}
				for _, name := range slices.Sorted(maps.Keys(choice.Columns)) {
					columns = append(columns, textFact(name, choice.Columns[name]))
				}
				return columns
			}})
		}
		return items
	}}}
}
