package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the formats that every word processor shows
	_ "image/png"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"thidua"
	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// pictures are those of a rendered document. Only their names are held: each is read when the document is written.
type pictures struct {
	ctx     context.Context
	archive *archive                 // of the template
	files   Files                    // nil: nothing was fetched
	media   []medium                 // that the report holds, each once
	links   map[string][]pictureLink // by the part that shows them
	last    *etree.Element           // properties of the document's last section
	style   alignment
	frames  map[*etree.Element]frame // of the template's paragraphs
}

// medium is a picture's part of the report.
type medium struct{ part, sha string }

// pictureLink names a picture in a part.
type pictureLink struct{ id, target string }

// picture is one that can be shown.
type picture struct {
	sha, format   string
	width, height int // pixels
}

// mostPixels keeps a small file from unpacking to more than the reader's memory.
const mostPixels = 100_000_000

// Why a file is not shown in a report.
var (
	errNotFetched = errors.New("picture is not fetched")
	errNoPicture  = errors.New("file is no picture")
)

// find looks for what was fetched of a file, and reads its head.
func (s *pictures) find(f thidua.File) (picture, error) {
	if s.files == nil {
		return picture{}, errNotFetched
	}
	sha, err := s.files.Sum(s.ctx, f)
	if err != nil {
		return picture{}, fmt.Errorf("look for a picture: %w", err)
	}
	if sha == "" {
		return picture{}, errNotFetched
	}
	from, err := s.files.Open(s.ctx, sha)
	if errors.Is(err, fs.ErrNotExist) {
		return picture{}, errNotFetched
	}
	if err != nil {
		return picture{}, fmt.Errorf("open a picture: %w", err)
	}
	defer from.Close()
	head, format, err := image.DecodeConfig(bufio.NewReader(from))
	if err != nil || head.Width < 1 || head.Height < 1 || head.Width > mostPixels/head.Height {
		return picture{}, errNoPicture
	}
	return picture{sha: sha, format: format, width: head.Width, height: head.Height}, nil
}

// link names a picture in a part; the same picture is stored once.
func (s *pictures) link(part string, p picture) string {
	at := slices.IndexFunc(s.media, func(m medium) bool { return m.sha == p.sha })
	if at < 0 {
		at = len(s.media)
		s.media = append(s.media, medium{s.archive.unused(mediaFolder, "."+p.format, at), p.sha})
	}
	target := s.media[at].part
	for _, known := range s.links[part] {
		if known.target == target {
			return known.id
		}
	}
	id := unusedID(s.archive.contents[linksOf(part)], len(s.links[part]))
	s.links[part] = append(s.links[part], pictureLink{id, target})
	return id
}

// picture renders a tag as the pictures of the answers that it names. What cannot be shown says so, highlighted.
func (r *rendering) picture(dst, e *etree.Element, s scope) error {
	p, err := r.value(r.part.tags[e].code, s)
	if err != nil {
		return err
	}
	nodes, err := pictured(p.value)
	if err != nil {
		return err
	}
	room := r.pictures.room(s.paragraph)
	for _, n := range nodes {
		for _, file := range n.entry.Answer(n.below).Files {
			r.tree.sources.read(n.entry, n.below)
			found, err := r.pictures.find(file)
			switch {
			case errors.Is(err, errNotFetched):
				dst.AddChild(highlighted(e, pictureMissing, file))
			case errors.Is(err, errNoPicture):
				dst.AddChild(highlighted(e, pictureUnfit, file))
			case err != nil:
				return fatal{err}
			default:
				unsqueeze(dst)
				dst.AddChild(run(properties(e), r.drawing(found, room, r.tree.c.Label(n.question))))
			}
		}
	}
	return nil
}

// fatal is what keeps a report from being written although its template is right.
type fatal struct{ error }

// Unwrap gives the cause.
func (f fatal) Unwrap() error { return f.error }

// errNotPicture says that a picture's tag names something else.
var errNotPicture = errors.New("a picture tag names no question for pictures or files")

// pictured are the answers of questions for files that a tag names.
func pictured(v xpath.Value) ([]*node, error) {
	if v.Kind() != xpath.KindNodes {
		return nil, errNotPicture
	}
	var nodes []*node
	for _, n := range v.Nodes() {
		at := unwrap(n)
		if !at.isAnswer() || !ofFiles(at.question) {
			return nil, errNotPicture
		}
		nodes = append(nodes, at)
	}
	return nodes, nil
}

// highlighted says what is missing, in the way of the built-in template.
func highlighted(tag *etree.Element, format string, file thidua.File) *etree.Element {
	name := file.Caption
	if name == "" {
		name = file.Name
	}
	if name = vietnamese.Clean(name); name == "" {
		name = unnamedFile
	}
	style := etree.NewElement("w:rPr")
	if own := properties(tag); own != nil {
		style = own.Copy()
	}
	ordered(style, "highlight", afterHighlight).CreateAttr("w:val", "yellow")
	return run(style, spell(fmt.Sprintf(format, shorten(name, excerptLimit)))...)
}

// drawing shows a picture in the line (ECMA-376, part 1, §20.4.2.8); sizes are in EMU.
func (r *rendering) drawing(p picture, room frame, label string) *etree.Element {
	r.ids++
	id := strconv.Itoa(1_000_000 + r.ids)
	width, height := room.fit(p.width, p.height)
	cx, cy := strconv.Itoa(width), strconv.Itoa(height)
	drawing := etree.NewElement("w:drawing")
	inline := attributed(drawing, "wp:inline", "xmlns:wp", drawingSpace+"wordprocessingDrawing", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	attributed(inline, "wp:extent", "cx", cx, "cy", cy)
	attributed(inline, "wp:docPr", "id", id, "name", "Ảnh "+strconv.Itoa(r.ids), "descr", strings.Map(legible, label))
	graphic := attributed(inline, "a:graphic", "xmlns:a", drawingSpace+"main")
	shown := attributed(attributed(graphic, "a:graphicData", "uri", drawingSpace+"picture"), "pic:pic", "xmlns:pic", drawingSpace+"picture")
	about := attributed(shown, "pic:nvPicPr")
	attributed(about, "pic:cNvPr", "id", id, "name", "Ảnh "+strconv.Itoa(r.ids))
	attributed(about, "pic:cNvPicPr")
	fill := attributed(shown, "pic:blipFill")
	attributed(fill, "a:blip", "xmlns:r", relationSpace, "r:embed", r.pictures.link(r.part.name, p))
	attributed(attributed(fill, "a:stretch"), "a:fillRect")
	shape := attributed(shown, "pic:spPr")
	place := attributed(shape, "a:xfrm")
	attributed(place, "a:off", "x", "0", "y", "0")
	attributed(place, "a:ext", "cx", cx, "cy", cy)
	attributed(attributed(shape, "a:prstGeom", "prst", "rect"), "a:avLst")
	return drawing
}

// attributed adds an element with attributes, given by name and value.
func attributed(parent *etree.Element, name string, attributes ...string) *etree.Element {
	e := parent.CreateElement(name)
	for i := 0; i < len(attributes); i += 2 {
		e.CreateAttr(attributes[i], attributes[i+1])
	}
	return e
}
