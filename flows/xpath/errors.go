package xpath

import "fmt"

// Fault is the kind of a SyntaxError, for callers that word it in another language.
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

// SyntaxError says where and why a text is not an expression.
type SyntaxError struct {
	Fault   Fault
	Offset  int    // in bytes
	Near    string // the text at the offset, shortened; the name of the function for FaultFunction and FaultArguments
	Message string
}

// Error names the place and the cause.
func (e *SyntaxError) Error() string {
	if e.Near == "" {
		return fmt.Sprintf("at %d: %s", e.Offset+1, e.Message)
	}
	return fmt.Sprintf("at %d, near “%s”: %s", e.Offset+1, e.Near, e.Message)
}

// UnknownName is a name that neither the node at hand nor any outer one has.
type UnknownName struct{ Name string }

// Error names it.
func (e *UnknownName) Error() string { return fmt.Sprintf("unknown name “%s”", e.Name) }

// TypeError is a value that a function cannot work on. It never quotes the value: answers stay out of errors.
type TypeError struct{ Function, Message string }

// Error names the function and the cause.
func (e *TypeError) Error() string { return e.Function + ": " + e.Message }
