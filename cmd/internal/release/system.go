package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// nfpmTool is the go.mod with nfpm, which makes the packages of systems: apart from relgraph's, which its hundred
// requirements are no part of.
const nfpmTool = "-modfile=cmd/internal/release/nfpm.mod"

// A content is a file of a system's package, as nfpm's configuration has it.
type content struct {
	From string    `json:"src"`
	To   string    `json:"dst"`
	Info *fileInfo `json:"file_info"`
}

type fileInfo struct {
	Mode  uint32 `json:"mode"`
	MTime string `json:"mtime"`
	Owner string `json:"owner"`
	Group string `json:"group"`
}

// systemPackage has nfpm make a package of kind deb or rpm of what the archive holds, and returns its name, too.
func systemPackage(kind string, r Release, p Platform, members []Member) (string, []byte, error) {
	dir, err := os.MkdirTemp("", "relgraph-package-*")
	if err != nil {
		return "", nil, err
	}
	defer os.RemoveAll(dir)
	moment := r.At.UTC().Format(time.RFC3339)
	var contents []content
	for i, m := range placed(kind, members) {
		from := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(from, m.Data, 0o600); err != nil {
			return "", nil, err
		}
		contents = append(contents, content{from, m.Name, &fileInfo{uint32(m.Mode), moment, "root", "root"}})
	}
	config, err := json.Marshal(map[string]any{
		"name": "relgraph", "arch": p.Arch, "platform": p.OS, "version": r.Version.System, "version_schema": "none",
		"release": "1",
		"section": "science", "priority": "optional", "maintainer": r.Maintainer, "vendor": "relgraph",
		"homepage": r.Home, "license": "MIT",
		"description": summary + "\nEvery line in what it writes can be followed back to the row, the document and " +
			"the passage it stands on.",
		"mtime": moment, "contents": contents, "rpm": map[string]string{"buildhost": "localhost",
			"group": "Applications/Publishing"},
	})
	if err != nil {
		return "", nil, err
	}
	settings, made := filepath.Join(dir, "nfpm.yaml"), filepath.Join(dir, "package."+kind)
	if err := os.WriteFile(settings, config, 0o600); err != nil {
		return "", nil, err
	}
	env := []string{fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.At.Unix())}
	if _, err := output(env, "go", "tool", nfpmTool, "nfpm", "package", "--config", settings, "--packager", kind,
		"--target", made); err != nil {
		return "", nil, err
	}
	data, err := os.ReadFile(made)
	arch := p.Arch
	if kind == "rpm" {
		arch = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[p.Arch]
		return fmt.Sprintf("relgraph-%s-1.%s.rpm", r.Version.System, arch), data, err
	}
	return fmt.Sprintf("relgraph_%s-1_%s.deb", r.Version.System, arch), data, err
}

// placed are the files of an archive where a system has them.
func placed(kind string, members []Member) []Member {
	texts := "/usr/share/doc/relgraph/"
	var moved []Member
	for _, m := range members {
		base := path.Base(m.Name)
		switch {
		case m.Mode == program:
			m.Name = "/usr/bin/" + base
		case strings.HasPrefix(m.Name, "man/"):
			m.Name, m.Data = "/usr/share/man/man1/"+base+".gz", compressed(m.Data)
		case strings.HasPrefix(m.Name, documentation+"/"):
			m.Name = texts + m.Name
		case base == "relgraph.bash":
			m.Name = "/usr/share/bash-completion/completions/relgraph"
		case base == "relgraph.fish":
			m.Name = "/usr/share/fish/vendor_completions.d/relgraph.fish"
		case base == "_relgraph" && kind == "deb":
			m.Name = "/usr/share/zsh/vendor-completions/_relgraph"
		case base == "_relgraph":
			m.Name = "/usr/share/zsh/site-functions/_relgraph"
		case base == "relgraph.ps1":
			continue
		case base == "LICENSE" && kind == "deb":
			m.Name = texts + "copyright"
		case base == "LICENSE":
			m.Name = "/usr/share/licenses/relgraph/LICENSE"
		default:
			m.Name = texts + base
		}
		moved = append(moved, m)
	}
	return inOrder(moved)
}

// compressed is data as gzip writes it when it is told nothing of name and time.
func compressed(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data) // into memory
	w.Close()
	return b.Bytes()
}
