package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
)

// inviteCommand makes invite links.
type inviteCommand struct {
	All      bool   `help:"Everybody on the roster."`
	Unit     string `help:"The people of one unit, by its code; anybody, where the roster has nobody there."`
	Person   string `help:"One person on the roster, by name."`
	Role     string `enum:",focal_point,secretariat,council,leader" default:"" help:"People of one role. With --phone: somebody who need not be on the roster."`
	Phone    string `help:"Phone number of whoever is invited with --role; secretariat without --campaign is staff."`
	Name     string `help:"Name of whoever is invited with --phone."`
	Campaign string `help:"The campaign, where there are several."`
	CSV      bool   `name:"csv" xor:"format" help:"Print comma-separated values."`
	JSON     bool   `name:"json" xor:"format" help:"Print a JSON list."`
	PNG      string `name:"png" placeholder:"SHEET" help:"Also write a sheet of QR codes to print, A4, a page a unit: SHEET, then SHEET-2 and so on."`
}

// invitation is one link, as --json prints it.
type invitation struct {
	Unit    string    `json:"unit"`
	Name    string    `json:"name"`
	Role    string    `json:"role"`
	Link    string    `json:"link"`
	Expires time.Time `json:"expires"`
}

// Run makes the invites and prints their links, which are shown this once.
func (c inviteCommand) Run(w *world) error {
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	username, err := w.username(db)
	if err != nil {
		return err
	}
	promised, err := c.promised(w, db)
	if err != nil {
		return err
	}
	tokens, err := bot.Invite(w.ctx, db, promised, time.Now())
	if err != nil {
		return err
	}
	list := []invitation{}
	for _, t := range tokens {
		list = append(list, invitation{Unit: t.Unit, Name: t.Invite.Name, Role: string(t.Role),
			Link: bot.InviteLink(username, t.Secret), Expires: t.Expires.UTC().Truncate(time.Second)})
	}
	if err := c.print(w, list); err != nil || c.PNG == "" {
		return err
	}
	return c.sheets(w, db, username, tokens)
}

// username is the bot's name, which links need: what the store knows, or what Telegram says of the token.
func (w *world) username(db thidua.Store) (string, error) {
	if w.config.Token != "" {
		me, err := telegram.New(telegram.Options{Token: w.config.Token, URL: w.config.APIURL}).Me(w.ctx)
		if err == nil {
			return me.Username, nil
		}
	}
	snapshot, err := db.Load(w.ctx, "", thidua.BotKey)
	if err != nil {
		return "", err
	}
	identity, err := bot.ReadIdentity(snapshot.Records[thidua.BotKey])
	if err != nil {
		return "", err
	}
	if identity.Username == "" {
		return "", wrongf("the bot's name is not known yet: set TELEGRAM_BOT_TOKEN, or run `thidua serve` once")
	}
	return identity.Username, nil
}

// promised lists whom the flags mean.
func (c inviteCommand) promised(w *world, db thidua.Store) ([]thidua.Invite, error) {
	phone := ""
	if c.Phone != "" {
		var err error
		if phone, err = vietnamese.ParsePhone(c.Phone); err != nil {
			return nil, wrongf("--phone: not a phone number; write it like 0912 345 678")
		}
		if c.Role == "" {
			return nil, wrongf("--phone needs --role")
		}
	}
	if phone != "" && c.Role == string(thidua.Secretariat) && c.Campaign == "" && c.Unit == "" {
		return []thidua.Invite{{Name: c.Name, Phone: phone, Post: thidua.Post{Role: thidua.Secretariat}}}, nil
	}
	head, err := onlyCampaign(w.ctx, db, c.Campaign)
	if err != nil {
		return nil, err
	}
	campaign, err := bot.Campaign(w.ctx, db, head)
	if err != nil {
		return nil, err
	}
	if phone != "" {
		return c.byPhone(campaign, phone)
	}
	return c.fromRoster(campaign)
}

func (c inviteCommand) byPhone(campaign *thidua.Campaign, phone string) ([]thidua.Invite, error) {
	if _, known := campaign.Unit(c.Unit); !known && (c.Unit != "" || c.Role == string(thidua.FocalPoint)) {
		return nil, c.unknownUnit(campaign)
	}
	post := thidua.Post{Role: thidua.Role(c.Role), Campaign: campaign.ID, Unit: c.Unit}
	return []thidua.Invite{{Name: c.Name, Phone: phone, Post: post}}, nil
}

func (c inviteCommand) unknownUnit(campaign *thidua.Campaign) error {
	var codes []string
	for _, u := range campaign.Units {
		codes = append(codes, u.Code)
	}
	return wrongf("--unit: there is no unit %q; there is %s", c.Unit, strings.Join(codes, ", "))
}

func (c inviteCommand) fromRoster(campaign *thidua.Campaign) ([]thidua.Invite, error) {
	if !c.All && c.Unit == "" && c.Person == "" && c.Role == "" {
		return nil, wrongf("whom? use --all, --unit, --person, or --role")
	}
	if _, known := campaign.Unit(c.Unit); c.Unit != "" && !known {
		return nil, c.unknownUnit(campaign)
	}
	var promised []thidua.Invite
	for _, m := range campaign.People {
		if c.means(m) {
			promised = append(promised, bot.Promise(campaign.ID, m))
		}
	}
	switch {
	case len(promised) > 0:
		return promised, nil
	case c.Person != "":
		return nil, wrongf("--person: nobody of that name is on the roster")
	case c.Unit != "" && (c.Role == "" || c.Role == string(thidua.FocalPoint)):
		return []thidua.Invite{{Post: thidua.Post{Role: thidua.FocalPoint, Campaign: campaign.ID, Unit: c.Unit}}}, nil
	}
	return nil, wrongf("nobody on the roster is meant; name somebody with --role and --phone")
}

func (c inviteCommand) means(m thidua.Member) bool {
	return (c.Unit == "" || m.Unit == c.Unit) && (c.Role == "" || string(m.Role) == c.Role) &&
		(c.Person == "" || vietnamese.Fold(m.Name) == vietnamese.Fold(c.Person))
}

func (c inviteCommand) print(w *world, list []invitation) error {
	switch {
	case c.JSON:
		return json.NewEncoder(w.out).Encode(list)
	case c.CSV:
		table := csv.NewWriter(w.out)
		rows := [][]string{{"unit", "name", "role", "link", "expires"}}
		for _, i := range list {
			rows = append(rows, []string{i.Unit, i.Name, i.Role, i.Link, i.Expires.Format(time.RFC3339)})
		}
		return table.WriteAll(rows)
	}
	table := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	for _, i := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", i.Unit, i.Name, i.Role, i.Link)
	}
	return table.Flush()
}
