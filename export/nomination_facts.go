package export

import (
	"slices"
	"strings"
)

// nominationFacts are what a template finds below nominations, in the order of the lists:
//
//	nominations/count, /small, /companies, /managers, /direct   how many there are
//	nominations/subject[…]              collectives, households, individuals, each where there is one: name, count, nomination[…]
//	nominations/form[…]                 every award that is asked for: name, authority, count, subject[…] with name and count;
//	                                    what was asked for in words of its own is one form, typed are those words
//	nominations/subject/nomination[…]   name, salutation, post, parent, merits, form, authority, unit, and its answers by name
func (t *tree) nominationFacts() []fact {
	nominees := t.nominees()
	var all awards
	for _, n := range nominees {
		all.count(n)
	}
	facts := []fact{
		numberFact("count", all.all), numberFact("small", all.small), numberFact("companies", all.companies),
		numberFact("managers", all.managers), numberFact("direct", all.direct),
	}
	for i := range facts {
		facts[i].from = entriesIn(nominees)
	}
	if t.trial && len(nominees) == 0 {
		nominees = []nominee{{subject: collective}}
	}
	return append(append(facts, t.subjectFacts(nominees)...), t.formFacts(nominees)...)
}

// nominees are the nominations of all units, read with what else the template reads.
func (t *tree) nominees() []nominee {
	var nominees []nominee
	for _, p := range t.c.PartsOfKind(nominationKind) {
		for _, e := range t.entriesOf(p) {
			nominees = append(nominees, t.c.nominee(p, e))
		}
	}
	inOrderOfLists(nominees)
	return nominees
}

// subjectFacts tell how many recipients of each kind there are, and who they are.
func (t *tree) subjectFacts(nominees []nominee) []fact {
	var subjects []fact
	for _, subject := range subjectOrder {
		them := slices.DeleteFunc(slices.Clone(nominees), func(n nominee) bool { return n.subject != subject })
		if len(them) == 0 {
			continue
		}
		subjects = append(subjects, fact{name: "subject", listed: true, lists: []string{"nomination"}, below: func() []fact {
			count := numberFact("count", len(them))
			count.from = entriesIn(them)
			facts := []fact{textFact("name", subjectNouns[subject]), count}
			for _, n := range them {
				facts = append(facts, t.nominationFact(n))
			}
			return facts
		}})
	}
	return subjects
}

// entriesIn are the entries that nominations were read from.
func entriesIn(nominees []nominee) func() []*Entry {
	return func() []*Entry {
		var entries []*Entry
		for _, n := range nominees {
			if n.entry != nil {
				entries = append(entries, n.entry)
			}
		}
		return entries
	}
}

// nominationFact is a nomination as every campaign asks for it, whatever its questions are called; they are found beside.
func (t *tree) nominationFact(n nominee) fact {
	if n.entry == nil {
		return fact{name: "nomination", listed: true, below: func() []fact { return nil }}
	}
	parent := parentNames
	if n.subject == household {
		parent = addressNames
	}
	return fact{name: "nomination", listed: true, entry: n.entry, question: n.part.Question, below: func() []fact {
		return append(entryFacts(t.c, n.entry),
			textFact("name", t.c.say(n, nameNames)), textFact("salutation", t.c.say(n, salutationNames)),
			textFact("post", t.c.say(n, postNames)), textFact("parent", t.c.say(n, parent)),
			textFact("merits", t.c.say(n, merits)), textFact("form", n.form), textFact("authority", n.authority))
	}}
}

// formFacts tell how many are asked for of each award.
func (t *tree) formFacts(nominees []nominee) []fact {
	var forms [][]nominee
	at := map[string]int{} // of a form among them
	for _, n := range nominees {
		key := n.form + "\x00" + n.authority
		if n.typed {
			key = otherForm
		}
		i, met := at[key]
		if !met {
			i, forms = len(forms), append(forms, nil)
			at[key] = i
		}
		forms[i] = append(forms[i], n)
	}
	slices.SortStableFunc(forms, func(a, b []nominee) int { return compareTyped(a[0], b[0]) })
	facts := make([]fact, len(forms))
	for i, form := range forms {
		facts[i] = fact{name: "form", listed: true, lists: []string{"subject"}, below: func() []fact { return t.formFact(form) }}
	}
	return facts
}

func (t *tree) formFact(form []nominee) []fact {
	name, authority, typed := form[0].form, form[0].authority, ""
	if form[0].typed {
		name, authority, typed = otherForm, "", typedForms(form)
	}
	facts := []fact{
		textFact("name", name), textFact("authority", authority), textFact("typed", typed), numberFact("count", len(form)),
	}
	return append(facts, t.subjectFacts(form)...)
}

// compareTyped puts what was chosen before what was typed.
func compareTyped(a, b nominee) int {
	switch {
	case a.typed == b.typed:
		return 0
	case b.typed:
		return -1
	}
	return 1
}

// typedForms are the awards that people put into words of their own, each once.
func typedForms(nominees []nominee) string {
	var forms []string
	for _, n := range nominees {
		if !slices.Contains(forms, n.form) {
			forms = append(forms, n.form)
		}
	}
	return strings.Join(forms, "; ")
}
