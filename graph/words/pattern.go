package words

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A pattern is a text with named places, in the part of ICU's MessageFormat that the catalogues need:
//
//	{name}                                                what is given under that name
//	{n, plural, =0 {none} one {# claim} other {# claims}} by the number, as the language counts (CLDR); # is the number
//	{how, select, directed {to} other {and}}              by the word
//
// An arm may hold places of its own. There is no way to write a brace as text, nor # inside an arm of a plural.
type pattern []piece

// A piece is text or, with a name, a place.
type piece struct {
	text   string
	name   string
	number bool   // # within a plural, whose number it is
	arms   []arm  // of plural and select
	choice string // "plural", "select" or ""
}

type arm struct {
	when string
	then pattern
}

// parsePattern reads a pattern. Its error says what is wrong at which byte.
func parsePattern(text string) (pattern, error) {
	p := reader{text: text}
	parsed, err := p.pattern("")
	if err == nil && p.at < len(text) {
		err = fmt.Errorf("byte %d: a brace closes that none opened", p.at)
	}
	return parsed, err
}

type reader struct {
	text string
	at   int
}

// pattern reads up to the brace that closes it, or to the end. counted is the name of the number that # stands for,
// if any.
func (p *reader) pattern(counted string) (pattern, error) {
	var list pattern
	for p.at < len(p.text) {
		stop := "{}"
		if counted != "" {
			stop = "{}#"
		}
		if n := strings.IndexAny(p.text[p.at:], stop); n != 0 {
			if n < 0 {
				n = len(p.text) - p.at
			}
			list = append(list, piece{text: p.text[p.at : p.at+n]})
			p.at += n
			continue
		}
		switch p.text[p.at] {
		case '}':
			return list, nil
		case '#':
			p.at++
			list = append(list, piece{name: counted, number: true})
		default:
			place, err := p.place(counted)
			if err != nil {
				return nil, err
			}
			list = append(list, place)
		}
	}
	return list, nil
}

// place reads what stands in braces, with its arms.
func (p *reader) place(counted string) (piece, error) {
	began := p.at
	p.at++
	head := p.until(",}")
	place := piece{name: strings.TrimSpace(head)}
	if place.name == "" {
		return piece{}, fmt.Errorf("byte %d: a place without a name", began)
	}
	if p.take("}") {
		return place, nil
	}
	p.take(",")
	place.choice = strings.TrimSpace(p.until(",}"))
	if place.choice != "plural" && place.choice != "select" || !p.take(",") {
		return piece{}, fmt.Errorf("byte %d: %q: want plural or select, and its arms", began, place.choice)
	}
	if place.choice == "plural" {
		counted = place.name
	}
	for {
		when := strings.TrimSpace(p.until("{}"))
		if p.take("}") {
			break
		}
		if !p.take("{") || when == "" {
			return piece{}, fmt.Errorf("byte %d: an arm of %q has no word before it, or no end", p.at, place.name)
		}
		then, err := p.pattern(counted)
		if err != nil {
			return piece{}, err
		}
		if !p.take("}") {
			return piece{}, fmt.Errorf("byte %d: the arm %q of %q has no end", p.at, when, place.name)
		}
		place.arms = append(place.arms, arm{when, then})
	}
	if n := len(place.arms); n == 0 || place.arms[n-1].when != "other" {
		return piece{}, fmt.Errorf("byte %d: the arms of %q do not end with other", began, place.name)
	}
	return place, nil
}

func (p *reader) until(stops string) string {
	n := strings.IndexAny(p.text[p.at:], stops)
	if n < 0 {
		n = len(p.text) - p.at
	}
	text := p.text[p.at : p.at+n]
	p.at += n
	return text
}

func (p *reader) take(sign string) bool {
	if !strings.HasPrefix(p.text[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

// A filling is what is put into the places of one name: a text or, where more is to be said than a text, what appends it.
type filling struct {
	name, text string
	add        func(text []byte) []byte // nil for text
}

// fillings are those of names and values by turns.
func fillings(room []filling, given []any) []filling {
	for i := 0; i+1 < len(given); i += 2 {
		f := filling{}
		f.name, _ = given[i].(string)
		switch v := given[i+1].(type) {
		case string:
			f.text = v
		case int:
			f.text = strconv.Itoa(v)
		default:
			f.text = fmt.Sprint(v)
		}
		room = append(room, f)
	}
	return room
}

// write appends the pattern, filled. A place that nothing is given for stays as it is written, to be seen.
func (p pattern) write(text []byte, in language.Tag, given []filling) []byte {
	for i := range p {
		piece := &p[i]
		if piece.name == "" {
			text = append(text, piece.text...)
			continue
		}
		f := lookUp(given, piece.name)
		switch {
		case f == nil:
			text = append(append(append(text, '{'), piece.name...), '}')
		case piece.choice != "":
			text = piece.arm(in, f.text).write(text, in, given)
		case f.add != nil:
			text = f.add(text)
		default:
			text = append(text, f.text...)
		}
	}
	return text
}

// arm is the one that the value chooses; the last, other, if none has it.
func (p *piece) arm(in language.Tag, value string) pattern {
	form := ""
	if n, err := strconv.Atoi(value); p.choice == "plural" && err == nil {
		form = forms[plural.Cardinal.MatchPlural(in, n, 0, 0, 0, 0)]
		value = "=" + value
	}
	for _, a := range p.arms {
		if a.when == value {
			return a.then
		}
	}
	for _, a := range p.arms {
		if a.when == form {
			return a.then
		}
	}
	return p.arms[len(p.arms)-1].then
}

// forms are CLDR's words for plural forms.
var forms = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
	plural.Many: "many", plural.Other: "other"}

// lookUp finds what is given under a name, nil if nothing is.
func lookUp(given []filling, name string) *filling {
	for i := range given {
		if given[i].name == name {
			return &given[i]
		}
	}
	return nil
}
