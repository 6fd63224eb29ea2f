//go:build unix

package server

import (
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"abacus/server/reply"
)

// hostiles lists what somebody may try. What texts do to the compiler alone is
// in build/hostile_test.go, what SQL does in sql/box/attacks_test.go.
func hostiles() []hostile {
	repeat := strings.Repeat
	return []hostile{
		{"endless builds", "sixty builds at once, all different", func(h *attacker) {
			h.untilTheClassHasWorked()
			codes := h.many(60, 60, func(i int) answerOf { return h.build(fmt.Sprintf("var Bomb = %d", i)) })
			h.answered(codes, 200, 503, 429)
		}},
		{"endless builds under forged names", "the same, each under a name of its own", func(h *attacker) {
			h.untilTheClassHasWorked()
			codes := h.many(60, 60, func(i int) answerOf {
				forged := *h.learner
				forged.page = fmt.Sprint("forged", i)
				return (&attacker{T: h.T, learner: &forged, ctx: h.ctx}).build(fmt.Sprintf("var Bomb = -%d", i))
			})
			h.answered(codes, 200, 503, 429)
		}},
		{"exponential types", "types of 2^40 fields, a few at once", func(h *attacker) {
			h.untilTheClassHasWorked()
			types := "type t0 struct{ a, b int }\n"
			for i := 1; i < 40; i++ {
				types += fmt.Sprintf("type t%d struct{ a, b t%d }\n", i, i-1)
			}
			codes := h.many(4, 4, func(i int) answerOf { return h.build(types + fmt.Sprintf("var Bomb%d t39", i)) })
			h.answered(codes, 200)
		}},
		{"SQL bombs", "endless statements, forty at once", func(h *attacker) {
			h.untilTheClassHasWorked()
			codes := h.many(60, 40, func(int) answerOf {
				return h.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i%2B1 FROM n) SELECT count(*) FROM n")
			})
			h.answered(codes, 200, 503)
		}},
		{"SQL in great number", "a thousand statements", func(h *attacker) {
			h.answered(h.many(1000, 50, func(i int) answerOf { return h.sql(fmt.Sprint("SELECT ", i)) }), 200, 503, 429)
		}},
		{"cells that nobody has asked for", "every frame of animations, with inputs that nobody has", func(h *attacker) {
			h.answered(h.many(150, 50, func(i int) answerOf {
				return h.ask(h.ctx, fmt.Sprintf("/lessons/entropy/cells/BinaryCurve?BinaryCurve.p=0.%03d&frames&part", i), "", "")
			}), 200, 503)
		}},
		{"ten thousand connections", "as many as may be open, up to ten thousand, that say nothing", func(h *attacker) {
			n := min(10_000, openFiles(h))
			var open []net.Conn
			for range n {
				conn, err := net.Dial("tcp", h.addr)
				if err != nil {
					h.Fatalf("connection %d: %v", len(open), err)
				}
				open = append(open, conn)
			}
			cut, silent := 0, open
			eventually(h, "most connections of one address to be cut", func() bool {
				silent = slices.DeleteFunc(slices.Clone(silent), func(conn net.Conn) bool {
					_ = conn.SetReadDeadline(time.Now().Add(time.Millisecond))
					_, err := conn.Read(make([]byte, 1))
					return err != nil && !isTimeout(err)
				})
				cut = n - len(silent)
				return n <= 2*maxConnectionsOfOne || cut >= n-maxConnectionsOfOne
			})
			h.Logf("%d connections were opened, %d of them cut", n, cut)
			newcomer := h.newLearner(667) // of the same address, without a connection
			defer newcomer.client.CloseIdleConnections()
			h.want("a newcomer", newcomer.askWith(h.Context(), "/lessons/entropy/format", `{"edits":[]}`), 200)
			for _, conn := range open {
				_ = conn.Close()
			}
		}},
		{"path traversal", "out of the directories, encoded in every way", func(h *attacker) {
			for _, path := range []string{
				"/static/x/../../go.mod", "/static/x/..%2f..%2fgo.mod", "/static/x/%2e%2e/%2e%2e/go.mod",
				"/static/x/..%5c..%5cgo.mod",
				"/static/x//etc/passwd", "/kit/..%2fgo.mod", "/kit/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/programs/..%2f..%2fx",
				"/lessons/..%2f..%2fetc", "/lessons/entropy/download/..%2fentropy.zip", "/static/x/%00go.mod",
				"/static/x/%c0%ae%c0%ae/go.mod",
				"/lessons/entropy/cells/..%2f..%2fx", "//etc/passwd", "/./etc/passwd", "/%252e%252e/etc/passwd",
			} {
				h.refused(h.raw(get(path, "Connection: close")), path, "404", "400")
			}
			h.refused(h.raw(get("../../etc/passwd")), "a path that is none", "400")
		}},
		{"forged origin", "posts as another site's page does", func(h *attacker) {
			for _, header := range []string{"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
				"Origin: http://localhost.evil.example"} {
				text := fmt.Sprintf("POST /lessons/joins/sql/0?part HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"+
					"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nq=SELECT+1", header)
				h.refused(h.raw(text), header, "403")
			}
		}},
		{"forged host", "names that were made to point here", func(h *attacker) {
			for _, host := range []string{
				"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::]",
			} {
				h.refused(h.raw("GET / HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"), host, "403")
			}
			h.refused(h.raw("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), "a host that is none", "400")
			h.refused(h.raw("GET / HTTP/1.1\r\n\r\n"), "no host", "400")
			h.refused(h.raw("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"), "two hosts", "400")
		}},
		{"forged X-Forwarded-For", "asks as if it were many addresses", func(h *attacker) {
			h.untilTheClassHasWorked()
			codes := h.many(60, 60, func(i int) answerOf {
				return h.askWith(
					h.ctx,
					"/lessons/entropy/build",
					fmt.Sprintf(`{"cells":["NatsAndBits"],"edits":[{"declaration":"B","text":"var B = %d"}]}`, i),
					"X-Forwarded-For",
					fmt.Sprintf("10.1.0.%d", i),
					"Forwarded",
					fmt.Sprintf("for=10.1.0.%d", i),
					"X-Real-Ip",
					fmt.Sprintf("10.1.0.%d", i),
				)
			})
			h.answered(codes, 200, 503, 429)
		}},
		{"header bombs", "a megabyte of header, ten thousand headers, a line without end", func(h *attacker) {
			h.refused(h.raw(get("/", "X: "+repeat("x", 1<<20))), "a long header", "431", "")
			h.refused(h.raw(get("/", repeat("X: y\r\n", 10_000)+"Z: z")), "many headers", "431", "")
			h.refused(h.raw("GET /"+repeat("x", 1<<20)), "an endless line", "431", "400", "")
			h.refused(
				h.raw(get("/search?q=x", "Accept-Encoding: "+repeat("br;q=0.1,", 3000))),
				"many encodings",
				"200",
				"431",
				"",
			)
		}},
		{"body bombs", "bodies that are longer than they may be, or compressed", func(h *attacker) {
			large := `{"edits":[{"declaration":"B","text":"` + repeat("x", reply.MaxBody) + `"}]}`
			h.want("a long body", h.ask(h.ctx, "/lessons/entropy/build", "application/json", large), 413)
			h.want("a long form", h.sql(repeat("x", 512<<10+1)), 413)
			h.want("deep JSON", h.ask(h.ctx, "/lessons/entropy/build", "application/json", repeat(`{"edits":[`, 50_000)), 400)
			h.want(
				"many edits",
				h.ask(
					h.ctx,
					"/lessons/entropy/build",
					"application/json",
					`{"edits":[`+repeat(`{"declaration":"B","text":"var B int"},`, 20_000)+`{}]}`,
				),
				400,
				200,
			)
			bomb := gzipped(100 << 20)
			h.want("a gzip bomb", h.askWith(h.ctx, "/lessons/entropy/build", bomb, "Content-Encoding", "gzip"), 400)
		}},
		{"request smuggling", "two lengths, chunks with tricks, a second request in a body", func(h *attacker) {
			post := "POST /lessons/entropy/format HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
			smuggled := "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
			for _, shape := range []string{
				post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}   " + smuggled,
				post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + smuggled,
				post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled,
				post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + smuggled,
				post + "Transfer-Encoding: chunked\r\n\r\n2;x=\n\r\n{}\r\n0\r\n\r\n" + smuggled,
				post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n" + smuggled,
				post + "Content-Length: -1\r\n\r\n" + smuggled,
				post + "Content-Length: +2\r\n\r\n{}" + smuggled,
				"GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n",
				"GET / HTTP/1.1\r\nHost: localhost\r\nX\x00: y\r\n\r\n",
			} {
				answer := h.raw(shape)
				if n := strings.Count(answer, "HTTP/1.1 "); n != 1 {
					h.Errorf("%.160q: %d answers\n%.600s", shape, n, answer)
				}
			}
			// A length beside chunks: net/http goes by the chunks, as RFC 9112 (6.3) has it. What follows is a request.
			answer := h.raw(post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + smuggled)
			if !strings.HasPrefix(answer, "HTTP/1.1 200") || strings.Count(answer, "HTTP/1.1 ") != 2 {
				h.Errorf("a length beside chunks: %.600s", answer)
			}
		}},
		{"stolen nickname", "joins as another, writes in another's name, and from another site", func(h *attacker) {
			for _, name := range []string{"Learner page0", "learner PAGE0", "  Learner   page0 ", "Ｌｅａｒｎｅｒ page0"} {
				h.want("the nickname "+name, h.askWith(h.ctx, "/class/join?part", fmt.Sprintf(`{"nickname":%q}`, name)), 409)
			}
			answer, _ := json.Marshal(claim("stolen-id-1", "YourGini", true)) // plain data
			for _, cookie := range []string{
				"", "abacus-learner=", "abacus-learner=Learner page0", "abacus-learner=" + repeat("A", 43),
				"abacus-learner=' OR 1=1 --",
			} {
				h.want("the cookie "+cookie, h.askWith(h.ctx, "/class/answers?part", string(answer), "Cookie", cookie), 401)
				h.want("leaving with "+cookie, h.askWith(h.ctx, "/class/leave?part", "", "Cookie", cookie), 401, 200)
			}
			h.want(
				"another site",
				h.askWith(h.ctx, "/class/join?part", `{"nickname":"Evil"}`, "Origin", "http://evil.example"),
				403,
			)
			h.want("a name that is markup", h.askWith(h.ctx, "/class/join?part", `{"nickname":"<script>\u202e"}`), 200, 400)
		}},
		{"unknown methods", "methods that nobody knows", func(h *attacker) {
			for _, method := range []string{"DELETE", "PUT", "TRACE", "CONNECT", "PRI", "X-METHOD", repeat("M", 1000)} {
				h.refused(
					h.raw(method+" /lessons/entropy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
					method,
					"405",
					"400",
					"505",
				)
			}
		}},
		{"half of a request", "a hundred connections that stop in the middle, or read nothing", func(h *attacker) {
			for _, text := range []string{
				"GET / HTTP/1.1\r\nHost: localhost\r\n",
				"POST /lessons/entropy/build HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
					"1000\r\n\r\n{",
				strings.Repeat(get("/lessons/entropy"), 50),
			} {
				for range 30 {
					conn, err := net.Dial("tcp", h.addr)
					if err != nil {
						h.Fatal(err)
					}
					defer conn.Close()
					_, _ = conn.Write([]byte(text)) // the server may not read it all
				}
			}
		}},
	}
}
