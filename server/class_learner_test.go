//go:build unix

package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"abacus/lessons"
	"abacus/server/admission"
)

// cohort is learners at work.
type cohort struct {
	url      string
	together chan struct{} // closed when all are told to run something
	diary    diary
	kept     atomic.Int64 // answers that the server says it keeps
}

func newClassAt(url string) *cohort {
	return &cohort{url: url, diary: diary{by: map[string]*entryOf{}}, together: make(chan struct{})}
}

// learner is one of them, with a browser of their own: its connections, and the
// word by which its page is known.
type learner struct {
	*cohort
	client http.Client
	page   string
	from   string        // an address of its own; "" for the class's
	every  time.Duration // about how often they do something
}

func (c *cohort) newLearner(i int) *learner {
	jar, _ := cookiejar.New(nil) // never fails, without options
	return &learner{cohort: c, page: fmt.Sprintf("page%d", i), every: 6 * time.Second, client: http.Client{
		Jar:       jar,
		Transport: &http.Transport{MaxConnsPerHost: 6, MaxIdleConnsPerHost: 6, DisableCompression: true},
	}}
}

// learn is one learner's hour: they open the course with everything that its
// pages need, and then do something now and then.
func (l *learner) learn(ctx context.Context, random *rand.Rand) {
	defer l.client.CloseIdleConnections()
	together := l.together
	first := time.NewTimer(time.Duration(random.Float64() * float64(*lasting) / 10)) // they come one by one
	defer first.Stop()
	select {
	case <-first.C:
		l.arrive(ctx)
	case <-ctx.Done():
	}
	for {
		pause := time.NewTimer(time.Duration(random.ExpFloat64() * float64(l.every)))
		select {
		case <-ctx.Done():
			pause.Stop()
			return
		case <-together:
			together = nil // once
			l.run(ctx, random, "run, all at once")
		case <-pause.C:
			l.act(ctx, random)
		}
		pause.Stop()
	}
}

var assetIn = regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"`)

// arrive opens a lesson for the first time, with its scripts and style sheet,
// and joins the class.
func (l *learner) arrive(ctx context.Context) {
	l.timed(ctx, "join the class", func() answerOf {
		return l.askWith(ctx, "/class/join?part", fmt.Sprintf(`{"nickname":"Learner %s"}`, l.page))
	})
	l.timed(ctx, "first page, all of it", func() answerOf {
		page := l.ask(ctx, "/lessons/entropy", "", "")
		unpacked, err := gzip.NewReader(bytes.NewReader(page.body))
		if err != nil {
			return page // a word of why not
		}
		text, err := io.ReadAll(unpacked)
		if err != nil {
			return answerOf{body: []byte(err.Error())}
		}
		for _, m := range assetIn.FindAllSubmatch(text, -1) {
			a := l.ask(ctx, string(m[1]), "", "")
			if a.code != http.StatusOK {
				return a
			}
			page.body = append(page.body, a.body...) // to be counted
		}
		return page
	})
}

// act opens a lesson (25 of 100 times) and tells the class, drags a slider over
// ten steps (30), runs SQL (15), answers an exercise (15), or changes code and
// runs it (15).
func (l *learner) act(ctx context.Context, random *rand.Rand) {
	switch p := random.IntN(100); {
	case p < 25:
		slug := lessons.Slugs()[random.IntN(len(lessons.Slugs()))]
		l.timed(ctx, "open a lesson", func() answerOf { return l.ask(ctx, "/lessons/"+slug, "", "") })
		l.timed(ctx, "tell the class where", func() answerOf {
			return l.askWith(ctx, "/class/here?part", fmt.Sprintf(`{"lesson":%q,"exercise":""}`, slug))
		})
	case p < 55:
		at := random.IntN(90)
		for step := range 10 {
			path := fmt.Sprintf("/lessons/entropy/cells/BinaryCurve?BinaryCurve.p=0.%02d&part", at+step)
			if at%2 == 0 {
				path = fmt.Sprintf("/lessons/knn/cells/Regions?Regions.k=%d&part", 2*(at%5+step)+1)
			}
			l.timed(ctx, "a slider's step", func() answerOf { return l.ask(ctx, path, "", "") })
		}
	case p < 70:
		q := fmt.Sprintf("q=SELECT+%d,+count(*)+FROM+sqlite_schema", random.Int())
		l.timed(ctx, "sql", func() answerOf {
			return l.ask(ctx, "/lessons/joins/sql/0?part", "application/x-www-form-urlencoded", q)
		})
	case p < 85:
		l.submit(ctx, random)
	default:
		l.run(ctx, random, "run changed code")
	}
}

// submit sends an answer, again under its name until it is kept.
func (l *learner) submit(ctx context.Context, random *rand.Rand) {
	id := fmt.Sprintf("%s-%d", l.page, random.Int())
	answer, _ := json.Marshal(claim(id, "YourGini", random.IntN(2) == 0)) // plain data
	l.timed(ctx, "submit an answer", func() answerOf {
		a := l.askWith(ctx, "/class/answers?part", string(answer))
		if a.code == http.StatusOK && !bytes.Contains(a.body, []byte(id)) {
			return answerOf{code: http.StatusInternalServerError, body: a.body}
		}
		if a.code == http.StatusOK {
			l.kept.Add(1)
		}
		return a
	})
}

// run changes a declaration, has it built with all cells of the page, and
// fetches the program. As pages do, it asks for a build ahead while the
// learner looks for the button.
func (l *learner) run(ctx context.Context, random *rand.Rand, as string) {
	all := lessons.All()
	lesson := all[slices.IndexFunc(all, func(l lessons.Lesson) bool { return l.Slug == "entropy" })]
	text, _ := json.Marshal(map[string]any{ // strings and lists of strings
		"cells": slices.Sorted(maps.Keys(lesson.Cells)),
		"edits": []map[string]string{{
			"declaration": "Surprise",
			"text": fmt.Sprintf(
				"func Surprise(p float64) float64 {\n\treturn math.Log2(1/p) + 0*%d\n}",
				random.IntN(1e9),
			),
		}},
	})
	looking, stop := context.WithTimeout(ctx, 700*time.Millisecond)
	l.ask(looking, "/lessons/entropy/ahead", "application/json", string(text)) // a favour: there may be no answer
	<-looking.Done()
	stop()
	if *kits {
		l.runSomewhere(ctx, as, string(text))
		return
	}
	l.timed(ctx, as, func() answerOf { return l.program(ctx, string(text)) })
}

// What program/builders.js does: after so long the browser builds, too, and that takes
// about as long again.
const (
	quickServer = 1500 * time.Millisecond
	inBrowser   = 700 * time.Millisecond
)

// runSomewhere is run in a browser with a compiler of its own, which takes over
// when the server is busy or slow. The server is told that it need not go on.
func (l *learner) runSomewhere(ctx context.Context, as, text string) {
	start := time.Now()
	patient, stop := context.WithTimeout(ctx, quickServer+inBrowser)
	defer stop()
	a := l.program(patient, text)
	if ctx.Err() != nil {
		return // the hour is over
	}
	if patient.Err() == nil && a.code != http.StatusServiceUnavailable {
		l.diary.note(as, a, time.Since(start))
		return
	}
	select {
	case <-time.After(min(inBrowser, max(0, quickServer+inBrowser-time.Since(start)))):
		l.diary.note(as+", in the browser", answerOf{code: http.StatusOK}, time.Since(start))
	case <-ctx.Done():
	}
}

// program has edits built and fetches the program.
func (l *learner) program(ctx context.Context, text string) answerOf {
	how := ""
	if *kits {
		how = "&soon"
	}
	a := l.ask(ctx, "/lessons/entropy/build?part"+how, "application/json", text)
	var built struct{ Program, Problem string }
	if a.code != http.StatusOK {
		return a
	}
	if err := json.Unmarshal(a.body, &built); err != nil || built.Program == "" {
		return answerOf{code: http.StatusInternalServerError, body: a.body}
	}
	p := l.ask(ctx, built.Program, "", "")
	if p.code == http.StatusNotFound { // others' took its room: pages build again
		p.code = http.StatusServiceUnavailable
	}
	return p
}

// answerOf is a server's answer; its code is 0 when there was none.
type answerOf struct {
	code int
	body []byte
}

// ask gets an address, or posts to it what has a type.
func (l *learner) ask(ctx context.Context, path, contentType, body string) answerOf {
	if contentType == "" {
		return l.request(ctx, http.MethodGet, path, "")
	}
	return l.request(ctx, http.MethodPost, path, body, "Content-Type", contentType)
}

// askWith posts with headers, names and values in turn.
func (l *learner) askWith(ctx context.Context, path, body string, headers ...string) answerOf {
	return l.request(ctx, http.MethodPost, path, body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func (l *learner) request(ctx context.Context, method, path, body string, headers ...string) answerOf {
	r, err := http.NewRequestWithContext(ctx, method, l.url+path, strings.NewReader(body))
	if err != nil {
		return answerOf{body: []byte(err.Error())}
	}
	r.Header.Set("Accept-Encoding", "gzip") // all that browsers offer without TLS
	r.Header.Set(admission.PageHeader, l.page)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if l.from != "" {
		r.Header.Set("Test-From", l.from)
	}
	response, err := l.client.Do(r)
	if err != nil {
		return answerOf{body: []byte(err.Error())}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return answerOf{body: []byte(err.Error())}
	}
	return answerOf{response.StatusCode, text}
}

// timed does something as a page does it, again while the server is busy, and
// writes down how long it took.
func (l *learner) timed(ctx context.Context, what string, do func() answerOf) {
	start := time.Now()
	for {
		a := do()
		if ctx.Err() != nil {
			return // the hour is over
		}
		l.diary.note(what, a, time.Since(start))
		if a.code != http.StatusTooManyRequests && a.code != http.StatusServiceUnavailable {
			return
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}
