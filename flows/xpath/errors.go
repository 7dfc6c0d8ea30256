package xpath

import "fmt"

// Fault is the kind of a SyntaxError, as far as it matters to those who only tell the kinds apart.
type Fault uint8

// The faults that Compile finds.
const (
	FaultSyntax      Fault = iota // something is missing or in the wrong place
	FaultQuote                    // a text is not closed, or its quotes are curly
	FaultBracket                  // a parenthesis or bracket lacks its partner
	FaultReference                // ${…} is malformed
	FaultFunction                 // no such function
	FaultArguments                // a wrong number or kind of arguments
	FaultPattern                  // a regular expression that is wrong or uses look-around or back-references
	FaultUnsupported              // XPath or XLSForm knows it, this product does not
	FaultSize                     // too long or too deeply nested
)

// SyntaxError says where and why a text is not an expression, in terms that can be worded in any language.
type SyntaxError struct {
	Fault              Fault
	Cause              Cause
	Offset             int    // in bytes
	Near               string // the text at the offset, shortened; the name of the function for FaultFunction and FaultArguments
	About              string // what the cause is about: a character, a function probably meant, a part of a pattern
	Least, Most, Given int    // of CauseArgumentCount; Most is -1 for any number
}

// Error names the place and the cause.
func (e *SyntaxError) Error() string {
	text := e.Cause.String()
	if e.About != "" {
		text += " (" + e.About + ")"
	}
	if e.Near == "" {
		return fmt.Sprintf("at %d: %s", e.Offset+1, text)
	}
	return fmt.Sprintf("at %d, near “%s”: %s", e.Offset+1, e.Near, text)
}

// mistake is what is wrong with an argument, before it is known where the call stands.
type mistake struct {
	cause Cause
	about string
}

// Error says so.
func (m *mistake) Error() string {
	if m.about == "" {
		return m.cause.String()
	}
	return m.cause.String() + " (" + m.about + ")"
}

// UnknownName is a name that neither the node at hand nor any outer one has.
type UnknownName struct{ Name string }

// Error names it.
func (e *UnknownName) Error() string { return fmt.Sprintf("unknown name “%s”", e.Name) }

// TypeError is a value that a function cannot work on. It never quotes the value: answers stay out of errors.
type TypeError struct{ Function, Message string }

// Error names the function and the cause.
func (e *TypeError) Error() string { return e.Function + ": " + e.Message }
