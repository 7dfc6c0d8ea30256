package bot

import (
	"context"
	"slices"

	"thidua"
)

// What is done by pressing a pushed button, or by taking a file, in the table of rights: before the act of a
// thidua.Target, and the kind of a thidua.Document.
const (
	pressing = "press "
	taking   = "take "
)

// rights say which roles may do what: the one table for the desk's commands with all their buttons (desk.COMMAND.…),
// for the buttons of pushed messages, and for files, which are asked again when they are made. What is not here nobody
// may do. A focal point may do it for the unit's own things only; the operator, who holds the machine and the store,
// everything that the command line has.
var rights = map[string][]thidua.Role{
	boardCommand: {thidua.Secretariat, thidua.Leader, thidua.FocalPoint}, // a focal point: of the units below
	logCommand:   {thidua.Secretariat, thidua.Leader, thidua.FocalPoint},
	"/tonghop":   {thidua.Secretariat, thidua.Leader},
	"/baocao":    {thidua.Secretariat, thidua.Leader},

	announceCommand: {thidua.Secretariat},
	remindCommand:   {thidua.Secretariat},
	reviewCommand:   {thidua.Secretariat},
	extendCommand:   {thidua.Secretariat},
	lockCommand:     {thidua.Secretariat},
	closeCommand:    {thidua.Secretariat},
	archiveCommand:  {thidua.Secretariat},
	inviteCommand:   {thidua.Secretariat},
	handoverCommand: {thidua.FocalPoint, thidua.Secretariat},
	leaveCommand:    {thidua.FocalPoint, thidua.Secretariat, thidua.Leader, thidua.Council},
	askCommand:      {thidua.FocalPoint, thidua.Secretariat}, // who asks, and who answers

	templateCommand: {thidua.Secretariat},
	dossierCommand:  {thidua.Secretariat},
	alikeCommand:    {thidua.Secretariat},
	checksCommand:   {thidua.Secretariat, thidua.Leader},
	excelCommand:    {thidua.FocalPoint, thidua.Secretariat},

	sending + templateKind: {thidua.Secretariat},
	sending + campaignKind: {thidua.Secretariat}, // its own; staff also what is not there yet
	loadCommand:            {thidua.Secretariat},
	sending + sheetKind:    {thidua.FocalPoint, thidua.Secretariat},

	pressing + "resume": {thidua.FocalPoint},
	pressing + "remove": {thidua.Secretariat, thidua.FocalPoint},
	pressing + "answer": {thidua.Secretariat},
	pressing + "review": {thidua.Secretariat},
	pressing + "board":  {thidua.Secretariat},
	pressing + "look":   {thidua.FocalPoint, thidua.Secretariat},
	pressing + "submit": {thidua.FocalPoint, thidua.Secretariat},

	taking + Workbook: {thidua.Secretariat, thidua.Leader},
	taking + Picture:  {thidua.Secretariat, thidua.Leader, thidua.FocalPoint},
	taking + Report:   {thidua.Secretariat, thidua.Leader},
	taking + Dossier:  {thidua.Secretariat},
	taking + Trial:    {thidua.Secretariat},
	taking + Template: {thidua.Secretariat},
	taking + Listing:  {thidua.Secretariat},

	taking + thidua.UnitSheet: {thidua.FocalPoint, thidua.Secretariat},
	taking + Invites:          {thidua.Secretariat},
	taking + InviteSheet:      {thidua.Secretariat},
	taking + QRCode:           {thidua.Secretariat, thidua.FocalPoint},
}

// everybodys are the commands of everybody who joined: they lead to the person's own posts and to nothing else.
var everybodys = []string{"/start", "/menu", "/huy", "/cancel", "/donvi", "/ngonngu", "/language", "/help", "/trogiup"}

// aliases are other words for commands.
var aliases = map[string]string{
	"/announce": announceCommand, "/ask": askCommand, "/remind": remindCommand, "/review": reviewCommand, "/progress": boardCommand, "/log": logCommand,
	"/extend": extendCommand, "/lock": lockCommand, "/close": closeCommand, "/archive": archiveCommand, "/load": loadCommand, "/invite": inviteCommand, "/handover": handoverCommand, "/leave": leaveCommand,
}

// may tells whether the person, in the post that they speak for, may do something.
func (d *decision) may(what string) bool { return slices.Contains(rights[what], d.post.Role) }

// reaches tells whether what a post allows goes for a unit: a focal point's for their own, the department's for all.
func reaches(post thidua.Post, unit string) bool {
	return post.Role != thidua.FocalPoint || post.Unit == unit
}

// entitled tells whether one of a person's posts allows something in a campaign, upon a unit where it concerns one.
func entitled(posts []thidua.Post, what, campaign, unit string) bool {
	return slices.ContainsFunc(posts, func(p thidua.Post) bool {
		switch staff := p.Role == thidua.Secretariat && p.Campaign == ""; {
		case !slices.Contains(rights[what], p.Role):
			return false
		case p.Role == thidua.FocalPoint:
			return p.Campaign == campaign && p.Unit == unit && unit != ""
		default:
			return staff || p.Campaign == campaign
		}
	})
}

// mayTake tells, at sending, whether the person may still have a file.
func (b *Bot) mayTake(ctx context.Context, chat int64, doc thidua.Document) (bool, error) {
	var p thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(chat), &p); err != nil {
		return false, err
	}
	return entitled(p.Posts, taking+doc.Kind, doc.Campaign, doc.Unit), nil
}
