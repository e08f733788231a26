package files

import (
	"context"
	"fmt"
	"time"
)

// How long another run may hold a folder: ten seconds, far longer than it writes. Counted are attempts, since on a machine
// that was stopped, or is very busy, neither of the two has had its turn for as long.
const (
	lockAttempts = 1000
	lockPause    = 10 * time.Millisecond // between two
)

// Lock keeps other runs from writing into a folder until unlock is called: between reading a file, changing it and
// putting it back nobody else's change may come. It waits for a run that holds it, but not for ever. Programs that
// know nothing of the lock are not kept out: compare what a file held before replacing it.
func Lock(ctx context.Context, folder string) (unlock func(), err error) {
	for range lockAttempts {
		unlock, ok, err := lockFolder(folder)
		if err != nil {
			return nil, fmt.Errorf("%q cannot be locked for writing: %w", folder, WithoutPath(err))
		}
		if ok {
			Sweep(folder) // what a run left that was killed between two of its files
			return unlock, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
	return nil, fmt.Errorf("another run of relgraph is writing into %q: wait until it has ended", folder)
}
