package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/table/workbook"
)

// likeZip tells a zipped folder from workbooks, which are zipped too.
func likeZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK")) && !workbook.IsODS(data) &&
		!bytes.Contains(data[:min(len(data), 4<<10)], []byte("[Content_Types].xml"))
}

// maxFiles is how many files a zipped folder may have, since nobody keeps more tables.
const maxFiles = 1000

// A Member is a file of a folder.
type Member struct {
	Name string // within the folder
	// all of it, or an error if it is longer than that; nil for a folder in the folder
	Read func(most int64) ([]byte, error)
}

// readZip reads the files of a zipped folder that are of a dialect: a data package, or a dossier that was sent.
func readZip(in Input, r *report) batch {
	z, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		r.errorf(sources.Pos{File: in.File}, "want a zipped folder; make it again", "%v", workbook.Damage(err))
		return batch{}
	}
	var members []Member
	for _, f := range z.File {
		if !f.FileInfo().IsDir() && !strings.HasPrefix(f.Name, "__MACOSX") {
			members = append(members, Member{f.Name, func(most int64) ([]byte, error) { return unzipped(f, most) }})
		}
	}
	return readFolder(in.File, "a zipped folder", members, r)
}

// readFolder reads the files of a folder that are of a dialect.
func readFolder(folder, what string, members []Member, r *report) batch {
	var all batch
	var read []string
	tables := 0
	for _, m := range members {
		if slices.Contains([]string{"actors.csv", "documents.csv", "claims.csv"}, path.Base(m.Name)) {
			tables++
		}
	}
	if len(members) > maxFiles {
		r.errorf(sources.Pos{File: folder}, fmt.Sprintf("want at most %d, such as the tables of a dossier", maxFiles),
			"%s has %d files", what, len(members))
		return batch{}
	}
	left := int64(MaxSize)
	for _, f := range members {
		at := sources.Pos{File: folder + "/" + f.Name}
		if leaveFile(r, f, at, tables, left) {
			continue
		}
		data, err := f.Read(left)
		if err != nil {
			r.errorf(at, "want a whole file, of at most 256 MB with all others", "%v", err)
			return batch{}
		}
		left -= int64(len(data))
		inner := inUTF8(Input{File: at.File, Data: data})
		dialect, err := dialectOf(inner, r.opts)
		if err == nil && dialect.Name == "zip" {
			err = errors.New("it is a zipped folder within another one")
		}
		if len(bytes.TrimSpace(data)) == 0 {
			err = errors.New("the file is empty")
		}
		if err != nil {
			r.warnf(at, "want it out of the folder", "left out: %v", err)
			continue
		}
		b := dialect.read(inner, r)
		all.ours, all.rows = append(all.ours, b.ours...), append(all.rows, b.rows...)
		read = append(read, fmt.Sprintf("%q, %s", f.Name, b.what))
	}
	if len(read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: folder}, "want tables such as claims.csv in it", "no file can be read in %s", what)
	}
	all.what = strings.Join(read, "; ")
	return all
}

// leaveFile tells whether a file of a folder is no table of claims, actors or documents, and says why. tables is how
// many of the three are in the folder.
func leaveFile(r *report, f Member, at sources.Pos, tables int, most int64) bool {
	base := path.Base(f.Name)
	switch {
	case strings.HasPrefix(base, ".") || base == "datapackage.json" || base == OptionsFile:
	case f.Read == nil:
		r.notef(at, "import it by its own name", "left out: a folder in the folder")
	case base == "dossier.yaml" && tables > 0:
		if text, err := f.Read(most); err == nil {
			readAbout(r, text)
		}
	case tables == 3 && base == "contacts.csv":
		r.notef(at, "", "left out: it is derived from the claims")
	case !knows(f.Name):
		r.notef(at, "", "left out, since it is of no format that import reads")
	default:
		return false
	}
	return true
}

// readAbout reads what a dossier says of itself. What is wrong there stays out: its own file is where to mend it.
func readAbout(r *report, text []byte) {
	d, _ := sources.OpenFS(inMemory([]sources.File{{Name: "dossier.yaml", Data: text},
		{Name: "claims.csv", Data: []byte("actor,recipient,document\n")}}), ".", sources.Options{})
	r.about = d.About
}

// unzipped is a file of a zipped folder; an error if it is bigger than that.
func unzipped(f *zip.File, most int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(most) {
		return nil, errors.New("it is too big when it is unpacked")
	}
	r, err := f.Open()
	if err != nil {
		return nil, workbook.Damage(err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("it is too big when it is unpacked")
	}
	return data, workbook.Damage(err)
}
