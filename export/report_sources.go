package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/beevik/etree"
)

// mostSources is how many entries a comment names; the others are counted.
const mostSources = 12

// sources gathers what a paragraph was made of. Nil gathers nothing.
type sources struct {
	of    map[*Entry][]string // paths of the answers that were read
	order []*Entry
	more  int
}

// read notes an answer, or with an empty path an entry that was counted.
func (s *sources) read(e *Entry, path string) {
	if s == nil {
		return
	}
	paths, met := s.of[e]
	if !met {
		if len(s.order) == mostSources {
			s.more++
			return
		}
		s.order = append(s.order, e)
	}
	if path != "" && !slices.Contains(paths, path) {
		paths = append(paths, path)
	}
	s.of[e] = paths
}

// comments are those of a rendered document.
type comments struct {
	list *etree.Element // w:comments
	next int
}

// marked renders a paragraph and hangs a comment on it that names its sources.
func (r *rendering) marked(rendered, src *etree.Element, s scope) error {
	around := r.tree.sources
	r.tree.sources = &sources{of: map[*Entry][]string{}}
	err := r.children(rendered, src, s)
	found := r.tree.sources
	r.tree.sources = around
	if err != nil || len(found.order) == 0 || !visible(rendered) {
		return err
	}
	id := strconv.Itoa(r.comments.next)
	r.comments.next++
	at := 0
	if style := properties(rendered); style != nil {
		at = style.Index() + 1
	}
	rendered.InsertChildAt(at, mark("w:commentRangeStart", id))
	rendered.AddChild(mark("w:commentRangeEnd", id))
	reference := etree.NewElement("w:r")
	reference.AddChild(mark("w:commentReference", id))
	rendered.AddChild(reference)
	r.comments.add(id, r.tree.c, found)
	return nil
}

func mark(name, id string) *etree.Element {
	e := etree.NewElement(name)
	e.CreateAttr("w:id", id)
	return e
}

func (c *comments) add(id string, from *Consolidation, found *sources) {
	comment := mark("w:comment", id)
	comment.CreateAttr("w:author", commentAuthor)
	comment.CreateAttr("w:date", from.At.UTC().Format(time.RFC3339))
	comment.CreateAttr("w:initials", "TĐ")
	lines := make([]string, 0, len(found.order)+1)
	for _, e := range found.order {
		lines = append(lines, from.origin(e, found.of[e]))
	}
	if found.more > 0 {
		lines = append(lines, fmt.Sprintf("… và %d mục khác", found.more))
	}
	for _, line := range lines {
		p := etree.NewElement("w:p")
		p.AddChild(run(nil, spell(line)...))
		comment.AddChild(p)
	}
	c.list.AddChild(comment)
}

// origin says where facts come from: unit, part and entry, who handed it in and when, which filing of which version of
// the form, and who gave an answer that the submitter did not.
func (c *Consolidation) origin(e *Entry, paths []string) string {
	part := ""
	if p, ok := c.Part(e.Submission.Part); ok {
		part = p.Label
	}
	line := c.UnitName(*e.Unit) + " – " + part
	if title := strings.TrimPrefix(c.trail(e), part+" › "); title != part {
		line += ": " + title
	}
	line += ". " + e.Submission.Name + " nộp " + c.dayAndTime(e.Submission.At) + ", lần " + strconv.Itoa(e.Submission.Number)
	if e.Submission.Version != "" {
		line += ", phiên bản mẫu " + e.Submission.Version
	}
	for _, path := range paths {
		a := e.Answer(path)
		if a.By == 0 || a.By == e.Submission.By || a.At.IsZero() {
			continue
		}
		line += "; " + c.Label(descend(e.Question, path)) + ": " + cmp.Or(c.names[a.By], enteredUnknown) + " nhập " + c.dayAndTime(a.At)
	}
	return line + "."
}

func (c *Consolidation) dayAndTime(at time.Time) string {
	at = at.In(c.location())
	return at.Format("15:04") + dayWord + FormatDate(at)
}

const (
	mainPart     = "word/document.xml"
	mainLinks    = "word/_rels/document.xml.rels"
	noLinks      = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`
	commentsPart = "word/comments.xml"
	commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	commentsLink = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	wordSpace    = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// newComments begins with the comments that a template holds already.
func (a *archive) newComments() (*comments, error) {
	c := &comments{list: etree.NewElement("w:comments")}
	c.list.CreateAttr("xmlns:w", wordSpace)
	if content, ok := a.contents[commentsPart]; ok {
		document := etree.NewDocument()
		if err := document.ReadFromBytes(content); err != nil || document.Root() == nil {
			return nil, refused(commentsPart, "phần bị hỏng", "the part is damaged")
		}
		c.list = document.Root()
	}
	for _, old := range c.list.ChildElements() {
		if id, err := strconv.Atoi(old.SelectAttrValue("w:id", "")); err == nil {
			c.next = max(c.next, id+1)
		}
	}
	return c, nil
}

// attach puts the comments into the package: the part itself, its type, and its link to the document.
func (a *archive) attach(c *comments, changed map[string][]byte) error {
	document := etree.NewDocument()
	document.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
	document.SetRoot(c.list)
	content, err := document.WriteToBytes()
	if err != nil {
		return err
	}
	changed[commentsPart] = content
	if a.holds(commentsPart) {
		return nil
	}
	if changed[contentTypes], err = extended(a.contents[contentTypes], "Override", "PartName", "/"+commentsPart, "ContentType", commentsType); err != nil {
		return err
	}
	links, there := a.contents[mainLinks]
	if !there {
		links = []byte(noLinks)
	}
	changed[mainLinks], err = extended(links, "Relationship", "Id", "rIdThiDua", "Type", commentsLink, "Target", "comments.xml")
	return err
}

// extended adds an element with attributes to the root of a part.
func extended(part []byte, name string, attributes ...string) ([]byte, error) {
	document := etree.NewDocument()
	if err := document.ReadFromBytes(part); err != nil {
		return nil, err
	}
	added := document.Root().CreateElement(name)
	for pair := range slices.Chunk(attributes, 2) {
		added.CreateAttr(pair[0], pair[1])
	}
	return document.WriteToBytes()
}

// added names the parts in changed that the archive lacks.
func (a *archive) added(changed map[string][]byte) []string {
	var names []string
	for name := range changed {
		if _, there := a.contents[name]; !there {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
