//go:build mutants

package sources_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A mutant is the code with one rule of the checker taken out.
type mutant struct {
	rule string
	file string
	text string
}

var (
	rowRule  = regexp.MustCompile(`\bchecker\.([a-z]\w*),? ?`)
	cellRule = regexp.MustCompile(`\bcheck\.([A-Z]\w*)\b`)
)

// mutants are all that the list of rules and the columns give.
func mutants(t *testing.T) []mutant {
	t.Helper()
	var all []mutant
	read := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	rules := read("rules.go")
	begin := strings.Index(rules, "var dossierRules")
	end := begin + strings.Index(rules[begin:], "\n}\n")
	for _, at := range rowRule.FindAllStringSubmatchIndex(rules[begin:end], -1) {
		all = append(all, mutant{rules[begin+at[2] : begin+at[3]], "rules.go", rules[:begin+at[0]] + rules[begin+at[1]:]})
	}
	const none = "check.Rule(func(string) *check.Fault { return nil })"
	for _, file := range []string{"schema.go", "columns.go"} {
		text := read(file)
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
	if len(all) < 30 {
		t.Fatalf("only %d rules are found", len(all))
	}
	return all
}

// TestMutants takes out each rule of the checker, one at a time, and wants the tests of this package to fail.
func TestMutants(t *testing.T) {
	if said, err := tested(t, mutant{}); err != nil {
		t.Fatalf("the tests fail as it is: %v\n%s", err, said)
	}
	killed := 0
	for _, m := range mutants(t) {
		said, err := tested(t, m)
		var failed *exec.ExitError
		switch {
		case err == nil:
			t.Errorf("no test misses the rule %s (%s)", m.rule, m.file)
		case !errors.As(err, &failed) || strings.Contains(said, "build failed"):
			t.Errorf("without the rule %s (%s) it does not build: %v\n%s", m.rule, m.file, err, said)
		default:
			killed++
		}
	}
	t.Logf("%d rules are missed by a test when they are taken out", killed)
}

// tested runs the tests of this package with a mutant in the place of its file.
func tested(t *testing.T, m mutant) (string, error) {
	t.Helper()
	dir := t.TempDir()
	args := []string{"test", "-failfast", "-count=1"}
	if m.file != "" {
		here, err := filepath.Abs(m.file)
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
	out, err := exec.Command("go", append(args, ".")...).CombinedOutput()
	return fmt.Sprintf("%.2000s", out), err
}
