package sources

// The rules that a dossier is held to, each a function, in the order in which they are asked. To add one, write the
// function and name it here once; a rule for single cells is a function of package check, named at its column in
// schema.go.
var dossierRules = []func(checker){
	checker.cells,
	each(func(c checker) []Actor { return c.Actors },
		checker.actorID, checker.actorName, checker.actorTies),
	each(func(c checker) []Document { return c.Documents },
		checker.documentID, checker.documentName, checker.documentDay, checker.documentSources),
	each(func(c checker) []Claim { return c.Claims },
		checker.claimID, checker.contact, checker.parties, checker.document, checker.dates, checker.speakers,
		checker.answers, checker.hedged,
		checker.checkedDay, checker.checkedDigest),
	checker.checkKinds,
	checker.codings,
	checker.partLoops,
	checker.restLoops,
	checker.events,
	checker.answerLoops,
	checker.missed,
	checker.repeatedClaims,
	checker.nearNames,
	checker.sameDocuments,
	checker.echoes,
	checker.doubts,
	checker.examples,
	checker.checking,
	checker.invite,
	checker.whoseWords,
}

// cells holds the cells of all tables to the rules of their columns.
func (c checker) cells() {
	cells(c, &actorSchema, c.Actors, func(a *Actor) Pos { return a.named })
	cells(c, &documentSchema, c.Documents, func(d *Document) Pos { return d.named })
	cells(c, &claimSchema, c.Claims, (*Claim).Pos)
	cells(c, &codingSchema, c.Codings, (*Coding).Pos)
}
