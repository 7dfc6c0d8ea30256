package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
)

var update = flag.Bool("update", false, "rewrite testdata/chat from what is said now")

// typist types the lines of a transcript one at a time, each into the output that it answers.
type typist struct {
	lines []string
	out   *bytes.Buffer
}

func (t *typist) Read(p []byte) (int, error) {
	if len(t.lines) == 0 {
		return 0, io.EOF
	}
	line := t.lines[0] + "\n"
	t.lines = t.lines[1:]
	t.out.WriteString("> " + line)
	return copy(p, line), nil
}

// TestChatTranscripts replays the transcripts: a command line after $, then what is said, and what is typed after >.
func TestChatTranscripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/chat/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	sample := filepath.Join(t.TempDir(), "sample.md")
	if err := os.WriteFile(sample, xlsform.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(want), sample)
			if *update {
				err := os.WriteFile(file, []byte(got), 0o644)
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if a, b := firstDifference(got, string(want)); a != b {
				t.Errorf("it says\n%s\nwant\n%s", a, b)
			}
		})
	}
}

// replay runs a transcript's command line on what is typed in it.
func replay(t *testing.T, transcript, sample string) string {
	command, rest, _ := strings.Cut(transcript, "\n")
	var out, err bytes.Buffer
	out.WriteString(command + "\n")
	in := &typist{out: &out}
	for line := range strings.Lines(rest) {
		if typed, ok := strings.CutPrefix(line, "> "); ok {
			in.lines = append(in.lines, strings.TrimSuffix(typed, "\n"))
		}
	}
	arguments := strings.Fields(strings.NewReplacer("$ thidua ", "", "sample.md", sample).Replace(command))
	code := run(t.Context(), arguments, func(string) string { return "" }, streams{in: in, out: &out, err: &err})
	if code != exitDone || err.Len() > 0 {
		t.Errorf("exit code %d: %s", code, err.String())
	}
	return out.String()
}

// firstDifference is the first line in which two texts differ, with those before.
func firstDifference(a, b string) (string, string) {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(left), len(right)) {
		if i >= len(left) || i >= len(right) || left[i] != right[i] {
			from := max(0, i-6)
			return strings.Join(left[min(from, len(left)):min(i+1, len(left))], "\n"),
				strings.Join(right[min(from, len(right)):min(i+1, len(right))], "\n")
		}
	}
	return "", ""
}

// TestChatMistakes tells of a wrong workbook in the words of check.
func TestChatMistakes(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sai.md")
	if err := os.WriteFile(file, []byte(mistakes.Replace(string(xlsform.Sample()))), 0o600); err != nil {
		t.Fatal(err)
	}
	w := terminal{TB: t}
	for _, language := range []string{"vi", "en"} {
		code, out, said := w.run("chat", "--lang", language, file)
		_, want, _ := w.run("check", "--lang", language, file)
		if code != exitWrong || out != "" || said != want || strings.Count(said, "\n") != 5 {
			t.Errorf("exit code %d\n%s%s", code, out, said)
		}
	}
}

// TestChatClock moves the clock to an opening that lies ahead, and tells when everything is late.
func TestChatClock(t *testing.T) {
	t.Parallel()
	day := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	for name, c := range map[string]struct{ opens, due, says, lacks string }{
		"ahead": {day(30), day(60), "chưa mở", "--at đặt"},
		"open":  {day(-30), day(60), "Nhà", "--at"},
		"over":  {day(-60), day(-30), "Đã quá hạn", "chưa mở"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "x.md")
			content := "| survey |\n| | type | name | label |\n| | text | nha | Nhà |\n| campaign |\n| | key | value |\n" +
				"| | id | x |\n| | title | Nhà |\n| | opens | " + c.opens + " |\n| | due | " + c.due + " |\n"
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			w := terminal{TB: t, in: strings.NewReader("/1\n/1\n")}
			out := w.must("chat", file)
			if !strings.Contains(out, c.says) || strings.Contains(out, c.lacks) || !strings.Contains(out, "câu 1/1") {
				t.Errorf("%s", out)
			}
		})
	}
}

// TestChatLongLine refuses what is longer than any answer, and goes on.
func TestChatLongLine(t *testing.T) {
	t.Parallel()
	for name, long := range map[string]string{
		"one line":   strings.Repeat("a", longestLine+1),
		"many lines": strings.Repeat(strings.Repeat("a", 1<<10)+"\\\n", 1<<10+1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := terminal{TB: t, in: strings.NewReader("/1\n/1\n" + long + "\nMột hộ\n")}
			out := w.must("chat", "testdata/chat/household.md")
			if strings.Count(out, "quá dài") != 1 || !strings.Contains(out, "Đã ghi: Một hộ") || len(out) > 1<<14 {
				t.Errorf("%d bytes: %.3000s", len(out), out)
			}
		})
	}
}

// TestChatControls keeps signs that steer a terminal from it.
func TestChatControls(t *testing.T) {
	t.Parallel()
	w := terminal{TB: t, in: strings.NewReader("/a\x1b[2Jb\u009bc\n")}
	if out := w.must("chat", "testdata/chat/household.md"); strings.ContainsAny(out, "\x1b\u009b") || !strings.Contains(out, "/a[2Jbc") {
		t.Errorf("%q", out)
	}
}

// TestUndo goes back over any walk, step by step, through exactly the states that there were.
func TestUndo(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{"sample.md": xlsform.Sample(), "household.md": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if content == nil {
				var err error
				if content, err = os.ReadFile("testdata/chat/household.md"); err != nil {
					t.Fatal(err)
				}
			}
			random := rand.New(rand.NewPCG(7, 7))
			wander(t, talkOf(t, name, content), random)
		})
	}
}

func talkOf(t testing.TB, name string, content []byte) *talk {
	t.Helper()
	campaign, _ := xlsform.Read(name, content, xlsform.Options{})
	script, err := flows.Compile(campaign)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2023, 5, 22, 8, 30, 0, 0, campaign.Location)
	clock := func() time.Time { at = at.Add(time.Second); return at }
	r := newRehearsal(script, campaign.Units[0].Code, thidua.Person{Chat: rehearser, Language: "vi"}, clock)
	return &talk{rehearsal: r, in: newLines(strings.NewReader(""), longestLine), out: io.Discard}
}

// wander types and presses at random, then goes all the way back.
func wander(t *testing.T, walk *talk, random *rand.Rand) {
	const steps = 400
	var states []string
	for range steps {
		states = append(states, stateOf(t, walk.rehearsal))
		if _, err := walk.answer(anything(walk, random)); err != nil {
			t.Fatal(err)
		}
		if len(walk.past) < len(states) {
			states = states[:len(walk.past)] // it was no step
		}
	}
	if len(states) < steps/2 || len(walk.records) < 5 {
		t.Fatalf("%d steps, %d records", len(states), len(walk.records))
	}
	for i, want := range slices.Backward(states) {
		if !walk.undo() || stateOf(t, walk.rehearsal) != want {
			t.Fatalf("going back to before step %d of %d:\n%s\nwant\n%s", i, len(states), stateOf(t, walk.rehearsal), want)
		}
	}
	if walk.undo() || len(walk.records) > 0 {
		t.Error("there is more to go back over")
	}
}

// anything is a button, or one of the texts and commands that people type.
func anything(walk *talk, random *rand.Rand) string {
	typed := []string{"12", "1", "Nguyễn Văn A", "22/5/2023", "/tep", "/menu", "", "Một\nhai", "/99", "/nosuch"}
	buttons := 0
	for _, row := range walk.card.Buttons {
		buttons += len(row)
	}
	if n := random.IntN(10); n < 6 && buttons > 0 {
		return "/" + string(rune('1'+random.IntN(min(buttons, 9))))
	}
	return typed[random.IntN(len(typed))]
}

func stateOf(t testing.TB, r *rehearsal) string {
	t.Helper()
	var text strings.Builder
	for _, part := range []any{r.session, r.needs, r.card, r.sent, r.update} {
		body, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(append(body, '\n'))
	}
	for _, key := range slices.Sorted(maps.Keys(r.records)) {
		text.WriteString(string(key) + " " + string(r.records[key].Body) + "\n")
	}
	return text.String()
}

// FuzzChat never ends a conversation, whatever is typed.
func FuzzChat(f *testing.F) {
	content, err := os.ReadFile("testdata/chat/household.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"/1\n/1\nMột hộ\n/1\n2\n/1\nA\n20\n/values\n/undo", "/\n//\n/-1\n/+1\n/00001", "\\\n\\", "/tep /\n/file x.pdf\n/tep 'a b.png'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		var out bytes.Buffer
		walk := talkOf(t, "household.md", content)
		walk.in, walk.out = newLines(strings.NewReader(typed), longestLine), &out
		if err := walk.hold(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsRune(out.String(), '\x1b') || strings.Contains(out.String(), "%!") {
			t.Errorf("%q", out.String())
		}
	})
}
