package sources_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// What a word alone tells: which kind it means, of what class, and which way that goes.
func TestKindOf(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"", "contact contact no"},
		{"meeting", "meeting contact no"},
		{"Met with", "meeting contact no"},
		{"met_with", "meeting contact no"},
		{"wrote to", "message contact either"},
		{"owns", "owns tie yes"},
		{"Owner of", "owns tie yes"},
		{"is owned by", "is-owned-by tie yes"},
		{"married to", "married-to tie no"},
		{"works for", "works-for tie yes"},
		{"member of", "affiliation tie yes"},
		{"had dinner with", "had-dinner-with contact no"},
		{"private dinner", "private-dinner contact no"},
		{"To discuss dredging", "to-discuss-dredging contact either"},
		{"roundtable of donors", "roundtable-of-donors contact no"},
		{"Abendessen beim Verband", "abendessen-beim-verband contact no"},
		{"petit-déjeuner de travail", "petit-déjeuner-de-travail contact no"},
		{"almuerzo con", "almuerzo-con contact no"},
		{"jantar", "jantar contact no"},
		{"trattative", "trattative contact no"},
		{"مفاوضات", "مفاوضات contact no"},
		{"рабочий обед", "рабочий-обед contact no"},
		{"coffee supplier", "coffee-supplier tie either"},
		{"godparent of", "godparent-of tie yes"},
		{"linked to", "linked-to tie no"},
		{"Supplier agreement 2014", "supplier-agreement-2014 tie either"},
		{"traf sich mit", "traf-sich-mit contact no"},
		{"a rencontré", "a-rencontré contact no"},
		{"встретился с", "встретился-с contact no"},
		{"التقى", "التقى contact no"},
		{"verheiratet mit", "verheiratet-mit tie no"},
		{"Schreiben", "schreiben contact either"},
		{"Antrittsbesuch", "antrittsbesuch contact either"},
		{"Hintergrundgespräche mit", "hintergrundgespräche-mit contact no"},
		{"Besitzung", "besitzung tie either"},
		{"exchange of letters", "exchange-of-letters contact no"},
		{"stock exchange", "stock-exchange tie either"},
		{"s'est entretenue avec", "s-est-entretenue-avec contact no"},
		{"Rendez-vous à l'hôtel", "rendez-vous-à-l-hôtel contact no"},
		{"correo electrónico", "correo-electrónico contact either"},
		{"ligação", "ligação contact either"},
		{"scambio di lettere", "scambio-di-lettere contact no"},
		{"переписка", "переписка contact no"},
		{"الاجتماع", "الاجتماع contact no"},
		{"fax", "fax contact either"},
		{"purchase order", "purchase-order tie yes"},
		{"lawyer of", "lawyer-of tie yes"},
		{"freundin von", "freundin-von tie no"},
		{"→", "u2192 tie either"},
	} {
		k := sources.KindOf(tt.word)
		got := fmt.Sprint(k.ID, " ", k.Class, " ", k.Heading)
		if got != tt.want {
			t.Errorf("%q is %s, want %s", tt.word, got, tt.want)
		}
	}
	for word, want := range map[string]bool{"Schreiben": true, "adviser to": true, "purchase": true, "x-7": false,
		"Besitzung": false, "stock exchange": false} {
		if got := sources.IsKindWord(word); got != want {
			t.Errorf("whether %q tells its class: %t", word, got)
		}
	}
	long := sources.KindOf(strings.Repeat("very ", 20) + "long").ID
	if other := sources.KindOf(strings.Repeat("very ", 20) + "short").ID; len(long) > 80 || long == other {
		t.Errorf("sentences as kinds are %q and %q", long, other)
	}
}

// Every pack can be read, no word of a pack means two of its kinds, and each kind has its class.
func TestKindPacks(t *testing.T) {
	if diff := cmp.Diff([]string{"contacts", "ownership", "people"}, sources.KindPacks()); diff != "" {
		t.Error(diff)
	}
	for _, name := range sources.KindPacks() {
		said := map[string]sources.KindID{}
		for _, k := range sources.KindPack(name) {
			if k.Class == 0 || k.Word == "" || !k.Described {
				t.Errorf("%s: %q has no class or word", name, k.ID)
			}
			for _, word := range append([]string{k.Word, string(k.ID)}, k.Aliases...) {
				word = strings.ReplaceAll(strings.ToLower(word), "-", " ")
				if other, twice := said[word]; twice && other != k.ID {
					t.Errorf("%s: %q means %s and %s", name, word, other, k.ID)
				}
				said[word] = k.ID
				if got := sources.KindOf(word).ID; got != k.ID {
					t.Errorf("%s: %q means %s, want %s", name, word, got, k.ID)
				}
			}
		}
	}
}

// The owner's words stay as they are, those that mean one thing are one kind, and the table of kinds overrules the
// packs.
func TestOwnKinds(t *testing.T) {
	files := fstest.MapFS{
		"kinds.csv": {Data: []byte("id,word,forward,backward,class,directed,alias,Shelf\n" +
			"lobbies,lobbying,lobbied,was lobbied by,contact,yes,talked to on behalf of,A1\n" +
			"owns,holds,,,tie,no,owns,\n")},
		"actors.csv":    {Data: []byte("id,name\na,Ann Example\nb,Bo Sample\n")},
		"documents.csv": {Data: []byte("id,title\nd,Daily Sample\n")},
		"claims.csv": {Data: []byte("actor,recipient,document,kind\na,b,d,Met with\na,b,d,meeting\na,b,d,talked to on behalf of\na,b,d,Owns\na,b,d,CEO of\n" +
			"a,b,d,ceo of\n")},
	}
	d, problems := sources.OpenFS(files, ".", sources.Options{})
	if err := problems.Err(); err != nil && !strings.Contains(err.Error(), "repeats") {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Claims {
		k := d.Kind(c.Kind)
		got = append(got, fmt.Sprintf("%s: %s, %q, %s, directed %v", c.KindWord(), k.ID, k.Word, k.Class, c.Directed))
	}
	want := []string{
		`Met with: meeting, "meeting", contact, directed false`,
		`meeting: meeting, "meeting", contact, directed false`,
		`talked to on behalf of: lobbies, "lobbying", contact, directed true`,
		`owns: owns, "holds", tie, directed false`,
		`CEO of: ceo-of, "CEO of", tie, directed true`,
		`ceo of: ceo-of, "CEO of", tie, directed true`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	again, _ := sources.OpenFS(folderOf(d), ".", sources.Options{})
	if diff := saysTheSame(d, again); diff != "" {
		t.Errorf("written and read again (-want +got):\n%s", diff)
	}
	if hints := problems.Only(sources.Hint); len(hints) == 0 ||
		!strings.Contains(hints.Error(), `kinds taken as they are: "CEO of" (tie): describe them in kinds.csv`) {
		t.Errorf("hints: %v", hints)
	}
}

// With one field named, the words of the others are as good as unknown.
func TestIncludedKinds(t *testing.T) {
	yaml := "include: people\nclaims:\n  - actor: Ann Example\n    recipient: Bo Sample\n    document: Daily\n    kind: owned\n"
	d, problems := sources.OpenFS(fstest.MapFS{"d.yaml": {Data: []byte(yaml)}}, "d.yaml", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if got := d.Claims[0].Kind; got != "owned" {
		t.Errorf("kind %q, want the word as it is", got)
	}
	_, problems = sources.OpenFS(fstest.MapFS{"d.yaml": {Data: []byte(strings.Replace(yaml, "people", "peple", 1))}},
		"d.yaml", sources.Options{})
	if want := `d.yaml:1:10: nothing "peple" to include: did you mean "people"? want contacts, ownership, people, syria-contacts, syria-contacts-wider, or the folder of a dossier as seen from this one's`; problems.Err() == nil || problems.Err().Error() != want {
		t.Errorf("%v, want %s", problems.Err(), want)
	}
}

// A word for two kinds, a class that there is not, and words that look alike.
func TestKindProblems(t *testing.T) {
	files := fstest.MapFS{
		"kinds.csv":     {Data: []byte("id,word,class,directed\nlobby,lobbied,event,maybe\nlobby,canvassed,contact,\nvisit,lobbied,,\n")},
		"actors.csv":    {Data: []byte("id,name\na,Ann Example\nb,Bo Sample\n")},
		"documents.csv": {Data: []byte("id,title\nd,Daily Sample\n")},
		"claims.csv":    {Data: []byte("actor,recipient,document,kind\na,b,d,meetting\na,b,d,mediaton\na,b,d,mediations\n")},
	}
	_, problems := sources.OpenFS(files, ".", sources.Options{})
	got := append(strings.Split(problems.Err().Error(), "\n"),
		strings.Split(problems.Only(sources.Warning).Error(), "\n")...)
	want := []string{
		`kinds.csv:2:15: unknown class "event": want contact, tie`,
		`kinds.csv:2:21: unknown direction of a kind "maybe": want "yes" (from actor to recipient), "no" (mutual) or "either"`,
		`kinds.csv:3:1: the kind id "lobby" stands in line 2 already: want each id once`,
		`kinds.csv:4:7: "lobbied" means the kind "visit" and, in line 2, "lobby": want each word for one kind`,
		`claims.csv:2:7: warning: the kind "meetting" looks like "meeting": want one word for one kind, or both described in kinds.csv`,
		`claims.csv:3:7: warning: the kind "mediaton" looks like "mediation": want one word for one kind, or both described in kinds.csv`,
		`claims.csv:4:7: warning: the kind "mediations" looks like "mediation": want one word for one kind, or both described in kinds.csv`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
