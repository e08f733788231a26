package files

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A changing file is another one behind its first bytes: somebody saves it while it is read.
type changing struct {
	*os.File
	t     *testing.T
	write []byte
}

func (c *changing) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	if c.write != nil {
		if err := os.WriteFile(c.Name(), c.write, 0o600); err != nil {
			c.t.Fatal(err)
		}
		c.write = nil
	}
	return n, err
}

var _ interface{ Stat() (fs.FileInfo, error) } = (*changing)(nil)

func TestAFileThatChangesIsRefused(t *testing.T) {
	for _, tt := range []struct {
		name        string
		first, then []byte
	}{
		{"longer", []byte("a,b\n1,2\n"), []byte("a,b\n1,2\n3,4\n")},
		{"shorter", bytes.Repeat([]byte("a,b\n"), 1000), []byte("a,b\n")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "list.csv")
			if err := os.WriteFile(name, tt.first, 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if data, err := readWhole(&changing{f, t, nil}, "list.csv", 1<<20); err != nil || !bytes.Equal(data, tt.first) {
				t.Fatalf("untouched: %d bytes, %v", len(data), err)
			}
			if _, err := f.Seek(0, 0); err != nil {
				t.Fatal(err)
			}
			_, err = readWhole(&changing{f, t, tt.then}, "list.csv", 1<<20)
			const want = `"list.csv" changed while it was read: run the command again when the program that writes it has ended`
			if err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
		})
	}
}
