package typeface

import (
	"slices"

	gotext "github.com/go-text/typesetting/bidi"
	"golang.org/x/text/unicode/bidi"
)

// levels are the embedding levels of the signs of a line after the Unicode Bidirectional Algorithm (UAX #9): even
// ones run from left to right. Embeddings, overrides and isolates are left out of account: a label is too short for
// them.
func levels(line []rune, base int) []int {
	plain, classes := slices.Clone(line), make([]bidi.Class, len(line))
	for i, r := range line {
		p, _ := bidi.LookupRune(r)
		classes[i] = p.Class()
		switch p.Class() {
		case bidi.B, bidi.S:
			plain[i], classes[i] = ' ', bidi.WS
		case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.Control:
			plain[i], classes[i] = '\u200b', bidi.BN
		}
	}
	direction := gotext.LeftToRight
	if base == 1 {
		direction = gotext.RightToLeft
	}
	levels := make([]int, len(line))
	var paragraph gotext.Paragraph
	runs := paragraph.Segment(plain, direction)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for j := run.Start; j < run.End; j++ {
			levels[j] = int(run.Level)
		}
	}
	if base == 0 {
		// The library joins what runs in one direction. In a line from left to right it so joins level 0 and the
		// numbers of level 2 in between right-to-left words, which have places of their own in the order.
		for i := range runs.NumRuns() {
			if run := runs.Run(i); run.Level%2 == 0 {
				partNumbers(levels[run.Start:run.End], classes[run.Start:run.End], lastStrong(classes[:run.Start]))
			}
		}
	}
	return levels
}

// baseLevel is the level of a line by its first strong letter (rules P2 and P3).
func baseLevel(line []rune) int {
	for _, r := range line {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		}
	}
	return 0
}

// lastStrong is the class of the last strong letter; L, the direction of the line, if there is none.
func lastStrong(classes []bidi.Class) bidi.Class {
	for _, class := range slices.Backward(classes) {
		if class == bidi.L || class == bidi.R || class == bidi.AL {
			return class
		}
	}
	return bidi.L
}

// partNumbers tells levels 0 and 2 apart in a run of both: of level 2 are numbers that are Arabic or whose last
// strong letter runs from right to left (rules W7 and I1), with the separators and marks that belong to them (W1, W4,
// W5). Separators that belong to no number are on level 1 between two of them, so they cannot be in the run there.
func partNumbers(levels []int, classes []bidi.Class, strong bidi.Class) {
	end := -1 // of the number that goes on here, or at least may after separators
	if levels[0] == 2 {
		end = 0
	}
	european := false
	for i, class := range classes {
		levels[i] = 0
		switch class {
		case bidi.EN, bidi.AN:
			if class == bidi.EN && strong == bidi.L {
				end = -1
				continue
			}
			if end < 0 {
				end = i
			}
			for j := end; j <= i; j++ {
				levels[j] = 2
			}
			end, european = i+1, class == bidi.EN && strong == bidi.R
		case bidi.ET, bidi.NSM, bidi.BN:
			if end == i && i > 0 && (class != bidi.ET || european) {
				levels[i], end = 2, i+1
			}
		case bidi.ES, bidi.CS:
		default:
			end = -1
			if class == bidi.L {
				strong = class
			}
		}
	}
}

// visual puts runs that stand in the order in which they are read into the order in which they are seen, left to
// right (rule L2 of UAX #9).
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
