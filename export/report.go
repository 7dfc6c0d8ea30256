package export

import (
	"archive/zip"
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/beevik/etree"

	"thidua"
)

// builtIn holds the parts of the built-in template: all words of the report stand there.
//
//go:embed all:word
var builtIn embed.FS

// packed is the date of every part that we make, so that the same report has the same bytes: the first that an archive
// can tell. Without one, a part would be of the month zero.
var packed = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// Template writes the built-in report template as a .docx, for the secretariat to edit.
func Template(w io.Writer) error {
	parts, err := fs.Sub(builtIn, "word")
	if err != nil {
		return fmt.Errorf("open the built-in template: %w", err)
	}
	out := zip.NewWriter(w)
	// Word and the file command look for the content types first.
	names := []string{contentTypes}
	err = fs.WalkDir(parts, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != contentTypes {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("list the built-in template: %w", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(parts, name)
		if err != nil {
			return fmt.Errorf("read the built-in template: %w", err)
		}
		part, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			return fmt.Errorf("write the template: %w", err)
		}
	}
	return out.Close()
}

// ReportOptions are what a report is made of beside the consolidation.
type ReportOptions struct {
	Template   []byte // a .docx; nil is the built-in one
	Files      Files  // evidence for its pictures; nil: none was fetched
	Provenance bool   // hang a comment on every paragraph that names the sources of its facts
}

// Report writes a campaign's report as a .docx. Mistakes in the template are *TemplateError, several joined; then nothing
// is written.
func Report(ctx context.Context, w io.Writer, c *Consolidation, o ReportOptions) error {
	template, own := o.Template, o.Template != nil
	if own {
		if mistakes := CheckTemplate(c.Campaign, template); len(mistakes) > 0 {
			return errors.Join(mistakes...)
		}
	} else {
		var b bytes.Buffer
		if err := Template(&b); err != nil {
			return err
		}
		template = b.Bytes()
	}
	t, err := openTemplate(template)
	if err != nil {
		return err
	}
	r := &rendering{
		tree: newTree(c), left: outputLimit, cited: map[string]bool{}, just: t.alignment.justified,
	}
	r.tree.lenient, r.tree.names = !own, t.names()
	if o.Provenance {
		if r.comments, err = t.archive.newComments(); err != nil {
			return err
		}
	}
	r.pictures = newPictures(t.archive, t.main())
	r.pictures.ctx, r.pictures.files, r.pictures.style = ctx, o.Files, t.alignment
	changed := make(map[string][]byte, len(t.parts))
	for _, p := range t.parts {
		if changed[p.name], err = r.render(p); err != nil {
			return err
		}
	}
	if r.tree.err != nil {
		return r.tree.err
	}
	if r.comments != nil && len(r.comments.list.Child) > 0 {
		if err := t.archive.attach(r.comments, changed); err != nil {
			return fmt.Errorf("add the comments: %w", err)
		}
	}
	if err := t.archive.attachPictures(r.pictures, changed); err != nil {
		return fmt.Errorf("add the pictures: %w", err)
	}
	if err := t.archive.writeTo(w, changed, r.pictures); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// CheckTemplate lists everything that is wrong with a template for a campaign, before anybody answered: tags that cannot be
// read beside names that the campaign lacks. A file that is not taken as a template is one mistake.
func CheckTemplate(c *thidua.Campaign, template []byte) []error {
	t, err := openTemplate(template)
	if t == nil {
		return []error{err}
	}
	mistakes := several(err)
	tried, err := sample(c)
	if err != nil {
		return append(mistakes, err)
	}
	return distinct(append(mistakes, t.check(tried)...))
}

// several takes joined errors apart.
func several(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// docx is a template whose parts were read.
type docx struct {
	archive   *archive
	alignment alignment
	parts     []*compiled // that hold tags, the document itself first
}

// main is the document itself; nil where it holds no tags.
func (t *docx) main() *compiled {
	for _, p := range t.parts {
		if p.name == mainPart {
			return p
		}
	}
	return nil
}

// names are what the template reads of entries; nil where that may be anything.
func (t *docx) names() map[string]bool {
	names := map[string]bool{}
	for _, p := range t.parts {
		for _, tag := range p.tags {
			for _, name := range slices.Concat(append(tag.code.code.Paths(), tag.code.code.References())...) {
				if name == "*" {
					return nil
				}
				names[name] = true
			}
		}
	}
	return names
}

const contentTypes = "[Content_Types].xml"

// openTemplate unpacks, inspects and compiles a template. Beside mistakes in its tags it gives what was read, to be checked
// further; nil where the file is no template.
func openTemplate(data []byte) (*docx, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	if err := a.inspect(); err != nil {
		return nil, err
	}
	names, err := a.stories()
	if err != nil {
		return nil, err
	}
	if err := a.inspectOthers(names); err != nil {
		return nil, err
	}
	t := &docx{archive: a, alignment: readAlignment(a.contents["word/styles.xml"])}
	var mistakes []error
	for _, name := range names {
		p, err := compilePart(name, a.contents[name])
		mistakes = append(mistakes, several(err)...)
		if p != nil {
			t.parts = append(t.parts, p)
		}
	}
	return t, errors.Join(mistakes...)
}

// mainDocument is the content type of a .docx's text; a macro-enabled file or a .dotx has another.
const mainDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

// stories lists the parts that hold text: the document first, then headers, footers and notes.
func (a *archive) stories() ([]string, error) {
	types := etree.NewDocument()
	if err := types.ReadFromBytes(a.contents[contentTypes]); err != nil || types.Root() == nil {
		return nil, refused("", "tệp không phải .docx (hãy lưu lại bằng Word, dạng .docx)", "not a .docx file (save it again as .docx)")
	}
	for _, kind := range types.Root().SelectElements("Default") {
		if ext := kind.SelectAttrValue("Extension", ""); disguised("."+ext, kind.SelectAttrValue("ContentType", "")) {
			return nil, notXML(contentTypes)
		}
	}
	var main, others []string
	for _, override := range types.Root().SelectElements("Override") {
		name := strings.TrimPrefix(override.SelectAttrValue("PartName", ""), "/")
		kind := override.SelectAttrValue("ContentType", "")
		_, there := a.contents[name]
		switch story := kind[strings.LastIndexByte(kind, '.')+1:]; {
		case strings.Contains(strings.ToLower(kind), "macroenabled"):
			return nil, refused(name, "mẫu có macro; hãy lưu dạng .docx", "the template carries macros; save it as .docx")
		case disguised(name, kind):
			return nil, notXML(name)
		case !there:
		case kind == mainDocument:
			main = append(main, name)
		case slices.Contains([]string{"header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"}, story):
			others = append(others, name)
		}
	}
	if len(main) != 1 {
		return nil, refused(contentTypes, "không tìm thấy nội dung văn bản Word (.docx)", "no Word document (.docx) inside")
	}
	slices.Sort(others)
	return append(main, others...), nil
}
