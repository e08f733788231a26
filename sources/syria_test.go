package sources_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// The built-in dossier stands up to every rule.
func TestSyriaContactsIsSound(t *testing.T) {
	_, problems := sources.SyriaContacts()
	compare(t, "", problems)
}

func TestSyriaContactsSize(t *testing.T) {
	d, _ := sources.SyriaContacts()
	claims, affiliations := map[string]int{}, map[string]int{}
	for _, c := range d.Claims {
		if c.Kind == sources.AffiliationKind {
			affiliations[string(c.Document)]++
		} else {
			claims[string(c.Document)]++
		}
	}
	if diff := cmp.Diff(map[string]int{"toi-2014": 6, "gfatf-2025": 4, "theweek-2014": 7, "papalinc-2025": 7,
		"rco-2025": 10}, claims); diff != "" {
		t.Errorf("claims about contacts by document (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"gfatf-2025": 1, "theweek-2014": 1, "papalinc-2025": 3, "rco-2025": 4},
		affiliations); diff != "" {
		t.Errorf("affiliations by document (-want +got):\n%s", diff)
	}
	if len(d.Actors) != 33 || len(d.Documents) != 10 {
		t.Errorf("%d actors and %d documents, want 33 and 10", len(d.Actors), len(d.Documents))
	}
}

// The three contacts that the dossier was asked for are there.
func TestSyriaContactsAskedFor(t *testing.T) {
	d, _ := sources.SyriaContacts()
	for _, tt := range []struct {
		actor, recipient sources.ActorID
		kind             sources.KindID
		documents        []sources.DocumentID
	}{
		{"mi6", "assad-intelligence", "talks", []sources.DocumentID{"toi-2014"}},
		{"us-intelligence", "hts", "meeting", []sources.DocumentID{"gfatf-2025", "rco-2025"}},
		{"inter-mediate", "al-sharaa-presidency", "presence", []sources.DocumentID{"papalinc-2025", "papalinc-2025"}},
	} {
		var documents []sources.DocumentID
		for _, c := range d.Claims {
			if c.Kind == tt.kind && c.Stance == sources.Reports &&
				slices.Contains(c.Pairs(), [2]sources.ActorID{tt.actor, tt.recipient}) {
				documents = append(documents, c.Document)
			}
		}
		if diff := cmp.Diff(tt.documents, documents); diff != "" {
			t.Errorf("%s of %s and %s: documents (-want +got):\n%s", tt.kind, tt.actor, tt.recipient, diff)
		}
	}
}

// Every row can be checked again: it has a document with an address, a place in it, and who checked it and when.
func TestSyriaContactsCanBeChecked(t *testing.T) {
	d, _ := sources.SyriaContacts()
	locator := regexp.MustCompile(`^(para\. [1-9][0-9]*|paras\. [1-9][0-9]*–[1-9][0-9]*)$`)
	for _, c := range d.Claims {
		switch doc := d.Document(c.Document); {
		case doc == nil || doc.URL == "" || doc.Issued.IsZero() || doc.SHA256 == "" || doc.Path == "":
			t.Errorf("%s: the document %q has no address, date, copy or digest", c.ID, c.Document)
		case !strings.HasPrefix(string(c.ID), string(c.Document)+"-"):
			t.Errorf("%s: the id does not begin with its document, %q", c.ID, c.Document)
		}
		_, day := c.Detail().CheckedOn.Earliest()
		switch {
		case !locator.MatchString(c.Locator):
			t.Errorf("%s: the locator %q names no paragraph", c.ID, c.Locator)
		case c.Detail().Anchor.IsZero():
			t.Errorf("%s: no anchor", c.ID)
		case c.Summary == "" || !strings.HasSuffix(c.Summary, "."):
			t.Errorf("%s: the summary %q is no sentence", c.ID, c.Summary)
		case c.Detail().Label == "":
			t.Errorf("%s: no label", c.ID)
		case c.Detail().CheckedBy != "editors" || !day:
			t.Errorf("%s: checked by %q on %q", c.ID, c.Detail().CheckedBy, c.Detail().CheckedOn)
		}
	}
}

// The five articles rest on four reports: two of them retell the same one.
func TestSyriaContactsRoots(t *testing.T) {
	d, _ := sources.SyriaContacts()
	roots := map[sources.DocumentID][]sources.DocumentID{}
	for _, c := range d.Claims {
		roots[c.Document] = d.Roots(c.Document)
	}
	want := map[sources.DocumentID][]sources.DocumentID{
		"toi-2014": {"mirror-2014"}, "gfatf-2025": {"wapo-2025"}, "theweek-2014": {"bbc-2014"},
		"papalinc-2025": {"mos-2025"}, "rco-2025": {"wapo-2025"},
	}
	if diff := cmp.Diff(want, roots); diff != "" {
		t.Errorf("roots (-want +got):\n%s", diff)
	}
}

// Nobody is in the table of actors without a reason.
func TestSyriaContactsActorsAreUsed(t *testing.T) {
	d, _ := sources.SyriaContacts()
	used := map[sources.ActorID]bool{}
	for _, c := range d.Claims {
		for _, id := range slices.Concat(c.Actors, c.Recipients, c.Detail().Channel.Via) {
			used[id] = true
		}
		for _, sp := range c.Detail().AssertedBy {
			used[sp.Actor] = true
		}
	}
	above := func(a sources.Actor) bool {
		for id := range used {
			if d.Bodies().Within(id, a.ID) {
				return true
			}
		}
		return false
	}
	spelledOut := func(a sources.Actor) bool { // an abbreviation in a label, which a figure says in full
		return slices.ContainsFunc(d.Claims, func(c sources.Claim) bool {
			return slices.Contains(strings.Fields(c.Detail().Label), a.Short)
		})
	}
	for _, a := range d.Actors {
		if !used[a.ID] && !above(a) && !spelledOut(a) {
			t.Errorf("%s stands in no claim, above nobody who does, and in no label", a.ID)
		}
	}
}
