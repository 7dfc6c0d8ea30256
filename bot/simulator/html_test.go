package simulator

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseHTML(t *testing.T) {
	cases := []struct {
		name, source, text, entities, html string
	}{
		{"plain", "Chào", "Chào", "", ""},
		{"bold", "<b>Chào</b> bạn", "Chào bạn", "bold 0 4", ""},
		{"synonyms", "<strong>a</strong><em>b</em><ins>c</ins><del>d</del><strike>e</strike>", "abcde",
			"bold 0 1, italic 1 1, underline 2 1, strikethrough 3 1, strikethrough 4 1",
			"<b>a</b><i>b</i><u>c</u><s>d</s><s>e</s>"},
		{"nested", "<b>a<i>b</i></b>", "ab", "bold 0 2, italic 1 1", ""},
		{"upper case", "<B>a</B>", "a", "bold 0 1", "<b>a</b>"},
		{"space in tags", "<b >a</b >", "a", "bold 0 1", "<b>a</b>"},
		{"references", "&lt;b&gt; &amp; &quot;&#65;&#x1F600;", "<b> & \"A😀", "", "&lt;b&gt; &amp; &#34;A😀"},
		{"units beyond the BMP", "😀<b>x</b>", "😀x", "bold 2 1", ""},
		{"link", `<a href="https://x.vn/?a=1&amp;b=2">mở</a>`, "mở", "text_link 0 2 https://x.vn/?a=1&b=2", ""},
		{"link without href", `<a>https://x.vn</a>`, "https://x.vn", "text_link 0 12 https://x.vn", `<a href="https://x.vn">https://x.vn</a>`},
		{"single and no quotes", `<a href='u'>a</a><a href=v>b</a>`, "ab", "text_link 0 1 u, text_link 1 1 v", `<a href="u">a</a><a href="v">b</a>`},
		{"spoiler", `<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>`, "ab", "spoiler 0 1, spoiler 1 1",
			"<tg-spoiler>a</tg-spoiler><tg-spoiler>b</tg-spoiler>"},
		{"pre with language", `<pre><code class="language-go">x</code></pre>`, "x", "pre 0 1", "<pre>x</pre>"},
		{"expandable quote", "<blockquote expandable>x</blockquote>", "x", "blockquote 0 1", "<blockquote>x</blockquote>"},
		{"empty entity vanishes", "a<b></b>", "a", "", "a"},
		{"unknown reference stays", "a &nbsp; b", "a &nbsp; b", "", "a &amp;nbsp; b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, entities, _, err := parseHTML(c.source)
			if err != nil {
				t.Fatal(err)
			}
			if text != c.text || listed(entities) != c.entities {
				t.Errorf("got %q with %s\nwant %q with %s", text, listed(entities), c.text, c.entities)
			}
			want := c.html
			if want == "" {
				want = c.source
			}
			if got := renderHTML(text, entities); got != want {
				t.Errorf("rendered %s\nwant     %s", got, want)
			}
		})
	}
}

func listed(entities []Entity) string {
	var all []string
	for _, e := range entities {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %d %d %s", e.Type, e.Offset, e.Length, e.URL)))
	}
	return strings.Join(all, ", ")
}

func TestParseHTMLRefuses(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"unclosed tag", "<b>a", `Can't find end tag corresponding to start tag "b"`},
		{"unknown tag", "ab<p>x</p>", `Unsupported start tag "p" at byte offset 2`},
		{"less than", "2 <3", `Unclosed start tag at byte offset 2`},
		{"less than and space", "2 < 3 >", `Unsupported start tag "" at byte offset 2`},
		{"crossed tags", "<b><i>x</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"end without start", "x</b>", `Unexpected end tag at byte offset 1`},
		{"unclosed end", "<b>x</b", `Unclosed end tag at byte offset 4`},
		{"span without class", "<span>x</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{"unclosed attribute", `<a href="x>y</a>`, `Unclosed start tag at byte offset 0`},
		{"attribute without name", `<a ="x">y</a>`, `Empty attribute name in the tag "a" at byte offset 0`},
		{"break", "a<br>b", `Unsupported start tag "br" at byte offset 1`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, _, err := parseHTML(c.source)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestParseHTMLNotes(t *testing.T) {
	for _, source := range []string{
		"A & B", "a > b", "&nbsp;", "&#0;", `<b class="x">a</b>`, "<code><b>x</b></code>", "<pre><i>x</i></pre>",
		"<blockquote>a<blockquote>b</blockquote></blockquote>",
	} {
		t.Run(source, func(t *testing.T) {
			_, _, notes, err := parseHTML(source)
			if err != nil || len(notes) != 1 {
				t.Errorf("got %q and %v, want one note", notes, err)
			}
		})
	}
}

func TestTrimmed(t *testing.T) {
	text, entities, _, err := parseHTML("\n <b> a </b>\n")
	if err != nil {
		t.Fatal(err)
	}
	f := trimmed(formatted{text, entities})
	if f.text != "a" || listed(f.entities) != "bold 0 1" {
		t.Errorf("got %q with %s", f.text, listed(f.entities))
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{
		"<b>Chào</b>", "a&lt;b", `<a href="x">y</a>`, "<b><i>x</b></i>", "😀<u>x</u>", "<", "</", "&#x110000;", "<pre><code class=language-go>x</code></pre>",
		"<b>\n</b> <i>x</i>\n", "<a href='", "&", "<b =", "<blockquote expandable>x</blockquote>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text, entities, _, err := parseHTML(source)
		if err != nil {
			return
		}
		if utf8.ValidString(source) && !utf8.ValidString(text) {
			t.Fatalf("%q became invalid %q", source, text)
		}
		got := trimmed(formatted{text, entities})
		if !withinText(got) {
			t.Fatalf("%q: entities %v beyond %q", source, got.entities, got.text)
		}
		again, entitiesAgain, notes, err := parseHTML(renderHTML(text, entities))
		if err != nil || again != strings.ToValidUTF8(text, "\uFFFD") && utf8.ValidString(text) {
			t.Fatalf("%q: rendering reads back as %q, %v", source, again, err)
		}
		for _, note := range notes {
			if !strings.Contains(note, " inside ") {
				t.Fatalf("%q: rendering is not clean: %s", source, note)
			}
		}
		if utf8.ValidString(text) && len(entities) != len(entitiesAgain) && !strings.Contains(source, "pre") {
			t.Fatalf("%q: %v read back as %v", source, entities, entitiesAgain)
		}
	})
}
