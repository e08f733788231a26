package intake

import "testing"

// The sign between cells is told by whole rows: line ends and further signs within quotation marks count for nothing,
// and heads that are known outweigh what stands in the cells.
func TestSeparator(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want rune
	}{
		"line ends in cells":              {"id,actor,recipient,note\nc0,a|b,c,\"x\ny\"\nc1,a,b|c,\"x\ny\"\nc2,a,b,\"x\n\"\"|\"\n", ','},
		"bars in every cell":              {"from,to,url\na|b,c|d,https://example.org/1\na|c,d|e,https://example.org/2\n", ','},
		"semicolons, and names in commas": {"Von;Mit;Quelle\n\"Example, Ann\";\"Sample, Bo\";Courier, p. 2\nCooper, Cy;Dunn, Di;Courier, p. 3\n", ';'},
		"lists of semicolons in a cell":   {"Date,Attendees,Source\n2020,Ann; Bo; Cy; Di,https://example.org/1\n2021,Ann; Bo; Cy; Ed,https://example.org/2\n", ','},
		"tabs":                            {"from\tto\turl\nAnn, A.\tBo, B.\thttps://example.org/1\n", '\t'},
		"bars":                            {"from|to|url\nAnn, A.|Bo, B.|https://example.org/1\n", '|'},
		"a title that has another sign":   {"Register; as of May 2020; draft\nfrom,to,url\nAnn,Bo,https://example.org/1\n", ','},
		"quotation marks within a cell": {"from,to,note\nAnn,Bo,the \"old\" harbour; pier\nAnn,Cy,5\" pipe; pier\n",
			','},
		"a quoted cell behind a blank":     {"from, to, note\nAnn, \"Bo, B.\", \"a;b\"\n", ','},
		"Excel's line before all":          {"sep=|\nfrom;to|url\n", '|'},
		"one column":                       {"name\nAnn\nBo\n", ','},
		"nothing":                          {"", ','},
		"a quotation mark that never ends": {"from;to;url\nAnn;\"Bo;https://example.org/1\nCy;Di;x\n", ';'},
	} {
		if got, _ := separator([]byte(c.text)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
