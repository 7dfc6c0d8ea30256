package telegram

import (
	"bytes"
	"iter"
)

// elements yields what stands between the commas of an array, or of an object, each with its name. It looks at no more than that: what
// it yields may be no JSON, and where the text breaks off, the last is left out.
func elements(raw []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		depth, from := 0, 0
		for i := 0; i < len(raw); i++ {
			switch raw[i] {
			case '"':
				for i++; i < len(raw) && raw[i] != '"'; i++ {
					if raw[i] == '\\' {
						i++
					}
				}
			case '{', '[':
				if depth++; depth == 1 {
					from = i + 1
				}
			case '}', ']':
				if depth--; depth == 0 {
					if last := bytes.TrimSpace(raw[from:i]); len(last) > 0 {
						yield(last)
					}
					return
				}
			case ',':
				if depth == 1 {
					if !yield(bytes.TrimSpace(raw[from:i])) {
						return
					}
					from = i + 1
				}
			}
		}
	}
}
