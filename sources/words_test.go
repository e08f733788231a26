package sources_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// Every word of a vocabulary is read back, in any case, and the zero value has none.
func TestVocabularies(t *testing.T) {
	check := func(what string, words []string, parse func(string) (fmt.Stringer, error), zero fmt.Stringer) {
		if len(words) == 0 || zero.String() != "" {
			t.Errorf("%s: words %q, zero value %q", what, words, zero)
		}
		for _, w := range words {
			if v, err := parse(strings.ToUpper(w)); err != nil || v.String() != w {
				t.Errorf("%s %q is read as %q, %v", what, w, v, err)
			}
		}
	}
	check("actor kind", sources.ActorKinds(), func(s string) (fmt.Stringer,
		error) {
		return sources.ParseActorKind(s)
	}, sources.ActorKind(0))
	check("kind", sources.Kinds(), func(s string) (fmt.Stringer, error) { return sources.ParseKind(s) }, sources.KindID(""))
	check("stance", words(sources.Reports, sources.Retracts),
		func(s string) (fmt.Stringer, error) { return sources.ParseStance(s) }, sources.Stance(0))
	check("modality", words(sources.Happened, sources.Hypothetical),
		func(s string) (fmt.Stringer, error) { return sources.ParseModality(s) }, sources.Modality(0))
}

func words[T interface {
	~uint8
	fmt.Stringer
}](first, last T) []string {
	var words []string
	for v := first; v <= last; v++ {
		words = append(words, v.String())
	}
	return words
}

func TestUnknownWords(t *testing.T) {
	_, err1 := sources.ParseActorKind("ministery")
	_, err2 := sources.ParseKind("")
	_, err3 := sources.ParseStance("rumoured")
	_, err4 := sources.ParseModality("happend")
	got := []string{err1.Error(), err2.Error(), err3.Error(), err4.Error()}
	want := []string{
		`unknown actor kind "ministery": did you mean "ministry"? want state, government, ministry, agency, office, person, armed-group, organisation, company, media, group`,
		`unknown kind "": want a word, such as talks, meeting, visit, call, message, warning, intelligence-sharing, coordination, mediation, presence, diplomatic-relations, contact, affiliation`,
		`unknown stance "rumoured": want reports, confirms, denies, disputes, no-comment, retracts`,
		`unknown modality "happend": did you mean "happened"? want happened, planned, requested, hypothetical`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// A claim that says nothing of these reports a contact of unspecified kind that happened.
func TestDefaults(t *testing.T) {
	d, _ := open(t, "", sources.Options{})
	c := d.Claims[0]
	got := []string{c.Kind.String(), c.Stance.String(), c.Modality.String(), c.Detail().Channel.String(),
		c.Detail().AssertedBy.String(),
		fmt.Sprint(c.Directed)}
	if diff := cmp.Diff([]string{"contact", "reports", "happened", "", "", "false"}, got); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

// cells reads one cell of each of several claims. Each row is a contact of its own.
func cells(t *testing.T, column string, texts []string) []sources.Claim {
	t.Helper()
	files := "-- claims.csv --\nid,actor,recipient,document," + column + "\n"
	for i, text := range texts {
		files += fmt.Sprintf("c%d,ann,bo,d1,%q\n", i, text)
	}
	d, problems := open(t, files, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d.Claims
}

func TestChains(t *testing.T) {
	tests := []struct {
		cell, written string
		want          sources.Chain
	}{
		{"", "", nil},
		{"cy", "cy", sources.Chain{{Text: "cy", Actor: "cy"}}},
		{" cy(on record)>d2 ", "cy (on record) > d2", sources.Chain{{Text: "cy", Actor: "cy", OnRecord: true},
			{Text: "d2", Document: "d2"}}},
		{"a person at the talks (anonymous) > d2 > d1", "a person at the talks (anonymous) > d2 > d1",
			sources.Chain{{Text: "a person at the talks", Anonymous: true}, {Text: "d2", Document: "d2"},
				{Text: "d1", Document: "d1"}}},
		{"unnamed diplomat > d2", "unnamed diplomat (anonymous) > d2",
			sources.Chain{{Text: "unnamed diplomat", Anonymous: true}, {Text: "d2", Document: "d2"}}},
		{"informed sources", "informed sources (anonymous)", sources.Chain{{Text: "informed sources", Anonymous: true}}},
		{"Insiders > an insider", "Insiders (anonymous) > an insider (anonymous)",
			sources.Chain{{Text: "Insiders", Anonymous: true}, {Text: "an insider", Anonymous: true}}},
		{"Business Insider > The Insider", "Business Insider > The Insider",
			sources.Chain{{Text: "Business Insider"}, {Text: "The Insider"}}},
		{"cy: a spokeswoman (on record)", "cy: a spokeswoman (on record)",
			sources.Chain{{Text: "cy: a spokeswoman", Actor: "cy", Who: "a spokeswoman", OnRecord: true}}},
		{"cy: senior officials", "cy: senior officials (anonymous)",
			sources.Chain{{Text: "cy: senior officials", Actor: "cy", Who: "senior officials", Anonymous: true}}},
		{"Radio interview: a listener", "Radio interview: a listener",
			sources.Chain{{Text: "Radio interview: a listener"}}},
		{"a US Official (On Record)", "a US Official (on record)", sources.Chain{{Text: "a US Official", OnRecord: true}}},
		{"The Official Gazette", "The Official Gazette", sources.Chain{{Text: "The Official Gazette"}}},
		{"an envoy (in Geneva)", "an envoy (in Geneva)", sources.Chain{{Text: "an envoy (in Geneva)"}}},
	}
	var texts []string
	for _, tt := range tests {
		texts = append(texts, tt.cell)
	}
	for i, c := range cells(t, "asserted_by", texts) {
		if diff := cmp.Diff(tests[i].want, c.Detail().AssertedBy); diff != "" {
			t.Errorf("chain %q (-want +got):\n%s", tests[i].cell, diff)
		}
		if got := c.Detail().AssertedBy.String(); got != tests[i].written {
			t.Errorf("chain %q is written %q, want %q", tests[i].cell, got, tests[i].written)
		}
	}
}

func TestChannels(t *testing.T) {
	tests := []struct {
		cell, written string
		want          sources.Channel
	}{
		{"", "", sources.Channel{}},
		{"Direct", "direct", sources.Channel{Direct: true}},
		{"unknown", "unknown", sources.Channel{Unknown: true}},
		{"via cy", "via cy", sources.Channel{Via: []sources.ActorID{"cy"}}},
		{"VIA  dee | cy", "via dee|cy", sources.Channel{Via: []sources.ActorID{"dee", "cy"}}},
	}
	files := "-- actors.csv --\nid,name\nann,Ann\nbo,Bo\ncy,Cy\ndee,Dee\n-- claims.csv --\nid,actor,recipient,document,channel\n"
	for i, tt := range tests {
		files += fmt.Sprintf("c%d,ann,bo,d1,%s\n", i, tt.cell)
	}
	d, problems := open(t, files, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for i, c := range d.Claims {
		if diff := cmp.Diff(tests[i].want, c.Detail().Channel); diff != "" ||
			c.Detail().Channel.String() != tests[i].written {
			t.Errorf("channel %q is written %q, want %q (-want +got):\n%s", tests[i].cell, c.Detail().Channel,
				tests[i].written,
				diff)
		}
	}
}

// A list on a side stands on every pair; without recipients the actors are tied with each other.
func TestPairs(t *testing.T) {
	type ids = []sources.ActorID
	for _, tt := range []struct {
		actors, recipients ids
		want               [][2]sources.ActorID
	}{
		{ids{"a"}, ids{"b"}, [][2]sources.ActorID{{"a", "b"}}},
		{ids{"b"}, ids{"a"}, [][2]sources.ActorID{{"b", "a"}}},
		{ids{"a", "b"}, ids{"c", "d"}, [][2]sources.ActorID{{"a", "c"}, {"a", "d"}, {"b", "c"}, {"b", "d"}}},
		{ids{"a", "b", "c"}, nil, [][2]sources.ActorID{{"a", "b"}, {"a", "c"}, {"b", "c"}}},
		{ids{"a"}, nil, nil},
		{nil, ids{"a"}, nil},
	} {
		c := sources.Claim{Actors: tt.actors, Recipients: tt.recipients}
		if diff := cmp.Diff(tt.want, c.Pairs()); diff != "" {
			t.Errorf("pairs of %q and %q (-want +got):\n%s", tt.actors, tt.recipients, diff)
		}
	}
}

// The columns' descriptions name every word that the columns take.
func TestColumnsNameTheirWords(t *testing.T) {
	vocabularies := map[string][]string{
		"actors.kind": sources.ActorKinds(), "claims.kind": sources.Kinds(),
		"claims.stance":   words(sources.Reports, sources.Retracts),
		"claims.modality": words(sources.Happened, sources.Hypothetical),
	}
	seen := map[string]bool{}
	for _, c := range sources.Columns() {
		name := c.Table + "." + c.Name
		if seen[name] || c.About == "" {
			t.Errorf("%s stands there twice, or without a description", name)
		}
		seen[name] = true
		for _, word := range vocabularies[name] {
			if !strings.Contains(c.About, word) {
				t.Errorf("%s does not name %q: %s", name, word, c.About)
			}
		}
		delete(vocabularies, name)
	}
	if len(vocabularies) > 0 {
		t.Errorf("no columns for %v", vocabularies)
	}
}

// An actor is found by everything that he is called, and by what is nearly that.
func TestActorCalled(t *testing.T) {
	d, _ := open(t, `
-- actors.csv --
id,name,short,alias
ann,Ann Abbot,,Annie|A. Abbot
guild,The River Guild,Guild,
bo,Bo Baker,,
-- claims.csv --
actor,recipient,document
ann,bo,d1
`, sources.Options{})
	for _, tt := range []struct{ words, called, near string }{
		{"ann", "ann", ""}, {"ann  abbot", "ann", ""}, {"ANNIE", "ann", ""}, {"river guild", "guild", ""},
		{"guild", "guild", ""},
		{"gild", "", "guild"}, {"Bo Becker", "", "bo"}, {"river gild", "", "guild"},
		{"the ferryman", "", ""}, {"", "", ""},
	} {
		called, near := d.Names().Actor(tt.words)
		id := func(a *sources.Actor) string {
			if a == nil {
				return ""
			}
			return string(a.ID)
		}
		if id(called) != tt.called || id(near) != tt.near {
			t.Errorf("%q: called %q, near %q; want %q and %q", tt.words, id(called), id(near), tt.called, tt.near)
		}
	}
}

// Wording makes nobody unnamed who is in the dossier by name or id.
func TestNamesAreNoWording(t *testing.T) {
	for name, files := range map[string]string{
		"an actor's name":    "-- actors.csv --\nid,name\nann,Ann Abbot\nbo,Anonymous\ncy,Cy\n",
		"an actor's alias":   "-- actors.csv --\nid,name,alias\nann,Ann Abbot,\nbo,Bo,Anonymous|Anon\ncy,Cy,\n",
		"a publisher":        "-- documents.csv --\nid,title,publisher\nd1,First report,anonymous\n",
		"a document's title": "-- documents.csv --\nid,title\nd1,Anonymous\n",
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			d, problems := open(t,
				files+
					"-- claims.csv --\nactor,recipient,document,asserted_by\nann,bo,d1,Anonymous\nann,bo,d1,an anonymous caller\n", sources.Options{})
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			if d.Claims[0].Detail().AssertedBy[0].Anonymous || !d.Claims[1].Detail().AssertedBy[0].Anonymous {
				t.Errorf("%v, %v", d.Claims[0].Detail().AssertedBy, d.Claims[1].Detail().AssertedBy)
			}
		})
	}
}
