package figure

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A Highlight says what a figure makes stand out: its lines and frames are stronger, and all but what they join is
// quieter. It is told by width and lightness, not by hue, so that a grey printer keeps it. The zero Highlight leaves
// all as it is.
type Highlight struct {
	Actors   []sources.ActorID // with all their contacts
	Contacts []sources.ContactID
}

// IsZero tells whether nothing is to stand out.
func (h Highlight) IsZero() bool { return len(h.Actors)+len(h.Contacts) == 0 }

// in names what stands out, for the note below the figure.
func (h Highlight) in(v words.Voice, g *graph.Graph) string {
	var list []string
	for _, id := range h.Actors {
		list = append(list, words.Short(g.Dossier(), id))
	}
	for _, id := range h.Contacts {
		if c := g.Contact(id); c != nil {
			list = append(list, v.Contacts.InShort(g.Dossier(), c))
		}
	}
	if list == nil {
		return ""
	}
	return v.Say("note.highlighted", "list", v.Facts(list...))
}

// A stress is how much something stands out.
type stress uint8

const (
	quiet stress = iota
	plain
	strong
)

// stresses are those of the figure's contacts and actors, by the ids of their parts.
func (h Highlight) stresses(pages []*Figure) map[string]stress {
	of := map[string]stress{}
	joined := map[sources.ActorID]bool{}
	for _, page := range pages {
		for _, e := range page.Edges {
			if slices.Contains(h.Contacts, e.Contact.ID) || slices.ContainsFunc(e.Contact.Members, h.has) {
				of["contact-"+string(e.Contact.ID)] = strong
				for _, id := range e.Contact.Members {
					joined[id] = true
				}
			} else {
				of["contact-"+string(e.Contact.ID)] = quiet
			}
		}
	}
	for _, page := range pages {
		for _, a := range page.Actors {
			level := quiet
			switch {
			case h.has(a.Actor.ID):
				level = strong
			case joined[a.Actor.ID]:
				level = plain
			}
			of["actor-"+string(a.Actor.ID)] = level
		}
	}
	return of
}

func (h Highlight) has(id sources.ActorID) bool { return slices.Contains(h.Actors, id) }

// Edit finishes a drawn figure as its options ask: what is highlighted stands out, and nothing leads to a list of
// sources that is not there. It is for a figure that was just drawn, once.
func (f *Figure) Edit(opts Options) {
	pages := f.Pages()
	if opts.NoSources {
		for _, page := range pages {
			unlink(page.Parts)
		}
	}
	if opts.Highlight.IsZero() {
		return
	}
	f.seen = nil
	theme := cmp.Or(opts.Theme, style.Report())
	of := opts.Highlight.stresses(pages)
	for _, page := range pages {
		for i := range page.Parts {
			page.Parts[i].stress(of, plain, theme)
		}
	}
}

// unlink takes away links to entries of the list of sources.
func unlink(parts []Part) {
	for i := range parts {
		for k := range parts[i].Texts {
			if t := &parts[i].Texts[k]; strings.HasPrefix(t.Link, "#source-") {
				t.Link = ""
			}
		}
		unlink(parts[i].Parts)
	}
}

// again is the end of the id of a part that stands for something once more.
var again = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`--[0-9]+$`) })

// stress makes the part stand out, or not, as its id asks; a part of another is as that one is, if its id asks nothing.
func (p *Part) stress(of map[string]stress, as stress, theme *style.Theme) {
	level, known := of[p.ID]
	if !known {
		level, known = of[again().ReplaceAllString(p.ID, "")]
	}
	if known {
		as = level
		p.Class += map[stress]string{quiet: " quiet", strong: " highlighted"}[as]
	}
	for i := range p.Shapes {
		p.Shapes[i].stress(as, theme)
	}
	for i := range p.Texts {
		if as == quiet {
			p.Texts[i].Colour = theme.Muted
		}
	}
	for i := range p.Parts {
		p.Parts[i].stress(of, as, theme)
	}
}

// How much stronger and lighter lines become. Text only becomes as light as the theme's second lines, which can be
// read.
const (
	stronger = 1.9
	lighter  = 0.6 // of the way to the paper
)

func (s *Shape) stress(as stress, theme *style.Theme) {
	switch {
	case as == strong && s.Class == markClass: // a stronger ring would run into its disc, and tell another state
	case as == strong && s.Stroke != "":
		s.Width *= stronger
	case as == quiet:
		s.Fill, s.Stroke = s.Fill.Mixed(theme.Paper, lighter), s.Stroke.Mixed(theme.Paper, lighter)
	}
}
