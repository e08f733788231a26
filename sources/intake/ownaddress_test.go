package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Addresses of the people and bodies themselves report no contact: they are kept, and are no documents unless the owner
// says so.
func TestOwnAddressesAreNoSources(t *testing.T) {
	for _, tt := range []struct {
		name, sheet string
		documents   int
	}{
		{"of one party and the other", "Person,url,Company,Company_url\n" +
			"Ann Lee,https://example.org/p/1,Acme,https://acme.example\nAnn Lee,https://example.org/p/1,Beta,https://beta.example\n" +
			"Bo Ray,https://example.org/p/2,Acme,https://acme.example\n", 0},
		{"of each by its head", "Donor,Donor website,Recipient,Recipient URL,Source\n" +
			"Ann Lee,https://ann.example,Acme,https://acme.example,https://example.org/1\n", 1},
		{"reports beside one", "Person,url,Company,Company_url\n" +
			"Ann Lee,https://example.org/1,Acme,https://acme.example\nAnn Lee,https://example.org/2,Beta,https://beta.example\n", 2},
		{"a page for each minister", "Minister,Organisation,URL\nAnn Lee,Acme,https://example.org/lee\nAnn Lee,Beta,https://example.org/lee\n" +
			"Bo Ray,Acme,https://example.org/ray\n", 2},
		{"in German", "Spender,Spender Webseite,Empfänger,Quelle\nAnn Lee,https://ann.example,Acme,https://example.org/1\n", 1},
		{"of sources", "Source,Target,Source URL\nAnn Lee,Acme,https://example.org/1\n", 1},
	} {
		d, says := read(t, intake.Options{}, tt.sheet)
		if len(d.Documents) != tt.documents {
			t.Errorf("%s: %d documents, want %d\n%s", tt.name, len(d.Documents), tt.documents, says)
		}
	}
	d, says := read(t, intake.Options{Columns: map[string][]string{"document": {"Company_url"}}},
		"Person,Company,Company_url\nAnn Lee,Acme,https://acme.example\n")
	if len(d.Documents) != 1 || strings.Contains(says, "taken for no source") {
		t.Errorf("a column that is said to be of documents is none\n%s", says)
	}
}
