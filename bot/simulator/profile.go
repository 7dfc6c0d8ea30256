package simulator

import (
	"encoding/json"
	"regexp"
)

// Command is one entry of the bot's command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile is what the bot says about itself, by language ("" for all others).
type profile struct {
	commands     map[string][]Command
	descriptions map[string]string
	short        map[string]string
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func (s *Server) getMe(*call) (any, error) {
	return struct {
		wireUser
		CanJoinGroups           bool `json:"can_join_groups"`
		CanReadAllGroupMessages bool `json:"can_read_all_group_messages"`
		SupportsInlineQueries   bool `json:"supports_inline_queries"`
	}{wireUser: s.self(), CanJoinGroups: true}, nil
}

// setMyCommands keeps one list a language; scopes are checked but not told apart.
func (s *Server) setMyCommands(c *call) (any, error) {
	var commands []Command
	json.Unmarshal(c.values["commands"], &commands)
	if len(commands) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, command := range commands {
		if !commandName.MatchString(command.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := len([]rune(command.Description)); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	return s.setProfile(func(p *profile) { p.commands[c.text("language_code")] = commands })
}

func (s *Server) setMyDescription(c *call) (any, error) {
	text := c.text("description")
	if len([]rune(text)) > 512 {
		return nil, bad("bot description is too long")
	}
	return s.setProfile(func(p *profile) { p.descriptions[c.text("language_code")] = text })
}

func (s *Server) setMyShortDescription(c *call) (any, error) {
	text := c.text("short_description")
	if len([]rune(text)) > 120 {
		return nil, bad("bot short description is too long")
	}
	return s.setProfile(func(p *profile) { p.short[c.text("language_code")] = text })
}

func (s *Server) setProfile(set func(*profile)) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &s.profile
	if p.commands == nil {
		*p = profile{map[string][]Command{}, map[string]string{}, map[string]string{}}
	}
	set(p)
	s.announce()
	return true, nil
}

// Commands is the command menu in a language, or the one for all languages.
func (s *Server) Commands(language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return inLanguage(s.profile.commands, language)
}

// Description is what a person reads before pressing Start.
func (s *Server) Description(language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return inLanguage(s.profile.descriptions, language)
}

func inLanguage[T any](texts map[string]T, language string) T {
	if text, ok := texts[language]; ok {
		return text
	}
	return texts[""]
}
