package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"

	"relgraph/out/internal/chromium"
)

// A sight is what a program shows of a file that it has just opened, before anything is clicked or set.
type sight struct {
	program string
	version string
	file    string   // that relgraph writes
	flags   []string // for that
	picture string   // in the gallery
	script  string   // in the folder readers/sight: shows the file and says where things stand
	uses    []string // what the script needs of the packages of node
	draw    []string // the program that makes SVG of the file, if the browser cannot: IN and OUT stand for the files
	shows   string   // what is seen, for the gallery

	nameless bool // the program shows no names before they are asked for
	ownHues  bool // it gives lines colours of its own
	mayPass  int  // lines that its own layout runs under third actors, at the most
}

const (
	sightWidth, sightHeight = 1400, 900
	gallery                 = "docs/gallery/first-sight"
)

// leastLetter is the height of letters in pixels from which a name on a screen can be read.
const leastLetter = 7

var gephi = []string{"java", "-Djava.awt.headless=true", "-cp", scratch + "/java/*", home + "/readers/Gephi.java", "IN"}

var sights = []sight{
	{program: "Gephi's Preview, as it opens", version: "toolkit 0.10.1", file: "gephi.graphml", picture: "gephi.png",
		script: "gephi.js", draw: append(slices.Clone(gephi), "OUT"), nameless: true, ownHues: true, mayPass: 2,
		shows: "Dots in the colours of their sides. Gephi hides names until they are asked for, bows every line, and " +
			"mixes the colours of its ends: no file can change that. A bowed line may pass under a third actor."},
	{program: "Gephi's Preview, after three clicks", version: "toolkit 0.10.1", file: "gephi.graphml",
		picture: "gephi-names.png", script: "gephi.js", draw: append(slices.Clone(gephi), "names", "OUT"),
		shows: "The preset *Default Straight*, *Show Labels* for nodes, and *Original* for the colour of edges: every " +
			"name is shown, on its dot, and the lowest row is cut off at its foot. Lines have the colours of their " +
			"states, and none passes under a third actor. Parallel contacts lie on top of each other; Gephi " +
			"draws no arrows on a graph that is undirected."},
	{program: "Cytoscape.js", version: "3.33.1", file: "contacts.cyjs", picture: "cytoscape.png", script: "cytoscape.js",
		uses: []string{"cytoscape/dist/cytoscape.min.js"},
		shows: "Boxes with names in the colours of their sides, labels in their lines, arrows where a contact has a " +
			"direction, and states by colour, width and dashes. Parallel contacts bow apart. A label as " +
			"long as its line hides it: that of the warning of a shrine plot, between US intelligence and HTS. " +
			"Boxes cut off labels between two that stand close, such as that of the interim premier."},
	{program: "Sigma", version: "3.0.3", file: "contacts.graphology.json", picture: "sigma.png", script: "sigma.js",
		uses: []string{"graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"},
		shows: "Dots with all their names, arrows, and states by colour and width. Parallel contacts lie on top of " +
			"each other; a name at the right edge may be cut off until one zooms out."},
	{program: "D3", version: "7.9.2", file: "contacts.nodelink.json", picture: "d3.png", script: "d3.js",
		uses: []string{"d3/dist/d3.min.js"},
		shows: "D3 draws what its user programs. This is what its examples do with `nodes` and `links`, at the places " +
			"in the file: names, and states by colour. Lines run through names, and a name at the right edge is cut " +
			"off (of *Senior Syrian diplomats* the last word)."},
	{program: "Mermaid", version: "11.12.0", file: "contacts.mmd", picture: "mermaid.png", script: "mermaid.js",
		uses: []string{"mermaid/dist/mermaid.min.js"},
		shows: "Boxes in the colours of their sides with a key, labels with date, hedge and the numbers of sources; " +
			"thick, plain and dashed lines. Mermaid lays the boxes out by itself. With the room that the file asks for, " +
			"no line runs behind the name of a third actor here, though one touches the corner of Western governments; " +
			"labels cover lines of other contacts. Of a larger dossier some lines may pass under boxes, and " +
			"can be seen in them. " +
			"For a picture without that, take relgraph's own figure."},
	{program: "yEd", version: "flavour, drawn from the file", file: "yed.graphml", flags: []string{"--flavour", "yed"},
		picture: "yed.png", script: "yed.js", uses: []string{"d3/dist/d3.min.js"},
		shows: "yEd is a program with a window and cannot be run here: a script has drawn what the file says, box by " +
			"box and line by line. Names with roles, labels with date, hedge and sources, dashes and widths by state. " +
			"Where contacts are close, around HTS, labels cover each other, and boxes cover labels."},
	{program: "Graphviz, dot", version: "of the machine", file: "contacts.dot", picture: "dot.png", script: "graphviz.js",
		draw: []string{"dot", "-Tsvg", "-o", "OUT", "IN"},
		shows: "Boxes filled with the colours of their sides, dashed where no contact is drawn; labels; below, the " +
			"key of sides, what the lines mean, and the sources by number."},
	{program: "Graphviz, neato", version: "of the machine", file: "contacts.dot", picture: "neato.png",
		script: "graphviz.js",
		draw:   []string{"neato", "-Tsvg", "-o", "OUT", "IN"},
		shows: "The same, laid out by springs: boxes do not overlap, and no line passes under a third; labels of " +
			"lines lie on lines, on boxes and on each other."},
	{program: "Graphviz, sfdp", version: "of the machine", file: "contacts.dot", picture: "sfdp.png", script: "graphviz.js",
		draw: []string{"sfdp", "-Tsvg", "-o", "OUT", "IN"},
		shows: "The same by a program for large graphs: labels lie on boxes too, over the names of British intelligence, " +
			"the Biden administration and the United Kingdom."},
}

// A seen is what stands where in a picture, in pixels.
type seen struct {
	Names  []seenName
	Actors []seenActor
	Lines  []seenLine
}

type frame struct{ X, Y, Width, Height float64 }

type seenName struct {
	frame
	Of, Text string
	Letter   float64 // its size
}

type seenActor struct {
	frame
	ID, Colour string
}

type seenLine struct {
	ID, From, To, Style string
	Points              [][2]float64
}

// A verdict is what can be said of a picture.
type verdict struct {
	actors, readable int // and how many names can be read
	smallest         float64
	under            []string // lines that pass under a third actor
	covered          []string // names that another name or actor covers
	hues, looks      int      // colours of actors, and looks of lines
	failed           string   // why there is no picture
}

// problems lists what a reader misses in the picture, of so many sides and states.
func (s sight) problems(v verdict, sides, states int) []string {
	var all []string
	problem := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if v.failed != "" {
		return []string{v.failed}
	}
	if !s.nameless && v.readable < v.actors {
		problem("%d of %d names can be read (smallest letters: %.1f pixels; covered: %s)", v.readable, v.actors, v.smallest,
			strings.Join(v.covered, ", "))
	}
	if len(v.under) > s.mayPass {
		problem("lines pass under third actors: %s", strings.Join(v.under, "; "))
	}
	if v.hues < sides {
		problem("%d colours of actors, want one for each of %d sides", v.hues, sides)
	}
	if !s.ownHues && v.looks < states {
		problem("%d looks of lines, want one for each of %d states", v.looks, states)
	}
	return all
}

var sightPage = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>{{.Program}}</title>
<style>html, body { margin: 0; background: #fff; } #view { width: 100vw; height: 100vh; }</style>
<div id="view"></div>
{{range .Uses}}<script src="{{.}}"></script>
{{end}}<script>const file = {{.Text}};</script>
<script src="common.js"></script><script src="{{.Script}}"></script>
</html>
`))

// firstSights has each program show the file made for it, keeps the pictures and says what can be seen.
func firstSights(dossier, folder, pictures string) (map[string]verdict, error) {
	for _, f := range []string{folder, pictures} {
		if err := os.MkdirAll(f, 0o755); err != nil {
			return nil, err
		}
	}
	scripts, err := filepath.Glob(home + "/readers/sight/*.js")
	if err != nil {
		return nil, err
	}
	for _, s := range scripts {
		data, err := os.ReadFile(s)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(s)), data, 0o644); err != nil {
			return nil, err
		}
	}
	tab, stop, err := startBrowser()
	if err != nil {
		return nil, err
	}
	defer stop()
	verdicts := map[string]verdict{}
	for _, s := range sights {
		v, err := s.look(tab, dossier, folder, pictures)
		if err != nil {
			v.failed = err.Error()
		}
		verdicts[s.program] = v
	}
	return verdicts, nil
}

func startBrowser() (tab context.Context, stop func(), err error) {
	tab, end, err := chromium.Start(chromedp.WindowSize(sightWidth, sightHeight),
		chromedp.Flag("enable-unsafe-swiftshader", true), // Sigma draws with WebGL
		chromedp.Flag("allow-file-access-from-files", true),
		chromedp.Flag("force-device-scale-factor", "1"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	if err != nil {
		return nil, nil, err
	}
	tab, late := context.WithTimeout(tab, patience)
	return tab, func() { late(); end() }, nil
}

// look has relgraph write the file, the program show it, and the picture be taken.
func (s sight) look(tab context.Context, dossier, folder, pictures string) (verdict, error) {
	written := filepath.Join(folder, s.file)
	if _, err := relgraph(append([]string{"export", dossier, "-o", written}, s.flags...)...); err != nil {
		return verdict{}, err
	}
	shown := written
	if s.draw != nil {
		shown = filepath.Join(folder, s.picture+".svg")
		command := slices.Clone(s.draw)
		for i, word := range command {
			command[i] = strings.NewReplacer("IN", written, "OUT", shown).Replace(word)
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if said, err := exec.CommandContext(ctx, command[0], command[1:]...).CombinedOutput(); err != nil {
			return verdict{}, fmt.Errorf("%s: %w\n%s", command[0], err, said)
		}
	}
	text, err := os.ReadFile(shown)
	if err != nil {
		return verdict{}, err
	}
	packages, err := filepath.Abs(scratch + "/node/node_modules")
	if err != nil {
		return verdict{}, err
	}
	data := map[string]any{"Program": s.program, "Text": string(text), "Script": s.script}
	var uses []template.URL
	for _, u := range s.uses {
		uses = append(uses, template.URL("file://"+packages+"/"+u))
	}
	data["Uses"] = uses
	var page bytes.Buffer
	if err := sightPage.Execute(&page, data); err != nil {
		return verdict{}, err
	}
	html, err := filepath.Abs(filepath.Join(folder, s.picture+".html"))
	if err != nil {
		return verdict{}, err
	}
	if err := os.WriteFile(html, page.Bytes(), 0o644); err != nil {
		return verdict{}, err
	}
	return s.judge(tab, "file://"+html, filepath.Join(pictures, s.picture))
}

// judge opens the page, keeps a picture of it and measures what stands in it.
func (s sight) judge(tab context.Context, page, picture string) (verdict, error) {
	err := chromedp.Do(tab, chromedp.Navigate(page))
	if err != nil {
		return verdict{}, err
	}
	answer, err := chromedp.Run(tab, chromedp.Evaluate[string]("sight().then(JSON.stringify)", chromedp.EvalAwaitPromise))
	if err != nil {
		return verdict{}, err
	}
	image, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
	if err != nil {
		return verdict{}, err
	}
	if err := os.WriteFile(picture, image, 0o644); err != nil {
		return verdict{}, err
	}
	var what seen
	if err := json.Unmarshal([]byte(answer), &what); err != nil {
		return verdict{}, err
	}
	return what.verdict(), nil
}

func (f frame) overlap(g frame) float64 {
	width := min(f.X+f.Width, g.X+g.Width) - max(f.X, g.X)
	height := min(f.Y+f.Height, g.Y+g.Height) - max(f.Y, g.Y)
	return max(0, width) * max(0, height)
}

// mostCovered is how much of a name another may cover, of its area, and how much of a box.
const mostCovered = 0.15

func (s *seen) verdict() verdict {
	v := verdict{actors: len(s.Names), smallest: math.Inf(1)}
	for i, n := range s.Names {
		covered := false
		for j, other := range s.Names {
			if i != j && n.overlap(other.frame) > mostCovered*n.Width*n.Height {
				covered = true
			}
		}
		for _, a := range s.Actors {
			if a.ID != n.Of && n.overlap(a.frame) > mostCovered*n.Width*n.Height {
				covered = true
			}
		}
		v.smallest = min(v.smallest, n.Letter)
		switch {
		case covered:
			v.covered = append(v.covered, n.Text)
		case n.Letter >= leastLetter:
			v.readable++
		}
	}
	hues, looks := map[string]bool{}, map[string]bool{}
	for _, a := range s.Actors {
		if a.Colour != "" {
			hues[a.Colour] = true
		}
	}
	for _, l := range s.Lines {
		looks[l.Style] = true
		if under := s.passes(l); under != "" {
			v.under = append(v.under, fmt.Sprintf("%s – %s under %s", l.From, l.To, under))
		}
	}
	v.hues, v.looks = len(hues), len(looks)
	return v
}

// graze is how deep in pixels a line may go into the box of a third actor.
const graze = 1.5

// passes returns the actor under which a line passes that it does not lead to.
func (s *seen) passes(l seenLine) string {
	for _, a := range s.Actors {
		if a.ID == l.From || a.ID == l.To {
			continue
		}
		for i := 1; i < len(l.Points); i++ {
			from, to := l.Points[i-1], l.Points[i]
			steps := int(math.Hypot(to[0]-from[0], to[1]-from[1])) + 1
			for n := range steps + 1 {
				part := float64(n) / float64(steps)
				x, y := from[0]+(to[0]-from[0])*part, from[1]+(to[1]-from[1])*part
				if x > a.X+graze && x < a.X+a.Width-graze && y > a.Y+graze && y < a.Y+a.Height-graze {
					return a.ID
				}
			}
		}
	}
	return ""
}

// reportSights writes a table of what was seen and what is missed, and returns how many pictures miss something.
func reportSights(w io.Writer, verdicts map[string]verdict, t *truth) (wrong int) {
	sides, states := map[string]bool{}, map[string]bool{}
	for _, a := range t.actors {
		sides[a["side"]] = true
	}
	for _, c := range t.contacts {
		states[c["class"]+c["state"]] = c["class"] == "contact"
		states["tie"] = states["tie"] || c["class"] == "tie"
	}
	drawn := 0
	for _, contact := range states {
		if contact {
			drawn++
		}
	}
	fmt.Fprintf(w, "\n%-38s%-14s%-18s%-10s%s\n", "first sight", "names read", "lines under others", "sides",
		"looks of lines")
	for _, s := range sights {
		v, looked := verdicts[s.program]
		if !looked {
			continue
		}
		names := fmt.Sprintf("%d of %d", v.readable, v.actors)
		if s.nameless {
			names = "hidden"
		}
		fmt.Fprintf(w, "%-38s%-14s%-18d%-10d%d\n", s.program, names, len(v.under), v.hues, v.looks)
		if all := s.problems(v, len(sides), drawn); all != nil {
			wrong++
			for _, p := range all {
				fmt.Fprintf(w, "  %s\n", p)
			}
		}
	}
	return wrong
}

// writeGallery writes the page that shows the pictures.
func writeGallery(file string, verdicts map[string]verdict) error {
	var b strings.Builder
	b.WriteString(galleryHead)
	for _, s := range sights {
		v := verdicts[s.program]
		command := "relgraph export syria-contacts " + strings.Join(append(slices.Clone(s.flags), "-o", s.file), " ")
		fmt.Fprintf(&b, "\n## %s\n\n```sh run=no\n%s\n```\n\n![The built-in dossier in %s](first-sight/%s)\n\n%s\n",
			s.program,
			command, s.program, s.picture, s.shows)
		switch under := len(v.under); {
		case under == 1:
			fmt.Fprintf(&b, "One line passes under a third actor in this picture.\n")
		case under > 1:
			fmt.Fprintf(&b, "%d lines pass under a third actor in this picture.\n", under)
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

const galleryHead = `# First sight

What other programs show of a graph file that they have just opened, with nothing set. The pictures are made by ` + "`make first-sight`" + `,
which has the programs themselves draw in a window of 1400 by 900 pixels, measures that names can be read, that sides and states are told
apart and that no line passes under an actor it does not lead to, and writes this page. What the colours of lines mean is said in
[Formats](../formats.md); how to go on in Gephi, in [From a dossier to a picture in Gephi](../gephi.md).
`
