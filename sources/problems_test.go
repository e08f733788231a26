package sources_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"relgraph/sources"
)

// base is a dossier without a problem. The cases below replace files of it.
const base = `
-- actors.csv --
id,name
ann,Ann Abbot
bo,Bo Baker
cy,Cy Cooper
-- documents.csv --
id,title,url
d1,First report,https://example.org/1
d2,Second report,https://example.org/2
-- claims.csv --
id,actor,recipient,document
c1,ann,bo,d1
`

// rules has a case for each rule that a dossier is held to.
var rules = []struct{ name, files, want string }{
	{name: "no problem", files: ``, want: ``},

	// ids
	{"actor id twice", `
-- actors.csv --
id,name
ann,Ann Abbot
bo,Bo Baker
ann,Anne Archer
`, `
actors.csv:4:1: the actor id "ann" stands in line 2 already: want each id once
`},
	{"a document older than what it rests on", `
-- documents.csv --
id,title,issued,derived_from
d1,First report,2014-08,d2
d2,Second report,2014-09-01,
`, `
documents.csv:2:25: document "d1" of 2014-08 is older than "d2" of 2014-09-01, which it is said to rest on: want the dates or the tie put right
`},
	{"the example of a new dossier", `
-- claims.csv --
actor,recipient,document,note
ann,bo,d1,example: put your own row in its place
`, `
claims.csv:2:11: warning: the row is the example that a new dossier begins with: want your own row in its place
`},
	{"a label with a sign that nobody sees",
		"\n-- claims.csv --\nactor,recipient,document,label\nann,bo,d1,me\u202et in town\n", `
claims.csv:2:11: warning: the text has the invisible sign U+202E, which turns what follows around: want it taken out
`},
	{"a speaker for somebody unknown", `
-- claims.csv --
actor,recipient,document,stance,asserted_by
ann,bo,d1,confirms,ann: a spokeswoman (on record)
ann,cy,d1,denies,anne: a spokeswoman (on record)
ann,cy,d2,,https://example.org/x
`, `
claims.csv:3:18: "a spokeswoman" speaks for "anne", which is no actor: did you mean "ann"?
`},
	{"a retraction of nothing", `
-- claims.csv --
actor,recipient,document,stance,about,id
ann,bo,d1,,,c1
ann,bo,,retracts,c1,c2
`, `
claims.csv:3:8: a retraction without a document takes nothing back: want the document that takes its report back
`},
	{"what cannot be seen",
		"\n-- actors.csv --\nid,name,alias\nann,\u200b,\nbo,\u202egnp.exe,A|M\u0430rk\ncy,Cy Cooper,\n-- claims.csv --\nactor,recipient,document,summary,mood\nann,bo,d1,Minis\u00adtry,ca\u200blm\n", `
actors.csv:2:5: nobody can see the name "\u200b": want letters
actors.csv:3:4: warning: the text has the invisible sign U+202E, which turns what follows around: want it taken out
actors.csv:3:13: warning: the Cyrillic letter 'а' (U+0430) stands in the Latin word "Mаrk": want it typed anew, since it only looks like one of that script
claims.csv:1:34: note: column "mood" is not one of relgraph's: passed through to the exports
claims.csv:2:11: warning: the text has the invisible sign U+00AD: want it taken out
claims.csv:2:21: warning: the text has the invisible sign U+200B: want it taken out
`},
	{"letters that look like others", "\n-- actors.csv --\nid,name\nann,\uff21nn\nbo,\u13aabo\ncy,C\u0301\u0301\u0301\u0301\u0301\u0301y\n", `
actors.csv:2:5: warning: the text has the letter 'Ａ' (U+FF21), which is another form of "A": want "A", as people look for it
actors.csv:3:4: warning: the Latin letter 'b' (U+0062) stands in the Cherokee word "Ꭺbo": want it typed anew, since it only looks like one of that script
actors.csv:4:4: warning: more than 4 marks stand on one letter of the text, such as U+0301: want them taken out, since they cover what stands above and below
`},
	{"a URL that ends where it stands", `
-- documents.csv --
id,title,url
d1,First report,"https://e.org/?q=""><script>"
d2,Second report,https://e.org/?q=50%
`, `
documents.csv:2:17: the sign '"' cannot stand in the URL "https://e.org/?q=\"><script>": want it percent-encoded: "https://e.org/?q=%22%3E%3Cscript%3E"
documents.csv:3:18: a % stands without two hexadecimal digits in the URL "https://e.org/?q=50%": want %25 for the sign itself
`},
	{"a title with signs of a terminal", `
-- dossier.yaml --
title: "\e]0;pwned\a"
`, `
dossier.yaml:1:8: the cell has the control character U+001B: want it taken out
`},
	{"a title that turns around", "\n-- dossier.yaml --\ntitle: \"\u202etxt\"\n", `
dossier.yaml:1:8: warning: the text has the invisible sign U+202E, which turns what follows around: want it taken out
`},
	{"more parties than a row has", "\n-- claims.csv --\nactor,recipient,document\nann" + strings.Repeat("|bo", 100) +
		",cy,d1\n", `
claims.csv:2:1: the row has 102 parties: want at most 100, or a group of them as one actor
`},
	{"an id that nobody types", "\n-- claims.csv --\nid,actor,recipient,document\n" + strings.Repeat("c", 201) +
		",ann,bo,d1\n", `
claims.csv:2:1: the id has 201 bytes: want at most 200
`},
	{"countries", `
-- actors.csv --
id,name,country
ann,Ann Abbot,zz
bo,Bo Baker,UN
cy,Cy Cooper,xk
di,Di Drew,su
ed,Ed Eliot,GBR
`, `
actors.csv:2:15: unknown country "ZZ": want two letters of ISO 3166-1, such as "GB"
actors.csv:3:13: unknown country "UN": want two letters of ISO 3166-1, such as "GB"
actors.csv:6:13: unknown country "GBR": want two letters of ISO 3166-1, such as "GB"
`},
	{"a chain that begins nowhere", `
-- claims.csv --
actor,recipient,document,asserted_by
ann,bo,d1,media reports
ann,cy,d1,local press > cy
ann,bo,d2,reports by aid workers
`, `
claims.csv:2:11: warning: the chain begins with "media reports", which names no origin: want the document that it was read in, or who spoke
claims.csv:3:11: warning: the chain begins with "local press", which names no origin: want the document that it was read in, or who spoke
`},
	{"document id twice", `
-- documents.csv --
id,title
d1,First report
d1,Second report
`, `
documents.csv:3:1: the document id "d1" stands in line 2 already: want each id once
`},
	{"claim id twice", `
-- claims.csv --
id,actor,recipient,document
c1,ann,bo,d1
c1,ann,cy,d1
`, `
claims.csv:3:1: the claim id "c1" stands in line 2 already: want each id once
`},
	{"ids that no format carries", `
-- actors.csv --
id,name
ann,Ann Abbot
bo,Bo Baker
c y,Cy Cooper
5º,Fifth
,Nobody
-- documents.csv --
id,title
d1,First report
d/2,Second report
-- claims.csv --
id,actor,recipient,document,contact
c#1,ann,bo,d1,
c2,ann,bo,d1,the talks
`, `
actors.csv:4:1: the id "c y" has other signs than an id can have: want letters, digits, hyphens, dots and underscores only
actors.csv:5:1: the id "5º" has other signs than an id can have: want letters, digits, hyphens, dots and underscores only
actors.csv:6:1: the actor has no id: want a short name in letters, digits and hyphens
claims.csv:2:1: the id "c#1" has other signs than an id can have: want letters, digits, hyphens, dots and underscores only
claims.csv:3:14: the contact id "the talks" has other signs than an id can have: want letters, digits, hyphens, dots and underscores only
documents.csv:3:1: the id "d/2" has other signs than an id can have: want letters, digits, hyphens, dots and underscores only
`},

	// actors
	{"cells of an actor", `
-- actors.csv --
id,name,kind,country,wikidata
ann,Ann Abbot,persn,gb,Q1
bo,,person,UK,145
cy,Cy Cooper,person,England,Q0
`, `
actors.csv:2:15: unknown actor kind "persn": did you mean "person"? want state, government, ministry, agency, office, person, armed-group, organisation, company, media, group
actors.csv:3:4: actor "bo" has no name: want the name that figures show
actors.csv:3:12: unknown country "UK": did you mean "GB"?
actors.csv:3:15: unknown Wikidata id "145": want a Q-id, such as "Q145"
actors.csv:4:21: unknown country "ENGLAND": want two letters of ISO 3166-1, such as "GB"
actors.csv:4:29: unknown Wikidata id "Q0": want a Q-id, such as "Q145"
`},
	{"actors tied to unknown actors", `
-- actors.csv --
id,name,part_of,not_same_as
ann,Ann Abbot,bo|zz,
bo,Bo Baker,,ana
`, `
actors.csv:2:15: unknown actor "zz": want an id of the actors' table
actors.csv:3:14: unknown actor "ana": did you mean "ann"?
`},
	{"part of itself", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,bo
bo,Bo Baker,cy
cy,Cy Cooper,bo
dee,Dee Dunn,dee
`, `
actors.csv:3:13: "bo" is a part of itself: bo > cy > bo: want one of these ties taken out
actors.csv:5:14: "dee" is a part of itself: dee > dee: want one of these ties taken out
`},
	{"part of itself by a long way", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,a1
a1,One,a2
a2,Two,a3
a3,Three,a4
a4,Four,a5
a5,Five,a6
a6,Six,a7
a7,Seven,a8
a8,Eight,a9
a9,Nine,a10
a10,Ten,ann
bo,Bo Baker,
`, `
actors.csv:2:15: "ann" is a part of itself: ann > a1 > a2 > a3 > a4 > ... > a8 > a9 > a10 > ann: want one of these ties taken out
`},
	{"near names", `
-- actors.csv --
id,name,alias,not_same_as
ann,Ann Abbot,,
bo,Bo Baker,Baker of Bath,
anne,Anne Abbot,,
baker,Sir B.,Báker of BATH,
letters,Anm Abbot,,ann|anne
swapped,Ann Abbto,,anne|letters
iran,Iran,,
iraq,Iraq,,
b46,Brigade 46,,
b47,Brigade 47,,
us,US,,
usa,U.S.,,
ia,Interviewee A,,
ib,Interviewee B,,
petr2,Petr II.,,
petr3,Petr III.,,
lin,Lin & Sons,,
lins,Lin and Sons,,
st,St. Mary's Hospital,,
saint,Saint Mary's Hospital,,
holt,Dr Mira Holt,,
mira,Mira Holt,,
`, `
actors.csv:4:6: warning: "Anne Abbot" (anne) is nearly the name of "Ann Abbot" (ann): want one actor with an alias, or not_same_as "ann"
actors.csv:5:14: warning: "Báker of BATH" (baker) is nearly the name of "Baker of Bath" (bo): want one actor with an alias, or not_same_as "bo"
actors.csv:7:9: warning: "Ann Abbto" (swapped) is nearly the name of "Ann Abbot" (ann): want one actor with an alias, or not_same_as "ann"
actors.csv:13:5: warning: "U.S." (usa) is nearly the name of "US" (us): want one actor with an alias, or not_same_as "us"
actors.csv:19:6: warning: "Lin and Sons" (lins) is nearly the name of "Lin & Sons" (lin): want one actor with an alias, or not_same_as "lin"
actors.csv:21:7: warning: "Saint Mary's Hospital" (saint) is nearly the name of "St. Mary's Hospital" (st): want one actor with an alias, or not_same_as "st"
actors.csv:23:6: warning: "Mira Holt" (mira) is nearly the name of "Dr Mira Holt" (holt): want one actor with an alias, or not_same_as "holt"
`},

	// documents
	{"cells of a document", `
-- documents.csv --
id,title,url,issued,accessed,reliability,sha256
d1,,,2014,2014-02-30,B,
d2,Second report,,Sept 2014,,G,abc
`, `
documents.csv:2:4: document "d1" has neither title nor url: want one of the two
documents.csv:2:11: unreadable date "2014-02-30": there is no day 30 in 2014-02: want 01 to 28
documents.csv:3:19: unreadable date "Sept 2014": want year-month-day in figures: "2014-09"
documents.csv:3:30: unknown reliability "G": want A, B, C, D, E or F
documents.csv:3:32: the digest "abc" is no SHA-256: want 64 hexadecimal digits
`},
	{"addresses", `
-- documents.csv --
id,url,archive_url
d1,https://example.org/1,ftp://example.org/1
d2,example.org/2,
d3,https://example.org/a b,
d4,https://exa%ple.org/,
d5,https:///5,
d6,javascript:alert(1),
`, `
documents.csv:2:26: the URL "ftp://example.org/1" is no address of the web: want it to begin with http:// or https://
documents.csv:3:4: the URL "example.org/2" is no address of the web: want it to begin with http:// or https://
documents.csv:4:4: the URL "https://example.org/a b" is malformed: want an address such as "https://example.org/page"
documents.csv:5:4: the URL "https://exa%ple.org/" is malformed: want an address such as "https://example.org/page"
documents.csv:6:4: the URL "https:///5" is malformed: want an address such as "https://example.org/page"
documents.csv:7:4: the URL "javascript:alert(1)" is no address of the web: want it to begin with http:// or https://
`},
	{"one document with two entries", `
-- documents.csv --
id,title,publisher,url,derived_from
d1,Talks in Damascus,Mirror,https://www.example.org/talks/?utm_source=mail,
d2,Secret talks,,http://example.org/talks#top,
d3,talks  in damascus,,https://example.org/other,
d4,Talks in Damascus,Times,https://example.org/times,
d5,Talks in Damascus,,https://example.org/copy,d1
`, `
documents.csv:3:1: warning: "d2" has the address of "d1": want one entry, or the text counts as two sources
documents.csv:4:1: warning: "d3" has the title of "d1" and no other publisher: want one entry, or the text counts as two sources
`},
	{"a document that rests on an unknown one", `
-- documents.csv --
id,title,derived_from
d1,First report,d2
d2,Second report,mirror
`, `
documents.csv:3:18: unknown document "mirror": want an id of the documents' table
`},
	{"documents that rest on themselves", `
-- documents.csv --
id,title,derived_from
d1,First report,d2
d2,Second report,d1
d3,Third report,d3
`, `
documents.csv:2:17: document "d1" rests on itself: d1 > d2 > d1: want one of these ties taken out
documents.csv:4:17: document "d3" rests on itself: d3 > d3: want one of these ties taken out
`},
	{"documents that rest on themselves by their claims", `
-- documents.csv --
id,title,derived_from
d1,First report,
d2,Second report,d1
d3,Third report,
-- claims.csv --
id,actor,recipient,document,asserted_by
c1,ann,bo,d1,d1
c2,ann,bo,d3,d2 > d1 > d3
`, `
claims.csv:3:14: document "d1" rests on itself: d1 > d2 > d1: want one of these ties taken out
`},

	// claims
	{"words of a claim", `
-- claims.csv --
id,actor,recipient,document,kind,direction,date,channel,modality,stance
c1,ann,bo,d1,meting,towards,23.9.2014,carrier pigeon,maybe,denyes
`, `
claims.csv:2:14: warning: the kind "meting" looks like "meeting": want one word for one kind, or both described in kinds.csv
claims.csv:2:21: unknown direction "towards": want "directed" (from actor to recipient), or nothing for mutual
claims.csv:2:29: unreadable date "23.9.2014": want year-month-day: "2014-09-23"
claims.csv:2:39: unknown channel "carrier pigeon": want "direct", "unknown" or "via ACTOR|ACTOR"
claims.csv:2:54: unknown modality "maybe": want happened, planned, requested, hypothetical
claims.csv:2:60: unknown stance "denyes": did you mean "denies"? want reports, confirms, denies, disputes, no-comment, retracts
`},
	{"unknown actors and documents", `
-- claims.csv --
id,actor,recipient,document,channel
c1,ann,boo,d1,via dee|cy
c2,Ann Abbot,bo,d,
c3,ann,bo,https://example.org/2,
c4,ann,bo,elsewhere,
`, `
claims.csv:2:8: unknown actor "boo": did you mean "bo"?
claims.csv:2:15: unknown actor "dee": want an id of the actors' table
claims.csv:3:4: unknown actor "Ann Abbot": did you mean "ann"?
claims.csv:3:17: unknown document "d": want an id of the documents' table
claims.csv:4:11: unknown document "https://example.org/2": did you mean "d2"?
claims.csv:5:11: unknown document "elsewhere": want an id of the documents' table
`},
	{"parties", `
-- claims.csv --
id,actor,recipient,document,kind,direction,channel
c1,,bo,d1,,,
c2,ann,,d1,,,
c3,ann|bo,ann,d1,,,
c4,ann|bo,,d1,,directed,
c5,ann,bo,d1,,,via bo
c6,ann,bo,d1,affiliation,,
c7,ann|bo|cy,,d1,,mutual,
`, `
claims.csv:2:4: no actor: want the actor whose contact this is
claims.csv:3:8: the row has only one party, "ann": want a recipient, or a second actor
claims.csv:4:11: "ann" stands on both sides or twice: want distinct actors
claims.csv:5:16: the row is directed at nobody: want a recipient, or no direction
claims.csv:6:16: "bo" is a party itself: want somebody else as the go-between
`},
	{"a kind that goes one way", `
-- kinds.csv --
id,word,directed
owns,owns,yes
-- claims.csv --
id,actor,recipient,document,kind,direction
c1,ann,bo,d1,owns,mutual
c2,ann,cy,d1,owns,directed
c3,bo,cy,d1,owns,
`, `
claims.csv:2:19: warning: the kind "owns" goes from actor to recipient, and this row is mutual: want "directed", or nothing
`},
	{"no document, and several", `
-- claims.csv --
id,actor,recipient,document
c1,ann,bo,
c2,ann,bo,d1|d2
`, `
claims.csv:2:11: no document: want the document that reports it, or --allow-unsourced to draw it marked as unsourced
claims.csv:3:11: several documents stand in one cell: want one row for each document
`},
	{"an event after its publication", `
-- documents.csv --
id,title,issued
d1,First report,2014-09
d2,Second report,2014-09/..
-- claims.csv --
id,actor,recipient,document,date,modality
c1,ann,bo,d1,2014-10-01,
c2,ann,bo,d1,2014-09-30/2014-12,
c3,ann,bo,d1,2014-10-01,planned
c4,ann,bo,d1,2014-10-01,requested
c5,ann,bo,d2,2024,
c6,ann,bo,d1,/2014-10,
`, `
claims.csv:2:14: the event of 2014-10-01 is after its publication, 2014-09: want a date before it, or the modality "planned"
`},
	{"a start after its end", `
-- claims.csv --
id,actor,recipient,document,date
c1,ann,bo,d1,2014-10/2014-09
`, `
claims.csv:2:14: unreadable date "2014-10/2014-09": start "2014-10" after end "2014-09": want the earlier date first
`},
	{"who confirms and denies", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,ministry
ministry,The Ministry,state
state,The State,
service,The Service,state
cy,Cy Cooper,
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by
c1,ann,service,d1,call,confirms,
c2,ann,service,d1,meeting,confirms,cy (on record)
c3,ann,service,d1,visit,denies,somebody at the ministry (anonymous)
c4,ann,service,d1,talks,denies,An Outsider
c5,ann,service,d1,message,confirms,bo > d1
c6,ann,state,d1,message,denies,bo (on record)
c7,ann,bo,d1,message,denies,state (on record)
c8,ann,service,d1,contact,disputes,cy
`, `
claims.csv:2:33: the stance "confirms" has no speaker: want the party that speaks, or the stance "reports"
claims.csv:3:36: "cy", whose words are the stance "confirms", is no party to the contact of ann and service: want one of them, or somebody who belongs to one, or the stance "reports"
claims.csv:4:32: "somebody at the ministry" speaks anonymously, which cannot be the stance "denies": want a party on record, or the stance "disputes"
claims.csv:5:32: "An Outsider", whose words are the stance "denies", is no party to the contact of ann and service: want one of them, or somebody who belongs to one, or the stance "disputes"
claims.csv:7:1: warning: the denial of ann and state does not reach what claim "c5" reports of ann and service: want about "c5", if it is denied too
claims.csv:9:1: warning: the denial of ann and service does not reach what claim "c1" reports of ann and service: contact here, call there: want about "c1", if it is denied too
`},
	{"who does not comment", `
-- claims.csv --
id,actor,recipient,document,stance,asserted_by,about
c1,ann,bo,d1,reports,,
c2,ann,bo,d1,no-comment,cy (on record),c1
c3,ann,bo,d1,no-comment,,c1
c4,ann,bo,d2,no-comment,a spokesman (anonymous),
`, `
claims.csv:4:25: the stance "no-comment" has no speaker: want who would not comment
claims.csv:5:49: warning: stance "no-comment" answers nothing: want the id of the claim it answers
`},
	{"chains", `
-- claims.csv --
id,actor,recipient,document,kind,asserted_by
c1,ann,bo,d1,call,d2 > > d1
c2,ann,bo,d1,talks,bo (anonymous) (on record)
c3,ann,bo,d1,visit,cy > d2 > cy
c4,ann,bo,d1,message,cyy > d2
c5,ann,bo,d1,warning,Cy Cooper > d2
c6,ann,bo,d1,meeting,An Outsider > d2
`, `
claims.csv:2:19: a blank speaker stands in the chain "d2 > > d1": want speakers separated by " > ", the origin first
claims.csv:3:20: "bo" speaks both anonymously and on record: want one of the two
claims.csv:4:20: the chain comes back to "cy": want each speaker once, the origin first
claims.csv:5:22: warning: the speaker "cyy" is neither an actor nor a document: did you mean "cy"?
claims.csv:6:22: warning: the speaker "Cy Cooper" is neither an actor nor a document: did you mean "cy"?
`},
	{"rows of one contact that exclude each other", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,
cy,Cy Cooper,
state,State,
service,Service,state
-- claims.csv --
id,actor,recipient,document,kind,contact,direction,date
c1,ann,bo,d1,talks,geneva,,2019-11-04
c2,ann,bo,d2,talks,geneva,,2019-11
c3,bo,ann,d2,meeting,geneva,,2024-02-11
c4,ann,bo,d1,warning,one,directed,
c5,bo,ann,d2,warning,one,directed,
c6,ann,bo,d1,call,two,,
c7,cy,service,d2,call,two,,
c8,ann,bo,d1,affiliation,three,directed,
c9,ann,bo,d1,call,three,,
c10,ann,bo,d1,message,four,directed,
c11,ann,cy,d2,message,four,directed,
c12,ann,bo|ann,d2,visit,,,
`, `
claims.csv:4:30: the rows of contact "geneva" exclude each other: "2024-02-11" here, "2019-11-04" in line 2: want one date in both, or another contact for another event
claims.csv:6:26: the rows of contact "one" exclude each other: "bo" acts here, and is acted on in line 5: want the same direction in both, or another contact for the answer
claims.csv:8:23: the rows of contact "two" exclude each other: no party here takes part in line 7: want another contact, or a party that takes part in both
claims.csv:10:19: "three" is the kind "call" here and "affiliation" in line 9: want an id of its own, since a tie is no contact
claims.csv:13:9: "ann" stands on both sides or twice: want distinct actors
`},
	{"rows that are about themselves, or about what excludes them", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,
cy,Cy Cooper,
state,State,
service,Service,state
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about,contact
c1,ann,bo,d1,talks,denies,bo,c2,
c2,ann,bo,d2,talks,denies,ann,c3,
c3,ann,bo,d2,talks,disputes,cy,c1,
c4,ann,bo,d2,talks,,,,geneva
c5,ann,bo,d2,talks,disputes,cy,c6,geneva
c6,ann,bo,d1,talks,,,,
c7,cy,service,d1,talks,disputes,bo,c6,
`, `
claims.csv:2:30: claim "c1" answers itself: c1 > c2 > c3 > c1: want one of them to be about something else
claims.csv:6:32: claim "c5" is of contact "geneva" and answers "c6", which is not: want the same contact in both, or none here: a row belongs to what it is about
claims.csv:8:36: warning: claim "c7" answers "c6", which is about others: want a claim that has to do with one of the same actors
`},
	{"who confirms with a hedge, and denies for a part", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,
cy,Cy Cooper,
state,State,
service,Service,state
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,hedge,about
c1,service,ann,d1,talks,confirms,ann (on record),claims,
c2,state,ann,d2,talks,denies,state (on record),,
c3,state,ann,d2,talks,denies,state (on record),,c1
c4,ann,bo,d2,talks,,Nobody: a spokeswoman (on record),,
`, `
claims.csv:2:50: warning: the stance "confirms" stands beside the hedge "claims": want the stance "reports", or no hedge if the words are those of the party itself
claims.csv:3:49: warning: the denial of state and ann does not reach what claim "c1" reports of service and ann: want about "c1", if it is denied too
claims.csv:5:21: "a spokeswoman" speaks for "Nobody", which is no actor: want an actor's id before the colon, or the words without one
`},
	{"denials that reach nothing: of a sister, of some of a round, of any contact, on the day of the denial, the other way round", `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,
bo,Bo Baker,
cy,Cy Cooper,
state,State,
service,Service,state
ministry,Ministry,state
-- claims.csv --
id,actor,recipient,document,kind,date,direction,stance,asserted_by,about
c1,service,ann,d1,talks,,,,,
c2,ministry,ann,d2,talks,,,denies,ministry (on record),
c3,ann|bo|cy,,d1,call,,,,,
c4,ann,bo,d2,call,,,denies,bo (on record),
c5,bo,cy,d1,visit,2014-01,,,,
c6,bo,cy,d2,,,,denies,cy (on record),
c7,bo,cy,d2,visit,2014-02,,denies,cy (on record),
c8,ann,cy,d1,warning,,directed,,,
c9,cy,ann,d2,warning,,directed,denies,cy (on record),
c10,ann,cy,d2,warning,2014,,denies,cy (on record),
c11,state,bo,d2,talks,,,denies,state (on record),
`, `
claims.csv:3:56: warning: the denial of ministry and ann does not reach what claim "c1" reports of service and ann: want about "c1", if it is denied too
claims.csv:5:43: warning: the denial of ann and bo does not reach what claim "c3" reports of ann and bo and cy: want about "c3", if it is denied too
claims.csv:7:38: warning: the denial of bo and cy does not reach what claim "c5" reports of bo and cy: contact here, visit there: want about "c5", if it is denied too
claims.csv:8:50: warning: the denial of bo and cy does not reach what claim "c5" reports of bo and cy: 2014-02 here, 2014-01 there (when it was, not when it was denied): want about "c5", if it is denied too
claims.csv:10:54: warning: the denial of cy and ann does not reach what claim "c8" reports of ann and cy: the other way round: want about "c8", if it is denied too
`},
	{"who speaks for somebody whose name is no id", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
ann,bo,d1,talks,,Ann Abbot : a spokesman
ann,bo,d1,call,,Who Else: a spokesman (on record)
ann,bo,d1,visit,,From the minutes: two lines
`, `
claims.csv:2:18: "a spokesman" speaks for "Ann Abbot", which is no actor: did you mean "ann"?
claims.csv:3:17: "a spokesman" speaks for "Who Else", which is no actor: want an actor's id before the colon, or the words without one
claims.csv:4:18: warning: "two lines" speaks for "From the minutes", which is no actor: want an actor's id before the colon, or the words without one
`},
	{"what a claim answers", `
-- claims.csv --
id,actor,recipient,document,kind,contact,stance,asserted_by,about
talks-1,ann,bo,d1,talks,,,,
talks-2,bo,ann,d1,talks,,denies,bo,talks-1
talks-3,ann,cy,d1,talks,,denies,cy,talks-1
talks-4,ann,bo,d1,,,denies,bo,talks-1
talks-5,ann,bo,d1,talks,,retracts,,
talks-6,ann,bo,d1,talks,,retracts,,talks-6
talks-7,ann,bo,d1,talks,,retracts,,talk-1
call-1,ann,bo,d1,call,hotline,,,
call-2,ann,bo,d1,talks,hotline,retracts,,hotline
call-3,ann,bo,d1,talks,hotline,retracts,,call-1
`, `
claims.csv:6:36: warning: stance "retracts" answers nothing: want the id of the claim it answers
claims.csv:7:36: claim "talks-6" answers itself: want the id of another claim
claims.csv:8:36: unknown claim or contact "talk-1": did you mean "talks-1"?
`},
	{"one contact of two sorts", `
-- claims.csv --
id,actor,recipient,document,kind,direction,contact
c1,ann,bo,d1,talks,,founding
c2,ann,bo,d1,affiliation,directed,founding
`, `
claims.csv:3:35: "founding" is the kind "affiliation" here and "talks" in line 2: want an id of its own, since a tie is no contact
`},
	{"a label too long, an anchor damaged, a check without a day", `
-- claims.csv --
id,actor,recipient,document,label,checked_on,anchor
c1,ann,bo,d1,met in Damascus last year,2026/2027,n1 5
`, `
claims.csv:2:14: warning: the label has 5 words: want 4 at most, since it stands beside a line
claims.csv:2:40: "2026/2027" is an interval: want a day, such as "2026-11-22"
claims.csv:2:50: "5" is no place in the anchor "n1 5": want "n1 START+LENGTH sha256:DIGEST first words … last words"
`},
	{"a row twice", `
-- claims.csv --
id,actor,recipient,document,kind
c1,ann,bo,d1,talks
c2,ann,bo,d1,talks
c3,ann,bo,d1,call
c4,ann|,bo,d1,call
`, `
claims.csv:3:1: the row repeats line 2: want each row once
claims.csv:5:1: the row repeats line 4: want each row once
`},

	// tables
	{"columns that are missing", `
-- actors.csv --
id,kind
ann,person
-- documents.csv --
title
First report
-- claims.csv --
recipient,kind
bo,talks
`, `
actors.csv:1:1: the table has no column "name": want the columns id, name
claims.csv:1:1: the table has no column "actor": want the columns actor, document
claims.csv:1:1: the table has no column "document": want the columns actor, document
documents.csv:1:1: the table has no column "id": want the columns id
`},
	{"columns that are not relgraph's", `
-- claims.csv --
actor,recipient,document,colour,stnce,
ann,bo,d1,red,denies,lost
`, `
claims.csv:1:26: note: column "colour" is not one of relgraph's: passed through to the exports
claims.csv:1:33: warning: unknown column "stnce": did you mean "stance"? It is passed through to the exports as it is
claims.csv:1:39: warning: column 6 has no name: want a name, or its cells are left out
claims.csv:2:15: "denies" reads like a denial, and nothing says that it is none: want the stance (such as denies, or reports if it is a report) or the modality (planned, requested, hypothetical)
`},
	{"no claims", `
-- claims.csv --
actor,recipient,document
`, `
claims.csv:1:1: warning: the table has no claims: want a row for each contact that a document reports
`},
	{"a table twice", `
-- dossier.yaml --
title: Contacts
actors:
- id: ann
  name: Ann Abbot
- id: bo
  name: Bo Baker
`, `
actors.csv: the table stands in dossier.yaml as well: want one of the two
`},
	{"two YAML files", `
-- dossier.yaml --
title: Contacts
-- dossier.yml --
title: Contacts
`, `
dossier.yml: the folder has a dossier.yaml as well: want one of the two
`},
	// What is wrong with a table is told once, and not again for each row that refers to it.
	{"ids in a table that could not be read", `
-- actors.csv --
id,name,part_of
ann,"Ann" Abbot,state
-- documents.csv --
titel
First report
-- claims.csv --
id,actor,recipient,document,stance,asserted_by,about
c1,ann,bo,d1,denies,bo,c0
c2,ann,cy
`, `
actors.csv:2:9: a quotation mark stands in the wrong place: want every quotation mark inside a cell doubled, and the cell between quotation marks
claims.csv:3:1: the row has 3 cells: want 7, as in the header
documents.csv:1:1: warning: unknown column "titel": did you mean "title"? It is passed through to the exports as it is
documents.csv:1:1: the table has no column "id": want the columns id
`},
}

func TestRules(t *testing.T) {
	for _, tt := range rules {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := open(t, tt.files, sources.Options{})
			compare(t, tt.want, problems)
		})
	}
}

// open writes the files of base, or those that replace them, to a folder of their own and opens it as the current one.
func open(t *testing.T, files string, opts sources.Options) (*sources.Dossier, sources.Diagnostics) {
	t.Helper()
	t.Chdir(t.TempDir())
	writeAll(t, base)
	writeAll(t, files)
	return sources.Open(".", opts)
}

func writeAll(t *testing.T, files string) {
	t.Helper()
	for _, f := range txtar.Parse([]byte(files)).Files {
		write(t, f.Name, string(f.Data))
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// compare holds the diagnostics to be the wanted lines, and no others.
func compare(t *testing.T, want string, got sources.Diagnostics) {
	t.Helper()
	if diff := cmp.Diff(lines(want), told(got)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

// told writes the diagnostics. Hints, which come with every small dossier, have a test of their own.
func told(problems sources.Diagnostics) []string {
	var lines []string
	for _, d := range problems {
		if d.Severity != sources.Hint {
			lines = append(lines, d.String())
		}
	}
	return lines
}

func lines(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// A copy's claims without a chain are asked about, once.
func TestWhoseWords(t *testing.T) {
	_, problems := open(t, `
-- documents.csv --
id,title,url,derived_from
d1,First report,https://example.org/1,d2
d2,Second report,https://example.org/2,
-- claims.csv --
id,actor,recipient,document,asserted_by
c1,ann,bo,d1,
c2,ann,cy,d1,
c3,bo,cy,d1,d1
c4,bo,cy,d2,
`, sources.Options{})
	const want = `claims.csv:2:14: hint: 2 claims do not say whether their documents have it from what these rest on, the first is "c1": ` +
		`asserted_by would tell: d2, as which it counts now, or "d1" for the document's own words`
	var hints []string
	for _, p := range problems.Only(sources.Hint) {
		if strings.Contains(p.Problem, "rest on") {
			hints = append(hints, p.String())
		}
	}
	if diff := cmp.Diff([]string{want}, hints); diff != "" {
		t.Errorf("hints (-want +got):\n%s", diff)
	}
}
