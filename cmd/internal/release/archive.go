package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A Member is a file of an archive.
type Member struct {
	Name string // with slashes
	Mode fs.FileMode
	Data []byte
}

const (
	plain   fs.FileMode = 0o644
	program fs.FileMode = 0o755
)

// inOrder sorts by name, so that the same files make the same archive.
func inOrder(members []Member) []Member {
	return slices.SortedFunc(slices.Values(members), func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
}

// tarball is a .tar.gz of members below a folder, all of one moment and of nobody.
func tarball(folder string, members []Member, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(zipped)
	for _, m := range inOrder(members) {
		head := &tar.Header{Name: path.Join(folder, m.Name), Mode: int64(m.Mode), Size: int64(len(m.Data)), ModTime: at,
			Format: tar.FormatUSTAR}
		if err := w.WriteHeader(head); err != nil {
			return nil, err
		}
		if _, err := w.Write(m.Data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if err := zipped.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// zipped is a .zip of members below a folder. Their order stays: that of a wheel has its record last.
func zipped(folder string, members []Member, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		head := &zip.FileHeader{Name: path.Join(folder, m.Name), Method: zip.Deflate, Modified: at.UTC()}
		head.SetMode(m.Mode)
		f, err := w.CreateHeader(head)
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(f, bytes.NewReader(m.Data)); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
