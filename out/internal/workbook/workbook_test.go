package workbook

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func read(t *testing.T, sheets []Sheet) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, "A title", sheets); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestCellsAreTextUnlessTheyAreNumbers(t *testing.T) {
	web := func(v string) bool { return strings.HasPrefix(v, "https:") }
	texts := []string{"plain", "=1+1", "+49", "-x", "@x", "\tx", "2014-09-23", "2014-09", "007", "بيت", "a\nb",
		"_x000D_", "TRUE", "<b>&\"'"}
	sheet := Sheet{Name: "t", Columns: []Column{{Name: "text", About: "any"}, {Name: "n", Number: true},
		{Name: "url", Link: web}}}
	for range texts {
		sheet.Rows = append(sheet.Rows, []string{"", "-1.5", "https://example.org/?a=1&b=2"})
	}
	for i, text := range texts {
		sheet.Rows[i][0] = text
	}
	f := read(t, []Sheet{sheet, {Name: "empty", Columns: sheet.Columns}})
	if diff := cmp.Diff([]string{"t", "empty"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("t")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append([][]string{{"text", "n", "url"}}, sheet.Rows...), rows); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for i, text := range texts {
		cell, _ := excelize.CoordinatesToCellName(1, i+2)
		kind, err := f.GetCellType("t", cell)
		formula, _ := f.GetCellFormula("t", cell)
		if err != nil || kind != excelize.CellTypeSharedString || formula != "" {
			t.Errorf("%q has the type %v and the formula %q: want text (%v)", text, kind, formula, err)
		}
		style, _ := f.GetCellStyle("t", cell)
		quoted := f.Styles.CellXfs.Xf[style].QuotePrefix
		if want := strings.ContainsAny(text[:1], "=+-@\t"); (quoted != nil && *quoted) != want {
			t.Errorf("%q: quoted is %t, want %t", text, !want, want)
		}
	}
	if kind, _ := f.GetCellType("t", "B2"); kind != excelize.CellTypeUnset { // a number has no type of its own
		t.Errorf("a number has the type %v", kind)
	}
	if ok, address, _ := f.GetCellHyperLink("t", "C2"); !ok || address != "https://example.org/?a=1&b=2" {
		t.Errorf("the link leads to %q", address)
	}
}

func TestFit(t *testing.T) {
	long := strings.Repeat("😀", cellLimit) // each is two units
	for _, tt := range []struct {
		name, text string
		cut        bool
	}{
		{"short", "x", false},
		{"just as long as a cell", strings.Repeat("x", cellLimit), false},
		{"one too many", strings.Repeat("x", cellLimit+1), true},
		{"surrogates", long, true},
	} {
		got := Fit(tt.text)
		if (got != tt.text) != tt.cut || tt.cut && (!strings.HasSuffix(got, cutMark) || Fit(got) != got ||
			!strings.HasPrefix(tt.text, strings.TrimSuffix(got, cutMark))) {
			t.Errorf("%s: %d bytes became %d", tt.name, len(tt.text), len(got))
		}
	}
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrorsAreReturned(t *testing.T) {
	if err := Write(full{}, "", nil); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
	if err := Write(&bytes.Buffer{}, "", []Sheet{{Name: strings.Repeat("x", 32)}}); err == nil {
		t.Error("a name that no tab can hold was taken")
	}
}
