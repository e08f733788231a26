package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"relgraph/out"
	"relgraph/out/format"
)

// dotColumns are those that a Graphviz file has by these names, or that its reader makes of the records in it.
var dotColumns = strings.Fields(`id source target label class event drawn share start end places via name role country wikidata note kind part_of relation direction state modality when dates
	origins_min origins_max documents claims claim_ids stances hedges locators summaries asserted_by`)

// tableColumns are those of the tables, and those that their reader joins to the contacts.
var tableColumns = strings.Fields(`id source target name role country wikidata note kind relation direction state modality when dates from to
	origins_min origins_max documents urls claims claim_ids stances hedges locators summaries asserted_by`)

var moment = regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`)

// momentOf is the first moment of a day or a month as Gephi has it, which guesses the type of a column. relgraph
// warns of that.
func momentOf(date string) string {
	day, err := time.Parse(time.DateOnly, (date + "-01")[:len(time.DateOnly)])
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("<[%d.0]>", day.UnixMilli())
}

// guessed is Gephi's complaint then.
const guessed = "SEVERE: Cannot change graph configuration when the graph is not empty."

// allMoments tells whether Gephi takes a column for one of moments.
func allMoments(want map[string]record, column string) bool {
	any := false
	for _, w := range want {
		if w[column] != "" && !moment.MatchString(w[column]) {
			return false
		}
		any = any || w[column] != ""
	}
	return any
}

// ofRecords are columns that graph files have in their records alone, within which no cell of a table is altered.
var ofRecords = strings.Fields("locators summaries stances asserted_by claim_ids urls sources")

// ofTheirOwn are what only those readers tell that name it: how a database or a diagram has a contact of many, and
// how an actor is drawn.
var ofTheirOwn = strings.Fields("lines starters enders drawn")

// notLean are the columns of contacts that a graph file has only with --columns all, and inRecords those that it has
// without records too; a table has the latter always.
var (
	notLean   = strings.Fields("event other_side answers places via hedges origins_max reports")
	inRecords = strings.Fields("to members share modality dates")
)

// days are what a table for Gephi leaves out.
var days = []string{"start", "end"}

// sheetColumns are those of the tables that are made for spreadsheets and statistics. Each claim and each document is
// compared cell by cell.
var sheetColumns = append(append(strings.Fields(`label class event members places via reports confirmed_by other_side answers doubted start end part_of aliases`),
	recordsOf+"claim", recordsOf+"document"), tableColumns...)

// defused is what relgraph itself does to cells that a spreadsheet would run, and what Gephi leaves out.
func defused(column, value string) string {
	if value != "" && strings.Contains("=+-@", value[:1]) && column != "first_year" && column != "last_year" {
		return "'" + value
	}
	if strings.EqualFold(value, "null") {
		return ""
	}
	return value
}

// gephiAlters does what Gephi's importer does to values that are no labels, and what relgraph warns of.
func gephiAlters(column, value string) string {
	switch {
	case column == "label" || column == "id" || column == "source" || column == "target":
		return value
	case strings.EqualFold(value, "null"):
		return ""
	}
	return strings.ReplaceAll(value, "INF", "Infinity")
}

// problems lists, in one line each, what a program read other than the truth.
func (r reading) problems(t *truth, j job) []string {
	var all []string
	if j.Error != "" && !(r.unplaced && strings.HasPrefix(j.Error, guessed) && !strings.Contains(j.Error, "; ") &&
		allMoments(t.lines, "dates")) {
		all = append(all, j.Error)
	}
	if r.schema {
		return all
	}
	if r.documents {
		return append(all, r.compare("document", t.documents, j.Documents, t.cells)...)
	}
	all = append(all, r.compare("actor", t.actors, j.Actors, t.cells)...)
	if f, err := out.FormatNamed(j.Reads); err == nil && f.Placed && !r.unplaced {
		all = append(all, comparePlaces(t.places, j.Actors)...)
	}
	if r.merges {
		return append(all, comparePairs(t.lines, j.Contacts)...)
	}
	e := exportNamed(j.Export)
	if f, err := out.FormatNamed(j.Reads); err == nil && (f.Obeys(format.Columns) || e.beside != "") && !e.claims &&
		!slices.Contains(e.flags, "all") {
		r.lacks = slices.Concat(r.lacks, notLean)
		if e.beside == "" {
			r.lacks = append(r.lacks, inRecords...)
		}
	}
	all = append(all, r.compare("contact", t.edges(e), j.Contacts, t.cells)...)
	return append(all, r.directions(t, j)...)
}

// withRecords is an element with what stands in its records: each list by its name, and the columns that say each
// claim in turn. A graph file leaves the modality blank of what happened.
func withRecords(element map[string]any) map[string]any {
	element = maps.Clone(element)
	lists := map[string][]record{}
	for text := range strings.SplitSeq(shown(element["records"]), " || ") {
		if name, rest, ok := strings.Cut(text, ": "); ok {
			lists[name] = append(lists[name], readRecord(rest))
		}
	}
	for name, value := range element {
		list, ok := value.([]any) // JSON has objects
		for _, item := range list {
			fields, isRecord := item.(map[string]any)
			if ok = ok && isRecord; !ok {
				break
			}
			r := record{}
			for name, value := range fields {
				if text := listed(value); text != "" {
					r[name] = text
				}
			}
			lists[name] = append(lists[name], r)
		}
	}
	for name, list := range lists {
		element[recordsOf+name] = list
	}
	put := func(column, value string) {
		if shown(element[column]) == "" {
			element[column] = value
		}
	}
	put("modality", "happened")
	claims, documents := lists["claim"], map[string]record{}
	if claims == nil {
		return element
	}
	for _, d := range lists["document"] {
		documents[d["id"]] = d
	}
	put("claims", strconv.Itoa(len(claims)))
	if ids := shown(element["documents"]); ids != "" {
		put("urls", eachOr(strings.Split(ids, "; "), func(id string) string { return documents[id]["url"] }))
	}
	for column, name := range map[string]string{"claim_ids": "id", "stances": "stance", "locators": "locator",
		"summaries": "summary", "asserted_by": "asserted_by"} {
		put(column, eachOr(claims, func(r record) string { return r[name] }))
	}
	return element
}

// compareRecords wants an element to carry the rows with the given ids, each with every cell. Of documents it may
// carry more: what they rest on.
func (r reading) compareRecords(element map[string]any, sort, ids string, rows cells) []string {
	table := sort
	if strings.Contains(sort, "claim") || sort == "not_drawn" {
		table = "claim"
	}
	got, _ := element[recordsOf+sort].([]record)
	var all, read []string
	for _, g := range got {
		read = append(read, g["id"])
		want, ok := rows[table][g["id"]]
		if !ok {
			all = append(all, fmt.Sprintf("%s %q: no such row", sort, g["id"]))
			continue
		}
		names := maps.Clone(want)
		if sort != "not_drawn" { // which tells the contact and the document too
			maps.Copy(names, g)
		}
		for _, name := range sortedKeys(names) {
			value := want[name]
			if r.altered != nil && !r.unplaced {
				value = strings.ReplaceAll(value, "INF", "Infinity")
			}
			if g[name] != value {
				all = append(all, fmt.Sprintf("%s %q: %s: read %q, want %q", sort, g["id"], name, g[name], value))
			}
		}
	}
	if told := strings.Join(read, "; "); told != ids &&
		!(sort == "document" && strings.HasPrefix(told+"; ", ids+"; ") || ids == "" && sort == "document") {
		all = append(all, fmt.Sprintf("records of %s: read %q, want %q", sort, told, ids))
	}
	return all
}

// namesInOrder tells whether a text names all parts, one after the other, and ends with the last if that is an address.
func namesInOrder(text, parts string) bool {
	whole, last := text, ""
	for part := range strings.SplitSeq(parts, between) {
		_, rest, ok := strings.Cut(text, part)
		if !ok {
			return false
		}
		text, last = rest, part
	}
	return !strings.HasPrefix(last, "https://") || strings.HasSuffix(whole, last)
}

var plainValue = strings.NewReplacer(`\\`, `\`, `\|`, "|", `\n`, "\n")

// readRecord reads a record; a list repeats its name.
func readRecord(text string) record {
	r := record{}
	for part := range strings.SplitSeq(text, " | ") {
		name, value, _ := strings.Cut(part, ": ")
		if value = plainValue.Replace(value); r[name] != "" {
			value = r[name] + "|" + value
		}
		r[name] = value
	}
	return r
}

// comparePairs wants one contact for every pair that has any, whichever they are.
func comparePairs(want map[string]record, got []map[string]any) []string {
	pair := func(a, b string) string { return min(a, b) + " and " + max(a, b) }
	read := map[string]int{}
	for _, c := range got {
		read[pair(shown(c["source"]), shown(c["target"]))]++
	}
	wanted := map[string]bool{}
	for _, c := range want {
		wanted[pair(c["source"], c["target"])] = true
		read[pair(c["source"], c["target"])] += 0
	}
	var all []string
	for _, p := range sortedKeys(read) {
		if read[p] != 1 || !wanted[p] {
			all = append(all, fmt.Sprintf("%s: %d contacts, want 1 or, if they have none, 0", p, read[p]))
		}
	}
	return all
}

// compare holds the elements that were read against those that are true, column by column.
func (r reading) compare(what string, want map[string]record, got []map[string]any, rows cells) []string {
	var all []string
	problem := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	seen := map[string]bool{}
	for _, element := range got {
		id := shown(element["id"])
		w, ok := want[id]
		switch {
		case !ok:
			problem("%s %q: no such %s", what, id, what)
		case seen[id]:
			problem("%s %q: read twice", what, id)
		}
		seen[id] = true
		element = withRecords(element)
		if directed, _ := element["directed"].(bool); what == "contact" && ok && !directed {
			element = inOrder(element, w)
		}
		for _, column := range sortedKeys(w) {
			if !r.compares(column, w[column]) {
				continue
			}
			if sort, ok := strings.CutPrefix(column, recordsOf); ok {
				for _, p := range r.compareRecords(element, sort, w[column], rows) {
					problem("%s %q: %s", what, id, p)
				}
			} else if says := r.compareColumn(what, want, w, element, column); says != "" {
				problem("%s %q: %s: %s", what, id, column, says)
			}
		}
	}
	for _, id := range sortedKeys(want) {
		if !seen[id] {
			problem("%s %q: not read", what, id)
		}
	}
	return all
}

// compares tells whether the program reads a column at all, so that its value can be held against the true one.
func (r reading) compares(column, value string) bool {
	switch {
	case r.only != nil && !slices.Contains(r.only, column), slices.Contains(r.lacks, column),
		r.only == nil && slices.Contains(ofTheirOwn, column):
		return false
	case column == "color":
		return r.coloured && value != ""
	case column == "from_day" || column == "until_day":
		return r.timed
	}
	return true
}

// compareColumn says in what a column of an element is not as it should be, "" if it is.
func (r reading) compareColumn(what string, want map[string]record, w record, element map[string]any,
	column string) string {
	value, name := w[column], column
	switch {
	case r.lines && column == "box":
		name, value = "label", oneLine(value)
		element = maps.Clone(element)
		element[name] = oneLine(shown(element[name]))
	case column == "label" && r.lines && what == "contact":
		drawn := oneLine(shown(element[name]))
		if drawn == "" || strings.HasPrefix(drawn, oneLine(value)) &&
			(w["documents"] == "" || numberOfSource.MatchString(drawn)) {
			return ""
		}
		return fmt.Sprintf("read %q, want one that begins with %q and has the numbers of its sources", drawn, value)
	case column == "label" && r.lines || column == "box":
		return ""
	}
	if r.altered != nil && !(r.unplaced && slices.Contains(ofRecords, column)) {
		value = r.altered(column, value)
	}
	if r.unplaced && value != "" && allMoments(want, column) {
		value = momentOf(value)
	}
	if column == "sources" {
		if read := shown(element[column]); !namesInOrder(read, value) {
			return fmt.Sprintf("read %q, want in it %q", read, strings.Split(value, between))
		}
		return ""
	}
	if r.renamed != nil {
		name = r.renamed(column)
	}
	if read := shown(element[name]); !alike(read, value) {
		return fmt.Sprintf("read %q, want %q", read, value)
	}
	return ""
}

// numberOfSource finds the numbers of sources in the label of a line.
var numberOfSource = regexp.MustCompile(`\[\d+[a-z]?(, ?\d*[a-z]?)*\]`)

// oneLine is text without the lines that a figure breaks it into.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// inOrder turns round a contact that goes both ways, or of which a program does not tell, if it was read the other
// way round.
func inOrder(element map[string]any, want record) map[string]any {
	if shown(element["source"]) == want["target"] && shown(element["target"]) == want["source"] {
		element = maps.Clone(element)
		element["source"], element["target"] = element["target"], element["source"]
	}
	return element
}

// shown is a value as text; numbers without an end of zeros.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// alike compares numbers as numbers, since some programs keep them as single-precision floats.
func alike(read, want string) bool {
	if read == want {
		return true
	}
	a, err1 := strconv.ParseFloat(read, 64)
	b, err2 := strconv.ParseFloat(want, 64)
	return err1 == nil && err2 == nil && math.Abs(a-b) < 0.01
}

// comparePlaces wants the actors of the figure at the same distances from the first of them, with y turned round: a
// graph program's y grows upwards, a figure's downwards.
func comparePlaces(want map[string]point, got []map[string]any) []string {
	at := map[string]point{}
	for _, element := range got {
		x, okX := element["x"].(float64)
		y, okY := element["y"].(float64)
		if okX && okY {
			at[shown(element["id"])] = point{x, y}
		}
	}
	ids := sortedKeys(want)
	if len(ids) == 0 {
		return nil
	}
	var all []string
	first := ids[0]
	if _, ok := at[first]; !ok {
		all = append(all, fmt.Sprintf("actor %q: stands nowhere", first))
	}
	for _, id := range ids[1:] {
		p, ok := at[id]
		dx, dy := p.x-at[first].x, p.y-at[first].y
		wantX, wantY := want[id].x-want[first].x, -(want[id].y - want[first].y)
		if !ok || math.Abs(dx-wantX) > 0.05 || math.Abs(dy-wantY) > 0.05 {
			all = append(all, fmt.Sprintf("actor %q: stands %.2f, %.2f from %q, want %.2f, %.2f", id, dx, dy, first,
				wantX, wantY))
		}
	}
	return all
}

// directions wants contacts to go as they do in the dossier if the export says how each goes; in the others all go
// the same way.
func (r reading) directions(t *truth, j job) []string {
	if r.undirect {
		return nil
	}
	e := exportNamed(j.Export)
	own, edges, allDirected := e.own, t.edges(e), true
	for _, c := range edges {
		allDirected = allDirected && c["direction"] == "directed"
	}
	var all []string
	for _, c := range j.Contacts {
		want := allDirected
		if own {
			want = edges[shown(c["id"])]["direction"] == "directed"
		}
		if directed, ok := c["directed"].(bool); ok && directed != want {
			all = append(all, fmt.Sprintf("contact %q: directed is %t, want %t", shown(c["id"]), directed, want))
		}
	}
	return all
}

// mostProblems is how many a cell lists.
const mostProblems = 8

// report writes the table and what is wrong, and returns how many cells are.
func report(w io.Writer, answers []job, held map[string]*truth) (wrong int) {
	found, asked := map[string][]string{}, map[string]bool{}
	for _, j := range answers {
		cell := j.Consumer + ", " + j.Export
		asked[cell] = true
		for _, problem := range readingOf(j).problems(held[j.Dossier], j) {
			found[cell] = append(found[cell], j.Dossier+": "+problem)
		}
	}
	for _, head := range []func(export) string{export.format, func(e export) string { return e.name }} {
		fmt.Fprintf(w, "%-32s", "")
		last := ""
		for _, e := range exports {
			text := head(e)
			if text == last {
				text = ""
			}
			last = head(e)
			fmt.Fprintf(w, "%-*s", width(e), text)
		}
		fmt.Fprintln(w)
	}
	for _, p := range programs {
		fmt.Fprintf(w, "%-32s", p.name+" "+p.version)
		for _, e := range exports {
			cell, text := p.name+", "+e.file, "—"
			if asked[cell] {
				text = "ok"
			}
			if n := len(found[cell]); n > 0 {
				text = fmt.Sprintf("%d wrong", n)
				wrong++
			}
			fmt.Fprintf(w, "%-*s", width(e), text)
		}
		fmt.Fprintln(w)
	}
	actors, contacts := 0, 0
	for _, t := range held {
		actors, contacts = actors+len(t.actors), contacts+len(t.contacts)
	}
	fmt.Fprintf(w, "\n%d dossiers, %d actors and %d contacts in all; — where a program does not read a format, or "+
		"refuses it by its own rules\n", len(held), actors, contacts)
	for _, cell := range sortedKeys(found) {
		fmt.Fprintf(w, "\n%s\n", cell)
		for i, problem := range found[cell] {
			if i == mostProblems {
				fmt.Fprintf(w, "  and %d more\n", len(found[cell])-i)
				break
			}
			fmt.Fprintf(w, "  %s\n", problem)
		}
	}
	return wrong
}

func width(e export) int { return max(9, len(e.name)+2, len(e.format())+2) }

func exportNamed(file string) export {
	return exports[slices.IndexFunc(exports, func(e export) bool { return e.file == file })]
}

func readingOf(j job) reading {
	for _, p := range programs {
		if p.name == j.Consumer {
			return p.reads[j.Export]
		}
	}
	return reading{}
}
