package simulator

import (
	_ "embed"
	"encoding/json"
	"strings"
)

// documented holds the methods and types of the Bot API reference that the simulator knows, names and types only.
//
//go:embed methods.json
var documented []byte

// schema is what a call is checked against.
type schema struct {
	Actions   []string                  `json:"actions"`
	Reactions []string                  `json:"reactions"`
	Methods   map[string]documentedCall `json:"methods"`
	Types     map[string]documentedType `json:"types"`

	byLower map[string]string // method names are case-insensitive
}

type documentedCall struct {
	Returns    []string `json:"returns"`
	Parameters []field  `json:"parameters"`
}

type documentedType struct {
	OneOf  []string `json:"oneOf"`
	Fields []field  `json:"fields"`
}

// field is a parameter or a field of a type; Value is the only value allowed, if any.
type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
	Value    string   `json:"value"`
}

func documentedSchema() *schema {
	s := &schema{byLower: map[string]string{}}
	if err := json.Unmarshal(documented, s); err != nil {
		panic("simulator: methods.json: " + err.Error()) // the file is part of the program
	}
	for name := range s.Methods {
		s.byLower[strings.ToLower(name)] = name
	}
	return s
}

// method finds a method by its name in any case.
func (s *schema) method(name string) (string, documentedCall, bool) {
	exact, ok := s.byLower[strings.ToLower(name)]
	return exact, s.Methods[exact], ok
}
