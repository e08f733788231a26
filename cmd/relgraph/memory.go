package main

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
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
	bytesOfARow = 930 // that its records, its contact and what is made of them for a moment take beside its text, about
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
	afterCollections()
}

// afterCollections says after each collection when the next one is due.
func afterCollections() {
	runtime.AddCleanup(new([64]byte), func(struct{}) {
		collecting.Store(true)
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(growthOf(int64(live[0].Value.Uint64())))
		afterCollections()
	}, struct{}{})
}

// growthOf is by how much, in percent, a heap of that size may grow: to what is expected, if that is more.
func growthOf(live int64) int {
	if rest := expected.Load() - live; live > 0 && rest > 0 {
		return int(max(growth.Load(), rest*100/live))
	}
	return int(growth.Load())
}

var (
	growth   atomic.Int64 // by how much the heap may grow from the first collection on
	expected atomic.Int64 // how large the heap will be anyway, of dossiers that were opened; 0 before
)

// collectRarely has the heap grow to twice its size before the collector runs, as Go has it: for what makes much that it
// needs for a moment alone, and keeps to a limit of memory by itself.
func collectRarely() {
	const twice = 100
	if growth.Store(twice); collecting.Load() && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(twice)
	}
}

// collectBeyond has garbage collected at once beyond so many bytes, until the function it returns is called. A limit that
// is there already, by GOMEMLIMIT or of the program around a run, stays: who set it knows how much memory there is.
func collectBeyond(room int64) (end func()) {
	was := debug.SetMemoryLimit(-1)
	if was != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(room)
	return func() { debug.SetMemoryLimit(was) }
}

// expect puts collections off until a dossier of that name can have been read and made something of: before, hardly
// anything is there to be collected, and to look for it takes a tenth of the time.
func expect(name string) {
	size := sizeOf(name)
	if size <= small/100*leastHeap {
		return
	}
	if size > expected.Load() {
		expected.Store(size)
	}
	if !collecting.Load() {
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

// measureText tells how many bytes a regular file has and about how many lines, by those of its beginning.
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
	block := make([]byte, 1<<16)
	n, _ := io.ReadFull(f, block)
	if n == 0 {
		return 0, 0
	}
	return info.Size(), info.Size() * int64(bytes.Count(block[:n], []byte("\n"))) / int64(n)
}
