// Reported contacts: 016. Written by relgraph.
// SHA-256 of the dossier: d3210e24719d5bb0246848bb832b9496d064a9d57de26fc6ee34d0ce96f19288
//
// Run it in a database of its own: cypher-shell -f FILE. Run twice, it changes nothing.
//
// (:Actor), (:Document), (:Claim) and (:Contact) are the dossier's rows, and what its claims add up to; properties are named like
// the dossier's columns. Each reference is a relationship: (:Claim)-[:ACTOR|RECIPIENT]->(:Actor), (:Claim)-[:DOCUMENT]->(:Document),
// (:Claim)-[:TOLD_BY {position}]->(), the origin first, (:Document)-[:DERIVED_FROM]->(:Document), (:Contact)-[:CLAIM]->(:Claim),
// (:Contact)-[:FROM|TO]->(:Actor), (:Actor)-[:PART_OF]->(:Actor) ...
// (:Actor)-[:CONTACT|AFFILIATION|TIE {id}]->(:Actor) is a contact that a figure draws. Direction tells if it goes both ways. Contacts
// that are only denied, retracted or not commented on are nodes alone.

CREATE CONSTRAINT relgraph_actor IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT relgraph_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT relgraph_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT relgraph_contact IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;

UNWIND [
	{`id`: 'a', `name`: 'Ann'},
	{`id`: 'b', `name`: 'Bo'},
	{`id`: 'c', `name`: 'Cy'},
	{`id`: 'd', `name`: 'Di'},
	{`id`: 'e', `name`: 'Ed'}
] AS row
MERGE (n:Actor {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'd1', `title`: 'First report', `url`: 'https://example.org/1', `publisher`: 'The Herald', `issued`: '2020-01-02'},
	{`id`: 'd2', `title`: 'Second report', `url`: 'https://example.org/2', `issued`: '2020-02'}
] AS row
MERGE (n:Document {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'c1', `kind`: 'meeting', `stance`: 'denies', `asserted_by`: 'a (on record)', `summary`: 'Ann denies it.'},
	{`id`: 'c2', `kind`: 'talks', `stance`: 'reports', `summary`: 'They talked.'},
	{`id`: 'c3', `kind`: 'talks', `stance`: 'retracts', `summary`: 'The paper takes it back.'},
	{`id`: 'c4', `kind`: 'visit', `stance`: 'no-comment', `asserted_by`: 'd (on record)', `summary`: 'Di says nothing.'},
	{`id`: 'c5', `kind`: 'visit', `stance`: 'reports', `summary`: 'Ed came.'},
	{`id`: 'c6', `kind`: 'visit', `stance`: 'disputes', `summary`: 'He did not.'}
] AS row
MERGE (n:Claim {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'a--b--meeting', `label`: 'meeting', `kind`: 'meeting', `class`: 'contact', `direction`: 'mutual', `state`: 'denied', `answers`: 'a: denies; b: silent', `modality`: 'happened', `published`: '2020-01-02', `published_last`: '2020-01-02', `origins`: '0 origins', `origins_min`: 0, `origins_max`: 0, `reports`: 0},
	{`id`: 'a--c--talks', `label`: 'talks', `kind`: 'talks', `class`: 'contact', `direction`: 'mutual', `state`: 'retracted', `modality`: 'happened', `published`: '2020-01-02', `published_last`: '2020-01-02', `origins`: '0 origins', `origins_min`: 0, `origins_max`: 0, `reports`: 0},
	{`id`: 'a--e--visit', `label`: 'visit', `kind`: 'visit', `class`: 'contact', `direction`: 'not told', `state`: 'disputed', `modality`: 'happened', `published`: '2020-01-02', `published_last`: '2020-02-29', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1}
] AS row
MERGE (n:Contact {id: row.id}) SET n = row;

UNWIND [
	['d2', 'd1', 1]
] AS row
MATCH (a:Document {id: row[0]}), (b:Document {id: row[1]}) MERGE (a)-[:DERIVED_FROM]->(b);

UNWIND [
	['c1', 'a', 1],
	['c2', 'a', 1],
	['c3', 'a', 1],
	['c4', 'a', 1],
	['c5', 'a', 1],
	['c6', 'a', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:ACTOR]->(b);

UNWIND [
	['c1', 'b', 1],
	['c2', 'c', 1],
	['c3', 'c', 1],
	['c4', 'd', 1],
	['c5', 'e', 1],
	['c6', 'e', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:RECIPIENT]->(b);

UNWIND [
	['c1', 'd1', 1],
	['c2', 'd1', 1],
	['c3', 'd1', 1],
	['c4', 'd2', 1],
	['c5', 'd2', 1],
	['c6', 'd1', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Document {id: row[1]}) MERGE (a)-[:DOCUMENT]->(b);

UNWIND [
	['c1', 'a', 1],
	['c4', 'd', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:TOLD_BY {position: row[2]}]->(b);

UNWIND [
	['c3', 'c2', 1],
	['c4', 'c5', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Claim {id: row[1]}) MERGE (a)-[:ABOUT]->(b);

UNWIND [
	['a--b--meeting', 'a', 1],
	['a--c--talks', 'a', 1],
	['a--e--visit', 'a', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:FROM]->(b);

UNWIND [
	['a--b--meeting', 'b', 1],
	['a--c--talks', 'c', 1],
	['a--e--visit', 'e', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:TO]->(b);

UNWIND [
	['a--b--meeting', 'a', 1],
	['a--b--meeting', 'b', 2],
	['a--c--talks', 'a', 1],
	['a--c--talks', 'c', 2],
	['a--e--visit', 'a', 1],
	['a--e--visit', 'e', 2]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:MEMBERS]->(b);

UNWIND [
	['a--b--meeting', 'c1', 1],
	['a--c--talks', 'c2', 1],
	['a--c--talks', 'c3', 2],
	['a--e--visit', 'c4', 1],
	['a--e--visit', 'c5', 2],
	['a--e--visit', 'c6', 3]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Claim {id: row[1]}) MERGE (a)-[:CLAIM {position: row[2]}]->(b);

UNWIND [
	['a', 'e', {`id`: 'a--e--visit', `label`: 'visit', `kind`: 'visit', `class`: 'contact', `direction`: 'not told', `state`: 'disputed', `modality`: 'happened', `published`: '2020-01-02', `published_last`: '2020-02-29', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1, `claim_ids`: ['c4', 'c5', 'c6'], `documents`: ['d2', 'd1'], `passages`: ['https://example.org/2', 'https://example.org/1']}]
] AS row
MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[r:CONTACT {id: row[2].id}]->(b) SET r = row[2];
