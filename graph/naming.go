package graph

import (
	"fmt"
	"slices"
	"strings"
)

// Naming is a contact that is asked what rows call it. It is what [Contact.Naming] returns.
type Naming Contact

// Relation is the kind as tables and graph files have it: what the first telling row calls it, or its id.
//
// It is the id at a line of a roll-up that shows several kinds.
func (c *Naming) Relation() string {
	if c.mixed() {
		return string(c.Kind)
	}
	for _, cl := range tellingOf((*Contact)(c)) {
		return cl.KindWord()
	}
	return string(c.Kind)
}

// KindText is the first telling row's own word for the kind; "" if all call it by its id or its word.
func (c *Naming) KindText() string {
	if c.mixed() {
		return ""
	}
	for _, cl := range tellingOf((*Contact)(c)) {
		if cl.KindText != "" {
			return cl.KindText
		}
	}
	return ""
}

// mixed tells whether a line of a roll-up stands for contacts of several kinds.
func (c *Naming) mixed() bool {
	return slices.ContainsFunc(c.StandsFor, func(m *Contact) bool { return m.Kind != c.StandsFor[0].Kind })
}

// KindWord is KindText, or the kind's own word.
func (c *Naming) KindWord() string {
	if text := c.KindText(); text != "" {
		return text
	}
	return (*Contact)(c).rows().Kind(c.Kind).Word
}

// Label is the first label of a claim that supports the contact or, if none does, of one that contradicts it; without
// a label it is the row's word for the kind.
//
// In a roll-up it is the label of each contact that it stands for, each once, as far as a figure has room; at one
// that is not said to have happened, as others are, stands its state.
func (c *Naming) Label() string {
	if len(c.StandsFor) > 0 {
		return c.labels()
	}
	for _, cl := range tellingOf((*Contact)(c)) {
		if cl.Detail().Label != "" {
			return cl.Detail().Label
		}
	}
	return c.KindWord()
}

const labelsShown = 3 // of a line in a roll-up

func (c *Naming) labels() string {
	var labels []string
	for _, m := range c.StandsFor {
		label := m.Naming().Label()
		if m.State != c.State && m.State > SingleOrigin {
			label += " (" + m.State.String() + ")"
		}
		labels = append(labels, label)
	}
	labels = distinct(labels)
	if n := len(labels) - labelsShown; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(labels[:labelsShown], ", "), n)
	}
	return strings.Join(labels, ", ")
}
