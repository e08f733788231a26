package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMemoryOfADossierIsToldByItsText measures what decides when memory is collected for the first time.
func TestMemoryOfADossierIsToldByItsText(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"claims.csv": "id\nc1\nc2\n", "actors.csv": "id\na1", "other.csv": "more\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name string
		want int64
	}{
		{folder, 9 + 5 + 4*bytesOfARow},
		{filepath.Join(folder, "claims.csv"), 9 + 3*bytesOfARow},
		{filepath.Join(folder, "none"), 0},
		{os.DevNull, 0},
	} {
		if got := sizeOf(tt.name); got != tt.want {
			t.Errorf("%s takes about %d bytes, want %d", tt.name, got, tt.want)
		}
	}
}
