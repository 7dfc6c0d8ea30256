package xlsform

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"thidua"
)

// maxID is the length of a campaign's id in letters.
const maxID = 64

// campaign reads everything there is, so that all problems come at once.
func (r *reader) campaign(name string, options Options) *thidua.Campaign {
	r.files, r.folder = options.Files, MediaFolder(name)
	r.readSettings()
	if r.survey != nil {
		r.readLanguages()
		r.readChoices()
		r.readSurvey()
		r.checkUses()
		r.checkElements()
		r.checkLists()
		r.checkDefaults()
		r.checkCycles()
		r.checkTranslations()
	}
	r.checkSheets()
	c := &thidua.Campaign{ID: cmp.Or(identifier(r.form.ID), identifier(name), "campaign"), Title: r.form.Title}
	c.Location = cmp.Or(options.Location, defaultLocation())
	r.readCampaign(c)
	r.form.Title = cmp.Or(r.form.Title, c.Title, c.ID)
	r.form.ID = cmp.Or(r.form.ID, c.ID)
	c.Title = cmp.Or(c.Title, r.form.Title)
	if r.root != nil {
		r.form.Questions = r.root.q.Children
	}
	c.Form = r.form
	r.readUnits(c)
	r.readPeople(c)
	r.readParts(c)
	return c
}

// defaultLocation is Viet Nam, which has had no summer time since 1975, also where no zone file is at hand.
func defaultLocation() *time.Location {
	if zone, err := time.LoadLocation("Asia/Ho_Chi_Minh"); err == nil {
		return zone
	}
	return time.FixedZone("+07", 7*60*60)
}

// readCampaign reads the sheet campaign, one key a row.
func (r *reader) readCampaign(c *thidua.Campaign) {
	c.Language, c.Quiet, c.Keys = "vi", true, map[string]string{}
	if r.form.DefaultLanguage == "en" {
		c.Language = "en"
	}
	cells := r.readKeys(c)
	if r.keys == nil {
		return
	}
	for _, key := range []string{"title", "due"} {
		if cells[key].empty() {
			at := cells[key]
			if at.row == 0 {
				at = cell{sheet: r.keys.sheet}
			}
			r.fail(keyRequired, at, key)
		}
	}
	if at := cells["id"]; !at.empty() {
		if at.text != identifier(at.text) {
			r.fail(idBad, at)
		}
		c.ID = at.text
	}
	c.Title, c.Occasion = cmp.Or(cells["title"].text, c.Title), cells["occasion"].text
	r.readZone(c, cells["timezone"])
	c.Opens = r.moment(cells["opens"], c.Location, false)
	c.Due = r.moment(cells["due"], c.Location, true)
	r.checkOpens(c, cells["opens"], c.Due)
	r.readManners(c, cells)
	c.Remind = r.remind(cells["remind"], []time.Duration{7 * day, 3 * day, day, 2 * time.Hour})
}

func isIDRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || strings.ContainsRune("_-.", c)
}

// readKeys collects the rows of the sheet by key.
func (r *reader) readKeys(c *thidua.Campaign) map[string]cell {
	cells := map[string]cell{}
	if r.keys == nil {
		return cells
	}
	rows := map[string]int{}
	for _, line := range r.keys.rows {
		key, value := r.keys.cell(line, "key"), r.keys.cell(line, "value")
		switch {
		case key.empty() && value.empty():
			continue
		case key.empty():
			r.fail(keyEmpty, key)
			continue
		case rows[key.text] > 0:
			r.fail(keyTwice, key, rows[key.text])
			continue
		}
		rows[key.text] = line.number
		c.Keys[key.text], cells[key.text] = value.text, value
	}
	for key, number := range rows {
		if slices.Contains(campaignKeys(), key) || cells[key].empty() {
			continue
		}
		if m := nearest(key, campaignKeys()); m != "" && rows[m] == 0 {
			at := r.keys.header(r.keys.byName["key"][0].at)
			at.row, at.text = number, key
			r.warn(keyUnknown, at, meant(m))
		}
	}
	return cells
}

// campaignKeys are the keys that the product itself reads.
func campaignKeys() []string {
	return []string{"id", "title", "occasion", "opens", "due", "timezone", "language", "remind", "quiet", "parent_agency",
		"agency", "agency_code", "place", "addressee", "subject", "legal_basis", "signing_authority", "signer_title",
		"signer_name", "recipients", "archive"}
}

func (r *reader) readZone(c *thidua.Campaign, at cell) {
	if at.empty() {
		return
	}
	zone, err := time.LoadLocation(at.text)
	switch {
	case at.text == "Asia/Ho_Chi_Minh":
		c.Location = defaultLocation()
	case err != nil || strings.EqualFold(at.text, "local"):
		r.fail(zoneUnknown, at)
	default:
		c.Location = zone
	}
}

// readManners reads how the bot speaks and when it is silent.
func (r *reader) readManners(c *thidua.Campaign, cells map[string]cell) {
	if at := cells["language"]; isWord(at.text, "vi", "en") {
		c.Language = strings.ToLower(at.text)
	} else if !at.empty() {
		r.fail(languageUnknown, at)
	}
	if at := cells["quiet"]; isWord(at.text, "off", "no", "false") {
		c.Quiet = false
	} else if !at.empty() && !isWord(at.text, "on", "yes", "true") {
		r.fail(quietUnknown, at)
	}
}

// checkOpens holds the opening before a due date.
func (r *reader) checkOpens(c *thidua.Campaign, at cell, due time.Time) {
	if !c.Opens.IsZero() && !due.IsZero() && !c.Opens.Before(due) {
		r.fail(opensLate, at, c.Opens.Format("15:04 02/01/2006"), due.Format("15:04 02/01/2006"))
	}
}
