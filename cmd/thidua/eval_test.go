package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"thidua/flows/xpath"
	"thidua/flows/xpath/vectors"
)

// TestEvalVectors pipes our own vectors through the command, and those of other engines where they are.
func TestEvalVectors(t *testing.T) {
	t.Parallel()
	files := []string{filepath.Join("testdata", "expressions.jsonl")}
	if folder := os.Getenv(vectors.Folder); folder != "" {
		files = append(files, filepath.Join(folder, "expressions.jsonl"))
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			checkVectors(t, file)
		})
	}
}

func checkVectors(t *testing.T, file string) {
	list, err := vectors.Read(file)
	if err != nil || len(list) < 30 {
		t.Fatal(len(list), err)
	}
	var in bytes.Buffer
	for _, v := range list {
		in.Write(append(v.Line, '\n'))
	}
	w := terminal{TB: t, in: &in}
	results := strings.Split(strings.TrimSuffix(w.must("eval"), "\n"), "\n")
	if len(results) != len(list) {
		t.Fatalf("%d results of %d", len(results), len(list))
	}
	for i, v := range list {
		id, got, err := readResult(t, results[i])
		if problem := v.Differs(got, err); problem != "" || id != v.ID {
			t.Errorf("%s: %s: %s (%s)", v.ID, v.Expr, problem, results[i])
		}
	}
}

// resultError is what a line says instead of a value.
type resultError string

func (e resultError) Error() string { return string(e) }

// readResult makes the value again of which a line speaks.
func readResult(t testing.TB, line string) (id string, v xpath.Value, err error) {
	t.Helper()
	var r struct {
		ID, Type, Error string
		Value           any
	}
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&r); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	if (r.Error != "") != (r.Type == "" && r.Value == nil) {
		t.Fatalf("both a value and an error, or neither: %s", line)
	}
	switch value := r.Value.(type) {
	case float64:
		return r.ID, xpath.Number(value), nil
	case bool:
		return r.ID, xpath.Boolean(value), nil
	case string:
		return r.ID, readText(t, r.Type, value), nil
	}
	return r.ID, v, resultError(r.Error)
}

func readText(t testing.TB, kind, text string) xpath.Value {
	t.Helper()
	switch kind {
	case "number":
		f, known := map[string]float64{"NaN": math.NaN(), "Infinity": math.Inf(1), "-Infinity": math.Inf(-1)}[text]
		if !known {
			t.Fatalf("a number is written as the text %q", text)
		}
		return xpath.Number(f)
	case "date", "dateTime":
		if _, ok := xpath.String(text).AsTime(time.UTC); !ok {
			t.Fatalf("%s is written as %q", kind, text)
		}
	case "string":
	default:
		t.Fatalf("the text %q is a %s", text, kind)
	}
	return xpath.String(text)
}

// TestEvalMistakes keeps the stream going over lines that hold no case, and says so in the end.
func TestEvalMistakes(t *testing.T) {
	t.Parallel()
	long := `{"id":"x","expr":"'` + strings.Repeat("a", longestCase) + `'"}`
	for name, c := range map[string]struct {
		line, want string
		code       int
	}{
		"not JSON":           {`so + 1`, `"error":"want one JSON object:`, exitWrong},
		"cut off":            {`{"id":"x","expr":`, `"error":"want one JSON object:`, exitWrong},
		"two objects":        {`{"id":"x","expr":"1"}{}`, `"error":"want one JSON object:`, exitWrong},
		"a list":             {`[]`, `"error":"want one JSON object:`, exitWrong},
		"no expression":      {`{"id":"x"}`, `{"id":"x","error":"expr: want an expression"}`, exitWrong},
		"wrong expression":   {`{"id":"x","expr":5}`, `{"id":"x","error":"expr: a value of the wrong type (number)"}`, exitWrong},
		"wrong variables":    {`{"id":"x","expr":"1","vars":[1]}`, `{"id":"x","error":"vars: a value of the wrong type (array)"}`, exitWrong},
		"wrong self":         {`{"id":"x","expr":"1","self":[]}`, `{"id":"x","error":"self: `, exitWrong},
		"wrong zone":         {`{"id":"x","expr":"1","tz":"Mars/Olympus"}`, `{"id":"x","error":"tz: `, exitWrong},
		"wrong time":         {`{"id":"x","expr":"1","now":"noon"}`, `{"id":"x","error":"now: `, exitWrong},
		"too long":           {long, `{"error":"the line is too long"}`, exitWrong},
		"wrong by itself":    {`{"id":"x","expr":"1 +"}`, `{"id":"x","error":"`, exitDone},
		"number as an id":    {`{"id":7,"expr":"1"}`, `{"id":7,"type":"number","value":1}`, exitDone},
		"no id":              {`{"expr":"''"}`, `{"type":"string","value":""}`, exitDone},
		"a mark before":      {"\ufeff" + `{"id":"x","expr":"true()"}`, `{"id":"x","type":"boolean","value":true}`, exitDone},
		"an unknown field":   {`{"id":"x","expr":"1","level":2}`, `"value":1}`, exitDone},
		"other end of lines": {"{\"id\":\"x\",\"expr\":\"1\"}\r", `"value":1}`, exitDone},
		"markup":             {`{"id":"x","expr":"'<&>'"}`, `"value":"<&>"}`, exitDone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := terminal{TB: t, in: strings.NewReader(c.line + "\n\n \n" + `{"id":"last","expr":"2"}`)}
			code, out, said := w.run("eval")
			first, rest, _ := strings.Cut(out, "\n")
			if !strings.Contains(first, c.want) || rest != `{"id":"last","type":"number","value":2}`+"\n" {
				t.Errorf("%.300s", out)
			}
			if code != c.code || (said == "") != (code == exitDone) {
				t.Errorf("exit code %d, want %d; it says %q", code, c.code, said)
			}
		})
	}
}

// TestEvalAnswersAtOnce gives each result before the next line is there.
func TestEvalAnswersAtOnce(t *testing.T) {
	t.Parallel()
	in, type_ := io.Pipe()
	read, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"eval"}, func(string) string { return "" }, streams{in: in, out: out, err: io.Discard})
	}()
	results := bufio.NewReader(read)
	for range 3 {
		if _, err := io.WriteString(type_, `{"id":"x","expr":"1 + 1"}`+"\n"); err != nil {
			t.Fatal(err)
		}
		if line, err := results.ReadString('\n'); err != nil || line != `{"id":"x","type":"number","value":2}`+"\n" {
			t.Fatalf("%q, %v", line, err)
		}
	}
	type_.Close()
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// TestLinesBounded reads a line far above the limit in the memory of a short one.
func TestLinesBounded(t *testing.T) {
	const size, most = 64 << 20, 1 << 20
	in := newLines(io.MultiReader(io.LimitReader(endless{}, size), strings.NewReader("\nlast")), 1<<10)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := in.next(t.Context()); err != errLongLine {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > most {
		t.Errorf("%d bytes were taken for it", grown)
	}
	if text, err := in.next(t.Context()); text != "last" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := in.next(t.Context()); err != io.EOF {
		t.Error(err)
	}
}

// endless is a stream without ends of lines.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// FuzzEval answers every line with one that can be read again.
func FuzzEval(f *testing.F) {
	content, err := os.ReadFile("testdata/expressions.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(content) {
		f.Add(string(line))
	}
	f.Fuzz(func(t *testing.T, typed string) {
		typed = strings.ReplaceAll(typed, "\n", " ")
		if strings.TrimSpace(typed) == "" {
			return
		}
		_, out, _ := terminal{TB: t, in: strings.NewReader(typed)}.run("eval")
		if !json.Valid([]byte(out)) || strings.Count(out, "\n") != 1 {
			t.Errorf("%q", out)
		}
	})
}
