package thidua_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers is the import table: what each package may import of ours and of third parties, tests aside.
var layers = map[string]struct{ ours, third []string }{
	"thidua":                     {},
	"thidua/flows/xpath":         {},
	"thidua/flows/xpath/vectors": {ours: []string{"thidua/flows/xpath"}},
	"thidua/flows/vietnamese":    {third: []string{"golang.org/x/text"}},
	"thidua/flows/xlsform": {
		ours:  []string{"thidua", "thidua/flows/xpath", "thidua/flows/vietnamese"},
		third: []string{"github.com/xuri/excelize/v2"},
	},
	"thidua/flows/texts": {ours: []string{"thidua"}},
	"thidua/flows":       {ours: []string{"thidua", "thidua/flows/texts", "thidua/flows/xpath", "thidua/flows/vietnamese"}},
	"thidua/flows/sheet": {
		ours:  []string{"thidua", "thidua/flows/vietnamese", "thidua/flows/xlsform"},
		third: []string{"github.com/xuri/excelize/v2"},
	},
	"thidua/store": {
		ours:  []string{"thidua"},
		third: []string{"github.com/redis/go-redis/v9", "modernc.org/sqlite", "github.com/minio/minio-go/v7"},
	},
	"thidua/export": {
		ours: []string{"thidua", "thidua/flows/xpath", "thidua/flows/vietnamese"},
		third: []string{"github.com/xuri/excelize/v2", "github.com/beevik/etree", "golang.org/x/text",
			"github.com/skip2/go-qrcode", "github.com/go-fonts/liberation", "golang.org/x/image"},
	},
	"thidua/bot/telegram": {
		ours:  []string{"thidua"},
		third: []string{"github.com/go-telegram-bot-api/telegram-bot-api/v5", "golang.org/x/time"},
	},
	"thidua/bot/simulator": {},
	"thidua/bot": {
		ours: []string{"thidua", "thidua/bot/telegram", "thidua/flows", "thidua/flows/texts", "thidua/flows/xpath",
			"thidua/flows/vietnamese", "thidua/flows/xlsform", "thidua/flows/sheet", "thidua/export"},
		third: []string{"github.com/prometheus/client_golang"},
	},
	"thidua/cmd/thidua": {
		ours: []string{"thidua", "thidua/bot", "thidua/bot/telegram", "thidua/bot/simulator", "thidua/flows",
			"thidua/flows/xpath", "thidua/flows/vietnamese", "thidua/flows/xlsform", "thidua/store", "thidua/export"},
		third: []string{"github.com/alecthomas/kong"},
	},
}

// TestLayers fails where a package imports what the table does not allow, or is missing in it.
func TestLayers(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			files++
			checkImports(t, file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Fatalf("only %d files were read", files)
	}
}

func checkImports(t *testing.T, file string) {
	t.Helper()
	pkg := path.Join("thidua", filepath.ToSlash(filepath.Dir(file)))
	layer, known := layers[pkg]
	if !known {
		t.Errorf("%s: package %s is not in the import table", file, pkg)
		return
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range parsed.Imports {
		if name := strings.Trim(spec.Path.Value, `"`); !allowed(name, layer.ours, layer.third) {
			t.Errorf("%s: %s may not import %s", file, pkg, name)
		}
	}
}

func allowed(name string, ours, third []string) bool {
	first, _, _ := strings.Cut(name, "/")
	switch {
	case first == "thidua":
		return slices.Contains(ours, name)
	case !strings.Contains(first, "."):
		return true // standard library
	}
	return slices.ContainsFunc(third, func(module string) bool {
		return name == module || strings.HasPrefix(name, module+"/")
	})
}

// TestLayersCatch shows that the table can fail.
func TestLayersCatch(t *testing.T) {
	for name, want := range map[string]bool{
		"thidua/store": false, "thidua": true, "fmt": true, "golang.org/x/text/cases": true,
		"golang.org/x/textual": false, "github.com/redis/go-redis/v9": false,
	} {
		if got := allowed(name, []string{"thidua"}, []string{"golang.org/x/text"}); got != want {
			t.Errorf("%s: allowed = %v, want %v", name, got, want)
		}
	}
}
