package flows

import "thidua/flows/texts"

import "strconv"

// What buttons do.
const (
	doMenu    = "menu"
	doOpen    = "open"     // a part
	doBegin   = "begin"    // at the first open question of the part
	doNothing = "nothing"  // declare the part empty
	doEmpty   = "empty"    // the same, decided
	doAdd     = "add"      // an entry to the listed repeat
	doEntry   = "entry"    // open an entry's review
	doDone    = "done"     // with choosing, with a long text, with a list
	doChoose  = "choose"   // a choice
	doSkip    = "skip"     // the question
	doKeep    = "keep"     // the answer there is
	doBack    = "back"     // to the stop before
	doPause   = "pause"    // to the menu
	doCancel  = "cancel"   // ask whether to
	doDiscard = "discard"  // the draft, decided
	doReview  = "review"   // of the part or entry
	doEdit    = "edit"     // a question or a list
	doDelete  = "delete"   // the open entry
	doUndo    = "undo"     // the newest deletion
	doCopy    = "copy"     // the newest entry
	doUp      = "up"       // move the open entry
	doDown    = "down"     // move the open entry
	doSubmit  = "submit"   // the part
	doOn      = "on"       // to the next question that was returned
	doUse     = "use"      // the oldest early message, decided
	doPass    = "pass"     // the oldest early message over, decided
	doTake    = "take"     // an answer as shown, decided
	doPaste   = "paste"    // the previewed list
	doReplace = "replace"  // a colleague's answer, decided
	doYes     = "yes"      // what was asked
	doNo      = "no"       // leave it
	doPage    = "page"     // of a long list
	doShowAll = "show_all" // choices, after a search
	doExplain = "explain"  // the longer help
)

// do carries out an action.
func (t *turn) do(a Action) {
	if t.amends() && !t.mayAmend(a) {
		return
	}
	switch a.Do {
	case doOpen, doBegin, doNothing, doEmpty, doPause, doCancel, doDiscard, doSubmit, doReview, doOn:
		t.doPart(a)
	case doAdd, doEntry, doDelete, doUndo, doCopy, doUp, doDown:
		t.doEntry(a)
	case doChoose, doSkip, doKeep, doPage, doShowAll, doBack, doEdit, doDone, doExplain:
		t.doQuestion(a)
	case doYes, doNo:
		t.decided(a.Do == doYes)
	case doUse, doPass:
		t.useEarly(a.Do == doUse)
	case doTake:
		t.takeShown(a.Arg)
	case doExcel:
		t.sendExcel(a.Arg)
	case doPaste:
		t.pasteAll()
	case doReplace:
		t.takeShown(a.Arg)
	default:
		t.goMenu()
	}
}

func (t *turn) doPart(a Action) {
	switch a.Do {
	case doOpen:
		t.goOpening(a.Arg)
	case doBegin:
		t.begin(a.Arg)
	case doNothing:
		t.askNothing()
	case doEmpty:
		t.declareNothing()
	case doPause:
		t.tell(texts.Paused)
		t.goMenu()
	case doCancel:
		if t.amends() && len(t.session.Amends.Answers) == 0 {
			t.goMenu()
			return
		}
		t.askCancel()
	case doDiscard:
		t.discard()
	case doSubmit:
		t.submit(a.Arg == evenSo)
	case doReview:
		t.review()
	case doOn:
		t.goOn()
	}
}

func (t *turn) doEntry(a Action) {
	switch a.Do {
	case doAdd:
		t.add()
	case doEntry:
		t.openEntry(a.Arg)
	case doDelete:
		t.remove()
	case doUndo:
		t.undo(a.Arg)
	case doCopy:
		t.copyEntry()
	case doUp:
		t.move(-1)
	case doDown:
		t.move(1)
	}
}

func (t *turn) doQuestion(a Action) {
	switch a.Do {
	case doChoose:
		t.choose(a.Arg)
	case doSkip:
		t.skip()
	case doKeep:
		t.keepPresent()
	case doBack:
		t.back()
	case doEdit:
		t.edit(a.Arg)
	case doDone:
		t.done()
	case doPage:
		t.hold().Page, _ = strconv.Atoi(a.Arg)
	case doExplain:
		t.explain()
	case doShowAll:
		t.hold().Search, t.hold().Page = "", 0
	}
}
