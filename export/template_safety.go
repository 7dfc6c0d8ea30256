package export

import (
	"bytes"
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

// fetching are the fields by which Word loads or runs something else.
var fetching = regexp.MustCompile(`(?i)^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b`)

// inspectFields refuses such fields in a part's text.
func inspectFields(part string, root *etree.Element) error {
	for p := range elements(root) {
		instruction := ""
		switch {
		case is(p, "fldSimple"):
			instruction = p.SelectAttrValue("w:instr", "")
		case is(p, "p"):
			for code := range elements(p) {
				if is(code, "instrText") {
					instruction += code.Text()
				} else if is(code, "fldChar") && fetching.MatchString(instruction) {
					break
				} else if is(code, "fldChar") {
					instruction = ""
				}
			}
		}
		if fetching.MatchString(instruction) {
			return &TemplateError{Part: part, Paragraph: excerpt(textOf(p)), Message: bilingual(
				"trường lấy dữ liệu từ bên ngoài không được dùng", "fields that fetch from outside are not allowed")}
		}
	}
	return nil
}
