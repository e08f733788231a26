package copies_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/anchor"
	"relgraph/sources/evidence/copies"
)

// word makes a Word document with that body.
func word(t testing.TB, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range map[string]string{
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
			`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body +
			`</w:body></w:document>`,
		"[Content_Types].xml": "<Types/>",
	} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, file, data, want, by string }{
		{"UTF-8", "a.txt", "Orléans – “talks”", `Orléans - "talks"`, "text, UTF-8"},
		{"capital ending", "A.TXT", "Talks", "Talks", "text, UTF-8"},
		{"byte order mark", "a.txt", "\xEF\xBB\xBFOrléans", "Orléans", "text, UTF-8"},
		{"little-endian UTF-16", "a.txt", "\xFF\xFEO\x00r\x00l\x00\xE9\x00", "Orlé", "text, UTF-16"},
		{"big-endian UTF-16", "a.txt", "\xFE\xFF\x00O\x00r\x00l\x00\xE9", "Orlé", "text, UTF-16"},
		{"Windows-1252", "a.txt", "Orl\xE9ans \x96 \x93talks\x94", `Orléans - "talks"`, "text, Windows-1252"},
		{"Markdown as it stands", "a.md", "# Talks\n\nwith **two** envoys", "# Talks with **two** envoys", "text, UTF-8"},

		{"paragraphs", "a.html", "<p>First.</p><p>Second.</p>", "First. Second.", "web page, UTF-8"},
		{"what is no text", "a.html",
			"<html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav><script>x()</script>" +
				"<noscript>Switch it on.</noscript><template>t</template><svg><text>s</text></svg><button>Buy</button><p>Text.</p><p hidden>Not seen.</p>",
			"Text.", "web page, UTF-8"},
		{"within a line", "a.html", `<p><b>D</b>amas<wbr>cus, <a href="#">the <em>capital</em></a>, said so.</p>`,
			"Damascus, the capital, said so.", "web page, UTF-8"},
		{"line breaks", "a.html", "<p>First<br>second</p>", "First second", "web page, UTF-8"},
		{"table", "a.html", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b c", "web page, UTF-8"},
		{"headings and lists", "a.html", "<h1>Talks</h1><h2>In Bath</h2><ul><li>one</li><li>two</li></ul>after",
			"Talks In Bath one two after", "web page, UTF-8"},
		{"entities", "a.htm", "<p>&ldquo;Talks&rdquo;&nbsp;&mdash; A&amp;B &#233;</p>", `"Talks" - A&B é`,
			"web page, UTF-8"},
		{"made-up element", "a.html", "<p>a<x-tip>b</x-tip>c</p>", "abc", "web page, UTF-8"},
		{"comment", "a.html", "<p>a<!-- not this -->b</p>", "ab", "web page, UTF-8"},
		{"encoding named", "a.html", "<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2", "Привет",
			"web page, windows-1251"},
		{"encoding named wrongly", "a.html", "<meta charset=iso-8859-1><p>Orléans", "Orléans", "web page, UTF-8"},
		{"encoding not named", "a.html", "<p>Orl\xE9ans", "Orléans", "web page, Windows-1252"},
		{"late letters", "a.html", "<p>" + strings.Repeat("x ", 600) + "Orléans", strings.Repeat("x ", 600) + "Orléans",
			"web page, UTF-8"},
		{"UTF-16", "a.html", "\xFF\xFE<\x00p\x00>\x00\xE9\x00", "é", "web page, UTF-16"},
		{"no page at all", "a.html", "Just text < and >.", "Just text < and >.", "web page, UTF-8"},

		{"Word", "a.docx",
			word(t,
				`<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Tal</w:t></w:r><w:r><w:t xml:space="preserve">ks </w:t><w:br/><w:t>in</w:t><w:tab/><w:t>Bath</w:t></w:r></w:p>`+
					`<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>eration</w:t></w:r></w:p>`),
			"Talks in Bath co-operation", "Word document"},
		{"Word, tracked", "a.docx",
			word(t,
				`<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`),
			"new", "Word document"},
		{"Word, box", "a.docx",
			word(t,
				`<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>once</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>once</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>`),
			"once", "Word document"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := copies.Read(fstest.MapFS{"in/" + tt.file: {Data: []byte(tt.data)}}, "in/"+tt.file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, anchor.Normalise(c.Text).String()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if c.By != tt.by {
				t.Errorf("read as %q, want %q", c.By, tt.by)
			}
			if want := fmt.Sprintf("%x", sha256.Sum256([]byte(tt.data))); c.SHA256 != want {
				t.Errorf("digest %s, want %s", c.SHA256, want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	const outside = `copy %q: the name leads out of the folder: want the name of a file in it, with "/" between folders`
	large := make([]byte, copies.MaxSize+1)
	for _, tt := range []struct{ file, data, want string }{
		{"../a.txt", "", fmt.Sprintf(outside, "../a.txt")},
		{"b/../../a.txt", "", fmt.Sprintf(outside, "b/../../a.txt")},
		{"/etc/passwd", "", fmt.Sprintf(outside, "/etc/passwd")},
		{`..\a.txt`, "", fmt.Sprintf(outside, `..\a.txt`)},
		{".", "", fmt.Sprintf(outside, ".")},
		{"", "", fmt.Sprintf(outside, "")},
		{"folder.txt", "", `copy "folder.txt": want a file, not a folder or a device`},
		{"a.epub", "x", `copy "a.epub": unknown ending ".epub": want .txt, .md, .html, .htm, .pdf, .docx`},
		{"a", "x", `copy "a": unknown ending "": want .txt, .md, .html, .htm, .pdf, .docx`},
		{"empty.txt", "\uFEFF \n", `copy "empty.txt": the file holds no text: a scan has to go through OCR first`},
		{"empty.html", "<nav>Home</nav>", `copy "empty.html": the file holds no text: a scan has to go through OCR first`},
		{"zeros.txt", "\x7FELF\x00\x00", `copy "zeros.txt": the file holds nothing but bytes of zero: want text in UTF-8`},
		{"large.txt", string(large), `copy "large.txt": more than 64 MiB`},
		{"deep.html", strings.Repeat("<div>", 600),
			`copy "deep.html": not understood as a web page: html: open stack of elements exceeds 512 nodes`},
		{"a.pdf", "%PDF-1.4",
			`copy "a.pdf": a PDF is read by pdftotext, which is not installed: install poppler (the package is called poppler-utils on Debian and Ubuntu, poppler in Homebrew), or save the text as .txt`},
		{"old.docx", "not a zip", `copy "old.docx": not a Word document: want a file saved as .docx`},
		{"bad.docx", word(t, "<w:p>"),
			`copy "bad.docx": the Word document is damaged: XML syntax error on line 1: element <p> closed by </body>`},
	} {
		folder := fstest.MapFS{"folder.txt/x": {Data: []byte("x")}}
		if tt.data != "" {
			folder[tt.file] = &fstest.MapFile{Data: []byte(tt.data)}
		}
		c, err := copies.Read(folder, tt.file)
		switch {
		case err == nil:
			t.Errorf("%q is read as %.40q", tt.file, c.Text)
		case err.Error() != tt.want:
			t.Errorf("%q (-want +got):\n%s", tt.file, cmp.Diff(tt.want, err.Error()))
		case c.Text != "" || (c.SHA256 != "") != (folder[tt.file] != nil && len(tt.data) <= copies.MaxSize):
			t.Errorf("%q: beside the error, text %.40q and digest %q", tt.file, c.Text, c.SHA256)
		}
	}
}

func TestReadMissing(t *testing.T) {
	_, err := copies.Read(fstest.MapFS{}, "2014/a.txt")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("error %v, want one that is fs.ErrNotExist", err)
	}
	if diff := cmp.Diff(`the folder has no file "2014/a.txt": file does not exist`, err.Error()); diff != "" {
		t.Error(diff)
	}
}

// A link in the folder of copies leads nobody out of it.
func TestReadStaysInside(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "copies")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(folder, "a.txt")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if c, err := copies.Read(root.FS(), "a.txt"); err == nil || c.Text != "" {
		t.Errorf("read %q, error %v", c.Text, err)
	}
}

// The text of a PDF is what pdftotext says it is: a stand-in for it shows how it is asked and what comes of its answer.
func TestReadPDF(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // the stand-in is a shell script
	}
	for _, tt := range []struct{ name, script, want, err string }{
		{"text", `test "$(cat "$4")" = "%PDF-1.4" && echo "$1 $2 $3 $5" && printf 'Orl\303\251ans'`,
			"-enc UTF-8 -nopgbrk - Orléans", ""},
		{"scan", "printf '\\f'", "", `copy "a.pdf": the file holds no text: a scan has to go through OCR first`},
		{"damaged", `echo "Syntax Error: no trailer in $4" >&2; echo more >&2; exit 1`, "",
			`copy "a.pdf": pdftotext cannot read it: Syntax Error: no trailer in the file`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bin := t.TempDir()
			if err := os.WriteFile(filepath.Join(bin, "pdftotext"), []byte("#!/bin/sh\n"+tt.script+"\n"),
				0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
			c, err := copies.Read(fstest.MapFS{"a.pdf": {Data: []byte("%PDF-1.4")}}, "a.pdf")
			if tt.err != "" {
				if err == nil || err.Error() != tt.err {
					t.Fatalf("error %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := anchor.Normalise(c.Text).String(); got != tt.want || c.By != "PDF, by pdftotext" {
				t.Errorf("%q by %q, want %q", got, c.By, tt.want)
			}
		})
	}
}

// Whatever bytes a file holds, reading it ends, and what is read is text.
func FuzzRead(f *testing.F) {
	f.Add("a.html", []byte("<p>Orl\xE9ans<table><p>"))
	f.Add("a.html", []byte("<meta charset=utf-16>\xBE<svg><p>"))
	f.Add("a.txt", []byte("\xFF\xFE\x00\xD8x"))
	f.Add("a.docx", []byte(word(f, "<w:p><w:r><w:t>Talks</w:t></w:r></w:p>")))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if !fs.ValidPath(name) || strings.HasSuffix(strings.ToLower(name), ".pdf") {
			return
		}
		c, err := copies.Read(fstest.MapFS{name: {Data: data}}, name)
		if (err == nil) != (strings.TrimSpace(c.Text) != "") {
			t.Errorf("text %q beside the error %v", c.Text, err)
		}
		if !utf8.ValidString(c.Text) {
			t.Errorf("no text: %q", c.Text)
		}
	})
}
