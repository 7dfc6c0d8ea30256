package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

const logCommand = "/nhatky"

// Limits of looking into a log from the chat; the workbook has all of it.
const (
	logPage    = 6     // lines on a card
	logLines   = 4     // of a phone's screen that one takes, with what exactly at its end
	logSlice   = 500   // lines read in one round trip
	mostLooked = 20000 // lines among which a unit's are looked for
)

// Log reads a campaign's log, oldest first.
func Log(ctx context.Context, store thidua.Store, campaign string) ([]thidua.LogLine, error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.LogOf(campaign)})
	if err != nil {
		return nil, fmt.Errorf("read the log of %s: %w", campaign, err)
	}
	lines := make([]thidua.LogLine, 0, len(records))
	for _, r := range records {
		var line thidua.LogLine
		if err := json.Unmarshal(r.Body, &line); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// logExcerpt is a page of a log, newest first.
type logExcerpt struct {
	lines []thidua.LogLine
	more  bool // older ones follow
	cut   bool // the search for older ones was given up
}

// newest reads a page of a campaign's log, or of one unit's lines in it.
func newest(ctx context.Context, store thidua.Store, campaign, unit string, page int) (logExcerpt, error) {
	var out logExcerpt
	skip, size := page*logPage, logSlice
	if unit == "" {
		size = skip + logPage + 1
	}
	after := thidua.Key("")
	for looked := 0; ; {
		records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.LogOf(campaign), After: after, Limit: size, Back: true})
		if err != nil {
			return out, fmt.Errorf("read the log of %s: %w", campaign, err)
		}
		for _, r := range records {
			line, meant, err := readLine(r, unit)
			switch {
			case err != nil:
				return out, err
			case !meant:
			case skip > 0:
				skip--
			case len(out.lines) == logPage:
				out.more = true
				return out, nil
			default:
				out.lines = append(out.lines, line)
			}
		}
		if looked += len(records); len(records) < size {
			return out, nil
		}
		if looked >= mostLooked {
			out.cut = true
			return out, nil
		}
		after = records[len(records)-1].Key
	}
}

// readLine decodes a line if it is of a unit; lines of others are told by their bytes, which is far cheaper.
func readLine(r thidua.Record, unit string) (line thidua.LogLine, meant bool, err error) {
	if unit != "" {
		code, err := json.Marshal(unit)
		if err != nil || !bytes.Contains(r.Body, code) {
			return line, false, err
		}
	}
	if err := json.Unmarshal(r.Body, &line); err != nil {
		return line, false, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
	}
	return line, unit == "" || line.Unit == unit, nil
}

// showLog serves /nhatky and its buttons: a page, and the unit where it is one unit's. A focal point, and
// a unit's head, read their unit's.
func (d *decision) showLog(ctx context.Context, c *thidua.Campaign, argument string) error {
	number, code, _ := strings.Cut(argument, ".")
	page, _ := strconv.Atoi(number)
	if code == "" && ofUnits(d.post) {
		code = shortCode(d.post.Unit)
	}
	unit, ofUnit := unitOnButton(c, code)
	if code != "" && (!ofUnit || !reaches(c, d.post, unit.Code)) {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	found, err := newest(ctx, d.b.store, c.ID, unit.Code, max(page, 0))
	if err != nil {
		return err
	}
	l := d.language()
	title := c.Title
	if ofUnit {
		title = unit.Name
	}
	m := thidua.Message{Lines: []thidua.Line{{Text: thidua.Clip(texts.LogOf.In(l, title), 2), Style: thidua.Strong}}}
	for _, line := range found.lines {
		m.Lines = append(m.Lines, thidua.Line{Text: thidua.Clip(logText(l, c, line, !ofUnit), logLines)})
	}
	switch {
	case found.cut:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.LogCut.In(l), Style: thidua.Faint})
	case len(found.lines) == 0:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.LogEmpty.In(l)})
	}
	var turn []thidua.Button
	if page > 0 {
		turn = append(turn, thidua.Button{Label: texts.Newer.In(l), Data: logData(page-1, code)})
	}
	if found.more {
		turn = append(turn, thidua.Button{Label: texts.Older.In(l), Data: logData(page+1, code)})
	}
	if len(turn) > 0 {
		m.Buttons = append(m.Buttons, turn)
	}
	if ofUnit && d.post.Role != thidua.FocalPoint {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: "⬅ " + texts.Back.In(l), Data: boardView{}.data("u." + code)}})
	}
	d.reply(m)
	return nil
}

// logData is a page of a log on a button, of one unit or of all.
func logData(page int, unit string) string {
	data := deskPrefix + "nhatky." + strconv.Itoa(page)
	if unit != "" {
		data += "." + unit
	}
	return data
}

// logText writes a line for people: when, who, what, where, and what exactly.
func logText(language string, c *thidua.Campaign, line thidua.LogLine, withUnit bool) string {
	at, who := line.At.In(c.Location).Format("02/01 15:04"), line.Name
	switch {
	case line.By == 0 && line.Name == operator:
		who = texts.ByOperator.In(language)
	case who == "":
		who = texts.ByBot.In(language)
	}
	act := line.Act
	if word, known := thidua.Acts[act]; known {
		act = word.In(language)
	}
	parts := []string{at, who, act}
	if p, ok := c.Part(line.Part); ok {
		parts = append(parts, label(p))
	}
	if u, ok := c.Unit(line.Unit); ok && withUnit {
		parts = append(parts, u.Name)
	}
	if line.Detail != "" {
		parts = append(parts, excerpt(line.Detail))
	}
	return strings.Join(parts, " · ")
}
