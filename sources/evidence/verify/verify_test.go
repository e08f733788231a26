package verify_test

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/evidence/verify"
)

// A row is a claim to be: its document, and the anchor's cell.
type row struct{ document, anchor string }

// dossier makes a dossier of the rows and of documents, given as id, path and digest.
func dossier(t testing.TB, rows []row, documents ...[3]string) *sources.Dossier {
	t.Helper()
	docs := [][]string{{"id", "title", "path", "sha256"}}
	for _, d := range documents {
		docs = append(docs, []string{d[0], "On " + d[0], d[1], d[2]})
	}
	claims := [][]string{{"id", "actor", "recipient", "document", "anchor"}}
	for i, r := range rows {
		claims = append(claims, []string{fmt.Sprintf("c%d", i+1), "ann", "bo", r.document, r.anchor})
	}
	d, problems := sources.OpenFS(fstest.MapFS{
		"made/actors.csv":    sheet(t, [][]string{{"id", "name"}, {"ann", "Ann"}, {"bo", "Bo"}}),
		"made/documents.csv": sheet(t, docs),
		"made/claims.csv":    sheet(t, claims),
	}, "made", sources.Options{AllowUnsourced: true})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

func sheet(t testing.TB, rows [][]string) *fstest.MapFile {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: []byte(b.String())}
}

// anchored is the anchor's cell for a passage of a text.
func anchored(t testing.TB, text, passage string) string {
	t.Helper()
	a, err := anchor.Normalise(text).Find(passage)
	if err != nil {
		t.Fatalf("%q: %v", passage, err)
	}
	return a.String()
}

func digest(data string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(data))) }

func run(t testing.TB, d *sources.Dossier, folder fs.FS) verify.Report {
	t.Helper()
	r, err := verify.Dossier(context.Background(), d, folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The paragraphs of a made-up report. The passages are in the second, third and fifth.
var paragraphs = []string{
	"River guild “in talks” with the mayor of Bath",
	"Envoys of the guild met the mayor’s secretary twice in March, an unnamed clerk told the Bath Courier – though nobody at the town hall would speak about it.",
	"The Dean of Orléans sent a message to the bridge wardens over several weeks, asking for a share of the new toll and offering stone in return.",
	"Rain kept most people away from the market that week. The price of wool fell for the third time since Christmas.",
	"“We have never spoken to them,” the mayor said on Friday, when a reporter asked her about the letters and the two visits in question.",
	"The Courier has a garden column on page nine.",
}

var article = strings.Join(paragraphs, "\n\n") + "\n"

var passages = []string{
	"Envoys of the guild met the mayor's secretary twice in March, an unnamed clerk told the Bath Courier",
	"The Dean of Orléans sent a message to the bridge wardens over several weeks, asking for a share of the new toll",
	"\"We have never spoken to them,\" the mayor said on Friday, when a reporter asked her about the letters",
}

// altered is the article with old in it replaced by new.
func altered(old, new string) string {
	if strings.Count(article, old) != 1 {
		panic(fmt.Sprintf("%q stands %d times", old, strings.Count(article, old)))
	}
	return strings.Replace(article, old, new, 1)
}

func windows1252(text string) string {
	s, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return s
}

// What happens to pages, and what is said of each of the three passages then.
var damages = []struct{ name, file, copy, first, second, third string }{
	{"nothing", "a.txt", article, "verified", "verified", "verified"},
	{"straight quotes", "a.txt", strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "–", "-").Replace(article),
		"verified", "verified", "verified"},
	{"other quotes", "a.txt", strings.NewReplacer("“", "«", "”", "»", "’", "‘").Replace(article), "verified",
		"verified", "verified"},
	{"lines wrapped anew", "a.txt", strings.ReplaceAll(article, " the ", " the\r\n   "), "verified", "verified",
		"verified"},
	{"no-break spaces and soft hyphens", "a.txt", strings.NewReplacer("a ", "a\u00A0", "secretary",
		"secre\u00ADtary").Replace(article), "verified", "verified", "verified"},
	{"decomposed", "a.txt", norm.NFD.String(article), "verified", "verified", "verified"},
	{"Windows-1252", "a.txt", windows1252(article), "verified", "verified", "verified"},
	{"byte order mark", "a.txt", "\uFEFF" + article, "verified", "verified", "verified"},
	{"Markdown", "a.md", article, "verified", "verified", "verified"},
	{"a page around it", "a.html", "<title>Courier</title><nav>Home News</nav><script>var x</script><article><p>" +
		strings.Join(paragraphs, "</p>\n<p>") + "</p></article>", "verified", "verified", "verified"},
	{"a page with links in it", "a.html", "<h1>" + paragraphs[0] + "</h1><p>" +
		strings.Join(paragraphs[1:], "</p><p>") + "</p>",
		"verified", "verified", "verified"},
	{"an end added", "a.txt", article + "\nRead more: ten bridges to see.\n", "verified", "verified", "verified"},

	{"a banner before it", "a.txt", "We use cookies.\n\n" + article,
		"moved: 16 characters further down", "moved: 16 characters further down", "moved: 16 characters further down"},
	{"headline taken off", "a.txt", strings.TrimPrefix(article, paragraphs[0]),
		"moved: 46 characters further up", "moved: 46 characters further up", "moved: 46 characters further up"},
	{"a paragraph moved to the end", "a.txt", strings.Join([]string{paragraphs[0], paragraphs[2], paragraphs[3],
		paragraphs[4], paragraphs[5], paragraphs[1]}, "\n"),
		"moved: 435 characters further down", "moved: 156 characters further up", "moved: 156 characters further up"},

	{"first word", "a.txt", altered("Envoys of the guild", "Heralds of the guild"),
		"changed: found by its first and last words, 1 character longer (at least 1 % of it differ), its first words differ in 6 of 19 characters",
		"moved: 1 character further down", "moved: 1 character further down"},
	{"middle word", "a.txt", altered("several weeks", "several days"),
		"verified", "changed: found by its first and last words, 1 character shorter (at least 1 % of it differ)",
		"moved: 1 character further up"},
	{"one digit's worth in the middle", "a.txt", altered("twice in March", "twice in Match"),
		"changed: found by its first and last words, of the same length", "verified", "verified"},
	{"last word", "a.txt", altered("about the letters", "about the notices"),
		"verified", "verified",
		"changed: found by its first and last words, of the same length, its last words differ in 5 of 21 characters"},
	{"a word put in", "a.txt", altered("never spoken", "never once spoken"),
		"verified", "verified",
		"changed: found by its first and last words, 5 characters longer (at least 5 % of it differ), its first words differ in 5 of 21 characters"},
	{"a longer word at the end", "a.txt", altered("the Bath Courier –", "the Bath Couriers –"),
		"changed: found by its first and last words, 1 character longer (at least 1 % of it differ), its last words differ in 1 of 21 characters",
		"moved: 1 character further down", "moved: 1 character further down"},
	{"a banner and a word", "a.txt", "We use cookies.\n\n" + altered("several weeks", "seven weeks"),
		"moved: 16 characters further down",
		"changed: found by its first and last words, 2 characters shorter (at least 2 % of it differ), 16 characters further down",
		"moved: 14 characters further down"},
	{"second half rewritten", "a.txt",
		altered("over several weeks, asking for a share of the new toll and offering stone in return",
			"but had no reply at all"),
		"verified", "changed: only its first words are found", "moved: 60 characters further up"},
	{"first half rewritten", "a.txt", altered("“We have never spoken to them,” the mayor said on Friday, when",
		"Nothing was said until"),
		"verified", "verified", "changed: only its last words are found, 40 characters further up"},
	{"noise from OCR", "a.txt", strings.NewReplacer("Envoys of", "Envoy5 0f", "met the", "rnet the", "clerk told",
		"cierk toid", "Dean", "Dcan", "wardens", "warclens", "new toll", "ncw toll").Replace(article),
		"changed: found by its first and last words, 1 character longer (at least 1 % of it differ), its first words differ in 2 of 19 characters, its last words differ in 1 of 21 characters",
		"changed: found by its first and last words, 1 character longer (at least 1 % of it differ), its first words differ in 1 of 19 characters, its last words differ in 1 of 15 characters, 1 character further down",
		"moved: 2 characters further down"},
	{"noise in every word", "a.txt", altered("Envoys of the guild", "Envoy5 0f thc gui1d"),
		"changed: found by its first and last words, of the same length, its first words differ in 4 of 19 characters",
		"verified", "verified"},

	{"a paragraph taken out", "a.txt", strings.Join([]string{paragraphs[0], paragraphs[1], paragraphs[3], paragraphs[4],
		paragraphs[5]}, "\n"),
		"verified", "gone", "moved: 142 characters further up"},
	{"another article", "a.txt",
		"The weather will be fine tomorrow, and the ferry goes at noon from the new quay. No delays are known of.",
		"gone", "gone", "gone"},
	{"another alphabet", "a.txt", "新华社报道双方在当地举行了会谈并就有关问题交换了意见", "gone", "gone", "gone"},

	{"nothing in the file", "a.txt", " \n", "no copy", "no copy", "no copy"},
}

func TestDamages(t *testing.T) {
	for _, tt := range damages {
		t.Run(tt.name, func(t *testing.T) {
			var rows []row
			for _, p := range passages {
				rows = append(rows, row{"d", anchored(t, article, p)})
			}
			d := dossier(t, rows, [3]string{"d", tt.file, digest(article)})
			r := run(t, d, fstest.MapFS{tt.file: {Data: []byte(tt.copy)}})
			for i, want := range []string{tt.first, tt.second, tt.third} {
				got := answers.Proof(words.English(), r.Claims[i])
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("passage %d (-want +got):\n%s\nfound: %q", i+1, diff, r.Claims[i].Passage)
				}
			}
			if same := r.Documents[0].Status == verify.Recorded; same != (tt.copy == article) {
				t.Errorf("the copy is said to be the %s", r.Documents[0].Status)
			}
		})
	}
}

// No change of a letter or digit within a passage is ever taken for the passage, however it comes about.
func TestChangeIsNeverVerified(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		which := rapid.IntRange(0, len(passages)-1).Draw(rt, "passage")
		text := anchor.Normalise(article)
		a, err := text.Find(passages[which])
		if err != nil {
			rt.Fatal(err)
		}
		runes := []rune(text.String())
		at := a.Start + rapid.IntRange(0, a.Length-1).Draw(rt, "place")
		letter := string(rapid.RuneFrom([]rune("aeiouAEt0189éñЖ双")).Draw(rt, "letter"))
		before, after := string(runes[:at]), string(runes[at+1:])
		var changed string
		switch edit := rapid.SampledFrom([]string{"exchange", "put in", "leave out"}).Draw(rt, "edit"); {
		case edit == "put in":
			at = max(at, a.Start+1) // before that it is no change of the passage
			changed = string(runes[:at]) + letter + string(runes[at:])
		case edit == "leave out" && runes[at] != ' ':
			changed = before + after
		case letter == string(runes[at]):
			return
		default:
			changed = before + letter + after
		}
		changed = rapid.SampledFrom([]string{"", "We use cookies. "}).Draw(rt, "banner") + changed
		d := dossier(t, []row{{"d", a.String()}}, [3]string{"d", "a.txt", ""})
		if got := run(t, d, fstest.MapFS{"a.txt": {Data: []byte(changed)}}).Claims[0]; got.Status == verify.Verified ||
			got.Status == verify.Moved {
			rt.Fatalf("%s: %q", got.Status, got.Passage)
		}
	})
}

// What may change in a copy without a word being another leaves every passage verified.
func TestSameWordsAreVerified(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var b strings.Builder
		for _, r := range article {
			switch r {
			case ' ':
				b.WriteString(rapid.SampledFrom([]string{" ", "\u00A0", "\n", "  ", "\t\u2009", "\r\n"}).Draw(rt, "space"))
			case '“', '”':
				b.WriteString(rapid.SampledFrom([]string{`"`, "“", "”", "„", "«", "»"}).Draw(rt, "quotes"))
			case '’':
				b.WriteString(rapid.SampledFrom([]string{"'", "‘", "’", "′"}).Draw(rt, "apostrophe"))
			case '–':
				b.WriteString(rapid.SampledFrom([]string{"-", "—", "\u2011"}).Draw(rt, "dash"))
			case 'é':
				b.WriteString(rapid.SampledFrom([]string{"é", "e\u0301"}).Draw(rt, "accent"))
			case 'e':
				b.WriteString(rapid.SampledFrom([]string{"e", "e\u00AD", "\u200Be"}).Draw(rt, "invisible"))
			default:
				b.WriteRune(r)
			}
		}
		var rows []row
		for _, p := range passages {
			rows = append(rows, row{"d", anchored(t, article, p)})
		}
		r := run(t, dossier(t, rows, [3]string{"d", "a.txt", ""}), fstest.MapFS{"a.txt": {Data: []byte(b.String())}})
		if !r.AllVerified() {
			rt.Fatalf("%d of %d verified in %q", r.Count(verify.Verified), len(rows), b.String())
		}
	})
}

// Of claims without a copy and copies without a digest it is said what is missing.
func TestWhatIsMissing(t *testing.T) {
	cell := anchored(t, article, passages[0])
	d := dossier(t, []row{{"same", cell}, {"other", cell}, {"new", cell}, {"none", cell}, {"lost", cell},
		{"strange", cell}, {"outside", cell}, {"", cell}, {"same", ""}, {"none", ""}},
		[3]string{"same", "2014/a.txt", strings.ToUpper(digest(article))}, [3]string{"other", "b.txt", digest("else")},
		[3]string{"new", "b.txt", ""},
		[3]string{"none", "", ""}, [3]string{"lost", "lost.txt", ""}, [3]string{"strange", "a.epub", ""},
		[3]string{"outside", "../a.txt", ""})
	r := run(t, d, fstest.MapFS{"2014/a.txt": {Data: []byte(article)}, "b.txt": {Data: []byte(article)},
		"a.epub": {Data: []byte("x")}})
	var got []string
	for _, c := range r.Claims {
		got = append(got, fmt.Sprintf("%s %s: %s", c.Claim.Document, c.Status, c.Note))
	}
	for _, doc := range r.Documents {
		got = append(got, fmt.Sprintf("%s %s: %s", doc.Document.ID, doc.Status, doc.Note))
	}
	const strange = `copy "a.epub": unknown ending ".epub": want .txt, .md, .html, .htm, .pdf, .docx`
	const outside = `copy "../a.txt": the name leads out of the folder: want the name of a file in it, with "/" between folders`
	want := []string{
		"same verified: ", "other verified: ", "new verified: ",
		"none no copy: ", "lost no copy: ", "strange no copy: ", "outside no copy: ",
		" no copy: no document",
		"same not anchored: ", "none not anchored: ",

		"same recorded copy: ", "other other copy: ", "new no digest recorded: ",
		`none no copy: the row names no copy: want a file name in the column "path"`,
		`lost no copy: the folder has no file "lost.txt"`,
		"strange cannot be read: " + strange,
		"outside cannot be read: " + outside,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An anchor whose words were changed by hand is proved by its digest and the words are said to be wrong.
func TestWordsOfTheAnchorAreNoProof(t *testing.T) {
	cell := strings.Replace(anchored(t, article, passages[0]), "Envoys of", "Heralds of", 1)
	for copy, want := range map[string]string{
		article:           "verified: the words in the anchor are not those of the passage",
		"New! " + article: "moved: 5 characters further down, the words in the anchor are not those of the passage",
	} {
		c := run(t, dossier(t, []row{{"d", cell}}, [3]string{"d", "a.txt", ""}),
			fstest.MapFS{"a.txt": {Data: []byte(copy)}}).Claims[0]
		if diff := cmp.Diff(want, answers.Proof(words.English(), c)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// A passage in a script without spaces has no words to search by; it is proved and found again all the same.
func TestWithoutWords(t *testing.T) {
	const passage = "双方在当地举行了会谈并就有关问题交换了意见但没有透露会谈的具体内容以及参加会谈的人员名单和日期"
	text := "新华社报道。" + passage + "。记者从有关方面获悉。"
	cell := anchored(t, text, passage)
	for copy, want := range map[string]string{
		text:         "verified",
		"快讯。" + text: "moved: 3 characters further down",
		strings.Replace(text, "会谈", "会议", 1): "gone: the anchor holds no words to search by",
	} {
		c := run(t, dossier(t, []row{{"d", cell}}, [3]string{"d", "a.txt", ""}),
			fstest.MapFS{"a.txt": {Data: []byte(copy)}}).Claims[0]
		if diff := cmp.Diff(want, answers.Proof(words.English(), c)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// large is a dossier of ten claims in each of so many documents of some 6,000 characters.
func large(t testing.TB, documents int) (*sources.Dossier, fstest.MapFS) {
	const claims = 10
	folder := fstest.MapFS{}
	var rows []row
	var docs [][3]string
	for d := range documents {
		var b strings.Builder
		var quotes []string
		for p := range claims {
			quote := fmt.Sprintf("On day %d of the month envoy %d of the guild met the wardens of bridge %d and spoke for %d hours about toll", p+1, d, d*p, p+2)
			quotes = append(quotes, quote)
			b.WriteString(quote + " and stone. " +
				strings.Repeat("It rained and the price of wool fell once more in town. ", 9) + "\n")
		}
		id := fmt.Sprintf("d%d", d)
		for _, q := range quotes {
			rows = append(rows, row{id, anchored(t, b.String(), q)})
		}
		folder[id+".txt"] = &fstest.MapFile{Data: []byte(b.String())}
		docs = append(docs, [3]string{id, id + ".txt", digest(b.String())})
	}
	return dossier(t, rows, docs...), folder
}

func TestProgress(t *testing.T) {
	d, folder := large(t, 200)
	last := 0
	r, err := verify.Dossier(context.Background(), d, folder, func(done, all int) {
		if done < last || all != 2000 {
			t.Errorf("%d of %d after %d", done, all, last)
		}
		last = done
	})
	if err != nil || !r.AllVerified() || last != 2000 {
		t.Errorf("%d verified, %d told, error %v", r.Count(verify.Verified), last, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := verify.Dossier(ctx, d, folder, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after it was cancelled: error %v", err)
	}
}

// The dear case is a passage that changed: then its document is searched for something like it.
func BenchmarkDossier(b *testing.B) {
	d, folder := large(b, 1000)
	changed := fstest.MapFS{}
	for name, file := range folder {
		changed[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(file.Data), " spoke ", " argued "))}
	}
	for name, folder := range map[string]fstest.MapFS{"verified": folder, "changed": changed} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run(b, d, folder)
			}
		})
	}
}
