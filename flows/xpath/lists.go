package xpath

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
)

var listFunctions = map[string]function{
	"count": {least: 1, most: 1, prepare: needsList, eval: func(r *run, a []term) Value {
		return Number(float64(len(r.nodes(a[0], "count"))))
	}},
	"count-non-empty": {least: 1, most: 1, prepare: needsList, eval: countNonEmpty},
	"sum":             {least: 1, most: 1, prepare: needsList, eval: sum},
	"min": {least: 1, most: -1, eval: func(r *run, a []term) Value {
		return r.extreme(a, func(x, y float64) bool { return x < y })
	}},
	"max": {least: 1, most: -1, eval: func(r *run, a []term) Value {
		return r.extreme(a, func(x, y float64) bool { return x > y })
	}},
	"randomize": {least: 1, most: 2, prepare: needsList, eval: randomize},
}

// countNonEmpty also counts groups and entries with something in them, as JavaRosa does, answered or not.
func countNonEmpty(r *run, a []term) Value {
	count := 0
	list := r.nodes(a[0], "count-non-empty")
	r.spend(len(list))
	for _, n := range list {
		if !n.Value().IsEmpty() || len(n.Children("*")) > 0 {
			count++
		}
	}
	return Number(float64(count))
}

// sum skips blanks and text, as JavaRosa does.
func sum(r *run, a []term) Value {
	total := 0.0
	list := r.nodes(a[0], "sum")
	r.spend(len(list))
	for _, n := range list {
		if f := n.Value().numberIn(r.zone()); !math.IsNaN(f) {
			total += f
		}
	}
	return Number(total)
}

// extreme skips blanks and text; NaN if nothing else is there.
func (r *run) extreme(a []term, better func(x, y float64) bool) Value {
	best := measure{number: math.NaN()}
	for v := range r.each(a) {
		m := r.measure(v)
		if !math.IsNaN(m.number) && (math.IsNaN(best.number) || better(m.number, best.number)) {
			best = m
		}
	}
	return best.value()
}

func randomize(r *run, a []term) Value {
	list := r.nodes(a[0], "randomize")
	if !r.spend(len(list)) {
		return Value{}
	}
	var order []int
	if len(a) == 2 {
		order = Shuffle(len(list), r.seed(a[1]))
	} else {
		order = shuffle(len(list), r.random)
	}
	shuffled := make([]Node, len(list))
	for i, from := range order {
		shuffled[i] = list[from]
	}
	return Nodes(shuffled)
}

// seed is a number, or what JavaRosa makes of any other text: the first eight bytes of its SHA-256, with the digits that
// a float64 loses.
func (r *run) seed(t term) float64 {
	v := r.value(t)
	if f := v.numberIn(r.zone()); v.kind != KindString || v.text == "" || !math.IsNaN(f) {
		return f
	}
	r.spend(len(v.text) / 64)
	sum := sha256.Sum256([]byte(v.text))
	return float64(int64(binary.BigEndian.Uint64(sum[:8])))
}

// Shuffle is a seeded order of n things, the same as other XLSForm engines give for a number as the seed: Fisher–Yates
// with Park–Miller. Item i of the result is the index of the thing that comes i-th.
func Shuffle(n int, seed float64) []int {
	if math.IsNaN(seed) || math.IsInf(seed, 0) {
		seed = 0
	}
	const modulus = 1<<31 - 1
	state := int64(math.Mod(math.Trunc(seed), modulus))
	if state <= 0 {
		state += modulus - 1
	}
	return shuffle(n, func() float64 {
		state = state * 16807 % modulus
		return float64(state-1) / (modulus - 1)
	})
}

// shuffle draws once for every thing, from the first on: the inside-out variant.
func shuffle(n int, random func() float64) []int {
	order := make([]int, n)
	for i := range order {
		j := max(0, min(i, int(random()*float64(i+1))))
		order[i] = order[j]
		order[j] = i
	}
	return order
}
