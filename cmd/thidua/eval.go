package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// longestCase bounds one line, in bytes.
const longestCase = 1 << 20

// evalCommand evaluates expressions, for authors of forms and for tests of other engines.
type evalCommand struct{}

// evaluation is one line in: the fields of the vectors that form engines share.
type evaluation struct {
	ID json.RawMessage `json:"id"`
	xpath.Case
}

// evaluated is one line out; Value is a text, a number or a boolean, NaN and the infinities are texts.
type evaluated struct {
	ID    json.RawMessage `json:"id,omitempty"`
	Type  string          `json:"type,omitempty"`
	Value any             `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

// Run evaluates line by line until the stream ends. An expression that is wrong has its error as the result; a line that
// is no case makes the exit code 2 in the end.
func (evalCommand) Run(w *world) error {
	in := newLines(w.in, longestCase)
	out := json.NewEncoder(w.out)
	out.SetEscapeHTML(false)
	refused := 0
	for {
		line, err := in.next(w.ctx)
		switch {
		case errors.Is(err, io.EOF):
			return refusal(refused)
		case err != nil && !errors.Is(err, errLongLine):
			return fmt.Errorf("read a line: %w", err)
		case err == nil && strings.TrimSpace(line) == "":
			continue
		}
		var result evaluated
		if err == nil {
			result, err = evaluate([]byte(line))
		}
		if err != nil {
			refused++
			result.Error = err.Error()
		}
		if err := out.Encode(result); err != nil {
			return fmt.Errorf("write a result: %w", err)
		}
	}
}

func refusal(lines int) error {
	if lines == 0 {
		return nil
	}
	return wrongf("lines that hold nothing to evaluate: %d; their errors say why", lines)
}

// evaluate computes one line; an error says why it is no case, and then the result holds no more than the id.
func evaluate(line []byte) (evaluated, error) {
	var e evaluation
	err := json.Unmarshal(bytes.TrimPrefix(line, []byte("\ufeff")), &e)
	result := evaluated{ID: e.ID}
	switch {
	case err != nil:
		return result, mistaken(err)
	case strings.TrimSpace(e.Expr) == "":
		return result, errors.New("expr: want an expression")
	}
	env, err := e.Environment(time.Now().In(vietnamese.Zone()), time.LoadLocation)
	if err != nil {
		return result, err
	}
	env.Random = rand.Float64
	value, err := e.Evaluate(env)
	if err != nil {
		result.Error = err.Error()
		return result, nil
	}
	result.Type, result.Value = typed(value)
	return result, nil
}

// mistaken says in the words of the line what is wrong with its JSON.
func mistaken(err error) error {
	var field *json.UnmarshalTypeError
	if errors.As(err, &field) && field.Field != "" {
		name := field.Field[strings.LastIndexByte(field.Field, '.')+1:]
		return fmt.Errorf("%s: a value of the wrong type (%s)", name, field.Value)
	}
	return fmt.Errorf("want one JSON object: %w", err)
}

// typed names a value's type and writes it as JSON can hold it; a list is its first value, as where a form uses one as a
// single value (XLSForm §4).
func typed(v xpath.Value) (kind string, value any) {
	v = v.Scalar()
	switch v.Kind() {
	case xpath.KindNumber:
		if f := v.AsNumber(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return "number", f
		}
		return "number", v.AsString()
	case xpath.KindBoolean:
		return "boolean", v.AsBoolean()
	case xpath.KindDate:
		return "date", v.AsString()
	case xpath.KindDateTime:
		return "dateTime", v.AsString()
	}
	return "string", v.AsString()
}
