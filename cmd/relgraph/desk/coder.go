package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
	"relgraph/sources/table/edit"
)

// A Coder is somebody at the desk who says what passages tell without having seen the rows that were made from them.
type Coder struct {
	desk *Desk
	name string
}

// Coder returns the coder of that name.
func (k *Desk) Coder(name string) Coder { return Coder{k, name} }

// Uncoded tells whether the coder has still to code the claim's passage: it is at hand, and the coder neither coded it
// nor checked the row, and so saw it.
func (c Coder) Uncoded(cl *sources.Claim, p *Passages) bool {
	coded := slices.ContainsFunc(c.desk.dossier.Codings,
		func(co sources.Coding) bool { return co.Claim == cl.ID && co.Coder == c.name })
	return !coded && p.AtHand(cl) && cl.Detail().CheckedBy != c.name
}

// Seen tells whether the coder has checked a row of the document, and so seen it.
func (c Coder) Seen(id sources.DocumentID) bool {
	return slices.ContainsFunc(c.desk.dossier.Claims,
		func(cl sources.Claim) bool { return cl.Document == id && cl.Detail().CheckedBy == c.name })
}

// Ended tells whether the coder has gone through the document to its end.
func (c Coder) Ended(id sources.DocumentID) bool {
	return slices.ContainsFunc(c.desk.dossier.Codings,
		func(co sources.Coding) bool { return co.Document == id && co.Coder == c.name && co.Ends() })
}

// CodingsFile is the file that coders write.
func (k *Desk) CodingsFile() string {
	return filepath.ToSlash(filepath.Join(k.name, sources.CodingsFile))
}

// Shown is a digest of what the coder is shown of a claim, its passage, and of what they have said of it already. It
// tells nothing of the row.
func (c Coder) Shown(cl *sources.Claim) string { return shownOf(c.desk.dossier, cl, c.name) }

func shownOf(d *sources.Dossier, c *sources.Claim, coder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %q %q %v\n", c.ID, c.Document, c.Detail().Anchor, c.Locator, d.Kind(c.Kind).Class)
	for i := range d.Codings {
		if co := &d.Codings[i]; co.Claim == c.ID && co.Coder == coder {
			for _, column := range sources.CodingColumns() {
				fmt.Fprintf(&b, "%q %q\n", column.Name, column.Text(co))
			}
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return fmt.Sprintf("%x", sum[:8])
}

// Code writes what the coder made of a claim's passage into the table of codings, which it makes if there is
// none. The error is ErrChanged if the passage, or what the coder said of it before, is no longer what Shown is the
// digest of.
func (c Coder) Code(ctx context.Context, id sources.ClaimID, shown string, on edtf.Day, values []Value) error {
	values = append([]Value{{"coded_on", on.String()}}, values...)
	cells := map[string]string{"claim": string(id), "coder": c.name}
	header := []string{"claim", "coder"}
	for _, v := range values {
		cells[v.Column] = v.Text
		header = append(header, v.Column)
	}
	return c.desk.code(ctx, id, func(now *sources.Dossier, data []byte) ([]byte, error) {
		cl := now.Claim(id)
		if cl == nil || shownOf(now, cl, c.name) != shown {
			return nil, ErrChanged
		}
		for i := range now.Codings {
			if co := &now.Codings[i]; co.Claim == id && co.Coder == c.name {
				return setAll(data, co.Pos(), values)
			}
		}
		return addRow(data, c.desk.CodingsFile(), header, cells)
	})
}

// CodeMarked writes what the coder made of a passage that they marked themselves: the values say in which
// document, and where.
func (c Coder) CodeMarked(ctx context.Context, on edtf.Day, values []Value) error {
	cells := map[string]string{"coder": c.name, "coded_on": on.String()}
	header := []string{"coder", "coded_on"}
	for _, v := range values {
		if v.Text != "" || v.Column == "actor" {
			cells[v.Column] = v.Text
			header = append(header, v.Column)
		}
	}
	return c.desk.code(ctx, "", func(_ *sources.Dossier, data []byte) ([]byte, error) {
		return addRow(data, c.desk.CodingsFile(), header, cells)
	})
}

// code changes the table of codings.
func (k *Desk) code(ctx context.Context, about sources.ClaimID,
	change func(now *sources.Dossier, data []byte) ([]byte, error)) error {
	said := written{claim: about, file: k.CodingsFile()}
	_, err := k.write(ctx, func(now *sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		return said.file, func(data []byte) (after []byte, err error) {
			if said.old = data; data == nil {
				said.old = []byte(codingsHead)
			}
			after, err = change(now, data)
			said.new = sha256.Sum256(after)
			return after, err
		}, nil
	})
	if err == nil {
		k.written = append(k.written, said)
	}
	return err
}

// codingsHead is the head of a table of codings without a row.
const codingsHead = "claim,coder\n"

// uncode takes back the last change of the table of codings, unless somebody else has written into it since.
func (k *Desk) uncode(ctx context.Context, last written) error {
	_, err := k.write(ctx, func(*sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		return last.file, func(data []byte) ([]byte, error) {
			if sha256.Sum256(data) != last.new {
				return nil, ErrChanged
			}
			return last.old, nil
		}, nil
	})
	if err == nil || errors.Is(err, ErrChanged) {
		k.written = k.written[:len(k.written)-1]
	}
	return err
}

// addRow adds a row, with the columns that the table lacks for it, or the table itself.
func addRow(data []byte, file string, header []string, cells map[string]string) (_ []byte, err error) {
	if data == nil {
		data = []byte(strings.Join(header, ",") + "\n")
	}
	for _, column := range header {
		if data, err = edit.AddColumn(data, file, column); err != nil {
			return nil, err
		}
	}
	return edit.AddRow(data, file, cells)
}
