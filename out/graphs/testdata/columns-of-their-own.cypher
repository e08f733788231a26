// Reported contacts: 012. Written by relgraph.
// SHA-256 of the dossier: d550fe82c7baa7cc4e0bdff512338476835cd22170583b8e86a76a91e9565255
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
	{`id`: 'a', `name`: 'Ann', `extra_region`: 'north', `extra_label`: 'L', `extra_z`: '1', `extra_claim_1`: 'x', `extra_größe_in_m`: '2'},
	{`id`: 'b', `name`: 'Bo', `extra_region`: 'south | east'}
] AS row
MERGE (n:Actor {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'd1', `title`: 'First', `extra_shelf_mark`: '7b'}
] AS row
MERGE (n:Document {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'c1', `kind`: 'contact', `stance`: 'reports', `extra_region`: 'there', `extra_confidence`: '80'},
	{`id`: 'c2', `kind`: 'contact', `stance`: 'reports', `extra_confidence`: '90'}
] AS row
MERGE (n:Claim {id: row.id}) SET n = row;

UNWIND [
	{`id`: 'a--b--contact', `label`: 'contact', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 2}
] AS row
MERGE (n:Contact {id: row.id}) SET n = row;

UNWIND [
	['c1', 'a', 1],
	['c2', 'b', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:ACTOR]->(b);

UNWIND [
	['c1', 'b', 1],
	['c2', 'a', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:RECIPIENT]->(b);

UNWIND [
	['c1', 'd1', 1],
	['c2', 'd1', 1]
] AS row
MATCH (a:Claim {id: row[0]}), (b:Document {id: row[1]}) MERGE (a)-[:DOCUMENT]->(b);

UNWIND [
	['a--b--contact', 'a', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:FROM]->(b);

UNWIND [
	['a--b--contact', 'b', 1]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:TO]->(b);

UNWIND [
	['a--b--contact', 'a', 1],
	['a--b--contact', 'b', 2]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:MEMBERS]->(b);

UNWIND [
	['a--b--contact', 'c1', 1],
	['a--b--contact', 'c2', 2]
] AS row
MATCH (a:Contact {id: row[0]}), (b:Claim {id: row[1]}) MERGE (a)-[:CLAIM {position: row[2]}]->(b);

UNWIND [
	['a', 'b', {`id`: 'a--b--contact', `label`: 'contact', `kind`: 'contact', `class`: 'contact', `direction`: 'mutual', `state`: 'single-origin', `modality`: 'happened', `origins`: '1 origin', `origins_min`: 1, `origins_max`: 1, `originated_by`: ['unnamed, heard by d1'], `reports`: 2, `claim_ids`: ['c1', 'c2'], `documents`: ['d1']}]
] AS row
MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[r:CONTACT {id: row[2].id}]->(b) SET r = row[2];
