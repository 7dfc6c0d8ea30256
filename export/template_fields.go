package export

import (
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// fetching are the fields by which Word loads or runs something else (ECMA-376-1 §17.16.5).
var fetching = regexp.MustCompile(`(?i)^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b`)

// fieldName tells that an instruction has the name of its field, whatever follows.
var fieldName = regexp.MustCompile(`^\s*(=|\S+\s)`)

// field is one whose instruction is being read; a field may stand in another one's, and its result becomes part of that.
type field struct {
	instruction strings.Builder
	result      bool // its instruction is over
	begins      *etree.Element
}

// inspectFields refuses fields that fetch or run something in a part's text, and those whose very name another field
// makes: what that is shows only when Word computes it.
func inspectFields(part string, root *etree.Element) error {
	loose := &field{begins: root} // codes that stand in no field, as hostile files have them
	open := []*field{loose}
	for e := range elements(root) {
		last := open[len(open)-1]
		switch {
		case is(e, "p"):
			if err := loose.inspect(part); err != nil {
				return err
			}
			loose.instruction.Reset()
			loose.begins = e
		case is(e, "fldSimple"):
			simple := &field{begins: e}
			simple.instruction.WriteString(e.SelectAttrValue("w:instr", ""))
			if err := simple.inspect(part); err != nil {
				return err
			}
		case is(e, "instrText"):
			last.instruction.WriteString(e.Text())
		case is(e, "t") && last != loose:
			if err := readText(part, open, e.Text()); err != nil {
				return err
			}
		case is(e, "fldChar"):
			switch e.SelectAttrValue("w:fldCharType", "") {
			case "begin":
				if last != loose && !last.result && !fieldName.MatchString(last.instruction.String()) {
					return last.refuse(part)
				}
				open = append(open, &field{begins: e})
			case "separate":
				last.result = last != loose
			case "end":
				if err := last.inspect(part); err != nil {
					return err
				}
				if last != loose {
					open = open[:len(open)-1]
				}
			}
		}
	}
	for _, unended := range open {
		if err := unended.inspect(part); err != nil {
			return err
		}
	}
	return nil
}

// readText takes a text in a field for part of the instruction that it stands in: of the field itself before its result,
// of the one around with it. What a tag would put there nobody can know.
func readText(part string, open []*field, text string) error {
	holder := open[len(open)-1]
	if holder.result {
		holder = open[len(open)-2]
	}
	if holder == open[0] || holder.result {
		return nil
	}
	if strings.Contains(text, "{{") {
		return holder.refuse(part)
	}
	holder.instruction.WriteString(text)
	return nil
}

func (f *field) inspect(part string) error {
	if fetching.MatchString(f.instruction.String()) {
		return f.refuse(part)
	}
	return nil
}

func (f *field) refuse(part string) error {
	return &TemplateError{Part: part, Paragraph: excerpt(textOf(paragraphOf(f.begins))), Message: bilingual(
		"trường lấy dữ liệu từ bên ngoài không được dùng", "fields that fetch from outside are not allowed")}
}

// paragraphOf is the paragraph around an element, or the element itself.
func paragraphOf(e *etree.Element) *etree.Element {
	for up := e; up != nil; up = up.Parent() {
		if is(up, "p") {
			return up
		}
	}
	return e
}
