package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows"
)

// chatCommand rehearses a campaign in the terminal, as one unit.
type chatCommand struct {
	File string `arg:"" help:"Campaign workbook, or plain XLSForm: .xlsx, .md, or a .zip with the files that it shows."`
	Unit string `help:"Code of the unit to answer for; - is the secretariat (--unit=-). Default: the first one."`
	Lang string `help:"Language: vi, en, or another one of the form. Default: the campaign's."`
	At   string `help:"Time at which the rehearsal begins, such as 2023-05-22T08:30. Default: now."`
}

// Run talks until the input ends.
func (c chatCommand) Run(w *world) error {
	script, err := c.script(w)
	if err != nil {
		return err
	}
	unit, err := c.unit(script.Campaign)
	if err != nil {
		return err
	}
	language, err := c.language(script.Campaign)
	if err != nil {
		return err
	}
	clock, note, err := c.clock(script.Campaign, language)
	if err != nil {
		return err
	}
	person := thidua.Person{Chat: rehearser, Name: sayMe.In(language), Language: language, Agreed: clock()}
	t := &talk{rehearsal: newRehearsal(script, unit.Code, person, clock), in: newLines(w.in, longestLine), out: w.out}
	if isTerminal(w.in) && isTerminal(w.out) {
		t.prompt = "> "
	}
	return t.hold(w.ctx, c.intro(script.Campaign, unit, language)+note)
}

// script reads the workbook; a wrong one is told of as check does.
func (c chatCommand) script(w *world) (*flows.Script, error) {
	book, err := openWorkbook(c.File)
	if err != nil {
		return nil, err
	}
	campaign, report := book.read()
	language := "vi"
	if c.Lang == "en" {
		language = "en"
	}
	printProblems(w.err, c.File, language, report)
	if len(report.Errors) > 0 {
		return nil, errReported
	}
	script, err := flows.Compile(campaign)
	if err != nil {
		return nil, wrongf("%s: %w", c.File, err)
	}
	return script, nil
}

// unit is the one that is named, or the first with something to answer.
func (c chatCommand) unit(campaign *thidua.Campaign) (thidua.Unit, error) {
	department := thidua.Unit{Code: thidua.Department}
	if c.Unit == thidua.Department {
		return department, nil
	}
	for _, unit := range campaign.Units {
		if unit.Code == c.Unit || c.Unit == "" && len(campaign.PartsOf(unit.Code)) > 0 {
			return unit, nil
		}
	}
	if c.Unit == "" {
		return department, nil
	}
	return department, wrongf("there is no unit %q; there is %s", c.Unit, strings.Join(codes(campaign, "en"), ", "))
}

// codes lists for whom one may answer.
func codes(campaign *thidua.Campaign, language string) []string {
	var list []string
	for _, unit := range campaign.Units {
		list = append(list, unit.Code)
	}
	if len(campaign.PartsOf(thidua.Department)) > 0 {
		list = append(list, thidua.Department+" ("+sayDepartment.In(language)+")")
	}
	return list
}

func (c chatCommand) language(campaign *thidua.Campaign) (string, error) {
	known := append([]string{"vi", "en"}, campaign.Form.Languages...)
	switch {
	case c.Lang == "":
		return campaign.Language, nil
	case slices.Contains(known, c.Lang):
		return c.Lang, nil
	}
	slices.Sort(known)
	return "", wrongf("there is no language %q; there is %s", c.Lang, strings.Join(slices.Compact(known), ", "))
}

// clock is the time of the rehearsal: that of the machine, moved to the opening where that lies ahead, or one that begins
// where it was told to and takes a second a step.
func (c chatCommand) clock(campaign *thidua.Campaign, language string) (now func() time.Time, note string, err error) {
	began := time.Now()
	moved := func() time.Time { return campaign.Opens.Add(time.Since(began)) }
	const shown = "15:04 02/01/2006"
	switch {
	case c.At != "":
		at, err := parseMoment(c.At, campaign.Location)
		return func() time.Time {
			at = at.Add(time.Second)
			return at
		}, "", err
	case began.Before(campaign.Opens):
		return moved, sayClockOpens.In(language, campaign.Opens.In(campaign.Location).Format(shown)) + "\n", nil
	case !campaign.Due.IsZero() && began.After(campaign.Due):
		return time.Now, sayClockOver.In(language, campaign.Due.In(campaign.Location).Format(shown)) + "\n", nil
	}
	return time.Now, "", nil
}

func parseMoment(text string, zone *time.Location) (time.Time, error) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, wrongf("--at: want a time such as 2023-05-22T08:30")
}

// intro says who speaks and how.
func (c chatCommand) intro(campaign *thidua.Campaign, unit thidua.Unit, language string) string {
	name := unit.Name
	if unit.Code == thidua.Department {
		name = sayDepartment.In(language)
	}
	text := sayRehearse.In(language, campaign.Title, name) + "\n"
	if all := codes(campaign, language); c.Unit == "" && len(all) > 1 {
		text += sayUnits.In(language, strings.Join(all, ", ")) + "\n"
	}
	return text + sayHowTo.In(language) + "\n"
}

// isTerminal tells whether a person is at the other end of a stream.
func isTerminal(stream any) bool {
	file, ok := stream.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// write prints what people or workbooks wrote, without the signs that steer a terminal.
func write(out io.Writer, text string) error {
	_, err := fmt.Fprint(out, strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f {
			return -1
		}
		return r
	}, text))
	return err
}
