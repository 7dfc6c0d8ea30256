package export

// checkFilings tells what units still owe, what was returned, and what cannot be found.
func checkFilings(c *Consolidation, p *Part) []Check {
	var found []Check
	for _, f := range p.Filings {
		where := spot{part: p, unit: f.Unit}
		switch {
		case f.Submission == nil && f.Standing.Submission > 0 && !c.approvedOnly:
			found = append(found, c.at(lostFiling, where, f.Standing.Submission))
		case f.Missing() && f.Late(c.At):
			found = append(found, c.at(overduePart, where, c.moment(f)))
		case f.Missing() && f.Due.IsZero():
			found = append(found, c.at(missingPart, where, ""))
		case f.Missing():
			found = append(found, c.at(missingPart, where, ", hạn "+c.moment(f)))
		case f.Returned():
			found = append(found, c.at(returnedPart, where, f.Submission.Number))
		}
	}
	return found
}

func (c *Consolidation) moment(f Filing) string {
	due := f.Due.In(c.location())
	return due.Format("15:04") + " ngày " + FormatDate(due)
}
