package copies_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/sources/anchor"
	"relgraph/sources/evidence/copies"
)

// A line of a page is some words and where they stand, in points from the lower left.
type line struct {
	x, y  int
	words string
}

// pdf makes a file of one page with these lines, in their order.
func pdf(lines []line) []byte {
	var page strings.Builder
	page.WriteString("BT /F1 10 Tf\n")
	for _, l := range lines {
		fmt.Fprintf(&page, "1 0 0 1 %d %d Tm (%s) Tj\n", l.x, l.y, l.words)
	}
	page.WriteString("ET\n")
	var file bytes.Buffer
	var places []int
	file.WriteString("%PDF-1.4\n")
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", page.Len(), page.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	} {
		places = append(places, file.Len())
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&file, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&file, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	return file.Bytes()
}

var left = []string{"The minister told the committee", "that two envoys had been in", "the old capital in the autumn",
	"and had come back with nothing."}
var right = []string{"Nobody in the harbour office", "would say who had paid for the", "journey of the two surveyors,",
	"and the books do not tell it."}

// Each passage of a page of two columns stands in one piece in one of the orders, however the file sets the lines:
// one column after the other, or line by line across both.
func TestColumnsAreReadInBothOrders(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for name, across := range map[string]bool{"one column after the other": false, "line by line across both": true} {
		for _, gap := range []int{4, 12, 60} {
			var lines, second []line
			for i := range left {
				l, r := line{20, 360 - 12*i, left[i]}, line{160 + gap, 360 - 12*i, right[i]}
				lines = append(lines, l)
				if across {
					lines = append(lines, r)
				} else {
					second = append(second, r)
				}
			}
			c, err := copies.Read(fstest.MapFS{"a.pdf": {Data: pdf(append(lines, second...))}}, "a.pdf")
			if err != nil {
				t.Fatal(err)
			}
			for _, column := range [][]string{left, right} {
				passage := strings.Join(column, " ")
				text := c.Holding(passage)
				found, err := anchor.Normalise(text).Find(passage)
				if across && gap < 60 { // nothing in the file tells that there are columns
					continue
				}
				if err != nil {
					t.Errorf("%s, %d points apart: %v in %q", name, gap, err, c.All())
				} else if !anchor.Normalise(c.All()).Stands(found) {
					t.Errorf("%s, %d points apart: the anchor %v is not where the passage stands", name, gap, found)
				}
			}
		}
	}
}

// Both orders are kept only where they differ in their words.
func TestOneOrderIsEnough(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	c, err := copies.Read(fstest.MapFS{"a.pdf": {Data: pdf([]line{{20, 360, left[0]}, {20, 348, left[1]}})}}, "a.pdf")
	if err != nil || c.Raw != "" || c.All() != c.Text || c.By != "PDF, by pdftotext" {
		t.Errorf("got %+v, %v", c, err)
	}
}
