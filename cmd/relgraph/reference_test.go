package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	fmt.Fprintf(&b, "```text\n%s\n```\n\n", strings.TrimSpace(c.Long))
	if c.HasExample() {
		fmt.Fprintf(&b, "```text\n%s\n```\n\n", strings.TrimRight(dedent(c.Example), "\n"))
	}
	if flags := flagRows(c); len(flags) > 0 {
		b.WriteString(tableOf("flag,what it does", flags) + "\n")
	}
	return b.String()
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
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" && !strings.Contains(usage, f.DefValue) {
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
			rows = append(rows, []string{"`" + string(k.ID) + "`", k.Word, k.Forward, k.Backward, k.Class.String(), k.Heading.String(),
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
