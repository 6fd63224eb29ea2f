// Package notebook is the interface that a lesson's cells are written against.
//
// A cell is an ordinary function that takes a *Cell. Through it the function
// asks for inputs (sliders, choices, points on a figure) and shows outputs
// (sentences, tables, figures, animations). Inputs have defaults and ranges,
// so the same call works in a test, on the server and in a browser:
//
//	func BinaryCurve(nb *notebook.Cell) {
//		p := nb.Slider("p", "share of heads p", 0.3, notebook.Steps(0, 1, 0.01))
//		nb.Say("A coin with p = %.2f has %.4f bits.", p, Entropy(p, 1-p))
//	}
//
// Run calls a cell and returns its Output: the inputs it asked for and a
// list of Events. Events are plain data with a stable JSON encoding; they are
// the one contract between the program that runs a cell and the page that
// shows it.
//
// Rules for cells. The set of inputs and their ranges do not depend on the
// values of inputs. A cell keeps nothing between calls. It works for every
// value its inputs allow.
package notebook
