package words

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/sources"
)

// families are the keys that code puts together from a closed list of words, as no literal shows them.
func families() map[string]bool {
	used := map[string]bool{comma: true, semicolon: true}
	for _, n := range []Noun{Claims, Contacts, Affiliations, Ties, Actors, Documents, Years, Denials, NoComments} {
		used[string(n)] = true
	}
	for _, list := range [][]string{months[1:], seasons[1:]} {
		for _, key := range list {
			used[key] = true
		}
	}
	for _, s := range graph.States() {
		used["state."+s.String()], used["state."+s.String()+".means"], used["page.known."+s.String()] = true, true, true
	}
	for _, k := range sources.Kinds() {
		used["kind."+k] = true
	}
	for _, s := range sources.Stances() {
		used["stance."+s] = true
	}
	for _, k := range sources.ActorKinds() {
		used["actor-kind."+k] = true
	}
	for _, m := range graph.Measures() {
		used["head.measure."+m.String()] = true
	}
	for _, a := range aspects {
		used["aspect."+a] = true
	}
	for _, m := range []sources.Modality{sources.Happened, sources.Planned, sources.Requested, sources.Hypothetical} {
		used["modality."+m.String()] = true
	}
	return used
}

// ofPages finds the keys that templates and scripts of the page and of the workbench name.
func ofPages(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	key := regexp.MustCompile(`["']((?:page|contact|count|fact|legend|desk)\.[a-z.-]+|contacts|sources|legend)["']`)
	root := os.DirFS(filepath.Join("..", ".."))
	for _, pattern := range []string{"out/page/*.tmpl", "out/page/script/*.js", "cmd/relgraph/workbench/static/*.tmpl",
		"cmd/relgraph/workbench/static/*.js"} {
		files, err := fs.Glob(root, pattern)
		if err != nil || files == nil {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(root, file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range key.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = true
			}
		}
	}
	return used
}

// A use is a call of Say with a literal key.
type use struct {
	key    string
	places []string
	at     token.Position
}

// uses finds every call of Say in the repository.
func uses(t *testing.T) []use {
	t.Helper()
	var found []use
	files := token.NewFileSet()
	inspect(t, files, "", ".Say(", func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			args := call.Args
			// by whom, to what, and fillings
			if method, ok := call.Fun.(*ast.SelectorExpr); isNamed(call.Fun, "appendSaid") {
				args = fromFillings(args[2:])
			} else if !ok || method.Sel.Name != "Say" || !isVoice(method.X) {
				return true
			}
			key, ok := literal(args[0])
			if !ok {
				if !ofWords(path) {
					t.Errorf("%s: Say with a key that is put together: want a literal, so that a test can tell which keys are used", files.Position(call.Pos()))
				}
				return true
			}
			u := use{key: key, at: files.Position(call.Pos())}
			for i := 1; i < len(args); i += 2 {
				if name, ok := literal(args[i]); ok {
					u.places = append(u.places, name)
				}
			}
			found = append(found, u)
			return true
		})
	})
	if len(found) < 20 {
		t.Fatalf("only %d calls of Say found", len(found))
	}
	return found
}

// inspect parses the files of the program below a folder of the repository that hold a text.
func inspect(t *testing.T, files *token.FileSet, folder, text string, look func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", "..", folder), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "build" ||
			strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		code, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(code), text) {
			return err
		}
		file, err := parser.ParseFile(files, path, code, 0)
		if err == nil {
			look(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// listed adds the keys of heads, labels and other words that lists ask for by a word which stands in their code, and
// that of readers' words for columns. What newTable, head, line and cell are given has to be there.
func listed(t *testing.T, en *catalogue, used map[string]bool) {
	t.Helper()
	has := func(key string) {
		if _, ok := en.patterns[key]; ok {
			used[key] = true
		}
	}
	prefixes := map[string]string{"newTable": "head.", "head": "head.", "line": "known.", "cell": "known."}
	given := 0
	inspect(t, token.NewFileSet(), filepath.Join("out", "answers"), "", func(_ string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				name := ""
				switch f := call.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				args := call.Args
				if prefixes[name] == "known." { // the indent, the label, the value, columns
					args = args[min(1, len(args)):min(2, len(args))]
				}
				for _, arg := range args {
					if word, ok := literal(arg); ok && word != "" && prefixes[name] != "" {
						used[prefixes[name]+word] = true
						given++
					}
				}
			}
			if word, ok := literal(n); ok {
				has("head." + word)
				has("changed." + word)
			}
			return true
		})
	})
	if given < 60 {
		t.Errorf("only %d heads and labels found", given)
	}
	column := func(name string) { has("column." + strings.ReplaceAll(name, "_", "-")) }
	for _, c := range sources.Columns() {
		column(c.Name)
	}
	for _, folder := range []string{"graph", "sources", filepath.Join("out", "texts")} {
		inspect(t, token.NewFileSet(), folder, "", func(_ string, file *ast.File) {
			ast.Inspect(file, func(n ast.Node) bool {
				if word, ok := literal(n); ok {
					column(word)
				}
				return true
			})
		})
	}
}

// fromFillings are a key and fillings as Say has them: names and values by turns.
func fromFillings(args []ast.Expr) []ast.Expr {
	all := args[:1:1]
	for _, arg := range args[1:] {
		filling, ok := arg.(*ast.CompositeLit)
		if !ok {
			continue
		}
		for _, field := range filling.Elts {
			if pair, ok := field.(*ast.KeyValueExpr); ok && isNamed(pair.Key, "name") {
				all = append(all, pair.Value, pair.Value)
			}
		}
	}
	return all
}

func isNamed(e ast.Expr, name string) bool {
	ident, ok := e.(*ast.Ident)
	return ok && ident.Name == name
}

// isVoice tells by its name whether the expression is a Voice: v, voice, a field of that name, or words.English().
func isVoice(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "v" || e.Name == "voice"
	case *ast.SelectorExpr:
		return e.Sel.Name == "voice" || e.Sel.Name == "Voice"
	case *ast.CallExpr:
		return true
	}
	return false
}

func ofWords(path string) bool {
	return filepath.Base(filepath.Dir(path)) == "words"
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// TestKeys holds the English catalogue to the code: every key that is used is there, none is there that is not used,
// and each place of a text is given something by every call.
func TestKeys(t *testing.T) {
	en := catalogueOf(english)
	used := families()
	maps.Copy(used, ofPages(t))
	listed(t, en, used)
	for key := range used {
		if _, ok := en.patterns[key]; !ok {
			t.Errorf("no English text for the key %q", key)
		}
	}
	for _, u := range uses(t) {
		used[u.key] = true
		p, ok := en.patterns[u.key]
		if !ok {
			t.Errorf("%s: no English text for the key %q", u.at, u.key)
		}
		for _, place := range p.places() {
			if !slices.Contains(u.places, place) {
				t.Errorf("%s: %q has the place {%s}, which the call gives nothing for", u.at, u.key, place)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(en.patterns)) {
		if !used[key] {
			t.Errorf("the key %q is in the English catalogue, and no code uses it", key)
		}
	}
}

// TestLanguages holds every catalogue to the English one: the same keys, those that are left to English said to be
// so, and no place that the English text does not have, but for "exact", which English needs nowhere.
func TestLanguages(t *testing.T) {
	en := catalogueOf(english)
	if *update {
		leaveToEnglish(t, en)
		return
	}
	for _, lang := range Languages()[1:] {
		c := catalogueOf(lang)
		for key, p := range en.patterns {
			translated, ok := c.patterns[key]
			switch {
			case slices.Contains(c.english, key):
			case !ok:
				t.Errorf("%s: no text for the key %q: want one, or %s, which -update writes", lang, key, leftToEnglish)
			default:
				for _, place := range translated.places() {
					if place != "exact" && !slices.Contains(p.places(), place) {
						t.Errorf("%s: %q has the place {%s}, which the English text has not", lang, key, place)
					}
				}
			}
		}
		for _, key := range slices.Concat(slices.Sorted(maps.Keys(c.patterns)), c.english) {
			if _, ok := en.patterns[key]; !ok {
				t.Errorf("%s: the key %q is not in the English catalogue", lang, key)
			}
		}
	}
}

var update = flag.Bool("update", false, "leave keys that a language lacks to English, in its catalogue")

// leaveToEnglish adds a line for each key that a language lacks.
func leaveToEnglish(t *testing.T, en *catalogue) {
	for _, lang := range Languages()[1:] {
		c := catalogueOf(lang)
		var lines strings.Builder
		for _, key := range slices.Sorted(maps.Keys(en.patterns)) {
			if _, ok := c.patterns[key]; !ok && !slices.Contains(c.english, key) {
				lines.WriteString(key + " = " + leftToEnglish + "\n")
			}
		}
		file := filepath.Join("catalog", lang+".properties")
		text, err := os.ReadFile(file)
		if err == nil && lines.Len() > 0 {
			err = os.WriteFile(file, append(text, lines.String()...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		given   []any
		want    string
	}{
		{"{a} and {b}", []any{"a", "Ann", "b", "Bo"}, "Ann and Bo"},
		{"{n, plural, =0 {none} one {# claim} other {# claims}}", []any{"n", 0}, "none"},
		{"{n, plural, =0 {none} one {# claim} other {# claims}}", []any{"n", 1}, "1 claim"},
		{"{n, plural, =0 {none} one {# claim} other {# claims}}", []any{"n", 21}, "21 claims"},
		{"{how, select, directed {{a} to} other {with}} {b}", []any{"how", "directed", "a", "Ann", "b", "Bo"}, "Ann to Bo"},
		{"{how, select, directed {{a} to} other {with}} {b}", []any{"how", "mutual", "b", "Bo"}, "with Bo"},
		{"{n, plural, one {# of {m, plural, one {#} other {# rows}}} other {#}}", []any{"n", 1, "m", 3}, "1 of 3 rows"},
		{"no place # here", nil, "no place # here"},
		{"{a}", nil, "{a}"},
	} {
		p, err := parsePattern(tt.pattern)
		if err != nil {
			t.Errorf("%s: %v", tt.pattern, err)
			continue
		}
		if got := string(p.write(nil, catalogueOf(english).tag, fillings(nil, tt.given))); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.pattern, got, tt.want)
		}
	}
	for bad, want := range map[string]string{
		"{":                           `byte 0: a place without a name`,
		"a}":                          `byte 1: a brace closes that none opened`,
		"{n, plural, one {x}}":        `byte 0: the arms of "n" do not end with other`,
		"{n, plural}":                 `byte 0: "plural": want plural or select, and its arms`,
		"{n, count, other {x}}":       `byte 0: "count": want plural or select, and its arms`,
		"{n, plural, one {x other {":  `byte 25: a place without a name`,
		"{n, plural, one {x} other {": `byte 27: the arm "other" of "n" has no end`,
	} {
		if _, err := parsePattern(bad); err == nil || err.Error() != want {
			t.Errorf("%s: got the error %v, want %s", bad, err, want)
		}
	}
}

func TestCatalogueErrors(t *testing.T) {
	for text, want := range map[string]string{
		"no sign here": `x.properties: "no sign here": want key = text`,
		"a = 1\na = 2": `x.properties: the key "a" stands there twice`,
		"a = {":        `x.properties: a: byte 0: a place without a name`,
	} {
		if _, err := parseCatalogue("x.properties", "en", text); err == nil || err.Error() != want {
			t.Errorf("%q: got the error %v, want %s", text, err, want)
		}
	}
}

// TestPartsSpeakTheLanguageOfTheirVoice looks into every part, so that none that is added stays with English.
func TestPartsSpeakTheLanguageOfTheirVoice(t *testing.T) {
	v, err := In("de")
	if err != nil {
		t.Fatal(err)
	}
	parts := reflect.ValueOf(v)
	if parts.NumField() < 5 {
		t.Fatalf("a voice has %d parts", parts.NumField())
	}
	for i := range parts.NumField() {
		part := parts.Type().Field(i)
		lang := parts.Field(i)
		for lang.Kind() == reflect.Struct {
			lang = lang.Field(0)
		}
		if lang.String() != "de" {
			t.Errorf("%s speaks %q: want that of its voice", part.Name, lang)
		}
	}
}

func TestIn(t *testing.T) {
	for lang, want := range map[string]string{"en": "en", "EN-gb": "en"} {
		if v, err := In(lang); err != nil || v.Lang() != want || v == (Voice{}) {
			t.Errorf("%s: got %v, %v", lang, v, err)
		}
	}
	if _, err := In("tlh"); err == nil || err.Error() != `there are no words for the language "tlh": want en, de, fr, es, ar` {
		t.Error(err)
	}
}

// places lists the names of all places, each once, in the order of first use.
func (p pattern) places() []string {
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, piece := range p {
		if piece.name != "" {
			add(piece.name)
		}
		for _, a := range piece.arms {
			for _, name := range a.then.places() {
				add(name)
			}
		}
	}
	return names
}

// TestListsSetSignsBetween holds that lists of many set one sign between all of theirs, in every language.
func TestListsSetSignsBetween(t *testing.T) {
	for _, lang := range Languages() {
		v := speech{lang}
		for _, key := range []string{comma, semicolon} {
			p, _ := patternOf(v, key)
			if len(p) != 3 || p[0].name != "first" || p[1].name != "" || p[2].name != "last" {
				t.Errorf("%s: %s: %q has more than a sign between {first} and {last}", lang, key, v.Pattern(key))
			}
		}
	}
}
