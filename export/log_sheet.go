package export

import "thidua"

// logSheet tells who did what, oldest first.
func (b *book) logSheet() error {
	labels := []string{numberHead, "Thời gian", "Người thực hiện", unitHead, "Nội dung", "Việc", "Chi tiết"}
	s := b.list(logName, layout{title: logTitle, fixed: 2, tab: "7F7F7F"}, labels...)
	for i, line := range b.c.Log {
		s.add(s.whole(i+1), s.moment(inZone(line.At, b.c.location()), true), s.text(b.c.doer(line)),
			s.text(b.c.unitOf(line.Unit)), s.text(b.c.partLabel(line.Part)), s.text(actWord(line.Act)),
			s.text(line.Detail))
	}
	s.table("nhat_ky", 1, labels)
	return s.close()
}

// operator is who the log says did what was done on the command line.
const operator = "operator"

// doer names who did it: the name in the line, or of the person now, or the operator, or the bot by itself.
func (c *Consolidation) doer(line thidua.LogLine) string {
	switch {
	case line.By == 0 && line.Name == operator:
		return operatorName
	case line.By == 0 && line.Name == "":
		return automaticName
	case line.Name != "":
		return line.Name
	}
	return c.names[line.By]
}

func (c *Consolidation) unitOf(code string) string {
	if code == thidua.Department {
		return c.UnitName(thidua.Unit{Code: code})
	}
	if u, ok := c.units[code]; ok {
		return c.UnitName(u)
	}
	return code
}

func (c *Consolidation) partLabel(name string) string {
	if p, ok := c.Part(name); ok {
		return p.Label
	}
	return name
}

// actWord says an act of the log in the words of the conversation; an unknown one stands for itself.
func actWord(act string) string {
	if word, known := thidua.Acts[act]; known {
		return word.In("vi")
	}
	return act
}
