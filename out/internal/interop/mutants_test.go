package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Every fault has its place in the writers as they are.
func TestFaultsHaveTheirPlace(t *testing.T) {
	for _, f := range faults {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(f.file)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.put(string(data)); err != nil {
			t.Error(err)
		}
	}
}
