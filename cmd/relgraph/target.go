package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/cmd/relgraph/files"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// A target is a file and the format to write it in.
type target struct {
	file   string
	format out.Format
}

func (f *exportFlags) targets() ([]target, error) {
	if len(f.files) == 0 && (f.measure || f.editor.alt) {
		return nil, nil
	}
	if len(f.files) == 0 {
		return nil, misusef("the file to write is not named: want -o FILE, such as -o figure.svg")
	}
	var targets []target
	seen := map[string]string{}
	for _, file := range f.files {
		var format out.Format
		var err error
		switch {
		case f.format != "":
			format, err = out.FormatNamed(f.format)
		case file == "-":
			err = fmt.Errorf("standard output has no ending to tell the format by: want --format")
		default:
			format, err = out.FormatOf(file)
		}
		if err != nil {
			return nil, misuse{err}
		}
		if isFolder(file) && !format.Folder {
			return nil, misusef("%q is a folder, and %s is one file: want the name of a file", file, format.Name)
		}
		if err := format.Shows(f.out.Subject); err != nil {
			return nil, misusef("%q: %w", file, err)
		}
		if multiple := format.Picture && f.out.Subject == out.Contacts; f.by != "" && !strings.Contains(file, "{}") &&
			!multiple {
			return nil, misusef("%q is one file: want {} in its name for the period, such as contacts-{}.svg", file)
		}
		place := file
		if there, err := files.Place(filepath.Clean(file)); err == nil && file != "-" {
			place = there
		}
		switch before, twice := seen[files.Folded(place)]; {
		case twice && before == file:
			return nil, misusef("%q is to be written twice: want each file once", file)
		case twice:
			return nil, misusef("%w: want each file once", files.OneFile(before, file))
		}
		seen[files.Folded(place)] = file
		targets = append(targets, target{file, format})
	}
	return targets, nil
}

// guarded knows what is read for the export, and refuses targets among it.
func (f *exportFlags) guarded(dossier string, targets []target) (*files.Guard, error) {
	g := f.guard(cmp.Or(dossier, "."))
	g.Reads(f.by, placesBeside(cmp.Or(dossier, ".")))
	f.figureFlags.reads(g)
	for _, t := range targets {
		if err := g.Check(t.file); err != nil && t.file != "-" && !isFolder(t.file) {
			return nil, misuse{err}
		}
	}
	return g, nil
}

func isFolder(file string) bool { return strings.HasSuffix(file, "/") }

// write stages the target's file or files, or writes to standard output.
func (t target) write(ctx context.Context, r *out.Rendering, set *files.Set, stdout io.Writer) error {
	if isFolder(t.file) {
		parts, err := r.Files(ctx, t.format)
		if err != nil {
			return err
		}
		if err := set.MakeFolder(t.file); err != nil {
			return err
		}
		for _, part := range parts {
			if err := set.Stage(filepath.Join(t.file, part.Name), part.Data); err != nil {
				return err
			}
		}
		return nil
	}
	pages, err := r.Pages(ctx, t.format)
	switch {
	case err != nil:
		return err
	case pages > 1 && t.file == "-" && !t.format.Picture:
		return fmt.Errorf("%s: the diagram is in %d parts, and standard output takes one file: want -o FILE, or fewer "+
			"contacts (--actor, --since, --kind ...)", t.format.Name, pages)
	case pages > 1 && t.file == "-":
		return fmt.Errorf("%s: the figure has %d pages, and standard output takes one file: want -o FILE, or "+
			"--format pdf", t.format.Name, pages)
	case pages > 1:
		for n := range pages {
			write := func(w io.Writer) error { return r.WritePage(ctx, w, t.format, n) }
			if err := set.StageFrom(pageFile(t.file, n), write); err != nil {
				return err
			}
		}
		return nil
	}
	if t.file == "-" {
		var b bytes.Buffer
		if err := r.Write(ctx, &b, t.format); err != nil {
			return err
		}
		set.Print(stdout, b.Bytes())
		return nil
	}
	return set.StageFrom(t.file, func(w io.Writer) error { return r.Write(ctx, w, t.format) })
}

// pageFile is the file of the n-th page of a figure or part of a diagram, from 0: figure-1.svg, figure-2.svg ...
func pageFile(file string, n int) string {
	ext := filepath.Ext(file)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(file, ext), n+1, ext)
}

// engine finds the layout engine if one of the formats needs it. Auto does without, if there is none.
func (f *exportFlags) engine(targets []target) (figure.Engine, error) {
	if f.out.Subject == out.Contacts && !f.out.Figure.Layout.NeedsEngine() {
		if f.out.Figure.Layout != figure.Auto {
			return nil, nil
		}
		if helper, err := figure.FindHelper(); err == nil {
			return helper, nil
		}
		return nil, nil
	}
	for _, t := range targets {
		if t.format.NeedsEngine(f.out.Subject) {
			return figure.FindHelper()
		}
	}
	return nil, nil
}

// isForFolder refuses a name with the ending of a file, by which no program would open the folder that import makes.
func isForFolder(command, name string) error {
	ending := strings.ToLower(path.Ext(filepath.ToSlash(name)))
	var known []string
	for _, d := range intake.Dialects() {
		known = append(known, d.Exts...)
	}
	for _, format := range out.Formats() {
		known = append(known, format.Ext)
	}
	if !slices.Contains(known, ending) && !sources.IsYAML(name) {
		return nil
	}
	folder := strings.TrimSuffix(name, name[len(name)-len(ending):])
	return misusef("-o %s: %s makes a folder, and that is the name of a file: want -o %s; relgraph export writes "+
		"files of it", name, command, folder)
}

// writeFolder makes a folder of the files, whole or not at all.
func writeFolder(ctx context.Context, folder string, all []sources.File) error {
	var whole []files.File
	for _, f := range all {
		whole = append(whole, files.File(f))
	}
	return files.WriteFolder(ctx, folder, whole)
}
