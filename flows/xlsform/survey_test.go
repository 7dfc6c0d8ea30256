package xlsform_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"thidua"
)

// TestQuestion reads every column of a row into its field.
func TestQuestion(t *testing.T) {
	const form = `| survey |
| | type | name | label::Tiếng Việt (vi) | label::English (en) | hint::Tiếng Việt (vi) | required | required_message::Tiếng Việt (vi) | relevant | constraint | constraint_message::Tiếng Việt (vi) | readonly | default | appearance | calculation | trigger | parameters | choice_filter | repeat_count |
| | select_multiple mau | m | Màu | Colour | Chọn | yes | Cần | ${n} > 1 | selected(., 'do') | Phải đỏ | no | do | minimal quick | | | randomize=true seed=${n} | loai = '1' | |
| | begin repeat | r | Lặp | Repeat | | | | no | | | | | | | | | | ${n} + 1 |
| | time | t | Giờ | Time | | | | | | | TRUE | now() | | once(now()) | ${n} | | | |
| | end repeat | | | | | | | | | | | | | | | | | |
| | int | n | Số | Number | | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) | loai |
| | mau | do | Đỏ | Red | 1 |
| settings |
| | default_language |
| | Tiếng Việt (vi) |
`
	c := read(t, "x.md", form)
	vi := func(vi string) thidua.Text { return thidua.Text{"": vi, "vi": vi} }
	both := func(vi, en string) thidua.Text { return thidua.Text{"": vi, "vi": vi, "en": en} }
	want := []*thidua.Question{
		{Name: "m", Type: thidua.SelectMultiple, Label: both("Màu", "Colour"), Hint: vi("Chọn"), Required: "true()",
			RequiredMessage: vi("Cần"), Relevant: "${n} > 1", Constraint: "selected(., 'do')",
			ConstraintMessage: vi("Phải đỏ"), Default: "do", Appearance: []string{"minimal", "quick"},
			Parameters:   map[string]string{"randomize": "true", "seed": "${n}"},
			ChoiceFilter: "loai = '1'", List: "mau", Row: 2},
		{Name: "r", Type: thidua.Repeat, Label: both("Lặp", "Repeat"), Relevant: "false()", RepeatCount: "${n} + 1", Row: 3,
			Children: []*thidua.Question{{Name: "t", Type: thidua.Time, Label: both("Giờ", "Time"), ReadOnly: "true()",
				Default: "now()", Dynamic: true, Calculation: "once(now())", Trigger: []string{"n"}, Row: 4}}},
		{Name: "n", Type: thidua.Integer, Label: both("Số", "Number"), Row: 6},
	}
	for i, q := range c.Form.Questions {
		clear := *q
		if len(clear.Appearance) == 0 {
			clear.Appearance = nil
		}
		if i == 1 {
			clear.Children[0].Appearance = nil
		}
		if !reflect.DeepEqual(&clear, want[i]) {
			t.Errorf("question is\n%+v\nwant\n%+v", clear, *want[i])
		}
	}
	choice := thidua.Choice{Name: "do", Label: both("Đỏ", "Red"),
		Columns: map[string]string{"list_name": "mau", "name": "do", "label": "Đỏ", "loai": "1"}}
	if got := c.Form.Choices["mau"]; len(got) != 1 || !reflect.DeepEqual(got[0], choice) {
		t.Errorf("choices are %+v", got)
	}
	if c.Form.DefaultLanguage != "vi" || fmt.Sprint(c.Form.Languages) != "[vi en]" {
		t.Errorf("languages are %q, %v", c.Form.DefaultLanguage, c.Form.Languages)
	}
}

// TestTypes reads each spelling of a type.
func TestTypes(t *testing.T) {
	for text, want := range map[string]string{
		"text": "text", "string": "text", "barcode": "text", "int": "integer", "Integer": "integer", "decimal": "decimal",
		"datetime": "dateTime", "dateTime": "dateTime", "gps": "geopoint", "photo": "image", "trigger": "acknowledge",
		"select_one l": "select_one l", "select1 l": "select_one l", "select one from l": "select_one l",
		"select_multiple l": "select_multiple l", "select all that apply from l": "select_multiple l",
		"select_one  l": "select_one l", "username": "hidden metadata=username", "deviceid": "hidden",
		"q image": "image", "add date prompt": "date", "video": "video",
		"range": "integer [. >= 1 and . <= 10 and (. - 1) mod 1 = 0]", "percentage": "integer [. >= 0 and . <= 100]",
	} {
		c := read(t, "x.md", "| survey |\n| | type | name | label |\n| | "+text+" | a | A |\n"+
			"| choices |\n| | list_name | name | label |\n| | l | x | X |")
		q := c.Form.Questions[0]
		got := strings.TrimSpace(string(q.Type) + " " + q.List)
		if m := q.Parameters["metadata"]; m != "" {
			got += " metadata=" + m
		}
		if q.Constraint != "" {
			got += " [" + q.Constraint + "]"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestDynamic tells defaults that are expressions from texts.
func TestDynamic(t *testing.T) {
	for text, want := range map[string]bool{
		"abc": false, "a-b": false, "Kế hoạch - Tài chính": false, "C++": false, "(chưa rõ)": false, "'a + b'": false,
		"1 + 2": true, "today()": true, "${b}": true, "concat('a', 'b')": true, "a (b)": false, "x = y": false,
	} {
		c := read(t, "x.md", "| survey |\n| | type | name | label | default |\n| | text | a | A | "+text+" |\n| | text | b | B | |")
		if q := c.Form.Questions[0]; q.Dynamic != want || q.Default != text {
			t.Errorf("%q: dynamic is %v, want %v", text, q.Dynamic, want)
		}
	}
}

// TestOther expands or_other into a choice and a question.
func TestOther(t *testing.T) {
	c := read(t, "x.md", "| survey |\n| | type | name | label |\n| | select_one l or_other | a | A |\n"+
		"| | select_multiple l or specify other | b | B |\n| | text | c | C |\n"+
		"| choices |\n| | list_name | name | label |\n| | l | x | X |")
	var names []string
	for _, q := range c.Form.Questions {
		names = append(names, q.Name+":"+q.Relevant)
	}
	want := "a: a_other:selected(${a}, 'other') b: b_other:selected(${b}, 'other') c:"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("questions are %s, want %s", got, want)
	}
	if l := c.Form.Choices["l"]; len(l) != 2 || l[1].Name != "other" || l[1].Label.In("en") != "Other" {
		t.Errorf("choices are %+v", l)
	}
}

// TestTexts falls back from language to language.
func TestTexts(t *testing.T) {
	const form = "| survey |\n| | type | name | label%s |\n| | text | a | %s |\n| settings |\n| | default_language |\n| | %s |"
	for name, test := range map[string]struct{ headers, cells, standard, want string }{
		"plain":                {"", "A", "", "map[:A]"},
		"plain with default":   {"", "A", "vi", "map[:A vi:A]"},
		"first language":       {"::English (en) | label::vi", "A | B", "", "map[:A en:A vi:B]"},
		"default language":     {"::English (en) | label::vi", "A | B", "vi", "map[:B en:A vi:B]"},
		"default by its name":  {"::English (en) | label::Tiếng Việt (vi)", "A | B", "Tiếng Việt", "map[:B en:A vi:B]"},
		"missing translation":  {"::English (en) | label::vi", "A |  ", "vi", "map[:A en:A]"},
		"plain beside another": {" | label::en", "A | B", "", "map[:A en:B]"},
		"name without code":    {"::English | label::Klingon", "A | B", "", "map[:A Klingon:B en:A]"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "x.md", fmt.Sprintf(form, test.headers, test.cells, test.standard))
			if got := fmt.Sprint(map[string]string(c.Form.Questions[0].Label)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
