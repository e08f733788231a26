//go:build dist

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"relgraph/cmd/internal/walkthrough"
)

const dist = "build/dist"

// found is the one file of the release with such a name.
func found(t *testing.T, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dist, pattern))
	if err != nil || len(names) != 1 {
		t.Fatalf("%s: %q (%v): want one file; \"make dist\" writes it", pattern, names, err)
	}
	path, err := filepath.Abs(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func shell(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, env
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, said)
	}
	return string(said)
}

// makesTheFigure has an installed relgraph make the README's figure, and one that needs the layout helper, in an empty
// folder and an environment that has nothing but a home.
func makesTheFigure(t *testing.T, run func(dir string, args ...string) *exec.Cmd) {
	t.Helper()
	dir := t.TempDir()
	for _, args := range []string{"export syria-contacts -o figure.svg",
		"export syria-contacts --layout layered -o layered.svg", "check syria-contacts"} {
		cmd := run(dir, strings.Fields(args)...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", args, err, said)
		}
	}
	want, err := os.ReadFile("docs/syria-contacts.svg")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "figure.svg")); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the figure is not that of the README (%v)", err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "layered.svg")); err != nil || !bytes.Contains(got, []byte("</svg>")) {
		t.Errorf("no figure is laid out by the helper (%v)", err)
	}
}

// bare runs a program with a home and nothing else.
func bare(path string) func(dir string, args ...string) *exec.Cmd {
	return func(dir string, args ...string) *exec.Cmd {
		cmd := exec.Command(path, args...)
		cmd.Dir, cmd.Env = dir, []string{"HOME=" + dir, "TMPDIR=" + dir}
		return cmd
	}
}

func here() Platform { return Platform{runtime.GOOS, runtime.GOARCH} }

func TestInstallArchive(t *testing.T) {
	root := t.TempDir()
	shell(t, root, os.Environ(), "tar", "xzf", found(t, "relgraph-*-"+here().Name()+".tar.gz"))
	programs, _ := filepath.Glob(filepath.Join(root, "*", "relgraph"))
	if len(programs) != 1 {
		t.Fatalf("no program in the archive: %q", programs)
	}
	for _, name := range []string{"LICENSE", "LICENCES.txt", "README.md", "CHANGELOG.md", "man/relgraph-export.1",
		"docs/index.html",
		"docs/tutorial/index.html", "docs/tutorial/sheet.svg",
		"completions/_relgraph", "completions/relgraph.bash", "completions/relgraph.fish", "completions/relgraph.ps1"} {
		if info, err := os.Stat(filepath.Join(filepath.Dir(programs[0]), name)); err != nil || info.Size() == 0 {
			t.Errorf("the archive lacks %s (%v)", name, err)
		}
	}
	makesTheFigure(t, bare(programs[0]))
}

func TestInstallWheel(t *testing.T) {
	python := "python3"
	if set := os.Getenv("PYTHON"); set != "" {
		python = set
	}
	if _, err := exec.LookPath(python); err != nil {
		t.Skip("no Python")
	}
	venv := filepath.Join(t.TempDir(), "venv")
	shell(t, "", os.Environ(), python, "-m", "venv", venv)
	bin := filepath.Join(venv, "bin")
	shell(t, "", os.Environ(), filepath.Join(bin, "pip"), "install", "--quiet", "--no-index",
		"--disable-pip-version-check", found(t, "relgraph-*"+here().wheelTags()[0]+"*.whl"))
	makesTheFigure(t, bare(filepath.Join(bin, "relgraph")))
	makesTheFigure(t, func(dir string, args ...string) *exec.Cmd {
		return bare(filepath.Join(bin, "python"))(dir, append([]string{"-m", "relgraph"}, args...)...)
	})
	shell(t, "", os.Environ(), filepath.Join(bin, "pip"), "uninstall", "--quiet", "--yes", "relgraph")
	if left, _ := filepath.Glob(filepath.Join(bin, "relgraph*")); len(left) > 0 {
		t.Errorf("after pip uninstall: %q", left)
	}
}

// firstPages are those that lead somebody who has just installed relgraph.
func firstPages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("docs/how-do-i/*-*.md")
	if err != nil || len(found) < 2 {
		t.Fatalf("%q, %v", found, err)
	}
	return append([]string{"docs/tutorial/README.md"}, found...)
}

// follow has a reader follow a page in an empty folder, and compares what it shows, pictures as well.
func follow(t *testing.T, page, dir string, run func(below, line string) (string, int, error)) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	reader := walkthrough.Reader{Dir: dir, Run: run}
	got, err := reader.Page(string(text))
	if err != nil {
		t.Errorf("%s: %v", page, err)
	}
	if diff := cmp.Diff(string(text), got); diff != "" {
		t.Errorf("%s shows something else than what comes out (-page +installed):\n%s", page, diff)
	}
	compared := 0
	err = filepath.WalkDir(dir, func(made string, d os.DirEntry, err error) error {
		shown := filepath.Join(filepath.Dir(page), d.Name())
		if want, unread := os.ReadFile(shown); err == nil && !d.IsDir() && unread == nil {
			if got, err := os.ReadFile(made); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s is not what comes out (%v)", shown, err)
			}
			compared++
		}
		return err
	})
	if err != nil || compared == 0 {
		t.Errorf("%s: no picture was compared (%v)", page, err)
	}
}

// asThePages are what the pages were written with: a width, and a day on which rows were checked.
var asThePages = []string{"COLUMNS=96", "SOURCE_DATE_EPOCH=1795651200"}

// forLinux are the lines by which docs/install.md installs an archive.
func forLinux(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("docs/install.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile("(?s)## Linux\n\n```sh run=no\n(.*?)```").FindSubmatch(page)
	if lines == nil {
		t.Fatal("docs/install.md does not say how an archive is installed on Linux")
	}
	return string(lines[1])
}

// TestNewcomerWithAnArchive installs the archive as docs/install.md says in a root in which there are a shell and a few
// of its commands, and follows the pages there.
func TestNewcomerWithAnArchive(t *testing.T) {
	if os.Getuid() != 0 || runtime.GOOS != "linux" {
		t.Skip("only root can enter another root")
	}
	root := t.TempDir()
	for _, dir := range []string{"bin", "tmp", "home"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"sh", "cp", "fold", "gzip", "mkdir", "rm", "tar"} {
		lend(t, root, name)
	}
	archive := found(t, "relgraph-*-"+here().Name()+".tar.gz")
	data, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "home", filepath.Base(archive)), data, 0o600); err != nil {
		t.Fatal(err)
	}
	enter := func(at, lines string) (string, int, error) {
		cmd := exec.Command("chroot", root, "/bin/sh", "-e", "-c", "cd "+at+"\n"+lines)
		cmd.Env = append([]string{"PATH=/home/.local/bin:/bin", "HOME=/home"}, asThePages...)
		return walkthrough.Output(cmd)
	}
	said, code, err := enter("/home", forLinux(t))
	if err != nil || code != 0 || !strings.HasPrefix(said, "relgraph ") {
		t.Fatalf("the lines of docs/install.md: exit code %d, %v\n%s", code, err, said)
	}
	for _, page := range firstPages(t) {
		name := filepath.Base(filepath.Dir(page)) + "-" + filepath.Base(page)
		if err := os.Mkdir(filepath.Join(root, "home", name), 0o700); err != nil {
			t.Fatal(err)
		}
		follow(t, page, filepath.Join(root, "home", name), func(below, line string) (string, int, error) {
			return enter(path.Join("/home", name, filepath.ToSlash(below)), line)
		})
	}
}

// lend puts a program of this machine into a root, with the libraries that it needs.
func lend(t *testing.T, root, name string) {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Fatal(err)
	}
	needed, _ := exec.Command("ldd", program).Output() // fails for a program without libraries
	put := func(from, to string) {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		to = filepath.Join(root, to)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	put(program, filepath.Join("bin", name))
	for _, library := range regexp.MustCompile(`/[^\s()]+`).FindAllString(string(needed), -1) {
		put(library, library)
	}
}

// TestNewcomerWithAWheel follows the pages with a wheel in an environment of its own.
func TestNewcomerWithAWheel(t *testing.T) {
	python := "python3"
	if set := os.Getenv("PYTHON"); set != "" {
		python = set
	}
	if _, err := exec.LookPath(python); err != nil {
		t.Skip("no Python")
	}
	venv := filepath.Join(t.TempDir(), "venv")
	shell(t, "", os.Environ(), python, "-m", "venv", venv)
	bin := filepath.Join(venv, "bin")
	shell(t, "", os.Environ(), filepath.Join(bin, "pip"), "install", "--quiet", "--no-index",
		"--disable-pip-version-check", found(t, "relgraph-*"+here().wheelTags()[0]+"*.whl"))
	for _, page := range firstPages(t) {
		dir := t.TempDir()
		follow(t, page, dir, func(below, line string) (string, int, error) {
			cmd := exec.Command("/bin/sh", "-c", line)
			cmd.Dir = filepath.Join(dir, below)
			cmd.Env = append([]string{"PATH=" + bin + ":/usr/bin:/bin", "HOME=" + venv, "TMPDIR=" + dir}, asThePages...)
			return walkthrough.Output(cmd)
		})
	}
}

// TestInstallPackages unpacks what Debian's and Red Hat's package managers would install into an empty root, where
// there is no other program, library or folder, and runs it there.
func TestInstallPackages(t *testing.T) {
	if os.Getuid() != 0 || runtime.GOOS != "linux" {
		t.Skip("only root can enter another root")
	}
	rpmArch := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	for kind, into := range map[string]func(root string){
		"deb": func(root string) {
			shell(t, "", os.Environ(), "dpkg-deb", "-x", found(t, "*_"+runtime.GOARCH+".deb"), root)
		},
		"rpm": func(root string) {
			shell(t, root, os.Environ(), "sh", "-c", `rpm2cpio "$0" | cpio -idm --quiet --no-absolute-filenames`,
				found(t, "*."+rpmArch+".rpm"))
		},
	} {
		t.Run(kind, func(t *testing.T) {
			if kind == "rpm" {
				for _, tool := range []string{"rpm2cpio", "cpio"} {
					if _, err := exec.LookPath(tool); err != nil {
						t.Skipf("no %s", tool)
					}
				}
			}
			root := t.TempDir()
			into(root)
			for _, name := range []string{"usr/share/man/man1/relgraph.1.gz",
				"usr/share/doc/relgraph/docs/tutorial/index.html",
				"usr/share/bash-completion/completions/relgraph", "usr/share/doc/relgraph/LICENCES.txt"} {
				if info, err := os.Stat(filepath.Join(root, name)); err != nil || info.Size() == 0 {
					t.Errorf("the package lacks %s (%v)", name, err)
				}
			}
			makesTheFigure(t, func(dir string, args ...string) *exec.Cmd {
				at := filepath.Join(root, "work")
				os.RemoveAll(at)
				if err := os.Symlink(dir, at); err != nil {
					t.Fatal(err)
				}
				inside := "/home-" + filepath.Base(dir)
				if err := os.MkdirAll(filepath.Join(root, inside), 0o700); err != nil {
					t.Fatal(err)
				}
				script := fmt.Sprintf(`chroot "$0" /usr/bin/relgraph "$@" && cp %s/*.svg %s/ 2>/dev/null || test "$1" = check`, root, dir)
				cmd := exec.Command("sh", append([]string{"-c", script, root}, args...)...)
				cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + inside}
				return cmd
			})
		})
	}
	if _, err := exec.LookPath("dpkg"); err == nil {
		said := shell(t, "", os.Environ(), "dpkg-deb", "--info", found(t, "*_"+runtime.GOARCH+".deb"))
		for _, want := range []string{"Package: relgraph", "Architecture: " + runtime.GOARCH, "Section: science"} {
			if !strings.Contains(said, want) {
				t.Errorf("the .deb does not say %q:\n%s", want, said)
			}
		}
	}
}

// TestEveryProgramIsOfItsPlatform looks into the programs of each archive.
func TestEveryProgramIsOfItsPlatform(t *testing.T) {
	archives, _ := filepath.Glob(filepath.Join(dist, "relgraph-*-*-*.*"))
	tried := 0
	for _, path := range archives {
		m := regexp.MustCompile(`-(linux|macos|windows)-(amd64|arm64)\.(tar\.gz|zip)$`).FindStringSubmatch(path)
		if m == nil {
			continue
		}
		tried++
		root := t.TempDir()
		path, _ := filepath.Abs(path)
		if m[3] == "zip" {
			shell(t, root, os.Environ(), "python3", "-m", "zipfile", "-e", path, root)
		} else {
			shell(t, root, os.Environ(), "tar", "xzf", path, "--strip-components=1")
		}
		for _, name := range programs {
			var machine string
			switch m[1] {
			case "linux":
				f, err := elf.Open(filepath.Join(root, name))
				if err != nil {
					t.Fatal(err)
				}
				machine = map[elf.Machine]string{elf.EM_X86_64: "amd64", elf.EM_AARCH64: "arm64"}[f.Machine]
				if libraries, err := f.ImportedLibraries(); err == nil && len(libraries) > 0 {
					t.Errorf("%s of %s needs %q", name, path, libraries)
				}
			case "macos":
				f, err := macho.Open(filepath.Join(root, name))
				if err != nil {
					t.Fatal(err)
				}
				machine = map[macho.Cpu]string{macho.CpuAmd64: "amd64", macho.CpuArm64: "arm64"}[f.Cpu]
			case "windows":
				f, err := pe.Open(filepath.Join(root, name+".exe"))
				if err != nil {
					t.Fatal(err)
				}
				machine = map[uint16]string{pe.IMAGE_FILE_MACHINE_AMD64: "amd64",
					pe.IMAGE_FILE_MACHINE_ARM64: "arm64"}[f.Machine]
			}
			if machine != m[2] {
				t.Errorf("%s in %s is for %q", name, path, machine)
			}
		}
		if qemu, err := exec.LookPath("qemu-aarch64-static"); err == nil && m[1] == "linux" && m[2] == "arm64" {
			cmd := exec.Command(qemu, filepath.Join(root, "relgraph"), "export", "syria-contacts", "-o", "figure.svg")
			cmd.Dir = t.TempDir()
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
			want, _ := os.ReadFile("docs/syria-contacts.svg")
			if got, err := os.ReadFile(filepath.Join(cmd.Dir, "figure.svg")); err != nil || !bytes.Equal(got, want) {
				t.Errorf("the figure of arm64 is not that of the README (%v)", err)
			}
		}
	}
	if tried == 0 {
		t.Fatal("no archive")
	}
}

// TestSums holds SHA256SUMS to every file, and manifests to what is fetched from the address they name.
func TestSums(t *testing.T) {
	sums, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(sums)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		listed[name] = sum
	}
	err = filepath.WalkDir(dist, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "SHA256SUMS" {
			return err
		}
		name, _ := filepath.Rel(dist, path)
		data, err := os.ReadFile(path)
		if sum := fmt.Sprintf("%x", sha256.Sum256(data)); listed[filepath.ToSlash(name)] != sum {
			t.Errorf("SHA256SUMS says %q of %s, not %s", listed[filepath.ToSlash(name)], name, sum)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	server := httptest.NewServer(http.FileServer(http.Dir(dist)))
	defer server.Close()
	fetched := func(address, want string) {
		response, err := http.Get(server.URL + "/" + filepath.Base(address))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		data, err := io.ReadAll(response.Body)
		if sum := fmt.Sprintf("%x", sha256.Sum256(data)); err != nil || !strings.EqualFold(sum, want) {
			t.Errorf("%s: %v, digest %s, the manifest says %s", address, err, sum, want)
		}
	}
	formula, err := os.ReadFile(filepath.Join(dist, "homebrew/relgraph.rb"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`url "(.*)"\s+sha256 "(.*)"`).FindAllStringSubmatch(string(formula), -1) {
		fetched(m[1], m[2])
	}
	var scoop struct {
		Architecture map[string]struct{ URL, Hash string }
		Bin          []string
	}
	if text, err := os.ReadFile(filepath.Join(dist, "scoop/relgraph.json")); err == nil {
		if err := json.Unmarshal(text, &scoop); err != nil {
			t.Fatal(err)
		}
		for _, a := range scoop.Architecture {
			fetched(a.URL, a.Hash)
			holds(t, a.URL, scoop.Bin)
		}
	}
	var winget struct {
		NestedInstallerFiles []struct {
			Path string `yaml:"RelativeFilePath"`
		} `yaml:"NestedInstallerFiles"`
		Installers []struct {
			URL string `yaml:"InstallerUrl"`
			Sum string `yaml:"InstallerSha256"`
		} `yaml:"Installers"`
	}
	if text, err := os.ReadFile(filepath.Join(dist, "winget/relgraph.relgraph.installer.yaml")); err == nil {
		if err := yaml.Unmarshal(text, &winget); err != nil {
			t.Fatal(err)
		}
		for _, i := range winget.Installers {
			fetched(i.URL, i.Sum)
			for _, f := range winget.NestedInstallerFiles {
				holds(t, i.URL, []string{f.Path})
			}
		}
	}
}

// holds wants files in the zip that an address names.
func holds(t *testing.T, address string, names []string) {
	t.Helper()
	r, err := zip.OpenReader(filepath.Join(dist, filepath.Base(address)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, name := range names {
		if f, err := r.Open(name); err != nil {
			t.Errorf("%s: %v", address, err)
		} else {
			f.Close()
		}
	}
}
