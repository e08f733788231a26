package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"relgraph/sources"
)

// lean is by how much, in percent, the heap may grow before the collector runs: a quarter of Go's own. Nearly all that a
// run makes of a dossier it needs to its end, so that memory is dear and the collector has little to do.
const lean = 25

// small is that percentage of Go's smallest heap, 4 MB, up to which nothing is collected at all: 32 MB. What is made for
// a dossier of some hundred rows is less, most of it for good, so that a collection would cost as much as the work.
const (
	small       = 800
	leastHeap   = 4 << 20
	bytesOfARow = 700 // that its records take beside its text, about, until it is checked
)

// collecting tells that the collector has run for the first time, or is not ours to tell when.
var collecting atomic.Bool

// collectLate has the collector begin when the heap is no longer small, and be lean from then on.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		collecting.Store(true)
		return
	}
	debug.SetGCPercent(small)
	growth.Store(lean)
	runtime.AddCleanup(new([64]byte), func(struct{}) { // at the first collection
		collecting.Store(true)
		debug.SetGCPercent(int(growth.Load()))
	}, struct{}{})
}

// growth is by how much the heap may grow from the first collection on.
var growth atomic.Int64

// collectRarely has the heap grow to twice its size before the collector runs, as Go has it: for what makes much that it
// needs for a moment alone, and keeps to a limit of memory by itself.
func collectRarely() {
	const twice = 100
	if growth.Store(twice); collecting.Load() && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(twice)
	}
}

// expect puts the first collection off until a dossier of that name can have been read: before, hardly anything is there
// to be collected, and to look for it takes a fifth of the time.
func expect(name string) {
	if collecting.Load() {
		return
	}
	if size := sizeOf(name); size > small/100*leastHeap {
		debug.SetGCPercent(int(size / leastHeap * 100))
	}
}

// sizeOf is about how much memory a dossier of that name takes, text and records; 0 for what is none.
func sizeOf(name string) int64 {
	size := int64(0)
	for _, file := range append([]string{"."}, sources.Files()...) {
		text, lines := measureText(filepath.Join(name, file))
		size += text + bytesOfARow*lines
	}
	return size
}

// measureText counts the bytes and lines of a regular file, which is in the system's cache for those who read it next.
func measureText(name string) (size, lines int64) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return 0, 0
	}
	f, err := os.Open(name)
	if err != nil {
		return 0, 0
	}
	defer f.Close()
	block := make([]byte, 1<<18)
	for {
		n, err := f.Read(block)
		size, lines = size+int64(n), lines+int64(bytes.Count(block[:n], []byte("\n")))
		if err != nil {
			return size, lines
		}
	}
}
