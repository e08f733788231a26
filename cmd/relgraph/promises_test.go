package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"relgraph/out"
)

// A promise is a sentence of the documentation that says "never", "the same bytes", "whole or not at all" or the like, by
// some of its words, with the tests that hold it: functions, or scripts of this package.
type promise struct {
	words string
	held  []string
}

var promises = []promise{
	{"Files are written whole or not at all", []string{"TestKilled", "TestAllOrNothing", "leaves-nothing.txtar"}},
	{"files are written whole or not at all", []string{"TestKilled", "TestAllOrNothing"}},
	{"Whole or not at all", []string{"TestKilled", "TestAllOrNothing"}},
	{"appears whole or not at all", []string{"TestKilled", "TestWriteFolderAtOnce"}},
	{"The same dossier gives the same bytes, on every machine",
		[]string{"same-bytes.txtar", "TestSameBytesOnEveryProcessor"}},
	{"dossier gives the same bytes", []string{"same-bytes.txtar"}},
	{"The same bytes", []string{"same-bytes.txtar", "TestSameBytesOnEveryProcessor"}},
	{"Why do I get the same bytes every time", []string{"same-bytes.txtar"}},
	{"the same bytes each time", []string{"TestPicturesAreTheSameEachTime", "TestSVGIsTheSameEachTime"}},
	{"not a letter of it has changed", []string{"TestChangeIsNeverVerified", "TestSameWordsAreVerified"}},
	{"not a letter has changed", []string{"TestChangeIsNeverVerified"}},
	{"never more than half of it", []string{"TestFindKeepsFewWords"}},
	{"If somebody does, nothing is lost", []string{"TestAnchorsAtOnce", "TestAnswersAtOnce"}},
	{"never takes it from the computer", []string{"review.txtar"}},
	{"written at the moment you give it, and whole or not at all", []string{"TestReviewLeavesAllOtherBytes", "TestKilled"}},
	{"file name of the checker's own copy; never exported",
		[]string{"TestNoPathLeaves"}},
	{"The path of a checker's copy is never written", []string{"TestNoPathLeaves"}},
	{"so that nothing is lost; these figures need more paper", []string{"TestEveryLayoutIsWellPlaced"}},
	{"which scripts read, has them always", []string{"TestColumnsOfEdges"}},
	{"Node-link JSON is never mixed", []string{"TestNodeLinkIsNotMixed"}},
	{"on both actors, never a link", []string{"TestFollowTheMoneyHoldsEverything"}},
	{"every cell that is no number is text, dates included, and is never run",
		[]string{"TestCellsAreTextUnlessTheyAreNumbers"}},
	{"a denial never stands without what it denies", []string{"select.txtar"}},
	{"affiliations are never among contacts", []string{"TestNoTieIsAContact"}},
	{"is an error, never a plainer figure", []string{"TestTimeUpIsAnError"}},
	{"Less sourcing never makes a stronger state", []string{"TestOrigins", "TestAnotherEventStrengthensNothing"}},
	{"refused by  (RFC 3986), never a link", []string{"TestRules", "TestSVGLinksOnlyToWebPages"}},
	{"Nothing is lost: dashes and marks tell the state", []string{"TestStatesAreToldApartWithoutColour"}},
	{"every actor, contact, claim and document", []string{"TestGraphMLHoldsEverything", "TestJSONHoldsWhatGraphMLHolds",
		"TestGEXFHoldsWhatGraphMLHolds", "TestDOTHoldsEverything", "TestCypherHoldsEverything",
		"TestJSONLDHoldsEverything"}},
	{"imported again, it says the same", []string{"TestWhatIsLostOnTheWayBack", "whole.txtar",
		"there-and-back.txtar"}},
	{"says the same of a file without records", []string{"there-and-back-own.txtar"}},
	{"so that it looks the same on every machine", []string{"TestEmbeddedFontIsUsed", "TestFontsTravelInPart"}},
	{"with every actor in one place", []string{"TestSmallDiagrams", "periods.txtar"}},
	{"has the same numbers", []string{"editor.txtar", "TestATimelineHasTheSourceNumbersOfTheFigure"}},
	{"as text, with the same numbers", []string{"editor.txtar"}},
	{"the same numbers, to be set as a caption", []string{"editor.txtar"}},
	{"written as text with the same numbers", []string{"editor.txtar"}},
	{"no list of sources; -o caption.md writes it, with the same numbers", []string{"editor.txtar"}},
	{"every figure of contacts then keeps its actors", []string{"places.txtar", "TestGivenPlacesAreKept"}},
	{"Where actors stand in every figure of the dossier", []string{"places.txtar"}},
	{"and asks nobody for anything", []string{"TestAPageRunsNothingButItself", "TestHostilePage"}},
	{"asks nobody for anything, and can be sent", []string{"TestAPageRunsNothingButItself", "TestHostilePage"}},
	{"It asks nobody for anything: no server", []string{"TestAPageRunsNothingButItself", "TestHostilePage"}},
	{"every figure of the dossier obeys it", []string{"places.txtar", "TestServeMovesBoxes"}},
	{"writes one file that needs no server and asks nobody", []string{"TestAPageRunsNothingButItself", "TestHostilePage"}},
}

// told are sentences with such words that promise nothing of the program: rules for people, and what others do.
var told = []string{
	"If you have never used a terminal", "from the member to what it belongs to", "Never finer than the text",
	"never confirm; they are sources",
	"never more exact than the text", "Never two words for the sake of variety", `What is promised ("the same"`,
	"the one whose digest the dossier has",
	"claims were never checked",
	"The same commit and the same Go",                          // names the command that holds it
	"The same holds where one text calls the same counterpart", // a rule for coders
	"every figure and graph file of an edition carries",        // the digest, of which the page tells what it is for
}

var promising = regexp.MustCompile(`(?i)\b(never|the same bytes|byte for byte|nothing is lost|not a letter|whole or not at all|` +
	`every actor, contact, claim and document|says? the same on every|imported again, it says the same|calls the same|looks the same|` +
	`every actor in one place|the same numbers|every figure (?:of contacts|of the dossier|and graph file)|asks nobody)\b`)

// Each promise of the documentation names the tests that hold it, and these tests are there.
func TestPromisesAreHeld(t *testing.T) {
	lines := map[string]string{}
	for name, page := range documentationPages(t) {
		if name == "CHANGELOG.md" {
			continue
		}
		for line := range strings.Lines(proseOf(page)) {
			if promising.MatchString(line) {
				lines[strings.TrimSpace(line)] = name
			}
		}
	}
	if len(lines) < 20 {
		t.Fatalf("only %d promises found", len(lines))
	}
	kept := map[string]bool{}
	for line, name := range lines {
		known := slices.ContainsFunc(told, func(words string) bool { return strings.Contains(line, words) })
		for _, p := range promises {
			if strings.Contains(line, p.words) {
				known, kept[p.words] = true, true
			}
		}
		if !known {
			t.Errorf("%s promises, and no test is named that holds it: %s", name, line)
		}
	}
	tests := testNames(t)
	for _, p := range promises {
		if !kept[p.words] {
			t.Errorf("no page says %q any more: take it off the list", p.words)
		}
		for _, test := range p.held {
			if !tests[test] {
				t.Errorf("%q is said to be held by %s, which is no test", p.words, test)
			}
		}
	}
}

// testNames are the functions of all tests, and the scripts of this package.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Example)\w*)\(`)
	err := fs.WalkDir(os.DirFS(filepath.Join("..", "..")), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (name == "build" || name == ".git"):
			return fs.SkipDir
		case filepath.Ext(name) == ".txtar":
			names[e.Name()] = true
		case strings.HasSuffix(name, "_test.go"):
			data, err := os.ReadFile(filepath.Join("..", "..", name))
			if err != nil {
				return err
			}
			for _, m := range function.FindAllStringSubmatch(string(data), -1) {
				names[m[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What takes longer than it may is an error, and the file is as it was.
func TestTimeUpIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "figure.svg")
	if err := os.WriteFile(file, []byte("the old one"), 0o644); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	code := run(t.Context(), []string{"export", "syria-contacts", "--timeout", "1ns", "-o", file}, io.Discard, &said)
	left, err := os.ReadFile(file)
	if code != exitProblem || err != nil || string(left) != "the old one" ||
		!strings.Contains(said.String(), "took longer than 1ns") {
		t.Errorf("exit code %d, %s, %q, %v", code, said.String(), left, err)
	}
}

// Where a checker keeps the copies of documents stands in no file and in no answer.
func TestNoPathLeaves(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("d", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"claims.csv":    "actor,recipient,document,kind\nann,bo,courier,meeting\n",
		"actors.csv":    "id,name\nann,Ann Example\nbo,Bo Sample\n",
		"documents.csv": "id,title,path\ncourier,Example meets Sample,vault-of-eve/leak.html\n",
	} {
		if err := os.WriteFile(filepath.Join("d", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var texts []string
	ask := func(args ...string) {
		var stdout strings.Builder
		if code := run(t.Context(), args, &stdout, io.Discard); code != exitDone {
			t.Errorf("%v: exit code %d", args, code)
		}
		texts = append(texts, stdout.String())
	}
	for _, f := range out.Formats() {
		file := "out" + f.Ext
		ask("export", "d", "-o", file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, wordsOf(t, f.Name, data))
	}
	for _, what := range []string{"claims", "documents", "contacts"} {
		ask("list", what, "d", "--json")
	}
	ask("explain", "d", "courier", "--json")
	ask("explain", "d", "courier")
	for _, text := range texts {
		if i := strings.Index(text, "vault-of-eve"); i >= 0 {
			t.Errorf("the path of a copy is told: %.200q", text[max(0, i-80):])
		}
	}
	if len(texts) < 25 {
		t.Errorf("only %d outputs", len(texts))
	}
}

// Rolled up by side or not, no tie is among the contacts.
func TestNoTieIsAContact(t *testing.T) {
	for _, flags := range [][]string{nil, {"--rollup", "side"}} {
		lists := map[string]map[string]bool{}
		for _, what := range []string{"contacts", "ties"} {
			var stdout strings.Builder
			if code := run(t.Context(), append([]string{"list", what, "syria-contacts", "--json"}, flags...), &stdout,
				io.Discard); code != exitDone {
				t.Fatalf("%s %v: exit code %d", what, flags, code)
			}
			var answer map[string]json.RawMessage
			var rows []struct{ ID, Kind string }
			if err := errors.Join(json.Unmarshal([]byte(stdout.String()), &answer),
				json.Unmarshal(answer[what], &rows)); err != nil {
				t.Fatal(err)
			}
			lists[what] = map[string]bool{}
			for _, r := range rows {
				lists[what][r.ID] = true
				if what == "contacts" && r.Kind == "affiliation" {
					t.Errorf("%v: the affiliation %s is listed as a contact", flags, r.ID)
				}
			}
		}
		for id := range lists["ties"] {
			if lists["contacts"][id] {
				t.Errorf("%v: %s is a tie and a contact", flags, id)
			}
		}
		if flags == nil && (len(lists["contacts"]) < 20 || len(lists["ties"]) < 5) {
			t.Errorf("only %d contacts and %d ties", len(lists["contacts"]), len(lists["ties"]))
		}
	}
}

// NetworkX reads one sort of edges from a node-link file: it says once whether they have directions.
func TestNodeLinkIsNotMixed(t *testing.T) {
	var stdout strings.Builder
	if code := run(t.Context(), []string{"export", "syria-contacts", "-o", "-", "--format", "nodelink"}, &stdout,
		io.Discard); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	var file struct {
		Directed *bool
		Edges    []map[string]any
	}
	if err := json.Unmarshal([]byte(stdout.String()), &file); err != nil || file.Directed == nil || *file.Directed ||
		len(file.Edges) < 20 {
		t.Fatalf("%v, %+v, %d edges", err, file.Directed, len(file.Edges))
	}
	for _, e := range file.Edges {
		if _, own := e["directed"]; own {
			t.Errorf("the edge %v says for itself whether it is directed", e["key"])
		}
	}
}
