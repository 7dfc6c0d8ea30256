package export

import "thidua"

// UnitChecks lists, by part, the checks that concern what one unit handed in; the source's index has that unit and the
// department alone. What only shows against other units' parts is left to the workbook.
func UnitChecks(s Source, unit thidua.Unit) (map[string][]Check, error) {
	campaign := *s.Campaign
	campaign.Units = []thidua.Unit{unit}
	s.Campaign = &campaign
	c, err := Consolidate(s)
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, p := range c.Parts {
		if p.Concerns(unit.Code) {
			parts[p.Label] = p.Name
		}
	}
	found, name := map[string][]Check{}, c.UnitName(unit)
	for _, check := range c.Checks {
		if part, ok := parts[check.Part]; ok && check.Unit == name {
			found[part] = append(found[part], check)
		}
	}
	return found, nil
}

// Short is a check in the words of a card: its code and what is wrong, where.
func (c Check) Short() string {
	where := c.Entry
	if c.Question != "" && where != "" {
		where += " › " + c.Question
	} else if c.Question != "" {
		where = c.Question
	}
	if where != "" {
		where = " (" + where + ")"
	}
	return c.Code + " " + c.What + where
}
