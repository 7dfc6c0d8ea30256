package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// desk serves the commands of the secretariat, the leaders and the council, to whom the table of rights names; handled is
// false for what belongs to the form.
func (d *decision) desk(ctx context.Context, command string) (handled bool, err error) {
	argument := ""
	command, _, _ = strings.Cut(command, "\n")
	if pressed, ok := strings.CutPrefix(d.in.Data, deskPrefix); ok {
		command, argument, _ = strings.Cut(pressed, ".")
		command = "/" + command
	}
	command = cmp.Or(aliases[command], command)
	if d.asksByName() {
		command = askCommand
	}
	roles, known := rights[command]
	if handled, err := d.takeAsked(ctx, command); handled || err != nil {
		return handled, err
	}
	for _, typed := range []func(context.Context, string, bool) (bool, error){d.takeErrand, d.compose, d.seek} {
		if handled, err := typed(ctx, command, known); handled || err != nil {
			return handled, err
		}
	}
	if handled, err := d.composeReturn(ctx, command); handled || err != nil {
		return handled, err
	}
	if known {
		switch {
		case d.may(command):
			return true, d.serve(ctx, command, argument)
		case slices.Contains(roles, thidua.Leader):
			d.tell(texts.ForDesk)
		case slices.Contains(roles, thidua.FocalPoint):
			d.tell(texts.ForUnits)
		default:
			d.tell(texts.ForSecretariat)
		}
		return true, nil
	}
	switch d.post.Role {
	case thidua.Council:
		d.tell(texts.Council)
		return true, nil
	case thidua.Leader:
		return true, d.showDesk(ctx)
	case thidua.Secretariat:
		if command == "/start" || command == "/help" || command == "/trogiup" {
			return true, d.leaveForm(ctx)
		}
		return d.deskInstead(ctx)
	}
	return false, nil
}

// deskInstead shows the desk to a secretariat that has no parts of its own, where anybody else would find the menu.
func (d *decision) deskInstead(ctx context.Context) (handled bool, err error) {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil || d.fills(script.Campaign) || d.in.Data != "" || len(d.in.Files) > 0 {
		return false, err
	}
	return true, d.showDesk(ctx)
}

// leaveForm shows the desk to somebody who may be answering a question: what was given stays, and the question is
// closed, so that the next text is not taken for its answer.
func (d *decision) leaveForm(ctx context.Context) error {
	if err := d.closeForm(ctx); err != nil {
		return err
	}
	return d.showDesk(ctx)
}

// closeForm closes the question that may be open, unseen.
func (d *decision) closeForm(ctx context.Context) error {
	in := d.in
	d.in.Text, d.in.Data, d.in.Query, d.in.Files = "/menu", "", "", nil
	err := d.form(ctx, "")
	d.in, d.messages, d.notice = in, nil, ""
	return err
}

func (d *decision) serve(ctx context.Context, command, argument string) error {
	switch command {
	case announceCommand:
		return d.announce(ctx, argument)
	case askCommand:
		return d.askDesk(ctx, argument)
	case excelCommand:
		return d.excel(ctx, argument)
	case templateCommand:
		return d.template(ctx, argument)
	case extendCommand:
		return d.extend(ctx, argument)
	case lockCommand, closeCommand, archiveCommand:
		return d.changePhase(ctx, command, argument)
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	switch command {
	case reviewCommand:
		if id, all := strings.CutPrefix(argument, "all."); all {
			return d.approveAll(ctx, id)
		}
		page, _ := strconv.Atoi(argument)
		return d.showQueue(ctx, page)
	case "/tonghop":
		return d.request(ctx, script.Campaign.ID, Workbook)
	case "/baocao":
		return d.request(ctx, script.Campaign.ID, Report)
	case dossierCommand:
		return d.request(ctx, script.Campaign.ID, Dossier)
	case alikeCommand:
		return d.alike(ctx, argument)
	case checksCommand:
		return d.checks(ctx, script.Campaign, argument)
	case logCommand:
		return d.showLog(ctx, script.Campaign, argument)
	default:
		return d.showBoard(ctx, script.Campaign, argument)
	}
}

// fills tells whether the person is of the secretariat and has parts of its own to fill.
func (d *decision) fills(c *thidua.Campaign) bool {
	return d.post.Role == thidua.Secretariat &&
		slices.ContainsFunc(c.Parts, func(p thidua.Part) bool { return p.FilledBy == thidua.Secretariat })
}

// showDesk is the card of those who watch.
func (d *decision) showDesk(ctx context.Context) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	l := d.language()
	m := thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{
		{Text: texts.Desk.In(l, script.Campaign.Title), Style: thidua.Strong}, {Text: texts.DeskHelp.In(l)}}}
	m.Buttons = [][]thidua.Button{
		{{Label: texts.BoardName.In(l), Data: deskPrefix + "tiendo"}, {Label: texts.LogName.In(l), Data: deskPrefix + "nhatky"}},
		{{Label: texts.Book.In(l), Data: deskPrefix + "tonghop"}, {Label: texts.Report.In(l), Data: deskPrefix + "baocao"}},
		{{Label: texts.Checks.In(l), Data: deskPrefix + "kiemtra"}},
	}
	if d.may(dossierCommand) {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.DossierHelp.In(l)})
		m.Buttons[2] = append(m.Buttons[2], thidua.Button{Label: texts.DossierName.In(l), Data: deskPrefix + "hoso"})
	}
	if d.may(announceCommand) {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.ReviewHelp.In(l)}, thidua.Line{Text: texts.AnnounceHelp.In(l)}, thidua.Line{Text: texts.AskHelp.In(l)}, thidua.Line{Text: texts.LifeHelp.In(l)})
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.QueueName.In(l), Data: deskPrefix + "duyet"}}, []thidua.Button{{Label: texts.AnnounceName.In(l), Data: deskPrefix + "thongbao"}})
	}
	if d.fills(script.Campaign) {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.OwnHelp.In(l)})
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.OwnParts.In(l), Data: deskPrefix + "menu"}})
	}
	d.messages = append(d.messages, m)
	return nil
}
