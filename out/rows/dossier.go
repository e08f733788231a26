package rows

import (
	"iter"
	"strconv"

	"relgraph/graph"
	"relgraph/sources"
)

func itself(facts []Fact) []Fact { return facts }

// OfDossier yields what dossierRecords does.
func OfDossier(g *graph.Graph) iter.Seq2[string, []Fact] {
	return func(yield func(string, []Fact) bool) { dossierRecords(g, yield) }
}

// dossierRecords yields what a dossier says of itself and what stands at no actor and no contact.
func dossierRecords(g *graph.Graph, yield func(string, []Fact) bool) {
	d := g.Dossier()
	about := []Fact{{"actors", strconv.Itoa(len(d.Actors))}}
	for _, f := range d.AboutFields() {
		about = append(about, Fact{f.Name, f.Value})
	}
	settings := func(of string, list []sources.Setting) (all [][]Fact) {
		for _, s := range list {
			all = append(all, []Fact{{"of", of}, {"name", s.Name}, {"value", s.Value}})
		}
		return all
	}
	_ = yield("dossier", Told(about)) &&
		record(yield, "setting", append(settings("figure", d.Figure), settings("sides", d.Sides)...), itself) &&
		record(yield, "own_kind", DescribedKinds(d), itself) && record(yield, "coding", Codings(d), itself) &&
		record(yield, "other_document", unusedDocuments(g), DocumentFacts)
}

// DescribedKinds are the cells of the kinds that the dossier describes itself.
func DescribedKinds(d *sources.Dossier) (all [][]Fact) {
	for _, k := range pointers(d.OwnKinds()) {
		all = append(all, appendPassedOn(factsOf(ofKinds, k), k.Extra))
	}
	return all
}

// Codings are the cells of the codings of claims and documents that d has: a selection may have left out others.
func Codings(d *sources.Dossier) (all [][]Fact) {
	for _, c := range pointers(d.Codings) {
		if c.Claim != "" && d.Claim(c.Claim) == nil || c.Document != "" && d.Document(c.Document) == nil {
			continue
		}
		all = append(all, appendPassedOn(factsOf(ofCodings, c), c.Extra))
	}
	return all
}

func pointers[T any](items []T) []*T {
	all := make([]*T, len(items))
	for i := range items {
		all[i] = &items[i]
	}
	return all
}

// unusedDocuments are those that no contact stands on and no other document rests on.
func unusedDocuments(g *graph.Graph) []*sources.Document {
	d := g.Dossier()
	var docs, named []*sources.Document
	var chained []*sources.Claim // by chains of speakers, who may stand on documents of their own
	used, elsewhere := make([]bool, len(d.Documents)), map[*sources.Document]bool{}
	for i := range d.Claims {
		cl := &d.Claims[i]
		if len(cl.Detail().AssertedBy) > 0 {
			chained = append(chained, cl)
		}
		if at, ok := sources.SourceOf(d, cl); ok {
			if !used[at] {
				used[at], named = true, append(named, &d.Documents[at])
			}
		} else if doc := d.DocumentOf(cl); doc != nil && !elsewhere[doc] {
			elsewhere[doc], named = true, append(named, doc)
		}
	}
	for _, doc := range WithRoots(d, named, chained) {
		elsewhere[doc] = true
	}
	for i := range d.Documents {
		if doc := &d.Documents[i]; !used[i] && !elsewhere[doc] {
			docs = append(docs, doc)
		}
	}
	return docs
}
