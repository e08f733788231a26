package out

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/page"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// quay is a dossier in which every cell that a page may have to keep to itself has a word of its own.
func quay(t *testing.T) *graph.Graph {
	t.Helper()
	d, problems := sources.OpenFS(fstest.MapFS{
		"quay/actors.csv": {Data: []byte("id,name,alias,side,note\nann,Ann Aber,Annie,North,actornote\nbo,Bo Byre,,South,\ncy,Cy Cove,,South,\n")},
		"quay/documents.csv": {Data: []byte("id,title,url,publisher,issued,path,note\n" +
			"d1,First report,https://example.org/1,The Herald,2020-01-02,secretpath.txt,documentnote\nd2,Second report,https://example.org/2,The Post,2021-05-01,,\n")},
		"quay/claims.csv": {Data: []byte("id,actor,recipient,document,kind,date,summary,asserted_by,hedge,checked_by,checked_on,checked_row,doubt,note,mood,found_in\n" +
			"c1,ann,bo,d1,meeting,2020-01-01,Ann met Bo.,,reportedly,checkername,2022-03-04,,doubttext,claimnote,extracell,foundplace\n" +
			"c2,ann,bo,d2,meeting,2020-01-01,Ann and Bo met.,bo (on record),,,,,,,,\n" +
			"c3,ann,cy,d2,call,2021-04,Leftoutsummary.,,leftouthedge,,,,,,,\n")},
	}, "quay", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

func pageOf(t *testing.T, g *graph.Graph, opts Options) string {
	t.Helper()
	f, err := FormatNamed("html")
	if err != nil {
		t.Fatal(err)
	}
	opts.Figure.Layout = figure.Network
	var b bytes.Buffer
	if err := Render(g, nil, opts).Write(context.Background(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAPageSaysHowContactsRunAndKeepsTiesApart reads the rows of a page: what its legend calls mutual must not have the
// sign of what nobody told, and who only belongs to a body has no contacts.
func TestAPageSaysHowContactsRunAndKeepsTiesApart(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"pier/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\nclub,Club\n")},
		"pier/documents.csv": {Data: []byte("id,title,url,publisher,issued\nd1,Report,https://example.org/1,Herald,2021-01-02\n")},
		"pier/claims.csv": {Data: []byte("id,actor,recipient,document,kind,direction,date,summary\n" +
			"c1,ann,bo,d1,meeting,mutual,2020-01-01,Ann met Bo.\n" +
			"c2,ann,bo,d1,message,directed,2020-02-01,Ann wrote to Bo.\n" +
			"c3,bo,ann,d1,call,,2020-03-01,A call.\n" +
			"c4,ann,club,d1,affiliation,directed,2020,Ann belongs to the club.\n" +
			"c5,cy,club,d1,affiliation,directed,2020,Cy belongs to the club.\n")},
	}, "pier", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, graph.Must(graph.Build(d)), Options{})
	signs := map[string]int{}
	for _, found := range regexp.MustCompile(`<span class="way" title="([^"]*)">([^<]*)<`).FindAllStringSubmatch(page, -1) {
		signs[found[1]+" "+found[2]]++
	}
	if want := map[string]int{"one-sided →": 3, "mutual ↔": 1, "direction not told –": 1}; !maps.Equal(signs, want) {
		t.Errorf("the rows have %v, want %v", signs, want)
	}
	for _, want := range []string{
		"Ann</bdi></b><small> 3 contacts and 1 affiliation.", "Bo</bdi></b><small> 3 contacts.",
		"Cy</bdi></b><small> 1 affiliation.", "Club</bdi></b><small> 2 affiliations.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestAPageExplainsWhatItsFigureShows looks in the legend of a page for the sides that boxes are coloured by, and the
// dashes of kinds: the figure stands in it without its own legend.
func TestAPageExplainsWhatItsFigureShows(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"pier/actors.csv":    {Data: []byte("id,name,side\nann,Ann,North\nbo,Bo,South\ncy,Cy,North\n")},
		"pier/documents.csv": {Data: []byte("id,title\nd1,Report\n")},
		"pier/claims.csv":    {Data: []byte("actor,recipient,document,kind\nann,bo,d1,signalling\ncy,bo,d1,talks\n")},
		"pier/kinds.csv":     {Data: []byte("id,word,class,line\nsignalling,signalled to,contact,dotted\n")},
	}, "pier", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, graph.Must(graph.Build(d)), Options{})
	_, legend, _ := strings.Cut(page, `<ul class="legend"`)
	legend, _, _ = strings.Cut(legend, "</ul>")
	box := regexp.MustCompile(`(?s)id="figure-actor-(ann|bo)".*?<rect [^>]*fill="([^"]*)" stroke="([^"]*)"`)
	boxes := box.FindAllStringSubmatch(page, -1)
	if len(boxes) != 2 {
		t.Fatalf("found %d boxes of 2 in the page", len(boxes))
	}
	for _, b := range boxes {
		if want := `fill="` + b[2] + `" stroke="` + b[3] + `"`; !strings.Contains(legend, want) {
			t.Errorf("the legend has no sample with the colours of %s, %s:\n%s", b[1], want, legend)
		}
	}
	for _, want := range []string{">North<", ">South<", ">signalled to<"} {
		if !strings.Contains(legend, want) {
			t.Errorf("the legend does not explain %q:\n%s", want, legend)
		}
	}
}

// TestAPageHasOnlyWhatWasChosen searches the bytes of pages for what the selection leaves out, for private columns and
// for what only the owner's machine needs.
func TestAPageHasOnlyWhatWasChosen(t *testing.T) {
	g := quay(t)
	part, err := g.Select(graph.Selection{Actors: []sources.ActorID{"bo"}, Hops: 1})
	if err != nil {
		t.Fatal(err)
	}
	day, err := edtf.Parse("2020")
	if err != nil {
		t.Fatal(err)
	}
	byDay, err := g.Select(graph.Selection{KnownBy: day})
	if err != nil {
		t.Fatal(err)
	}
	all := []string{"Leftoutsummary", "leftouthedge", "Cy Cove", "actornote", "documentnote", "claimnote", "doubttext",
		"checkername", "secretpath", "extracell", "foundplace", "claims.csv", "Second report"}
	for name, tt := range map[string]struct {
		g       *graph.Graph
		private page.Private
		has     string // of these, between blanks
	}{
		"whole":    {g, page.Private{}, "Leftoutsummary leftouthedge Cy Cove Second report"},
		"of one":   {part, page.Private{}, "Second report"},
		"by a day": {byDay, page.Private{}, ""},
		"doubts":   {part, page.Private{Doubt: true}, "doubttext Second report"},
		"everything": {g, page.Private{Doubt: true, Note: true, CheckedBy: true},
			"Leftoutsummary leftouthedge Cy Cove Second report actornote documentnote claimnote doubttext"},
	} {
		text := pageOf(t, tt.g, Options{Page: page.Options{Private: tt.private}})
		for _, word := range all {
			if word == "checkername" && tt.private.CheckedBy {
				continue // a row in doubt is not told as checked
			}
			if has, want := strings.Contains(text, word), strings.Contains(tt.has, word); has != want {
				t.Errorf("%s: has %q: %t, want %t", name, word, has, want)
			}
		}
		if !strings.Contains(text, "Ann Aber") || !strings.Contains(text, "First report") {
			t.Errorf("%s: lacks what was chosen", name)
		}
	}
}

var (
	scriptOf = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	styleOf  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	dataOf   = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)
	policyOf = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
	idOf     = regexp.MustCompile(`\sid="([^"]*)"`)
	hrefOf   = regexp.MustCompile(`\shref="([^"]*)"`)
)

// TestAPageRunsNothingButItself holds pages, one of names and addresses that are markup among them, to their policy:
// the one script and the one style have the hashes that it names, no attribute is a style or a handler, no id stands
// twice, and links lead to the web or to a part of the page.
func TestAPageRunsNothingButItself(t *testing.T) {
	hostile, problems := sources.OpenFS(fstest.MapFS{
		"h/actors.csv": {Data: []byte("id,name,alias,side\na,\"</script><script>alert(1)</script>\",\"<img src=x onerror=alert(1)>\",\"\"\" onload=\"\"x\"\nb,\"</style><b>B\",,<!--\n")},
		"h/documents.csv": {Data: []byte("id,title,url,publisher,issued,archive_url\n" +
			"d,\"<iframe src=javascript:alert(1)>\",https://example.org/'onclick='1&lt;,{{.}} ${1} `x`,2020,\n")},
		"h/claims.csv": {Data: []byte("id,actor,recipient,document,kind,date,summary,hedge,locator,label,asserted_by\n" +
			"c,a,b,d,meeting,2020,</td></table><svg onload=alert(1)>,\"' style='x\",\u202eelif,</textarea>,\"]] & <!-- <b (anonymous)\"\n")},
	}, "h", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for name, g := range map[string]*graph.Graph{"quay": quay(t), "hostile": graph.Must(graph.Build(hostile))} {
		text := pageOf(t, g, Options{})
		policy := html.UnescapeString(policyOf.FindStringSubmatch(text)[1])
		for kind, of := range map[string]*regexp.Regexp{"script-src": scriptOf, "style-src": styleOf} {
			found := of.FindAllStringSubmatch(text, -1)
			if len(found) != 1 {
				t.Fatalf("%s: %d elements for %s", name, len(found), kind)
			}
			sum := sha256.Sum256([]byte(found[0][1]))
			if want := kind + " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
				"'"; !strings.Contains(policy, want) {
				t.Errorf("%s: the policy %q lacks %s", name, policy, want)
			}
		}
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", name, policy)
		}
		data := dataOf.FindStringSubmatch(text)[1]
		if strings.ContainsAny(data, "<>&") {
			t.Errorf("%s: signs of markup in the page's JSON", name)
		}
		var any map[string]any
		if err := json.Unmarshal([]byte(data), &any); err != nil || any["v"] != float64(page.Version) {
			t.Errorf("%s: JSON of version %v, %v", name, any["v"], err)
		}
		markup := dataOf.ReplaceAllString(styleOf.ReplaceAllString(scriptOf.ReplaceAllString(text, ""), ""), "")
		for _, tag := range regexp.MustCompile(`<[a-zA-Z][^<>]*>`).FindAllString(markup, -1) {
			bare := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`)
			if regexp.MustCompile(`(?i)\s(on\w+|style)=|<(iframe|img|object|embed|base|form|script)\b`).MatchString(bare) {
				t.Errorf("%s: %s", name, tag)
			}
		}
		ids := map[string]bool{}
		for _, m := range idOf.FindAllStringSubmatch(markup, -1) {
			if ids[m[1]] {
				t.Errorf("%s: the id %q stands twice", name, m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range hrefOf.FindAllStringSubmatch(markup, -1) {
			to := html.UnescapeString(m[1])
			if id, within := strings.CutPrefix(to, "#"); within && !ids[html.EscapeString(id)] && !ids[id] {
				t.Errorf("%s: a link leads to %q, which is not there", name, to)
			} else if !within && to != "data:," && !sources.Followable(to) {
				t.Errorf("%s: a link leads to %q", name, to)
			}
		}
	}
}

// TestThePageIsSmall weighs the page of the built-in dossier, and its script.
func TestThePageIsSmall(t *testing.T) {
	d, problems := sources.OpenBuiltIn("syria-contacts", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	text := pageOf(t, graph.Must(graph.Build(d)), Options{})
	packed := func(s string) int {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, 9)
		_, _ = w.Write([]byte(s))
		_ = w.Close()
		return b.Len()
	}
	script := scriptOf.FindStringSubmatch(text)[1]
	for _, m := range []struct {
		what     string
		is, most int
	}{{"the page", len(text), 250_000}, {"the page, packed", packed(text), 60_000},
		{"the script, packed", packed(script), 25_000}} {
		if m.is > m.most {
			t.Errorf("%s has %d bytes, want %d at the most", m.what, m.is, m.most)
		}
	}
}

// TestPagesOfSeveralFiguresHaveEachIDOnce draws a ledger in panels on several pages.
func TestPagesOfSeveralFiguresHaveEachIDOnce(t *testing.T) {
	d, problems := sources.OpenBuiltIn("syria-contacts", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	f, _ := FormatNamed("html")
	size, err := figure.ParseSize("160x90mm")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Render(graph.Must(graph.Build(d)), nil, Options{Figure: figure.Options{Layout: figure.Ledger,
		Size: size}}).Write(context.Background(), &b, f); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "<figure>"); n < 2 {
		t.Fatalf("%d figures", n)
	}
	ids := map[string]bool{}
	for _, m := range idOf.FindAllStringSubmatch(b.String(), -1) {
		if ids[m[1]] {
			t.Errorf("the id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
}
