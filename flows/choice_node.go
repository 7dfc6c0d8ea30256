package flows

import (
	"thidua"
	"thidua/flows/xpath"
)

// choiceNode lets expressions read the columns of a choice by their bare names.
type choiceNode struct {
	choice   *thidua.Choice
	column   string // empty for the choice itself
	position int
}

// Name is the column's name.
func (c choiceNode) Name() string {
	if c.column == "" {
		return "item"
	}
	return c.column
}

// Position is the choice's number in its list.
func (c choiceNode) Position() int { return c.position }

// Parent is nil: a choice stands for itself.
func (c choiceNode) Parent() xpath.Node { return nil }

// Value is the text of the column.
func (c choiceNode) Value() xpath.Value {
	switch c.column {
	case "":
		return xpath.Value{}
	case "name":
		return xpath.String(c.choice.Name)
	case "itextId": // other tools' forms look the label up under this name
		return xpath.String(c.choice.Columns["label"])
	}
	return xpath.String(c.choice.Columns[c.column])
}

// Children are the choice's columns.
func (c choiceNode) Children(name string) []xpath.Node {
	if _, known := c.choice.Columns[name]; c.column != "" || !known && name != "name" && name != "itextId" {
		return nil
	}
	return []xpath.Node{choiceNode{choice: c.choice, column: name, position: 1}}
}

// listNode is instance('list'): the root of a list's items.
type listNode struct {
	script *Script
	list   string
}

func (v *view) instance(list string) xpath.Node {
	if _, known := v.script.Campaign.Form.Choices[list]; !known {
		return nil
	}
	return listNode{script: v.script, list: list}
}

// Name is root, as other XLSForm engines call it.
func (l listNode) Name() string { return "root" }

// Position is always 1.
func (l listNode) Position() int { return 1 }

// Parent is nil: a list stands for itself.
func (l listNode) Parent() xpath.Node { return nil }

// Value is empty.
func (l listNode) Value() xpath.Value { return xpath.Value{} }

// Children are the list's choices.
func (l listNode) Children(name string) []xpath.Node {
	if name != "item" && name != "*" {
		return nil
	}
	choices := l.script.Campaign.Form.Choices[l.list]
	items := make([]xpath.Node, len(choices))
	for i := range choices {
		items[i] = choiceNode{choice: &choices[i], position: i + 1}
	}
	return items
}
