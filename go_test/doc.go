// Package gotest holds the tests of the whole product: the program itself,
// every page over HTTP, and what a person does with the pages in a browser.
//
// The browser tests need Chromium. They look for the path in the environment
// variable CHROME, then for chromium, chromium-browser and google-chrome.
// Without any they are skipped, except where CI=true is set: there they fail.
package gotest
