package sources

// The rules that a dossier is held to, each a function, in the order in which they are asked. To add one, write the
// function and name it here once; a rule for single cells is a function of package check, named at its column in
// schema.go.
var dossierRules = []func(checker){
	checkCells,
	each(func(c checker) []Actor { return c.Actors },
		checkActorID, checkActorName, checkActorTies),
	each(func(c checker) []Document { return c.Documents },
		checkDocumentID, checkDocumentName, checkDocumentDay, checkDocumentSources),
	each(func(c checker) []Claim { return c.Claims },
		checkClaimID, checkContact, checkParties, checkHeading, checkDocument, checkDates, checkSpeakers,
		checkAnswers, checkHedged,
		checkWhenChecked, checkWhatWasChecked),
	checkKinds,
	checkCodings,
	checkPartLoops,
	checkRestLoops,
	checkEvents,
	checkAnswerLoops,
	checkMissed,
	checkRepeatedClaims,
	checkNearNames,
	checkSurnames,
	checkSameDocuments,
	checkEchoes,
	checkDoubts,
	checkExamples,
	checkUnchecked,
	invite,
	checkWhoseWords,
}

// checkCells holds the cells of all tables to the rules of their columns.
func checkCells(c checker) {
	cells(c, &actorSchema, c.Actors, func(a *Actor) Pos { return a.named })
	cells(c, &documentSchema, c.Documents, func(d *Document) Pos { return d.named })
	cells(c, &claimSchema, c.Claims, (*Claim).Pos)
	cells(c, &codingSchema, c.Codings, (*Coding).Pos)
}
