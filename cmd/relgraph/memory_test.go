package main

import (
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
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

// The heap may grow to what a dossier is expected to take before it is collected, and by a quarter where it is larger.
func TestCollectedWhenExpected(t *testing.T) {
	defer func(was, by int64) { expected.Store(was); growth.Store(by) }(expected.Load(), growth.Load())
	growth.Store(lean)
	for _, tt := range []struct {
		expected, live int64
		want           int
	}{
		{0, 40 << 20, 25}, {0, 0, 25}, {160 << 20, 80 << 20, 100}, {160 << 20, 100 << 20, 60}, {160 << 20, 150 << 20, 25},
		{160 << 20, 200 << 20, 25},
	} {
		expected.Store(tt.expected)
		if got := growthOf(tt.live); got != tt.want {
			t.Errorf("of %d bytes, %d expected: got %d %%, want %d", tt.live, tt.expected, got, tt.want)
		}
	}
}

// Of a large table the beginning tells how many lines there are, without reading all of it.
func TestLinesAreEstimated(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.csv")
	line := "c1,somebody,another,a-document,meeting,2014-09-23\n"
	if err := os.WriteFile(name, []byte(strings.Repeat(line, 10_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	size, lines := measureText(name)
	if size != int64(10_000*len(line)) || lines < 9_990 || lines > 10_010 {
		t.Errorf("got %d bytes, %d lines", size, lines)
	}
	if size, lines = measureText(filepath.Dir(name)); size != 0 || lines != 0 {
		t.Errorf("of a folder: got %d bytes, %d lines", size, lines)
	}
}

// A limit of memory that somebody set is not raised by an import, nor lowered.
func TestALimitOfMemoryStays(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	end := collectBeyond(100 << 20)
	if got := debug.SetMemoryLimit(-1); got != 100<<20 {
		t.Errorf("garbage is collected beyond %d bytes", got)
	}
	if end(); debug.SetMemoryLimit(-1) != math.MaxInt64 {
		t.Error("the limit stays after the import")
	}
	debug.SetMemoryLimit(300 << 20) // as GOMEMLIMIT=300MiB does
	end = collectBeyond(100 << 20)
	if got := debug.SetMemoryLimit(-1); got != 300<<20 {
		t.Errorf("the limit of 300 MiB became %d bytes", got)
	}
	if end(); debug.SetMemoryLimit(-1) != 300<<20 {
		t.Error("the limit of 300 MiB is gone after the import")
	}
}
