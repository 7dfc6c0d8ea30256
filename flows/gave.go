package flows

import (
	"encoding/json"
	"strconv"
	"strings"

	"thidua"
)

// Gave is a message that gave an answer, so that editing the message corrects the answer.
type Gave struct {
	Message  int64         `json:"message"`
	Part     string        `json:"part"`
	Trail    []thidua.Step `json:"trail,omitempty"`
	Question string        `json:"question"`
}

// mostGiven is how many messages back a correction reaches.
const mostGiven = 20

// Given are the newest messages that gave answers, oldest first, a line each: every step carries them along, and few
// look at them. Names have neither tabs nor line ends.
type Given string

// UnmarshalJSON reads the lines, or the list that older sessions hold.
func (g *Given) UnmarshalJSON(body []byte) error {
	if len(body) == 0 || body[0] != '[' {
		return json.Unmarshal(body, (*string)(g))
	}
	var list []Gave
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	*g = ""
	for _, one := range list {
		*g = g.with(one)
	}
	return nil
}

// with adds a message; the oldest goes where there are too many.
func (g Given) with(one Gave) Given {
	lines := string(g) + strconv.FormatInt(one.Message, 10) + one.answered() + "\n"
	if strings.Count(lines, "\n") > mostGiven {
		_, lines, _ = strings.Cut(lines, "\n")
	}
	return Given(lines)
}

// without takes out the messages that gave the same answer.
func (g Given) without(one Gave) Given {
	end := one.answered() + "\n"
	if !strings.Contains(string(g), end) {
		return g
	}
	var kept strings.Builder
	for line := range strings.Lines(string(g)) {
		if message, _, _ := strings.Cut(line, "\t"); line != message+end {
			kept.WriteString(line)
		}
	}
	return Given(kept.String())
}

// find gives what a message answered.
func (g Given) find(message int64) (Gave, bool) {
	begin := strconv.FormatInt(message, 10) + "\t"
	for line := range strings.Lines(string(g)) {
		if rest, found := strings.CutPrefix(strings.TrimSuffix(line, "\n"), begin); found {
			fields := strings.Split(rest, "\t")
			one := Gave{Message: message, Part: fields[0]}
			for fields = fields[1:]; len(fields) > 2; fields = fields[2:] {
				one.Trail = append(one.Trail, thidua.Step{Repeat: fields[0], Entry: fields[1]})
			}
			one.Question = strings.Join(fields, "")
			return one, true
		}
	}
	return Gave{}, false
}

// answered is a line behind the message: part, trail, question.
func (g Gave) answered() string {
	var line strings.Builder
	for _, field := range g.fields() {
		line.WriteByte('\t')
		line.WriteString(field)
	}
	return line.String()
}

func (g Gave) fields() []string {
	fields := append(make([]string, 0, 2+2*len(g.Trail)), g.Part)
	for _, step := range g.Trail {
		fields = append(fields, step.Repeat, step.Entry)
	}
	return append(fields, g.Question)
}
