package xlsform

import (
	"errors"
	"path"
	"strings"
)

// Package is a .zip with a workbook and the files that it shows, in whatever folders.
type Package struct {
	Name     string // of the workbook
	Workbook []byte
	Files    map[string][]byte // media by name
}

// What a package may hold unpacked, in bytes: as much as a bot may fetch and a little more, since media hardly shrink.
const maxPackage = 96 << 20

// ErrNoWorkbook says that a .zip holds no workbook, or several.
var ErrNoWorkbook = errors.New("xlsform: not one workbook in the zip file")

// MediaFolder is where the media of a workbook lie beside it, as other tools of the standard keep them.
func MediaFolder(name string) string { return stem(name) + "-media" }

// IsPackage tells a .zip with a workbook in it from a workbook, which is one too.
func IsPackage(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// OpenPackage unpacks a .zip, no more than is sensible: ErrNoWorkbook, or an error where it is damaged or too large.
func OpenPackage(content []byte) (Package, error) {
	p := Package{Files: map[string][]byte{}}
	c, err := openLimited(content, maxPackage)
	if err != nil {
		return p, err
	}
	for name, file := range c.parts {
		base := mediumName(file.Name)
		if strings.HasSuffix(name, "/") || strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__macosx/") {
			continue
		}
		unpacked, err := c.part(name)
		if err != nil {
			return p, err
		}
		switch ending := strings.ToLower(path.Ext(base)); {
		case ending != ".xlsx" && ending != ".md":
			p.Files[base] = unpacked
		case p.Name != "":
			return p, ErrNoWorkbook
		default:
			p.Name, p.Workbook = base, unpacked
		}
	}
	if p.Name == "" {
		return p, ErrNoWorkbook
	}
	return p, nil
}

// Lengths are the lengths of the files, for Options.
func (p Package) Lengths() map[string]int64 {
	lengths := make(map[string]int64, len(p.Files))
	for name, content := range p.Files {
		lengths[name] = int64(len(content))
	}
	return lengths
}
