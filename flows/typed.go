package flows

import (
	"strings"
	"unicode"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// How long a typed text may be, in bytes, to be held against buttons, and against the words below a question.
const (
	longestLabel = 400
	longestWord  = 40
)

// named finds the button that a typed text names: typing always works too. Letter for letter it is the first such
// button; without accents only one may be meant.
func (t *turn) named(text string) (Action, bool) {
	if len(text) > longestLabel {
		return Action{}, false
	}
	var near []Action
	folded := vietnamese.Fold(text)
	for _, row := range t.card().rows {
		for _, o := range row {
			label := bare(o.label)
			if vietnamese.Same(label, text) {
				return o.do, true
			}
			if folded != "" && vietnamese.Fold(label) == folded {
				near = append(near, o.do)
			}
		}
	}
	if len(near) != 1 {
		return Action{}, false
	}
	return near[0], true
}

// bare is a button's label without the sign before it.
func bare(label string) string {
	sign, rest, found := strings.Cut(label, " ")
	if found && !strings.ContainsFunc(sign, isWordRune) {
		return rest
	}
	return label
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// word finds the button below a question that a typed text names. At a text question the accents count: Huy is a
// name, Hủy is a button.
func (t *turn) word(p *place, n *node, text string) (Action, bool) {
	if len(text) > longestWord {
		return Action{}, false
	}
	key := vietnamese.ToneKey
	if n.q.Type != thidua.TypeText {
		key = vietnamese.Fold // no accents: nothing else may be meant
	}
	typed := key(text)
	for _, w := range t.words(p, n) {
		if key(w.name.In(t.language)) == typed {
			return Action{Do: w.do}, true
		}
	}
	return Action{}, false
}

type word struct {
	name thidua.Phrase
	do   string
}

// words are always there, but for Keep and Done: without the button they are answers.
func (t *turn) words(p *place, n *node) []word {
	words := []word{{texts.Skip, doSkip}, {texts.Back, doBack}, {texts.Pause, doPause}, {texts.Cancel, doCancel}}
	if held := t.held(); held.Text != "" {
		words = append(words, word{texts.Done, doDone})
	}
	if a, _ := t.present(p, n); !a.Empty() && t.holds(p, n) {
		words = append(words, word{texts.Keep, doKeep})
	}
	return words
}
