package out_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/sources"
)

// A list of three columns, in memory, as a table of contacts. A figure would be written in the same way, with an engine for its
// layout: see layout.FindHelper.
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
	if err := out.Render(graph.Build(dossier), nil, out.Options{}).Write(context.Background(), &b, format); err != nil {
		fmt.Println(err)
		return
	}
	for lines := bufio.NewScanner(&b); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "| Ann") {
			fmt.Println(lines.Text())
		}
	}
	// Output: | Ann Example | – | Bo Sample | contact |  | single-origin | 1 | 1 |
}
