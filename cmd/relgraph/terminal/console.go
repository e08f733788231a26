package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
	"github.com/clipperhouse/displaywidth"
)

// A Console asks a person questions, one line an answer, on a terminal. Answers may come from a file as well; then
// each is written behind its question, so that what comes out reads like the terminal's screen.
type Console struct {
	Echo  bool // the answers come from a file
	Inked bool // passages are shown in reverse instead of between brackets
	Width int  // of a line, in cells of the terminal

	ctx context.Context
	in  *bufio.Reader
	out io.Writer
}

// ErrStopped says that the person wants to stop: they typed q or Ctrl-D, or the file of answers is at its end.
var ErrStopped = errors.New("stopped")

const (
	maxAnswers   = 16 << 20 // bytes of answers in one session: far more than anybody types
	usualWidth   = 80
	widest       = 110 // longer lines are hard to read
	indent       = 10  // of a text behind its name
	reverse      = "\x1b[7m"
	plainAgain   = "\x1b[0m"
	passageStart = '\uE000' // marks in text that is not wrapped yet; Readable takes them out of documents
	passageEnd   = '\uE001'
)

// NewConsole returns a console that reads in and writes to out, until ctx has ended.
func NewConsole(ctx context.Context, in io.Reader, out io.Writer) *Console {
	c := &Console{Echo: true, Width: usualWidth, ctx: ctx, in: bufio.NewReader(io.LimitReader(in, maxAnswers)),
		out: Raw(out)}
	if f, ok := in.(*os.File); ok && term.IsTerminal(f.Fd()) {
		c.Echo = false
	}
	if f := file(out); f != nil && term.IsTerminal(f.Fd()) {
		c.Inked = coloured()
		c.Width = min(Width(out), widest)
	}
	return c
}

// coloured tells whether a terminal may be sent colours: no-color.org asks that NO_COLOR, with any value, turns them
// off.
func coloured() bool { return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" }

// Printf writes text as a Stream does: what would command a terminal is shown, also if it stands in the name of a file.
func (c *Console) Printf(format string, args ...any) {
	fmt.Fprint(c.out, visible(fmt.Sprintf(format, args...)))
}

// Tell writes a text in lines that are not longer than the screen, broken between words.
func (c *Console) Tell(text string) { c.Printf("%s\n", strings.Join(Wrap(text, c.Width), "\n")) }

// Ask returns the answer without blanks around it. At the end of the answers it returns ErrStopped, and after Ctrl-C
// the error of the context.
func (c *Console) Ask(question string) (string, error) {
	lines := Wrap(held(question), c.Width-1) // with room for the blank before the answer
	c.Printf("%s ", strings.Join(lines, "\n"))
	line, err := c.waited(func() (string, error) { return c.in.ReadString('\n') })
	answer := strings.TrimSpace(line)
	switch {
	case c.ctx.Err() != nil:
		c.Printf("\n")
		return "", c.ctx.Err()
	case errors.Is(err, io.EOF) && answer == "":
		c.Printf("\n")
		return "", ErrStopped
	case err != nil && !errors.Is(err, io.EOF):
		return "", fmt.Errorf("reading answers: %w", err)
	}
	if c.Echo {
		c.Printf("%s\n", Readable(answer))
	}
	return answer, nil
}

// glue holds words together that stand in one line, until that is written.
const glue = '\uE002'

// held holds together what stands in brackets at the end of a question: the keys to answer with.
func held(question string) string {
	i := strings.LastIndexByte(question, '[')
	if i < 0 {
		return question
	}
	return question[:i] + strings.ReplaceAll(question[i:], " ", string(glue))
}

// Choice asks until the answer is one of the words, or the beginning of one and no other, and returns the word; a
// blank answer is otherwise.
func (c *Console) Choice(question string, words []string, otherwise string) (string, error) {
	for {
		answer, err := c.Ask(question)
		if err != nil || answer == "" && otherwise != "" {
			return otherwise, err
		}
		var meant []string
		for _, w := range words {
			if strings.EqualFold(w, answer) {
				return w, nil
			}
			if answer != "" && strings.HasPrefix(w, strings.ToLower(answer)) {
				meant = append(meant, w)
			}
		}
		switch {
		case len(meant) == 1:
			return meant[0], nil
		case answer == "q":
			return "", ErrStopped
		}
		c.Printf("want %s\n", strings.Join(words, ", "))
	}
}

// Lines reads up to the first empty line that stands behind words, or to the end of the answers.
func (c *Console) Lines() (string, error) {
	return c.waited(func() (string, error) { return untilEmptyLine(c.in) })
}

// Paragraph reads up to the next empty line, which may come at once: then it is "". Its error is ErrStopped if no
// answer is left.
func (c *Console) Paragraph() (string, error) {
	return c.waited(func() (string, error) {
		var b strings.Builder
		for {
			line, err := c.in.ReadString('\n')
			b.WriteString(line)
			switch {
			case errors.Is(err, io.EOF) && b.Len() == 0:
				return "", ErrStopped
			case errors.Is(err, io.EOF), err == nil && strings.TrimSpace(line) == "":
				return strings.TrimSpace(b.String()), nil
			case err != nil:
				return "", err
			}
		}
	})
}

// Rest reads all that is left, but not more than most bytes.
func (c *Console) Rest(most int64) (string, error) {
	return c.waited(func() (string, error) {
		data, err := io.ReadAll(io.LimitReader(c.in, most))
		return string(data), err
	})
}

func untilEmptyLine(lines *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if strings.TrimSpace(line) == "" && strings.TrimSpace(b.String()) != "" {
			return b.String(), nil
		}
		b.WriteString(line)
		switch {
		case errors.Is(err, io.EOF):
			return b.String(), nil
		case err != nil:
			return "", err
		}
	}
}

// waited waits for read, which cannot be stopped, no longer than the context lasts.
func (c *Console) waited(read func() (string, error)) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := read()
		done <- result{text, err}
	}()
	select {
	case <-c.ctx.Done():
		return "", c.ctx.Err()
	case r := <-done:
		return r.text, r.err
	}
}

// Named writes a text behind a name, in lines that begin below each other.
func (c *Console) Named(name, text string) {
	for i, line := range Wrap(text, c.Width-indent) {
		if i > 0 {
			name = ""
		}
		c.Printf("%-*s%s\n", indent, name, line)
	}
}

// A Passage is some words of a document and what stands around them. Paragraphs end with a line end.
type Passage struct{ Before, Words, After string }

// Passage is Named for paragraphs with some words in them that are marked: in reverse, or between brackets.
func (c *Console) Passage(name string, p Passage) {
	text := ""
	if p.Words != "" {
		text = Readable(p.Before) + string(passageStart) + Readable(p.Words) + string(passageEnd) + Readable(p.After)
	}
	start, end, wide := "[[", "]]", len("[[")
	if c.Inked {
		start, end, wide = reverse, plainAgain, 0
	}
	within := false
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		if lines != nil {
			lines = append(lines, "")
		}
		lines = append(lines, wrap(paragraph, c.Width-indent, wide)...)
	}
	for i, line := range lines {
		if i > 0 {
			name = ""
		}
		shown := ""
		if within && c.Inked && line != "" {
			shown = reverse
		}
		for _, r := range line {
			switch r {
			case passageStart:
				within = true
				shown += start
			case passageEnd:
				within = false
				shown += end
			default:
				shown += string(r)
			}
		}
		if within && c.Inked && line != "" {
			shown += plainAgain
		}
		fmt.Fprintf(c.out, "%s\n", strings.TrimRight(fmt.Sprintf("%-*s%s", indent, name, shown), " ")) // with its ink
	}
}

// Wrap breaks text between words into lines of at most width cells; a longer word has a line of its own.
func Wrap(text string, width int) []string { return wrap(text, width, 0) }

// wrap is Wrap for text with marks in it, of which each takes wide cells.
func wrap(text string, width, wide int) []string {
	lines := []string{""}
	used := 0
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		word := strings.ReplaceAll(word, string(glue), " ")
		bare := strings.Map(dropMarks, word)
		w := displaywidth.String(bare) + wide*(utf8.RuneCountInString(word)-utf8.RuneCountInString(bare))
		switch {
		case lines[last] == "":
			lines[last], used = word, w
		case used+1+w > width:
			lines, used = append(lines, word), w
		default:
			lines[last] += " " + word
			used += 1 + w
		}
	}
	return lines
}

func dropMarks(r rune) rune {
	if r == passageStart || r == passageEnd || r == glue {
		return -1
	}
	return r
}

// Readable takes out of text what would command a terminal instead of being read.
func Readable(text string) string {
	return strings.Map(func(r rune) rune {
		if hidden(r) || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return dropMarks(r)
	}, text)
}
