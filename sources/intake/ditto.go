package intake

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// dittos are what people write for "as in the cell above".
var dittos = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for cell := range wordFile("dittos") {
		all[plainText(cell("text"))] = true
	}
	return all
})

// sames are what people write for the name above: "same" can be a value elsewhere.
var sames = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for cell := range wordFile("sames") {
		all[plainText(cell("text"))] = true
	}
	return all
})

// saysTheSame tells a cell of names or sources that means the one above.
func saysTheSame(text string) bool {
	const longest = 24
	if text == "" || len(text) > longest {
		return false
	}
	same, _ := plainly(sames(), text)
	return same
}

// citedAbove are what stands for the source above in notes: "ibid."
var citedAbove = wordSet("citedabove")

// isCitedAbove tells a cell of sources that means the one above.
func isCitedAbove(text string) bool {
	const longest = 32
	return text != "" && len(text) <= longest && citedAbove()[strings.ToLower(strings.Trim(text, "*_ "))]
}

// citesAbove tells a source that is the one above in another place of it: "Ibid., p. 5". Which that is, the page that
// the one above names does not tell.
func citesAbove(text string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return isCitedAbove(text) || isCitedAbove(strings.TrimRight(first, ",;:"))
}

func isDitto(text string) bool {
	const longest = 24 // bytes of what anybody writes for it
	if text == "" || len(text) > longest {
		return false
	}
	ditto, _ := plainly(dittos(), text)
	return ditto
}

// fillDittos puts what the cell above holds where a mark stands for it in some columns, and says so. A mark with
// nothing above it stays.
func fillDittos(r *report, body []line, isMark func(text string) bool, in func(column int) bool) {
	type column struct {
		name  string
		cells int
		first int // line of the body
	}
	columns := map[int]*column{}
	above := map[int]gridCell{}
	asked := map[int]bool{}
	isIn := func(i int) bool { // which is asked once a column, and not for each cell
		is, known := asked[i]
		if !known {
			is = in(i)
			asked[i] = is
		}
		return is
	}
	for k := range body {
		if body[k].hidden != "" && !r.opts.Hidden {
			continue // nobody sees it above the mark
		}
		for i := range body[k].cells {
			c := &body[k].cells[i]
			switch {
			case c.text == "" || !isIn(i):
			case !isMark(c.text):
				above[i] = *c
			case above[i].text != "":
				if columns[i] == nil {
					columns[i] = &column{name: c.text, first: k}
				}
				columns[i].cells++
				c.text, c.more = above[i].text, above[i].more
			}
		}
	}
	var order []int
	for i := range columns {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		of := columns[i]
		r.notef(body[of.first].cell(i).pos(), "want the text itself if it means something else", "%s", fmt.Sprintf(
			"%q stands for what the cell above holds, %q, in %s of the column", of.name,
			oneLine(body[of.first].cell(i).text),
			count(of.cells, "cell")))
	}
}
