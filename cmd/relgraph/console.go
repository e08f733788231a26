package main

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
	"github.com/spf13/cobra"
)

// A console asks a person questions, one line an answer, on a terminal. Answers may come from a file as well; then each is written
// behind its question, so that what comes out reads like the terminal's screen.
type console struct {
	ctx   context.Context
	in    *bufio.Reader
	out   io.Writer
	echo  bool // the answers come from a file
	inked bool // passages are shown in reverse instead of between brackets
	width int  // of a line, in cells of the terminal
}

// errStopped says that the person wants to stop: he typed q or Ctrl-D, or the file of answers is at its end.
var errStopped = errors.New("stopped")

const (
	maxAnswers   = 16 << 20 // bytes of answers in one session: far more than anybody types
	usualWidth   = 80
	widest       = 110 // longer lines are hard to read
	reverse      = "\x1b[7m"
	plainAgain   = "\x1b[0m"
	passageStart = '\uE000' // marks in text that is not wrapped yet; readable takes them out of documents
	passageEnd   = '\uE001'
)

func newConsole(cmd *cobra.Command) *console {
	c := &console{ctx: cmd.Context(), in: bufio.NewReader(io.LimitReader(cmd.InOrStdin(), maxAnswers)), out: cmd.OutOrStdout(), echo: true, width: usualWidth}
	if f, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(f.Fd()) {
		c.echo = false
	}
	if f, ok := c.out.(*os.File); ok && term.IsTerminal(f.Fd()) {
		c.inked = coloured()
		if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
			c.width = min(width, widest)
		}
	}
	return c
}

// coloured tells whether a terminal may be sent colours: no-color.org asks that NO_COLOR, with any value, turns them off.
func coloured() bool { return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" }

func (c *console) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// ask returns the answer without blanks around it. At the end of the answers it returns errStopped, and after Ctrl-C the error of
// the context.
func (c *console) ask(question string) (string, error) {
	c.printf("%s ", question)
	line, err := orInterrupted(c.ctx, func() (string, error) { return c.in.ReadString('\n') })
	answer := strings.TrimSpace(line)
	switch {
	case c.ctx.Err() != nil:
		c.printf("\n")
		return "", c.ctx.Err()
	case errors.Is(err, io.EOF) && answer == "":
		c.printf("\n")
		return "", errStopped
	case err != nil && !errors.Is(err, io.EOF):
		return "", fmt.Errorf("reading answers: %w", err)
	}
	if c.echo {
		c.printf("%s\n", readable(answer))
	}
	return answer, nil
}

// named writes a text behind a name, in lines that begin below each other.
func (c *console) named(name, text string) {
	const indent = 10
	for i, line := range wrap(text, c.width-indent, 0) {
		if i > 0 {
			name = ""
		}
		c.printf("%-*s%s\n", indent, name, line)
	}
}

// passage is named for paragraphs, each in a line, with a marked passage in them.
func (c *console) passage(name, text string) {
	start, end, wide := "[[", "]]", len("[[")
	if c.inked {
		start, end, wide = reverse, plainAgain, 0
	}
	within := false
	const indent = 10
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		if lines != nil {
			lines = append(lines, "")
		}
		lines = append(lines, wrap(paragraph, c.width-indent, wide)...)
	}
	for i, line := range lines {
		if i > 0 {
			name = ""
		}
		shown := ""
		if within && c.inked && line != "" {
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
		if within && c.inked && line != "" {
			shown += plainAgain
		}
		c.printf("%s\n", strings.TrimRight(fmt.Sprintf("%-*s%s", indent, name, shown), " "))
	}
}

// wrap breaks text between words into lines of at most width cells, of which a mark takes wide; a longer word has a line of its own.
func wrap(text string, width, wide int) []string {
	lines := []string{""}
	used := 0
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
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
	if r == passageStart || r == passageEnd {
		return -1
	}
	return r
}

// readable takes out of text what would command a terminal instead of being read.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return dropMarks(r)
	}, text)
}

// choice asks until the answer is one of the words, or the beginning of one and no other, and returns the word; a blank answer is
// otherwise.
func (c *console) choice(question string, words []string, otherwise string) (string, error) {
	for {
		answer, err := c.ask(question)
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
			return "", errStopped
		}
		c.printf("want %s\n", strings.Join(words, ", "))
	}
}
