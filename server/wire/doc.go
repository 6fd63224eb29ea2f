// Package wire holds all JSON that server, page, worker and program exchange,
// as Go types, and describes who sends what, and when.
//
// # What belongs here
//
// A type belongs here when one side writes it as JSON and another side, which
// may be older or newer, reads it. Names on the wire are in camel case, and
// each field has a sentence that says what it holds, and in which unit. What
// cells show is made by lessons: these types are declared in package notebook
// and stand here under the same names.
//
// Other people's formats do not belong here: Jupyter's notebooks, the output
// of the go command, Azure's interface. Nor do files that only the program
// that wrote them reads. A test lists these exceptions and finds others.
//
// The package imports nothing of ours but notebook, and not encoding/json: it
// is part of learners' programs, which would grow by a sixth.
//
// go generate writes the same types for the page's scripts, in
// static/js/wire.d.ts, and the limits, which are values, in static/js/wire.js.
// A test fails when these files are not what it would write.
//
// # Page and server
//
// The page sends requests of HTTP, with ?part where the same address also
// answers browsers without scripts. Bodies are JSON, but for SQL statements,
// which come as the form of the page that works without scripts.
//
//	GET  /lessons/{slug}/cells/{cell}?…       → a fragment
//	POST /lessons/{slug}/sql/{index}     form → a fragment
//	POST /lessons/{slug}/build   BuildRequest → BuildAnswer
//	POST /lessons/{slug}/ahead   BuildRequest → BuildAnswer, Program alone or empty
//	POST /lessons/{slug}/format          Edit → FormatAnswer
//	POST /lessons/{slug}/download/{file}   DownloadRequest → the file
//	GET  /builder                             → BuildAnswer, empty when the compiler is ready
//	GET  /programs/{id}                       → WebAssembly; the address names the content
//	GET  /kit/manifest.json                   → KitManifest or NoKit
//	POST /lab/rollout                         → LabLine, one a line as they come
//	GET  /class                               → Member
//	POST /class/join              JoinRequest → Member
//	POST /class/here                    Place → Member
//	POST /class/answers            Submission → Kept, once it is on the disk
//	POST /class/leave                         → {}
//	GET  /teacher/state                       → ClassState
//	GET  /teacher/answers?…                   → ClassSubmissions
//	POST /teacher/spotlight  SpotlightRequest → {}
//	POST /teacher/remove        RemoveRequest → {}
//	POST /teacher/remove-silent               → {}
//	POST /teacher/end                         → {}
//	POST /teacher/recheck                     → RecheckAnswer
//	POST /teacher/verdict      RecheckVerdict → {}
//	GET  /check/trials                        → []Trial
//	POST /check/outcome          TrialOutcome → {}
//
// A fragment is one HTML element that holds an element .outputs and, of a
// cell, .inputs. Where an exercise is checked its attribute data-verdict is the
// Verdict, as JSON: scripts never read a verdict from what is shown.
//
// Errors have a status of HTTP and a sentence for the reader as plain text.
// Two of them are worth another try, after as many seconds as Retry-After
// says: 429, the address asks too often, and 503, the server has no room now.
// Builds and the kit answer these, too, with their own type, whose Wait says
// why; Problem says that another try does not help. Mistakes in an edit are an
// answer with status 200, not an error. The server gives a client its turn
// within seconds or says 503; a page gives up when its reader does.
//
// A Submission stays in the browser until it is acknowledged, through reloads
// and outages, and may be sent again: its ID is kept once. Only 4xx other than
// 401, 404, 408 and 429 mean that it will never be taken. 401 means that the
// learner is not in the class any more.
//
// A learner's browser claims a verdict. The teacher's page has claims checked
// again: it posts to recheck while Left is not 0, builds and runs each of
// Programs itself, and posts what came of it to verdict, unless that is not
// conclusive.
//
// Exported sites have no server. Their files hold what it would answer: a
// KitManifest, a SearchIndex, an SQLPage, fragments by the inputs that differ
// from their defaults.
//
// # Page, frame and program
//
// A program runs in a worker within a frame that has no origin. The page and
// the frame exchange messages over a port; each has a kind and the id of the
// request that it belongs to, which the page counts up.
//
//	page → frame    load {wasm, limits}         the frame compiles and starts it
//	                call {cell, options}        options are RunOptions
//	                stop {}                     ends the program at once
//	frame → page    ready                       to load
//	                text {text}                 what the program prints, as it does
//	                done {output}               to call: an Outcome, as JSON
//	                failed {why, code, trace}   to load or call: the program has ended
//	                stopped                     to stop
//
// One request is under way at a time. The page holds each to a deadline, 10 s
// unless it says otherwise, and then stops the program; a newer call takes the
// place of one that waits, and after a second of one that runs. A frame that
// does not confirm stop within 2 s is replaced. After failed the next call
// starts the program again. The frame forwards nothing that belongs to another
// request, and counts messages and characters: all that comes from the worker
// may be forged.
//
// The worker and the program share an environment, in which Go's wasm_exec.js
// has been loaded. The program sets the global function
//
//	abacusRun(cell, options, done)
//
// calls the global function abacusReady, if there is one, and stays. Calls
// come one at a time. abacusRun returns at once; afterwards done is called
// once, with an Outcome as JSON, or with null when the program does not hold
// the cell. When a cell panics, the Outcome has a Panic and the program still
// works. Everything else (exit, a panic of another goroutine, out of memory)
// ends it, with Go's trace on standard error; yours/Name:line is there in the
// learner's text for a declaration, lesson/Name:line in the lesson's own. If
// done was not called and no timer is pending (go._scheduledTimeouts is
// empty), the cell waits for ever. A line that begins with U+001E says what a
// check tries now. Drawings are not trusted markup: the page takes elements
// and attributes that it knows.
//
// # Page, compiler and assembler
//
// Go's compiler and linker run in a worker of their own, which runs nothing
// of a learner's. Its messages have a kind; requests are answered in order.
//
//	page → worker   open {base, manifest, packs, kept}
//	                build {id, request, deadline}          a BuildRequest
//	                format {id, edit}                      an Edit
//	                fetch {packs}                          ahead of builds
//	worker → page   progress {done, total}                 bytes, while open or a build fetches
//	                keep {name, module}                    a tool to hand to the next worker
//	                ready                                  to open
//	                compiling {deadline, tooLong}          the page's clock starts
//	                waiting                                it stops: packs are on their way
//	                built {id, wasm, diagnostics, formatted, problem, took}
//	                formatted {id, text, diagnostics}
//	                fetched
//	                failed {of, id, error, offline}        to the request of that kind
//
// When the clock runs out the page ends the worker, says tooLong, and opens
// another.
//
// In the worker the assembler, also WebAssembly, calls the global function
// abacusAssembler with a function from an AssemblerQuestion to an
// AssemblerAnswer, both as JSON. The first question is the Kit; its answer has
// files for all programs and the linker's arguments. Then, for each program:
// Request; after the compiler, Output if it failed and Compiled if not; Failed
// if the linker failed. Diagnostics or Problem end the program there.
//
// SQL of exported pages runs in a worker, too, whose program calls abacusReady
// and has set abacusSQL(page, request, done): an SQLPage and an SQLRequest as
// JSON, and done is called with an SQLAnswer as JSON. SQLite has 8 s, the
// worker 10.
package wire

//go:generate go run ./generate
