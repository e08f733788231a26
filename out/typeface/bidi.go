package typeface

import (
	"slices"

	gotext "github.com/go-text/typesetting/bidi"
	"golang.org/x/text/unicode/bidi"
)

// levels are the embedding levels of the signs of a line after the Unicode Bidirectional Algorithm (UAX #9): even ones run from
// left to right. The line runs in the direction of its first strong letter. Embeddings, overrides and isolates are left out of
// account: a label is too short for them.
func levels(line []rune) []int {
	base, found := 0, false
	plain := slices.Clone(line)
	classes := make([]bidi.Class, len(line))
	for i, r := range line {
		p, _ := bidi.LookupRune(r)
		classes[i] = p.Class()
		switch p.Class() {
		case bidi.L:
			found = true
		case bidi.R, bidi.AL:
			if !found {
				base = 1
			}
			found = true
		case bidi.B, bidi.S:
			plain[i], classes[i] = ' ', bidi.WS
		case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.Control:
			plain[i], classes[i] = '\u200b', bidi.BN
		}
	}
	var paragraph gotext.Paragraph
	direction := gotext.LeftToRight
	if base == 1 {
		direction = gotext.RightToLeft
	}
	levels := make([]int, len(line))
	runs := paragraph.Segment(plain, direction)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for j := run.Start; j < run.End; j++ {
			levels[j] = int(run.Level)
		}
		// The library makes one run of levels 2 and 0, of a number after a right-to-left word and of what follows the number.
		if base == 0 && run.Level == 2 {
			for j := run.Start + number(classes[run.Start:run.End]); j < run.End; j++ {
				levels[j] = 0
			}
		}
	}
	return levels
}

// number is how many signs the number takes with which a run begins: its figures with the separators between them and the
// marks of currency and per cent beside European figures (rules W4 and W5 of UAX #9).
func number(classes []bidi.Class) int {
	end, european := 0, false
	for i, class := range classes {
		switch class {
		case bidi.EN, bidi.AN:
			end, european = i+1, class == bidi.EN
		case bidi.ET:
			if european && end == i {
				end = i + 1
			}
		case bidi.NSM, bidi.BN:
			if end == i {
				end = i + 1
			}
		case bidi.ES, bidi.CS:
		default:
			return end
		}
	}
	return end
}

// visual puts runs that stand in the order in which they are read into the order in which they are seen, left to right (rule
// L2 of UAX #9).
func visual[T any](runs []T, level func(T) int) {
	highest := 0
	for _, r := range runs {
		highest = max(highest, level(r))
	}
	for l := highest; l > 0; l-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && level(runs[j]) >= l {
				j++
			}
			slices.Reverse(runs[i:j])
			i = j
		}
	}
}
