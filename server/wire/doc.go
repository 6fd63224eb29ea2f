// Package wire holds all JSON that server, page, worker and program exchange,
// as Go types, and describes who sends what, and when.
//
// # What belongs here
//
// A type belongs here if one side writes it as JSON and another side, which may
// be older or newer, reads it. Names on the wire are in camel case, and a
// sentence about each field says what it holds and in which unit. What cells
// show is made by lessons, so package notebook declares these types, and this
// package has aliases for them.
//
// Formats of others do not belong here: Jupyter's notebooks, the output of the
// go command, Azure's API. Nor do files that only the program that wrote them
// reads. A test lists these exceptions and finds others.
//
// The package imports nothing of ours but notebook, and does not import
// encoding/json: it is part of learners' programs, which would grow by a sixth.
//
// go generate writes the same types for the page's scripts, in
// static/js/wire.d.ts, and the limits, which are values, in static/js/wire.js.
// A test fails if these files are not up to date.
//
// # Page and server
//
// The page sends HTTP requests, with ?part where the same address also serves
// browsers without scripts. Bodies are JSON, except for SQL statements, which
// come in the form that works without scripts.
//
//	GET  /lessons/{slug}/cells/{cell}?…       → a fragment
//	POST /lessons/{slug}/sql/{index}     form → a fragment
//	POST /lessons/{slug}/sql             form → a fragment, for a cell of the reader's own
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
// A fragment is one HTML element that contains an element .outputs and, for a
// cell, .inputs. If an exercise is checked, its attribute data-verdict is the
// Verdict as JSON: scripts never read a verdict from what is shown.
//
// Errors have an HTTP status and a sentence for the reader as plain text. Two
// of them are worth a retry after the number of seconds in Retry-After: 429, the
// address sends too many requests, and 503, the server is busy. For these, too,
// builds and the kit respond with their own type, whose Wait gives the reason;
// with Problem, a retry does not help. Mistakes in an edit are a response with
// status 200, not an error. The server gives a client its turn within seconds or
// responds with 503; a page gives up when its reader does.
//
// A Submission stays in the browser until it is acknowledged, through reloads
// and outages, and may be sent again: an ID is stored once. Only 4xx other than
// 401, 404, 408 and 429 mean that it will never be accepted. 401 means that the
// learner is no longer in the class.
//
// A learner's browser only claims a verdict. The teacher's page has claims
// checked again: it posts to recheck as long as Left is not 0, builds and runs
// each of Programs itself, and posts the verdict to verdict if it is conclusive.
//
// Exported sites have no server. Their files hold its responses: a KitManifest,
// a SearchIndex, an SQLPage, and fragments by the inputs that differ from their
// defaults.
//
// # Page, frame and program
//
// A program runs in a worker within a frame that has no origin. The page and the
// frame exchange messages over a port. Each has a kind and the id of the request
// that it belongs to; ids count up.
//
//	page → frame    load {wasm, limits}         the frame compiles and starts it
//	                call {cell, options}        options are RunOptions
//	                stop {}                     ends the program at once
//	frame → page    ready                       to load
//	                text {text, start}          what the program prints, as it does; start: before it takes calls
//	                tried {text}                the input that a check tries next
//	                done {output}               to call: an Outcome, as JSON
//	                failed {why, code, trace}   to load or call: the program has ended
//	                stopped                     to stop
//
// One request is in flight at a time. The page gives each a deadline, 10 s unless
// it says otherwise, and then stops the program. A newer call replaces one that
// is waiting and, after a second, one that is running. The page replaces a frame
// that does not confirm stop within 2 s, or in whose place the browser shows
// something else, and sends it the request again, once, unless the reader pressed
// Stop. After failed, the next call starts the program again. The frame forwards
// nothing that belongs to another request, and limits messages and characters: the
// worker may forge anything it sends.
//
// The worker and the program share an environment in which Go's wasm_exec.js is
// loaded. The program sets the global function
//
//	abacusRun(cell, options, done, tell)
//
// calls the global function abacusReady, if there is one, and keeps running. Calls
// come one at a time. abacusRun returns at once; done is called once, later, with
// an Outcome as JSON, or with null if the program does not contain the cell. If a
// cell panics, the Outcome has a Panic and the program still works. Anything else
// (exit, a panic in another goroutine, out of memory) ends it, with Go's trace on
// standard error, in which yours/Name:line is a line of the learner's text for a
// declaration, and lesson/Name:line one of the lesson's own. If done was not
// called and no timer is pending (go._scheduledTimeouts is empty), the cell waits
// forever. A check calls tell with the input that it tries next, so that this never
// mixes with what the learner's code prints. Drawings are not trusted markup: the
// page accepts only elements and attributes that it knows.
//
// Each call finds the program's memory as it was after its start. Where the worker
// cannot restore it, it sends again, and the frame starts the program anew.
//
// # Page, compiler and assembler
//
// Go's compiler and linker run in a worker of their own, which runs none of a
// learner's code. Its messages have a kind; requests are answered in order.
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
// When the time is up, the page ends the worker, shows tooLong, and opens another.
//
// In the worker the assembler, also WebAssembly, calls the global function
// abacusAssembler with a function from an AssemblerQuestion to an
// AssemblerAnswer, both as JSON. The first question is the Kit; its answer has
// files for all programs and the linker's arguments. Then, for each program:
// Request; after the compiler, Output if it failed and Compiled if not; Failed if
// the linker failed. Diagnostics or Problem end the build.
//
// The SQL of exported pages also runs in a worker. Its program sets
// abacusSQL(page, request, done) and then calls abacusReady: page and request are
// an SQLPage and an SQLRequest as JSON, and done is called with an SQLAnswer as
// JSON. SQLite has 8 s, the worker 10.
package wire

//go:generate go run ./generate
