package bot

import (
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
