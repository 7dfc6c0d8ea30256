package xlsform

import (
	"fmt"

	"thidua"
)

// otherLabel is the choice that or_other adds.
func otherLabel() thidua.Text { return thidua.Text{"vi": "Khác", "en": "Other"} }

// otherQuestion is the question that or_other adds.
func otherQuestion() thidua.Text { return thidua.Text{"vi": "Xin ghi rõ.", "en": "Specify other."} }

// rangeMessage is said of a number outside a range.
func rangeMessage(low, high, step string) thidua.Text {
	return thidua.Text{
		"vi": fmt.Sprintf("Xin nhập một số từ %s đến %s, cách nhau %s.", low, high, step),
		"en": fmt.Sprintf("Please enter a number from %s to %s in steps of %s.", low, high, step),
	}
}
