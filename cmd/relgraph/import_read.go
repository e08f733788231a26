package main

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"io"
	"math"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/out"
	"relgraph/sources/intake"
)

// roomFor is the memory, in bytes, beyond which the garbage of an import is collected at once: what a list of that
// many lines and different cells needs, and not twice as much. With less, collecting would take longer than reading.
func roomFor(inputs []intake.Input) int64 {
	room := int64(40 << 20)
	for _, in := range inputs {
		if head := in.Data[:min(len(in.Data), 1<<10)]; bytes.Contains(head, []byte("graphml")) ||
			bytes.Contains(head, []byte("gexf")) { // of whose texts nearly all stay where they are
			room += 5 * int64(len(in.Data))
			continue
		}
		room += 4*int64(len(in.Data)) + 850*int64(bytes.Count(in.Data, []byte("\n"))) + 600*int64(differentCells(in.Data))
	}
	return room
}

// differentCells is about how many cells of a text are different, by how many of some places their hashes take (K.-Y.
// Whang and others, "A linear-time probabilistic counting algorithm for database applications", ACM Transactions on
// Database Systems 15, 1990).
func differentCells(text []byte) int {
	const places = 1 << 20
	taken := make([]uint64, places/64)
	seed := maphash.MakeSeed()
	for len(text) > 0 {
		end := bytes.IndexAny(text, ",;\t\n")
		if end < 0 {
			end = len(text) - 1
		}
		at := maphash.Bytes(seed, text[:end+1]) % places
		taken[at/64] |= 1 << (at % 64)
		text = text[end+1:]
	}
	free := places
	for _, word := range taken {
		free -= bits.OnesCount64(word)
	}
	return int(places * math.Log(places/float64(max(free, 1))))
}

// standardInput is how messages call it.
const standardInput = "standard input"

// readAny reads a file, the files of a folder, or for "-" what another program hands over.
func readAny(cmd *cobra.Command, name string) (intake.Input, error) {
	if name == "-" {
		data, err := io.ReadAll(io.LimitReader(cmd.InOrStdin(), intake.MaxSize+1))
		if err != nil {
			return intake.Input{}, fmt.Errorf("%s cannot be read: %w", standardInput, err)
		}
		return intake.Input{File: standardInput, Data: data}, nil
	}
	in := intake.Input{File: filepath.ToSlash(name)}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		in.File = strings.TrimRight(in.File, "/")
		in.Folder, err = membersOf(name)
		return in, err
	}
	data, err := readInput(name)
	in.Data = data
	return in, err
}

// notBack is an error for a file that export writes and import does not read, with those that lead back. Under an ending
// that others write too, such as that of web pages, the content tells.
func notBack(name string) error {
	f, err := out.FormatOf(filepath.ToSlash(name))
	if err != nil || !f.OneWay || slices.ContainsFunc(intake.Dialects(), func(d intake.Dialect) bool {
		return slices.Contains(d.Exts, f.Ext)
	}) {
		return nil
	}
	return fmt.Errorf("%q: export writes %s files, and import does not read them: want the dossier that it was made of, "+
		"or another export of it, such as .graphml or .xlsx", name, f.Ext)
}

// membersOf are the files of a folder, without those of folders in it.
func membersOf(folder string) ([]intake.Member, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", folder, files.WithoutPath(err))
	}
	members := []intake.Member{}
	for _, e := range entries {
		if e.IsDir() {
			members = append(members, intake.Member{Name: e.Name()})
		}
		if e.Type().IsRegular() {
			members = append(members, intake.Member{Name: e.Name(), Read: func(most int64) ([]byte, error) {
				return files.Read(filepath.Join(folder, e.Name()), most)
			}})
		}
	}
	return members, nil
}

func readInput(file string) ([]byte, error) {
	return files.Read(file, intake.MaxSize)
}
