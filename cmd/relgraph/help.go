package main

import (
	"embed"
	"strings"

	"github.com/spf13/cobra"
)

// helpTexts are what commands say of themselves, each in a file of its name: first what it does, then examples.
//
//go:embed help
var helpTexts embed.FS

// explainItself gives a command the text of its help, before what its flags have added to that, and its examples.
func explainItself(cmd *cobra.Command) {
	file, err := helpTexts.ReadFile("help/" + cmd.Name() + ".txt")
	if err != nil {
		panic(err) // a command without a text is found by whatever runs any
	}
	text, examples, _ := strings.Cut(string(file), "\n\nExamples:\n")
	cmd.Long = strings.Replace(text, "{dialects}", dialectLines(), 1) + cmd.Long
	for line := range strings.Lines(examples) {
		cmd.Example += "  " + line
	}
	cmd.Example = strings.TrimRight(cmd.Example, "\n")
}
