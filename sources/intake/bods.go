package intake

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"relgraph/sources"
)

// likeBODS tells statements of the Beneficial Ownership Data Standard from other JSON.
func likeBODS(data []byte) bool {
	text := begins(data)
	return strings.Contains(text, `"statementId":`) && strings.Contains(text, `"recordType":`) ||
		strings.Contains(text, `"statementID":`) && strings.Contains(text, `"statementType":`)
}

// bodsFields say where statements have what a dossier holds, by version of the standard (standard.openownership.org):
// from 0.4 on in recordDetails, before in the statement itself.
type bodsFields struct{ id, details string }

// readBODS reads statements: entities and persons as actors, who has an interest in whom as claims, one for each
// interest.
func readBODS(in Input, r *report) batch {
	var statements []value
	for _, v := range readJSON(in, r, nil) {
		if v.isList {
			statements = append(statements, v.list...)
		} else {
			statements = append(statements, v)
		}
	}
	var b batch
	made := map[string]int{}
	for _, s := range latestStatements(r, statements) {
		fields := bodsFields{"recordId", "recordDetails."}
		sort := s.get("recordType").text
		if sort == "" {
			fields = bodsFields{"statementID", ""}
			sort = strings.TrimSuffix(s.get("statementType").text, "Statement")
		}
		var rows []sources.Row
		switch sort {
		case "entity":
			rows = append(rows, fields.entity(s))
		case "person":
			rows = append(rows, fields.person(s))
		case "relationship", "ownershipOrControl":
			rows = fields.interests(s, r)
		default:
			r.errorf(s.at, "want entity, person or relationship", "a statement is of the unknown sort %q", sort)
			continue
		}
		for _, row := range rows {
			made[row.Table]++
		}
		b.rows = append(b.rows, rows...)
	}
	b.what = fmt.Sprintf("the Beneficial Ownership Data Standard: %s, %s", count(made["actors"], "party"),
		count(made["claims"], "interest"))
	return b
}

// latestStatements are the statements without those that a later one of the same record replaces: what was stated
// before is no further party and no further interest. Which, is said.
func latestStatements(r *report, statements []value) []value {
	newest := map[string]int{} // by the record
	for i, s := range statements {
		id := s.get("recordId").text
		if id == "" {
			continue
		}
		key := s.get("recordType").text + " " + id
		j, had := newest[key]
		if !had || s.get("statementDate").text >= statements[j].get("statementDate").text {
			newest[key] = i
		}
	}
	var kept []value
	for i, s := range statements {
		id := s.get("recordId").text
		j, had := newest[s.get("recordType").text+" "+id]
		if id == "" || !had || i == j {
			kept = append(kept, s)
			continue
		}
		r.aside(s.at, "a file of the statements up to that day has it",
			"left out, since the statement %q of %s replaces it: %s",
			statements[j].get("statementId").text, cmp.Or(statements[j].get("statementDate").text, "no date"), s.json())
	}
	return kept
}

func (f bodsFields) entity(s value) sources.Row {
	row := objectRow{value: s, Row: sources.Row{Pos: s.at, Table: "actors"}}
	row.take("recordType")
	row.take("statementType")
	row.put(f.id, "id")
	row.put(f.details+"name", "name")
	row.put(f.details+"alternateNames", "alias")
	row.put(f.details+"jurisdiction.code", "country")
	row.put(f.details+"incorporatedInJurisdiction.code", "country")
	sort := cmp.Or(s.get(f.details+"entityType.type").text, s.get(f.details+"entityType").text)
	row.putText(f.details+"entityType", "kind", map[string]string{"registeredEntity": "company",
		"legalEntity": "organisation", "arrangement": "organisation", "state": "state", "stateBody": "agency"}[sort])
	row.putText("", "entity type", sort)
	return row.rest()
}

func (f bodsFields) person(s value) sources.Row {
	row := objectRow{value: s, Row: sources.Row{Pos: s.at, Table: "actors"}}
	row.take("recordType")
	row.take("statementType")
	row.put(f.id, "id")
	for i, name := range row.take(f.details + "names").list {
		column := "name"
		if i > 0 {
			column = "alias"
		}
		full := cmp.Or(name.get("fullName").text, strings.TrimSpace(name.get("givenName").text+" "+
			name.get("familyName").text))
		row.Cells = append(row.Cells, sources.Cell{Pos: name.at, Column: column, Text: full})
	}
	for i, nation := range row.take(f.details + "nationalities").list {
		column := "country"
		if i > 0 {
			column = "further nationality"
		}
		row.Cells = append(row.Cells, sources.Cell{Pos: nation.at, Column: column,
			Text: cmp.Or(nation.get("code").text, nation.get("name").text)})
	}
	row.putText("", "kind", sources.Person.String())
	return row.rest()
}

// interests are the claims that a statement of a relationship makes. One whose party is not known makes none, which is
// said with its reason.
func (f bodsFields) interests(s value, r *report) []sources.Row {
	subject := cmp.Or(s.get(f.details+"subject").text, s.get("subject.describedByEntityStatement").text)
	party := cmp.Or(s.get(f.details+"interestedParty").text, s.get("interestedParty.describedByPersonStatement").text,
		s.get("interestedParty.describedByEntityStatement").text)
	if subject == "" || party == "" {
		why := s.get(f.details + "interestedParty")
		if subject == "" {
			why = s.get(f.details + "subject")
		}
		r.aside(s.at, "want a party on both sides", "left out, since the statement %q names no party: %s",
			cmp.Or(s.get(f.id).text, s.get("statementId").text), why.json())
		return nil
	}
	interests := s.get(f.details + "interests").list
	if len(interests) == 0 {
		interests = []value{{at: s.at, fields: []field{}}}
	}
	var rows []sources.Row
	for i, interest := range interests {
		id := s.get(f.id).text
		if i > 0 {
			id = fmt.Sprintf("%s-%d", id, i+1)
		}
		rows = append(rows, f.interest(s, interest, id, party, subject))
	}
	return rows
}

// interest is the claim that one interest of a statement makes.
func (f bodsFields) interest(s, interest value, id, party, subject string) sources.Row {
	row := objectRow{value: s, Row: sources.Row{Pos: interest.at, Table: "claims"}}
	for _, taken := range []string{"recordType", "statementType", f.details + "subject",
		f.details + "interestedParty", "subject", "interestedParty", f.details + "interests", f.id} {
		row.take(taken)
	}
	put := func(column, text string) {
		if text != "" {
			row.Cells = append(row.Cells, sources.Cell{Pos: interest.at, Column: column, Text: text})
		}
	}
	put("id", id)
	put("actor", party)
	put("recipient", subject)
	put("direction", "directed")
	put("kind", cmp.Or(wordsOf(interest.get("type").text), "interest in"))
	put("date", span(interest.get("startDate").text, interest.get("endDate").text))
	if exact := interest.get("share.exact").text; exact != "" {
		put("label", exact+" %")
	}
	for _, field := range interest.fields {
		if name := field.name; name != "type" && name != "startDate" && name != "endDate" {
			put(name, field.cell())
		}
	}
	source := row.take("source")
	words := source.get("description").text
	if address := source.get("url").text; address != "" {
		words = fmt.Sprintf(`<a href="%s">%s</a>`, address, words)
	}
	put("document", words)
	for _, field := range source.fields {
		if field.name != "url" && field.name != "description" {
			put("source."+field.name, field.cell())
		}
	}
	return row.rest()
}

// wordsOf takes the words of a code apart: "votingRights" is "voting rights".
func wordsOf(code string) string {
	var b strings.Builder
	for i, c := range code {
		if unicode.IsUpper(c) && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return strings.ReplaceAll(b.String(), "-", " ")
}
