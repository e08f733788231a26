package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"strings"
	"text/template"
	"time"
)

//go:embed manifests
var manifestTexts embed.FS

// A Download is an archive as a manifest names it.
type Download struct {
	Platform
	URL string
	Sum string // SHA-256 in lower case
}

// SumUpper is Sum in capitals, as winget wants it.
func (d Download) SumUpper() string { return strings.ToUpper(d.Sum) }

// Brew is what Homebrew calls the processor.
func (d Download) Brew() string { return map[string]string{"amd64": "intel", "arm64": "arm"}[d.Arch] }

// Winget is what winget calls the processor.
func (d Download) Winget() string { return map[string]string{"amd64": "x64", "arm64": "arm64"}[d.Arch] }

// A system is one that Homebrew installs on.
type system struct {
	Brew     string
	Archives []Download
}

// manifests are the files by which Homebrew, Scoop and winget install a release.
func manifests(v Version, home string, at time.Time, downloads []Download) ([]Member, error) {
	about := struct {
		Version       Version
		Summary, Home string
		Day           string
		Unix          []system
		Windows       []Download
	}{Version: v, Summary: summary, Home: home, Day: at.UTC().Format(time.DateOnly)}
	mac, linux := system{Brew: "macos"}, system{Brew: "linux"}
	for _, d := range downloads {
		switch d.OS {
		case "darwin":
			mac.Archives = append(mac.Archives, d)
		case "linux":
			linux.Archives = append(linux.Archives, d)
		default:
			about.Windows = append(about.Windows, d)
		}
	}
	for _, s := range []system{mac, linux} {
		if len(s.Archives) > 0 {
			about.Unix = append(about.Unix, s)
		}
	}
	filled := map[string]string{"relgraph.rb": "homebrew/relgraph.rb"}
	if len(about.Windows) > 0 {
		for _, part := range []string{"", ".installer", ".locale.en-US"} {
			filled["winget"+part+".yaml"] = "winget/relgraph.relgraph" + part + ".yaml"
		}
	}
	if len(about.Unix) == 0 {
		delete(filled, "relgraph.rb")
	}
	var made []Member
	for from, to := range filled {
		t, err := template.ParseFS(manifestTexts, "manifests/"+from)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, about); err != nil {
			return nil, err
		}
		made = append(made, Member{to, plain, b.Bytes()})
	}
	if len(about.Windows) > 0 {
		scoop, err := scoopManifest(v, home, about.Windows)
		if err != nil {
			return nil, err
		}
		made = append(made, Member{"scoop/relgraph.json", plain, scoop})
	}
	return inOrder(made), nil
}

func scoopManifest(v Version, home string, downloads []Download) ([]byte, error) {
	type archive struct {
		URL  string `json:"url"`
		Hash string `json:"hash"`
	}
	byProcessor := map[string]archive{}
	for _, d := range downloads {
		byProcessor[map[string]string{"amd64": "64bit", "arm64": "arm64"}[d.Arch]] = archive{d.URL, d.Sum}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "    ")
	err := e.Encode(struct {
		Version      string             `json:"version"`
		Description  string             `json:"description"`
		Homepage     string             `json:"homepage"`
		License      string             `json:"license"`
		Architecture map[string]archive `json:"architecture"`
		Bin          []string           `json:"bin"`
	}{v.Plain, summary, home, "MIT", byProcessor, []string{"relgraph.exe", "relgraph-layout.exe"}})
	return b.Bytes(), err
}
