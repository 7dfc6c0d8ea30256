package xlsform

import (
	"cmp"
	"strings"
)

// readSettings reads the first row of the sheet settings.
func (r *reader) readSettings() {
	f := &r.form
	f.ID, f.Version = r.setting("form_id").text, r.setting("version").text
	if at := r.setting("id_string"); f.ID == "" {
		f.ID = at.text
	} else if !at.empty() {
		r.warn(idTwice, at)
	}
	f.Title = cmp.Or(r.setting("form_title").text, f.ID)
	if at := r.setting("instance_name"); !at.empty() {
		f.InstanceName = at.text
		r.uses = append(r.uses, use{at: at, column: "instance_name", source: at.text})
	}
}

// identifier makes an id of a text that was not written as one.
func identifier(s string) string {
	s = strings.Join(strings.Fields(s), "-")
	var b strings.Builder
	for _, c := range s {
		if isIDRune(c) {
			b.WriteRune(c)
		}
	}
	id := []rune(strings.TrimLeft(b.String(), "-."))
	return string(id[:min(len(id), maxID)])
}
