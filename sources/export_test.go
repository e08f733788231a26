package sources

// BuiltInFS holds the files of the built-in dossier.
var BuiltInFS = builtIn
