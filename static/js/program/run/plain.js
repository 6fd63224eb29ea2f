// Says in plain words what Go's runtime means, and what to do about it.

/** What it says, and what that means; $1, $2 are the groups. The more specific come first. @type {[RegExp, string][]} */
const meanings = [
  [/assignment to entry in nil map/, "There is no map yet to put something into: make one first, as in m := map[string]int{}."],
  [/index out of range \[(-\d+)\]/, "Positions count from 0, so there is none that is $1."],
  [/index out of range \[(\d+)\] with length 0/, "There is nothing in it, so nothing is at position $1."],
  [/index out of range \[(\d+)\] with length 1$/, "It has one value, at position 0. Nothing is at position $1."],
  [/index out of range \[(\d+)\] with length (\d+)/, "It has $2 values, and positions count from 0. Nothing is at position $1."],
  [/slice bounds out of range \[:?(-?\d+):?\] with (?:length|capacity) (\d+)/, "The part that is cut out ends at $1, but there are only $2 values."],
  [/slice bounds out of range \[(-?\d+):(\d+)\]/, "The part that is cut out starts at $1, which is after its end, $2."],
  [/slice bounds out of range/, "The part that is cut out does not lie within what there is."],
  [/nil pointer dereference/, "A pointer, or a function, is nil: it was used before it was given something to point to."],
  [/integer divide by zero/, "A whole number was divided by 0. Look at the divisor first, with an if."],
  [/interface conversion: .* is nil, not (.+)/, "The value is nil. To ask for its type first, write v, ok := x.($1)."],
  [/interface conversion: .* is (\S+), not (\S+)/, "The value is of type $1. To ask first, write v, ok := x.($2)."],
  [/makeslice: len out of range/, "make was asked for a length that is negative or far too large."],
  [/negative shift amount/, "A number cannot be shifted by a negative number of places."],
  [/strings: negative Repeat count/, "A text cannot be repeated a negative number of times."],
  [/invalid argument to (Int\w*)/, "The number in the parentheses of $1 must be greater than 0."],
  [/close of closed channel/, "A channel can be closed only once."],
  [/send on closed channel/, "Nothing can be sent on a channel that has been closed."],
  [/hash of unhashable type (\S+)/, "A value of type $1 cannot be the key of a map."],
  [/^mat: /, "The sizes of these matrices do not fit together: compare their rows and columns."],
  [/not implemented on js/, "A program on this page has no files, and nobody can type into it while it runs. Write the data into the program, "
    + "as a text that strings.NewReader(…) reads, or take a number from an input such as nb.Int(…)."],
];

/**
 * A sentence about what Go says when a program panics; "" for what is not known.
 * @param {string} said
 */
export function inPlainWords(said) {
  for (const [pattern, meaning] of meanings) {
    const m = pattern.exec(said);
    if (m) return meaning.replace(/\$(\d)/g, (_, n) => m[Number(n)] ?? "");
  }
  return "";
}
