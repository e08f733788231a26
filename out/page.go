package out

import (
	"relgraph/out/page"
)

// PageOptions are what a user may choose for a page of the web.
type PageOptions = page.Options

// A StoryStep is a part of the story that a page tells.
type StoryStep = page.StoryStep

// PrivateColumns are the private columns that a page shows if they are asked for.
func PrivateColumns() []string { return page.PrivateColumns() }

// ParsePrivate reads names of such columns; its error lists those there are.
func ParsePrivate(columns []string) (page.Private, error) { return page.ParsePrivate(columns) }

// Snippet is the HTML that puts a page for frames, in that file, into another page.
func Snippet(file, title string) string { return page.Snippet(file, title) }

// Title is what the output is called.
func (r *Rendering) Title() string {
	if r.job == nil {
		return ""
	}
	return r.job.Title
}

// GivesAway says in English, as part of a sentence, what a file in format f tells whoever opens it; "" for a format
// other than a page of the web.
func (r *Rendering) GivesAway(f Format) string {
	if f.Name != page.Format.Name {
		return ""
	}
	return page.GivesAway(r.job, r.opts.Page)
}
