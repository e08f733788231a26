package main

import (
	"maps"
	"testing"
)

// A listing that has another cell than was written is seen, in whichever row, and so is a row too many or too few.
func TestAListingThatErrsIsSeen(t *testing.T) {
	written := asWritten{"actors": {{"id": "ann", "name": "Ann", "short": "Ann"}, {"id": "bo", "name": "Bo", "note": "tall"}},
		"documents": {{"id": "d1", "title": "Report", "path": "copy.txt"}},
		"claims": {{"actor": "ann", "recipient": "bo", "document": "d1", "asserted_by": "officials > bo"},
			{"id": "c2", "actor": "ann", "recipient": "bo", "document": "d1", "contact": "x", "modality": "planned"}}}
	listed := func() *listing {
		told := []map[string]any{{"id": "c2", "actor": []any{"ann"}, "recipient": []any{"bo"}, "document": "d1", "contact": "x",
			"modality": "planned", "kind": "contact", "stance": "reports"}}
		return &listing{contacts: []listedContact{{ID: "x", told: told}}, rows: cells{
			"actor":    {"ann": {"id": "ann", "name": "Ann"}, "bo": {"id": "bo", "name": "Bo", "note": "tall"}},
			"document": {"d1": {"id": "d1", "title": "Report"}},
			"claim": {"d1-1": {"id": "d1-1", "actor": "ann", "recipient": "bo", "document": "d1", "kind": "contact",
				"stance": "reports", "asserted_by": "officials (anonymous) > bo"},
				"c2": {"id": "c2", "actor": "ann", "recipient": "bo", "document": "d1", "contact_id": "x", "kind": "contact",
					"stance": "reports", "modality": "planned"}}}}
	}
	if problems := listed().differs(written); problems != nil {
		t.Fatalf("a listing that does not err: %q", problems)
	}
	for sort, rows := range listed().rows {
		for id, row := range rows {
			for column := range maps.Keys(row) {
				if column == "id" {
					continue
				}
				l := listed()
				l.rows[sort][id][column] += " and more"
				if l.differs(written) == nil {
					t.Errorf("%s of %s %q: another text is not seen", column, sort, id)
				}
				l = listed()
				delete(l.rows[sort][id], column)
				if l.differs(written) == nil && understood[sort+" "+column] == "" {
					t.Errorf("%s of %s %q: that it is dropped is not seen", column, sort, id)
				}
			}
			l := listed()
			delete(l.rows[sort], id)
			if l.differs(written) == nil {
				t.Errorf("%s %q: that it is dropped is not seen", sort, id)
			}
		}
	}
	for column := range listed().contacts[0].told[0] {
		l := listed()
		l.contacts[0].told[0][column] = "another"
		if l.differs(written) == nil {
			t.Errorf("%s of a claim of a contact: another text is not seen", column)
		}
	}
}
