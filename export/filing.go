package export

import (
	"time"

	"thidua"
)

// Filing is what one unit handed in for one part.
type Filing struct {
	Unit       thidua.Unit
	Standing   thidua.Standing
	Due        time.Time          // for this unit, extensions included; zero where the part has none
	Submission *thidua.Submission // without its entries; nil where nothing counts
	Entries    int                // how many it has

	wanted  bool // the index names a submission that counts
	outcome outcome
}

// Missing tells whether the unit still owes the part.
func (f Filing) Missing() bool { return f.Standing.Owed() && f.Submission == nil }

// Returned tells whether what counts here was returned since it was handed in.
func (f Filing) Returned() bool {
	return f.Submission != nil && f.Standing.State == thidua.Returned
}

// Late tells whether the part came late, or has not come though it is due.
func (f Filing) Late(now time.Time) bool {
	if f.CameLate() {
		return true
	}
	return f.Standing.Owed() && f.Submission == nil && !f.Due.IsZero() && now.After(f.Due)
}

// CameLate tells whether what the unit handed in was received after the part's due time.
func (f Filing) CameLate() bool { return f.Standing.CameLate(f.Due) }

func (c *Consolidation) filing(p *Part, u thidua.Unit, s Source) Filing {
	index := s.Index[u.Code]
	standing := index.Parts[p.Name]
	f := Filing{Unit: u, Standing: standing, Due: s.Life.DueOf(c.Campaign, p.Part, index)}
	approved := standing.Closed() || u.Code == thidua.Department // what the secretariat filled in needs no review
	f.wanted = standing.Submission > 0 && (approved || !s.ApprovedOnly)
	return f
}
