package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"thidua"
)

// album holds files by their ids.
type album map[string][]byte

func (a album) Sum(_ context.Context, f thidua.File) (string, error) {
	if _, ok := a[f.ID]; !ok {
		return "", nil
	}
	return f.ID, nil
}

func (a album) Open(_ context.Context, sha string) (io.ReadCloser, error) {
	if content := a[sha]; content != nil {
		return io.NopCloser(bytes.NewReader(content)), nil
	}
	return nil, fs.ErrNotExist
}

// painted is a picture of some pixels, with a mark in its upper left corner.
func painted(t *testing.T, format string, width, height int) []byte {
	t.Helper()
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(255 * x / width), uint8(255 * y / height), 160, 255}
			if x < width/5 && y < height/5 {
				c = color.RGBA{200, 0, 0, 255}
			}
			canvas.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, canvas)
	if format == "jpeg" {
		b.Reset()
		err = jpeg.Encode(&b, canvas, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pictureSource is a campaign whose second activity has the files of these ids.
func pictureSource(ids ...string) *Consolidation {
	s := source()
	edited := complete("ten_hoat_dong", "Hội thao")
	edited.ID = "ảnh"
	var files []thidua.File
	for _, id := range ids {
		files = append(files, thidua.File{ID: id, UniqueID: id, Name: id})
	}
	edited.Answers["anh"] = thidua.Answer{Files: files, By: 7, At: local(20, 9)}
	s.Submissions = append(s.Submissions, thidua.Submission{Unit: "QLKH", Part: "hoat_dong", Number: 2, Name: "Nguyễn Khánh Vân",
		At: local(25, 8), Entries: []thidua.Entry{edited}})
	s.stand("QLKH", "hoat_dong", func(st *thidua.Standing) { st.Submission = 2 })
	return s.consolidated()
}

const onlyPictures = "{{@hoat_dong[unit/name='Phòng Quản lý khoa học']/anh}}"

// TestPicture fits pictures to the room that they have, stores each once, and says what is missing.
func TestPicture(t *testing.T) {
	shelf := album{"rộng": painted(t, "jpeg", 1280, 960), "cao": painted(t, "png", 300, 3000), "nhỏ": painted(t, "png", 96, 48),
		"văn bản": []byte("không phải ảnh"), "mất": nil, "bom": bomb(t)}
	page := `<w:sectPr><w:pgSz w:w="12000" w:h="12000"/><w:pgMar w:left="1000" w:right="1000" w:top="1000" w:bottom="1000"/></w:sectPr>`
	tall := (12000 - 2000 - lineRoom) * emuPerTwip
	for name, test := range map[string]struct {
		ids        []string
		body, want string // sizes in EMU, texts
	}{
		"a wide one fills the width": {[]string{"rộng"}, paragraphs(onlyPictures) + page, fmt.Sprintf("%dx%d", 10000*635, 10000*635*3/4)},
		"a high one fills the page":  {[]string{"cao"}, paragraphs(onlyPictures) + page, fmt.Sprintf("%dx%d", tall/10, tall)},
		"a small one keeps its size": {[]string{"nhỏ"}, paragraphs(onlyPictures), "914400x457200"},
		"in a cell":                  {[]string{"rộng"}, rows("a¦"+onlyPictures) + page, fmt.Sprintf("%dx%d", (5000-216)*635, (5000-216)*635*3/4)},
		"indented by itself": {[]string{"rộng"}, `<w:p><w:pPr><w:ind w:left="1000" w:right="1000" w:firstLine="700"/></w:pPr><w:r><w:t>` +
			escaped(onlyPictures) + `</w:t></w:r></w:p>` + page, fmt.Sprintf("%dx%d", 8000*635, 8000*635*3/4)},
		"indented by its style": {[]string{"rộng"}, `<w:p><w:pPr><w:pStyle w:val="Thut"/></w:pPr><w:r><w:t>` +
			escaped(onlyPictures) + `</w:t></w:r></w:p>` + page, fmt.Sprintf("%dx%d", 9000*635, 9000*635*3/4)},
		"each of several":              {[]string{"nhỏ", "nhỏ"}, paragraphs(onlyPictures), "914400x457200 914400x457200"},
		"in a loop":                    {[]string{"nhỏ"}, paragraphs("{{#hoat_dong[anh]}}", "{{@anh}}", "{{/hoat_dong}}"), "914400x457200"},
		"not fetched":                  {[]string{"chưa tải"}, paragraphs(onlyPictures), "[CẦN BỔ SUNG: ảnh “chưa tải” chưa tải về]"},
		"fetched and gone":             {[]string{"mất"}, paragraphs(onlyPictures), "[CẦN BỔ SUNG: ảnh “mất” chưa tải về]"},
		"no picture":                   {[]string{"văn bản"}, paragraphs(onlyPictures), "[CẦN BỔ SUNG: tệp “văn bản” không phải ảnh JPEG, PNG]"},
		"too many pixels":              {[]string{"bom"}, paragraphs(onlyPictures), "[CẦN BỔ SUNG: tệp “bom” không phải ảnh JPEG, PNG]"},
		"nothing given prints nothing": {nil, paragraphs("[" + onlyPictures + "]"), "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			err := Report(t.Context(), &b, pictureSource(test.ids...), ReportOptions{Files: shelf, Template: wrapped(t, test.body, "word/styles.xml",
				`<w:styles xmlns:w="x"><w:style w:styleId="Thut"><w:pPr><w:ind w:left="1000"/></w:pPr></w:style></w:styles>`)})
			if err != nil {
				t.Fatal(err)
			}
			document := partOf(t, b.Bytes(), mainPart)
			got := strings.Join(sizes(document), " ")
			if strings.Contains(test.want, "[") {
				got = strings.TrimSpace(textIn(t, b.Bytes()))
				if highlights := strings.Contains(document, `w:highlight w:val="yellow"`); highlights != (test.want != "[]") {
					t.Errorf("highlighted: %v", highlights)
				}
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if n := strings.Count(b.String(), "PK\x01\x02"); strings.Contains(test.want, "x") && n != 6 {
				t.Errorf("%d parts: the picture is not stored once, with its link", n)
			}
		})
	}
}

// sizes are those of the pictures in a document, in EMU.
func sizes(document string) []string {
	var found []string
	for _, piece := range strings.Split(document, "<wp:extent ")[1:] {
		var cx, cy int
		_, _ = fmt.Sscanf(strings.ReplaceAll(piece, `"`, ""), "cx=%d cy=%d", &cx, &cy)
		found = append(found, fmt.Sprintf("%dx%d", cx, cy))
	}
	return found
}

// bomb is a picture that claims more pixels than fit into memory.
func bomb(t *testing.T) []byte {
	content := painted(t, "png", 8, 8)
	copy(content[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // width and height of IHDR
	return content
}

// TestPictureMistakes names tags that cannot hold a picture.
func TestPictureMistakes(t *testing.T) {
	for body, want := range map[string]string{
		"{{@hoat_dong/ten_hoat_dong}}": "cần một câu hỏi gửi ảnh", "{{@1 + 1}}": "cần một câu hỏi gửi ảnh",
		"{{@hoat_dong/anh | hoa}}": "không dùng bộ lọc", "{{@hoat_dong/anhh}}": "anhh", "{{@}}": "thẻ trống",
	} {
		mistakes := CheckTemplate(campaign(), wrapped(t, paragraphs(body)))
		if err := errors.Join(mistakes...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", body, err)
		}
	}
	if mistakes := CheckTemplate(campaign(), wrapped(t, paragraphs(onlyPictures, "{{#hoat_dong}}{{@anh}}{{/hoat_dong}}"))); len(mistakes) > 0 {
		t.Errorf("right tags: %v", mistakes)
	}
}

// TestPictureBroken writes no report where the evidence cannot be read.
func TestPictureBroken(t *testing.T) {
	broken := errors.New("bucket is away")
	var b bytes.Buffer
	err := Report(t.Context(), &b, pictureSource("1"), ReportOptions{Template: wrapped(t, paragraphs(onlyPictures)), Files: shelf{broken}})
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

// TestPictureOffice has LibreOffice show a picture in lines of an exact height, whole, with comments beside it.
func TestPictureOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is needed in CI")
		}
		t.Skip("soffice is not installed")
	}
	exact := `<w:p><w:pPr><w:spacing w:line="300" w:lineRule="exact"/><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr><w:r><w:t>` +
		escaped(onlyPictures) + `</w:t></w:r></w:p>`
	body := paragraphs("Trước ảnh") + exact + rows("Ảnh¦"+onlyPictures) + paragraphs("Sau ảnh")
	var b bytes.Buffer
	c := pictureSource("rộng", "chưa tải")
	err = Report(t.Context(), &b, c, ReportOptions{Template: wrapped(t, body), Provenance: true,
		Files: album{"rộng": painted(t, "jpeg", 1280, 960)}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.docx"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "x.docx"))
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("converting: %v\n%s", err, output)
	}
	pdf, err := os.ReadFile(filepath.Join(dir, "x.pdf"))
	if err != nil || !bytes.Contains(pdf, []byte("/DCTDecode")) {
		t.Errorf("the PDF shows no picture: %v", err)
	}
}
