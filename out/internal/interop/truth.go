package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources/edtf"
)

// A truth is what every export of a dossier has to hold, as "relgraph list --json" tells it: a record for each actor and for
// each contact that is drawn, by the names of the columns. Places come from the figure.
type truth struct {
	actors    map[string]record
	contacts  map[string]record
	hidden    map[string]record // contacts that are not drawn
	claims    map[string]record // that report a contact which is drawn
	documents map[string]record
	places    map[string]point
}

// A record holds the values that a column has to show; a column with a blank value must be blank.
type record map[string]string

type point struct{ x, y float64 }

type listedActor struct {
	ID, Name, Short, Role, Kind, Country, Wikidata, Note string
	Alias                                                []string
	PartOf                                               []string `json:"part_of"`
	Contacts                                             int
}

type listedDocument struct {
	ID, URL, Title, Publisher string
	Author                    []string
}

type listedContact struct {
	ID, From, To                 string
	Directed                     bool
	Kind, Label, State, Modality string
	Dates                        []edtf.Date
	When                         string
	Origins                      struct{ Min, Max int }
	Documents                    []string
	Claims                       []listedClaim
}

type listedClaim struct {
	ID, Kind, Stance, Hedge, Locator, Summary, Document, About, Note string
	Actor, Recipient                                                 []string
	Directed                                                         bool
	Date                                                             edtf.Date
	AssertedBy                                                       string `json:"asserted_by"`
}

func truthOf(dossier, folder string) (*truth, error) {
	var actors []listedActor
	var documents []listedDocument
	var contacts, affiliations []listedContact
	for what, list := range map[string]any{"actors": &actors, "documents": &documents, "contacts": &contacts, "ties": &affiliations} {
		data, err := relgraph("list", what, dossier, "--json")
		if err != nil {
			return nil, err
		}
		var answer map[string]json.RawMessage
		if err := json.Unmarshal(data, &answer); err != nil {
			return nil, fmt.Errorf("relgraph list %s: %w", what, err)
		}
		if err := json.Unmarshal(answer[what], list); err != nil {
			return nil, fmt.Errorf("relgraph list %s: %w", what, err)
		}
	}
	places, err := placesOf(dossier, filepath.Join(folder, "places.nodelink.json"))
	if err != nil {
		return nil, err
	}
	t := &truth{map[string]record{}, map[string]record{}, map[string]record{}, map[string]record{}, map[string]record{}, places}
	urls := map[string]string{}
	for _, d := range documents {
		urls[d.ID] = d.URL
		t.documents[d.ID] = record{"id": d.ID, "title": d.Title, "url": d.URL, "publisher": d.Publisher, "author": strings.Join(d.Author, "; ")}
	}
	for _, a := range actors {
		t.actors[a.ID] = record{"id": a.ID, "label": cmp.Or(a.Short, a.Name), "name": a.Name, "kind": a.Kind, "role": a.Role, "country": a.Country,
			"wikidata": a.Wikidata, "note": a.Note, "aliases": strings.Join(a.Alias, "; "), "part_of": strings.Join(a.PartOf, "; "),
			"contacts": strconv.Itoa(a.Contacts)}
	}
	notDrawn := map[string]int{}
	for _, c := range slices.Concat(contacts, affiliations) {
		if slices.Contains([]string{"denied", "retracted", "unreported"}, c.State) {
			notDrawn[c.From] += len(c.Claims)
			notDrawn[c.To] += len(c.Claims)
			t.hidden[c.ID] = c.record(urls)
			continue
		}
		t.contacts[c.ID] = c.record(urls)
		for _, cl := range c.Claims {
			if cl.Stance == "reports" || cl.Stance == "confirms" {
				r := cl.record(c, urls)
				t.claims[r["id"]] = r
			}
		}
	}
	for _, c := range t.contacts {
		for _, id := range []string{c["source"], c["target"]} {
			a := t.actors[id]
			a["box"] = strings.TrimSuffix(a["label"]+"\n"+a["role"], "\n")
		}
	}
	for id, a := range t.actors {
		a["not_drawn"] = strconv.Itoa(notDrawn[id])
	}
	return t, nil
}

func (c listedContact) record(urls map[string]string) record {
	days := daysOf(c.Dates)
	direction := "mutual"
	if c.Directed {
		direction = "directed"
	}
	dates := make([]string, len(c.Dates))
	for i, d := range c.Dates {
		dates[i] = d.String()
	}
	each := func(of func(listedClaim) string) string { return eachOr(c.Claims, of) }
	return record{"id": c.ID, "source": c.From, "target": c.To, "from": c.From, "to": c.To, "direction": direction, "relation": c.Kind, "label": c.Label, "state": c.State,
		"modality": c.Modality, "when": c.When, "dates": strings.Join(dates, "; "), "from_day": days[0], "until_day": days[1], "weight": strconv.Itoa(max(1, c.Origins.Min)),
		"origins_min": strconv.Itoa(c.Origins.Min), "origins_max": strconv.Itoa(c.Origins.Max), "documents": strings.Join(c.Documents, "; "),
		"urls":   eachOr(c.Documents, func(id string) string { return urls[id] }),
		"claims": strconv.Itoa(len(c.Claims)), "claim_ids": each(func(cl listedClaim) string { return cl.ID }),
		"stances": each(func(cl listedClaim) string { return cl.Stance }), "hedges": each(func(cl listedClaim) string { return cl.Hedge }),
		"locators": each(func(cl listedClaim) string { return cl.Locator }), "summaries": each(func(cl listedClaim) string { return cl.Summary }),
		"asserted_by": each(func(cl listedClaim) string { return cl.AssertedBy })}
}

// record is what an edge has to hold that stands for the claim alone.
func (cl listedClaim) record(c listedContact, urls map[string]string) record {
	from, to := c.From, c.To
	if slices.Contains(cl.Actor, to) && (slices.Contains(cl.Recipient, from) || len(cl.Recipient) == 0 && slices.Index(cl.Actor, to) < slices.Index(cl.Actor, from)) {
		from, to = to, from
	}
	id := cl.ID
	if len(cl.Actor) > 2 || len(cl.Actor) > 1 && len(cl.Recipient) > 0 || len(cl.Recipient) > 1 {
		id += "--" + from + "--" + to
	}
	direction := "mutual"
	if cl.Directed {
		direction = "directed"
	}
	days := daysOf([]edtf.Date{cl.Date})
	return record{"id": id, "claim": cl.ID, "source": from, "target": to, "from": from, "to": to, "direction": direction, "contact": c.ID, "state": c.State,
		"relation": cl.Kind, "stance": cl.Stance, "dates": cl.Date.String(), "from_day": days[0], "until_day": days[1], "weight": "1",
		"origins_min": strconv.Itoa(c.Origins.Min), "origins_max": strconv.Itoa(c.Origins.Max), "asserted_by": cl.AssertedBy, "hedge": cl.Hedge,
		"about": cl.About, "locator": cl.Locator, "summary": cl.Summary, "documents": cl.Document, "urls": urls[cl.Document], "note": cl.Note}
}

// edges are what an export has to hold besides actors.
func (t *truth) edges(e export) map[string]record {
	switch {
	case e.claims:
		return t.claims
	case e.all:
		all := maps.Clone(t.contacts)
		maps.Copy(all, t.hidden)
		return all
	}
	return t.contacts
}

// daysOf returns the first and the last day that dates allow, blank if it is open or before the year 1. Dates of which nothing
// is known tell nothing.
func daysOf(dates []edtf.Date) (days [2]string) {
	told := false
	var ends [2][]string
	for _, d := range dates {
		from, from1 := d.Earliest()
		until, until1 := d.Latest()
		if !from1 && !until1 || from.Year < 1 && from1 {
			continue
		}
		told = true
		for i, day := range []struct {
			text  string
			known bool
		}{{from.String(), from1}, {until.String(), until1}} {
			if !day.known {
				day.text = ""
			}
			ends[i] = append(ends[i], day.text)
		}
	}
	if !told {
		return days
	}
	days[0], days[1] = slices.Min(ends[0]), slices.Max(ends[1])
	if slices.Contains(ends[1], "") {
		days[1] = ""
	}
	return days
}

// eachOr joins a text of each item, "-" for a blank one; it is blank if all are.
func eachOr[T any](items []T, of func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = of(item)
	}
	if strings.Join(texts, "") == "" {
		return ""
	}
	for i := range texts {
		texts[i] = cmp.Or(texts[i], "-")
	}
	return strings.Join(texts, "; ")
}

// placesOf reads where actors stand from the plainest of the files: y is turned round to grow downwards, as in figures.
func placesOf(dossier, file string) (map[string]point, error) {
	if _, err := relgraph("export", dossier, "-o", file); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var read struct {
		Nodes []struct {
			ID   string
			X, Y float64
		}
	}
	if err := json.Unmarshal(data, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	places := map[string]point{}
	for _, n := range read.Nodes {
		places[n.ID] = point{n.X, -n.Y}
	}
	return places, nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
