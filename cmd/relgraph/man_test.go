package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

var manFolder = flag.String("man", "", "write the manual pages into this folder, too")

// TestManPages holds that every command has a manual page that says all that its help says.
func TestManPages(t *testing.T) {
	dir := *manFolder
	if dir == "" {
		dir = t.TempDir()
	}
	root := newRoot()
	root.DisableAutoGenTag = true // which has the day of the build
	if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "relgraph", Manual: "relgraph"},
		dir); err != nil {
		t.Fatal(err)
	}
	pages := 0
	var each func(*cobra.Command)
	each = func(cmd *cobra.Command) {
		if !cmd.IsAvailableCommand() && cmd.HasParent() {
			return
		}
		pages++
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			return
		}
		said := spoken(string(page))
		texts := []string{cmd.Short, cmd.Long, cmd.Example}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				texts = append(texts, f.Name, f.Usage)
			}
		})
		for _, text := range texts {
			for _, word := range spoken(text) {
				if !slices.Contains(said, word) {
					t.Errorf("%s lacks %q, which the help of %q has", name, word, cmd.CommandPath())
				}
			}
		}
		for _, below := range cmd.Commands() {
			each(below)
		}
	}
	each(root)
	if pages < 14 {
		t.Errorf("only %d commands", pages)
	}
}

// roff is what the pages have that is no text: requests, changes of font, escapes.
var roff = regexp.MustCompile(`(?m)^\.(?:TH|SH|PP|RS|RE|EX|EE|TP|nh|\\").*$|\\f[BIRPC]|\\&|^\.$`)

// spoken are the words of a text, of a manual page without its notation.
func spoken(text string) []string {
	text = roff.ReplaceAllString(text, "")
	text = strings.NewReplacer(`\-`, "-", `\(aq`, "'", `\(dq`, `"`, `\\`, `\`, `\(ti`, "~", `\(ha`, "^").Replace(text)
	return regexp.MustCompile(`[\pL\pN]+`).FindAllString(text, -1)
}
