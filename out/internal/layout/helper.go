package layout

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const (
	program = "relgraph-layout"
	missing = program +
		` is neither beside the running program nor in PATH: put the one that came with relgraph beside it, or run "make" in the checkout of relgraph`

	// LimitVariable is the environment variable that tells relgraph-layout how long it may run, as for
	// [time.ParseDuration]. It is a second lock: a process that outlives the one that started it still ends.
	LimitVariable = "RELGRAPH_LAYOUT_LIMIT"

	defaultTimeout   = 30 * time.Second
	defaultMaxOutput = 64 << 20

	defaultGrace = 2 * time.Second
	maxStderr    = 4 << 10
)

// A Helper is the [Engine] that runs the program relgraph-layout, in a new process for each placing. It can be used by
// several goroutines, and by several programs at the same time.
//
// The program compiles Graphviz to native code when it starts, which takes 0.7 s, and keeps the result in a cache
// folder, with which it takes 0.04 s. Whoever can write to that folder can make the program run code of their own. So it is
// used only if it is a real folder (not a link) of the current user that nobody else may enter, and if nobody else
// may replace it or a folder above it; if it does not exist, it is made. If that fails, or there is no home folder,
// or the program dies with the cache, the program runs without one. Nothing is written anywhere else.
type Helper struct {
	Path      string        // of the program
	Timeout   time.Duration // of one placing; 0 means until the context's deadline, or 30 s if it has none
	MaxOutput int64         // bytes; 0 means 64 MiB
	CacheDir  string        // "" means relgraph/layout in the user's cache folder, see [os.UserCacheDir]

	grace time.Duration // after the program's end, for pipes that it has handed on; 0 means 2 s
}

var _ Engine = (*Helper)(nil)

// FindHelper looks for relgraph-layout beside the running program, links resolved, and then in PATH. The error says
// how to get it.
func FindHelper() (*Helper, error) {
	name := program
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if exe, err := os.Executable(); err == nil {
		if exe, err = filepath.EvalSymlinks(exe); err == nil {
			if path, err := exec.LookPath(filepath.Join(filepath.Dir(exe), name)); err == nil {
				return &Helper{Path: path}, nil
			}
		}
	}
	path, err := exec.LookPath(name)
	if err != nil { // also when PATH has it in the current folder, which is not to be trusted
		return nil, errors.New(missing)
	}
	return &Helper{Path: path}, nil
}

// Place runs the program. If ctx is done or the timeout has passed, the program and all it started are killed.
func (h *Helper) Place(ctx context.Context, dot []byte) ([]byte, error) {
	limit := h.Timeout
	if deadline, ok := ctx.Deadline(); ok {
		if left := time.Until(deadline); limit <= 0 || left < limit {
			limit = left
		}
	} else if limit <= 0 {
		limit = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()

	cache, err := h.cache()
	if err != nil {
		cache = "" // slower, not wrong
	}
	out, err := h.run(ctx, limit, cache, dot)
	var died crash
	if cache == "" || !errors.As(err, &died) {
		return out, err
	}
	// A cut-off file in the cache, or no room to write it, kills the program in the same way at every start.
	if out, err = h.run(ctx, limit, "", dot); err == nil {
		os.RemoveAll(filepath.Join(cache, cacheName))
	}
	return out, err
}

// cacheName is what go-graphviz calls its folder.
const cacheName = "go-graphviz"

// cache returns the cache folder, made and checked.
func (h *Helper) cache() (string, error) {
	dir := h.CacheDir
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(user, home+string(filepath.Separator)) {
			if _, err := os.Stat(home); err != nil { // a home is not for relgraph to make
				return "", err
			}
		}
		dir = filepath.Join(user, "relgraph", "layout")
	}
	return privateDir(dir)
}

// privateDir makes dir if it does not exist and returns it without links. It is an error if others have a hand in it.
func privateDir(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	// Up to the first folder that exists, down again from there.
	above, below := filepath.Dir(dir), filepath.Base(dir)
	resolved, err := filepath.EvalSymlinks(above)
	for errors.Is(err, fs.ErrNotExist) && above != filepath.Dir(above) {
		above, below = filepath.Dir(above), filepath.Join(filepath.Base(above), below)
		resolved, err = filepath.EvalSymlinks(above)
	}
	if err != nil {
		return "", err
	}
	for p := resolved; ; p = filepath.Dir(p) {
		if err := safeAbove(p); err != nil {
			return "", err
		}
		if p == filepath.Dir(p) {
			break
		}
	}
	dir = filepath.Join(resolved, below)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", fmt.Errorf("%q is not a folder", dir)
	}
	return dir, private(info)
}

// A crash is the end of a program by a signal or a panic, as opposed to one that says what is wrong.
type crash struct{ state, stderr string }

func (c crash) Error() string { return fmt.Sprintf("%s crashed (%s): %s", program, c.state, c.stderr) }

// run runs the program once, with cache as its temporary folder.
func (h *Helper) run(ctx context.Context, limit time.Duration, cache string, dot []byte) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	maxOutput := h.MaxOutput
	if maxOutput <= 0 {
		maxOutput = defaultMaxOutput
	}
	stdout := bounded{max: maxOutput, full: cancel}
	stderr := bounded{max: maxStderr}

	cmd := exec.CommandContext(ctx, h.Path)
	cmd.Stdin = bytes.NewReader(dot)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = cmp.Or(h.grace, defaultGrace)
	cmd.Env = environment(cache, limit+cmd.WaitDelay)
	killTogether(cmd)

	err := cmd.Start()
	if err == nil {
		// What the program has started may hold its pipes though it has ended itself.
		forget := context.AfterFunc(ctx, func() { _ = cmd.Cancel() })
		err = cmd.Wait()
		forget()
	}
	var exit *exec.ExitError
	switch {
	case err == nil && ctx.Err() == nil:
		return stdout.kept.Bytes(), nil
	case stdout.over:
		return nil, fmt.Errorf("the answer of %s is larger than %d bytes", program, maxOutput)
	case ctx.Err() != nil:
		sweep(cache)
		return nil, stopped(ctx, limit)
	case errors.Is(err, fs.ErrNotExist) && cmd.Process == nil:
		return nil, fmt.Errorf("%s is not at %q any more", program, h.Path)
	case !errors.As(err, &exit):
		return nil, fmt.Errorf("%s cannot be run: %w", program, err)
	case exit.ExitCode() == 1:
		return nil, errors.New(stderr.line())
	}
	return nil, crash{exit.String(), stderr.line()}
}

// sweep removes what a killed program may have left half written in the cache.
func sweep(cache string) {
	if cache == "" {
		return
	}
	parts, _ := filepath.Glob(filepath.Join(cache, cacheName, "*", "*.tmp"))
	for _, p := range parts {
		os.Remove(p)
	}
}

// environment is all that the program gets to know. Without a cache its temporary folder is one that cannot exist.
func environment(cache string, limit time.Duration) []string {
	if cache == "" {
		cache = filepath.Join(os.DevNull, "none")
	}
	return []string{
		"TMPDIR=" + cache, "TMP=" + cache, "TEMP=" + cache,
		"LC_ALL=C",
		"GOMAXPROCS=2", // Graphviz takes one for itself, and the clock needs another
		LimitVariable + "=" + limit.String(),
	}
}

// bounded keeps the first max bytes that are written to it, and calls full, if there is one, at the first one more.
type bounded struct {
	kept bytes.Buffer // not embedded: io.Copy would find its ReadFrom and go past Write
	max  int64
	full func()
	over bool
}

func (b *bounded) Write(p []byte) (int, error) {
	room := b.max - int64(b.kept.Len())
	if int64(len(p)) <= room {
		return b.kept.Write(p)
	}
	b.kept.Write(p[:room])
	if !b.over && b.full != nil {
		b.full()
	}
	b.over = true
	return len(p), nil
}

// line is the first line of what was written.
func (b *bounded) line() string {
	text, _, _ := strings.Cut(strings.TrimSpace(b.kept.String()), "\n")
	if text == "" {
		return program + " failed and did not say why"
	}
	return text
}
