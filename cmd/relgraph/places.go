package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/sources"
)

// placesFile is the file beside a dossier that says where its actors stand in figures.
const placesFile = "places.csv"

// placesBeside is the file of places of a dossier, in its folder or in that of its sheet; "" if there is none.
func placesBeside(dossier string) string {
	info, err := os.Stat(dossier)
	if err != nil {
		return ""
	}
	folder := dossier
	if !info.IsDir() {
		folder = filepath.Dir(dossier)
	}
	file := filepath.Join(folder, placesFile)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return file
}

// keepPlaces has actors stand where the dossier's file of places has them, unless --pin names another or the layout
// leaves no choice. It tells from which file.
func (f *exportFlags) keepPlaces(g *graph.Graph, targets []target) (string, error) {
	free := f.out.Figure.Layout == figure.Auto || f.out.Figure.Layout == figure.Network ||
		f.out.Figure.Layout == figure.Force
	obeyed := len(targets) == 0 ||
		slices.ContainsFunc(targets, func(t target) bool { return t.format.Obeys(format.Places) })
	file := placesBeside(f.name)
	shown := sources.OneLine(file)
	if f.pin != "" || file == "" || !free || !obeyed || f.out.Subject != out.Contacts {
		return "", nil
	}
	data, err := files.Read(file, files.MaxInput)
	if err != nil {
		return "", err
	}
	read, fit, err := figure.ReadPlaces(file, bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("%s: %w: it says where actors stand in figures; put that right, or give the file "+
			"another name", shown, err)
	}
	places := map[sources.ActorID]figure.Point{}
	for _, id := range slices.Sorted(maps.Keys(read)) {
		a, err := g.Whole().Dossier().Names().ActorMeant(string(id))
		if err != nil {
			return "", fmt.Errorf("%s: node %q: %w", shown, id, err)
		}
		if _, twice := places[a.ID]; twice {
			return "", fmt.Errorf("%s: node %q has two places: want each actor once", shown, a.ID)
		}
		places[a.ID] = read[id]
	}
	f.out.Figure.Places, f.out.Figure.Fit = places, fit
	return file, nil
}

// readPlaces reads where actors are to stand. Places that another program has saved may be in a unit of its own.
func (f *figureFlags) readPlaces(o *out.Options) error {
	if f.pin == "" {
		return nil
	}
	data, err := files.Read(f.pin, files.MaxInput)
	if err != nil {
		return err
	}
	if o.Figure.Places, o.Figure.Fit, err = figure.ReadPlaces(f.pin, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("%s: %w", sources.OneLine(f.pin), err)
	}
	return nil
}

// sayPinned says who is new beside the places of a file, that of --pin or the dossier's own; it is an error if nobody
// is in the first.
func (f *figureFlags) sayPinned(cmd *cobra.Command, g *graph.Graph, places map[sources.ActorID]figure.Point,
	own string) error {
	file := cmp.Or(f.pin, own)
	if file == "" {
		return nil
	}
	boxed := figure.Boxed(g, figure.Options{})
	var fresh []string
	for _, id := range boxed {
		if _, pinned := places[id]; !pinned {
			fresh = append(fresh, string(id))
		}
	}
	actors := len(boxed)
	switch {
	case actors > 0 && len(fresh) == actors && own != "":
	case actors > 0 && len(fresh) == actors:
		return fmt.Errorf("%s has a place for no actor of the figure: want ids such as %q", sources.OneLine(f.pin),
			fresh[0])
	case len(fresh) > 0:
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %d of %s stand where %s has them; new beside them: %s\n",
			actors-len(fresh), words.Plural(actors, "actor"), sources.OneLine(file), strings.Join(fresh, ", "))
	}
	return nil
}
