package copies

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// pdfTime is how long the text of one PDF may take.
const pdfTime = time.Minute

// readPDF has poppler's pdftotext read the text: of the programs that are to hand without a service it is the one
// that keeps the order of lines and reads all scripts. It guesses where columns are. So the text is read in the order
// of the file as well, which keeps the columns of most typesetting programs in one piece; where both orders have the
// same words one after the other, once is enough.
func readPDF(data []byte) (Copy, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return Copy{}, errors.New("a PDF is read by pdftotext, which is not installed: " +
			"install poppler (the package is called poppler-utils on Debian and Ubuntu, poppler in Homebrew), or " +
			"save the text as .txt")
	}
	dir, err := os.MkdirTemp("", "relgraph-*")
	if err != nil {
		return Copy{}, fmt.Errorf("a temporary folder for pdftotext cannot be made: %w", reason(err))
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "copy.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return Copy{}, fmt.Errorf("a temporary file for pdftotext cannot be made: %w", reason(err))
	}
	text, err := pdfText(program, file)
	if err != nil {
		return Copy{}, err
	}
	c := Copy{Text: text, By: "PDF, by pdftotext"}
	raw, err := pdfText(program, file, "-raw")
	if err == nil && !slices.Equal(strings.Fields(text), strings.Fields(raw)) {
		c.Raw, c.By = raw, c.By+", in its order and in that of the file"
	}
	return c, nil
}

// pdfText runs pdftotext over a file.
func pdfText(program, file string, options ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	var out, said bounded
	cmd := exec.CommandContext(ctx, program, append(options, "-enc", "UTF-8", "-nopgbrk", file, "-")...)
	cmd.Stdout, cmd.Stderr = &out, &said
	cmd.WaitDelay = 10 * time.Second // for the end of its answer to be read on a busy machine
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("pdftotext took more than %v", pdfTime)
	case out.full:
		return "", fmt.Errorf("its text: %w", errTooLong)
	case err != nil:
		first, _, _ := strings.Cut(strings.ReplaceAll(said.kept.String(), file, "the file"), "\n")
		return "", fmt.Errorf("pdftotext cannot read it: %s", first)
	}
	return out.kept.String(), nil
}

// bounded keeps up to MaxSize bytes that are written to it and refuses more. The buffer is named, not embedded: its
// ReadFrom would go round Write.
type bounded struct {
	kept bytes.Buffer
	full bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.kept.Len()+len(p) > MaxSize {
		b.full = true
		return 0, errTooLong
	}
	return b.kept.Write(p)
}
