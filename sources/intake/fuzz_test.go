package intake_test

import (
	"slices"
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// samples are small files of each dialect, as tools write them.
var samples = map[string][]string{
	"csv": {"from,to,url\nAnn,Bo,https://example.org/1 https://example.org/2\n", "Label;Type\nAnn;Person\n",
		"entity1_id,entity2_id,category_id\n1,2,3\n",
		"id,title,url\nd1,A | B,www.example.org\n"},
	"graphml": {`<graphml><key id="d0" for="node" attr.name="label"/><graph edgedefault="directed"><node id="n0"><data key="d0">Ann</data></node><edge source="n0" target="n1"/></graph></graphml>`,
		`<graphml><key id="d" for="edge" attr.name="claim_1"/><graph><edge source="a" target="b"><data key="d">id: c1 | actor: a | recipient: b | note: \| \n \\</data></edge></graph></graphml>`,
		`<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/hosts">]><graphml><graph><node id="&x;"/></graph></graphml>`},
	"gexf":      {`<gexf><graph defaultedgetype="directed"><nodes><node id="0" label="Ann"/><node id="1"/></nodes><edges><edge source="0" target="1" kind="talks" start="2014"/></edges></graph></gexf>`},
	"kumu":      {`{"elements":[{"label":"Ann"}],"connections":[{"from":"Ann","to":"Bo","direction":"mutual","attributes":{"date":"May 2019"}}]}`},
	"littlesis": {`{"data":[{"id":1,"attributes":{"id":1,"name":"Ann","primary_ext":"Person"}},{"attributes":{"id":2,"entity1_id":1,"entity2_id":3,"category_id":1,"is_current":true,"start_date":"2005-00-00"}}]}`},
	"ftm": {`{"id":"a","schema":"Person","properties":{"name":["Ann","Annie"]}}` + "\n" +
		`{"id":"u","schema":"UnknownLink","properties":{"subject":["a"],"object":["b"],"sourceUrl":["https://example.org"]}}`,
		`{"id":"e","schema":"Event","properties":{"involved":["a","b"],"startDate":["2019"]}}`},
	"stix": {`{"type":"bundle","objects":[{"type":"report","id":"report--1","name":"T","published":"2019-03-04T00:00:00Z","object_refs":["relationship--1"],"external_references":[{"source_name":"Courier","url":"https://example.org/1"}]},` +
		`{"type":"identity","id":"identity--1","name":"Ann"},{"type":"identity","id":"identity--2","name":"Bo"},{"type":"marking-definition","id":"m"},` +
		`{"type":"relationship","id":"relationship--1","relationship_type":"related-to","source_ref":"identity--1","target_ref":"identity--2","start_time":"2019-01-02T03:04:05Z"}]}`},
	"bods": {`[{"statementId":"s1","recordType":"person","recordId":"p1","recordDetails":{"names":[{"fullName":"Ann Example"},{"fullName":"Annie"}],"nationalities":[{"code":"GB"}]}},` +
		`{"statementId":"s2","recordType":"entity","recordId":"e1","recordDetails":{"name":"Example Works","entityType":{"type":"registeredEntity"}}},` +
		`{"statementId":"s3","recordType":"relationship","recordId":"r1","source":{"url":"https://example.org/1","description":"Register"},"recordDetails":{"subject":"e1","interestedParty":"p1","interests":[{"type":"votingRights","startDate":"2019"},{"type":"shareholding","share":{"exact":25}}]}}]`,
		`[{"statementID":"s3","statementType":"ownershipOrControlStatement","subject":{"describedByEntityStatement":"e1"},"interestedParty":{"unspecified":{"reason":"unknown"}}}]`},
	"csl": {`[{"id":"x","type":"article","title":"T","author":[{"family":"F","given":"G"}],"issued":{"date-parts":[[2019,3],[2020]]}}]`},
	"pajek": {"*Vertices 2\n1 \"Ann\"\n2 \"Bo\"\n*Arcs :1 \"met\"\n1 2 1 [2014] l \"x\"\n*Matrix\n0 1\n1 0\n",
		pajekProject},
	"gml":    {"graph [ directed 1 node [ id 0 label \"Ann\" ] node [ id 1 ] edge [ source 0 target 1 a [ b 1 ] ] ]"},
	"bibtex": {"@string{h = {H}}\n@article{k, title = {A {\\\"o} B}, journal = h # \" I\", year = 2019, month = mar}\n"},
	"webpage": {"<!doctype html><h2>A</h2>words<table><caption>B</caption><tr><th>Who<th>With<th>Source<tr><td rowspan=2>Ann<td><s>Bo</s>Cy<td>" +
		"<a href=\"https://example.org/1\">Post</a><tr hidden><td colspan=3>Di<table><tr><td>E</table></table>"},
	"docx":     {string(docxOf([][]string{{"Who", "With", "Source"}, {"Ann", "Bo", "Post"}}))},
	"markdown": {"# A\n\n| Who | With |\n|---|---|\n| [Ann](https://example.org/1) | ~~B\\|o~~ Bo<br>Cy |\n"},
}

// Whatever bytes a file holds, each problem has a place and words, and what is written can be read again.
func FuzzRead(f *testing.F) {
	for _, d := range intake.Dialects() {
		for _, text := range samples[d.Name] {
			f.Add(d.Name, text)
		}
	}
	f.Fuzz(func(t *testing.T, dialect, text string) {
		if _, err := intake.DialectNamed(dialect); err != nil || dialect == "xlsx" {
			return
		}
		im := intake.Read([]intake.Input{{File: "file.x", Data: []byte(text)}}, intake.Options{Dialect: dialect})
		for _, p := range im.Problems {
			if p.Problem == "" || p.File == "" || p.Line < 0 {
				t.Errorf("%q: no place or no words, of %q", p, text)
			}
		}
		if im.Problems.Err() != nil {
			return
		}
		d, problems := im.Check("new", sources.Options{AllowUnsourced: true})
		for _, p := range problems {
			if p.Severity == sources.Error && unreadable(dialect, p.Problem) {
				t.Errorf("%s\n%q", p, text)
			}
		}
		for i, table := range d.Folder().Tables() {
			if want := strings.Count(string(im.Files()[i].Data), "\n"); len(table.Rows) > want {
				t.Errorf("%d rows of %s in %d lines", len(table.Rows), table.Name, want)
			}
		}
	})
}

// unreadable finds problems that import itself must not make: those of the table's form, of cells that it says it has
// understood, and, but for relgraph's own records, of ids.
func unreadable(dialect, problem string) bool {
	words := []string{"cells", "quotation mark", "control character", "no column", "header", "unreadable date",
		"unknown kind", "unknown actor kind", "unknown country",
		"neither title", "is malformed", "no address of the web", "Wikidata", "reliability", "digest"}
	if dialect != "graphml" && dialect != "gexf" {
		words = append(words, "has no id", "the id ", "stands in line", "unknown document")
	}
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(problem, w) })
}
