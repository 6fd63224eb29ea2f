// Package gotest holds the tests of the whole product: the program itself,
// every page over HTTP, and what a person does with the pages in a browser.
//
// They are in packages by topic below this one, which go test runs side by
// side; none should take more than 90 seconds on two cores that do nothing
// else. The tests of a package share what is dear: one Chromium, in which each
// has a context of its own, the program, an exported course. They run in
// parallel (t.Parallel), as many at once as there are processors, for most of
// their time they wait.
//
// Helpers: need says what a test needs that not every run or machine has, and
// waits with the one bound there is; browser is the browser and what a person
// does in it; course is what it is pointed at; postgrestest is a database.
// Nothing but tests imports them.
//
// What costs minutes is made once for a machine and kept in the user's cache
// directory, keyed by content: the packages that programs are built on, and the
// kit, with which pages build by themselves. Who needs it first makes it, and
// others wait.
//
// The short loop, go test -short, leaves out browsers, the kit, and load.
//
// The browser tests need Chromium. They look for the path in the environment
// variable CHROME, then for chromium, chromium-browser and google-chrome.
// Without any they are skipped, except where CI=true is set: there they fail.
//
// No test waits for a length of time or asserts one. Whether that is so on a
// machine that is busy, .ci/busy finds out.
package gotest
