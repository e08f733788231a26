package edits_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/out/rows"
	"relgraph/sources/intake"
)

// saves are the ways in which programs save relgraph's files without changing what these say.
var saves = []struct {
	name    string
	formats []string
	save    func(t *testing.T, file intake.Input) intake.Input
}{
	{"pandas, rows and columns in another order, with an index", []string{"nodes", "edges"}, inAnotherOrder},
	{"NetworkX, GML: each label is an id", []string{"nodelink"}, asGML(func(column string) string { return column }, true)},
	{"igraph, GML: names are letters alone", []string{"nodelink"},
		asGML(func(column string) string { return strings.ReplaceAll(column, "_", "") }, false)},
	{"Python, which keeps one field of a name", []string{"nodelink"}, onceEach},
	{"NetworkX, GML: each record is a list", []string{"nodelink"}, asNetworkXGML},
	{"NetworkX, GML of GEXF: how it is drawn stands in lists", []string{"nodelink"}, changed(`"id": "ann",`,
		`"id": "ann", "viz.color.r": 3, "viz.size": "10.0",`)},
	{"igraph, GML: no letters but of ASCII", []string{"graphology"}, changed(`"größe": `, `"gre": `, `"年": `, `"igraph": `)},
	{"igraph, DOT: line ends as signs", []string{"graphology"}, changed(`"two\nlines"`, `"two\\nlines"`)},
	{"graph-tool, DOT: ids of its own", []string{"graphology"}, changed(`"attributes": {`,
		`"attributes": {"_graphml_vertex_id": "n7", "_graphml_edge_id": "e7", `)},
	{"Graphviz: attributes of the graph in brackets, long lines cut", []string{"dot"}, asGraphviz},
	{"NetworkX, Cytoscape's JSON: ids stand in a column too", []string{"cyjs"}, withValues},
}

// TestWhatProgramsAddIsNoEdit reads each of them.
func TestWhatProgramsAddIsNoEdit(t *testing.T) {
	files := fstest.MapFS{}
	maps.Copy(files, harbour)
	files["d/claims.csv"] = &fstest.MapFile{Data: append(bytes.Clone(harbour["d/claims.csv"].Data),
		"c5,ann,bo,d1,dinner,2021-05,,,,\"One\ttab | and a bar, \\ and a \"\"quote\"\".\",\nc6,ann,bo,d2,dinner,2022-05,,,,,\n"...)}
	files["d/actors.csv"] = &fstest.MapFile{Data: []byte(`id,name,short,role,kind,side,note,standing,größe,年
ann,Ann of the Harbour,Ann Shown,Mayoral,person,Townside,Remark on Ann,Standing of Ann,great,1970
bo,Bo of the Works,,,company,Workside,"two
lines",,,
cy,Cy of the Ferry,,,person,,,,small,
`)}
	g := open(t, files)
	for _, s := range saves {
		for _, claims := range []bool{false, true} {
			var saved []intake.Input
			for _, file := range written(t, g, s.formats, rows.Options{Claims: claims}) {
				saved = append(saved, s.save(t, file))
			}
			if _, says := said(t, saved); says != nil {
				t.Errorf("%s, claims %t: %q", s.name, claims, says)
			}
		}
	}
}

// TestAnArrowheadIsAnEdit has one edge of each file go another way than it went, by what programs draw.
func TestAnArrowheadIsAnEdit(t *testing.T) {
	const told = `contact "bo--cy--visit--2020-03": direction is "directed" in the file; kept: "not told"`
	for _, tt := range []struct {
		format, of, old, new string
		options              rows.Options
	}{
		{"gexf", `id="bo--cy--visit--2020-03"`, `type="undirected"`, `type="directed"`, rows.Options{}},
		{"graphml", `id="bo--cy--visit--2020-03"`, ` source=`, ` directed="true" source=`, rows.Options{}},
		{"graphology", `"key": "bo--cy--visit--2020-03"`, `"undirected": true`, `"undirected": false`, rows.Options{}},
		{"edges", "bo--cy--visit--2020-03,bo,cy", "Undirected", "Directed", rows.Options{}},
	} {
		files := written(t, open(t, harbour), []string{"nodes", tt.format}, tt.options)
		if tt.format != "edges" {
			files = files[1:]
		}
		text := string(files[len(files)-1].Data)
		at := strings.Index(text, tt.of)
		if at < 0 {
			t.Fatalf("%s: no %s in\n%s", tt.format, tt.of, text)
		}
		files[len(files)-1].Data = []byte(text[:at] + strings.Replace(text[at:], tt.old, tt.new, 1))
		found, says := said(t, files)
		if !slices.Equal(says, []string{told}) || len(found[0].Changes) != 1 || found[0].Changes[0].Text != "directed" {
			t.Errorf("%s: %q, want %s", tt.format, says, told)
		}
	}
}

func inAnotherOrder(t *testing.T, file intake.Input) intake.Input {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file.Data, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(all[1:])
	for i, row := range all {
		slices.Reverse(row)
		index := ""
		if i > 0 {
			index = strconv.Itoa(i - 1)
		}
		all[i] = append([]string{index}, row...)
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(all); err != nil {
		t.Fatal(err)
	}
	return intake.Input{File: file.File, Data: b.Bytes()}
}

func objects(t *testing.T, file intake.Input) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal(file.Data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func asJSON(t *testing.T, file intake.Input, all map[string]any) intake.Input {
	t.Helper()
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return intake.Input{File: file.File, Data: data}
}

func onceEach(t *testing.T, file intake.Input) intake.Input {
	t.Helper()
	all := objects(t, file)
	delete(all, "links")
	return asJSON(t, file, all)
}

func withValues(t *testing.T, file intake.Input) intake.Input {
	t.Helper()
	all := objects(t, file)
	for _, n := range all["elements"].(map[string]any)["nodes"].([]any) {
		data := n.(map[string]any)["data"].(map[string]any)
		data["value"] = data["id"]
	}
	return asJSON(t, file, all)
}

// asGML writes nodes and edges in the Graph Modelling Language; the records as one text.
func asGML(name func(string) string, idIsLabel bool) func(*testing.T, intake.Input) intake.Input {
	return func(t *testing.T, file intake.Input) intake.Input {
		t.Helper()
		all := objects(t, file)
		number := map[any]int{}
		var b strings.Builder
		b.WriteString("graph [\n")
		element := func(what string, e map[string]any, but ...string) {
			fmt.Fprintf(&b, "%s [\n", what)
			var records []string
			for _, key := range slices.Sorted(maps.Keys(e)) {
				value := e[key]
				if list, ok := value.([]any); ok {
					for _, r := range list {
						records = append(records, key+": "+recordText(r.(map[string]any)))
					}
				} else if !slices.Contains(but, key) {
					if _, text := value.(string); text {
						value = `"` + strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(fmt.Sprint(value)) + `"`
					}
					fmt.Fprintf(&b, "  %s %v\n", name(key), value)
				}
			}
			if records != nil {
				fmt.Fprintf(&b, "  records \"%s\"\n", strings.NewReplacer("&", "&amp;", `"`, "&quot;").
					Replace(strings.Join(records, " || ")))
			}
		}
		for i, n := range all["nodes"].([]any) {
			node := n.(map[string]any)
			number[node["id"]] = i
			label := node["label"]
			if idIsLabel {
				label = node["id"]
			}
			element("node", node, "id", "label")
			fmt.Fprintf(&b, "  id %d\n  label %q\n]\n", i, label)
		}
		for _, e := range all["edges"].([]any) {
			edge := e.(map[string]any)
			element("edge", edge, "source", "target", "key")
			fmt.Fprintf(&b, "  source %d\n  target %d\n]\n", number[edge["source"]], number[edge["target"]])
		}
		b.WriteString("]\n")
		return intake.Input{File: "x.gml", Data: []byte(b.String())}
	}
}

func recordText(r map[string]any) string {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(r)) {
		values, list := r[key].([]any)
		if !list {
			values = []any{r[key]}
		}
		for _, v := range values {
			parts = append(parts, key+": "+escape.Replace(fmt.Sprint(v)))
		}
	}
	return strings.Join(parts, " | ")
}

// TestWhatIsMissingIsSaidOnce reads a table of nodes alone, and a file whose first node is gone.
func TestWhatIsMissingIsSaidOnce(t *testing.T) {
	g := open(t, harbour)
	want := []string{"the edges of 4 contacts are not there: want the table of edges beside that of nodes; " +
		"without it their claims are not there either"}
	if _, says := said(t, written(t, g, []string{"nodes"}, rows.Options{})); !slices.Equal(says, want) {
		t.Errorf("a table of nodes: %q, want %q", says, want)
	}
	file := written(t, g, []string{"graphml"}, rows.Options{})[0]
	begin, end := bytes.Index(file.Data, []byte("<node ")), bytes.Index(file.Data, []byte("</node>"))
	file.Data = append(file.Data[:begin:begin], file.Data[end+len("</node>"):]...)
	const first = "the first node went missing: the dossier's title, kinds and codings stood there, and import cannot bring them back"
	if _, says := said(t, []intake.Input{file}); !slices.Contains(says, first) {
		t.Errorf("a file without its first node: %q, want %s", says, first)
	}
}

// changed puts texts in place of others, which are there.
func changed(oldAndNew ...string) func(*testing.T, intake.Input) intake.Input {
	return func(t *testing.T, file intake.Input) intake.Input {
		t.Helper()
		text := string(file.Data)
		for i := 0; i < len(oldAndNew); i += 2 {
			if !strings.Contains(text, oldAndNew[i]) {
				t.Fatalf("no %s in\n%s", oldAndNew[i], text)
			}
			text = strings.ReplaceAll(text, oldAndNew[i], oldAndNew[i+1])
		}
		return intake.Input{File: file.File, Data: []byte(text)}
	}
}

var (
	ofTheGraph = regexp.MustCompile(`(?m)^\t([a-z_]+_\d+)=(".*")`)
	longWord   = regexp.MustCompile(`, url: `)
)

func asGraphviz(t *testing.T, file intake.Input) intake.Input {
	t.Helper()
	text := ofTheGraph.ReplaceAllString(string(file.Data), "\tgraph [$1=$2]")
	text = longWord.ReplaceAllString(text, ",\\\n url: ")
	if text == string(file.Data) {
		t.Fatal("no attribute of the graph is a record")
	}
	return intake.Input{File: file.File, Data: []byte(text)}
}

// asNetworkXGML writes nodes and edges as NetworkX does: each object is a list of keys, and before the value of a list that
// has one alone stands a word of its own.
func asNetworkXGML(t *testing.T, file intake.Input) intake.Input {
	t.Helper()
	all := objects(t, file)
	var b strings.Builder
	var write func(key string, value any)
	write = func(key string, value any) {
		switch v := value.(type) {
		case map[string]any:
			fmt.Fprintf(&b, "%s [\n", key)
			for _, k := range slices.Sorted(maps.Keys(v)) {
				write(k, v[k])
			}
			b.WriteString("]\n")
		case []any:
			if len(v) == 1 {
				fmt.Fprintf(&b, "%s \"_networkx_list_start\"\n", key)
			}
			for _, one := range v {
				write(key, one)
			}
		case string:
			fmt.Fprintf(&b, "%s \"%s\"\n", key, strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(v))
		default:
			fmt.Fprintf(&b, "%s %v\n", key, v)
		}
	}
	number := map[any]int{}
	b.WriteString("graph [\n")
	for i, n := range all["nodes"].([]any) {
		node := n.(map[string]any)
		number[node["id"]] = i
		node["label"], node["id"] = node["id"], i
		write("node", node)
	}
	for _, e := range all["edges"].([]any) {
		edge := e.(map[string]any)
		edge["source"], edge["target"] = number[edge["source"]], number[edge["target"]]
		write("edge", edge)
	}
	b.WriteString("]\n")
	return intake.Input{File: "x.gml", Data: []byte(b.String())}
}
