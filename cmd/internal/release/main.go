// Command release makes what people install relgraph from: archives for six platforms, Python wheels, packages for Debian's
// and Red Hat's families, manifests for Homebrew, Scoop and winget, a bill of materials and the digests of all of it.
//
//	make dist
//
// The same sources and the same Go make the same bytes: times are those of the commit, and no name of a machine, a
// folder or a person gets in.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	_ "embed"
)

const summary = "Turn a hand-checked list of reported contacts into figures and graph files"

//go:embed about.md
var about []byte

// A Release is what is made, and how it is called.
type Release struct {
	Version    Version
	At         time.Time // of the commit
	Home       string    // the address that the archives will be fetched from
	Maintainer string    // name and address, as packages have it
	Stamp      string    // the version as the programs say it
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	version := flags.String("version", "devel", "what git describe says of the sources")
	epoch := flags.Int64("epoch", 0, "seconds since 1970 of the commit, which all files are dated with")
	home := flags.String("home", "https://example.org/relgraph", "the address that the archives will be fetched from")
	maintainer := flags.String("maintainer", "relgraph <relgraph@example.org>", "who looks after the packages")
	chosen := flags.String("platforms", "", `such as "linux/amd64 darwin/arm64"; blank for all`)
	to := flags.String("o", "build/dist", "the folder to write into, made anew")
	if err := flags.Parse(args); err != nil {
		return err
	}
	v, err := ParseVersion(*version)
	if err != nil {
		return err
	}
	targets, err := ParsePlatforms(*chosen)
	if err != nil {
		return err
	}
	r := Release{v, time.Unix(*epoch, 0), strings.TrimSuffix(*home, "/"), *maintainer, *version}
	files, err := r.files(targets)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(*to); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(*to, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.Data, f.Mode); err != nil {
			return err
		}
		fmt.Printf("%11d  %s\n", len(f.Data), path)
	}
	return nil
}

// Texts are what every archive carries beside the programs.
type Texts struct {
	Licence  []byte // of relgraph
	Licences []byte // of the parts of others
	Members  []Member
}

// files are all files of the release.
func (r Release) files(targets []Platform) ([]Member, error) {
	inside, err := contents()
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "relgraph-release-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	texts, err := r.texts(inside, work)
	if err != nil {
		return nil, err
	}
	made := make([][]Member, len(targets))
	downloads := make([]Download, len(targets))
	for i, p := range targets { // one after the other: Go's compiler uses all cores by itself
		built, err := r.build(p, work)
		if err != nil {
			return nil, err
		}
		if made[i], downloads[i], err = r.forPlatform(p, built, texts); err != nil {
			return nil, err
		}
	}
	all := slices.Concat(made...)
	filled, err := manifests(r.Version, r.Home, r.At, downloads)
	if err != nil {
		return nil, err
	}
	all = append(all, filled...)
	bill, err := inside.bill(r.Version, r.At)
	if err != nil {
		return nil, err
	}
	all = inOrder(append(all, Member{"relgraph-" + r.Version.Plain + ".cdx.json", plain, bill}))
	var sums strings.Builder
	for _, m := range all {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(m.Data), m.Name)
	}
	return append(all, Member{"SHA256SUMS", plain, []byte(sums.String())}), nil
}

// forPlatform are the archive, the wheel and the packages for one platform, and the archive as manifests name it.
func (r Release) forPlatform(p Platform, built []Member, texts Texts) ([]Member, Download, error) {
	members := append(slices.Clone(built), texts.Members...)
	folder := fmt.Sprintf("relgraph-%s-%s", r.Version.Plain, p.Name())
	name, data, err := folder+".tar.gz", []byte(nil), error(nil)
	if p.OS == "windows" {
		name = folder + ".zip"
		data, err = zipped("", inOrder(members), r.At) // winget and Scoop look for the programs at the top
	} else {
		data, err = tarball(folder, members, r.At)
	}
	if err != nil {
		return nil, Download{}, err
	}
	made := []Member{{name, plain, data}}
	down := Download{p, r.Home + "/" + name, fmt.Sprintf("%x", sha256.Sum256(data))}

	name, data, err = wheel(r.Version, p, built, texts, r.At)
	if err != nil {
		return nil, down, err
	}
	made = append(made, Member{name, plain, data})
	if p.OS != "linux" {
		return made, down, nil
	}
	for _, kind := range []string{"deb", "rpm"} {
		name, data, err := systemPackage(kind, r, p, members)
		if err != nil {
			return nil, down, err
		}
		made = append(made, Member{name, plain, data})
	}
	return made, down, nil
}

// build builds the programs for a platform.
func (r Release) build(p Platform, work string) ([]Member, error) {
	dir := filepath.Join(work, p.Name()) + string(filepath.Separator)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid= -X main.version=" + r.Stamp,
		"-o", dir}
	for _, name := range programs {
		args = append(args, "./cmd/"+name)
	}
	if _, err := output([]string{"GOOS=" + p.OS, "GOARCH=" + p.Arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0",
		"GOFLAGS="}, "go", args...); err != nil {
		return nil, err
	}
	var built []Member
	for _, name := range programs {
		data, err := os.ReadFile(filepath.Join(dir, p.Program(name)))
		if err != nil {
			return nil, err
		}
		built = append(built, Member{p.Program(name), program, data})
	}
	return built, nil
}

// texts are the pages, completions and licences.
func (r Release) texts(inside Contents, work string) (Texts, error) {
	var t Texts
	add := func(name string, data []byte, err error) error {
		if err == nil && len(data) == 0 {
			err = fmt.Errorf("%s would be blank", name)
		}
		t.Members = append(t.Members, Member{name, plain, data})
		return err
	}
	var err error
	if t.Licence, err = os.ReadFile("LICENSE"); err != nil {
		return t, err
	}
	if t.Licences, err = inside.licences(); err != nil {
		return t, err
	}
	changes, err := os.ReadFile("CHANGELOG.md")
	if err := add("CHANGELOG.md", changes, err); err != nil {
		return t, err
	}
	for name, data := range map[string][]byte{"LICENSE": t.Licence, "LICENCES.txt": t.Licences, "README.md": about} {
		if err := add(name, data, nil); err != nil {
			return t, err
		}
	}

	shown, err := pages()
	if err != nil {
		return t, err
	}
	for _, page := range shown {
		if err := add(page.Name, page.Data, nil); err != nil {
			return t, err
		}
	}

	manual, err := r.manual(filepath.Join(work, "man"))
	if err != nil {
		return t, err
	}
	for _, page := range manual {
		data, err := os.ReadFile(page)
		if err := add("man/"+filepath.Base(page), data, err); err != nil {
			return t, err
		}
	}

	here := filepath.Join(work, "relgraph")
	if _, err := output([]string{"GOFLAGS="}, "go", "build", "-trimpath", "-o", here, "./cmd/relgraph"); err != nil {
		return t, err
	}
	for shell, name := range map[string]string{"bash": "relgraph.bash", "zsh": "_relgraph", "fish": "relgraph.fish",
		"powershell": "relgraph.ps1"} {
		script, err := output(nil, here, "completion", shell)
		if err := add("completions/"+name, []byte(script), err); err != nil {
			return t, err
		}
	}
	t.Members = inOrder(t.Members)
	return t, nil
}

// manual writes the manual pages into a new folder, and returns their names. They come from the commands' own tree, by a
// test of theirs, so that no program has to carry what writes them.
func (r Release) manual(folder string) ([]string, error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	dated := []string{fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.At.Unix()), "GOFLAGS="}
	if _, err := output(dated, "go", "test", "-count=1", "./cmd/relgraph", "-run", "^TestManPages$", "-args", "-man",
		folder); err != nil {
		return nil, err
	}
	pages, err := filepath.Glob(filepath.Join(folder, "*.1"))
	if err != nil || len(pages) == 0 {
		return nil, fmt.Errorf("no manual page was written: %v", err)
	}
	return pages, nil
}
