package xpath

// Cause is what exactly is wrong with a text; the set is closed, so that authors can be told in their language.
type Cause uint8

// The causes of a SyntaxError, by their faults.
const (
	CauseValue     Cause = iota // a value is missing
	CauseOperator               // an operator, comma or closing bracket is missing
	CauseRest                   // the expression should have ended
	CauseNotEqual               // <>
	CauseEqual                  // ==
	CauseAndOr                  // && or ||
	CauseCharacter              // About has no meaning
	CauseList                   // something other than a list is filtered or followed by a path
	CauseStep                   // a name is missing in a path
	CauseEncoding               // not UTF-8

	CauseQuoteOpen  // a quoted text is not closed
	CauseQuoteCurly // curly quotes

	CauseParenthesis // ) is missing
	CauseArguments   // a comma or ) is missing in a call
	CauseSquare      // ] is missing
	CauseExtra       // ) or ] too many

	CauseDollar        // $ without {
	CauseReferenceOpen // } is missing
	CauseReferenceName // no name between ${ and }
	CauseLastSaved     // ${last-saved#…}

	CauseUnknownFunction // Near is no function; About is the one probably meant, if any

	CauseArgumentCount // Near takes Least to Most arguments, not Given
	CauseArgumentList  // Near needs a list as its first argument
	CausePairs         // weighted-checklist(least, most, condition, weight, …)
	CauseRepeatPairs   // indexed-repeat(question, repeat, number, …)
	CauseRepeatNames   // a question or repeat of indexed-repeat() that is not written ${name}
	CauseChoiceName    // a second argument of jr:choice-name() other than '${name}'
	CauseDateLetter    // %About is nothing that a date has
	CauseDateEnd       // a date format that ends with %
	CauseAlgorithm     // About is no algorithm of digest()
	CauseDigestText    // About is neither base64 nor hex

	CausePattern       // About is wrong in a regular expression
	CauseLookAround    // look-ahead and look-behind
	CauseBackReference // back-references
	CausePatternSize   // a pattern, or the number of patterns, is too large

	CauseUnsupportedFunction // Near is a function that was left out
	CauseAxis                // //, :: and name::
	CauseAttribute           // @
	CauseCallInPath          // a function as a step of a path

	CauseLength // too long
	CauseDepth  // too deeply nested
	CausePath   // a path with too many steps

	causes // how many there are
)

// Fault is the kind that a cause belongs to.
func (c Cause) Fault() Fault {
	for _, last := range [...]struct {
		cause Cause
		fault Fault
	}{
		{CauseEncoding, FaultSyntax}, {CauseQuoteCurly, FaultQuote}, {CauseExtra, FaultBracket}, {CauseLastSaved, FaultReference},
		{CauseUnknownFunction, FaultFunction}, {CauseDigestText, FaultArguments}, {CausePatternSize, FaultPattern},
		{CauseCallInPath, FaultUnsupported},
	} {
		if c <= last.cause {
			return last.fault
		}
	}
	return FaultSize
}

// String is the cause in a few English words, for logs.
func (c Cause) String() string {
	names := [...]string{
		CauseValue: "a value is missing", CauseOperator: "an operator, comma or closing bracket is missing", CauseRest: "the expression should end here",
		CauseNotEqual: "“not equal” is written !=", CauseEqual: "“equal” is written with one =", CauseAndOr: "write the words and, or",
		CauseCharacter: "a character without meaning", CauseList: "only a list can be filtered or followed by a path", CauseStep: "a name is missing in the path",
		CauseEncoding: "the text is not UTF-8", CauseQuoteOpen: "a quoted text is not closed", CauseQuoteCurly: "curly quotes",
		CauseParenthesis: "a closing ) is missing", CauseArguments: "a comma or closing ) is missing", CauseSquare: "a closing ] is missing",
		CauseExtra: "a closing bracket too many", CauseDollar: "a question is written ${name}", CauseReferenceOpen: "${ is not closed by }",
		CauseReferenceName: "no name between ${ and }", CauseLastSaved: "${last-saved#…} is not supported", CauseUnknownFunction: "unknown function",
		CauseArgumentCount: "a wrong number of arguments", CauseArgumentList: "the first argument must be a list", CausePairs: "two bounds and then pairs are needed",
		CauseRepeatPairs: "a question and then pairs are needed", CauseRepeatNames: "the question and the repeats are written ${name}",
		CauseChoiceName: "the second argument is a question in quotes", CauseDateLetter: "an unknown % in the date format", CauseDateEnd: "the date format ends with %",
		CauseAlgorithm: "the algorithm is one of MD5, SHA-1, SHA-256, SHA-384, SHA-512", CauseDigestText: "the encoding is base64 or hex",
		CausePattern: "the pattern is wrong", CauseLookAround: "look-ahead and look-behind are not supported", CauseBackReference: "back-references are not supported",
		CausePatternSize: "the pattern is too large", CauseUnsupportedFunction: "the function is not supported", CauseAxis: "axes and // are not supported",
		CauseAttribute: "attributes are not supported", CauseCallInPath: "a function cannot stand inside a path",
		CauseLength: "too long", CauseDepth: "too deeply nested", CausePath: "the path is too long",
	}
	if int(c) >= len(names) {
		return "wrong"
	}
	return names[c]
}
