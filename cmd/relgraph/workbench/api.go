package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/watch"
	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/evidence/copies"
)

// Version is that of the JSON. It grows when a member goes or means something else.
const Version = 1

// Overview is what a bench knows of the dossier.
type Overview struct {
	Version  int                 `json:"version"`
	Revision int                 `json:"revision"` // grows with every change
	Page     int                 `json:"page"`     // the revision of the page; 0 if there is none yet
	Name     string              `json:"name"`
	Fixed    string              `json:"fixed,omitempty"`  // why nothing can be written
	Failed   string              `json:"failed,omitempty"` // why the page is not that of the tables as they are
	Copies   bool                `json:"copies"`           // whether passages can be shown
	Blind    bool                `json:"blind,omitempty"`  // nothing of the rows is told: for a second coding
	By       string              `json:"by,omitempty"`
	Problems sources.Diagnostics `json:"problems"`
	Claims   []Row               `json:"claims"`
}

// Row is a claim in the list of what there is to do.
type Row struct {
	ID       sources.ClaimID    `json:"id"`
	Says     string             `json:"says"`
	Document sources.DocumentID `json:"document,omitempty"`
	Due      bool               `json:"due"` // still to be compared with its passage
	Doubted  bool               `json:"doubted,omitempty"`
	Anchored bool               `json:"anchored,omitempty"`
}

// Claim is a row beside the text that it was made from.
type Claim struct {
	Version   int             `json:"version"`
	ID        sources.ClaimID `json:"id"`
	Seen      string          `json:"seen"` // comes back with every answer: the row as it was shown
	Place     string          `json:"place"`
	Questions []Question      `json:"questions"`
	Checked   string          `json:"checked,omitempty"`
	Doubt     string          `json:"doubt,omitempty"`
	Note      string          `json:"note,omitempty"`
	Document  string          `json:"document"`
	Passage   string          `json:"passage"` // what became of it
	Text      []Paragraph     `json:"text"`
	Start     int             `json:"start"` // of the passage, in characters of the text
	Length    int             `json:"length"`
}

// Question is what has to be asked about some cells.
type Question struct {
	Name  string `json:"name"` // the same in every language
	Title string `json:"title"`
	Ask   string `json:"ask"`
	Says  string `json:"says"`
	Cells []Cell `json:"cells"`
}

// Cell is one that an answer may put right.
type Cell struct {
	Column string   `json:"column"`
	Text   string   `json:"text"`
	About  string   `json:"about"`
	Words  []string `json:"words,omitempty"` // what may stand in it, if that is a closed list
}

// Paragraph is one of a document, with where it begins.
type Paragraph struct {
	Start int    `json:"start"`
	Text  string `json:"text"`
}

// Reply is what somebody says about a row. What an answer does not need stays blank.
type Reply struct {
	ID     sources.ClaimID `json:"id"`
	Seen   string          `json:"seen"`
	By     string          `json:"by"`
	Words  string          `json:"words"`  // of a doubt
	Column string          `json:"column"` // of a correction
	Text   string          `json:"text"`
	Start  int             `json:"start"` // of a passage
	Length int             `json:"length"`
	Boxes  []Box           `json:"boxes"`

	// Of a second coding: a whole document instead of a claim, and that all of it is gone through; what its passage tells
	// of; the answers by column; names that are to be kept although no actor has them.
	Document sources.DocumentID `json:"document"`
	End      bool               `json:"end"`
	Class    string             `json:"class"`
	Cells    map[string]string  `json:"cells"`
	Keep     []string           `json:"keep"`
}

// Box is where an actor's box stands; y grows upwards.
type Box struct {
	ID sources.ActorID `json:"id"`
	X  float64         `json:"x"`
	Y  float64         `json:"y"`
}

// Done is what became of an answer.
type Done struct {
	Version  int                 `json:"version"`
	ID       sources.ClaimID     `json:"id,omitempty"`
	Says     string              `json:"says"`
	Problems sources.Diagnostics `json:"problems,omitempty"`
	Unknown  string              `json:"unknown,omitempty"` // a name that no actor has, of an answer that was not taken
}

// A refusal is an answer that was not taken, with the status that HTTP has for it.
type refusal struct {
	status int
	error
	problems sources.Diagnostics
	unknown  string
}

func refused(status int, format string, args ...any) error {
	return refusal{status: status, error: fmt.Errorf(format, args...)}
}

// answer writes what a function returns as JSON.
func answer(of func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		v, err := of(r)
		if err != nil {
			status = http.StatusInternalServerError
			d := Done{Version: Version, Says: err.Error()}
			var no refusal
			if errors.As(err, &no) {
				status, d.Problems, d.Unknown = no.status, no.problems, no.unknown
			}
			v = d
		}
		var b bytes.Buffer
		if err := json.NewEncoder(&b).Encode(v); err != nil {
			http.Error(w, "it cannot be written as JSON", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write(b.Bytes())
	}
}

func (b *Bench) state(*http.Request) (any, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := Overview{
		Version: Version, Revision: b.revision, Page: b.drawn, Name: b.setup.Name, Fixed: b.setup.Fixed, Failed: b.failed,
		Copies: b.setup.Copies != nil,
		By:     b.setup.By, Problems: append(sources.Diagnostics{}, b.problems...), Claims: []Row{},
	}
	if b.setup.Blind {
		s.Blind, s.Problems = true, sources.Diagnostics{}
		if b.desk == nil && b.revision > 0 {
			s.Failed = "the dossier has errors: they have to be put right before passages are coded"
		}
	}
	if b.desk == nil || b.setup.Blind {
		return s, nil
	}
	d := b.desk.Dossier()
	who := desk.Questions(b.setup.Voice)[0]
	for i := range d.Claims {
		c := &d.Claims[i]
		s.Claims = append(s.Claims, Row{
			ID: c.ID, Document: c.Document,
			Says: b.setup.Voice.Facts(who.Says(d, c), b.setup.Voice.Claims.KindCell(d, c)),
			Due:  desk.Unchecked(c), Doubted: c.Detail().Doubt != "", Anchored: !c.Detail().Anchor.IsZero(),
		})
	}
	return s, nil
}

func (b *Bench) claim(r *http.Request) (any, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c, err := b.named(sources.ClaimID(r.URL.Query().Get("id")))
	if err != nil {
		return nil, err
	}
	d := b.desk.Dossier()
	shown := Claim{
		Version: Version, ID: c.ID, Seen: rowOf(c), Place: c.Pos().String(), Doubt: c.Detail().Doubt, Note: c.Detail().Note,
		Text:    []Paragraph{},
		Passage: "no folder of copies: start relgraph serve with --documents DIR to see the passage",
	}
	if !desk.Unchecked(c) && c.Detail().Doubt == "" {
		shown.Checked = b.setup.Voice.Say("desk.checked-by", "who", c.Detail().CheckedBy, "date",
			c.Detail().CheckedOn.String())
	}
	about := map[string]sources.ColumnOf[sources.Claim]{}
	for _, column := range sources.ClaimColumns() {
		about[column.Name] = column
	}
	for _, q := range desk.Questions(b.setup.Voice) {
		asked := Question{Name: q.Name, Title: q.Title, Ask: q.Ask, Says: q.Says(d, c)}
		for _, name := range q.Columns {
			column := about[name]
			cell := Cell{Column: name, Text: column.Text(c), About: column.About}
			if column.Holds == sources.HoldsWord {
				cell.Words = column.Words
			}
			asked.Cells = append(asked.Cells, cell)
		}
		shown.Questions = append(shown.Questions, asked)
	}
	doc := d.Document(c.Document)
	if doc != nil {
		shown.Document = doc.Name()
	}
	if b.passages == nil {
		return shown, nil
	}
	shown.Passage = b.passages.State(c)
	if text, err := b.text(doc); err == nil {
		for _, p := range text.Parts() {
			shown.Text = append(shown.Text, Paragraph{p.Start, p.Text})
		}
		shown.Start, shown.Length = b.passages.Place(c.ID)
	}
	return shown, nil
}

// text is that of the checker's copy of a document.
func (b *Bench) text(doc *sources.Document) (*desk.Text, error) {
	if doc == nil || doc.Path == "" || b.setup.Copies == nil {
		return nil, refused(http.StatusNotFound, "there is no copy of the document: want its name in the column "+
			"\"path\" of documents.csv, and the folder by --documents DIR")
	}
	read, err := copies.Read(b.setup.Copies, doc.Path)
	if err != nil {
		return nil, refused(http.StatusNotFound, "%s: %w", doc.Path, files.WithoutPath(err))
	}
	return desk.NewText(read.All()), nil
}

// named is a claim of the dossier as it is.
func (b *Bench) named(id sources.ClaimID) (*sources.Claim, error) {
	if b.desk == nil {
		return nil, refused(http.StatusConflict, "the dossier has errors: put those right first")
	}
	c := b.desk.Dossier().Claim(id)
	if c == nil {
		return nil, refused(http.StatusNotFound, "there is no claim %q", id)
	}
	return c, nil
}

// A writing is an answer that is written into the dossier.
type writing func(ctx context.Context, b *Bench, a Reply) (Done, error)

// writings are all of them, by the name that a request has.
var writings = map[string]writing{
	"check":   checkRow,
	"doubt":   doubtRow,
	"correct": correctCell,
	"anchor":  anchorPassage,
	"code":    code,
	"undo":    undo,
	"places":  keepPlaces,
}

// write takes an answer, and writes it unless somebody else has changed the row that it is about.
func (b *Bench) write(r *http.Request, do writing) (any, error) {
	if b.setup.Fixed != "" {
		return nil, refused(http.StatusForbidden, "%s", b.setup.Fixed)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, refused(http.StatusRequestEntityTooLarge, "an answer of more than %d bytes", maxBody)
	}
	var a Reply
	read := json.NewDecoder(bytes.NewReader(body))
	read.DisallowUnknownFields()
	if err := read.Decode(&a); err != nil {
		return nil, refused(http.StatusBadRequest, "no answer: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	done, err := do(r.Context(), b, a)
	done.Version = Version
	var no desk.Refused
	switch {
	case errors.As(err, &no):
		return nil, refusal{status: http.StatusUnprocessableEntity,
			error: errors.New("nothing is written: the dossier would have errors"), problems: no.Diagnostics}
	case errors.Is(err, desk.ErrChanged):
		return nil,
			refused(http.StatusConflict,
				"somebody else has changed it in the meantime: nothing is written, and it is shown anew")
	case err != nil:
		return nil, err
	}
	if names, err := b.setup.Reads(); err == nil {
		b.own = watch.Of(names)
	}
	return done, nil
}

// shown is the claim that an answer is about, if it is still as it was shown.
func (b *Bench) shown(a Reply) (*sources.Claim, error) {
	c, err := b.named(a.ID)
	if err != nil {
		return nil, err
	}
	if rowOf(c) != a.Seen {
		return nil, desk.ErrChanged
	}
	return c, nil
}

// signed is the claim that an answer is about, as [Bench.shown] has it, and who answers.
func (b *Bench) signed(a Reply) (*sources.Claim, desk.Signature, error) {
	c, err := b.shown(a)
	if err != nil {
		return nil, desk.Signature{}, err
	}
	by := strings.TrimSpace(a.By)
	if by == "" {
		return nil, desk.Signature{}, refused(http.StatusUnprocessableEntity,
			"no name: want yours, since the row will say who checked it")
	}
	return c, desk.Signature{By: by, On: b.setup.On}, nil
}

func checkRow(ctx context.Context, b *Bench, a Reply) (Done, error) {
	c, s, err := b.signed(a)
	if err != nil {
		return Done{}, err
	}
	now, err := b.desk.Check(ctx, c, s)
	if err != nil {
		return Done{}, err
	}
	return Done{ID: now.ID, Says: fmt.Sprintf("%s: checked by %s on %s", now.At("checked_by"), s.By, s.On)}, nil
}

func doubtRow(ctx context.Context, b *Bench, a Reply) (Done, error) {
	c, s, err := b.signed(a)
	if err != nil {
		return Done{}, err
	}
	if strings.TrimSpace(a.Words) == "" {
		return Done{}, refused(http.StatusUnprocessableEntity, "no words: want what you doubt")
	}
	now, err := b.desk.Doubt(ctx, c, strings.TrimSpace(a.Words), s)
	if err != nil {
		return Done{}, err
	}
	return Done{ID: now.ID, Says: fmt.Sprintf("%s: the doubt is kept", now.At("doubt"))}, nil
}

func correctCell(ctx context.Context, b *Bench, a Reply) (Done, error) {
	c, err := b.shown(a)
	if err != nil {
		return Done{}, err
	}
	if !slices.ContainsFunc(desk.Questions(b.setup.Voice),
		func(q desk.Question) bool { return slices.Contains(q.Columns, a.Column) }) {
		return Done{}, refused(http.StatusBadRequest, "%q is no column that is asked about", a.Column)
	}
	now, warnings, err := b.desk.Correct(ctx, c, a.Column, a.Text)
	if err != nil {
		return Done{}, err
	}
	return Done{ID: now.ID, Says: fmt.Sprintf("%s: corrected", now.At(a.Column)), Problems: warnings}, nil
}

func anchorPassage(ctx context.Context, b *Bench, a Reply) (Done, error) {
	c, err := b.shown(a)
	if err != nil {
		return Done{}, err
	}
	found, widened, err := marked(b, a, b.desk.Dossier().Document(c.Document))
	if err != nil {
		return Done{}, err
	}
	now, _, err := b.desk.Anchor(ctx, c, found)
	if err != nil {
		return Done{}, err
	}
	return Done{ID: now.ID, Says: fmt.Sprintf("%s: anchored at character %d, %d characters%s", now.At("anchor"),
		found.Start, found.Length, widened)}, nil
}

// marked is the passage of a document that an answer marks, and what is to be said if it is more than that.
func marked(b *Bench, a Reply, doc *sources.Document) (found anchor.Anchor, widened string, err error) {
	text, err := b.text(doc)
	if err != nil {
		return found, "", err
	}
	if found, err = text.Marked(a.Start, a.Length); err != nil {
		return found, "", refused(http.StatusUnprocessableEntity, "%w", err)
	}
	if found.Length > a.Length && a.Length < anchor.MinLength {
		widened = "; the words alone could be guessed, so their neighbours are in it"
	}
	return found, widened, nil
}

func undo(ctx context.Context, b *Bench, _ Reply) (Done, error) {
	if b.desk == nil {
		return Done{}, refused(http.StatusConflict, "the dossier has errors: put those right first")
	}
	now, err := b.desk.Undo(ctx)
	if errors.Is(err, desk.ErrNothingWritten) {
		return Done{}, refused(http.StatusConflict, "%w", err)
	}
	if err != nil {
		return Done{}, err
	}
	if now == nil {
		return Done{Says: "the last answer is taken back"}, nil
	}
	return Done{ID: now.ID, Says: fmt.Sprintf("%s: the last answer is taken back", now.Pos())}, nil
}

// mostBoxes is how many boxes a figure may have whose places are kept.
const mostBoxes = 2000

// placesHead are the columns of the file of places.
const placesHead = "id,x,y"

// keepPlaces writes where the boxes of the figure stand. Boxes that the figure does not show keep the places that they
// had.
func keepPlaces(ctx context.Context, b *Bench, a Reply) (Done, error) {
	if b.desk == nil {
		return Done{}, refused(http.StatusConflict, "the dossier has errors: put those right first")
	}
	if len(a.Boxes) == 0 || len(a.Boxes) > mostBoxes {
		return Done{}, refused(http.StatusBadRequest, "%d boxes: want 1 to %d", len(a.Boxes), mostBoxes)
	}
	said := map[sources.ActorID]bool{}
	text := bytes.NewBufferString(placesHead + "\n")
	for _, box := range a.Boxes {
		if b.desk.Dossier().Actor(box.ID) == nil || said[box.ID] {
			return Done{}, refused(http.StatusUnprocessableEntity,
				"%q is no actor of the dossier, or stands in two places", box.ID)
		}
		if math.Abs(box.X) > 1e6 || math.Abs(box.Y) > 1e6 {
			return Done{}, refused(http.StatusUnprocessableEntity, "%q stands too far out", box.ID)
		}
		said[box.ID] = true
		fmt.Fprintf(text, "%s,%s,%s\n", box.ID, strconv.FormatFloat(box.X, 'f', 1, 64),
			strconv.FormatFloat(box.Y, 'f', 1, 64))
	}
	kept, err := b.otherPlaces(said)
	if err != nil {
		return Done{}, err
	}
	text.WriteString(kept)
	set := files.New(ctx, nil)
	defer set.Discard()
	if err := set.Stage(b.setup.Places, text.Bytes()); err != nil {
		return Done{}, err
	}
	if err := set.Commit(); err != nil {
		return Done{}, err
	}
	return Done{Says: fmt.Sprintf("the places of %d boxes are kept in %s", len(said), b.setup.Places)}, nil
}

// otherPlaces are the rows of the file of places for actors whose boxes are not among those that were said.
func (b *Bench) otherPlaces(said map[sources.ActorID]bool) (string, error) {
	data, err := os.ReadFile(b.setup.Places)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", files.WithoutPath(err)
	}
	head, rest, _ := strings.Cut(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	if strings.TrimSpace(head) != placesHead {
		return "",
			refused(http.StatusConflict,
				"%s has other columns than %s, which would be lost: give it another name first", b.setup.Places,
				placesHead)
	}
	var kept strings.Builder
	for line := range strings.Lines(rest) {
		line = strings.TrimRight(line, "\r\n")
		id, _, _ := strings.Cut(line, ",")
		if a, err := b.desk.Dossier().Names().ActorMeant(strings.Trim(id, `"`)); line != "" && (err != nil || !said[a.ID]) {
			kept.WriteString(line + "\n")
		}
	}
	return kept.String(), nil
}
