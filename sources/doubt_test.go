package sources_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// Made sentences of both kinds, in the languages of the table.
func TestReadsLike(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"denied meeting", "a denial"}, {"denies talks", "a denial"}, {"did not meet", "a denial"},
		{"didn’t meet", "a denial"}, {"no contact", "a denial"},
		{"refused to comment", "a refusal"}, {"wants to meet", "a wish"}, {"planned meeting", "a plan"},
		{"rumoured talks", "a rumour"}, {"will visit in May", "a plan"},
		{"never met", "a denial"}, {"not a meeting", "a denial"}, {"possible meeting", "a rumour"},
		{"dementierte Gespräche", "a denial"}, {"kein Treffen", "a denial"}, {"geplantes Treffen", "a plan"},
		{"Gerüchte über ein Treffen", "a rumour"}, {"lehnte ab", "a refusal"},
		{"dément toute rencontre", "a denial"}, {"aucun contact", "a denial"}, {"rencontre prévue", "a plan"},
		{"souhaite rencontrer", "a wish"}, {"a refusé", "a refusal"},
		{"niega la reunión", "a denial"}, {"nunca se reunió", "a denial"}, {"reunión prevista", "a plan"},
		{"rumores de reunión", "a rumour"}, {"se negó a hablar", "a refusal"},
		{"negou o encontro", "a denial"}, {"encontro agendado", "a plan"}, {"não se reuniu", "a denial"},
		{"recusou", "a refusal"},
		{"smentito l'incontro", "a denial"}, {"nessun incontro", "a denial"}, {"incontro previsto", "a plan"},
		{"vuole incontrare", "a wish"},
		{"نفى اللقاء", "a denial"}, {"ونفى اللقاء", "a denial"}, {"رفض التعليق", "a refusal"},
		{"يعتزم زيارة", "a plan"}, {"شائعات عن لقاء", "a rumour"},
		{"отрицает встречу", "a denial"}, {"не встречался", "a denial"}, {"планируется встреча", "a plan"},
		{"отказался от встречи", "a refusal"}, {"слухи о встрече", "a rumour"},
		{"voicemail, no answer", "a wish"}, {"tried to reach Bo twice", "a wish"}, {"did not attend", "a denial"},
		{"no-show", "a denial"}, {"apologies received", "a denial"}, {"donation returned", "a refusal"},
		{"to be confirmed", "a plan"}, {"proposed meeting", "a plan"}, {"keine Antwort", "a wish"},
		{"nicht erschienen", "a denial"}, {"unter Vorbehalt", "a plan"}, {"sans réponse", "a wish"},
		{"n’a pas eu lieu", "a denial"}, {"à confirmer", "a plan"}, {"no contestó", "a wish"},
		{"no se presentó", "a denial"}, {"não atendeu", "a wish"}, {"não compareceu", "a denial"},
		{"non ha risposto", "a wish"}, {"non si è presentato", "a denial"}, {"da confermare", "a plan"},
		{"не ответил", "a wish"}, {"не явился", "a denial"}, {"لم يرد", "a wish"}, {"لم يحضر", "a denial"},

		{"failed to appear", "a denial"}, {"claims to have met", "a rumour"}, {"postponed", "a cancellation"},
		{"retracted", "a retraction"}, {"zurückgezogen", "a retraction"}, {"rétractée", "a retraction"},
		{"retirado", "a retraction"}, {"apagado", "a retraction"}, {"ritrattato", "a retraction"}, {"отозвано", "a retraction"},
		{"مسحوب", "a retraction"},
		{"lehnte ein Treffen ab", "a denial"}, {"Treffen soll stattgefunden haben", "a rumour"}, {"Absage", "a cancellation"},
		{"se seraient rencontrés", "a rumour"}, {"excusée", "a denial"}, {"reporté", "a cancellation"},
		{"pospuesta", "a cancellation"}, {"se habría reunido", "a rumour"}, {"faltou", "a denial"},
		{"ter-se-ia reunido", "a rumour"}, {"adiada", "a cancellation"}, {"si sarebbero incontrati", "a rumour"},
		{"disdetto", "a cancellation"}, {"отсутствует", "a denial"}, {"мог встречаться", "a rumour"},
		{"отложена", "a cancellation"}, {"يقال إنه التقى", "a rumour"}, {"مؤجل", "a cancellation"},
		{"اعتذر عن الحضور", "a denial"},

		{"answered every question", ""}, {"presented apologies to the mayor", ""}, {"returned to Vienna with Bo", ""},
		{"absentee landlords discussed", ""}, {"present at the signing", ""}, {"message to the voters", ""},
		{"Antwort auf den Brief", ""}, {"réponse à la lettre", ""}, {"respuesta a la carta", ""},
		{"meeting", ""}, {"met in Vienna", ""}, {"talks on planning law", ""}, {"Marshall Plan committee", ""},
		{"called twice", ""}, {"notable guest", ""},
		{"nothing", ""}, {"Nordic dinner", ""}, {"wrote a letter", ""}, {"dinner with Denise", ""}, {"phone call", ""},
		{"Treffen in Wien", ""}, {"Plantage besucht", ""}, {"rencontre à Paris", ""}, {"entretien", ""},
		{"reunión en Madrid", ""}, {"encontro em Lisboa", ""},
		{"incontro a Roma", ""}, {"لقاء في دمشق", ""}, {"اجتماع", ""}, {"встреча в Москве", ""}, {"неделя моды", ""},
	} {
		if got := sources.ReadsLike(tt.text, true); got != tt.want {
			t.Errorf("%q reads like %q, want %q", tt.text, got, tt.want)
		}
	}
	for _, long := range []string{"The day is not told by the document.", "No date stands in the text.",
		"They spoke without an interpreter.", "The meeting adjourned at five.", "Der Termin wurde abgebrochen, als Bo kam.",
		"Elle est invitée chaque année.", "Pidió el teléfono de Bo."} {
		if got := sources.ReadsLike(long, false); got != "" {
			t.Errorf("%q reads like %s, want nothing: it is a remark", long, got)
		}
	}
	if got := sources.WithoutDoubt("Denied meeting"); got != "meeting" {
		t.Errorf("without its denial it is %q, want meeting", got)
	}
}

// Rows in doubt are named once for each wording, whatever column it stands in; who answers is not asked.
func TestDoubts(t *testing.T) {
	sheet := `actor,recipient,document,kind,label,stance,modality,checked_by,Denied,asserted_by
Ann,Bo,Courier 14 March,denied meeting,,,,,,
Ann,Bo,Post 20 March,denied meeting,,,,,,
Ann,Cy,Post 20 March,,denied talks,,,,,
Ann,Di,Post 20 March,Denied meeting,,,,,,
Ann,Ed,Post 20 March,meeting,,,,,yes,
Ann,Fi,Post 20 March,meeting,,,,,no,
Ann,Gu,Post 20 March,denied meeting,,denies,,,,Ann (on record)
Ann,Hy,Post 20 March,planned meeting,,,planned,,,
Ann,Ian,Post 20 March,refused meeting,,,,Eve,,
`
	_, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv", sources.Options{})
	const want = ": want the stance (such as denies, or reports if it is a report) or the modality (planned, requested, hypothetical)"
	if diff := cmp.Diff([]string{
		`contacts.csv:2:25: "denied meeting" reads like a denial, and nothing says that it is none (so do lines 3, 5)` +
			want,
		`contacts.csv:4:23: "denied talks" reads like a denial, and nothing says that it is none` + want,
		`contacts.csv:6:34: "Denied: yes" reads like a denial, and nothing says that it is none` + want,
	}, strings.Split(problems.Err().Error(), "\n")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// In tables kept by hand, with a kind of its own in the row, a word in the sentence is asked about and does not stop
// anything. A row that came from a sheet stays in doubt, and so does one whose kind or label says so.
func TestDoubtsInTables(t *testing.T) {
	files := fstest.MapFS{
		"actors.csv":    {Data: []byte("id,name\nann,Ann Example\nbo,Bo Sample\n")},
		"documents.csv": {Data: []byte("id,url\nd1,https://example.org/1\n")},
	}
	for row, want := range map[string]string{
		"ann,bo,d1,talks,,Ann denied the bribe when they talked.,":           "warning",
		"ann,bo,d1,talks,,Ann denied the bribe when they talked.,list.csv:2": "error",
		"ann,bo,d1,,,Ann denied that they talked.,":                          "error",
		"ann,bo,d1,talks,denied talks,Ann and Bo.,":                          "error",
		"ann,bo,d1,talks,,Ann and Bo talked.,":                               "",
	} {
		files["claims.csv"] = &fstest.MapFile{Data: []byte("actor,recipient,document,kind,label,summary,found_in\n" +
			row + "\n")}
		_, problems := sources.OpenFS(files, ".", sources.Options{})
		got := ""
		for _, p := range problems {
			if strings.Contains(p.Problem, "reads like") {
				got = p.Severity.String()
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}

// What a column's head asks turns round what its cells say: "no" below "Confirmed" is as much a doubt as "yes" below
// "Retracted", in every language of the table.
func TestDoubtsByHead(t *testing.T) {
	for _, c := range []struct {
		head, cell string
		want       bool
	}{
		{"Denied", "yes", true}, {"Denied", "no", false}, {"Denied", "", false}, {"Denied by", "Bo", true},
		{"Confirmed", "no", true}, {"Confirmed", "yes", false}, {"Bestätigt", "nein", true},
		{"Retracted?", "yes", true}, {"Retracted?", "no", false}, {"retracted", "2021-03-02", true},
		{"Was the report withdrawn", "x", true}, {"Was the report withdrawn", "no", false}, {"Debunked", "TRUE", true},
		{"False", "1", true}, {"False name", "Bo", false}, {"Zurückgezogen", "ja", true}, {"Rétracté", "oui", true},
		{"Ritirato", "sì", true}, {"Refutado", "sí", true}, {"Отозвано", "да", true}, {"مسحوب", "نعم", true},
		{"Met", "no", true}, {"Met", "yes", false}, {"Took place?", "No", true}, {"Meeting held", "n", true},
		{"Attended", "no", true}, {"Meeting", "no", true}, {"Meetings", "0", false}, {"Verified", "no", true},
		{"Stattgefunden", "nein", true}, {"A eu lieu", "non", true}, {"Tuvo lugar", "no", true},
		{"Realizada", "não", true}, {"Avvenuto", "no", true}, {"Состоялась", "нет", true}, {"انعقد", "لا", true},
		{"Status", "retracted 9 May", true}, {"Status", "published", false}, {"Status", "DO NOT USE", true},
		{"Status", "deleted", true}, {"Result", "no", true}, {"Result", "", false}, {"Result", "yes", false},
		{"Ergebnis", "nein", true}, {"Ergebnis", "abgelehnt", true}, {"Ergebnis", "hat stattgefunden", false},
		{"Statut", "supprimé", true}, {"Estado", "eliminada", true}, {"Situação", "excluído", true}, {"Esito", "cancellato", true},
		{"Статус", "удалено", true}, {"الحالة", "محذوف", true}, {"Show time as", "Tentative", true}, {"Status", "n/a", false},
		{"Subject", "deleted scenes", false}, {"label", "meeting?", true}, {"label", "meeting", false},
		{"label", "Ça va?", false},
		{"Colour", "yes", false}, {"Declared", "no", false},
	} {
		sheet := "actor,recipient,document,kind," + c.head + "\nAnn,Bo,Courier 14 March,meeting," + c.cell + "\n"
		_, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv",
			sources.Options{})
		if got := problems.Err() != nil; got != c.want {
			t.Errorf("%q: %q is in doubt: %t, want %t\n%v", c.head, c.cell, got, c.want, problems.Err())
		}
	}
}

// What stands at a name is asked about as what stands in a column of its own: who was absent, declined or was but perhaps
// there had no contact. What tells one person from another is no doubt.
func TestDoubtsAtNames(t *testing.T) {
	for name, doubted := range map[string]bool{
		"Bo Sample (absent)": true, "Bo Sample (did not attend)": true, "Bo Sample [declined]": true,
		"Bo Sample (apologies)": true, "Bo Sample (tbc)": true, "Bo Sample?": true, "Bo Sample (?)": true,
		"not Bo Sample": true, "possibly Bo Sample": true, "Possibly Bo Sample": true, "Bo Sample or Cy Probe": true,
		"Bo Sample (no-show": true, "Bo Sample (Post) (cancelled)": true,
		"Bernd Muster (entschuldigt)": true, "vermutlich Bernd Muster": true, "Bernd Muster oder Cem Probe": true,
		"Bernard Modèle (excusé)": true, "peut-être Bernard Modèle": true, "Bernard Modèle ou Claire Essai": true,
		"Benito Muestra (no asistió)": true, "posiblemente Benito Muestra": true,
		"Bruno Amostra (ausente)": true, "talvez Bruno Amostra": true,
		"Bruno Prova (assente)": true, "forse Bruno Prova": true,
		"Борис Образец (отсутствовал)": true, "возможно Борис Образец": true, "Борис Образец или Вера Проба": true,
		"بو عينة (غائب)": true, "ربما بو عينة": true,

		"Bo Sample": false, "Bo Sample (by phone)": false, "Bo Sample (Ministry of Tests)": false, "Sample AS (NO)": false,
		"Trick or Treat Ltd":      false,
		"Sample Ltd or Probe Ltd": true, "Bo Sample (no relation)": false, "Bernd Muster (nicht verwandt)": false, "Not Just Ferries Ltd": false,
		"Who?": true, "?": false, "Doctors without Borders": false, "Sample (UK) Ltd": false, "Bo Sample (retired)": false,
		"Pas de Calais": false, "Maria do Carmo o Grande": false, "Bo Sample (apologises for the noise)": false, "Sample ()": false,
	} {
		sheet := "actor,recipient,document,kind\nAnn,\"" + name + "\",Courier 14 March,meeting\n"
		_, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv", sources.Options{})
		if got := strings.Contains(problems.Error(), "reads like"); got != doubted {
			t.Errorf("%q: in doubt %t, want %t\n%v", name, got, doubted, problems)
		}
	}
}

// A remark that is nothing but such a word is about the row. In a longer one it may be about anything.
func TestDoubtsOfOneWord(t *testing.T) {
	for remark, doubted := range map[string]bool{
		"retracted": true, "Retracted.": true, "invited": true, "angeblich": true, "excusé": true, "presunto": true,
		"faltou": true, "giustificato": true, "отозвано": true, "مزعوم": true,
		"no": false, "–": false, "spoke of what was retracted": false, "thanked those invited": false,
	} {
		sheet := "actor,recipient,document,kind,note\nAnn,Bo,Courier 14 March,meeting," + remark + "\n"
		_, problems := sources.OpenFS(fstest.MapFS{"contacts.csv": {Data: []byte(sheet)}}, "contacts.csv", sources.Options{})
		if got := strings.Contains(problems.Error(), "reads like"); got != doubted {
			t.Errorf("%q: in doubt %t, want %t\n%v", remark, got, doubted, problems)
		}
	}
}
