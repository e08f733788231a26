package figure

import (
	"context"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/sources"
)

// A change is how a contact differs between two editions. The zero change is that of a contact which is as it was.
type change struct {
	became became
	says   string // of one that changed: what, in words
}

type became uint8

const (
	asItWas became = iota
	appeared
	changed
	removed
)

// Changes draws what changed between two editions of a dossier: the contacts of the new one and those that are gone,
// each with a line and a letter for what became of it. The lines do not tell states: where a state changed, the label
// says it.
func Changes(ctx context.Context, c *graph.Comparison, engine layout.Engine, opts Options) (*Figure, error) {
	c = c.Complete()
	union := c.Union()
	opts.changes = changesOf(c, opts.Voice)
	if opts.Title == "" {
		opts.Title = opts.Voice.Say("changes.title", "title", Title(c.New.Dossier(), opts))
	}
	return Draw(ctx, union, engine, opts)
}

// changesOf says of each contact, under the id that it has in the comparison's union, what became of it.
func changesOf(c *graph.Comparison, v words.Voice) map[sources.ContactID]change {
	of := map[sources.ContactID]change{}
	for _, d := range c.Contacts {
		switch {
		case d.Old == nil:
			of[d.New.ID] = change{became: appeared}
		case d.New == nil:
			of[d.Old.ID] = change{became: removed}
		default:
			facts := make([]string, len(d.Facts))
			for i, f := range d.Facts {
				facts[i] = v.Changes.Turned(v.Changes.Fact(c, d, f))
			}
			of[d.New.ID] = change{became: changed, says: v.Semicolons(facts...)}
		}
	}
	return of
}
