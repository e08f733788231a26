package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"
)

// The types below are what relgraph says in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/).

type bom struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string      `json:"type"`
	Ref        string      `json:"bom-ref"`
	Name       string      `json:"name"`
	Version    string      `json:"version,omitempty"`
	PURL       string      `json:"purl,omitempty"`
	Licences   []licence   `json:"licenses"`
	Properties []property  `json:"properties,omitempty"`
	Parts      []component `json:"components,omitempty"` // what the component carries
}

type licence struct {
	Expression string `json:"expression"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// bill is the software bill of materials of both programs on all platforms. Its serial number is a digest of the rest,
// in the form of a UUID of version 8 (RFC 9562).
func (c Contents) bill(v Version, at time.Time) ([]byte, error) {
	b := bom{Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1}
	b.Metadata.Timestamp = at.UTC().Format(time.RFC3339)
	b.Metadata.Component = component{Type: "application", Ref: "relgraph", Name: "relgraph", Version: v.Plain,
		Licences: []licence{{"MIT"}}}
	needs := dependency{Ref: "relgraph"}
	for _, p := range c.shipped() {
		m := c.Of[p.Module]
		if p.Carried != "" {
			holder := &b.Components[len(b.Components)-1]
			holder.Parts = append(holder.Parts, component{Type: "library",
				Ref:  fmt.Sprintf("%s#%d", holder.Ref, len(holder.Parts)+1),
				Name: p.Carried, Licences: []licence{{p.Licence}}})
			continue
		}
		ref := "pkg:golang/" + m.Path + "@" + url.PathEscape(m.Version)
		entry := component{Type: "library", Ref: ref, Name: m.Path, Version: m.Version, PURL: ref,
			Licences: []licence{{p.Licence}}}
		for _, name := range c.In[m.Path] {
			entry.Properties = append(entry.Properties, property{"relgraph:program", name})
		}
		b.Components = append(b.Components, entry)
		needs.On = append(needs.On, ref)
	}
	release := strings.TrimPrefix(runtime.Version(), "go")
	std := "pkg:golang/std@" + release
	b.Components = append(b.Components, component{Type: "library", Ref: std, Name: "std", Version: release, PURL: std,
		Licences: []licence{{"BSD-3-Clause"}}})
	needs.On = append(needs.On, std)
	b.Dependencies = []dependency{needs}

	without, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(without)
	id := sum[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	b.Serial = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}
