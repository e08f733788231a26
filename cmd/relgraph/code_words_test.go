package main

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ofSomebody are words that code has no use for: programs and bodies are "it", people "they".
var ofSomebody = regexp.MustCompile(`(?i)\b(he|him|his|himself)\b`)

// Comments and messages of the code follow docs/style.md, too.
func TestCodeIsWordedPlainly(t *testing.T) {
	files := 0
	for _, root := range []string{"cmd", "graph", "out", "sources"} {
		err := filepath.WalkDir(filepath.Join("..", "..", root), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			var s scanner.Scanner
			set := token.NewFileSet()
			s.Init(set.AddFile(path, -1, len(text)), text, nil, scanner.ScanComments)
			for {
				pos, tok, said := s.Scan()
				switch {
				case tok == token.EOF:
					return nil
				case tok == token.COMMENT && ofSomebody.MatchString(said):
					t.Errorf("%s: %q in %s: want it, or they", set.Position(pos), ofSomebody.FindString(said), said)
				case (tok == token.COMMENT || tok == token.STRING) && unsaid.MatchString(said):
					t.Errorf("%s: %q in %s: want a plain word", set.Position(pos), unsaid.FindString(said), said)
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Fatalf("only %d files", files)
	}
}
