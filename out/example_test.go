package out_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/graphviz"
	"relgraph/out/texts"
	"relgraph/sources"
)

// A dossier as a figure and as a graph file, laid out once. The engine here runs within the program; a program that
// comes with relgraph-layout beside it takes figure.FindHelper instead, which can be stopped.
func Example() {
	fsys := fstest.MapFS{"contacts.csv": {Data: []byte("from,to,url\nAnn Example,Bo Sample,https://example.org/interview\n")}}
	dossier, problems := sources.OpenFS(fsys, "contacts.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	rendering := out.Render(graph.Must(graph.Build(dossier)), graphviz.Engine{}, out.Options{})
	for _, file := range []string{"contacts.svg", "contacts.graphml"} {
		format, err := out.FormatOf(file)
		if err != nil {
			fmt.Println(err)
			return
		}
		var b bytes.Buffer // or a file
		if err := rendering.Write(context.Background(), &b, format); err != nil {
			fmt.Println(err)
			return
		}
		var root struct{ XMLName xml.Name }
		fmt.Println(file, xml.Unmarshal(b.Bytes(), &root), root.XMLName.Local)
	}
	// Output:
	// contacts.svg <nil> svg
	// contacts.graphml <nil> graphml
}

// What an editor publishes when a list was corrected: here, one date.
func ExampleWriteCorrections() {
	files := fstest.MapFS{
		"spring.csv": {Data: []byte("from,to,url,date\nAnn Example,Bo Sample,https://example.org/interview,2024-03\n")},
		"autumn.csv": {Data: []byte("from,to,url,date\nAnn Example,Bo Sample,https://example.org/interview,2024-02\n")},
	}
	edition := func(name string) *graph.Graph {
		dossier, _ := sources.OpenFS(files, name, sources.Options{})
		return graph.Must(graph.Build(dossier))
	}
	var b bytes.Buffer
	if err := texts.WriteCorrections(&b, graph.Compare(edition("spring.csv"), edition("autumn.csv")),
		words.English()); err != nil {
		fmt.Println(err)
		return
	}
	note, _, _ := strings.Cut(b.String(), "\nCompared: ")
	fmt.Print(note)
	// Output:
	// # Corrections
	//
	// ## Contacts
	//
	// - **Ann Example and Bo Sample, contact**: when: Feb 2024, not Mar 2024 \[1\]
	//
	// ## Corrected
	//
	// - Ann Example and Bo Sample, contact, Feb 2024 \[1\]: date: Feb 2024, not Mar 2024
	//
	// ## Sources
	//
	// 1. example.org, <https://example.org/interview>
}

// A list of three columns, in memory, as a table of contacts. A figure would be written in the same way, with an
// engine for its layout: see figure.FindHelper.
func ExampleRender() {
	fsys := fstest.MapFS{"contacts.csv": {Data: []byte(`from,to,url
Ann Example,Bo Sample,https://example.org/interview
`)}}
	dossier, problems := sources.OpenFS(fsys, "contacts.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	format, err := out.FormatNamed("md")
	if err != nil {
		fmt.Println(err)
		return
	}
	var b bytes.Buffer
	if err := out.Render(graph.Must(graph.Build(dossier)), nil, out.Options{}).Write(context.Background(), &b,
		format); err != nil {
		fmt.Println(err)
		return
	}
	for lines := bufio.NewScanner(&b); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "| Ann") {
			fmt.Println(lines.Text())
		}
	}
	// Output: | Ann Example | ↔ | Bo Sample | contact |  | single-origin | 1 | 1 |
}
