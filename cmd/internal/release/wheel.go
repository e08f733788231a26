package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// python is the folder of the package that a wheel carries beside the programs.
const python = "cmd/python"

// wheel is a Python wheel of the programs and returns its name, too. The programs are scripts of the wheel, so that an
// installer puts them beside each other where commands stand, and they start without Python.
func wheel(v Version, p Platform, programs []Member, texts Texts, at time.Time) (string, []byte, error) {
	tags := p.wheelTags()
	name := fmt.Sprintf("relgraph-%s-py3-none-%s.whl", v.Python, strings.Join(tags, "."))
	info := fmt.Sprintf("relgraph-%s.dist-info/", v.Python)

	var members []Member
	from := os.DirFS(python)
	err := fs.WalkDir(from, "relgraph", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "__pycache__") {
			return err
		}
		data, err := fs.ReadFile(from, path)
		members = append(members, Member{path, plain, data})
		return err
	})
	if err != nil {
		return "", nil, err
	}
	for _, m := range programs {
		members = append(members, Member{fmt.Sprintf("relgraph-%s.data/scripts/%s", v.Python, m.Name), m.Mode, m.Data})
	}
	members = inOrder(members)

	var meta strings.Builder
	fmt.Fprintf(&meta, "Metadata-Version: 2.4\nName: relgraph\nVersion: %s\nSummary: %s\n", v.Python, summary)
	meta.WriteString("License-Expression: MIT\nLicense-File: LICENSE\nLicense-File: LICENCES.txt\n")
	meta.WriteString("Keywords: graph,relationships,journalism,provenance,GraphML\nRequires-Python: >=3.10\n")
	for _, c := range []string{"Environment :: Console", "Intended Audience :: Science/Research",
		"Topic :: Scientific/Engineering :: Visualization", "Typing :: Typed"} {
		fmt.Fprintf(&meta, "Classifier: %s\n", c)
	}
	fmt.Fprintf(&meta, "Description-Content-Type: text/markdown\n\n%s", about)

	kind := "Wheel-Version: 1.0\nGenerator: relgraph\nRoot-Is-Purelib: false\n"
	for _, tag := range tags {
		kind += "Tag: py3-none-" + tag + "\n"
	}
	members = append(members,
		Member{info + "METADATA", plain, []byte(meta.String())},
		Member{info + "WHEEL", plain, []byte(kind)},
		Member{info + "licenses/LICENSE", plain, texts.Licence},
		Member{info + "licenses/LICENCES.txt", plain, texts.Licences},
	)
	record, err := recordOf(members, info+"RECORD")
	if err != nil {
		return "", nil, err
	}
	data, err := zipped("", append(members, Member{info + "RECORD", plain, record}), at)
	return name, data, err
}

// recordOf lists the members of a wheel with digest and size, as the specification of wheels has it.
func recordOf(members []Member, itself string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, m := range members {
		sum := sha256.Sum256(m.Data)
		w.Write([]string{m.Name, "sha256=" + base64.RawURLEncoding.EncodeToString(sum[:]), strconv.Itoa(len(m.Data))})
	}
	w.Write([]string{itself, "", ""})
	w.Flush()
	return b.Bytes(), w.Error()
}
