package main

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// generated are the parts of the documentation that come from the program, by file and by the name between the markers.
var generated = map[string]map[string]func() string{
	"README.md":       {"states": stateTable, "commands": commandTable, "formats": formatTable},
	"docs/formats.md": {"contents": contentTable, "back": backTable},
	"docs/dossier.md": {
		"actors":    func() string { return columnTable("actors") },
		"documents": func() string { return columnTable("documents") },
		"claims":    func() string { return columnTable("claims") },
		"codings":   func() string { return columnTable("codings") },
		"kinds":     func() string { return columnTable("kinds") },
	},
	"docs/commands.md": {"exit codes": exitCodes, "commands": commandPages},
	"docs/kinds.md":    {"packs": kindTables},
	"docs/files.md": {
		"dossier": dossierKeyTable, "figure": figureSettingTable, "steps": stepTable, "places": placesTable,
		"intake": intakeTable,
		"theme":  func() string { return fenced("yaml", "out/internal/style/themes/report.yaml") },
	},
	"docs/web.md":    {"steps": stepTable},
	"docs/import.md": {"dialects": dialectTable},
	"docs/json.md":   {"shapes": jsonShapes},
	"docs/guide.md": {
		"claim flags": func() string {
			return flagTable("document", "publisher", "known-by", "checked", "verified", "drop-document", "drop-publisher")
		},
		"contact flags": func() string {
			return flagTable("actor", "hops", "between", "kind", "only", "state", "stance", "country", "side", "since",
				"until", "certain", "drop-single-source")
		},
		"roll-up flags": func() string { return flagTable("rollup", "expand") },
	},
	"docs/library.md": {
		"open":    func() string { return exampleCode("sources/example_test.go", "ExampleDiagnostics_Err") },
		"new":     func() string { return exampleCode("sources/example_test.go", "ExampleNew") },
		"columns": func() string { return exampleCode("sources/example_test.go", "ExampleClaimColumns") },
		"claim":   func() string { return exampleCode("sources/example_test.go", "ExampleSyriaContacts") },
		"select":  func() string { return exampleCode("graph/select_test.go", "ExampleGraph_Select") },
		"path":    func() string { return exampleCode("graph/path_test.go", "ExampleGraph_Path") },
		"measure": func() string { return exampleCode("graph/measure_test.go", "ExampleGraph_Measure") },
		"write":   func() string { return exampleCode("out/example_test.go", "Example") },
		"verify":  func() string { return exampleCode("sources/evidence/verify/example_test.go", "ExampleDossier") },
		"compare": func() string { return exampleCode("graph/compare_test.go", "ExampleCompare") },
		"merge":   func() string { return exampleCode("sources/change/example_test.go", "ExampleMerge") },
	},
}

// exampleCode is the body of an example function, its expected output included. That it says what comes out, the test
// of its package proves.
func exampleCode(file, name string) string {
	path := filepath.Join("..", "..", file)
	data, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, path, data, parser.ParseComments)
	if err != nil {
		return err.Error()
	}
	for _, decl := range parsed.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == name {
			body := string(data[files.Position(f.Body.Lbrace).Offset+1 : files.Position(f.Body.Rbrace).Offset])
			return "```go\n" + strings.TrimPrefix(strings.ReplaceAll(body, "\n\t", "\n"), "\n") + "```\n"
		}
	}
	return fmt.Sprintf("no %s in %s", name, file)
}

// fenced is a file of the repository as a block of code.
func fenced(language, file string) string {
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		return err.Error()
	}
	return "```" + language + "\n" + string(data) + "```\n"
}

func columnTable(table string) string {
	var b strings.Builder
	b.WriteString("| column | what stands in it |\n| --- | --- |\n")
	for _, c := range sources.Columns() {
		name := c.Name
		if c.Required {
			name = "**" + name + "**"
		}
		if c.Table == table {
			fmt.Fprintf(&b, "| %s | %s |\n", name, c.About)
		}
	}
	return b.String()
}

func stateTable() string {
	var b strings.Builder
	b.WriteString("| state | what it means |\n| --- | --- |\n")
	for _, s := range graph.States() {
		name, means, _ := strings.Cut(words.English().Evidence.Means(s), ": ")
		if _, more, ok := strings.Cut(name, ", "); ok { // "reported twice, sources unnamed"
			means = more + ": " + means
		}
		if means == "" {
			means = words.English().Evidence.Means(s)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", s, means)
	}
	return b.String()
}

func flagTable(names ...string) string {
	var b strings.Builder
	b.WriteString("| flag | what it does |\n| --- | --- |\n")
	for _, name := range names {
		_, usage := pflag.UnquoteUsage(newList().Flags().Lookup(name))
		fmt.Fprintf(&b, "| `--%s` | %s |\n", name, usage)
	}
	return b.String()
}

func commandTable() string {
	var b strings.Builder
	b.WriteString("| command | what it does |\n| --- | --- |\n")
	root := newRoot()
	for _, job := range root.Groups() {
		fmt.Fprintf(&b, "| **%s** | |\n", job.Title[:len(job.Title)-1])
		for _, c := range root.Commands() {
			if c.GroupID == job.ID {
				fmt.Fprintf(&b, "| `relgraph %s` | %s |\n", strings.ReplaceAll(c.Use, "|", "\\|"), c.Short)
			}
		}
	}
	return b.String()
}

func formatTable() string {
	var b strings.Builder
	b.WriteString("| format | ending | what it is |\n| --- | --- | --- |\n")
	for _, f := range out.Formats() {
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", f.Name, f.Ext, f.About)
	}
	return b.String()
}

func dialectTable() string {
	var b strings.Builder
	b.WriteString("| format | ending | from | what is kept | what is left out |\n| --- | --- | --- | --- | --- |\n")
	for _, d := range intake.Dialects() {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s |\n", d.Name, strings.Join(d.Exts, "` `"), d.From, d.Keeps, d.Loses)
	}
	return b.String()
}

// lacks is what a format cannot hold, and what it leaves out of the dossier's columns, with the reasons.
func lacks(f out.Format) string {
	all := []string{f.Lacks}
	for _, o := range f.Omits {
		all = append(all, fmt.Sprintf("`%s`: %s", strings.Join(o.Columns, "`, `"), o.Why))
	}
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), "; ")
}

func contentTable() string {
	var b strings.Builder
	b.WriteString("| format | ending | what it holds | what it cannot hold |\n| --- | --- | --- | --- |\n")
	for _, f := range out.Formats() {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", f.Name, f.Ext, f.Holds, lacks(f))
	}
	return b.String()
}

// backTable says of each format what is lost by it, with which flags, as a test has found it, and what is seen at first.
func backTable() string {
	var b strings.Builder
	b.WriteString("| export | imported again, it says the same | of these something is lost | first sight |\n| --- | --- | --- | --- |\n")
	sights, err := sightsByEnding()
	if err != nil {
		return err.Error()
	}
	row := func(export, whole, lost string) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", export, whole, lost, strings.Join(sights[export], ", "))
		delete(sights, export)
	}
	for _, f := range out.Formats() {
		export := "`" + f.Ext + "`"
		switch f.Name {
		case "nodes": // with the edges
			continue
		case "edges":
			export = "`.nodes.csv` with `.edges.csv`"
		}
		flags := map[string][]string{}
		var whole, told []string
		for _, w := range intake.RoundTrips() {
			if w.Format != f.Name && w.Format != "nodes, "+f.Name {
				continue
			}
			lost := "`" + strings.Join(w.Lost, "`, `") + "`"
			switch {
			case w.Lost == nil:
				whole = append(whole, w.Flags)
			default:
				if flags[lost] == nil {
					told = append(told, lost)
				}
				flags[lost] = append(flags[lost], w.Flags)
			}
		}
		switch {
		case f.OneWay:
			row(export, "it is not imported", "")
		case whole != nil:
			says := "yes"
			if also := slices.DeleteFunc(whole, func(s string) bool { return s == "" }); len(also) > 0 {
				says += ", also with `" + strings.Join(also, "`, `") + "`"
			}
			row(export, says, "")
		}
		for _, lost := range told {
			with := export
			if flags[lost][0] != "" {
				with += ", `" + strings.Join(flags[lost], "`, `") + "`"
			}
			row(with, "no", lost)
		}
	}
	return b.String()
}

var (
	sightHead = regexp.MustCompile(`(?m)^## (.*)$`)
	sightFile = regexp.MustCompile(`relgraph export .* -o \S*?(\.\S+)`)
	sightPass = regexp.MustCompile(`(\S+) lines? pass(?:es)? under a third actor in this picture`)
)

// sightsByEnding are links to what programs show of files at first, by the ending of the files, with the lines that pass
// under a third actor.
func sightsByEnding() (map[string][]string, error) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "gallery", "first-sight.md"))
	if err != nil {
		return nil, err
	}
	sights := map[string][]string{}
	heads := sightHead.FindAllStringSubmatchIndex(string(page), -1)
	for i, at := range heads {
		end := len(page)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name, section := string(page[at[2]:at[3]]), string(page[at[1]:end])
		file := sightFile.FindStringSubmatch(section)
		if file == nil {
			return nil, fmt.Errorf("first-sight.md, %q: no export is shown", name)
		}
		link := fmt.Sprintf("[%s](gallery/first-sight.md#%s)", name, anchorsOf("## " + name)[0])
		if m := sightPass.FindStringSubmatch(section); m != nil {
			link += " (" + strings.ToLower(m[1]) + " lines under a third actor)"
		}
		sights["`"+file[1]+"`"] = append(sights["`"+file[1]+"`"], link)
	}
	return sights, nil
}

// TestDocsAreFresh fails if a generated part of the documentation is not what the program says today.
func TestDocsAreFresh(t *testing.T) {
	for file, parts := range generated {
		path := filepath.Join("..", "..", file)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for name, write := range parts {
			begin, end := fmt.Sprintf("<!-- begin %s -->\n", name), fmt.Sprintf("<!-- end %s -->", name)
			before, rest, ok1 := strings.Cut(text, begin)
			_, after, ok2 := strings.Cut(rest, end)
			if !ok1 || !ok2 {
				t.Fatalf("%s has no part between %q and %q", file, begin, end)
			}
			text = before + begin + write() + end + after
		}
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(text, string(data)); diff != "" {
			t.Errorf("%s is stale: run \"make update\" (-want +got):\n%s", file, diff)
		}
	}
}

// shownCommand is a command in the documentation and what it prints.
var shownCommand = regexp.MustCompile("(?s)```sh\n(relgraph [^\n]*)\n```\n\n```(text|markdown)\n(.*?)```")

// TestGuideShowsWhatComesOut runs every command of the guide and compares what it prints, standard error first.
func TestGuideShowsWhatComesOut(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "docs", "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("COLUMNS", "96")
	commands := 0
	got := shownCommand.ReplaceAllFunc(guide, func(block []byte) []byte {
		line := string(shownCommand.FindSubmatch(block)[1])
		var stdout, stderr strings.Builder
		if code := run(context.Background(), argumentsOf(line)[1:], &stdout, &stderr); code != exitDone {
			t.Errorf("%s: exit code %d\n%s", line, code, stderr.String())
		}
		commands++
		return []byte("```sh\n" + line + "\n```\n\n```text\n" + stderr.String() + stdout.String() + "```")
	})
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(string(got), string(guide)); diff != "" {
		t.Errorf("docs/guide.md is stale: run \"make update\" (-want +got):\n%s", diff)
	}
	if want := 10; commands != want {
		t.Errorf("%d commands in the guide, want %d", commands, want)
	}
}

// TestChangesPage runs the commands of docs/changes.md: those with an output shown beside the sheets that the page
// holds, the others in a repository of which v1 is the built-in dossier and a claim was corrected since.
func TestChangesPage(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "docs", "changes.md"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(dir, "gitconfig"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Chdir(dir)
	write := func(name string, data []byte) {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sheets := sheetBlock.FindAllSubmatch(page, -1)
	if len(sheets) != 2 {
		t.Fatalf("%d sheets on the page, want two", len(sheets))
	}
	write("spring.csv", sheets[0][1])
	write("autumn.csv", sheets[1][1])
	write("gitconfig", []byte("[user]\nname = editors\nemail = editors@example.org\n[init]\ndefaultBranch = main\n"))
	shell := func(line string) (stdout string, code int) {
		cmd := exec.Command("sh", "-c", line)
		out, err := cmd.Output()
		if exit, ok := err.(*exec.ExitError); ok {
			return string(out), exit.ExitCode()
		} else if err != nil {
			t.Fatal(err)
		}
		return string(out), 0
	}
	for _, name := range []string{"my-dossier", "anns-dossier", "bos-dossier"} {
		if err := os.CopyFS(name,
			os.DirFS(filepath.Join(filepath.Dir(path), "..", "sources", "syria-contacts"))); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("COLUMNS", "96")
	shell("git init -q && git add . && git commit -q -m first && git tag v1")
	claims, err := os.ReadFile("my-dossier/claims.csv")
	if err != nil {
		t.Fatal(err)
	}
	write("my-dossier/claims.csv", []byte(strings.Replace(string(claims), "/2014-09,Damascus", "/2014-08,Damascus", 1)))

	got := shownCommand.ReplaceAllFunc(page, func(block []byte) []byte {
		line := string(shownCommand.FindSubmatch(block)[1])
		stdout, _ := shell(line)
		return []byte("```sh\n" + line + "\n```\n\n```" + string(shownCommand.FindSubmatch(block)[2]) + "\n" + stdout +
			"```")
	})
	if *update {
		write(path, got)
	} else if diff := cmp.Diff(string(got), string(page)); diff != "" {
		t.Errorf("docs/changes.md is stale: run \"make update\" (-want +got):\n%s", diff)
	}
	ran := 0
	for _, block := range shellBlock.FindAllStringSubmatch(string(page), -1) {
		for line := range strings.Lines(block[1]) {
			line, want := strings.TrimSpace(line), 0
			if strings.HasPrefix(line, "relgraph diff") && !strings.Contains(line, "|") {
				want = exitDiffers
			}
			if line == "" || line == "```" {
				continue
			}
			stdout, code := shell(line)
			if code != want {
				t.Errorf("%s: exit code %d, want %d", line, code, want)
			}
			if line == "git diff HEAD" && !strings.Contains(stdout,
				"  changed   my-dossier/claims.csv:2:1, toi-2014-01: dated anew\n") {
				t.Errorf("%s:\n%s", line, stdout)
			}
			ran++
		}
	}
	if want := 10; ran != want {
		t.Errorf("%d commands on the page, want %d", ran, want)
	}
}

// argumentsOf parts a command line at blanks that stand in no single quotes.
func argumentsOf(line string) []string {
	var words []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	return words
}

// TestFiguresPageCommandsWork runs every command of docs/figures.md, with its theme file at hand.
func TestFiguresPageCommandsWork(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "figures.md"))
	if err != nil {
		t.Fatal(err)
	}
	theme := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(page)
	if theme == nil {
		t.Fatal("no theme file on the page")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("house.yaml", theme[1], 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range shellBlock.FindAllStringSubmatch(string(page), -1) {
		for line := range strings.Lines(block[1]) {
			var stderr strings.Builder
			if code := run(context.Background(), argumentsOf(strings.TrimSpace(line))[1:], io.Discard,
				&stderr); code != exitDone || strings.Contains(stderr.String(), "warning") {
				t.Errorf("%sexit code %d\n%s", line, code, stderr.String())
			}
			ran++
		}
	}
	if ran < 9 {
		t.Errorf("only %d commands found", ran)
	}
}

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	sheetBlock = regexp.MustCompile("(?s)```csv\n(.*?)```")
)

// TestREADMECommandsWork runs every command that the README shows, in its order, but for make, which runs this test.
func TestREADMECommandsWork(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"relgraph", "relgraph-layout"} {
		program, err := exec.LookPath(name)
		if err == nil {
			err = os.Symlink(program, filepath.Join(dir, "bin", name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	sheets := sheetBlock.FindAllStringSubmatch(string(readme), -1)
	if len(sheets) != 1 {
		t.Fatalf("%d CSV sheets in the README, want one", len(sheets))
	}
	if err := os.WriteFile(filepath.Join(dir, "contacts.csv"), []byte(sheets[0][1]), 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range shellBlock.FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			words := strings.Fields(line)
			if len(words) == 0 || words[0] == "make" {
				continue
			}
			cmd := exec.Command(filepath.Join(dir, words[0]), words[1:]...)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s%v\n%s", line, err, out)
			}
			ran++
		}
	}
	if ran < 3 {
		t.Errorf("only %d commands found in the README", ran)
	}
	for _, file := range []string{"contacts.svg", "contacts.graphml", "contacts.dot"} {
		if info, err := os.Stat(filepath.Join(dir, file)); err != nil || info.Size() == 0 {
			t.Errorf("the README's commands left no %s", file)
		}
	}
}

// Each claim that a page cites is one of the dossiers that come with relgraph.
func TestCitedClaimsExist(t *testing.T) {
	wider, _ := sources.OpenBuiltIn("syria-contacts-wider", sources.Options{})
	var documents []string
	for _, d := range wider.Documents {
		documents = append(documents, regexp.QuoteMeta(string(d.ID)))
	}
	cited := regexp.MustCompile(`\b(?:` + strings.Join(documents, "|") + `)-[0-9]{2}\b`)
	pages, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil || len(pages) < 5 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	n := 0
	for _, page := range append(pages, filepath.Join("..", "..", "README.md")) {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range cited.FindAllString(string(data), -1) {
			n++
			if wider.Claim(sources.ClaimID(id)) == nil {
				t.Errorf("%s cites %q, which is no claim", filepath.Base(page), id)
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d citations found", n)
	}
}

// What the codebook says of a claim that it cites is so.
func TestCodebookCitesWhatItSays(t *testing.T) {
	d, _ := sources.SyriaContacts()
	claim := func(id sources.ClaimID) *sources.Claim { return d.Claim(id) }
	for says, holds := range map[string]bool{
		"theweek-2014-02 does not confirm": claim("theweek-2014-02").Stance == sources.Reports,
		"theweek-2014-01 confirms":         claim("theweek-2014-01").Stance == sources.Confirms,
		"toi-2014-04 and -05 deny": claim("toi-2014-04").Stance == sources.Denies &&
			claim("toi-2014-05").Stance == sources.Denies,
		"rco-2025-08 is the CIA, answers rco-2025-02": claim("rco-2025-08").Detail().AssertedBy[0].Actor == "cia" &&
			claim("rco-2025-08").Detail().About == "rco-2025-02",
		"theweek-2014-03 is no comment": claim("theweek-2014-03").Stance == sources.NoComment,
		"papalinc-2025-02 goes via Inter Mediate": slices.Equal(claim("papalinc-2025-02").Detail().Channel.Via,
			[]sources.ActorID{"inter-mediate"}),
		"the shrine warning is one contact": claim("gfatf-2025-03").Detail().Contact != "" &&
			claim("gfatf-2025-03").Detail().Contact == claim("rco-2025-02").Detail().Contact,
		"theweek-2014-05 is requested": claim("theweek-2014-05").Modality == sources.Requested,
		"papalinc-2025-06 is the 18th": claim("papalinc-2025-06").Date.String() == "2025-07-18",
		"gfatf-2025-07 goes one way":   claim("gfatf-2025-07").Directed,
		"theweek-2014-06 has no hedge": claim("theweek-2014-06").Detail().Hedge == "",
	} {
		if !holds {
			t.Errorf("the codebook says that %s; the rows say otherwise", says)
		}
	}
}
