package graph

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// A ways walks all shortest ways of a folded graph, from one node after the other. Its rows stand in one list, so that
// a walk of a large graph finds them close together.
type ways struct {
	start []int32 // where each node's neighbours begin in to, and where the last one's end
	to    []int32
}

func newWays(f *folded) *ways {
	w := &ways{start: make([]int32, 1, len(f.to)+1)}
	for _, row := range f.to {
		for _, n := range row {
			w.to = append(w.to, int32(n))
		}
		w.start = append(w.start, int32(len(w.to)))
	}
	return w
}

func (w *ways) from(n int32) []int32 { return w.to[w.start[n]:w.start[n+1]] }

// A walk is one node's view of all others.
type walk struct {
	order    []int32   // the nodes that it reaches, the nearest first, itself among them
	distance []int32   // of each node, -1 for one that it does not reach
	number   []float64 // of shortest ways to each node
	share    []float64 // of the ways beyond each node that lead through it
}

func (w *ways) newWalk() *walk {
	n := len(w.start) - 1
	k := &walk{distance: make([]int32, n), number: make([]float64, n), share: make([]float64, n)}
	for i := range k.distance {
		k.distance[i] = -1
	}
	return k
}

// walk goes all shortest ways from a node; what an earlier walk found is forgotten.
func (w *ways) walk(k *walk, source int32) {
	for _, n := range k.order {
		k.distance[n], k.number[n], k.share[n] = -1, 0, 0
	}
	k.order = append(k.order[:0], source)
	k.distance[source], k.number[source] = 0, 1
	for at := 0; at < len(k.order); at++ {
		n := k.order[at]
		next := k.distance[n] + 1
		for _, to := range w.from(n) {
			if k.distance[to] < 0 {
				k.distance[to] = next
				k.order = append(k.order, to)
			}
			if k.distance[to] == next {
				k.number[to] += k.number[n]
			}
		}
	}
}

// between adds to sum what share of the ways of a walk leads through each node (U. Brandes, "A faster algorithm for
// betweenness centrality", Journal of Mathematical Sociology 25, 2001).
func (w *ways) between(k *walk, sum []float64) {
	for at := len(k.order) - 1; at > 0; at-- {
		n := k.order[at]
		for _, to := range w.from(n) {
			if k.distance[to] == k.distance[n]-1 {
				// not fused with the sum on any processor
				k.share[to] += float64(k.number[to] / k.number[n] * (1 + k.share[n]))
			}
		}
		sum[n] += k.share[n]
	}
}

// parts is into how many lists of nodes the walks are put. Their sums are added in the order of the lists, so that a
// sum is the same on however many processors it was made.
const parts = 32

// pivots are the nodes that walks begin at: all, or as many as a sample has, in their order. They are drawn at random,
// which misleads least (U. Brandes and C. Pich, "Centrality estimation in large networks", International Journal of
// Bifurcation and Chaos 17, 2007), and are the same in each run.
func pivots(nodes, sample int) []int32 {
	var all []int32
	for n := range nodes {
		all = append(all, int32(n))
	}
	if sample <= 0 || sample >= nodes {
		return all
	}
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:sample]
	slices.Sort(all)
	return all
}

// betweenness counts for each node the ways between two others that lead through it, each way from both its ends. From
// a sample of nodes it is what all would give in the mean.
func (w *ways) betweenness(from []int32) []float64 {
	n := len(w.start) - 1
	sums := make([][]float64, parts)
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), parts) {
		wait.Go(func() {
			k := w.newWalk()
			for part := range next {
				sum := make([]float64, n)
				for at := part; at < len(from); at += parts {
					w.walk(k, from[at])
					w.between(k, sum)
				}
				sums[part] = sum
			}
		})
	}
	for part := range parts {
		next <- part
	}
	close(next)
	wait.Wait()
	all := make([]float64, n)
	for _, sum := range sums {
		for i, v := range sum {
			all[i] += v
		}
	}
	for i := range all {
		all[i] *= float64(n) / float64(len(from))
	}
	return all
}

// distances are how many others each node reaches, and the sum of the distances to them. From a sample of nodes, others and
// distances are those to and from the nodes of the sample, for as many as there are.
func (w *ways) distances(from []int32) (others, sums []float64) {
	n := len(w.start) - 1
	others, sums = make([]float64, n), make([]float64, n)
	k := w.newWalk()
	for _, source := range from {
		w.walk(k, source)
		for _, to := range k.order[1:] {
			others[to]++
			sums[to] += float64(k.distance[to])
		}
	}
	for i := range others {
		scale := float64(n-1) / float64(max(len(from)-1, 1))
		if _, is := slices.BinarySearch(from, int32(i)); !is {
			scale = float64(n-1) / float64(len(from))
		}
		others[i] *= scale
		sums[i] *= scale
	}
	return others, sums
}
