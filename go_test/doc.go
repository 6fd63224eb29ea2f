// Package gotest holds the tests of the whole product: the program itself,
// every page over HTTP, and what a person does with the pages in a browser.
//
// Each topic has a package below this one. go test runs them side by side; none
// should take more than 90 seconds on two otherwise idle cores. The tests of a
// package share what is expensive: one Chromium, in which each test has its own
// context, the built program, and an exported course. They run in parallel
// (t.Parallel), as many at once as there are processors, since they mostly wait.
//
// Helpers: need says what not every run or machine has, and bounds every wait;
// browser drives the browser; course serves what the browser opens; node runs
// readers' programs without a browser; postgrestest starts a database. Only tests
// import them.
//
// What takes minutes is made once per machine and kept in the user's cache
// directory, keyed by content: the packages that programs are built on, and the
// kit, with which pages build by themselves. The first test that needs it makes
// it, and the others wait.
//
// The short loop, go test -short, leaves out browsers, the kit, and load.
//
// The browser tests need Chromium. They look for the path in the environment
// variable CHROME, then for chromium, chromium-browser and google-chrome.
// Without any of these they are skipped; with CI=true they fail.
//
// No test waits for a length of time or asserts one. .ci/busy checks that this
// holds on a busy machine.
package gotest
