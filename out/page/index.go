package page

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

//go:embed script/*.js
var modules embed.FS

// modulesInOrder are the script's modules: each stands on those before it.
var modulesInOrder = []string{"data", "words", "choose", "address", "figure", "card", "table", "controls", "time",
	"story", "main"}

// Module is a module of the script by its name, for another page that has the same words and data in it; nil if there
// is none of that name.
func Module(name string) []byte {
	if !slices.Contains(modulesInOrder, name) {
		return nil
	}
	return must(modules.ReadFile("script/" + name + ".js"))
}

// script is the modules as one script, without remarks: each is a function that returns what it exports.
var script = sync.OnceValue(func() string {
	// the parts of a module's text that tie it to others, and those that are for people
	importLine := regexp.MustCompile(`(?m)^import (?:\* as )?(.+?) from '\./(\w+)\.js';$`)
	exported := regexp.MustCompile(`(?m)^export (?:const|let|function|async function) (\w+)`)
	var leftOut []*regexp.Regexp
	for _, remark := range []string{`(?s)/\*\*.*?\*/[ \t]*\n?`, `(?m)^\s*//.*\n`, `(?m)^export `, `(?m)^[ \t]+`} {
		leftOut = append(leftOut, regexp.MustCompile(remark))
	}
	var b strings.Builder
	b.WriteString("(()=>{'use strict';\n")
	for _, name := range modulesInOrder {
		text := string(must(modules.ReadFile("script/" + name + ".js")))
		var names []string
		for _, m := range exported.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		for _, of := range leftOut {
			text = of.ReplaceAllString(text, "")
		}
		text = importLine.ReplaceAllString(text, "const $1 = $2$$;")
		b.WriteString("const " + name + "$=(()=>{\n" + text + "return {" + strings.Join(names, ",") + "}})();\n")
	}
	b.WriteString("})()")
	return b.String()
})

// said are the keys of texts that the script fills itself.
var said = sync.OnceValue(func() (keys []string) {
	key := regexp.MustCompile(`'((?:page|contact|count)\.[a-z.-]+)'`)
	for _, m := range key.FindAllStringSubmatch(script(), -1) {
		keys = append(keys, m[1])
	}
	return keys
})

// An index is what the script needs beside the page's text. Contacts are in the order of the table.
type index struct {
	Version   int                  `json:"v"`
	Lang      string               `json:"lang"`
	Words     map[string]string    `json:"words"`
	States    []string             `json:"states"`
	Means     []string             `json:"means"`
	Kinds     []kindIndex          `json:"kinds"`
	Sides     []string             `json:"sides"`
	Actors    []actorIndex         `json:"actors"`
	Documents []documentIndex      `json:"documents"`
	Contacts  []contactIndex       `json:"contacts"`
	Days      []dayIndex           `json:"days"`  // that contacts name, for the slider
	Stops     []stopIndex          `json:"stops"` // of "known by"
	Says      []string             `json:"says"`  // sentences of histories
	Steps     []stepIndex          `json:"steps,omitempty"`
	Looks     map[string]lookIndex `json:"looks,omitempty"` // of states in which contacts were known once
	Overview  bool                 `json:"overview,omitempty"`
}

type lookIndex struct {
	Width string `json:"width"`
	Dash  string `json:"dash"`
}

type kindIndex struct {
	ID   sources.KindID `json:"id"`
	Word string         `json:"word"`
}

type actorIndex struct {
	ID      sources.ActorID `json:"id"`
	Name    string          `json:"name"`
	Short   string          `json:"short,omitempty"` // if it is another
	Aliases []string        `json:"also,omitempty"`
	Side    int             `json:"side"` // -1 for none
}

type documentIndex struct {
	ID     sources.DocumentID `json:"id"`
	Number int                `json:"n"`
}

// contactIndex has numbers of lists.
type contactIndex struct {
	ID      sources.ContactID `json:"id,omitempty"` // in a long list its row alone has it
	From    []int             `json:"f"`            // actors
	To      []int             `json:"t"`
	Via     []int             `json:"w,omitempty"`
	Kind    int               `json:"k"`
	State   int               `json:"s"`
	Docs    []int             `json:"d,omitempty"`
	Checked int               `json:"c"` // 0 none of its rows, 1 some, 2 all
	Flags   int               `json:"x"`
	Dates   [][]int           `json:"e,omitempty"` // numbers of days, first and last, -1 for none; a third, 1, if uncertain
	// stop, state (-1 for not known), perhaps, sentence; of a line of a roll-up how many contacts, of how many
	History [][]int `json:"h,omitempty"`
}

// Flags of a contact.
const (
	tieFlag = 1 << iota
	drawnFlag
	linkFlag
	perhapsFlag
	doubtedFlag
	directedFlag
)

type dayIndex struct {
	Day  string `json:"d"`
	Word string `json:"w"`
}

type stopIndex struct {
	Day  string   `json:"d"` // "" for today
	Word string   `json:"w"`
	Came []string `json:"c,omitempty"`
}

type stepIndex struct {
	Title    string `json:"title"`
	Text     string `json:"text"`
	Contacts []int  `json:"contacts"`
}

// indexOf is the index of a page's data.
func indexOf(d *Data, j *Job, v words.Voice) index {
	x := indexer{d: d, theme: j.Theme, overview: j.Overview, states: map[string]int{"": -1},
		kinds: map[sources.KindID]int{}, actors: map[sources.ActorID]int{}, documents: map[sources.DocumentID]int{},
		days: daysOf(d), sentences: map[string]int{},
		index: index{States: []string{}, Means: []string{}, Kinds: []kindIndex{}, Actors: []actorIndex{},
			Documents: []documentIndex{}, Contacts: []contactIndex{}, Days: []dayIndex{}, Stops: []stopIndex{},
			Says: []string{}, Version: d.Version, Lang: d.Lang, Words: map[string]string{}, Sides: d.Sides,
			Overview: j.Overview}}
	for _, key := range said() {
		x.Words[key] = v.Pattern(key)
	}
	x.Words["ties"] = v.Pattern(string(d.ties))
	x.lists()
	for _, day := range x.days {
		x.Days = append(x.Days, dayIndex{day.String(), v.Calendar.Day(day)})
	}
	for _, s := range d.Stops {
		x.Stops = append(x.Stops, stopIndex{s.day.String(), s.Day, s.Came})
	}
	rows := map[sources.ContactID]int{}
	for i := range d.Contacts {
		rows[d.Contacts[i].ID] = i
		x.Contacts = append(x.Contacts, x.contact(&d.Contacts[i]))
	}
	for _, s := range d.Steps {
		step := stepIndex{Title: s.Title, Text: s.Text, Contacts: []int{}}
		for _, id := range s.Contacts {
			if n, ok := rows[id]; ok {
				step.Contacts = append(step.Contacts, n)
			}
		}
		x.Steps = append(x.Steps, step)
	}
	return x.index
}

// An indexer is an index on its way, with the place of each thing in its list.
type indexer struct {
	index
	d         *Data
	theme     *style.Theme
	overview  bool
	states    map[string]int
	kinds     map[sources.KindID]int
	actors    map[sources.ActorID]int
	documents map[sources.DocumentID]int
	days      []edtf.Day
	sentences map[string]int
}

// lists makes the lists of states, kinds, actors and documents.
func (x *indexer) lists() {
	for i, s := range x.d.States {
		x.states[s.ID] = i
		x.States, x.Means = append(x.States, s.ID), append(x.Means, s.Means)
	}
	for i, k := range x.d.Kinds {
		x.kinds[k.ID] = i
		x.Kinds = append(x.Kinds, kindIndex(k))
	}
	for i, a := range x.d.Actors {
		x.actors[a.ID] = i
		one := actorIndex{ID: a.ID, Name: a.Name, Aliases: a.Aliases, Side: slices.Index(x.d.Sides, a.Side)}
		if a.Short != a.Name {
			one.Short = a.Short
		}
		x.Actors = append(x.Actors, one)
	}
	for i, doc := range x.d.Documents {
		x.documents[doc.ID] = i
		x.Documents = append(x.Documents, documentIndex{doc.ID, doc.Number})
	}
}

func (x *indexer) contact(c *Contact) contactIndex {
	one := contactIndex{ID: c.ID, Kind: x.kinds[c.Kind], State: x.states[c.State],
		Checked: slices.Index([]Checked{None, Some, All}, c.Checked), Flags: flags(c)}
	if x.overview {
		one.ID = ""
	}
	one.From, one.To = numbers(x.actors, c.Ends[0]), numbers(x.actors, c.Ends[1])
	one.Via = numbers(x.actors, c.Via)
	for _, cl := range c.Claims {
		if n, ok := x.documents[cl.Document]; ok && !slices.Contains(one.Docs, n) {
			one.Docs = append(one.Docs, n)
		}
	}
	for _, t := range c.Dates {
		date := []int{place(x.days, t.First), place(x.days, t.Last)}
		if t.Uncertain {
			date = append(date, 1)
		}
		one.Dates = append(one.Dates, date)
	}
	for _, k := range c.History {
		one.History = append(one.History, x.known(c, k))
	}
	return one
}

// known is what was known of a contact at a stop: the stop, the state, whether perhaps, the sentence, and how many of
// how many claims.
func (x *indexer) known(c *Contact, k Known) []int {
	if k.State != "" && k.State != c.State {
		x.look(x.theme, k.State)
	}
	sentence := -1
	if k.Says != c.Known && k.State != "" {
		n, ok := x.sentences[k.Says]
		if !ok {
			n = len(x.Says)
			x.sentences[k.Says], x.Says = n, append(x.Says, k.Says)
		}
		sentence = n
	}
	perhaps := 0
	if k.Perhaps {
		perhaps = 1
	}
	then := []int{k.Stop, x.states[k.State], perhaps, sentence}
	if last := c.History[len(c.History)-1]; last.Of > 1 && k.State != "" {
		then = append(then, k.Of, last.Of)
	}
	return then
}

// look says how the lines of a state are drawn.
func (x *index) look(theme *style.Theme, state string) {
	for _, s := range graph.States() {
		if s.String() != state {
			continue
		}
		line := theme.Of(s)
		dash := make([]string, len(line.Dash))
		for i, length := range line.Dash {
			dash[i] = quote.Number(length)
		}
		if x.Looks == nil {
			x.Looks = map[string]lookIndex{}
		}
		x.Looks[state] = lookIndex{quote.Number(line.Width), strings.Join(dash, " ")}
	}
}

func flags(c *Contact) int {
	n := 0
	for _, f := range []struct {
		is   bool
		flag int
	}{{c.Tie, tieFlag}, {c.Drawn, drawnFlag}, {c.Link, linkFlag}, {c.Perhaps, perhapsFlag}, {c.Doubted, doubtedFlag},
		{c.Directed, directedFlag}} {
		if f.is {
			n |= f.flag
		}
	}
	return n
}

func numbers[T comparable](of map[T]int, ids []T) []int {
	var list []int
	for _, id := range ids {
		if n, ok := of[id]; ok {
			list = append(list, n)
		}
	}
	return list
}

// daysOf are the days that contacts name, each once, in their order.
func daysOf(d *Data) []edtf.Day {
	var days []edtf.Day
	for i := range d.Contacts {
		for _, t := range d.Contacts[i].Dates {
			for _, day := range []*edtf.Day{t.First, t.Last} {
				if day != nil {
					days = append(days, *day)
				}
			}
		}
	}
	slices.SortFunc(days, edtf.Day.Compare)
	return slices.Compact(days)
}

func place(days []edtf.Day, day *edtf.Day) int {
	if day == nil {
		return -1
	}
	n, _ := slices.BinarySearchFunc(days, *day, edtf.Day.Compare)
	return n
}
