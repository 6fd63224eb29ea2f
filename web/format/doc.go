// Package format is the format of lessons: Markdown in, a tree of typed nodes
// out. Lessons of the course and lessons of one's own are written in it.
// Pages, downloads, the search index and the table of contents all render the
// tree; none of them reads the text again.
//
// The rules, each with an example. Package tests parse every one of them.
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
// 2. The text is CommonMark with tables and ~~strikethrough~~. It holds no
// HTML. Headings start at level 2, and may name their anchor:
//
//	## The loss of a coin {#loss}
//
// 3. $x$ is a formula when the first $ is followed, and the last one
// preceded, by something that is not a space, and no digit follows the last
// one: "$5 to $6" is money. A line that starts with $$ opens a formula of its
// own, which ends at the next $$ at the end of a line. \$ is a dollar sign.
//
//	From $5 to $6 it is $x^2$, or
//
//	$$
//	\frac{1}{2}
//	$$
//
// 4. A value stands for what a cell publishes under a name, at its default
// inputs. It may stand in a formula, too:
//
//	The coin has {{Coin.entropy}} bits.
//
// 5. A quotation that starts with a kind in brackets is a callout. The kinds
// are NOTE, TIP, WARNING, MISTAKES, TRY, ANSWER, RECAP, PREDICT, EXERCISE,
// HINT and DONE. A title may follow:
//
//	> [!TRY] A biased coin
//	> Move the slider to 0.9.
//
// 6. PREDICT asks for a guess. The paragraphs below its title and the list of
// options are the question; what follows shows once the reader has committed
// to a guess. Without a list the guess is a number:
//
//	> [!PREDICT] Where does the walk end?
//	> - in the left valley
//	> - in the right one
//	>
//	> The right one is deeper.
//
// # Blocks
//
// 7. A fenced block says on its first line what it is: a language and words.
// A word is a flag or key=value, and none stands twice. A word that the block
// does not have is a mistake. A block with no words is a listing:
//
//	```yaml
//	replicas: 3
//	```
//
// 8. Go is referred to by name, or stands in the block. In lessons of the
// course it is always referred to: there the Go stands in the lesson's
// package, where it is compiled and tested. Several declarations are named
// with commas. fold=12 keeps so many lines in sight, fold=none all:
//
//	```go source=Entropy,Tree.Predict fold=12
//	```
//
//	```go
//	func Half(x float64) float64 { return x / 2 }
//	```
//
// 9. hidden Go belongs to the lesson, but is not shown:
//
//	```go hidden
//	var heights = []float64{1.52, 1.61}
//	```
//
// 10. An example is an Example function of the lesson's tests, with the
// output that it promises:
//
//	```go example=ExampleEntropy
//	```
//
// 11. A cell runs, by name or as it stands. code=show unfolds its code:
//
//	```go cell=Coin code=show
//	```
//
//	```go cell=Walk
//	func Walk(nb *notebook.Cell) { nb.Say("hello") }
//	```
//
// 12. SQL with data= is a statement that runs on a data set, after those
// above it on the same. expect=error says that it is meant to fail, plan
// shows its query plan. A schema draws a data set's tables:
//
//	```sql data=joins plan
//	SELECT name FROM employee;
//	```
//
//	```schema data=joins
//	```
//
// 13. file= shows a file of deploy/, lab places a laboratory:
//
//	```yaml file=deployment.yaml fold=20
//	```
//
//	```lab name=rollout
//	```
//
// # Exercises
//
// 14. An exercise is a callout with one block to work in, which names it.
// HINTs in it are numbered; DONE shows once it is solved. The exercise is
// referred to, when it stands in the lesson's package:
//
//	> [!EXERCISE] Impurity
//	> ```go exercise=YourGini solution=Gini
//	> ```
//	>
//	> > [!HINT]
//	> > Square first.
//
// or it stands there as a whole, by rules 15 to 19.
//
// 15. Beside Go that is to be written stand its check, the calls that are
// tried, one on a line, or a cell called Check<Exercise>; its solution; and
// for each likely mistake a wrong answer, whose comment says what the mistake
// is:
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
// 16. Beside SQL that is to be written stand its solution, ordered when the
// order of rows counts; changes to the data on which it is tried, too, hidden;
// and wrong answers, with a comment on the first line:
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
// 17. A number is what is asked for, the right answer on a line that starts
// with =, and likely wrong answers with what to say to them. The answer may be
// a value, by rule 4; it is then right as nearly as it is shown. tolerance=
// says otherwise:
//
//	> [!EXERCISE] Work it out
//	> ```number exercise=Mean tolerance=0.01
//	> The mean of 1, 2 and 6
//	> = 3
//	> 2: That is the median.
//	> ```
//
// 18. A text is the same with words. Every line with = is a right answer:
//
//	> [!EXERCISE] Name it
//	> ```text exercise=NameIt
//	> A value far from all others
//	> = outlier
//	> = an outlier
//	> mean: That is what it moves.
//	> ```
//
// 19. A choice has options, [x] for right and [ ] for wrong. Below each,
// indented, stands why:
//
//	> [!EXERCISE] Choose
//	> ```choice exercise=WhichMoves
//	> [x] the mean
//	>     Every value counts in the sum.
//	> [ ] the median
//	> ```
package format
