package main

import (
	"relgraph/out"
)

// graph reads the flags that choose the readers of a file for graph tools.
func (f *exportFlags) graph() (o out.GraphOptions, err error) {
	switch f.direction {
	case "":
	case "undirected":
		o.Direction = out.Alike
	case "mixed":
		o.Direction = out.Mixed
	default:
		return o, misusef("unknown direction %q: want undirected, mixed", f.direction)
	}
	switch f.flavour {
	case "gephi":
	case "strict":
		o.Flavour = out.Strict
	case "yed":
		o.Flavour = out.YEd
	default:
		return o, misusef("unknown flavour %q: want gephi, strict, yed", f.flavour)
	}
	switch f.profile {
	case "contacts":
	case "claims":
		o.Claims = true
	default:
		return o, misusef("unknown profile %q: want contacts, claims", f.profile)
	}
	switch f.records {
	case "full":
	case "none":
		o.Records = out.NoRecords
	default:
		return o, misusef("unknown records %q: want full, none", f.records)
	}
	if o.Flavour == out.YEd && o.Claims {
		return o, misusef("--flavour yed draws the figure, whose lines are contacts: want it without --profile claims")
	}
	return o, nil
}
