package xpath

import (
	"errors"
	"time"
)

// Case is an expression with all that it looks at, as JSON gives it.
type Case struct {
	Expr string         `json:"expr"`
	Self any            `json:"self"` // value of `.`; null where the expression stands at no question
	Vars map[string]any `json:"vars"` // what ${name} means: a value, or a list with one for each entry of a repeat
	Doc  map[string]any `json:"doc"`  // answers: objects are groups, lists of objects are repeats
	Zone string         `json:"tz"`   // IANA name; empty or "any": that of the clock
	Now  string         `json:"now"`  // RFC 3339; empty: the clock
}

// Mistakes in the fields of a Case.
var (
	errSelf = errors.New("self: want a text, a number or a boolean")
	errNow  = errors.New("now: want a time such as 2024-03-15T10:30:00+07:00")
	errZone = errors.New("tz: want the name of a zone such as Asia/Ho_Chi_Minh")
)

// Environment lays the case out as a tree and sets the clock, whose zone it looks up where the case names one; an error
// names the field that is wrong. The source of randomness is the caller's to set.
func (c *Case) Environment(now time.Time, lookup func(zone string) (*time.Location, error)) (*Environment, error) {
	root := (&place{name: "data"}).fill(c.Vars).fill(c.Doc)
	env := &Environment{Node: root, Now: now}
	env.Reference = func(name string, from Node) []Node { return Resolve(root, from, root.wayTo(name)) }
	switch c.Self.(type) {
	case nil:
	case string, float64, bool:
		env.Node = root.add("self", scalar(c.Self))
	default:
		return nil, errSelf
	}
	if c.Now != "" {
		own, err := time.Parse(time.RFC3339, c.Now)
		if err != nil {
			return nil, errNow
		}
		env.Now = own
	}
	if c.Zone != "" && c.Zone != "any" {
		zone, err := lookup(c.Zone)
		if err != nil {
			return nil, errZone
		}
		env.Now = env.Now.In(zone)
	}
	return env, nil
}

// Evaluate computes the value in an environment of the case; a ${name} that the case does not have is an *UnknownName.
func (c *Case) Evaluate(env *Environment) (Value, error) {
	e, err := Compile(c.Expr)
	if err != nil {
		return Value{}, err
	}
	for _, name := range e.References() {
		if !names(c.Vars, name) && !names(c.Doc, name) {
			return Value{}, &UnknownName{Name: name}
		}
	}
	return e.Evaluate(env)
}

// names tells whether something in a JSON value is called so, be it an empty list.
func names(v any, name string) bool {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			if key == name || names(inner, name) {
				return true
			}
		}
	case []any:
		for _, item := range v {
			if names(item, name) {
				return true
			}
		}
	}
	return false
}
