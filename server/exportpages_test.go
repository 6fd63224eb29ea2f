package server

import "testing"

func TestRelativeAddresses(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="/">`:                                `<a href="../">`,
		`<a href="/lessons/joins">`:                   `<a href="../lessons/joins.html">`,
		`<a href="/lessons/joins#merge">`:             `<a href="../lessons/joins.html#merge">`,
		`<a href="/lessons/joins?Rows.n=3#cell">`:     `<a href="../lessons/joins.html?Rows.n=3#cell">`,
		`<a href="/lessons/joins/download/j.zip">`:    `<a href="../lessons/joins/download/j.zip">`,
		`<form action="/search" role="search">`:       `<form action="../search.html" role="search">`,
		`<script src="/static/ab/js/main.js">`:        `<script src="../static/ab/js/main.js">`,
		`<html lang="en" data-base="/">`:              `<html lang="en" data-base="../">`,
		`<section data-states="/states/a-1.json.gz">`: `<section data-states="../states/a-1.json.gz">`,
		`<a href="#here">`:                            `<a href="#here">`,
		`<a href="https://go.dev/">`:                  `<a href="https://go.dev/">`,
		`<input aria-keyshortcuts="/">`:               `<input aria-keyshortcuts="/">`,
		`<textarea data-original="/* sql */">`:        `<textarea data-original="/* sql */">`,
		`<code>href=&#34;/&#34;</code>`:               `<code>href=&#34;/&#34;</code>`,
	} {
		if got := string(relative([]byte(in), "../")); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

func TestWhatAPageCanHoldOfAPolicy(t *testing.T) {
	got := string(withPolicy([]byte(`<meta charset="utf-8"><title>`), "default-src 'none'; frame-ancestors 'self'; script-src 'self'; sandbox allow-scripts"))
	want := `<meta charset="utf-8">` + "\n" + `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;"><title>`
	if got != want {
		t.Errorf("the page begins with %s, want %s", got, want)
	}
}
