// Command thidua runs emulation campaigns on Telegram: it wires the packages together, reads the environment, and
// has one file for each command.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the zone of the campaign, on machines that have none

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitWrong  = 2 // usage or input
)

// commands is the command line.
type commands struct {
	Demo     demoCommand     `cmd:"" help:"Play a sample campaign and write its workbook and report; then serve a page to chat on."`
	Serve    serveCommand    `cmd:"" help:"Run the bot."`
	New      newCommand      `cmd:"" help:"Write the built-in campaign as a starter workbook (.xlsx or .md)."`
	Check    checkCommand    `cmd:"" help:"Say what is wrong with campaign workbooks and report templates."`
	Chat     chatCommand     `cmd:"" help:"Rehearse a campaign in the terminal, as one unit."`
	Eval     evalCommand     `cmd:"" help:"Evaluate expressions: one JSON object a line in, one out."`
	Load     loadCommand     `cmd:"" help:"Load a campaign, or a new version of it."`
	Invite   inviteCommand   `cmd:"" help:"Make invite links."`
	Export   exportCommand   `cmd:"" help:"Write the consolidated workbook and the report."`
	Sheet    sheetCommand    `cmd:"" help:"Write a unit's spreadsheet to fill outside the chat (.xlsx)."`
	Import   importCommand   `cmd:"" help:"Say what a unit's filled spreadsheet changes, and take it (--yes)."`
	Template templateCommand `cmd:"" help:"Write the built-in report template for editing (.docx)."`
	Dossier  dossierCommand  `cmd:"" help:"Write workbook, report, evidence and a manifest as one zip."`
	Backup   backupCommand   `cmd:"" help:"Copy the store into one file while the bot runs."`
	Restore  restoreCommand  `cmd:"" help:"Fill an empty store from a backup; stop the bot first."`
	Doctor   doctorCommand   `cmd:"" help:"Say how the bot, Telegram and the store do, and how to mend what is wrong."`
	Version  versionCommand  `cmd:"" help:"Say which version this is."`
}

// world is what commands work with; tests give their own.
type world struct {
	ctx context.Context
	streams
	config config
}

// streams are the standard ones.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// run carries out one command line and gives its exit code.
func run(ctx context.Context, arguments []string, getenv func(string) string, std streams) int {
	var c commands
	exited := -1
	parser, fault := kong.New(&c, kong.Name("thidua"), kong.Writers(std.out, std.err), kong.UsageOnError(),
		kong.Description("Thi Đua: emulation campaigns on Telegram."), kong.Exit(func(code int) { exited = code }))
	if fault != nil {
		return report(std.err, fault)
	}
	command, fault := parser.Parse(arguments)
	if exited >= 0 { // --help
		return exited
	}
	if fault != nil {
		fmt.Fprintln(std.err, "thidua:", fault)
		fmt.Fprintln(std.err, "thidua --help lists the commands, thidua COMMAND --help what each takes.")
		return exitWrong
	}
	config, fault := readConfig(getenv)
	if fault != nil {
		return report(std.err, fault)
	}
	return report(std.err, command.Run(&world{ctx: ctx, streams: std, config: config}))
}

// wrong is an error of usage or input: exit code 2.
type wrong struct{ error }

func (w wrong) Unwrap() error { return w.error }

func wrongf(format string, values ...any) error { return wrong{fmt.Errorf(format, values...)} }

// errReported ends a command whose mistakes were printed already.
var errReported = wrong{errors.New("")}

func report(w io.Writer, err error) int {
	var mistake wrong
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitWrong
	case errors.As(err, &mistake):
		fmt.Fprintln(w, "thidua:", err)
		return exitWrong
	}
	fmt.Fprintln(w, "thidua:", err)
	return exitFailed
}
