package sources

import (
	"fmt"
	"slices"
	"strings"
)

// A vocabulary ties a closed list of words to the values 1, 2, 3 ... of a type. The zero value has no word.
type vocabulary[T ~uint8] struct {
	what  string
	words []string
}

func (v vocabulary[T]) word(t T) string {
	if t == 0 || int(t) > len(v.words) {
		return ""
	}
	return v.words[t-1]
}

func (v vocabulary[T]) parse(s string) (T, error) {
	for i, w := range v.words {
		if strings.EqualFold(s, w) {
			return T(i + 1), nil
		}
	}
	return 0, fault{fmt.Sprintf("unknown %s %q", v.what, s), OneOf(s, v.words)}
}

// An ActorKind says what sort of actor somebody is. The zero ActorKind is not known.
type ActorKind uint8

// The kinds of actors, after FollowTheMoney's schemata (Person, Organization, PublicBody ...), as fine as diplomacy
// needs.
const (
	StateActor ActorKind = iota + 1
	Government
	Ministry
	Agency
	Office
	Person
	ArmedGroup
	Organisation
	Company
	Media
	Group // people or bodies that the documents do not name one by one
)

var actorKinds = vocabulary[ActorKind]{"actor kind", []string{
	"state", "government", "ministry", "agency", "office", "person", "armed-group", "organisation", "company", "media",
	"group",
}}

// ParseActorKind is the only way from text to an ActorKind; its error lists the words it knows.
func ParseActorKind(s string) (ActorKind, error) { return actorKinds.parse(s) }

// String is the word for k.
func (k ActorKind) String() string { return actorKinds.word(k) }

// ActorKinds lists the words for the kinds of actors.
func ActorKinds() []string { return actorKinds.words }

// A Stance says what a document does with a contact.
type Stance uint8

// The stances. Confirms and Denies are for a party to the contact that speaks on record; anybody else reports or
// disputes.
const (
	Reports Stance = iota + 1
	Confirms
	Denies
	Disputes
	NoComment
	Retracts
)

var stances = vocabulary[Stance]{"stance", []string{"reports", "confirms", "denies", "disputes", "no-comment", "retracts"}}

// ParseStance is the only way from text to a Stance; its error lists the words it knows.
func ParseStance(s string) (Stance, error) { return stances.parse(s) }

// Stances lists the words for the stances.
func Stances() []string { return stances.words }

// StancesInWords lists them for people, with who takes those that need it: "reports, confirms, denies (a party ...".
func StancesInWords() string {
	says := slices.Clone(stances.words)
	says[Denies-1] += " (a party, on record)"
	says[Disputes-1] += " (anybody else)"
	return strings.Join(says, ", ")
}

// String is the word for s.
func (s Stance) String() string { return stances.word(s) }

// Supports tells whether a claim of this stance says that the contact took place.
func (s Stance) Supports() bool { return s == Reports || s == Confirms }

// Contradicts tells whether a claim of this stance says that it did not.
func (s Stance) Contradicts() bool { return s == Denies || s == Disputes }

// A Modality says whether the contact took place or was only thought of.
type Modality uint8

// The modalities, strongest first.
const (
	Happened Modality = iota + 1
	Planned
	Requested
	Hypothetical
)

var modalities = vocabulary[Modality]{"modality", []string{"happened", "planned", "requested", "hypothetical"}}

// Modalities lists the words for modalities, the strongest first.
func Modalities() []string { return modalities.words }

// ParseModality is the only way from text to a Modality; its error lists the words it knows.
func ParseModality(s string) (Modality, error) { return modalities.parse(s) }

// String is the word for m.
func (m Modality) String() string { return modalities.word(m) }

// A Direction says which way a contact went, as a row tells it. The zero Direction is that it does not.
type Direction uint8

// The directions.
const (
	NotTold  Direction = iota // neither the row nor its kind says which
	OneSided                  // from actor to recipient
	Mutual                    // from each to the other
)

var directions = vocabulary[Direction]{"direction", []string{"directed", "mutual"}}

// Directions lists the words for those that a cell can tell.
func Directions() []string { return directions.words }

// DirectionOf is that of what goes one way, or both, or of which neither is told.
func DirectionOf(directed, mutual bool) Direction {
	switch {
	case directed:
		return OneSided
	case mutual:
		return Mutual
	}
	return NotTold
}

// String is the word for d: of NotTold "not told", which no cell says.
func (d Direction) String() string {
	if d == NotTold {
		return "not told"
	}
	return directions.word(d)
}
