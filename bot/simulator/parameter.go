package simulator

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxUpload = 50 << 20 // bytes of one file that a bot may send
	maxPhoto  = 10 << 20 // bytes of one photo
	maxBody   = maxUpload + 1<<20
)

// parameter is one value as it came: a form's string or a JSON body's value.
type parameter struct {
	form   string
	native json.RawMessage // set when it came in a JSON body
}

// upload is one file part of a multipart body.
type upload struct {
	name string
	mime string
	data []byte
}

// readParameters reads the query string and a form, multipart or JSON body. The first value of a name counts.
func readParameters(w http.ResponseWriter, r *http.Request) (map[string]parameter, map[string]upload, error) {
	values := map[string]parameter{}
	if err := addForm(values, r.URL.RawQuery); err != nil {
		return nil, nil, err
	}
	files := map[string]upload{}
	if r.Method == http.MethodGet || r.Body == nil {
		return values, files, nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch kind {
	case "multipart/form-data":
		err = readMultipart(values, files, multipart.NewReader(r.Body, params["boundary"]))
	case "application/json":
		err = readJSONBody(values, r.Body)
	default:
		err = readFormBody(values, r.Body)
	}
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		err = errTooLarge()
	}
	if err == nil {
		err = checkUTF8(values)
	}
	return values, files, err
}

func errTooLarge() error {
	return &refusal{status: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
}

func addForm(values map[string]parameter, encoded string) error {
	form, err := url.ParseQuery(encoded)
	if err != nil {
		return bad("can't parse the form")
	}
	for name, all := range form {
		if _, given := values[name]; !given && len(all) > 0 {
			values[name] = parameter{form: all[0]}
		}
	}
	return nil
}

func readFormBody(values map[string]parameter, body io.Reader) error {
	encoded, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	return addForm(values, string(encoded))
}

func readJSONBody(values map[string]parameter, body io.Reader) error {
	encoded, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if len(strings.TrimSpace(string(encoded))) == 0 {
		return nil
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &object); err != nil {
		return bad("can't parse JSON object")
	}
	for name, value := range object {
		if string(value) != "null" {
			values[name] = parameter{native: value}
		}
	}
	return nil
}

func readMultipart(values map[string]parameter, files map[string]upload, reader *multipart.Reader) error {
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return wrongMultipart(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return wrongMultipart(err)
		}
		if part.FileName() == "" {
			values[part.FormName()] = parameter{form: string(data)}
			continue
		}
		if len(data) > maxUpload {
			return errTooLarge()
		}
		files[part.FormName()] = upload{part.FileName(), part.Header.Get("Content-Type"), data}
	}
}

func wrongMultipart(err error) error {
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return err
	}
	return bad("can't parse the multipart body")
}

func checkUTF8(values map[string]parameter) error {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := values[name]
		if !utf8.ValidString(name) || !utf8.ValidString(value.form) || !utf8.Valid(value.native) {
			return bad("strings must be encoded in UTF-8")
		}
	}
	return nil
}
