package style

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"relgraph/graph"
)

// grounds are what text stands on.
func (t *Theme) grounds() []Colour {
	grounds := []Colour{t.Paper}
	for _, tint := range t.tints {
		grounds = append(grounds, tint.Fill)
	}
	return grounds
}

func themesOf(t *testing.T) []*Theme {
	t.Helper()
	var all []*Theme
	for _, name := range Names() {
		theme, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, theme)
	}
	return all
}

func TestTextCanBeRead(t *testing.T) {
	for _, theme := range themesOf(t) {
		for _, w := range theme.Warnings() {
			t.Error(w)
		}
	}
}

func TestContrastIsThatOfTheStandard(t *testing.T) {
	for _, c := range []struct {
		a, b Colour
		want float64
	}{{"#ffffff", "#000000", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#ffffff", "#0000ff", 8.59}} {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// seen is how the three forms of colour blindness, and a grey printer, turn linear red, green and blue: the matrices of
// Machado, Oliveira and Fernandes (2009) for full severity, and the luminance of WCAG.
var seen = map[string][3][3]float64{
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	"grey print":   {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
}

func through(c Colour, m [3][3]float64) Colour {
	var rgb [3]int
	fmt.Sscanf(string(c), "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2])
	var linear [3]float64
	for i, v := range rgb {
		if s := float64(v) / 255; s <= 0.04045 {
			linear[i] = s / 12.92
		} else {
			linear[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	for i, row := range m {
		v := min(1, max(0, row[0]*linear[0]+row[1]*linear[1]+row[2]*linear[2]))
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		rgb[i] = int(math.Round(v * 255))
	}
	return Colour(fmt.Sprintf("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]))
}

// TestTextCanBeReadByEveryone holds the contrast as those see it who tell fewer colours apart, and as a grey printer
// prints it.
func TestTextCanBeReadByEveryone(t *testing.T) {
	const want = 4.4 // a tenth for the rounding of simulated colours
	for _, theme := range themesOf(t) {
		for how, m := range seen {
			for _, ground := range theme.grounds() {
				for _, text := range []Colour{theme.Ink, theme.Muted, theme.Link, theme.Alarm} {
					if c := Contrast(through(text, m), through(ground, m)); c < want {
						t.Errorf("%s, %s: %s on %s has a contrast of %.2f, want %.1f", theme.Name, how, text, ground, c,
							want)
					}
				}
			}
			for _, tint := range theme.tints {
				if c := Contrast(through(tint.Text, m), through(tint.Fill, m)); c < want {
					t.Errorf("%s, %s: a side's name %s on %s has a contrast of %.2f, want %.1f", theme.Name, how,
						tint.Text, tint.Fill, c, want)
				}
			}
		}
	}
}

// TestStatesAreToldApartWithoutColour holds that no two states share both dashes and mark, nor a mark alone.
func TestStatesAreToldApartWithoutColour(t *testing.T) {
	for _, theme := range themesOf(t) {
		marks, lines := map[Mark]graph.State{}, map[string]graph.State{}
		for _, s := range graph.States() {
			line := theme.Of(s)
			if line.Mark == NoMark {
				continue // not drawn
			}
			if other, taken := marks[line.Mark]; taken {
				t.Errorf("%s: %s has the mark of %s", theme.Name, s, other)
			}
			marks[line.Mark] = s
			look := fmt.Sprint(line.Width, line.Dash)
			if other, taken := lines[look]; taken && s > graph.Corroborated {
				t.Errorf("%s: %s has the line of %s", theme.Name, s, other)
			}
			lines[look] = s
		}
		if len(marks) != 10 {
			t.Errorf("%s: %d states with a mark, want the 10 that are drawn", theme.Name, len(marks))
		}
	}
}

func TestSidesBeyondTheLastTintBeginAnew(t *testing.T) {
	theme := Report()
	if theme.Tint(len(theme.tints)) != theme.Tint(0) {
		t.Error("the tint after the last is not the first")
	}
}

func TestAThemeFileSaysOnlyWhatDiffers(t *testing.T) {
	theme, err := Parse("house/ours.yaml",
		[]byte("colours: {link: \"#113355\"}\nlines:\n  planned: {width: 2}\ntext: {title: 18}\n"))
	if err != nil {
		t.Fatal(err)
	}
	report := Report()
	if theme.Name != "ours" || theme.Link != "#113355" || theme.Ink != report.Ink || theme.Tint(3) != report.Tint(3) {
		t.Errorf("colours %+v", theme)
	}
	want := report.Of(graph.Planned)
	want.Width = 2
	if got := theme.Of(graph.Planned); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("a planned contact is drawn as %v, want %v", got, want)
	}
	if theme.Text.Title != 18 || theme.Text.Name != report.Text.Name {
		t.Errorf("text %+v", theme.Text)
	}
}

func TestAThemeFileWithAFaultIsRefused(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"colours: {link: blue}", `t.yaml: colour link is "blue": want #rrggbb`},
		{"colours: {sky: \"#00aaff\"}", `t.yaml: unknown colour name "sky": want alarm, border, ink, link, muted, paper`},
		{"sides: [{fill: \"#ffffff\"}]", `t.yaml: colour "" of side 1: want fill, edge and text, each #rrggbb`},
		{"lines: {rumoured: {width: 1}}",
			`t.yaml: unknown state "rumoured" of a line: want affiliation, confirmed-by-both, confirmed-by-one, corroborated, denied, disputed, hypothetical, planned, reported-twice, requested, retracted, single-origin, unreported, unsourced`},
		{"lines: {planned: {width: 500}}", "t.yaml: line of planned is 500 pt wide: want 0.1 to 100"},
		{"lines: {planned: {colour: mauve}}",
			"t.yaml: line of planned: want a colour of alarm, border, ink, link, muted, paper"},
		{"lines: {planned: {dash: [0]}}", "t.yaml: dash of 0 pt in the line of planned: want 0.1 to 100"},
		{"lines: {planned: {mark: star}}",
			`t.yaml: unknown mark "star" of planned: want broken-ring, cross, diamond, disc, disc-in-ring, ring, square, triangle, two-discs, two-rings`},
		{"text: {title: 1}", "t.yaml: text of 1 pt: want 4 to 100"},
		{"text:\n  titel: 3", `t.yaml:2:3: unknown field "titel"`},
		{"lines:\n  planned: {wide: 3}", `t.yaml:2:13: unknown field "wide"`},
		{"colours: [", "t.yaml:1:10: sequence end token ']' not found"},
	} {
		if _, err := Parse("t.yaml", []byte(c.file)); err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.file, err, c.want)
		}
	}
}

func TestUnknownThemesAreNamed(t *testing.T) {
	_, err := Named("sepia")
	if want := `unknown theme "sepia": want report, grey, dark, slide, or a theme file (name.yaml)`; err == nil ||
		err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestColoursThatCannotBeReadAreSaid(t *testing.T) {
	theme, err := Parse("pale.yaml", []byte("colours: {muted: \"#bbbbbb\"}"))
	if err != nil {
		t.Fatal(err)
	}
	warnings := theme.Warnings()
	if want := "theme pale: muted, #bbbbbb on #ffffff, has a contrast of 1.9 to 1: want 4.5 or more"; len(warnings) == 0 || warnings[0] != want {
		t.Errorf("got %s, want %s first", strings.Join(warnings, "\n"), want)
	}
}

// A small theme that nests without end is refused before the parser takes memory for it.
func TestThemeDepth(t *testing.T) {
	for _, text := range []string{"sides: " + strings.Repeat("[", 60_000), "lines: " + strings.Repeat("{a: ", 60_000)} {
		_, err := Parse("t.yaml", []byte(text))
		const want = "lists or entries stand too deep in each other: want at most 24 levels, as in a list of entries with lists of values"
		if err == nil || !strings.HasPrefix(err.Error(), "t.yaml:1:") || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%v", err)
		}
	}
}

// TestStatesAreToldApartByColourAlone holds the colours of graph files: each state has one of its own, also as those see
// it who tell fewer colours apart, and it can be seen on white (3 to 1 by WCAG 2.2).
func TestStatesAreToldApartByColourAlone(t *testing.T) {
	colours := map[string]Colour{"affiliation": Report().Affiliation().Alone}
	for _, s := range graph.States() {
		if s == graph.Denied || s == graph.Retracted || s == graph.Unreported { // no lines
			continue
		}
		colours[s.String()] = Of(s).Alone
		if c := Contrast(Of(s).Alone, "#ffffff"); c < 3 {
			t.Errorf("%s: a contrast of %.2f on white, want 3", s, c)
		}
	}
	for name, m := range seen {
		if name == "grey print" { // in which widths and labels have to tell
			continue
		}
		for a, one := range colours {
			for b, other := range colours {
				if a < b && distance(through(one, m), through(other, m)) < 45 {
					t.Errorf("%s: %s and %s look alike: %s, %s", name, a, b, through(one, m), through(other, m))
				}
			}
		}
	}
}

// distance is how far two colours are apart, in steps of 255 of red, green and blue together.
func distance(a, b Colour) float64 {
	r1, g1, b1 := a.RGB()
	r2, g2, b2 := b.RGB()
	return math.Sqrt(math.Pow(float64(r1)-float64(r2), 2) + math.Pow(float64(g1)-float64(g2), 2) +
		math.Pow(float64(b1)-float64(b2), 2))
}
