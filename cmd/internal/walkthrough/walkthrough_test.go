package walkthrough

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// echo is a shell that knows one command, and says where it stands.
func echo(below, line string) (string, int, error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if word != "echo" {
		return "no such command\n", 127, nil
	}
	return below + ": " + rest + "\n", 0, nil
}

func TestPageShowsWhatComesOut(t *testing.T) {
	for _, c := range []struct{ name, page, want, problem string }{
		{"what a command prints takes the place of what was there", "```sh\necho a\n```\n\n```text\nold\n```\n",
			"```sh\necho a\n```\n\n```text\n: a\n```\n", ""},
		{"the last lines alone", "```sh\necho a\necho b\n```\n\n```text tail=1\n```\n",
			"```sh\necho a\necho b\n```\n\n```text tail=1\n: b\n```\n", ""},
		{"a comment and a picture may stand between",
			"<!--\n```sh\necho a\n```\n-->\n\n![a](a.svg)\n\n<details>\n\n```text\n```\n",
			"<!--\n```sh\necho a\n```\n-->\n\n![a](a.svg)\n\n<details>\n\n```text\n: a\n```\n", ""},
		{"text below a sentence is no output", "```sh\necho a\n```\n\nSo:\n\n```text\nold\n```\n",
			"```sh\necho a\n```\n\nSo:\n\n```text\nold\n```\n", ""},
		{"text below other text is no output", "```sh\necho a\n```\n\n```text\n: a\n```\n\n```text\nold\n```\n",
			"```sh\necho a\n```\n\n```text\n: a\n```\n\n```text\nold\n```\n", ""},
		{"cd holds for what follows", "```sh\ncd d\necho a \\\n  b\n```\n\n```text\n```\n",
			"```sh\ncd d\necho a \\\n  b\n```\n\n```text\nd: a    b\n```\n", ""},
		{"another exit code", "```sh\nfly\n```\n", "```sh\nfly\n```\n", "fly\nexit code 127, want 0\nno such command\n"},
		{"the exit code that is said", "```sh exit=127\nfly\n```\n", "```sh exit=127\nfly\n```\n", ""},
		{"a command not to be run", "```sh run=no\nfly\n```\n", "```sh run=no\nfly\n```\n", ""},
		{"a table of a file that is not there", "<!-- cells x.csv -->\n\n| id |\n| --- |\n| 1 |\n",
			"<!-- cells x.csv -->\n\n| id |\n| --- |\n| 1 |\n", "open x.csv: no such file or directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			reader := Reader{Dir: ".", Run: echo}
			got, err := reader.Page(c.page)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if said := ""; err != nil || c.problem != "" {
				if err != nil {
					said = err.Error()
				}
				if said != c.problem {
					t.Errorf("%q, want %q", said, c.problem)
				}
			}
		})
	}
}

func TestCellsAreTyped(t *testing.T) {
	const sheet = "id,who,with\n,ann,bo\nx,cy,dee\n"
	for _, c := range []struct{ name, table, want, problem string }{
		{"by the number of a row", "| row | with |\n| --- | --- |\n| 2 | `eve, or bo` |\n",
			"id,who,with\n,ann,\"eve, or bo\"\nx,cy,dee\n", ""},
		{"by a column, and blank cells stay", "| id | who | with |\n| --- | --- | --- |\n| `x` | | fay |\n",
			"id,who,with\n,ann,bo\nx,cy,fay\n", ""},
		{"a row behind the last", "| row | who |\n| --- | --- |\n| 4 | gus |\n",
			"id,who,with\n,ann,bo\nx,cy,dee\n,gus,\n", ""},
		{"a row that is not there", "| id | who |\n| --- | --- |\n| y | gus |\n", sheet, `s.csv: no row with id "y"`},
		{"a row far behind", "| row | who |\n| --- | --- |\n| 9 | gus |\n", sheet, `s.csv: no row with row "9"`},
		{"the heads", "| row | who |\n| --- | --- |\n| 1 | gus |\n", sheet, `s.csv: no row with row "1"`},
		{"a column that is not there", "| row | why |\n| --- | --- |\n| 2 | gus |\n", sheet,
			`s.csv: no column "why", it has ["id" "who" "with"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("s.csv", []byte(sheet), 0o644); err != nil {
				t.Fatal(err)
			}
			reader := Reader{Dir: ".", Run: echo}
			_, err := reader.Page("<!-- cells s.csv -->\n\n" + c.table)
			if err == nil {
				err = errors.New("")
			}
			if err.Error() != c.problem {
				t.Errorf("%q, want %q", err, c.problem)
			}
			if got, err := os.ReadFile("s.csv"); err != nil || string(got) != c.want {
				t.Errorf("%v, %q, want %q", err, got, c.want)
			}
		})
	}
}

// Pictures are drawings that can be read, with every letter of what they show.
func TestPicturesShowWhatIsThere(t *testing.T) {
	t.Chdir(t.TempDir())
	page := "```csv file=s.csv\nA title & more,,\nwho,with,why\nann <a>,bo,\"" + strings.Repeat("long ", 20) + "\"\n```\n" +
		"<!-- sheet s.csv sheet.svg -->\n```sh terminal=terminal.svg\nprintf 'y\\n' | echo \"a\"  <b>\n```\n"
	reader := Reader{Dir: ".", Run: func(_, line string) (string, int, error) { return "    said  so\n\n<end>\n", 0, nil }}
	if _, err := reader.Page(page); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string][]string{
		"sheet.svg": {"A title & more", "ann <a>", "bo", "long long long long long long lon…", "A", "B", "C", "1",
			"2", "3"},
		"terminal.svg": {"A terminal: echo \"a\"  <b>", "$ echo \"a\"\u00a0\u00a0<b>", "said\u00a0\u00a0so", "<end>"},
	} {
		data, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		d := xml.NewDecoder(strings.NewReader(string(data)))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if text, ok := token.(xml.CharData); ok {
				said = append(said, string(text))
			}
		}
		for _, w := range want {
			if !strings.Contains(strings.Join(said, "\n"), w) {
				t.Errorf("%s lacks %q: %q", file, w, said)
			}
		}
	}
}
