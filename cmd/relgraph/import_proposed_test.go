package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// What a refusal or a warning proposes works as it stands, typed into a shell: nothing asks for the same again.
func TestProposedFlagsWork(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the proposals are quoted for a POSIX shell, which Windows has not")
	}
	for name, sheet := range map[string]string{
		"three columns of names": "Fruit,Vegetable,Colour\nAnn Example,Bo Sample,Dark Red\nCy Cooper,Di Dunn,Pale Blue\n",
		"no names at all":        "red,blue\n1,2\n",
		"quotation marks and $":  "the \"big\" one,costs $5 `now`,it's\nAnn Example,Bo Sample,Dark Red\nCy Cooper,Di Dunn,Pale Blue\n",
		"letters beyond ASCII":   "Größe,Länge,Höhe\nAnn Example,Bo Sample,Dark Red\nCy Cooper,Di Dunn,Pale Blue\n",
		"a denial":               "From,To,What,Source\nAnn,Bo,denied \"secret\" talks for $5,Courier\n",
		"a wish and a plan":      "From,To,What,Source\nAnn,Bo,wants to meet,Courier\nAnn,Cy,planned meeting,Courier\n",
		"a refusal and a rumour": "From,To,What,Source\nAnn,Bo,refused to comment,Courier\nAnn,Cy,rumoured talks,Courier\n",
		"unconfirmed":            "From,To,Source,Confirmed\nAnn,Bo,Courier,no\n",
		"several names":          "From,To,Source\n\"Acme Ltd; Sample plc\",Bo,Courier\nAnn Lee and Cy Dee,Bo,Courier\n\"Ann Lee, Bo Ray and Cy Dee\",Bo,Courier\n",
		"several sources":        "From,To,Source\nAnn,Bo,Courier 3 May; Post 4 May\n",
		"days":                   "From,To,Date,Source\nAnn,Bo,3/4/2020,Courier\n",
		"a block of rows":        "From,To,Source\nAnn,Bo,Courier\n,Cy,Courier\n",
		"addresses in notes":     "From,To,Source,My notes\nAnn,Bo,Courier,see https://example.org/1\nAnn,Cy,Courier,well\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "list.csv"), []byte(sheet), 0o600); err != nil {
				t.Fatal(err)
			}
			run := func(flags string) string {
				cmd := exec.Command("sh", "-c", "relgraph import list.csv --allow-unsourced "+flags)
				cmd.Dir = dir
				out, _ := cmd.CombinedOutput() // what it says is looked at
				return string(out)
			}
			flags := proposed(run(""))
			if len(flags) == 0 {
				t.Fatalf("nothing is proposed:\n%s", run(""))
			}
			after := run(strings.Join(flags, " "))
			if again := proposed(after); len(again) > 0 || !strings.Contains(after, " claim") ||
				strings.Contains(after, "unknown flag") ||
				strings.Contains(after, "no column") {
				t.Errorf("with %s it says\n%s", strings.Join(flags, " "), after)
			}
		})
	}
}

// proposed are the flags in warnings and errors, of alternatives the first.
func proposed(said string) []string {
	flag := regexp.MustCompile(`--(?:column|say|split|dates|fill-down)(?: (?:[\w-]+=)?(?:"[^"]*"|'(?:[^']|'\\'')*'|\w+))?`)
	var all []string
	for line := range strings.Lines(said) {
		if strings.Contains(line, ": note: ") || strings.Contains(line, ": hint: ") {
			continue
		}
		_, want, _ := strings.Cut(line, ": want ")
		if want == "" {
			_, want, _ = strings.Cut(line, ": say ")
		}
		want, _, _ = strings.Cut(want, ", or --")
		want, _, _ = strings.Cut(want, " if ")
		found := flag.FindAllString(want, -1)
		if strings.Contains(line, "or --fill-down") {
			found = []string{"--fill-down"}
		}
		for _, f := range found {
			all = append(all, strings.TrimSuffix(f, " if"))
		}
	}
	return all
}
