package sources

var (
	BuiltInFS = builtIn
	Nearest   = nearest
)
