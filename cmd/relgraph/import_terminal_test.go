//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// pseudoTerminal returns both ends of a terminal (pts(4)): what is written to one is typed on the other.
func pseudoTerminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	t.Cleanup(func() { person.Close() })
	var unlocked, number int32
	control := func(request uintptr, value *int32) {
		t.Helper()
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, person.Fd(), request,
			uintptr(unsafe.Pointer(value))); errno != 0 {
			t.Skipf("no terminal to be had: %v", errno)
		}
	}
	control(syscall.TIOCSPTLCK, &unlocked)
	control(syscall.TIOCGPTN, &number)
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	t.Cleanup(func() { program.Close() })
	return person, program
}

// On a terminal import asks, and what was answered is written. Without one it asks nothing.
func TestImportAsksOnATerminal(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "list.csv"), []byte(messy), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	person, program := pseudoTerminal(t)
	cmd := exec.CommandContext(ctx, "relgraph", "import", "list.csv", "-o", "asked")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=xterm")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = program, program, program
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, person) // so that the program is never kept waiting
	if _, err := person.WriteString("1\n2\nyes\nyes\nfirst\nHarbour Courier\ndenies\n"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("on a terminal: %v", err)
	}
	claims, err := os.ReadFile(filepath.Join(dir, "asked", "claims.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(claims, []byte(",denies,ann-example (on record),")) ||
		!bytes.Contains(claims, []byte("2020-04-03")) {
		t.Errorf("claims.csv is\n%s", claims)
	}

	quiet := exec.CommandContext(ctx, "relgraph", "import", "list.csv", "-o", "unasked")
	quiet.Dir = dir
	quiet.Stdin = strings.NewReader("1\n2\n")
	out, err := quiet.CombinedOutput()
	if err == nil || bytes.Contains(out, []byte("Which column")) {
		t.Errorf("without a terminal: %v\n%s", err, out)
	}
}

// messy is a sheet of which import cannot tell who the parties are, for which rows a name holds, the order of day and
// month, whether a wording is a denial, and what reports the last row.
const messy = `Fruit,Vegetable,Colour,Happened,What,Read in
Ann Example,Example Works,Dark Red,3/4/2020,dinner,https://example.org/1
,Sample & Sons,Dark Red,3/4/2020,denied meeting,https://example.org/2
Bo Sample,"Acme Ltd; Example Works",Pale Blue,3/4/2020,dinner,
`
