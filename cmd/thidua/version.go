package main

import (
	"fmt"
	"runtime/debug"
)

// version is set when a release is built.
var version = "development"

// versionCommand says which version this is.
type versionCommand struct{}

// Run prints the version, and the commit where the build knows it.
func (versionCommand) Run(w *world) error {
	commit := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " (" + s.Value + ")"
			}
		}
	}
	fmt.Fprintf(w.out, "thidua %s%s\n", version, commit)
	return nil
}
