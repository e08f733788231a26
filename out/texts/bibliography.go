package texts

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// The bibliographies hold every document of a dossier under its id, those too that no claim cites. Authors are
// written as one name each, since a dossier does not say which part of a name is the family's.

// CSL is the format.
var CSL = format.Format[*rows.Job]{
	Description: format.Description{Name: "csl", Ext: ".csl.json",
		About: "the documents as CSL-JSON, for Zotero, Pandoc and others",
		Holds: "documents",
		Takes: []format.Option{format.Language},
		Omits: []format.Omission{
			{Columns: []string{"actors", "claims"}, Why: "a bibliography lists documents"},
		},
	},
	Write: writeCSL,
}

// writeCSL writes documents as CSL-JSON, schema 1.0, for citeproc, Pandoc, Zotero and others. What CSL has no
// variable for stands in "custom", by the dossier's column.
func writeCSL(w io.Writer, j *rows.Job) error {
	documents := j.Graph.Dossier().Documents
	items := make([]string, len(documents))
	for i := range documents {
		d := &documents[i]
		kind := cmp.Or(d.Type, "document")
		if d.Type == "" && d.URL != "" {
			kind = "webpage"
		}
		fields := []quote.Member{quote.TextMember("id", string(d.ID)), quote.TextMember("type", kind)}
		add := func(name, value string) {
			if value != "" {
				fields = append(fields, quote.TextMember(name, value))
			}
		}
		add("title", d.Title)
		add(cslOutlet(kind), d.Publisher)
		if names := listOfJSON(d.Author,
			func(a string) string { return quote.Object(quote.TextMember("literal", a)) }); names != "" {
			fields = append(fields, quote.Member{Name: "author", Value: names})
		}
		if !d.Issued.IsZero() {
			fields = append(fields, quote.Member{Name: "issued", Value: cslDate(d.Issued, j.Voice.Documents.Published(d))})
		}
		if !d.Accessed.IsZero() {
			fields = append(fields, quote.Member{Name: "accessed",
				Value: cslDate(d.Accessed, j.Voice.Calendar.Date(d.Accessed))})
		}
		add("URL", d.URL)
		add("language", d.Language)
		add("note", d.Note)
		if custom := cslCustom(d); len(custom) > 0 {
			fields = append(fields, quote.Member{Name: "custom", Value: quote.Object(custom...)})
		}
		items[i] = quote.Object(fields...)
	}
	list := "[]\n"
	if len(items) > 0 {
		list = "[\n\t" + strings.Join(items, ",\n\t") + "\n]\n"
	}
	_, err := io.WriteString(w, list)
	return err
}

// cslOutlet is the variable for the outlet: what a part is contained in, or who publishes a whole.
func cslOutlet(kind string) string {
	if strings.HasPrefix(kind, "article") ||
		slices.Contains([]string{"webpage", "post", "post-weblog", "chapter", "interview", "entry"}, kind) {
		return "container-title"
	}
	return "publisher"
}

func listOfJSON[T any](items []T, write func(T) string) string {
	if len(items) == 0 {
		return ""
	}
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = write(item)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func cslCustom(d *sources.Document) []quote.Member {
	var fields []quote.Member
	for _, f := range []rows.Fact{{Name: "archive_url", Value: d.ArchiveURL},
		{Name: "reliability", Value: d.Reliability}, {Name: "sha256", Value: d.SHA256}} {
		if f.Value != "" {
			fields = append(fields, quote.TextMember(f.Name, f.Value))
		}
	}
	if from := listOfJSON(d.DerivedFrom, func(id sources.DocumentID) string { return quote.JSON(string(id)) }); from != "" {
		fields = append(fields, quote.Member{Name: "derived_from", Value: from})
	}
	return fields
}

// cslDate writes a date in parts, as exact as it is known. One that has no such parts, such as an open interval or a
// decade, is written in words, which processors show as they are.
func cslDate(d edtf.Date, words string) string {
	parts := plainDates(d)
	if parts == nil {
		return quote.Object(quote.TextMember("literal", words))
	}
	fields := []quote.Member{{Name: "date-parts", Value: "[" + strings.Join(parts, ", ") + "]"}}
	if d.Approximate() || d.Uncertain() {
		fields = append(fields, quote.Member{Name: "circa", Value: "true"})
	}
	return quote.Object(fields...)
}

// plainDates are the parts of a date, or of both ends of an interval; nil if there is more to it than years, months
// and days.
func plainDates(d edtf.Date) []string {
	var all []string
	for end := range strings.SplitSeq(d.String(), "/") {
		parts := dateParts(end)
		if parts == "" {
			return nil
		}
		all = append(all, parts)
	}
	return all
}

// dateParts writes 2014-09-23 as [2014, 9, 23]; "" if text is no plain date.
func dateParts(text string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.TrimRight(text, "?~%"), "-") {
		n, err := strconv.Atoi(part)
		if err != nil || len(parts) == 1 && n > 12 { // seasons are written 21 to 24
			return ""
		}
		parts = append(parts, strconv.Itoa(n))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// BibTeX is the format.
var BibTeX = format.Format[*rows.Job]{
	Description: format.Description{Name: "bibtex", Ext: ".bib",
		About: "the documents for BibLaTeX and BibTeX",
		Holds: "documents",
		Takes: []format.Option{format.Language},
		Omits: []format.Omission{
			{Columns: []string{"actors", "claims"}, Why: "a bibliography lists documents"},
			{Columns: []string{"documents.archive_url", "documents.reliability", "documents.sha256", "documents.type"},
				Why: "BibLaTeX has no field for it"},
		},
	},
	Write: writeBibTeX,
}

// writeBibTeX writes documents for BibLaTeX, and for BibTeX as far as it knows the fields.
func writeBibTeX(w io.Writer, j *rows.Job) error {
	documents := j.Graph.Dossier().Documents
	b := bufio.NewWriter(w)
	for i := range documents {
		d := &documents[i]
		entry, outlet := bibEntry(d)
		fmt.Fprintf(b, "@%s{%s,\n", entry, d.ID)
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(b, "\t%s = {%s},\n", name, value)
			}
		}
		authors := make([]string, len(d.Author))
		for i, a := range d.Author {
			authors[i] = "{" + bibText(a) + "}" // braces make it one name
		}
		field("author", strings.Join(authors, " and "))
		if d.Title != "" {
			field("title", "{"+bibText(d.Title)+"}") // and keep its capitals
		}
		field(outlet, bibText(d.Publisher))
		if outlet == "journaltitle" {
			field("journal", bibText(d.Publisher)) // as BibTeX calls it
		}
		if day := d.Issued.String(); plainDates(d.Issued) != nil {
			field("year", day[:4]) // for BibTeX
			field("date", day)     // BibLaTeX reads EDTF
		} else if day != "" {
			field("note", bibText(j.Voice.Say("timeline.published", "date", j.Voice.Documents.Published(d))))
		}
		field("url", bibURL(d.URL))
		field("urldate", d.Accessed.String())
		field("langid", bibText(babelName(d.Language)))
		field("annotation", bibText(d.Note)) // which no style prints unless it is asked to
		if len(d.DerivedFrom) > 0 {
			field("related", sources.Joined(d.DerivedFrom, ","))
		}
		fmt.Fprint(b, "}\n")
		if i+1 < len(documents) {
			fmt.Fprintln(b)
		}
	}
	return b.Flush()
}

// babelName is what LaTeX's babel and polyglossia call a language, which BibLaTeX's langid asks for; "" if nobody
// knows the tag.
func babelName(tag string) string {
	parsed, err := language.Parse(tag)
	if tag == "" || err != nil {
		return ""
	}
	if region, by := parsed.Region(); parsed.String() == "en-"+region.String() && by == language.Exact {
		if name := map[string]string{"US": "american", "GB": "british", "AU": "australian", "CA": "canadian",
			"NZ": "newzealand"}[region.String()]; name != "" {
			return name
		}
	}
	base, _ := parsed.Base()
	switch base.String() {
	case "nb", "no":
		return "norsk"
	case "nn":
		return "nynorsk"
	case "fa":
		return "persian"
	}
	return strings.ToLower(strings.ReplaceAll(display.English.Languages().Name(base), " ", ""))
}

// bibEntry is the entry type for a document, and the field for its outlet.
func bibEntry(d *sources.Document) (entry, outlet string) {
	switch {
	case strings.HasPrefix(d.Type, "article"):
		return "article", "journaltitle"
	case d.Type == "book":
		return "book", "publisher"
	case d.Type == "report":
		return "report", "institution"
	case d.Type == "chapter":
		return "incollection", "booktitle"
	case d.URL != "":
		return "online", "organization"
	}
	return "misc", "organization"
}

var (
	bibEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`,
		"#", `\#`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ")
	// URLs are taken as they are, but for what would end the field.
	bibURLEscapes = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")
)

// bibText is text as TeX reads it. Two hyphens, or two quotation marks, would be set as one sign.
func bibText(text string) string {
	text = bibEscapes.Replace(quote.Printable(text))
	for _, pair := range []string{"--", "``", "''"} {
		for strings.Contains(text, pair) {
			text = strings.ReplaceAll(text, pair, pair[:1]+"{}"+pair[1:])
		}
	}
	return text
}

func bibURL(url string) string { return bibURLEscapes.Replace(quote.Printable(url)) }
