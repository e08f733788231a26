package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/sources"
	"relgraph/sources/table/workbook"
)

// lesson is what docs/tutorial starts from: a sheet, and the articles that it was typed from. Papers, people and bodies
// are made up.
//
//go:embed tutorial
var lesson embed.FS

func newInit() *cobra.Command {
	var kinds string
	var tutorial bool
	cmd := &cobra.Command{
		Use:   "init DIR|FILE.xlsx",
		Short: "Start a dossier: tables, or a workbook with drop-downs, and an example row",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misusef("%s: want one dossier, such as %q", given(args), "relgraph init my-dossier")
			}
			if len(args) == 0 {
				return fmt.Errorf("the dossier is not named: want a folder, such as my-dossier, or a workbook, such " +
					"as my-dossier.xlsx")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if kinds != "" && !slices.Contains(sources.KindPacks(), kinds) {
				return misusef("unknown field of kinds %q: want one of %s", kinds, strings.Join(sources.KindPacks(), ", "))
			}
			name := args[0]
			switch {
			case tutorial && kinds != "":
				return misusef("--tutorial makes a dossier with kinds of its own: want it without --kinds")
			case tutorial && strings.EqualFold(filepath.Ext(name), ".xlsx"):
				return misusef("--tutorial makes a folder, and %q is the name of a workbook: want %q", name,
					name[:len(name)-len(".xlsx")])
			case tutorial:
				return initTutorial(cmd, name)
			}
			if strings.EqualFold(filepath.Ext(name), ".xlsx") {
				return initWorkbook(cmd, name, kinds)
			}
			if err := files.Free(name); err != nil {
				return err
			}
			if err := writeFolder(cmd.Context(), name, sources.FilesOf(sources.ExampleTables(kinds),
				sources.About{})); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: made %s with an example row: fill the tables, then try "+
				"\"relgraph check %s\"\n", sources.OneLine(name), sources.OneLine(name))
			return nil
		},
	}
	cmd.Flags().StringVar(&kinds, "kinds", "", "put the words of this `field` into the table of kinds: "+
		strings.Join(sources.KindPacks(), ", "))
	cmd.Flags().BoolVar(&tutorial, "tutorial", false, "make the folder that the tutorial starts from")
	offerWords(cmd, "kinds", sources.KindPacks())
	return cmd
}

// initTutorial writes the sheet and the articles of the tutorial into a new folder.
func initTutorial(cmd *cobra.Command, dir string) error {
	if err := files.Free(dir); err != nil {
		return err
	}
	var made []files.File
	err := fs.WalkDir(lesson, "tutorial", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := lesson.ReadFile(name)
		made = append(made, files.File{Name: strings.TrimPrefix(name, "tutorial/"), Data: data})
		return err
	})
	if err != nil {
		return err
	}
	if err := files.WriteFolder(cmd.Context(), dir, made); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: made %s with a sheet and three articles: go there (cd %s), then try "+
		"\"relgraph import register.csv\"\n", sources.OneLine(dir), sources.OneLine(dir))
	return nil
}

// initWorkbook writes the tables as a workbook to fill.
func initWorkbook(cmd *cobra.Command, name, kinds string) error {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%q is there, and nothing is overwritten: want another name", name)
	}
	tables := sources.ExampleTables(kinds)
	slices.Reverse(tables[:3]) // claims first, since they are what people type
	var sheets []workbook.Template
	for _, t := range tables {
		s := workbook.Template{Name: t.Name, Rows: t.Rows}
		for _, column := range t.Columns {
			s.Columns = append(s.Columns, templateColumn(t.Name, column))
		}
		sheets = append(sheets, s)
	}
	data, err := workbook.WriteTemplate(sheets)
	if err != nil {
		return fmt.Errorf("%q cannot be made: %w", name, err)
	}
	set := files.New(cmd.Context(), nil)
	defer set.Discard()
	if err := set.Stage(name, data); err != nil {
		return err
	}
	if err := set.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: made %s with an example row: fill it, then try \"relgraph check %s\"\n",
		sources.OneLine(name), sources.OneLine(name))
	return nil
}

// templateColumn is a column of a table as a workbook offers it.
func templateColumn(table, name string) workbook.TemplateColumn {
	c := workbook.TemplateColumn{Name: name}
	for _, known := range sources.Columns() {
		if known.Table != table || known.Name != name {
			continue
		}
		c.About = known.Comment()
		switch known.Holds {
		case sources.HoldsWord, sources.HoldsKind:
			c.Words = known.Words
		case sources.HoldsActors:
			c.From = "actors"
		case sources.HoldsDocuments:
			if !known.List {
				c.From = "documents"
			}
		}
	}
	c.Wide = name == "summary" || name == "title" || name == "url" || name == "note"
	return c
}
