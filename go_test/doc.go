// Package gotest holds the tests of the whole product: the program itself,
// every page over HTTP, and what a person does with the pages in a browser.
//
// They are in packages by topic below this one, because go test ends those of
// a package after ten minutes and runs packages side by side. None should take
// more than four minutes alone on two cores; what takes longer is parted.
// Nothing but tests imports the two helpers: browser is the browser and what a
// person does in it, course is what it is pointed at.
//
// What costs minutes is made once for a machine and kept in the user's cache
// directory. That is the kit, with which pages build by themselves: the tests
// of course, which come early, make it, and others that need it wait.
//
// The browser tests need Chromium. They look for the path in the environment
// variable CHROME, then for chromium, chromium-browser and google-chrome.
// Without any they are skipped, except where CI=true is set: there they fail.
package gotest
