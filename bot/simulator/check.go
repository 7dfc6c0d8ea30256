package simulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// missing gives Telegram's words for a parameter that is not there; others get a general sentence.
var missing = map[string]string{
	"chat_id":           "chat_id is empty",
	"text":              "message text is empty",
	"message_id":        "message identifier is not specified",
	"callback_query_id": "query is too old and response timeout expired or query ID is invalid",
	"file_id":           "file_id not specified",
	"document":          "there is no document in the request",
	"photo":             "there is no photo in the request",
	"media":             "there is no media in the request",
	"action":            "wrong parameter action in request",
}

// check fills c.values with the typed values of a documented call, or says what is wrong with it.
func (s *Server) check(c *call, spec documentedCall, given map[string]parameter) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.checkNames(c, spec, given); err != nil {
		return err
	}
	c.values = map[string]json.RawMessage{}
	for _, f := range spec.Parameters {
		value, ok := given[f.Name]
		_, uploaded := c.files[f.Name]
		if !ok || value.empty(f) {
			if f.Required && !uploaded && !emptyAllowed(c.method, f.Name) {
				return bad("%s", missingWords(f.Name))
			}
			continue
		}
		typed, err := s.schema.convert(f, value)
		if err != nil {
			s.violate(c.method, "%v", err)
			return bad("can't parse parameter %v", err)
		}
		c.values[f.Name] = typed
	}
	return nil
}

// empty reports whether a value counts as not given; null does, where a structure is expected.
func (p parameter) empty(f field) bool {
	return p.native == nil && (p.form == "" || p.form == "null" && structured(f.Types))
}

// emptyAllowed: an empty url removes the webhook.
func emptyAllowed(method, name string) bool { return method == "setWebhook" && name == "url" }

func missingWords(name string) string {
	if words, ok := missing[name]; ok {
		return words
	}
	return fmt.Sprintf("parameter %q is required", name)
}

// checkNames refuses parameters that the documentation does not name; Telegram would ignore them.
func (s *Server) checkNames(c *call, spec documentedCall, given map[string]parameter) error {
	known := map[string]bool{}
	for _, f := range spec.Parameters {
		known[f.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !known[name] {
			s.violate(c.method, "unknown parameter %q", name)
			return bad("unknown parameter %q", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if !known[name] && !attached(name, given) {
			s.violate(c.method, "file part %q is used by no parameter", name)
			return bad("unknown file %q", name)
		}
	}
	return nil
}

// attached reports whether a parameter refers to the file part as attach://name.
func attached(name string, given map[string]parameter) bool {
	for _, value := range given {
		if strings.Contains(value.form+string(value.native), "attach://"+name) {
			return true
		}
	}
	return false
}

// convert turns a parameter into JSON of one of its documented types.
func (s *schema) convert(f field, value parameter) (json.RawMessage, error) {
	raw := value.native
	if raw == nil {
		raw = formValue(f.Types, value.form)
	} else if text := ""; structured(f.Types) && json.Unmarshal(raw, &text) == nil {
		raw = json.RawMessage(text) // a JSON body may hold a structure as a string of JSON
	}
	var decoded any
	if err := json.Unmarshal(raw, &decoded); err != nil {
		return nil, fmt.Errorf("%s: invalid JSON", f.Name)
	}
	if problems := s.problems(decoded, f, f.Name); len(problems) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(problems, "; "))
	}
	return raw, nil
}

// formValue writes a form's string as JSON: as it is where it is a number, a boolean or a structure.
func formValue(types []string, text string) json.RawMessage {
	_, notNumber := strconv.ParseFloat(text, 64)
	switch {
	case structured(types),
		slices.Contains(types, "Integer") && notNumber == nil,
		slices.Contains(types, "Float") && notNumber == nil,
		slices.Contains(types, "Boolean") && (text == "true" || text == "false"):
		return json.RawMessage(text)
	}
	quoted, _ := json.Marshal(text)
	return quoted
}

// structured reports whether a parameter is a JSON-serialized object or array.
func structured(types []string) bool {
	for _, t := range types {
		switch t {
		case "Integer", "Float", "String", "Boolean", "InputFile":
			return false
		}
	}
	return true
}

// problems says why a value is of none of the field's types; the closest type speaks.
func (s *schema) problems(value any, f field, path string) []string {
	if elements, ok := elementTypes(f.Types); ok && len(elements) > 1 {
		return s.mismatchArray(value, field{Types: elements}, path) // an album's items may differ
	}
	var closest []string
	for i, t := range f.Types {
		found := s.mismatch(value, t, path)
		if len(found) == 0 {
			closest = nil
			break
		}
		if i == 0 || len(found) < len(closest) {
			closest = found
		}
	}
	if len(closest) == 0 && f.Value != "" && value != f.Value {
		return []string{fmt.Sprintf("%s must be %q", path, f.Value)}
	}
	return closest
}

// mismatch compares a decoded JSON value with one documented type.
func (s *schema) mismatch(value any, name, path string) []string {
	if element, ok := strings.CutPrefix(name, "Array of "); ok {
		return s.mismatchArray(value, field{Types: []string{element}}, path)
	}
	ok := false
	switch name {
	case "String", "InputFile":
		_, ok = value.(string)
	case "Boolean":
		_, ok = value.(bool)
	case "Float":
		_, ok = value.(float64)
	case "Integer":
		n, isNumber := value.(float64)
		ok = isNumber && n == math.Trunc(n) && math.Abs(n) <= 1<<53
	default:
		return s.mismatchType(value, name, path)
	}
	if !ok {
		return []string{fmt.Sprintf("%s is not of type %s", path, name)}
	}
	return nil
}

// elementTypes strips "Array of " from types that are all arrays.
func elementTypes(types []string) (elements []string, all bool) {
	for _, t := range types {
		element, ok := strings.CutPrefix(t, "Array of ")
		if !ok {
			return nil, false
		}
		elements = append(elements, element)
	}
	return elements, true
}

func (s *schema) mismatchArray(value any, element field, path string) []string {
	list, ok := value.([]any)
	if !ok {
		return []string{path + " is not an array"}
	}
	var found []string
	for i, item := range list {
		found = append(found, s.problems(item, element, fmt.Sprintf("%s[%d]", path, i))...)
	}
	return found
}

func (s *schema) mismatchType(value any, name, path string) []string {
	t, ok := s.Types[name]
	if !ok {
		return []string{fmt.Sprintf("%s: type %s is not simulated", path, name)}
	}
	if len(t.OneOf) > 0 {
		return s.problems(value, field{Types: t.OneOf}, path)
	}
	object, ok := value.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("%s is not an object of type %s", path, name)}
	}
	known := map[string]bool{}
	var found []string
	for _, f := range t.Fields {
		known[f.Name] = true
		item := object[f.Name]
		given := item != nil // null counts as absent
		if !given && f.Required {
			found = append(found, fmt.Sprintf("%s.%s is required", path, f.Name))
		}
		if given {
			found = append(found, s.problems(item, f, path+"."+f.Name)...)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if !known[key] {
			found = append(found, fmt.Sprintf("%s.%s is no field of %s", path, key, name))
		}
	}
	return found
}
