package export

import (
	"maps"
	"slices"
	"strings"

	"thidua/flows/vietnamese"
)

// asAbove is the line of recipients that points at the addressee (Decree 30/2020, Appendix I).
const asAbove = "nhu tren"

// checkHeading looks at what the campaign says of the report itself.
func checkHeading(c *Consolidation) []Check {
	var found []Check
	keys := c.Campaign.Keys
	if strings.Contains(vietnamese.Fold(keys["recipients"]), asAbove) && strings.TrimSpace(keys["addressee"]) == "" {
		found = append(found, c.at(noAddressee, spot{column: Column{Label: "addressee"}}))
	}
	here := placeCalled(keys["place"])
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if wrong, ok := here.misspelt(keys[key]); ok && key != "place" {
			found = append(found, c.at(placeSpelling, spot{column: Column{Label: key}}, wrong, keys["place"]))
		}
	}
	return found
}
