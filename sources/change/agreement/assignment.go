package agreement

import "math"

// pairUp gives each of n things at most one of m others, so that the sum of weights is the largest; a weight of 0
// keeps two apart. It returns the other of each thing, or -1.
//
// It is the Hungarian method with potentials: H. W. Kuhn, "The Hungarian method for the assignment problem", Naval
// Research Logistics Quarterly 2 (1955), 83–97, by shortest augmenting paths, which takes n²m steps for n no larger
// than m.
func pairUp(n, m int, weight func(i, j int) int) []int {
	partner := make([]int, n)
	for i := range partner {
		partner[i] = -1
	}
	if n > m {
		for j, i := range pairUp(m, n, func(j, i int) int { return weight(i, j) }) {
			if i >= 0 {
				partner[i] = j
			}
		}
		return partner
	}
	weights := make([]int, n*m)
	for i := range n {
		for j := range m {
			weights[i*m+j] = weight(i, j)
		}
	}
	for j, i := range assigned(n, m, func(i, j int) int { return -weights[i*m+j] }) {
		if i >= 0 && weights[i*m+j] > 0 {
			partner[i] = j
		}
	}
	return partner
}

// assigned gives each of n things one of m others, which are no fewer, so that the sum of costs is the smallest. It returns
// the thing of each other, or -1.
func assigned(n, m int, cost func(i, j int) int) []int {
	// things and others are counted from 1 here; 0 is none
	rowPotential, columnPotential := make([]int, n+1), make([]int, m+1)
	of, before := make([]int, m+1), make([]int, m+1) // the thing of each other
	for i := 1; i <= n; i++ {
		of[0] = i
		least, seen := make([]int, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = math.MaxInt
		}
		at := 0
		for of[at] != 0 {
			seen[at] = true
			step, next := math.MaxInt, 0
			for j := 1; j <= m; j++ {
				if seen[j] {
					continue
				}
				if c := cost(of[at]-1, j-1) - rowPotential[of[at]] - columnPotential[j]; c < least[j] {
					least[j], before[j] = c, at
				}
				if least[j] < step {
					step, next = least[j], j
				}
			}
			for j := range m + 1 {
				switch {
				case seen[j]:
					rowPotential[of[j]] += step
					columnPotential[j] -= step
				default:
					least[j] -= step
				}
			}
			at = next
		}
		for at != 0 {
			of[at] = of[before[at]]
			at = before[at]
		}
	}
	for j := range of {
		of[j]--
	}
	return of[1:]
}
