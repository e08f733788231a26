// Reported contacts: 001. Written by relgraph.
// SHA-256 of the dossier: 3a891e71fdcf70e1c4bf432f1a6c4062dd3bc0ad26bd4c63f94e0b3b4e4d8aa5
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
	{`id`: 'ann', `name`: 'Ann "the\\N" Aber', `short`: '<b>Ann</b> "A" \\', `role`: 'role | bar \\| \\n', `side`: 'Ends in \\', `note`: 'R&D &lt; &copy; &#x41;'},
	{`id`: 'bo', `name`: 'بيت بو 😀 👩‍🚀', `side`: 'A "side"', `note`: 'A & & B'},
	{`id`: 'ça', `name`: 'Ça, in\ntwo lines', `note`: '<!-- -->'}
] AS row
MERGE (n:Actor {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'd1', `title`: 'Report "one" <b> | x\\', `url`: 'https://example.org/?a=1&copy=2'}
] AS row
MERGE (n:Document {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'd1-1', `kind`: 'contact', `stance`: 'reports', `hedge`: '"said" | to\\', `label`: '\\G <i>&lt;</i>', `summary`: 'One; two | three \\| four \\\nfive'},
	{`id`: 'd1-2', `kind`: 'contact', `stance`: 'reports', `summary`: '-->]]>'}
] AS row
MERGE (n:Claim {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'ann--bo--contact', `label`: '\\G <i>&lt;</i>', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1},
	{`id`: 'bo--ça--contact', `label`: 'contact', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1}
] AS row
MERGE (n:Contact {id: row.id}) SET n = row;

UNWIND [
	['d1-1', 'ann', 1],
	['d1-2', 'bo', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:ACTOR]->(b);

UNWIND [
	['d1-1', 'bo', 1],
	['d1-2', 'ça', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:RECIPIENT]->(b);

UNWIND [
	['d1-1', 'd1', 1],
	['d1-2', 'd1', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Document {id: row[1]}) MERGE (a)-[:DOCUMENT]->(b);

UNWIND [
	['ann--bo--contact', 'ann', 1],
	['bo--ça--contact', 'bo', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:FROM]->(b);

UNWIND [
	['ann--bo--contact', 'bo', 1],
	['bo--ça--contact', 'ça', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:TO]->(b);

UNWIND [
	['ann--bo--contact', 'ann', 1],
	['ann--bo--contact', 'bo', 2],
	['bo--ça--contact', 'bo', 1],
	['bo--ça--contact', 'ça', 2]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:MEMBERS]->(b);

UNWIND [
	['ann--bo--contact', 'd1-1', 1],
	['bo--ça--contact', 'd1-2', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Claim {id: row[1]}) MERGE (a)-[:CLAIM {position: row[2]}]->(b);

UNWIND [
	['ann', 'bo', {`id`: 'ann--bo--contact', `label`: '\\G <i>&lt;</i>', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1, `claim_ids`: ['d1-1'], `documents`: ['d1'], `passages`: ['https://example.org/?a=1&copy=2']}],
	['bo', 'ça', {`id`: 'bo--ça--contact', `label`: 'contact', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 1, `claim_ids`: ['d1-2'], `documents`: ['d1'], `passages`: ['https://example.org/?a=1&copy=2']}]
] AS row
MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[r:CONTACT {id: row[2].id}]->(b) SET r = row[2];
