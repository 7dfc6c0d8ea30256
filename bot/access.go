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

// unitHead is a leader of one unit, in the table of rights a role of its own: whoever the roster has as leader with a unit.
const unitHead thidua.Role = "leader of a unit"

// rights say which roles may do what: the one table for the desk's commands with all their buttons (desk.COMMAND.…),
// for the buttons of pushed messages, and for files, which are asked again when they are made. What is not here nobody
// may do. A focal point and a unit's head may do it for the unit's own things only, a head also for those below; the operator, who holds the machine and the store,
// everything that the command line has.
var rights = map[string][]thidua.Role{
	boardCommand: {thidua.Secretariat, thidua.Leader, unitHead, thidua.FocalPoint}, // a focal point: of the units below
	logCommand:   {thidua.Secretariat, thidua.Leader, unitHead, thidua.FocalPoint},
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
	leaveCommand:    {thidua.FocalPoint, thidua.Secretariat, thidua.Leader, unitHead, thidua.Council},
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
	taking + Picture:  {thidua.Secretariat, thidua.Leader, unitHead, thidua.FocalPoint},
	taking + Report:   {thidua.Secretariat, thidua.Leader},
	taking + Dossier:  {thidua.Secretariat},
	taking + Trial:    {thidua.Secretariat},
	taking + Template: {thidua.Secretariat},
	taking + Listing:  {thidua.Secretariat},

	taking + thidua.MediumDocument: {thidua.FocalPoint, thidua.Secretariat}, // shown with the questions that they answer

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
func (d *decision) may(what string) bool { return slices.Contains(rights[what], standing(d.post)) }

// standing is the role under which the table of rights knows a post.
func standing(post thidua.Post) thidua.Role {
	if post.Role == thidua.Leader && post.Unit != "" {
		return unitHead
	}
	return post.Role
}

// headed is the unit whose head a post makes; empty for any other post.
func headed(post thidua.Post) string {
	if standing(post) == unitHead {
		return post.Unit
	}
	return ""
}

// ofUnits tells whether a post goes for some units only.
func ofUnits(post thidua.Post) bool {
	return standing(post) == unitHead || post.Role == thidua.FocalPoint
}

// reaches tells whether what a post allows goes for a unit: a focal point's for their own, a head's for their own and those below,
// the department's for all.
func reaches(c *thidua.Campaign, post thidua.Post, unit string) bool {
	return !ofUnits(post) || post.Unit == unit || standing(post) == unitHead && below(c, post.Unit)[unit]
}

// entitled tells whether one of a person's posts allows something in a campaign, upon a unit where it concerns one.
func entitled(posts []thidua.Post, what, campaign, unit string) bool {
	return slices.ContainsFunc(posts, func(p thidua.Post) bool {
		switch staff := p.Role == thidua.Secretariat && p.Campaign == ""; {
		case !slices.Contains(rights[what], standing(p)):
			return false
		case ofUnits(p):
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
