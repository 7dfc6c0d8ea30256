package bot

import (
	"context"
	"slices"
	"strings"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
)

const alikeCommand = "/tengiong"

// mostDecided is how many decisions about names are offered to be taken back, the newest ones.
const mostDecided = 10

// alike asks the secretariat, pair by pair, whether names that the last export found much alike mean the same, and
// remembers what they decide.
func (d *decision) alike(ctx context.Context, argument string) error {
	var open openChecks
	if _, err := d.read(ctx, thidua.ChecksKey(d.post.Campaign), &open); err != nil {
		return err
	}
	key := thidua.LinksKey(d.post.Campaign)
	var links []thidua.Link
	if _, err := d.read(ctx, key, &links); err != nil {
		return err
	}
	id, act, _ := strings.Cut(argument, ".")
	if act != "" {
		decided, known := d.decideAlike(links, open.Alike, id, act)
		if !known {
			d.notice = texts.NotYours.In(d.language())
			return nil
		}
		links = decided
		if err := d.write(key, links); err != nil {
			return err
		}
		d.logLine(thidua.Post{Campaign: d.post.Campaign, Unit: thidua.Department}, "linked")
	}
	d.showAlike(undecided(open.Alike, links), links)
	return nil
}

// decideAlike is the list with one decision more, or one less.
func (d *decision) decideAlike(links []thidua.Link, proposed []export.Check, id, act string) ([]thidua.Link, bool) {
	if act == "undo" {
		kept := slices.DeleteFunc(slices.Clone(links), func(l thidua.Link) bool { return pairID(l.Names) == id })
		return kept, len(kept) < len(links)
	}
	i := slices.IndexFunc(undecided(proposed, links), func(c export.Check) bool { return pairID(c.Names) == id })
	if i < 0 {
		return nil, false
	}
	return append(links, thidua.Link{Names: undecided(proposed, links)[i].Names, Same: act == "yes", By: d.in.Chat, Name: d.person.Name,
		At: d.in.At}), true
}

// undecided are the proposals that nobody decided.
func undecided(proposed []export.Check, links []thidua.Link) []export.Check {
	return slices.DeleteFunc(slices.Clone(proposed), func(c export.Check) bool {
		return slices.ContainsFunc(links, func(l thidua.Link) bool { return l.Names == c.Names })
	})
}

// pairID stands for two names on a button.
func pairID(names [2]string) string { return targetID(names[:]...)[:offerID] }

func alikeData(names [2]string, act string) string {
	return deskPrefix + "tengiong." + pairID(names) + "." + act
}

// showAlike asks about the first pair that is left; where none is, decisions can be taken back.
func (d *decision) showAlike(left []export.Check, links []thidua.Link) {
	l := d.language()
	m := thidua.Message{}
	if len(left) > 0 {
		first := left[0]
		where := strings.Join(slices.DeleteFunc([]string{first.Unit, first.Part, first.Entry}, func(s string) bool { return s == "" }), " › ")
		m.Lines = []thidua.Line{{Text: texts.AskAlike.In(l, first.Names[0], first.Names[1], where), Style: thidua.Strong},
			{Text: first.What}, {Text: texts.AlikeStays.In(l), Style: thidua.Faint}}
		if more := len(left) - 1; more > 0 {
			m.Lines = append(m.Lines, thidua.Line{Text: texts.AlikeLeft.In(l, more)})
		}
		m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: alikeData(first.Names, "yes")},
			{Label: texts.No.In(l), Data: alikeData(first.Names, "no")}}}
		d.reply(m)
		return
	}
	m.Lines = []thidua.Line{{Text: texts.AlikeNone.In(l)}}
	if len(links) > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.AlikeDecided.In(l)})
	}
	for _, link := range slices.Backward(links[max(0, len(links)-mostDecided):]) {
		sign := " ≠ "
		if link.Same {
			sign = " = "
		}
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: link.Names[0] + sign + link.Names[1], Data: alikeData(link.Names, "undo")}})
	}
	d.reply(m)
}
