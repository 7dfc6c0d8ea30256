package export

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// describe writes the document's properties with the prefixes that some readers insist on.
func (b *book) describe() {
	at := b.c.At.UTC().Format(time.RFC3339)
	core := xml.Header + `<cp:coreProperties` +
		` xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		element("dc:title", summaryTitle+": "+b.c.Campaign.Title) +
		element("dc:subject", b.c.Campaign.Occasion) +
		element("dc:creator", b.c.Campaign.Keys["agency"]) +
		element("dc:language", cmp.Or(b.c.Campaign.Language, "vi")) +
		element("cp:version", b.c.Campaign.Version) +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified></cp:coreProperties>`
	b.file.Pkg.Store("docProps/core.xml", []byte(core))
}

func element(name, text string) string {
	if text = printable(text); text == "" {
		return ""
	}
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text)) // a strings.Builder never fails
	return "<" + name + ">" + escaped.String() + "</" + name + ">"
}

// firstEntry is what a package of Office Open XML should begin with.
const firstEntry = "[Content_Types].xml"

// save writes the file with its entries in a fixed order, where the library leaves it to chance: among the streamed
// sheets, and among the types of pictures. The compressed file goes through a temporary one, so that neither it nor its
// rows are ever in memory as a whole.
func (b *book) save(w io.Writer) (err error) {
	if types := b.file.ContentTypes; types != nil {
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}
	shuffled, err := os.CreateTemp("", "thidua-*")
	if err != nil {
		return fmt.Errorf("make a temporary file: %w", err)
	}
	defer func() {
		shuffled.Close()
		err = errors.Join(err, os.Remove(shuffled.Name()))
	}()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return quickZip(shuffled) })
	if err := b.file.Write(io.Discard); err != nil {
		return err
	}
	size, err := shuffled.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("ordering the entries: %w", err)
	}
	return inOrder(w, shuffled, size)
}

// quickZip compresses little and fast: rows of a table repeat so much that more effort gains little.
func quickZip(w io.Writer) plainZip {
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, effort) })
	return plainZip{archive}
}

// effort is the level of compression.
const effort = 1

// inOrder copies an archive with its entries sorted by name, the content types first.
func inOrder(w io.Writer, shuffled io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(shuffled, size)
	if err != nil {
		return fmt.Errorf("ordering the entries: %w", err)
	}
	slices.SortFunc(archive.File, func(a, b *zip.File) int {
		if first := cmp.Compare(order(a.Name), order(b.Name)); first != 0 {
			return first
		}
		return cmp.Compare(a.Name, b.Name)
	})
	sorted := zip.NewWriter(w)
	for _, entry := range archive.File {
		if err := sorted.Copy(entry); err != nil {
			return fmt.Errorf("ordering the entries: %w", err)
		}
	}
	return sorted.Close()
}

func order(name string) int {
	if name == firstEntry {
		return 0
	}
	return 1
}
