package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua/bot/simulator"
	"thidua/flows/xlsform"
)

// TestUsage ends wrong usage with 2 and one clear line on the error stream; help is no mistake.
func TestUsage(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	there := filepath.Join(folder, "there.md")
	if err := os.WriteFile(there, xlsform.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	written := filepath.Join(folder, "written.docx")
	if code, _, err := (terminal{TB: t}).run("template", written); code != exitDone {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		arguments string
		env       map[string]string
		code      int
		says      string // on the error stream; help on the other
	}{
		"nothing":              {"", nil, exitWrong, "expected one of"},
		"help as a word":       {"help", nil, exitWrong, "thidua --help lists the commands"},
		"unknown command":      {"nosuch", nil, exitWrong, "nosuch"},
		"unknown flag":         {"demo --nosuch", nil, exitWrong, "--nosuch"},
		"missing argument":     {"new", nil, exitWrong, "<file>"},
		"two formats":          {"invite --all --csv --json", nil, exitWrong, "--json"},
		"unknown role":         {"invite --role king", nil, exitWrong, "--role"},
		"wrong ending":         {"new a.pdf", nil, exitWrong, ".xlsx or .md"},
		"file is there":        {"new " + there, nil, exitWrong, "--force"},
		"no template's ending": {"template a.doc", nil, exitWrong, ".docx"},
		"template is there":    {"template " + written, nil, exitWrong, "--force"},
		"template for nothing": {"check " + written, nil, exitWrong, "thidua load FILE"},
		"dossier of nothing":   {"dossier", nil, exitWrong, "thidua load FILE"},
		"no such file":         {"check nosuch.md", nil, exitWrong, "nosuch.md"},
		"folder to check":      {"check " + folder, nil, exitWrong, "thư mục"},
		"folder to load":       {"load " + folder, nil, exitWrong, "folder"},
		"no such workbook":     {"load nosuch.md", nil, exitWrong, "nosuch.md"},
		"no token":             {"serve", nil, exitWrong, "TELEGRAM_BOT_TOKEN"},
		"no campaign":          {"export", nil, exitWrong, "thidua load FILE"},
		"no bot known":         {"invite --all", nil, exitWrong, "TELEGRAM_BOT_TOKEN"},
		"unknown store":        {"export", map[string]string{"STORE_URL": "mysql://x"}, exitWrong, "STORE_URL"},
		"wrong rate":           {"version", map[string]string{"SEND_RATE": "-1"}, exitWrong, "SEND_RATE"},
		"rate that is no rate": {"version", map[string]string{"SEND_RATE_CHAT": "NaN"}, exitWrong, "SEND_RATE_CHAT"},
		"webhook, no secret":   {"version", map[string]string{"WEBHOOK_URL": "https://x.vn/hook"}, exitWrong, "WEBHOOK_SECRET"},
		"webhook, bad secret":  {"version", map[string]string{"WEBHOOK_URL": "https://x.vn/hook", "WEBHOOK_SECRET": "bí mật"}, exitWrong, "WEBHOOK_SECRET"},
		"no webhook's URL":     {"version", map[string]string{"WEBHOOK_URL": "x.vn/hook", "WEBHOOK_SECRET": "abc"}, exitWrong, "WEBHOOK_URL"},
		"metrics on the hook":  {"version", map[string]string{"METRICS_ADDR": "127.0.0.1:8080"}, exitWrong, "METRICS_ADDR"},
		"webhook on a probe":   {"version", map[string]string{"WEBHOOK_URL": "https://x.vn/readyz", "WEBHOOK_SECRET": "abc"}, exitWrong, "WEBHOOK_URL"},
		"address is no one":    {"serve", map[string]string{"LISTEN_ADDR": "nowhere:x", "TELEGRAM_BOT_TOKEN": "1:x"}, exitFailed, "LISTEN_ADDR"},
		"wrong log":            {"version", map[string]string{"LOG_LEVEL": "loud"}, exitWrong, "LOG_LEVEL"},
		"no secret file":       {"version", map[string]string{"TELEGRAM_BOT_TOKEN_FILE": "/nosuch"}, exitWrong, "TELEGRAM_BOT_TOKEN_FILE"},
		"no such form":         {"chat nosuch.md", nil, exitWrong, "nosuch.md"},
		"no such unit":         {"chat --unit XX " + there, nil, exitWrong, "VP, TTR"},
		"no such language":     {"chat --lang fr " + there, nil, exitWrong, "en, vi"},
		"no such time":         {"chat --at noon " + there, nil, exitWrong, "--at"},
		"help":                 {"--help", nil, exitDone, ""},
		"help of a command":    {"invite --help", nil, exitDone, ""},
		"version":              {"version", nil, exitDone, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := terminal{TB: t, env: map[string]string{"STORE_URL": "file:" + filepath.Join(t.TempDir(), "x.db"), "FILES_URL": "file:" + t.TempDir()}}
			for key, value := range c.env {
				w.env[key] = value
			}
			code, out, err := w.run(strings.Fields(c.arguments)...)
			if code != c.code || !strings.Contains(err, c.says) {
				t.Errorf("exit code %d, want %d; it says %q and %q", code, c.code, out, err)
			}
			if (out == "") != (c.code != exitDone) || (err == "") != (c.code == exitDone) {
				t.Errorf("the streams are mixed up: %q and %q", out, err)
			}
		})
	}
}

// mistakes are five independent ones in the sample campaign.
var mistakes = strings.NewReplacer(
	"| text | ket_qua_huong_ung |", "| txt | ket_qua_huong_ung |",
	"| due | 2023-05-25 17:00 |", "| due | 2023-13-45 |",
	"| 0900 000 002 | TTR | focal_point |", "| 0900 000 002 | TTX | focal_point |",
	"| 0900 000 003 | KHTC | focal_point |", "| 0900 000 003 | KHTC | focal_pont |",
	"| huong_ung | other |", "| huong_ung | othr |")

// TestMistakes lists all that is wrong, each with its cell and cure, and loads nothing.
func TestMistakes(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sai.md")
	if err := os.WriteFile(file, []byte(mistakes.Replace(string(xlsform.Sample()))), 0o600); err != nil {
		t.Fatal(err)
	}
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t)}}
	line := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(file) + `: (survey|campaign|people|parts)![A-Z]+\d+: .{20,}$`)
	code, out, _ := w.run("check", file)
	if found := line.FindAllString(out, -1); code != exitWrong || len(found) != 5 || strings.Count(out, "\n") != 5 {
		t.Errorf("exit code %d, %d lines:\n%s", code, len(found), out)
	}
	code, out, err := w.run("load", file)
	if code != exitWrong || out != "" || len(line.FindAllString(err, -1)) != 5 {
		t.Errorf("load: exit code %d\n%s%s", code, out, err)
	}
	if code, _, err := w.run("export"); code != exitWrong || !strings.Contains(err, "no campaign") {
		t.Errorf("something was loaded: %d, %s", code, err)
	}
	code, out, _ = w.run("check", "--json", "--lang", "en", file)
	var result checked
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitWrong || result.Valid || len(result.Errors) != 5 || result.File != file {
		t.Errorf("check --json: %d, %v, %s", code, err, out)
	}
	lines := w.checkAll(filepath.Dir(file), "nosuch.md", file)
	if len(lines) != 3 || lines[0].Valid || lines[0].Errors[0].Code != unreadable || lines[1].Valid || len(lines[2].Errors) != 5 {
		t.Errorf("check --json of several: %+v", lines)
	}
}

// checkAll gives what check --json says of each file; it must say that something is wrong.
func (w terminal) checkAll(files ...string) []checked {
	code, out, _ := w.run(append([]string{"check", "--json"}, files...)...)
	if code != exitWrong {
		w.Errorf("exit code %d", code)
	}
	var all []checked
	for line := range strings.Lines(out) {
		var one checked
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			w.Errorf("%v in %s", err, line)
		}
		all = append(all, one)
	}
	return all
}

// TestOffice goes the whole way as a department does: new, check, load, invite while the bot runs, join, answer,
// export; on both stores.
func TestOffice(t *testing.T) {
	t.Parallel()
	for name, fresh := range stores {
		for _, format := range []string{"md", "xlsx"} {
			t.Run(name+" "+format, func(t *testing.T) {
				t.Parallel()
				office(t, fresh(t), filepath.Join(t.TempDir(), "đợt thi đua."+format))
			})
		}
	}
}

func office(t *testing.T, storeURL, file string) {
	sim, url := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": storeURL, "TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": sim.Token(),
		"SEND_RATE": "0", "SEND_RATE_CHAT": "0"}}
	bot := serve(w) // on an empty store
	w.must("new", file)
	if out := w.must("check", file); out != file+": đúng mẫu\n" {
		t.Errorf("check: %s", out)
	}
	if out := w.must("load", "--dry-run", file); !strings.Contains(out, "td75") {
		t.Errorf("load --dry-run: %s", out)
	}
	if code, _, _ := w.run("export"); code != exitWrong {
		t.Error("a dry run loaded the campaign")
	}
	w.must("load", file)
	var links []invitation
	sheet := filepath.Join(t.TempDir(), "ma.png")
	w.must("invite", "--all", "--json", "--png", sheet)
	for _, name := range []string{sheet, strings.Replace(sheet, "ma", "ma-2", 1), strings.Replace(sheet, "ma", "ma-10", 1)} {
		if page, err := os.ReadFile(name); err != nil || !strings.HasPrefix(string(page), "\x89PNG") {
			t.Errorf("page %s: %d bytes, %v", name, len(page), err)
		}
	}
	if err := json.Unmarshal([]byte(w.must("invite", "--unit", "KHTC", "--json")), &links); err != nil || len(links) != 1 {
		t.Fatalf("invite: %v, %v", links, err)
	}
	link := links[0]
	base, token, _ := strings.Cut(link.Link, "?start=")
	if base != "https://t.me/simulator_bot" || len(token) != 22 || link.Unit != "KHTC" || link.Role != "focal_point" ||
		time.Until(link.Expires) < 6*24*time.Hour {
		t.Errorf("link: %+v", link)
	}
	campaign, _ := xlsform.Read("sample.md", xlsform.Sample(), xlsform.Options{})
	questions := recognise(campaign)
	scripts, err := readScripts(homes(questions))
	if err != nil {
		t.Fatal(err)
	}
	p := &player{Person: sim.Person(firstPerson, link.Name, "0900 000 003", "vi"), script: scripts[link.Name],
		questions: questions, answered: func() {}, patience: patience}
	if _, err := p.join(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if err := p.play(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.must("load", file) // again, beside the running bot
	if m, err := p.say(t.Context(), "/menu"); err != nil || !has(m, "Hoạt động") {
		t.Errorf("after loading again: %q, %v", m.Text, err)
	}
	if err := bot.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	checkOffice(t, w)
}

// nothingChanged stands on the sheet of changes where there are none.
const nothingChanged = "Không có gì thay đổi."

// checkOffice looks for the answers in what is exported.
func checkOffice(t *testing.T, w terminal) {
	t.Helper()
	out := t.TempDir()
	printed := w.must("export", "--out", out)
	book := filepath.Join(out, "tong-hop.xlsx")
	if want := book + "\n" + filepath.Join(out, "bao-cao.docx") + "\n"; printed != want {
		t.Errorf("export printed %q", printed)
	}
	all := strings.Join(cells(t, book), "\n")
	for _, answer := range []string{"Cả phòng đăng ký rút ngắn thời gian thẩm tra", "Bùi Thị Ngân", "Phòng Kế hoạch - Tài chính"} {
		if !strings.Contains(all, answer) {
			t.Errorf("the workbook lacks %q", answer)
		}
	}
	again := t.TempDir()
	w.must("export", "--out", again, "--layout", "kobo") // is not compared with
	w.must("export", "--out", again)
	if compared := strings.Join(cells(t, filepath.Join(again, "tong-hop.xlsx")), "\n"); strings.Contains(all, nothingChanged) ||
		!strings.Contains(compared, nothingChanged) || strings.Count(compared, "Xuất dữ liệu") != 2 {
		t.Error("the second export does not tell what changed since the first, or the log not who exported")
	}
	if text := strings.Join(paragraphs(t, filepath.Join(out, "bao-cao.docx")), "\n"); !strings.Contains(text, "75 năm") {
		t.Errorf("the report does not name the campaign: %.200s", text)
	}
	if code, _, err := w.run("export", "--campaign", "nosuch"); code != exitWrong || !strings.Contains(err, "td75") {
		t.Errorf("another campaign: %d, %s", code, err)
	}
}

// TestForeignStore is refused by serve, and left as it is.
func TestForeignStore(t *testing.T) {
	t.Parallel()
	storeURL := stores["file"](t)
	for i, want := range []int{exitDone, exitWrong} {
		sim, url := phone(t, simulator.Options{BotID: int64(1000 + i)})
		w := terminal{TB: t, env: map[string]string{"STORE_URL": storeURL, "TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": sim.Token()}}
		if want == exitWrong {
			if code, _, err := w.run("serve"); code != exitWrong || !strings.Contains(err, "another bot's") || strings.Contains(err, sim.Token()) {
				t.Errorf("exit code %d: %s", code, err)
			}
			continue
		}
		bot := serve(w)
		p := &player{Person: sim.Person(firstPerson, "Ai đó", "0900 000 099", "vi"), patience: patience}
		p.Start("")
		if _, err := p.card(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := bot.stop(); err != nil {
			t.Error(err)
		}
	}
}

// TestCheckTemplate tries a template on a campaign before anybody answered.
func TestCheckTemplate(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	campaign, template, broken := filepath.Join(folder, "c.md"), filepath.Join(folder, "t.docx"), filepath.Join(folder, "b.docx")
	for name, content := range map[string][]byte{campaign: xlsform.Sample(), broken: []byte("no archive")} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := terminal{TB: t}
	if code, _, err := w.run("template", template); code != exitDone {
		t.Fatal(err)
	}
	if code, out, err := w.run("check", "--campaign", campaign, template); code != exitDone || !strings.Contains(out, "đúng mẫu") {
		t.Errorf("the built-in template: %d, %q, %q", code, out, err)
	}
	if code, out, _ := w.run("check", "--campaign", campaign, broken); code != exitWrong || !strings.Contains(out, broken+": ") {
		t.Errorf("a broken template: %d, %q", code, out)
	}
}
