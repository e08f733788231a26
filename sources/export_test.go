package sources

// BuiltInFS holds the files of the built-in dossier.
var BuiltInFS = builtIn

// KeysOf is what names are looked up by.
var KeysOf = keysOf

// DoubtWithoutHaste is ReadsLike for a text that is cut into words whatever it is.
func DoubtWithoutHaste(text string, short bool) string {
	reads, _, _ := readWords(textWords(text), short, doubtRules())
	return reads
}
