package running

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/frame"
)

func TestTheProgramCannotGetOut(t *testing.T) {
	t.Parallel()
	b, p := runnerBench(t, "{}")
	elsewhere := course.NewBench(t, "")
	p.Expect("Content Security Policy")
	p.Expect("violates")
	browser.Eval[any](p, `{ document.cookie = "secret=1"; localStorage.secret = "1"; 0 }`)
	socket := "ws" + strings.TrimPrefix(b.URL, "http")
	far := strings.Replace(elsewhere.URL, "127.0.0.1", "localhost", 1)
	attacks := []struct{ what, url, want string }{
		{"fetch", b.URL + "/secret", "refused"},
		{"fetch", far + "/secret", "refused"},
		{"fetch", "data:text/plain,x", "refused"},
		{"XMLHttpRequest", b.URL + "/secret", "threw"},
		{"XMLHttpRequest", far + "/secret", "threw"},
		{"WebSocket", socket + "/secret", "refused|threw"},
		{"WebSocket", "ws://localhost:9/secret", "refused|threw"},
		{"EventSource", b.URL + "/secret", "refused|threw"},
		{"WebTransport", "https://localhost:9/secret", "refused|threw"},
		{"importScripts", b.URL + "/secret", "threw"},
		{"importScripts", "data:text/javascript,self.x=1", "threw"},
		{"import", "data:text/javascript,0", "threw|refused"},
		{"eval", "1+1", "threw"},
		{"Worker", b.URL + "/secret", "refused|threw"},
		{"Worker", "data:text/javascript,postMessage(1)", "refused|threw"},
		{"font", b.URL + "/secret", "refused"},
		{"indexedDB", "", "threw|refused"},
		{"caches", "", "threw|refused"},
		{"storage", "", "threw|refused"},
		{"document", "", "is undefined"},
		{"document.cookie", "", "threw"},
		{"localStorage", "", "is undefined"},
		{"sessionStorage", "", "is undefined"},
		{"cookieStore", "", "is undefined"},
		{"parent", "", "is undefined"},
		{"top", "", "is undefined"},
		{"opener", "", "is undefined"},
		{"open", far, "threw"},
		{"SharedWorker", "", "is undefined"},
		{"RTCPeerConnection", "", "is undefined"},
		{"SharedArrayBuffer", "", "is undefined"},
		{"origin", "", "is null"},
		{"isSecureContext", "", "is"},
	}
	for _, a := range attacks {
		course.AttackFails(t, p, a.what, a.url, a.want)
	}
	for _, path := range append(b.Requests(), elsewhere.Requests()...) {
		if strings.Contains(path, "secret") {
			t.Errorf("a request reached the server: %s", path)
		}
	}
	course.Works(p)
}

// What the frame's document could do if a program ever took it over: a malicious
// script under the same policy and in the same sandbox.
func TestTheFrameCannotGetOut(t *testing.T) {
	t.Parallel()
	b := course.NewBench(t, "")
	elsewhere := course.NewBench(t, "")
	far := strings.Replace(elsewhere.URL, "127.0.0.1", "localhost", 1)
	attacks := map[string]string{
		"page":        `parent.document.title`,
		"page script": `parent.eval("1")`,
		"cookie":      `document.cookie`,
		"storage":     `localStorage.length`,
		"database": `await new Promise((ok, no) => {
			const r = indexedDB.open("x");
			r.onsuccess = ok;
			r.onerror = () => no(r.error);
		})`,
		"popup":     `(open("` + far + `/secret") ?? fail("no window"))`,
		"dialog":    `(prompt("x") ?? fail("no dialog"))`,
		"top":       `(top.location.href = "` + far + `/secret")`,
		"fetch":     `await fetch("` + b.URL + `/secret")`,
		"fetch far": `await fetch("` + far + `/secret")`,
		"beacon":    `(navigator.sendBeacon("` + b.URL + `/secret") && fail("no answer anyway"))`,
		"image": `await new Promise((ok, no) => Object.assign(new Image(), {
			onload: ok, onerror: no, src: "` + b.URL + `/static/icon.svg?secret",
		}))`,
		"script": `await new Promise((ok, no) => append("script", {
			onload: ok, onerror: no, src: "` + b.URL + `/secret",
		}))`,
		"eval": `eval("1")`,
	}
	// What ends the frame if it succeeds, or is only refused later: nothing may wait
	// between these and the answer.
	later := map[string]string{
		"frame": `(append("iframe", { src: "` + b.URL + `/secret" }), fail("loads later"))`,
		"form": `(append("form", { action: "` + b.URL + `/secret", target: "_top" }).submit(),
			fail("goes later"))`,
		"link": `(append("a", { href: "` + far + `/secret", target: "_top" }).click(),
			fail("goes later"))`,
		"itself far": `(setTimeout(() => location.href = "` + far + `/secret"), fail("goes later"))`,
	}
	var script strings.Builder
	script.WriteString(`
		const fail = (why) => { throw new Error(why); };
		const append = (name, properties) => {
			const e = Object.assign(document.createElement(name), properties);
			document.documentElement.append(e);
			return e;
		};
		addEventListener("message", async ({ ports: [port] }) => {
			const got = {};
	`)
	for _, attacks := range []map[string]string{attacks, later} {
		for name, attack := range attacks {
			fmt.Fprintf(&script, "try { got[%q] = 'got ' + (%s); } catch (e) { got[%q] = 'refused ' + e; }\n",
				name, attack, name)
		}
	}
	script.WriteString("port.postMessage(got); });")
	doc, err := frame.New(fstest.MapFS{
		"js/program/run/frame.js":  {Data: []byte(script.String())},
		"js/program/run/worker.js": {},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Serve("/attack.html", doc)

	p := b.Open(t)
	p.Expect("") // the browser reports every attack
	browser.Eval[any](p, `{ document.cookie = "secret=1"; localStorage.secret = "1"; 0 }`)
	got := browser.Eval[map[string]string](p, `(async () => {
		const { openFrame } = await import("/static/js/program/run/sandbox.js");
		const frame = openFrame(api, "/attack.html", () => {});
		return new Promise((resolve) => (frame.port.onmessage = ({ data }) => resolve(data)));
	})()`)
	if len(got) != len(attacks)+len(later) {
		t.Errorf("%d attacks were tried, want %d", len(got), len(attacks)+len(later))
	}
	for name, outcome := range got {
		if !strings.HasPrefix(outcome, "refused") {
			t.Errorf("%s: %q", name, outcome)
		}
	}
	// Attacks that happen later leave no trace to wait for when they are refused. They
	// began before this frame, which may load.
	browser.Eval[any](p, `new Promise((done) => document.body.append(
		Object.assign(document.createElement("iframe"), { src: "/run/frame.html", onload: done })))`)
	if address := browser.Eval[string](p, "location.href"); address != b.URL+"/" {
		t.Errorf("the page went to %s", address)
	}
	for _, path := range append(b.Requests(), elsewhere.Requests()...) {
		if strings.Contains(path, "secret") {
			t.Errorf("a request reached the server: %s", path)
		}
	}
}
