package sources

// BuiltInFS holds the files of the built-in dossier.
var BuiltInFS = builtIn

// KeysOf is what names are looked up by.
var KeysOf = keysOf
