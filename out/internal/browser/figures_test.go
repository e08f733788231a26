//go:build browser

package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A figure is what a command line of "relgraph export" draws.
type figure struct {
	name     string
	dossier  string
	flags    []string
	anchored bool // each claim says which words it stands on
	walked   bool // gone through by keyboard and screen reader too, which takes its time
	letters  bool // some letters are in no font of relgraph's: SVG leaves them to the reader's, PNG is refused
	states   int  // of contacts that it shows, at the least; 0 for not to be looked at
}

func (f figure) file() string { return f.name + ".svg" }

func (f figure) picture() string { return f.name + ".png" }

// embeds tells whether the figure is to carry its letters.
func (f figure) embeds() bool { return !slices.Contains(f.flags, "--font-mode") }

const builtIn = "syria-contacts"

// figures are drawn before the tests run.
var figures = []figure{
	{name: "report", dossier: builtIn, anchored: true, walked: true, states: 3},
	{name: "grey", dossier: builtIn, anchored: true, states: 3, flags: []string{"--theme", "grey"}},
	{name: "dark", dossier: builtIn, anchored: true, states: 3, flags: []string{"--theme", "dark"}},
	{name: "slide", dossier: builtIn, anchored: true, flags: []string{"--theme", "slide", "--actor", "hts"}},
	{name: "a4", dossier: builtIn, anchored: true, flags: []string{"--size", "a4"}},
	{name: "a4-landscape", dossier: builtIn, anchored: true, flags: []string{"--size", "a4", "--landscape"}},
	{name: "system", dossier: builtIn, anchored: true, flags: []string{"--font-mode", "system"}},
	{name: "paths", dossier: builtIn, anchored: true, walked: true, flags: []string{"--font-mode", "paths"}},
	{name: "chains", dossier: builtIn, anchored: true, walked: true, flags: []string{"--what", "chains"}},
	{name: "chain-of-one", dossier: builtIn, anchored: true,
		flags: []string{"--what", "chains", "--contact", "hts--us-intelligence--meeting--2024-12-22.."}},
	{name: "ledger", dossier: builtIn, anchored: true, walked: true, states: 3, flags: []string{"--layout", "ledger"}},
	{name: "ledger-85mm", dossier: builtIn, anchored: true, states: 3,
		flags: []string{"--layout", "ledger", "--size", "85mm"}},
	{name: "ledger-slide", dossier: builtIn, anchored: true, states: 3,
		flags: []string{"--layout", "ledger", "--size", "slide"}},
	{name: "matrix", dossier: builtIn, anchored: true, flags: []string{"--what", "matrix"}},
	{name: "layered", dossier: builtIn, anchored: true, flags: []string{"--layout", "layered"}},
	{name: "radial", dossier: builtIn, anchored: true, flags: []string{"--layout", "radial"}},
	{name: "force", dossier: builtIn, anchored: true, flags: []string{"--layout", "force"}},
	{name: "timeline", dossier: builtIn, anchored: true, walked: true, flags: []string{"--what", "timeline"}},
	{name: "timeline-a3", dossier: builtIn, anchored: true, flags: []string{"--what", "timeline", "--size", "a3"}},
	{name: "arabic", dossier: "../../../docs/gallery/reading-rooms.csv"},
	{name: "scripts", dossier: "scripts.csv", letters: true, walked: true},
	{name: "scripts-paths", dossier: "scripts.csv", letters: true, flags: []string{"--font-mode", "paths"}},
	{name: "forty", dossier: "forty.csv", states: 8, flags: []string{"--allow-unsourced"}},
	{name: "forty-a3", dossier: "forty.csv", flags: []string{"--allow-unsourced", "--size", "a3"}},
	{name: "forty-grey", dossier: "forty.csv", states: 8, flags: []string{"--allow-unsourced", "--theme", "grey"}},
}

// draw writes the figures into the workshop.
func draw() error {
	for file, text := range map[string]string{"scripts.csv": scripts, "forty.csv": forty()} {
		if err := os.WriteFile(filepath.Join(workshop, "figures", file), []byte(text), 0o644); err != nil {
			return err
		}
	}
	bin, err := filepath.Abs(filepath.Join(workshop, "bin", "relgraph"))
	if err != nil {
		return err
	}
	for _, f := range figures {
		args := append([]string{"export", f.dossier, "-o", f.file()}, f.flags...)
		if !f.letters {
			args = append(args, "-o", f.picture(), "--dpi", "96")
		}
		cmd := exec.Command(bin, args...)
		cmd.Dir = filepath.Join(workshop, "figures")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", cmd, err, out)
		}
	}
	return nil
}

// scripts is a sheet with names in several scripts; some of the letters are in no font that relgraph carries.
const scripts = `from,to,url,label
وزارة الأمثلة,Ministry of Examples,https://example.org/1,talks
وزارة الأمثلة,משרד הדוגמאות,https://example.org/2,letter (رسالة)
משרד הדוגמאות,例子部,https://example.org/3,meeting in 例子市
例子部,Ministry of Examples,https://example.org/4,visit
Ministry of Examples,Beispielamt für Übermaß,https://example.org/5,call
Клуб примеров,Ministry of Examples,https://example.org/6,"talks, ""off record"""
Σύλλογος Παραδειγμάτων,Клуб примеров,https://example.org/7,message
Sample 🕊️ Group,Ministry of Examples,https://example.org/8,call ☎
AVAVAVAVAV fi fl WAVE,Sample 🕊️ Group,https://example.org/9,mediation
Cộng hòa Ví dụ,Ministry of Examples,https://example.org/10,visit
`

// forty is a sheet with forty contacts in every state that a contact can be drawn in.
func forty() string {
	var b strings.Builder
	b.WriteString("actor,recipient,document,kind,stance,modality,asserted_by,label,date\n")
	kinds := []string{"talks", "meeting", "call", "message", "visit"}
	for i := range 40 {
		from, to := fmt.Sprintf("Ministry No. %d", i%9), fmt.Sprintf("Organisation No. %d", (i*5+i/9)%11)
		row := func(document, stance, modality, speaker string) {
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s,exchange no. %d,20%02d\n", from, to, document, kinds[i%len(kinds)],
				stance, modality, speaker, i+1, 10+i%15)
		}
		first, second := fmt.Sprintf("https://example.org/%d", i), fmt.Sprintf("https://example.com/%d", i)
		switch i % 8 {
		case 0:
			row(first, "confirms", "", from+" (on record)")
		case 1:
			row(first, "reports", "", "")
			row(second, "reports", "", "")
		case 2:
			row(first, "reports", "", "unnamed source (anonymous)")
		case 3:
			row(first, "reports", "", "")
			row(second, "denies", "", to)
		case 4:
			row(first, "reports", "requested", "")
		case 5:
			row(first, "reports", "planned", "")
		case 6:
			row(first, "reports", "hypothetical", "")
		case 7:
			row("", "reports", "", "")
		}
	}
	return b.String()
}
