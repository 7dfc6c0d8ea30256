package xpath

// Resolve finds what ${name} means to the node from (XLSForm §4), given the names on the target's way below the root:
// the answers of the innermost repeat entry around both, and under that, of all entries. From nil asks from the root.
func Resolve(root, from Node, path []string) []Node {
	if root == nil || len(path) == 0 {
		return nil
	}
	chain := ancestors(from)
	if len(chain) == 0 || chain[0] != root {
		chain = []Node{root}
	}
	shared := 1
	for shared < len(chain) && shared < len(path) && chain[shared].Name() == path[shared-1] {
		shared++
	}
	found := chain[shared-1 : shared : shared]
	for _, name := range path[shared-1:] {
		found = childrenOf(found, name)
	}
	return found
}

func childrenOf(nodes []Node, name string) []Node {
	if len(nodes) == 1 {
		return nodes[0].Children(name)
	}
	var all []Node
	for _, n := range nodes {
		all = append(all, n.Children(name)...)
	}
	return all
}

// ancestors are the nodes properly above n, the root first.
func ancestors(n Node) []Node {
	if n == nil {
		return nil
	}
	depth := 0
	for up := n.Parent(); up != nil; up = up.Parent() {
		depth++
	}
	chain := make([]Node, depth)
	for up := n.Parent(); up != nil; up = up.Parent() {
		depth--
		chain[depth] = up
	}
	return chain
}

func rootOf(n Node) Node {
	for n != nil && n.Parent() != nil {
		n = n.Parent()
	}
	return n
}
