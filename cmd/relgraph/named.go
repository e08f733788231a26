package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/sources"
)

// dossierNamed is the name of the dossier that a command line means: the one it gives, else the current folder if
// that is one, else the only sheet in it. What is chosen is said.
func dossierNamed(cmd *cobra.Command, name string) (string, error) {
	switch {
	case name != "":
		return name, nil
	case sources.IsDossier("."):
		fmt.Fprintln(cmd.ErrOrStderr(), "relgraph: taking the dossier in the current folder")
		return ".", nil
	}
	sheets := sheetsIn(".")
	if len(sheets) > 1 {
		sheets = slices.DeleteFunc(slices.Clone(sheets), func(name string) bool { return !holdsClaims(name) })
	}
	if len(sheets) == 1 {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: taking %q, the only sheet in the current folder\n", sheets[0])
		return sheets[0], nil
	}
	if err := files.Here(); err != nil {
		return "", err
	}
	found := "there is none"
	if len(sheets) > 1 {
		found = "there are several: " + strings.Join(sheets, ", ")
	}
	return "", misusef("no dossier is named: looked in the current folder for claims.csv, dossier.yaml or one sheet "+
		"(%s), and %s: want its name, such as %q, or %s, which come with relgraph",
		strings.Join(sheetEndings, ", "), found, withDossier(cmd), strings.Join(sources.BuiltIns(), " or "))
}

// withDossier is the command with a dossier, which list has behind what it is to list.
func withDossier(cmd *cobra.Command) string {
	if cmd.Name() == "list" {
		return cmd.CommandPath() + " contacts my-dossier"
	}
	return cmd.CommandPath() + " my-dossier"
}

// sheetEndings are those of files that may be a dossier on their own.
var sheetEndings = []string{".csv", ".tsv", ".xlsx", ".ods", ".yaml", ".yml"}

// sheetsIn lists the files of a folder that may be a dossier by their endings.
func sheetsIn(folder string) (names []string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if e.Type().IsRegular() && slices.Contains(sheetEndings, strings.ToLower(filepath.Ext(e.Name()))) &&
			!strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// holdsClaims tells by the first row whether a sheet is a list of claims.
func holdsClaims(name string) bool {
	const enough = 64 << 10 // bytes, for any header
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, enough))
	return err == nil && sources.HoldsClaims(name, data)
}

// dossierFirst parts a dossier, if one stands first, from the things of it, of which there may be that many. Without
// one it is the current folder's. A dossier that stands behind them is told of.
func dossierFirst(cmd *cobra.Command, args []string, most int) (dossier string, rest []string, err error) {
	switch last := args[len(args)-1]; {
	case len(args) > most || namesDossier(args[0]):
		dossier, rest = args[0], args[1:]
		if len(rest) > 0 && !namesDossier(dossier) && namesDossier(last) {
			return "", nil, behind(cmd, args)
		}
		return dossier, rest, nil
	case len(args) > 1 && namesDossier(last):
		return "", nil, behind(cmd, args)
	}
	return "", args, nil
}

func behind(cmd *cobra.Command, args []string) error {
	last := len(args) - 1
	right := append([]string{cmd.CommandPath(), args[last]}, args[:last]...)
	return misusef("%q is a dossier, and stands first: want \"%s\"", args[last], strings.Join(right, " "))
}

// namesDossier tells a dossier from an id: it is there, has the built-in one's name, or looks like a path.
func namesDossier(arg string) bool {
	_, err := os.Stat(arg)
	return err == nil || slices.Contains(sources.BuiltIns(), arg) || strings.ContainsAny(arg, `/\`) ||
		slices.Contains(sheetEndings, strings.ToLower(filepath.Ext(arg)))
}

// meansBuiltIn tells whether a name on the command line is that of a dossier that no file holds.
func meansBuiltIn(name string) bool {
	_, err := os.Stat(name)
	return slices.Contains(sources.BuiltIns(), name) && errors.Is(err, fs.ErrNotExist)
}

// folderOf is the folder of a dossier, or the one that its file lies in.
func folderOf(name string) string {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return name
	}
	return filepath.Dir(name)
}
