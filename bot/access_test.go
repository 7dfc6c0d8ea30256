package bot

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"thidua"
	"thidua/bot/telegram"
)

// TestRights fails where the program knows a command, a pushed button or a file that the table of rights does not have,
// or the table has what the program does not know.
func TestRights(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, name := range slices.Concat(named(t, "."), named(t, "../flows")) {
		known[name] = true
	}
	if len(known) < 15 {
		t.Fatalf("only %v were found", known)
	}
	for name := range known {
		if rights[name] == nil && aliases[name] == "" && !slices.Contains(everybodys, name) {
			t.Errorf("%q has no row in the table of rights", name)
		}
	}
	for kind := range fileNames {
		known[taking+kind] = true
		if rights[taking+kind] == nil {
			t.Errorf("%q has no row in the table of rights", taking+kind)
		}
	}
	for _, r := range readers {
		known[sending+r.kind] = true
		if rights[sending+r.kind] == nil {
			t.Errorf("%q has no row in the table of rights", sending+r.kind)
		}
	}
	for name := range rights {
		if !known[name] {
			t.Errorf("nothing in the program is %q", name)
		}
	}
	served := (&decision{}).handlers()
	for name := range rights {
		if strings.HasPrefix(name, "/") && served[name] == nil {
			t.Errorf("%s has a row in the table of rights and nothing serves it", name)
		}
	}
	for name := range served {
		if rights[name] == nil {
			t.Errorf("%s is served and has no row in the table of rights", name)
		}
	}
	if err := (&decision{}).serve(t.Context(), "/khongco", ""); !errors.Is(err, errStep) {
		t.Errorf("a command without a handler: %v", err)
	}
	for alias, name := range aliases {
		if rights[name] == nil {
			t.Errorf("%s stands for %s, which has no row", alias, name)
		}
	}
}

var command = regexp.MustCompile(`^/[a-z]{2,}$`)

// named are the commands and the acts of targets that a package's files name, tests aside.
func named(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if text := literal(n); command.MatchString(text) {
				found[text] = true
			}
			if act := actOf(n); act != "" {
				found[pressing+act] = true
			}
			return true
		})
	}
	return slices.Collect(maps.Keys(found))
}

func literal(n ast.Node) string {
	l, ok := n.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(l.Value)
	return text
}

// actOf is the act of a thidua.Target that is made here; one that is no literal cannot be followed and is its own row.
func actOf(n ast.Node) string {
	l, ok := n.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	if s, ok := l.Type.(*ast.SelectorExpr); !ok || s.Sel.Name != "Target" {
		return ""
	}
	for _, e := range l.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Act" {
			if text := literal(kv.Value); text != "" {
				return text
			}
			return "what cannot be followed: write the act as a literal"
		}
	}
	return ""
}

// TestEntitled walks what each kind of post allows, in its own campaign and unit and elsewhere.
func TestEntitled(t *testing.T) {
	t.Parallel()
	post := func(role thidua.Role, campaign, unit string) []thidua.Post {
		return []thidua.Post{{Role: role, Campaign: campaign, Unit: unit}}
	}
	for name, c := range map[string]struct {
		posts          []thidua.Post
		what           string
		campaign, unit string
		want           bool
	}{
		"staff in any campaign":        {post(thidua.Secretariat, "", ""), taking + Workbook, "td", "", true},
		"secretariat in its campaign":  {post(thidua.Secretariat, "td", ""), taking + Workbook, "td", "", true},
		"secretariat in another":       {post(thidua.Secretariat, "td", ""), taking + Workbook, "kn", "", false},
		"leader reads exports":         {post(thidua.Leader, "td", ""), taking + Report, "td", "", true},
		"head reads exports":           {post(thidua.Leader, "td", "A"), taking + Report, "td", "", false},
		"head takes the workbook":      {post(thidua.Leader, "td", "A"), taking + Workbook, "td", "A", false},
		"head takes the whole picture": {post(thidua.Leader, "td", "A"), taking + Picture, "td", "", false},
		"head takes their picture":     {post(thidua.Leader, "td", "A"), taking + Picture, "td", "A", true},
		"head takes another picture":   {post(thidua.Leader, "td", "A"), taking + Picture, "td", "B", false},
		"leader announces":             {post(thidua.Leader, "td", ""), announceCommand, "td", "", false},
		"leader of no campaign":        {post(thidua.Leader, "", ""), taking + Report, "td", "", false},
		"council":                      {post(thidua.Council, "td", ""), taking + Workbook, "td", "", false},
		"focal point in its unit":      {post(thidua.FocalPoint, "td", "A"), pressing + "resume", "td", "A", true},
		"focal point in another unit":  {post(thidua.FocalPoint, "td", "A"), pressing + "resume", "td", "B", false},
		"focal point, another contest": {post(thidua.FocalPoint, "td", "A"), pressing + "remove", "kn", "A", false},
		"focal point, no unit":         {post(thidua.FocalPoint, "td", ""), pressing + "remove", "td", "", false},
		"what nobody may":              {post(thidua.Secretariat, "", ""), "/xoahet", "td", "", false},
		"nobody":                       {nil, taking + Workbook, "td", "", false},
	} {
		if got := entitled(c.posts, c.what, c.campaign, c.unit); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestFileOfRevoked does not send a file to somebody whose post was taken away while it waited to be made.
func TestFileOfRevoked(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	leader := s.actor(khai)
	leader.joins()
	stop()
	b := s.bot(s.db)
	asks := telegram.Update{ID: 1, Input: thidua.Input{Update: 1, Chat: leader.ID, Kind: thidua.KindText, Text: "/tonghop"}}
	if err := b.Handle(t.Context(), asks); err != nil {
		t.Fatal(err)
	}
	s.change(thidua.PersonKey(leader.ID), func(p *thidua.Person) { p.Posts = nil })
	due, err := s.db.Due(t.Context(), begins, 100, thidua.Requests)
	if err != nil || len(due) == 0 {
		t.Fatalf("due: %v, %v", due, err)
	}
	for _, d := range due {
		if err := b.serveOne(t.Context(), "td", d); err != nil {
			t.Error(err)
		}
	}
	s.start(b)
	leader.gets(0, "Đang lập")
	leader.says("/tiendo", "chỉ phục vụ")
	for _, m := range leader.Messages() {
		if m.Document != nil {
			t.Error("the file was sent")
		}
	}
}

// change rewrites a person's record behind the bot's back.
func (s *stage) change(key thidua.Key, how func(*thidua.Person)) {
	s.Helper()
	p := read[thidua.Person](s, key)
	how(&p)
	if err := commit(s.Context(), s.db, secret(), s.clock.now(), s.at(key, newRecord(key, p).Body)); err != nil {
		s.Fatal(err)
	}
}
