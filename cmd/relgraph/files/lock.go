package files

import (
	"context"
	"fmt"
	"time"
)

const (
	lockPatience = 10 * time.Second      // how long another run may hold a folder: far longer than it writes
	lockPause    = 10 * time.Millisecond // between two attempts
)

// Lock keeps other runs from writing into a folder until unlock is called: between reading a file, changing it and
// putting it back nobody else's change may come. It waits for a run that holds it, but not for ever. Programs that
// know nothing of the lock are not kept out: compare what a file held before replacing it.
func Lock(ctx context.Context, folder string) (unlock func(), err error) {
	for began := time.Now(); ; {
		unlock, ok, err := lockFolder(folder)
		if err != nil {
			return nil, fmt.Errorf("%q cannot be locked for writing: %w", folder, WithoutPath(err))
		}
		if ok {
			Sweep(folder) // what a run left that was killed between two of its files
			return unlock, nil
		}
		if time.Since(began) > lockPatience {
			return nil, fmt.Errorf("another run of relgraph is writing into %q: wait until it has ended", folder)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}
