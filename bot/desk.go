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
		return true, d.showDesk(ctx, explains(command))
	case thidua.Secretariat:
		if command == "/start" || explains(command) {
			return true, d.leaveForm(ctx, explains(command))
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
	return true, d.showDesk(ctx, false)
}

// leaveForm shows the desk to somebody who may be answering a question: what was given stays, and the question is
// closed, so that the next text is not taken for its answer.
func (d *decision) leaveForm(ctx context.Context, explained bool) error {
	if err := d.closeForm(ctx); err != nil {
		return err
	}
	return d.showDesk(ctx, explained)
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
	case remindCommand:
		return d.remindByHand(ctx, argument)
	case inviteCommand:
		return d.inviting(ctx, argument)
	case handoverCommand:
		return d.handingOver(ctx, argument)
	case leaveCommand:
		return d.leaving(ctx, argument)
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
