// Package archive packs the files of a format that is made of several.
package archive

import (
	"archive/zip"
	"io"

	"relgraph/out/format"
)

// writeZip writes files as an archive. They have no time, so that the same dossier gives the same bytes.
func Zip(w io.Writer, files []format.File) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		part, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := part.Write(f.Data); err != nil {
			return err
		}
	}
	return z.Close()
}
