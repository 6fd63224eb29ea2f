package trees

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// A Look says how a tree is drawn.
type Look struct {
	Title  string
	About  string         // the text alternative; empty lists the questions
	Cut    map[*Node]bool // drawn as leaves; what is below them is left out
	Ghost  bool           // draw what Cut leaves out, faintly
	Strong map[*Node]bool // drawn with a heavy outline
	Why    string         // what a heavy outline means, for the legend
	Small  bool           // dots without text, for large trees
}

// Sizes of a drawing, in view-box units.
const (
	margin    = 4
	textSize  = 12
	smallSize = 11
	boldWidth = 6.5 // of a bold letter at textSize, on average
	charWidth = 5.8 // of a letter at smallSize
)

// Draw draws the tree: questions in boxes, yes to the left and no to the
// right, leaves in the colour of their most common class with a bar that shows
// the shares of all classes. Up to depth 3 it reads well on a phone.
func (t *Tree) Draw(look Look) *diagram.Diagram {
	p := painter{tree: t, look: look}
	gap, level := 4.0, 74.0
	if look.Small {
		gap, level = 3, 26
	}
	p.at = arrange(t, p.measure, gap, level)
	width := max(p.at.width+2*margin, 300)
	p.left = (width - p.at.width) / 2
	p.d = diagram.New(look.Title, width, p.at.height+2*margin)
	p.d.Describe("%s", p.about())
	p.legend()
	for _, ghost := range []bool{true, false} { // faint parts lie below
		p.paint(t.Root, ghost, p.edge)
	}
	for _, ghost := range []bool{true, false} {
		p.paint(t.Root, ghost, p.node)
	}
	return p.d
}

// painter holds a drawing while it is made.
type painter struct {
	tree *Tree
	look Look
	at   layout
	left float64
	d    *diagram.Diagram
}

// leaf reports whether the node is shown as a leaf.
func (p *painter) leaf(n *Node) bool { return n.Leaf() || p.look.Cut[n] }

// paint calls f for the nodes that are shown, or for the ghosts.
func (p *painter) paint(n *Node, ghosts bool, f func(n *Node, ghost bool)) {
	var visit func(n *Node, ghost bool)
	visit = func(n *Node, ghost bool) {
		if ghost == ghosts && (!ghost || p.look.Ghost) {
			f(n, ghost)
		}
		if !n.Leaf() {
			below := ghost || p.look.Cut[n]
			visit(n.Yes, below)
			visit(n.No, below)
		}
	}
	visit(n, false)
}

// measure is the space a node needs. A cut node is a leaf in the drawing but
// keeps the space of its question, so that nothing moves while a tree grows.
func (p *painter) measure(n *Node) size {
	if p.look.Small {
		return size{11, 11}
	}
	bold, small := p.tree.Classes[n.Class()], share(n)
	if !n.Leaf() {
		bold, small = n.Split.Question(p.tree.Features), rows(n)
	}
	letters := func(text string) float64 { return float64(utf8.RuneCountInString(text)) }
	return size{max(34, boldWidth*letters(bold)+5, charWidth*letters(small)+6), 38}
}

func (p *painter) centre(n *Node) (x, y float64) {
	return p.left + p.at.x[n], margin + p.at.y[n]
}

// edge draws the lines from a node to its children.
func (p *painter) edge(n *Node, ghost bool) {
	if n.Leaf() || (!ghost && p.look.Cut[n] && !p.look.Ghost) {
		return
	}
	faint := ghost || p.look.Cut[n]
	x0, y0 := p.centre(n)
	y0 += p.at.size[n].height / 2
	for i, child := range []*Node{n.Yes, n.No} {
		x1, y1 := p.centre(child)
		y1 -= p.at.size[child].height / 2
		s := diagram.Style{Stroke: palette.Muted, Width: 1.2}
		switch {
		case faint:
			s = diagram.Style{Stroke: palette.Muted.Alpha(0.6), Dash: true}
		case p.look.Strong[n] && p.look.Strong[child] && p.look.Why == whyPath:
			s = diagram.Style{Stroke: palette.Accent, Width: 3}
		}
		p.d.Line(x0, y0, x1, y1, s)
		if !p.look.Small && !faint {
			p.answer(i, (x0+x1)/2, (y0+y1)/2)
		}
	}
}

// answer writes yes or no above the middle of an edge, on the outer side.
func (p *painter) answer(i int, x, y float64) {
	style := diagram.TextStyle{Size: smallSize, Colour: palette.Muted, Anchor: "end"}
	text, dx := "yes", -5.0
	if i == 1 {
		text, dx, style.Anchor = "no", 5, "start"
	}
	p.d.Text(x+dx, y-2, text, style)
}

func (p *painter) node(n *Node, ghost bool) {
	switch {
	case p.look.Small:
		p.dot(n, ghost)
	case p.leaf(n):
		p.leafBox(n)
	default:
		p.question(n)
	}
}

// outline is the border of a node: heavy when it is marked.
func (p *painter) outline(n *Node, normal palette.Colour) diagram.Style {
	if p.look.Strong[n] {
		return diagram.Style{Stroke: palette.Accent, Width: 3}
	}
	return diagram.Style{Stroke: normal, Width: 1.2}
}

func (p *painter) question(n *Node) {
	x, y := p.centre(n)
	s := p.at.size[n]
	box := p.outline(n, palette.Ink)
	box.Fill = palette.Paper
	p.d.Rect(x-s.width/2, y-s.height/2, s.width, s.height, 6, box)
	p.d.Text(x, y-2, n.Split.Question(p.tree.Features), diagram.TextStyle{Anchor: "middle", Size: textSize, Bold: true})
	p.d.Text(x, y+13, rows(n), diagram.TextStyle{Anchor: "middle", Size: smallSize, Colour: palette.Muted})
}

// leafBox draws the class of a leaf, how many of its rows have it, and the
// shares of all classes as a bar.
func (p *painter) leafBox(n *Node) {
	x, y := p.centre(n)
	s := p.at.size[n]
	left, top := x-s.width/2, y-s.height/2
	colour := palette.Class(n.Class())
	name := p.tree.Classes[n.Class()]
	if tied(n.Counts) {
		name, colour = "tie", palette.Muted
	}
	p.d.Rect(left, top, s.width, s.height, 2, diagram.Style{Fill: palette.Paper})
	p.d.Rect(left, top, s.width, s.height, 2, diagram.Style{Fill: colour.Alpha(0.18)})
	for class, part := range n.Probabilities() {
		p.d.Rect(left, top+s.height-6, part*s.width, 6, 0, diagram.Style{Fill: palette.Class(class)})
		left += part * s.width
	}
	p.d.Rect(x-s.width/2, top, s.width, s.height, 2, p.outline(n, colour))
	p.d.Text(x, y-6, name, diagram.TextStyle{Anchor: "middle", Size: textSize, Bold: true})
	p.d.Text(x, y+8, share(n), diagram.TextStyle{Anchor: "middle", Size: smallSize})
}

// rows and share are the second lines of a question and of a leaf.
func rows(n *Node) string  { return notebook.Count(n.Rows(), "row", "rows") }
func share(n *Node) string { return fmt.Sprintf("%d/%d", n.Counts[n.Class()], n.Rows()) }

// dot draws a node of a large tree: a circle for a question, a square in the
// colour of its class for a leaf.
func (p *painter) dot(n *Node, ghost bool) {
	x, y := p.centre(n)
	if ghost {
		p.d.Circle(x, y, 2, diagram.Style{Fill: palette.Muted, Opacity: 0.6})
		return
	}
	if !p.leaf(n) {
		s := p.outline(n, palette.Ink)
		s.Fill = palette.Paper
		p.d.Circle(x, y, 4, s)
		return
	}
	s := diagram.Style{Fill: palette.Class(n.Class())}
	if p.look.Strong[n] {
		s.Stroke, s.Width = palette.Accent, 2.5
	}
	p.d.Rect(x-5, y-5, 10, 10, 1, s)
}

// tied reports whether two classes share the largest count.
func tied(counts []int) bool {
	best := majority(counts)
	for class, c := range counts {
		if class != best && c == counts[best] {
			return true
		}
	}
	return false
}

func (p *painter) legend() {
	for class, name := range p.tree.Classes {
		p.d.LegendMark(name, notebook.MarkSquare, palette.Class(class))
	}
	if len(p.look.Strong) > 0 && p.look.Why != "" {
		p.d.LegendMark(p.look.Why, notebook.MarkRing, palette.Accent)
	}
	if p.look.Ghost {
		p.d.LegendMark("cut off", notebook.MarkDash, palette.Muted)
	}
}

// about is the text alternative: a sentence for every shown node, or only the
// size of a large tree.
func (p *painter) about() string {
	if p.look.About != "" {
		return p.look.About
	}
	var lines []string
	leaves := 0
	p.paint(p.tree.Root, false, func(n *Node, _ bool) {
		if p.leaf(n) {
			leaves++
		}
		lines = append(lines, p.tell(n))
	})
	if p.look.Small || len(lines) > 31 {
		return fmt.Sprintf("A tree with %d leaves; the root asks: %s?", leaves, p.tell(p.tree.Root))
	}
	return strings.Join(lines, " ")
}

// tell puts one node in words.
func (p *painter) tell(n *Node) string {
	marked := ""
	if p.look.Strong[n] {
		marked = " (" + p.look.Why + ")"
	}
	if p.leaf(n) {
		return fmt.Sprintf("Depth %d: leaf %s%s.", n.Depth, p.tellLeaf(n), marked)
	}
	return fmt.Sprintf("Depth %d: %s? %d rows%s.", n.Depth, n.Split.Question(p.tree.Features), n.Rows(), marked)
}

// tellLeaf puts the answer of a leaf in words.
func (p *painter) tellLeaf(n *Node) string {
	most := n.Counts[n.Class()]
	if !tied(n.Counts) {
		return fmt.Sprintf("%s, %d of %s", p.tree.Classes[n.Class()], most, rows(n))
	}
	var first []string
	for class, count := range n.Counts {
		if count == most {
			first = append(first, p.tree.Classes[class])
		}
	}
	return fmt.Sprintf("with a tie of %s, %d each of %s", strings.Join(first, " and "), most, rows(n))
}

// whyPath is the meaning of a heavy outline that also marks the lines between.
const whyPath = "way of the point"
