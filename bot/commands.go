package bot

import (
	"slices"
	"strings"
	"unicode"

	"thidua/bot/telegram"
	"thidua/flows/texts"
)

// Descriptions are what an empty chat shows above Start, by language; the empty language is for everybody else.
func Descriptions() map[string]string {
	return map[string]string{"": texts.Purpose.In("vi"), "en": texts.Purpose.In("en")}
}

// Commands are the entries of Telegram's menu button, by language; the empty language is for everybody else.
func Commands() map[string][]telegram.Command {
	menu := func(language string) []telegram.Command {
		var entries []telegram.Command
		for _, c := range texts.Commands {
			entries = append(entries, telegram.Command{Command: c.Name, Description: c.What.In(language)})
		}
		return entries
	}
	return map[string][]telegram.Command{"": menu("vi"), "en": menu("en")}
}

// commandWord writes the command that a text begins with as the program knows it: a phone makes the first letter large. Any
// other text stays as it is.
func commandWord(text string) string {
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, "/") {
		return text
	}
	end := strings.IndexFunc(trimmed+" ", func(r rune) bool { return r == '@' || unicode.IsSpace(r) })
	if word := strings.ToLower(trimmed[:end]); isCommand(word) {
		return word + trimmed[end:]
	}
	return text
}

func isCommand(word string) bool {
	_, ruled := rights[word]
	_, alias := aliases[word]
	return ruled || alias || slices.Contains(everybodys, word)
}
