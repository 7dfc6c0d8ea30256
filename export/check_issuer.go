package export

import (
	"slices"
	"strings"

	"thidua/flows/vietnamese"
)

// centralCodes are the usual codes of central bodies in the numbers of their documents, as their circulars and decrees
// bear them (the form of Decree 30/2020/NĐ-CP, Appendix I): bodies that stand since 01/3/2025, then ministries that were
// merged then. BNN is left out: it stands before a hyphen in letters and without one in circulars.
var centralCodes = strings.Fields("CP TTg VPCP BCA BCT BDTTG BGDĐT BKHCN BNG BNNMT BNV BQP BTC BTP BVHTTDL BXD BYT NHNN TTCP " +
	"BGTVT BKHĐT BLĐTBXH BTNMT BTTTT UBDT")

// issuers counts the codes of those who issued documents, to find the same code written otherwise.
type issuers struct {
	known  []string
	bodies map[string]int // first codes
	chains map[string]int // whole ones, with the unit that drafted
	met    []issued
}

type issued struct {
	number vietnamese.DocumentNumber
	check  Check
}

// meet notes the numbers of documents in an entry.
func (i *issuers) meet(in *families, e *Entry, columns []Column) {
	if i.bodies == nil {
		i.bodies, i.chains = map[string]int{}, map[string]int{}
		i.known = append(slices.Clone(centralCodes), in.c.Campaign.Keys["agency_code"])
	}
	for _, column := range columns {
		if !slices.Contains(column.Question.Appearance, documentNumberLook) || len(i.met) >= mostOfACode {
			continue
		}
		n, err := vietnamese.ParseDocumentNumber(e.Answer(column.Path).Value)
		if err != nil || n.Suggestion != "" { // which is told already
			continue
		}
		body, _, _ := strings.Cut(n.Issuer, "-")
		i.bodies[body]++
		i.chains[n.Issuer]++
		i.met = append(i.met, issued{n, in.c.at(likelyIssuer, spot{part: in.p, entry: e, column: column}, "", "")})
	}
}

// unusual finds codes that differ from a usual one, or from what more documents bear, in hyphens or capitals alone.
func (i *issuers) unusual() []Check {
	usual, joined := map[string]string{}, map[string]string{}
	for chain, n := range i.chains {
		key := joinedCode(chain)
		if best := i.chains[usual[key]]; n > best || n == best && chain < usual[key] {
			usual[key] = chain
		}
	}
	for body, n := range i.bodies {
		key := joinedCode(body)
		if best := i.bodies[joined[key]]; n > best || n == best && body < joined[key] {
			joined[key] = body
		}
	}
	for _, code := range i.known {
		joined[joinedCode(code)] = code
	}
	var found []Check
	for _, at := range i.met {
		if meant := i.meant(at.number.Issuer, usual, joined); meant != "" {
			at.check.What = likelyIssuer.what([]any{at.number.String(), meant})
			found = append(found, at.check)
		}
	}
	return found
}

// meant is how a chain of codes is more usually written; empty where it is usual.
func (i *issuers) meant(chain string, usual, joined map[string]string) string {
	codes := strings.Split(chain, "-")
	if slices.Contains(i.known, codes[0]) {
		return ""
	}
	for n := 1; n <= len(codes); n++ {
		body := joined[joinedCode(strings.Join(codes[:n], ""))]
		likelier := slices.Contains(i.known, body) || i.bodies[body] >= i.bodies[codes[0]]
		if body != "" && body != codes[0] && likelier {
			return strings.Join(append([]string{body}, codes[n:]...), "-")
		}
	}
	if often := usual[joinedCode(chain)]; i.chains[often] > i.chains[chain] {
		return often
	}
	return ""
}

// joinedCode is a chain of codes without what people write differently.
func joinedCode(chain string) string { return strings.ToUpper(strings.ReplaceAll(chain, "-", "")) }
