package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write THIRD_PARTY.md anew")

func TestMain(m *testing.M) {
	if err := os.Chdir(filepath.Join("..", "..", "..")); err != nil { // where the command runs
		panic(err)
	}
	os.Exit(m.Run())
}

func TestVersions(t *testing.T) {
	for _, c := range []struct {
		said string
		want Version
	}{
		{"v0.1.0", Version{"0.1.0", "0.1.0", "0.1.0"}},
		{"v0.1.0-dirty", Version{"0.1.0-dirty", "0.1.0+dirty", "0.1.0+dirty"}},
		{"v0.1.0-12-gabc1234", Version{"0.1.0-12-gabc1234", "0.1.0.post12+gabc1234", "0.1.0+12+gabc1234"}},
		{"v0.1.0-12-gabc1234-dirty", Version{"0.1.0-12-gabc1234-dirty", "0.1.0.post12+gabc1234.dirty",
			"0.1.0+12+gabc1234.dirty"}},
		{"abc1234", Version{"abc1234", "0.0.0.dev0+gabc1234", "0.0.0~dev+gabc1234"}},
		{"devel", Version{"devel", "0.0.0.dev0", "0.0.0~dev"}},
	} {
		if got, err := ParseVersion(c.said); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", c.said, got, err, c.want)
		}
	}
	for _, wrong := range []string{"", "v1", "1.2.3; rm -rf /", "v1.2.3-rc 1", "../x"} {
		if got, err := ParseVersion(wrong); err == nil {
			t.Errorf("%q is read as %+v", wrong, got)
		}
	}
}

// contentsOnce asks Go once for what the tests only read: it takes a second for each question.
var contentsOnce = sync.OnceValues(contents)

// TestThirdParty holds THIRD_PARTY.md to what is in the programs on all platforms, and parts.csv to go.mod.
func TestThirdParty(t *testing.T) {
	inside, err := contentsOnce()
	if err != nil {
		t.Fatal(err)
	}
	if len(inside.In["github.com/goccy/go-graphviz"]) != 1 || len(inside.In["github.com/inconshreveable/mousetrap"]) != 1 {
		t.Errorf("go-graphviz is in %v, mousetrap (of Windows alone) in %v", inside.In["github.com/goccy/go-graphviz"],
			inside.In["github.com/inconshreveable/mousetrap"])
	}
	if *update {
		if err := os.WriteFile("THIRD_PARTY.md", []byte(inside.thirdParty()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if page, err := os.ReadFile("THIRD_PARTY.md"); err != nil || string(page) != inside.thirdParty() {
		t.Errorf("THIRD_PARTY.md is stale (%v): run \"make update\"", err)
	}

	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	needed := regexp.MustCompile(`(?m)^(?:require )?\s*([\w.-]+\.[\w./-]+) v\S+`).FindAllStringSubmatch(string(mod), -1)
	if len(needed) < 20 {
		t.Fatalf("go.mod is read wrongly: %v", needed)
	}
	told := map[string]bool{}
	for _, p := range inside.Parts {
		told[p.Module] = true
		if !slices.ContainsFunc(needed, func(m []string) bool { return m[1] == p.Module }) {
			t.Errorf("parts.csv tells of %s, which go.mod does not need any more", p.Module)
		}
	}
	for _, m := range needed {
		if !told[m[1]] {
			t.Errorf("parts.csv does not say under which licence %s is", m[1])
		}
	}
}

// TestLicencesAreWhatTheySay looks for words of each licence in the text that its module has.
func TestLicencesAreWhatTheySay(t *testing.T) {
	words := map[string]string{
		"MIT":            "Permission is hereby granted, free of charge",
		"BSD-3-Clause":   "Neither the name",
		"Apache-2.0":     "Apache License",
		"EPL-1.0":        "Eclipse Public License - v 1.0",
		"OFL-1.1":        "SIL OPEN FONT LICENSE Version 1.1",
		"Bitstream-Vera": "Bitstream Vera",
		"FTL":            "The FreeType Project LICENSE",
		"Unlicense":      "free and unencumbered software",
	}
	inside, err := contentsOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range inside.shipped() {
		texts, err := p.texts(inside.Of[p.Module].Dir)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, id := range strings.Split(p.Licence, " OR ") {
			if id == "GPL-2.0-or-later" { // the other choice, which is not taken
				continue
			}
			want := strings.Fields(words[id])
			has := strings.Join(strings.Fields(string(bytes.Join(texts, nil))), " ")
			if len(want) == 0 || !strings.Contains(strings.ToLower(has), strings.ToLower(strings.Join(want, " "))) {
				t.Errorf("%s %s: its text does not have the words of %s", p.Module, p.Carried, id)
			}
		}
	}
	all, err := inside.licences()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Liberation Sans", "Graphviz 12", "github.com/inconshreveable/mousetrap v",
		"golang.org/x/sys v", "Go's runtime"} {
		if !strings.Contains(string(all), name) {
			t.Errorf("LICENCES.txt lacks %s", name)
		}
	}
}

var moment = time.Unix(1_700_000_000, 0)

// made are the files of a release for a platform, of made-up programs.
func made(t *testing.T, p Platform) (members []Member, texts Texts) {
	t.Helper()
	for _, name := range programs {
		members = append(members, Member{p.Program(name), program, []byte("program " + name)})
	}
	texts = Texts{Licence: []byte("MIT\n"), Licences: []byte("others\n"), Members: []Member{
		{"man/relgraph.1", plain, []byte(".TH\n")}, {"completions/relgraph.bash", plain, []byte("#\n")},
		{"LICENSE", plain, []byte("MIT\n")},
	}}
	return members, texts
}

func TestArchives(t *testing.T) {
	linux := Platform{"linux", "amd64"}
	members, texts := made(t, linux)
	all := append(members, texts.Members...)
	data, err := tarball("relgraph-1", all, moment)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(all)
	if again, err := tarball("relgraph-1", all, moment); err != nil || !bytes.Equal(data, again) {
		t.Errorf("another order of the same files makes another archive (%v)", err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(moment) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s has the time %v and the owner %d %q", h.Name, h.ModTime, h.Uid, h.Uname)
		}
		seen = append(seen, fmt.Sprintf("%s %o", h.Name, h.Mode))
	}
	want := []string{"relgraph-1/LICENSE 644", "relgraph-1/completions/relgraph.bash 644",
		"relgraph-1/man/relgraph.1 644", "relgraph-1/relgraph 755", "relgraph-1/relgraph-layout 755"}
	if !slices.Equal(seen, want) {
		t.Errorf("the archive has %q, want %q", seen, want)
	}
}

// TestWheel reads a wheel by the rules of the specification of binary distributions.
func TestWheel(t *testing.T) {
	for p, want := range map[Platform]string{
		{"linux", "amd64"}: "relgraph-0.1.0-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl",
		{"linux",
			"arm64"}: "relgraph-0.1.0-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.musllinux_1_1_aarch64.whl",
		{"darwin", "amd64"}:  "relgraph-0.1.0-py3-none-macosx_12_0_x86_64.whl",
		{"darwin", "arm64"}:  "relgraph-0.1.0-py3-none-macosx_12_0_arm64.whl",
		{"windows", "amd64"}: "relgraph-0.1.0-py3-none-win_amd64.whl",
		{"windows", "arm64"}: "relgraph-0.1.0-py3-none-win_arm64.whl",
	} {
		members, texts := made(t, p)
		v, _ := ParseVersion("v0.1.0")
		name, data, err := wheel(v, p, members, texts, moment)
		if err != nil || name != want {
			t.Errorf("%v: %s, %v; want %s", p, name, err, want)
		}
		files := map[string][]byte{}
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			from, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if files[f.Name], err = io.ReadAll(from); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(f.Name, "/scripts/") && f.Mode().Perm() != program {
				t.Errorf("%v: %s has the rights %v", p, f.Name, f.Mode())
			}
		}
		rows, err := csv.NewReader(bytes.NewReader(files["relgraph-0.1.0.dist-info/RECORD"])).ReadAll()
		if err != nil || len(rows) != len(files) {
			t.Errorf("%v: RECORD has %d rows for %d files (%v)", p, len(rows), len(files), err)
		}
		for _, row := range rows {
			sum := sha256.Sum256(files[row[0]])
			if row[1] != "" && (row[1] != "sha256="+base64.RawURLEncoding.EncodeToString(sum[:]) ||
				row[2] != fmt.Sprint(len(files[row[0]]))) {
				t.Errorf("%v: RECORD says %q", p, row)
			}
		}
		if got := string(files["relgraph-0.1.0.data/scripts/"+
			p.Program("relgraph-layout")]); got != "program relgraph-layout" {
			t.Errorf("%v: the layout helper is %q", p, got)
		}
	}
}

func TestManifests(t *testing.T) {
	v, _ := ParseVersion("v0.1.0")
	var downloads []Download
	for i, p := range platforms {
		downloads = append(downloads, Download{p, "https://example.org/relgraph/" + p.Name(),
			strings.Repeat(fmt.Sprintf("%x", i+10), 64)})
	}
	files, err := manifests(v, "https://example.org/relgraph", moment, downloads)
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, f := range files {
		text[f.Name] = string(f.Data)
	}
	for _, d := range downloads {
		file, sum := "homebrew/relgraph.rb", d.Sum
		if d.OS == "windows" {
			file, sum = "winget/relgraph.relgraph.installer.yaml", strings.ToUpper(d.Sum)
		}
		if at := strings.Index(text[file], d.URL); at < 0 ||
			!strings.Contains(text[file][at:min(len(text[file]), at+200)], sum) {
			t.Errorf("%s does not name %s with its digest:\n%s", file, d.URL, text[file])
		}
	}
	var scoop struct {
		Version      string
		Architecture map[string]struct{ URL, Hash string }
		Bin          []string
	}
	if err := json.Unmarshal([]byte(text["scoop/relgraph.json"]), &scoop); err != nil || scoop.Version != "0.1.0" ||
		len(scoop.Architecture) != 2 || len(scoop.Bin) != 2 {
		t.Errorf("Scoop: %+v, %v", scoop, err)
	}
	if got := scoop.Architecture["arm64"]; got.Hash != downloads[5].Sum || got.URL != downloads[5].URL {
		t.Errorf("Scoop's arm64: %+v", got)
	}
	for name, body := range text {
		if strings.Contains(body, "<no value>") || strings.Contains(body, "{{") {
			t.Errorf("%s is not filled:\n%s", name, body)
		}
	}
}

func TestBill(t *testing.T) {
	inside, err := contentsOnce()
	if err != nil {
		t.Fatal(err)
	}
	v, _ := ParseVersion("v0.1.0")
	text, err := inside.bill(v, moment)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := inside.bill(v, moment); err != nil || !bytes.Equal(text, again) {
		t.Error("two bills differ")
	}
	var b bom
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(b.Serial) {
		t.Errorf("serial number %s", b.Serial)
	}
	refs := map[string]bool{}
	for _, c := range b.Components {
		refs[c.Ref] = true
	}
	for path, m := range inside.Of {
		if !refs["pkg:golang/"+path+"@"+m.Version] {
			t.Errorf("the bill lacks %s", path)
		}
	}
	for _, on := range b.Dependencies[0].On {
		if !refs[on] {
			t.Errorf("the bill depends on %s, which it does not have", on)
		}
	}
}

// Each page of an archive leads to what is in it: files, pages, and places of pages.
func TestPagesLeadSomewhere(t *testing.T) {
	members, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	inside, places := map[string]bool{"CHANGELOG.md": true, "LICENSE": true, "README.md": true}, map[string]bool{}
	documents := map[string]*html.Node{}
	for _, m := range members {
		inside[m.Name], inside[path.Dir(m.Name)] = true, true
		if path.Ext(m.Name) != ".html" || strings.HasPrefix(m.Name, "docs/gallery/page") {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(m.Data))
		if err != nil {
			t.Fatal(err)
		}
		documents[m.Name] = doc
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" {
					places[m.Name+"#"+a.Val] = true
				}
			}
		}
	}
	links := 0
	for name, doc := range documents {
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" || strings.Contains(a.Val, ":") {
					continue
				}
				links++
				file, anchor, _ := strings.Cut(a.Val, "#")
				target := name
				if file != "" {
					target = path.Join(path.Dir(name), file)
				}
				if !inside[target] {
					t.Errorf("%s leads to %s, which no archive has", name, a.Val)
				} else if anchor != "" && !places[target+"#"+anchor] {
					t.Errorf("%s leads to %s, a place that %s does not have", name, a.Val, target)
				}
			}
		}
	}
	if len(documents) < 25 || links < 200 {
		t.Errorf("only %d pages and %d links", len(documents), links)
	}
}

// thirdParty is THIRD_PARTY.md.
func (c Contents) thirdParty() string {
	var b strings.Builder
	b.WriteString(`# Third-party parts

relgraph is under the MIT licence (see LICENSE). The programs that ` + "`make`" + ` builds contain these parts of others, each under
its own licence; the archives of ` + "`make dist`" + ` carry the texts of all of them. ` + "`go.mod`" + ` has the exact versions. ` + "`make update`" + ` writes
this page, from what Go says is in the programs.

| part | in | licence | what for |
| --- | --- | --- | --- |
`)
	for _, p := range c.shipped() {
		name := p.Module
		if p.Carried != "" {
			name = p.Carried + ", in " + p.Module
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, strings.Join(c.In[p.Module], ", "), p.Licence, p.For)
	}
	b.WriteString("| Go's runtime and standard library | relgraph, relgraph-layout | BSD-3-Clause | |\n")
	b.WriteString("\nOnly tests and checks use these, which no program contains; axe-core (MPL-2.0) comes from " +
		"npm:\n\n| module | licence | what for |\n| --- | --- | --- |\n")
	for _, p := range c.Parts {
		if len(c.In[p.Module]) == 0 {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", p.Module, p.Licence, p.For)
		}
	}
	return b.String()
}
