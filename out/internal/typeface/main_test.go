package typeface

import (
	"runtime/debug"
	"testing"
)

// TestMain has the collector run rarely: fonts are read and cut by the dozen, of which little stays.
func TestMain(m *testing.M) {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(400 << 20)
	m.Run()
}
