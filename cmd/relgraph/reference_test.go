package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/cmd/internal/walkthrough"
	"relgraph/graph"
	"relgraph/out/answers"
	"relgraph/out/figure"
	"relgraph/sources"
)

// This file writes the pages of reference out of what the program itself goes by.

// cell is a text as a cell of a table in Markdown has it.
func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

func tableOf(heads string, rows [][]string) string {
	var b strings.Builder
	columns := strings.Split(heads, ",")
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)))
	for _, row := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

// exitCodes are the constants of main.go, with what is said of them there.
func exitCodes() string {
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, parser.ParseComments)
	if err != nil {
		return err.Error()
	}
	var rows [][]string
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			c := spec.(*ast.ValueSpec)
			if strings.HasPrefix(c.Names[0].Name, "exit") {
				rows = append(rows, []string{types.ExprString(c.Values[0]), strings.TrimSpace(c.Comment.Text())})
			}
		}
	}
	return tableOf("code,when", rows)
}

// commandPages say of each command what its help says.
func commandPages() string {
	var b strings.Builder
	root := newRoot()
	for _, job := range root.Groups() {
		fmt.Fprintf(&b, "## %s\n\n", strings.TrimSuffix(job.Title, ":"))
		for _, c := range root.Commands() {
			if c.GroupID == job.ID && c.Name() != "help" && c.IsAvailableCommand() {
				b.WriteString(commandPage(c))
			}
		}
	}
	return b.String()
}

func commandPage(c *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n```text\nrelgraph %s\n```\n\n%s.\n\n", c.Name(), c.Use, c.Short)
	fmt.Fprintf(&b, "```text\n%s\n```\n\n", narrow(strings.TrimSpace(c.Long)))
	if c.HasExample() {
		fmt.Fprintf(&b, "```text\n%s\n```\n\n", strings.TrimRight(dedent(c.Example), "\n"))
	}
	if flags := flagRows(c); len(flags) > 0 {
		b.WriteString(tableOf("flag,what it does", flags) + "\n")
	}
	return b.String()
}

// narrow breaks the sentences of a help so that a page shows them whole; tables in it stay as they are.
func narrow(text string) string {
	parts := strings.Split(text, "\n\n")
	for i, part := range parts {
		if strings.Contains(part, "  ") {
			continue
		}
		var b strings.Builder
		at := 0
		for _, word := range strings.Fields(part) {
			switch n := utf8.RuneCountInString(word); {
			case at == 0:
				at = n
			case at+1+n > 96:
				b.WriteString("\n")
				at = n
			default:
				b.WriteString(" ")
				at += 1 + n
			}
			b.WriteString(word)
		}
		parts[i] = b.String()
	}
	return strings.Join(parts, "\n\n")
}

func dedent(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimPrefix(strings.TrimRight(line, "\n"), "  "))
	}
	return strings.Join(lines, "\n")
}

func flagRows(c *cobra.Command) [][]string {
	var rows [][]string
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		holds, usage := pflag.UnquoteUsage(f)
		name := "`--" + f.Name
		if holds != "" {
			name += " " + holds
		}
		name += "`"
		if f.Shorthand != "" {
			name = "`-" + f.Shorthand + "`, " + name
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" &&
			!strings.Contains(usage, f.DefValue) {
			usage += fmt.Sprintf(" (`%s` if it is not given)", f.DefValue)
		}
		rows = append(rows, []string{cell(name), cell(usage)})
	})
	return rows
}

// kindTables are the kinds that relgraph knows, field by field.
func kindTables() string {
	var b strings.Builder
	for _, pack := range sources.KindPacks() {
		var rows [][]string
		for _, k := range sources.KindPack(pack) {
			rows = append(rows, []string{"`" + string(k.ID) + "`", k.Word, k.Forward, k.Backward, k.Class.String(),
				k.Heading.String(),
				strings.Join(k.Aliases, ", ")})
		}
		fmt.Fprintf(&b, "## %s\n\n%s\n", pack, tableOf("id,word,forward,backward,class,directed,also known by", rows))
	}
	return b.String()
}

func dossierKeyTable() string {
	var rows [][]string
	for _, k := range sources.DossierKeys() {
		rows = append(rows, []string{"`" + k.Name + "`", k.About})
	}
	return tableOf("key,what it says", rows)
}

func figureSettingTable() string {
	var rows [][]string
	for _, name := range sources.FigureSettings() {
		_, usage := pflag.UnquoteUsage(newExport().Flags().Lookup(name))
		rows = append(rows, []string{"`" + name + "`", cell(usage)})
	}
	return tableOf("key,what it says", rows)
}

func stepTable() string {
	var rows [][]string
	for _, c := range sources.StepColumns() {
		name := "`" + c.Name + "`"
		if c.Required {
			name = "**" + name + "**"
		}
		rows = append(rows, []string{name, cell(c.About)})
	}
	return tableOf("column,what stands in it", rows)
}

func placesTable() string {
	var rows [][]string
	for _, c := range figure.PlaceColumns() {
		rows = append(rows, []string{"**`" + c.Name + "`**", c.About})
	}
	return tableOf("column,what stands in it", rows)
}

// intakeTable are the members of the type by which intake.yaml is read and written.
func intakeTable() string {
	path := filepath.Join("..", "..", "sources", "intake", "options.go")
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		return err.Error()
	}
	var rows [][]string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != "optionsYAML" {
			return true
		}
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			key, _, _ := strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("yaml"), ",")
			rows = append(rows, []string{"`" + key + "`", cell(strings.TrimSpace(f.Comment.Text()))})
		}
		return false
	})
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return tableOf("key,what it says", rows)
}

// A shape is a type that JSON is made of, as it is declared.
type shape struct {
	about string
	its   *ast.StructType
}

// declaredShapes are the types of JSON: all of package answers, and those of other packages that they are made of.
func declaredShapes() (map[string]shape, error) {
	shapes := map[string]shape{}
	for dir, names := range map[string]string{
		"out/answers": "", "sources/table": "Pos Place Diagnostic", "sources/change": "CellChange",
		"sources/intake": "Account ColumnUse Value", "out/figure": "Candidate Legibility",
		"out/internal/legibility": "Report",
	} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			for _, decl := range file.Decls {
				gen, ok := decl.(*ast.GenDecl)
				if !ok || gen.Tok != token.TYPE {
					continue
				}
				spec := gen.Specs[0].(*ast.TypeSpec)
				its, ok := spec.Type.(*ast.StructType)
				if ok && spec.Name.IsExported() && (names == "" || slices.Contains(strings.Fields(names), spec.Name.Name)) {
					shapes[spec.Name.Name] = shape{strings.ReplaceAll(strings.TrimSpace(gen.Doc.Text()), "\n", " "), its}
				}
			}
		}
	}
	return shapes, nil
}

// jsonShapes describes the types of JSON that have members, as their declarations do.
func jsonShapes() string {
	shapes, err := declaredShapes()
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		if rows := jsonMembers(shapes, shapes[name].its); len(rows) > 0 {
			fmt.Fprintf(&b, "### %s\n\n%s\n\n%s\n", name, shapes[name].about, tableOf("member,what it is", rows))
		}
	}
	return b.String()
}

// jsonMembers are the members of a type, those of types within it at the place where they stand.
func jsonMembers(shapes map[string]shape, its *ast.StructType) [][]string {
	var rows [][]string
	for _, f := range its.Fields.List {
		tag := ""
		if f.Tag != nil {
			tag, _, _ = strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json"), ",")
		}
		its := types.ExprString(f.Type)
		switch bare := its[strings.LastIndex(its, ".")+1:]; {
		case tag == "-":
		case tag == "" && len(f.Names) == 0 && bare == "Versioned":
			rows = append(rows, []string{"`version`", fmt.Sprint(answers.Version)})
		case tag == "" && len(f.Names) == 0 && shapes[bare].its != nil:
			rows = append(rows, jsonMembers(shapes, shapes[bare].its)...)
		case tag != "":
			about := jsonType(shapes, its)
			if said := strings.TrimSpace(f.Comment.Text()); said != "" {
				about += "; " + said
			}
			rows = append(rows, []string{"`" + tag + "`", cell(about)})
		}
	}
	return rows
}

// jsonType says in plain words what a Go type is in JSON.
func jsonType(shapes map[string]shape, name string) string {
	bare := strings.TrimPrefix(name, "*")
	short := bare[strings.LastIndex(bare, ".")+1:]
	switch {
	case strings.HasPrefix(bare, "[]"):
		return "list of " + jsonType(shapes, bare[2:])
	case strings.HasPrefix(bare, "[2]"):
		return "list of two: " + jsonType(shapes, bare[3:])
	case short == "Diagnostics":
		return "list of [Diagnostic](#diagnostic)"
	case bare == "int" || bare == "float64":
		return "number"
	case bare == "bool":
		return "true or false"
	case bare == "any":
		return "Row"
	case shapes[short].its != nil && len(jsonMembers(shapes, shapes[short].its)) > 0:
		return fmt.Sprintf("[%s](#%s)", short, strings.ToLower(short))
	default:
		return "text"
	}
}

// Each member of the answers that docs/json-examples.md shows is one that docs/json.md describes.
func TestJSONMembersAreDescribed(t *testing.T) {
	pages := documentationPages(t)
	described := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| [^|]*`([a-z_A-Z0-9]+)`").FindAllStringSubmatch(pages["docs/json.md"],
		-1) {
		described[m[1]] = true
	}
	for _, c := range sources.Columns() {
		described[c.Name] = true
	}
	for _, name := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(pages["docs/json.md"], -1) {
		described[name[1]] = true
	}
	for _, m := range graph.Measures() { // which the page calls by their help
		described[strings.ReplaceAll(m.String(), "-", "_")] = true
	}
	examples := 0
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				look(one)
			}
		case map[string]any:
			for name, one := range v {
				if !described[name] {
					t.Errorf("example %d has the member %q, which docs/json.md does not describe", examples, name)
				}
				look(one)
			}
		}
	}
	commands := map[string]bool{}
	for _, m := range walkthrough.Block.FindAllStringSubmatch(pages["docs/json-examples.md"], -1) {
		switch m[1] {
		case "sh":
			commands[strings.Fields(m[3])[1]] = true
		case "json":
			examples++
			var answer map[string]any
			if err := json.Unmarshal([]byte(m[3]), &answer); err != nil {
				t.Errorf("example %d: %v", examples, err)
			} else if answer["version"] != float64(answers.Version) {
				t.Errorf("example %d has the version %v", examples, answer["version"])
			}
			look(answer)
		}
	}
	for _, c := range newRoot().Commands() {
		if c.Flags().Lookup("json") != nil && !commands[c.Name()] {
			t.Errorf("no example of %s --json", c.Name())
		}
	}
}
