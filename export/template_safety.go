package export

import (
	"bytes"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// What a template may not carry: whoever opens the report trusts it as the department's own.

// inspect refuses macros, embedded programs, links to the outside and XML that defines entities.
func (a *archive) inspect() error {
	for _, file := range a.files {
		name := strings.ToLower(file.Name)
		content := a.contents[file.Name]
		if active(name) {
			return refused(file.Name, "mẫu có macro hoặc đối tượng nhúng; hãy bỏ đi và lưu dạng .docx",
				"the template carries macros or embedded objects; remove them and save as .docx")
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		if !plainXML(content) {
			return refused(file.Name, "XML phải là UTF-8 và không có DOCTYPE", "XML must be UTF-8 and without DOCTYPE")
		}
		if strings.HasSuffix(name, ".rels") {
			if err := inspectLinks(file.Name, content); err != nil {
				return err
			}
		}
	}
	return nil
}

// active tells whether a part may run something.
func active(name string) bool {
	return strings.HasSuffix(name, ".bin") && strings.Contains(name, "vba") ||
		slices.ContainsFunc([]string{"vbaproject", "vbadata", "/activex/", "/embeddings/", "customui"},
			func(mark string) bool { return strings.Contains(name, mark) })
}

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']`)

// plainXML tells whether a part is what every reader reads alike: UTF-8 without a document type, hence no entities.
func plainXML(content []byte) bool {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(content, 0) >= 0 || bytes.Contains(bytes.ToUpper(content), []byte("<!DOCTYPE")) {
		return false
	}
	if match := declaredEncoding.FindSubmatch(content); match != nil {
		return strings.EqualFold(string(match[1]), "utf-8")
	}
	return true
}

// inspectLinks lets a template name web and mail addresses to click on, and nothing else outside itself.
func inspectLinks(part string, content []byte) error {
	links := etree.NewDocument()
	if err := links.ReadFromBytes(content); err != nil {
		return refused(part, "XML bị hỏng", "the XML is damaged")
	}
	for _, link := range links.FindElements("//Relationship") {
		target := strings.ToLower(strings.TrimSpace(link.SelectAttrValue("Target", "")))
		kind := path.Base(link.SelectAttrValue("Type", ""))
		external := strings.EqualFold(link.SelectAttrValue("TargetMode", ""), "External")
		clickable := kind == "hyperlink" && (strings.HasPrefix(target, "http://") ||
			strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "mailto:"))
		if external && !clickable || kind == "attachedTemplate" || kind == "aFChunk" || kind == "subDocument" {
			return refused(part, "mẫu lấy nội dung từ bên ngoài ("+kind+"); hãy bỏ liên kết đó",
				"the template takes content from outside ("+kind+"); remove that link")
		}
	}
	return nil
}

// inspectOthers looks through the parts that are not rendered: Word reads fields in comments and building blocks too.
func (a *archive) inspectOthers(rendered []string) error {
	for _, file := range a.files {
		name := file.Name
		if slices.Contains(rendered, name) || name == contentTypes || !strings.HasSuffix(strings.ToLower(name), ".xml") {
			continue
		}
		document, err := readPart(name, a.contents[name])
		if err == nil {
			err = inspectText(name, document.Root())
		}
		if err == nil {
			err = errors.Join(embedded(name, document.Root())...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// disguised tells whether a text of Word is in a part that is not called .xml, as no program writes it.
func disguised(name, kind string) bool {
	kind = strings.ToLower(kind)
	return strings.Contains(kind, "wordprocessingml") && strings.Contains(kind, "+xml") &&
		!strings.HasSuffix(strings.ToLower(name), ".xml")
}

func notXML(part string) error {
	return refused(part, "nội dung Word phải ở trong phần .xml; hãy mở mẫu và lưu lại bằng Word",
		"Word's content must be in .xml parts; open the template and save it again with Word")
}

// readPart parses a part that must be XML.
func readPart(name string, content []byte) (*etree.Document, error) {
	document := etree.NewDocument()
	if err := document.ReadFromBytes(content); err != nil || document.Root() == nil {
		return nil, refused(name, "XML bị hỏng", "the XML is damaged")
	}
	return document, nil
}

// inspectText refuses in a part what Word would run or fetch, whatever it is called.
func inspectText(part string, root *etree.Element) error {
	if err := inspectPrefixes(part, root); err != nil {
		return err
	}
	return inspectFields(part, root)
}

// inspectPrefixes lets WordprocessingML have one name, w, in a whole part, and w one meaning: the engine knows elements
// by their prefix, Word by what it stands for.
func inspectPrefixes(part string, root *etree.Element) error {
	meaning := root.SelectAttrValue("xmlns:w", "")
	if err := inspectDeclarations(part, root, meaning); err != nil {
		return err
	}
	for e := range elements(root) {
		if err := inspectDeclarations(part, e, meaning); err != nil {
			return err
		}
	}
	return nil
}

func inspectDeclarations(part string, e *etree.Element, meaning string) error {
	for _, a := range e.Attr {
		switch name := a.FullKey(); {
		case name == "xmlns:w" && a.Value != meaning:
			return refused(part, "tiền tố w được khai báo lại; hãy mở mẫu và lưu lại bằng Word",
				"the prefix w is declared anew; open the template and save it again with Word")
		case name != "xmlns:w" && (a.Space == "xmlns" || name == "xmlns") && slices.Contains(wordNamespaces, a.Value):
			return refused(part, "nội dung Word mang tiền tố khác w ("+name+"); hãy mở mẫu và lưu lại bằng Word",
				"Word's content goes by another prefix than w ("+name+"); open the template and save it again with Word")
		}
	}
	return nil
}

// embedded lists the objects that a part holds or takes in.
func embedded(part string, root *etree.Element) []error {
	var errs []error
	for e := range elements(root) {
		if isAny(e, "altChunk", "subDoc", "object", "control") {
			errs = append(errs, refused(part, "mẫu có đối tượng nhúng ("+e.Tag+")", "the template embeds an object ("+e.Tag+")"))
		}
	}
	return errs
}
