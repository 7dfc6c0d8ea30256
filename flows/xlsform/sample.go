package xlsform

import (
	_ "embed"
	"slices"
)

//go:embed sample.md
var sample []byte

// Sample is the built-in campaign, as Markdown tables.
func Sample() []byte { return slices.Clone(sample) }
