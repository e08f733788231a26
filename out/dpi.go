package out

import "relgraph/out/internal/picture/raster"

// DefaultDPI is how many pixels to an inch a PNG has where [Options] do not say.
const DefaultDPI = raster.DefaultDPI

// CheckDPI tells what is wrong with a number of pixels to an inch.
func CheckDPI(dpi float64) error { return raster.CheckDPI(dpi) }
