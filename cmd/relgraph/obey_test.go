package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"relgraph/out"
	"relgraph/out/format"
)

// Each figure obeys each flag that says how a figure looks, or refuses it: no flag is taken without a word and without a
// difference.
func TestEachFigureObeysEachFlagOrRefusesIt(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "list.yaml"), `actors:
- {id: ann, name: Ann, side: East, part_of: office}
- {id: office, name: Office, side: East}
- {id: bo, name: Bo, side: West}
- {id: cy, name: Cy, side: West}
- {id: dee, name: Dee, side: North}
documents:
- {id: d1, title: First, issued: "2021"}
- {id: d2, title: Second, issued: "2021"}
- {id: d3, title: Third, issued: "2021"}
claims:
- {id: c1, actor: ann, recipient: office, document: d1, kind: affiliation}
- {id: c2, actor: ann, recipient: bo, document: d3, kind: meeting, date: 2019-10}
- {id: c3, actor: ann, recipient: cy, document: d2, kind: meeting, date: 2018-02}
- {id: c4, actor: bo, recipient: cy, document: d1, kind: warning, date: 2018-01}
- {id: c5, actor: dee, recipient: bo, document: d3, kind: call, date: 2017-01}
- {id: c6, actor: dee, recipient: ann, document: d2, kind: call, date: 2020-01}
`)
	list, places := filepath.Join(dir, "list.yaml"), filepath.Join(dir, "places.svg")
	// before is what the flag is set beside.
	type value struct{ before, flag []string }
	beside := func(before []string, flag, text string) value { return value{before, []string{"--" + flag, text}} }
	alone := func(flag, text string) value { return beside(nil, flag, text) }
	values := map[string]value{
		"title": alone("title", "T"), "subtitle": alone("subtitle", "S"), "lang": alone("lang", "de"),
		"theme": alone("theme", "grey"), "size": alone("size", "190x230mm"),
		"landscape": {[]string{"--size", "a4"}, []string{"--landscape"}},
		"layout":    alone("layout", "radial"), "panels": alone("panels", "side"), "ties": alone("ties", "lines"),
		"centre": beside([]string{"--layout", "radial"}, "centre", "dee"),
		"pin":    alone("pin", places), "positions": alone("positions", places),
		"font-mode": alone("font-mode", "paths"), "dpi": alone("dpi", "96"),
		"contact": alone("contact", "ann--bo--meeting--2019-10"), "size-by": alone("size-by", "degree"),
		"number-by": beside([]string{"--actor", "dee"}, "number-by", "appearance"), "highlight": alone("highlight", "dee"),
		"no-legend": {nil, []string{"--no-legend"}}, "no-sources": {nil, []string{"--no-sources"}},
	}
	elsewhere := []string{"what", "font", "system-fonts", "alt"} // of letters that all fonts have, and of text beside
	draws := func(args ...string) (drawn, said string, code int) {
		file := filepath.Join(dir, "x.svg")
		var stderr strings.Builder
		code = run(context.Background(), append([]string{"export", list, "-o", file}, args...), &strings.Builder{}, &stderr)
		files, _ := filepath.Glob(filepath.Join(dir, "x*.svg"))
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			drawn += string(data)
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
		return drawn, stderr.String(), code
	}
	if _, said, code := draws("--layout", "radial", "-o", places); code != 0 {
		t.Fatal(said)
	}
	figures := map[string][]string{"small diagrams": {"--by", "year"}}
	for _, s := range out.Subjects() {
		figures[s.String()] = []string{"--what", s.String()}
	}
	plain := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		switch options[name] {
		case format.Look, format.Places, format.Title, format.Subtitle, format.Letters, format.Pixels, format.Language,
			format.Numbering:
		default:
			continue
		}
		v, known := values[name]
		if !known && !slices.Contains(elsewhere, name) {
			t.Errorf("no value of --%s is tried", name)
		}
		if !known {
			continue
		}
		for _, what := range slices.Sorted(maps.Keys(figures)) {
			given := slices.Concat(figures[what], v.before)
			key := strings.Join(given, " ")
			if _, drawn := plain[key]; !drawn {
				plain[key], _, _ = draws(given...)
			}
			drawn, said, code := draws(append(given, v.flag...)...)
			switch {
			case code == exitMisuse && strings.Contains(said, "want ") || code == exitMisuse && strings.Contains(said, "it is for "):
			case code != 0:
				t.Errorf("%s, --%s: exit code %d: %s", what, name, code, said)
			case drawn == plain[key]:
				t.Errorf("%s: --%s makes no difference, and nothing says so", what, name)
			}
		}
	}
}
