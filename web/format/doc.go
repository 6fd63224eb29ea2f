// Package format defines the format of lessons and parses it: Markdown in, a
// tree of typed nodes out. The lessons of the course and the lessons that a
// teacher writes share it. Pages, downloads, the search index and the table of
// contents all render the tree; none of them reads the text again.
//
// These are the rules, each with an example that the tests parse.
//
// # The lesson
//
// 1. A lesson starts with front matter, in YAML:
//
//	---
//	title: Entropy
//	short: Entropy
//	summary: How much a message tells.
//	goals: [you can compute the entropy of a coin]
//	---
//
// 2. The text is CommonMark with tables and ~~strikethrough~~, without HTML.
// Headings start at level 2 and may name their anchor:
//
//	## The loss of a coin {#loss}
//
// 3. $x$ is an inline formula if neither $ has a space on its inner side and no
// digit follows the second one: "$5 to $6" is money. A line that starts with $$
// opens a displayed formula, which ends at the next $$ at the end of a line.
// \$ is a dollar sign.
//
//	From $5 to $6 it is $x^2$, or
//
//	$$
//	\frac{1}{2}
//	$$
//
// 4. A value shows what a cell publishes under a name when its inputs have
// their defaults. Formulas may contain values:
//
//	The coin has {{Coin.entropy}} bits.
//
// 5. A block quote that starts with a kind in brackets is a callout. The kinds
// are NOTE, TIP, WARNING, MISTAKES, TRY, ANSWER, RECAP, PREDICT, DEEPER,
// EXERCISE, HINT and DONE. A title may follow. DEEPER is side material, ANSWER a
// solution: both are folded until the reader opens them:
//
//	> [!TRY] A biased coin
//	> Move the slider to 0.9.
//
// 6. PREDICT asks for a guess. The question is the paragraphs below the title
// and the list of options; the rest appears once the reader has committed to a
// guess. Without a list the guess is a number, and all below the title waits:
//
//	> [!PREDICT] Where does the walk end?
//	> - in the left valley
//	> - in the right one
//	>
//	> The right one is deeper.
//
// # Blocks
//
// 7. The first line of a fenced block says what the block is: a language, then
// words, each of them a flag or key=value, none of them twice. A word that this
// kind of block does not know is an error. A block without words is a listing:
//
//	```yaml
//	replicas: 3
//	```
//
// 8. A block either names Go or contains it. Lessons of the course always name
// it, because their Go is in the lesson's package, where it is compiled and
// tested. Commas separate several declarations. fold=12 keeps the first twelve
// lines in sight, fold=none all of them:
//
//	```go source=Entropy,Tree.Predict fold=12
//	```
//
//	```go
//	func Half(x float64) float64 { return x / 2 }
//	```
//
// 9. hidden Go belongs to the lesson but is not shown:
//
//	```go hidden
//	var heights = []float64{1.52, 1.61}
//	```
//
// 10. An example shows an Example function of the lesson's tests and the output
// that it promises:
//
//	```go example=ExampleEntropy
//	```
//
// 11. A cell is Go that runs, again named or contained. code=show unfolds its
// code:
//
//	```go cell=Coin code=show
//	```
//
//	```go cell=Walk
//	func Walk(nb *notebook.Cell) { nb.Say("hello") }
//	```
//
// 12. SQL with data= runs on a data set, after the statements above it on the
// same data. expect=error marks one that is meant to fail, plan shows the query
// plan. A schema draws the tables of a data set:
//
//	```sql data=joins plan
//	SELECT name FROM employee;
//	```
//
//	```schema data=joins
//	```
//
// 13. file= shows a file from deploy/; lab is the place of a live lab:
//
//	```yaml file=deployment.yaml fold=20
//	```
//
//	```lab name=rollout
//	```
//
// # Exercises
//
// 14. An exercise is a callout with one block to work in, and that block names
// it. Its HINTs are numbered; DONE appears once it is solved. goal= names the
// goals that it assesses, as numbers in the list of the front matter. The block
// names an exercise of the lesson's package:
//
//	> [!EXERCISE] Impurity
//	> ```go exercise=YourGini solution=Gini goal=1
//	> ```
//	>
//	> > [!HINT]
//	> > Square first.
//
// or the callout contains all of it, as rules 15 to 19 say.
//
// 15. An exercise in Go has, beside the block to work in, a check: the calls to
// try, one a line, or a cell named Check<Exercise>. It has a solution, and for
// each likely mistake a wrong answer whose comment explains the mistake:
//
//	> [!EXERCISE] Double
//	> ```go exercise=Double
//	> func Double(x float64) float64 { return 0 }
//	> ```
//	>
//	> ```go check tolerance=0.01
//	> Double(2)
//	> ```
//	>
//	> ```go solution
//	> func Double(x float64) float64 { return 2 * x }
//	> ```
//	>
//	> ```go wrong
//	> // That is the square.
//	> func Double(x float64) float64 { return x * x }
//	> ```
//
// 16. An exercise in SQL has a solution, marked ordered if the order of the rows
// counts. hidden blocks change the data, for further trials, and wrong answers
// start with a comment that explains the mistake:
//
//	> [!EXERCISE] Count
//	> ```sql data=joins exercise=Count
//	> SELECT name FROM employee;
//	> ```
//	>
//	> ```sql solution ordered
//	> SELECT count(*) FROM employee;
//	> ```
//	>
//	> ```sql hidden
//	> DELETE FROM employee WHERE name LIKE 'A%';
//	> ```
//	>
//	> ```sql wrong
//	> -- Those are their names.
//	> SELECT name FROM employee;
//	> ```
//
// 17. A number has a label, the right answer on a line that starts with =, and
// likely wrong answers, each with a remark. The right answer may be a value as
// in rule 4; then answers count that round to the digits shown. tolerance= sets
// another tolerance:
//
//	> [!EXERCISE] Work it out
//	> ```number exercise=Mean tolerance=0.01
//	> The mean of 1, 2 and 6
//	> = 3
//	> 2: That is the median.
//	> ```
//
// 18. A text is the same with words. Each line with = is a right answer:
//
//	> [!EXERCISE] Name it
//	> ```text exercise=NameIt
//	> A value far from all others
//	> = outlier
//	> = an outlier
//	> mean: That is what it moves.
//	> ```
//
// 19. A choice has options, [x] if right and [ ] if wrong. The indented lines
// below an option explain it:
//
//	> [!EXERCISE] Choose
//	> ```choice exercise=WhichMoves
//	> [x] the mean
//	>     Every value counts in the sum.
//	> [ ] the median
//	> ```
package format
