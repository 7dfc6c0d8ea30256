package xlsform

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"thidua"
)

// languages knows the form's languages by the names that its columns give them.
type languages struct {
	standard string   // code of the default language; empty where nothing names it
	codes    []string // in the order of their first column
	names    []string // as written, beside codes
	lacking  []string // names without a code
}

// tag is a language code alone or in brackets, such as vi, pt-BR (BCP 47).
var tag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// twoLetters are the language codes of ISO 639-1; of the thousands of longer ones only the form is looked at.
const twoLetters = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de " +
	"dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is " +
	"it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na " +
	"nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr " +
	"ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

func isTag(code string) bool {
	language, _, _ := strings.Cut(code, "-")
	return tag.MatchString(code) && (len(language) == 3 || strings.Contains(twoLetters, " "+language+" "))
}

// named gives the code of a language that authors often write without one.
func named(language string) string {
	switch strings.ToLower(language) {
	case "english", "tiếng anh":
		return "en"
	case "tiếng việt", "tieng viet", "vietnamese", "việt":
		return "vi"
	case "french", "français":
		return "fr"
	case "spanish", "español":
		return "es"
	case "chinese", "russian", "lao", "khmer", "japanese", "korean":
		return map[string]string{"chinese": "zh", "russian": "ru", "lao": "lo", "khmer": "km", "japanese": "ja",
			"korean": "ko"}[strings.ToLower(language)]
	}
	return ""
}

// code gives the code of a language as a column or default_language names it; sure tells whether it was spelled out.
func code(name string) (code string, sure bool) {
	name = strings.TrimSpace(name)
	if inner, ok := strings.CutSuffix(name, ")"); ok {
		if i := strings.LastIndex(inner, "("); i >= 0 {
			if code := strings.TrimSpace(inner[i+1:]); tag.MatchString(code) {
				return code, isTag(code)
			}
		}
	}
	if isTag(name) {
		return name, true
	}
	return cmp.Or(named(name), name), false
}

// readLanguages collects the languages of both sheets and settles the default.
func (r *reader) readLanguages() {
	l := &r.languages
	standard := r.setting("default_language")
	plain := false
	for _, t := range []*table{r.survey, r.choices} {
		if t == nil {
			continue
		}
		for _, c := range t.columns {
			plain = plain || translated(c.name) && c.language == ""
			if c.language != "" {
				l.add(c.language)
			}
		}
	}
	if len(l.lacking) > 0 {
		r.warn(languageCode, cell{sheet: r.survey.sheet}, strings.Join(l.lacking, ", "))
	}
	switch {
	case standard.text != "":
		l.standard, _ = code(standard.text)
		if !slices.Contains(l.codes, l.standard) {
			if plain {
				l.codes = append([]string{l.standard}, l.codes...)
			} else {
				r.warn(languageDefault, standard, strings.Join(l.names, ", "))
			}
		}
	case !plain && len(l.codes) > 0:
		l.standard = l.codes[0]
	}
	r.form.DefaultLanguage, r.form.Languages = l.standard, l.codes
}

func (l *languages) add(name string) {
	c, sure := code(name)
	if !slices.Contains(l.codes, c) {
		l.codes = append(l.codes, c)
		l.names = append(l.names, name)
		if !sure {
			l.lacking = append(l.lacking, name)
		}
	}
}

// text collects a row's texts in a translatable column; the code "" holds the default language's, or else the first.
func (r *reader) text(t *table, line row, name string) thidua.Text {
	text := thidua.Text{}
	first := ""
	for _, c := range t.byName[name] {
		s := t.at(line, c).text
		if s == "" {
			continue
		}
		if first == "" {
			first = s
		}
		language := r.languages.standard
		if c.language != "" {
			language, _ = code(c.language)
		}
		text[language] = s
	}
	if first == "" {
		return nil
	}
	if text[""] == "" {
		text[""] = text[r.languages.standard]
	}
	if text[""] == "" {
		text[""] = first
	}
	return text
}

// checkTranslations warns, once for the form, of columns that a language lacks.
func (r *reader) checkTranslations() {
	var missing []string
	plain := false
	for _, t := range []*table{r.survey, r.choices} {
		plain = plain || t != nil && slices.ContainsFunc(t.columns, func(c column) bool {
			return translated(c.name) && c.language == "" && t.filled(c)
		})
	}
	codes := slices.Clone(r.languages.codes)
	if plain && r.languages.standard == "" && len(codes) > 0 {
		codes = append(codes, "")
	}
	for _, t := range []*table{r.survey, r.choices} {
		if t != nil {
			missing = append(missing, r.lackingColumns(t, codes)...)
		}
	}
	if len(missing) > 0 {
		r.warn(translationMissing, cell{sheet: r.survey.sheet}, wide(strings.Join(missing, "; ")))
	}
}

// lackingColumns lists which languages lack a column that a sheet has. A column without a language is the default language's,
// unless the sheet spells that one out beside others: then it may have been forgotten there (as pyxform warns).
func (r *reader) lackingColumns(t *table, codes []string) []string {
	var missing []string
	spelled := slices.ContainsFunc(t.columns, func(c column) bool {
		language, _ := code(c.language)
		return c.language != "" && language == r.languages.standard && translated(c.name) && t.filled(c)
	})
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range t.byName {
			if translated(name) && slices.ContainsFunc(t.byName[name], t.filled) && !yield(name) {
				return
			}
		}
	}) {
		have := map[string]bool{}
		for _, c := range t.byName[name] {
			switch language, _ := code(c.language); {
			case c.language != "":
				have[language] = true
			case !spelled:
				have[r.languages.standard] = true
			}
		}
		for _, c := range codes {
			if !have[c] {
				missing = append(missing, fmt.Sprintf("%s %s (%s)", t.sheet, name, orDefault(c)))
			}
		}
	}
	return missing
}

func orDefault(code string) string {
	if code == "" {
		return "default"
	}
	return code
}
