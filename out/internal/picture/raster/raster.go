// Package raster draws a figure in pixels, as a PNG file for word processors and web pages.
//
// [Encode] does it all. Areas are filled by golang.org/x/image/vector, which covers each pixel by the share of it
// that an area takes. What that package does not do, strokes and dashes, is turned into areas first.
package raster
