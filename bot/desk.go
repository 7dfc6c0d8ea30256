package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
	switch {
	case known && d.may(command):
		return true, d.serve(ctx, command, argument)
	case known:
		d.refuse(roles)
		return true, nil
	}
	return d.explainOrDesk(ctx, command)
}

// refuse says for whom a command is.
func (d *decision) refuse(roles []thidua.Role) {
	led := slices.Contains(roles, thidua.Leader)
	switch {
	case led && standing(d.post) == unitHead:
		d.tell(texts.ForWhole)
	case led:
		d.tell(texts.ForDesk)
	case slices.Contains(roles, thidua.FocalPoint):
		d.tell(texts.ForUnits)
	default:
		d.tell(texts.ForSecretariat)
	}
}

// explainOrDesk answers what is no command of the table: with the explanation, the desk, or, of those who fill parts, not at all.
func (d *decision) explainOrDesk(ctx context.Context, command string) (handled bool, err error) {
	switch d.post.Role {
	case thidua.Council:
		d.tell(texts.Council)
		return true, nil
	case thidua.Leader:
		return true, d.showDesk(ctx, explains(command))
	case thidua.FocalPoint:
		if explains(command) {
			d.explainUnit()
			return true, nil
		}
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
	d.session.Never = d.session.Card
	return err
}

// serve carries out a command, or a button of it, that the person may use.
func (d *decision) serve(ctx context.Context, command, argument string) error {
	do := d.handlers()[command]
	if do == nil {
		return fmt.Errorf("%w: nothing serves %s", errStep, command)
	}
	return do(ctx, argument)
}

// handler serves a command; argument is what stands on the button behind it.
type handler = func(ctx context.Context, argument string) error

// handlers serve the commands of the table of rights, each by itself.
func (d *decision) handlers() map[string]handler {
	phase := func(command string) handler {
		return func(ctx context.Context, argument string) error { return d.changePhase(ctx, command, argument) }
	}
	return map[string]handler{
		announceCommand: d.announce,
		askCommand:      d.askDesk,
		excelCommand:    d.excel,
		templateCommand: d.template,
		extendCommand:   d.extend,
		remindCommand:   d.remindByHand,
		inviteCommand:   d.inviting,
		handoverCommand: d.handingOver,
		leaveCommand:    d.leaving,
		alikeCommand:    d.alike,
		reviewCommand:   d.reviewing,
		lockCommand:     phase(lockCommand),
		closeCommand:    phase(closeCommand),
		archiveCommand:  phase(archiveCommand),
		"/tonghop":      d.requested(Workbook),
		"/baocao":       d.requested(Report),
		dossierCommand:  d.requested(Dossier),
		checksCommand:   d.ofCampaign(d.checks),
		logCommand:      d.ofCampaign(d.showLog),
		boardCommand:    d.ofCampaign(d.showBoard),
		loadCommand: func(ctx context.Context, _ string) error { // served before, also for who has no campaign yet
			_, err := d.loadSent(ctx, loadCommand, true)
			return err
		},
	}
}

// ofCampaign serves a command that looks into the campaign for which the person speaks.
func (d *decision) ofCampaign(do func(context.Context, *thidua.Campaign, string) error) handler {
	return func(ctx context.Context, argument string) error {
		script, err := d.script(ctx, d.post.Campaign)
		if err != nil {
			return err
		}
		return do(ctx, script.Campaign, argument)
	}
}

// requested serves a command that asks for a document.
func (d *decision) requested(kind string) handler {
	return func(ctx context.Context, _ string) error { return d.request(ctx, d.post.Campaign, kind) }
}
