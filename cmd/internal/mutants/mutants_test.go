//go:build mutants

package mutants

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A mutant is a package with one rule taken out of one of its files.
type mutant struct {
	rule string
	file string // from the folder of the package
	text string // of the file
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var (
	rowRule  = regexp.MustCompile(`\b(check[A-Z]\w*|invite),? ?`)
	cellRule = regexp.MustCompile(`\bcheck\.([A-Z]\w*)\b`)
)

// withoutChecks are all mutants of the checker that its list of rules and its columns give.
func withoutChecks(t *testing.T, folder string) []mutant {
	t.Helper()
	var all []mutant
	rules := read(t, filepath.Join(folder, "rules.go"))
	begin := strings.Index(rules, "var dossierRules")
	end := begin + strings.Index(rules[begin:], "\n}\n")
	for _, at := range rowRule.FindAllStringSubmatchIndex(rules[begin:end], -1) {
		all = append(all, mutant{rules[begin+at[2] : begin+at[3]], "rules.go", rules[:begin+at[0]] + rules[begin+at[1]:]})
	}
	const none = "check.Rule(func(string) *check.Fault { return nil })"
	for _, file := range []string{"schema.go", "columns.go"} {
		text := read(t, filepath.Join(folder, file))
		for line := range strings.Lines(text) {
			if !strings.Contains(line, "held(") && !strings.Contains(line, "c.rules = ") &&
				!strings.Contains(line, "rules = append(") {
				continue
			}
			start := strings.Index(text, line)
			for _, at := range cellRule.FindAllStringSubmatchIndex(line, -1) {
				name := line[at[2]:at[3]]
				if name == "Rule" || name == "Fault" {
					continue
				}
				column := regexp.MustCompile(`"(\w+)"|func (\w+)`).FindString(line)
				all = append(all, mutant{name + " at " + column, file,
					text[:start] + line[:at[0]] + none + line[at[1]:] + text[start+len(line):]})
			}
		}
	}
	return all
}

// judging are the files of package graph whose conditions decide what is one contact, where its information begins
// and what all claims together make of it.
var judging = []string{"state.go", "origin.go", "event.go", "party.go"}

// idle are conditions that only spare work or choose between equals, so that no test can miss them.
var idle = map[string]string{
	"weigh: len(c.Claims) == 1 && c.Claims[0].Stance.Supports()": "most contacts have one claim, and need no sorting",
	"TakenBack: !slices.ContainsFunc(c.Claims, func(cl *sources.Claim) bool { return cl.Stance == sources.Retracts })": "" +
		"most contacts know of no retraction, and need no look-up of one",
	"voices: len(speakers) < 2": "one speaker, or none, is one body, or none",
	"trace: len(claims) == 1 && len(claims[0].Detail().AssertedBy) == 0": "one claim without a chain has the origin that any has",
	"trace: doc != nil && len(doc.DerivedFrom) == 0":                     "a document that rests on none has the origin that any has",
	"trace: seen == nil && len(o.List) > few":                            "looking through the list finds what a map finds",
	"Pairs: len(c.Members) <= 2":                                         "two are one pair, however it is found",
	"Sides: len(c.Members) <= 2":                                         "two face each other, however that is found",
	"about: rows == nil":                                                 "no row is about anything, and none is found to be",
	"about: ok":                                                          "a way that was gone needs not be gone again",
	"mostExact: len(claims) == 1":                                        "one is the most exact",
	"reach: len(claims) == 0":                                            "no denial reaches anything",
	"sameEvent: len(items) == 1":                                         "one claim is beside nobody, and one group",
	"sameTie: len(items) == 1":                                           "one claim is one group",
	"group: len(e.claims) == 1":                                          "the ends of one claim are those of its contact",
	"topic: len(cl.Actors)+len(cl.Recipients) == 2":                      "two are a set as more are, which is found with more work",
	"atOneTime: all.starts[len(all.starts)-1] <= all.ends[0]":            "all tell of one day, which is then found as the best",
}

// withoutConditions are all mutants of files in which one condition never holds.
func withoutConditions(t *testing.T, folder string, files []string) []mutant {
	t.Helper()
	var all []mutant
	seen := map[string]bool{}
	for _, file := range files {
		text := read(t, filepath.Join(folder, file))
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, file, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		where := ""
		never := func(condition ast.Expr) {
			from, to := fset.Position(condition.Pos()).Offset, fset.Position(condition.End()).Offset
			rule := where + ": " + strings.Join(strings.Fields(text[from:to]), " ")
			seen[rule] = true
			if idle[rule] == "" {
				all = append(all, mutant{rule, file, text[:from] + "(" + text[from:to] + ") && 1 > 2" + text[to:]})
			}
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if where = n.Name.Name; strings.HasPrefix(where, "Parse") { // of words, which those who type them test
					return false
				}
			case *ast.IfStmt:
				never(n.Cond)
			case *ast.SwitchStmt:
				for _, clause := range n.Body.List {
					if cases := clause.(*ast.CaseClause).List; n.Tag == nil && len(cases) == 1 {
						never(cases[0])
					}
				}
			}
			return true
		})
	}
	for rule := range idle {
		if !seen[rule] {
			t.Errorf("there is no condition %q any more: want it taken out of the list of idle ones", rule)
		}
	}
	return all
}

// TestChecks takes out each rule of the checker and wants the tests of package sources to fail.
func TestChecks(t *testing.T) {
	missed(t, "../../../sources", withoutChecks(t, "../../../sources"), 30)
}

// TestJudgements has each condition by which claims are grouped and judged never hold, and wants the tests of package
// graph to fail.
func TestJudgements(t *testing.T) {
	missed(t, "../../../graph", withoutConditions(t, "../../../graph", judging), 100)
}

// missed wants at least so many mutants, and a test of the package in folder to fail for each.
func missed(t *testing.T, folder string, all []mutant, least int) {
	t.Helper()
	if len(all) < least {
		t.Fatalf("only %d rules are found", len(all))
	}
	if said, err := tested(t, folder, mutant{}); err != nil {
		t.Fatalf("the tests fail as it is: %v\n%s", err, said)
	}
	killed := 0
	for _, m := range all {
		t.Run(m.rule, func(t *testing.T) {
			said, err := tested(t, folder, m)
			var failed *exec.ExitError
			switch {
			case err == nil:
				t.Errorf("no test misses the rule %s (%s)", m.rule, m.file)
			case !errors.As(err, &failed) || strings.Contains(said, "build failed"):
				t.Errorf("without the rule %s (%s) it does not build: %v\n%s", m.rule, m.file, err, said)
			default:
				killed++
			}
		})
	}
	t.Logf("%d of %d rules are missed by a test when they are taken out", killed, len(all))
}

// bounded runs a program in 4 GB of addresses, where the system can hold it to that.
const bounded = `sh -c 'ulimit -v 4194304 2>/dev/null; exec "$0" "$@"'`

// tested runs the tests of a package with a mutant in the place of its file. A mutant may never end, and then takes all
// memory before its time is over.
func tested(t *testing.T, folder string, m mutant) (string, error) {
	t.Helper()
	dir := t.TempDir()
	args := []string{"test", "-failfast", "-vet=off", "-count=1", "-timeout=5m", "-exec", bounded}
	if m.file != "" {
		here, err := filepath.Abs(filepath.Join(folder, m.file))
		if err != nil {
			t.Fatal(err)
		}
		changed, overlay := filepath.Join(dir, m.file), filepath.Join(dir, "overlay.json")
		if err := os.WriteFile(changed, []byte(m.text), 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(map[string]map[string]string{"Replace": {here: changed}})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(overlay, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.Command("go", append(args, ".")...)
	cmd.Dir = folder
	// What a mutant breaks is no fault to be tried again when the tests are run next.
	cmd.Env = append(os.Environ(), "RAPID_NOFAILFILE=true")
	out, err := cmd.CombinedOutput()
	return fmt.Sprintf("%.2000s", out), err
}
