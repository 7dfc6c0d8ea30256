package thidua

import "time"

// Phase is how far a campaign has come. It says what may still be done, whatever its parts' states are.
type Phase string

// The phases of a campaign, in their order; each allows less than the one before.
const (
	CampaignOpen     Phase = ""         // once its opening time has come
	CampaignLocked   Phase = "locked"   // nobody answers, units and secretariat alike
	CampaignClosed   Phase = "closed"   // locked, and nobody is reminded
	CampaignArchived Phase = "archived" // closed, and no longer offered in the chat; its exports still work
)

// Life is what the secretariat decided of a campaign since it was loaded: its phase, and how far its deadlines were moved.
// A unit's own extensions are in its Index. A new version of the workbook leaves all of them as they are.
type Life struct {
	Phase Phase                `json:"phase,omitempty"`
	Due   time.Time            `json:"due,omitzero"`    // extension of the whole campaign
	Parts map[string]time.Time `json:"parts,omitempty"` // extensions of one part, by its name
}

// Answers tells whether answers are taken, as far as the phase goes.
func (l Life) Answers() bool { return l.Phase == CampaignOpen }

// Reminds tells whether people are reminded: of nothing that they could not do.
func (l Life) Reminds() bool { return l.Phase == CampaignOpen }

// Informs tells whether the secretariat hears of the campaign day by day: also of one that is locked.
func (l Life) Informs() bool { return l.Phase == CampaignOpen || l.Phase == CampaignLocked }

// Offered tells whether people may choose the campaign in the chat.
func (l Life) Offered() bool { return l.Phase != CampaignArchived }

// DueOf is when a unit's part is due: what the workbook says or the latest extension that concerns it, since none takes
// away what another gave; unit is the unit's line on the board. Zero where the part has no deadline.
func (l Life) DueOf(c *Campaign, p Part, unit Index) time.Time {
	due := p.Due
	if due.IsZero() {
		due = c.Due
	}
	if due.IsZero() {
		return due // nothing to extend
	}
	for _, extended := range []time.Time{l.Due, l.Parts[p.Name], unit.Due, unit.Parts[p.Name].Due} {
		if extended.After(due) {
			due = extended
		}
	}
	return due
}
