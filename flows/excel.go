package flows

import (
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// doExcel sends a part as a spreadsheet to fill, or all parts.
const doExcel = "excel"

// sendExcel queues a spreadsheet of a part, or of all that may still be changed; the open card stays as it is.
func (t *turn) sendExcel(part string) {
	var names []string
	var closed *place
	for _, p := range t.script.Campaign.PartsOf(t.unit) {
		home := t.script.parts[p.Name].home
		if part != "" && p.Name != part {
			continue
		}
		if t.isClosed(home) {
			closed = home
		} else {
			names = append(names, t.partLabel(home))
		}
	}
	switch opens := t.script.Campaign.Opens; {
	case t.noFiles:
		t.tell(texts.ExcelElsewhere)
	case t.now.Before(opens):
		t.tell(texts.NotOpen, t.moment(opens))
	case len(names) == 0 && closed != nil && part != "":
		t.tellClosed(closed)
	case len(names) == 0:
		t.tell(texts.ExcelClosed)
	default:
		t.quiet = true
		t.log(part, "sheet")
		t.documents = append(t.documents, thidua.Message{Chat: t.input.Chat,
			Lines:  []thidua.Line{{Text: texts.ExcelReady.In(t.language, t.unitName(), strings.Join(names, "; "))}},
			Attach: &thidua.Document{Kind: thidua.UnitSheet, Campaign: t.script.Campaign.ID, Unit: t.unit, Part: part}})
	}
}

// excelButton offers the spreadsheet.
func (t *turn) excelButton(part string) option {
	return t.button("📗", texts.FillByExcel, doExcel, part)
}

// AsksFile tells whether the question that is open in a session takes a file.
func (s *Script) AsksFile(session Session) bool {
	p := s.parts[session.Part]
	if session.Screen != Asking || p == nil {
		return false
	}
	layout := p.layout
	for _, step := range session.Trail {
		n := layout.names[step.Repeat]
		if n == nil || n.inside == nil {
			return false
		}
		layout = n.inside
	}
	n := layout.locate(session.Question)
	return n != nil && isFile(n.q.Type)
}
