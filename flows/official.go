package flows

import (
	"errors"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// Appearances of a text question that is read as something official; other XLSForm tools ignore them.
const (
	documentNumber = "document_number"
	phoneNumber    = "phone"
)

// giveDocumentNumber takes a document's number and symbol. Where an accent or a sign is probably missing, or the text
// follows no form that is known, the person decides: there are documents that the grammar does not know.
func (t *turn) giveDocumentNumber(p *place, n *node, text, raw string) {
	normal, meant, err := vietnamese.CheckDocumentNumber(text)
	if err != nil {
		normal = text
	}
	switch {
	case meant != "":
		t.decide(texts.AskMeant.In(t.language, meant, excerpt(normal)), taking(meant, raw), taking(normal, raw))
	case err != nil:
		t.warnDocument(err, text)
		t.decide(texts.AskAnyway.In(t.language, excerpt(text)), taking(normal, raw))
	default:
		t.accept(p, n, thidua.Answer{Value: normal, Raw: raw})
	}
}

// taking is the action that takes a text as the answer.
func taking(value, raw string) Action {
	return Action{Do: doTake, Arg: string(encode(thidua.Answer{Value: value, Raw: raw}))}
}

func (t *turn) parseDocumentNumber(text string) (thidua.Answer, bool) {
	normal, _, err := vietnamese.CheckDocumentNumber(text)
	if err != nil {
		t.warnDocument(err, text)
		return thidua.Answer{}, false
	}
	return thidua.Answer{Value: normal}, true
}

func (t *turn) warnDocument(err error, text string) {
	switch {
	case errors.Is(err, vietnamese.ErrSeveralDocuments):
		t.warn(texts.OneDocument)
	case errors.Is(err, vietnamese.ErrNoIssuer):
		t.warn(texts.NoIssuer, excerpt(text))
	case errors.Is(err, vietnamese.ErrNoSymbol):
		t.warn(texts.NoSymbol, excerpt(text))
	case errors.Is(err, vietnamese.ErrNoNumber):
		t.warn(texts.NoNumber, excerpt(text))
	default:
		t.warn(texts.NotDocument, excerpt(text))
	}
}

// parsePhone keeps a phone number in E.164.
func (t *turn) parsePhone(text string) (thidua.Answer, bool) {
	e164, err := vietnamese.ParsePhone(text)
	switch {
	case errors.Is(err, vietnamese.ErrForeignPhone):
		t.warn(texts.ForeignPhone)
	case errors.Is(err, vietnamese.ErrSeveralPhone):
		t.warn(texts.OnePhone)
	case err != nil:
		t.warn(texts.NotPhone, excerpt(text))
	default:
		return thidua.Answer{Value: e164}, true
	}
	return thidua.Answer{}, false
}
