package raster

import (
	"cmp"
	"encoding/binary"
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
	var met recent // most edges are of colours that came shortly before
	eachStretch(im, func(_, _ int, c color.RGBA) {
		if slot := met.slot(c); !slot.known {
			*slot, seen[c] = known{c, 0, true}, true
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
	met = recent{}
	eachStretch(im, func(from, to int, c color.RGBA) {
		slot := met.slot(c)
		if !slot.known {
			*slot = known{c, index[c], true}
		}
		if slot.index > 0 { // all are 0 to begin with
			for i := from; i < to; i++ {
				out.Pix[i] = slot.index
			}
		}
	})
	return out
}

// recent are colours that came before, each in the slot that its value leads to; a later one takes it over.
type recent [1 << recentBits]known

const recentBits = 12

type known struct {
	colour color.RGBA
	index  uint8
	known  bool
}

// slot is where the colour is if it is known, else where it is to be put.
func (r *recent) slot(c color.RGBA) *known {
	const golden = 0x9E3779B1 // 2^32 divided by the golden ratio spreads neighbours (Knuth, volume 3, 6.4)
	slot := &r[uint32(number(c))*golden>>(32-recentBits)]
	if slot.colour != c {
		slot.known = false
	}
	return slot
}

func number(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

// eachStretch calls visit for each stretch of pixels of one colour, row by row; most of a figure is paper.
func eachStretch(im *image.RGBA, visit func(from, to int, c color.RGBA)) {
	pixel := func(i int) uint32 { return binary.LittleEndian.Uint32(im.Pix[4*i:]) }
	n := len(im.Pix) / 4
	for from := 0; from < n; {
		first := pixel(from)
		to := from + 1
		for twice := uint64(first) | uint64(first)<<32; to+2 <= n; to += 2 {
			if binary.LittleEndian.Uint64(im.Pix[4*to:]) != twice {
				break
			}
		}
		for to < n && pixel(to) == first {
			to++
		}
		p := im.Pix[4*from : 4*from+4 : 4*from+4]
		visit(from, to, color.RGBA{p[0], p[1], p[2], p[3]})
		from = to
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
