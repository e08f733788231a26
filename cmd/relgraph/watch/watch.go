// Package watch tells when files change, by looking at them: that works on every system and file system, network drives
// and the folders of synchronising programs among them, at the cost of a call a file and look.
package watch

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// Between is how long is waited between two looks. A change is told after it has been the same at two of them, so that
// a file which is still being written is left to be finished: within 75 ms.
const Between = 25 * time.Millisecond

// A Fingerprint tells whether files are as they were: which are there, of what size, and when they were written.
type Fingerprint string

// Of is the fingerprint of files; names of what is not there count as well.
func Of(names []string) Fingerprint {
	var b strings.Builder
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			fmt.Fprintf(&b, "%q no\n", name)
			continue
		}
		fmt.Fprintf(&b, "%q %d %d %v\n", name, info.Size(), info.ModTime().UnixNano(), info.Mode())
	}
	return Fingerprint(b.String())
}

// Change waits until files are no longer as the fingerprint says, and have come to rest. It returns what they are then, or
// the error of a context that has ended.
func Change(ctx context.Context, names []string, was Fingerprint) (Fingerprint, error) {
	look := time.NewTicker(Between)
	defer look.Stop()
	before := was
	for {
		select {
		case <-ctx.Done():
			return was, ctx.Err()
		case <-look.C:
		}
		now := Of(names)
		if now != was && now == before {
			return now, nil
		}
		before = now
	}
}
