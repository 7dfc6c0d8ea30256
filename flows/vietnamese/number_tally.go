package vietnamese

import "math/big"

// numeral is one word or figure of a number.
type numeral struct {
	kind    numeralKind
	literal literal // of a figure or a digit word
	exp     int     // of times: the power of ten
	final   bool    // of a digit word: mốt, tư, lăm, which follow tens even where mươi is left out (hai lăm)
	year    bool    // of a digit word: năm, which after tens is the word for year
}

type numeralKind int

const (
	figure numeralKind = iota + 1 // 12,5
	ones                          // ba
	ten                           // mười, mươi
	times                         // chục, trăm, nghìn, triệu, tỷ
	half                          // rưỡi
	odd                           // linh, lẻ: what follows counts ones
	and                           // and, in English: means nothing
	tens                          // twenty: a figure that a digit word may follow
)

// tally adds up a number word by word. A section is what stands below a thousand; pending is a figure that the next
// word may still multiply.
type tally struct {
	total, section big.Rat
	pending        *numeral
	exp            int  // power of ten of the newest multiplier
	scale          int  // power of ten of the newest thousand, million…
	scales         int  // how many of those there were
	closed         bool // after rưỡi
	odd            bool // after linh: ones are meant, nothing is left out
	exact          bool // the language leaves nothing out
	seen           bool // a figure, not only bare multipliers
	ambiguous, bad bool
}

// add takes one more numeral, or reports that it does not belong to the number.
func (t *tally) add(n numeral) bool {
	switch n.kind {
	case figure, ones:
		return t.addFigure(n)
	case ten:
		return t.addTen()
	case tens:
		return t.addTens(n)
	case times:
		return t.addTimes(n.exp)
	case half:
		return t.addHalf()
	case odd:
		t.odd = true
		return t.exp >= 2 && t.pending == nil
	case and:
		return t.seen
	}
	return false
}

func (t *tally) addFigure(n numeral) bool {
	if t.closed {
		return false
	}
	if p := t.pending; p != nil {
		if n.kind != ones || !n.final || p.kind != ones || p.literal.digits != 1 || t.exp == 1 {
			return false
		}
		joined := new(big.Rat).Mul(p.literal.value, pow10(1))
		t.pending = &numeral{kind: ones, literal: literal{value: joined.Add(joined, n.literal.value), digits: 2}}
		return true
	}
	if t.exp == 1 && n.year {
		t.ambiguous = true
		return false
	}
	t.pending, t.seen = &n, true
	return true
}

func (t *tally) addTen() bool {
	p := t.pending
	switch {
	case t.closed, p == nil && t.exp == 1, p != nil && (p.literal.digits != 1 || t.exp == 1):
		return false
	case p == nil:
		t.section.Add(&t.section, pow10(1))
	default:
		t.section.Add(&t.section, new(big.Rat).Mul(p.literal.value, pow10(1)))
	}
	t.pending, t.exp, t.seen = nil, 1, true
	return true
}

func (t *tally) addTens(n numeral) bool {
	if t.closed || t.pending != nil || t.exp == 1 {
		return false
	}
	t.section.Add(&t.section, n.literal.value)
	t.exp, t.seen = 1, true
	return true
}

func (t *tally) addTimes(exp int) bool {
	if exp >= 3 {
		return t.addScale(exp)
	}
	if t.closed || exp == 2 && t.section.Sign() != 0 || exp == 1 && t.exp == 1 {
		return false
	}
	count := pow10(0)
	if p := t.pending; p != nil {
		count = p.literal.value
		t.odd = t.odd || count.Sign() == 0 // không trăm: nothing is left out after it
	}
	t.section.Add(&t.section, new(big.Rat).Mul(count, pow10(exp)))
	t.pending, t.exp = nil, exp
	return true
}

// addScale closes a section with nghìn, triệu, tỷ. A greater scale after the first one multiplies it: 2 nghìn tỷ.
func (t *tally) addScale(exp int) bool {
	v := t.close()
	switch {
	case t.scales == 0 && v.Sign() == 0 && !t.seen:
		t.total.Set(pow10(exp))
	case t.scales == 0:
		t.total.Mul(v, pow10(exp))
	case exp < t.scale:
		t.total.Add(&t.total, v.Mul(v, pow10(exp)))
	case t.scales == 1 && exp > t.scale:
		v.Add(v, &t.total)
		t.total.Mul(v, pow10(exp))
	default:
		t.bad = true
		return false
	}
	t.section.SetInt64(0)
	t.exp, t.scale, t.odd, t.closed = exp, exp, false, false
	t.scales++
	return true
}

func (t *tally) addHalf() bool {
	switch {
	case t.closed, t.exp == 0 && t.pending == nil, t.exp > 0 && t.pending != nil:
		return false
	case t.exp == 0:
		t.section.Add(t.pending.literal.value, big.NewRat(1, 2))
		t.pending = nil
	default:
		part := new(big.Rat).Mul(big.NewRat(5, 10), pow10(t.exp))
		if t.exp < 3 {
			t.section.Add(&t.section, part)
		} else {
			t.total.Add(&t.total, part)
		}
	}
	t.closed, t.seen = true, true
	return true
}

// close returns the section with its pending figure, and forgets the figure.
func (t *tally) close() *big.Rat {
	v := new(big.Rat).Set(&t.section)
	p := t.pending
	t.pending = nil
	if p == nil {
		return v
	}
	add := new(big.Rat).Set(p.literal.value)
	if t.exp == 2 && p.literal.digits == 1 && !t.odd && !t.exact && add.Sign() > 0 {
		add.Mul(add, pow10(1)) // ba trăm hai: 320 in speech
		t.ambiguous = true
	}
	if t.exp == 1 || t.exp == 2 {
		t.bad = t.bad || add.Cmp(pow10(t.exp)) >= 0
	}
	return v.Add(v, add)
}

// value ends the number.
func (t *tally) value() (*big.Rat, bool) {
	if !t.seen || t.bad {
		return nil, false
	}
	alone := t.pending != nil && t.pending.literal.digits == 1 && t.section.Sign() == 0 && t.exp >= 3
	v := t.close()
	if t.scales == 0 {
		return v, !t.bad
	}
	switch {
	case v.Sign() == 0 || t.odd || t.exact:
	case !v.IsInt():
		return nil, false
	case alone: // 2 triệu 5
		v.Mul(v, pow10(t.scale-1))
		t.ambiguous = true
	case t.scale > 4 && v.Cmp(pow10(3)) < 0: // 1 tỷ 200
		v.Mul(v, pow10(t.scale-3))
		t.ambiguous = true
	}
	if v.Cmp(pow10(t.scale)) >= 0 {
		return nil, false
	}
	return v.Add(v, &t.total), !t.bad
}

func pow10(exp int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exp)), nil))
}
