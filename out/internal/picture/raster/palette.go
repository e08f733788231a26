package raster

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// mostColours is what a PNG file with a palette can hold.
const mostColours = 256

// tolerance is how far the colour of a pixel may be moved, in steps of 255 of any channel. Only pixels on the edge of
// an area are moved, where the share of its cover is rounded so.
const tolerance = 20

// indexed is the picture with a palette, which makes the file a third as long: each colour of the figure as it is,
// and between them as many blends as there is room for. It is the picture itself if blends would be moved by more
// than tolerance.
func indexed(im *image.RGBA, exact []color.RGBA) image.Image {
	seen := map[color.RGBA]bool{}
	var last color.RGBA
	eachPixel(im, func(_ int, c color.RGBA) {
		if c != last {
			last, seen[c] = c, true
		}
	})
	colours := slices.SortedFunc(maps.Keys(seen), func(a, b color.RGBA) int { return cmp.Compare(number(a), number(b)) })
	exact = slices.DeleteFunc(slices.Clone(exact), func(c color.RGBA) bool { return !seen[c] })
	palette, nearest, worst := spread(colours, exact)
	if worst > tolerance {
		return im
	}
	index := map[color.RGBA]uint8{}
	for i, c := range colours {
		index[c] = nearest[i]
	}
	out := image.NewPaletted(im.Bounds(), palette)
	at := index[last]
	eachPixel(im, func(i int, c color.RGBA) {
		if c != last {
			last, at = c, index[c]
		}
		out.Pix[i] = at
	})
	return out
}

func number(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

// eachPixel calls visit for each pixel, row by row.
func eachPixel(im *image.RGBA, visit func(i int, c color.RGBA)) {
	for i := range len(im.Pix) / 4 {
		p := im.Pix[4*i : 4*i+4 : 4*i+4]
		visit(i, color.RGBA{p[0], p[1], p[2], p[3]})
	}
}

// spread chooses a palette for colours: the exact ones, then time and again the colour that is farthest from all
// chosen before (Gonzalez 1985), which keeps the greatest distance small. It returns the place of each colour's
// nearest in the palette and the greatest distance.
func spread(colours, exact []color.RGBA) (p color.Palette, nearest []uint8, worst int) {
	nearest = make([]uint8, len(colours))
	distances := make([]int, len(colours))
	for i := range distances {
		distances[i] = 256
	}
	choose := func(c color.RGBA) {
		for i, other := range colours {
			if d := distance(c, other); d < distances[i] {
				distances[i], nearest[i] = d, uint8(len(p))
			}
		}
		p = append(p, c)
	}
	for _, c := range exact {
		if !slices.Contains(p, color.Color(c)) && len(p) < mostColours {
			choose(c)
		}
	}
	for len(p) < mostColours && slices.Max(distances) > 0 {
		choose(colours[slices.Index(distances, slices.Max(distances))])
	}
	return p, nearest, slices.Max(distances)
}

// distance is the greatest difference of the channels.
func distance(a, b color.RGBA) int {
	far := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return max(far(a.R, b.R), far(a.G, b.G), far(a.B, b.B))
}
