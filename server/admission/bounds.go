package admission

import "time"

// Bounds limit what the rooms of a server do at once, and how often a client may send
// requests.
type Bounds struct {
	Work *Gate // making pages and cells
	SQL  *Gate // readers' statements, and checks of submissions

	// Rates limit how often an address may request costly work from a class's server.
	// Waiting clients take turns anyway (package fair); the rates keep one machine from
	// making the server spend its time on refusals. A large class may share an address,
	// so they are several times what three hundred learners behind one need (see
	// TestClassLoad). Without a class they are nil.
	Builds, Statements, Lab, Class *Rate
	// Six hundred nicknames an hour are enough for a large class behind one address, and
	// too few to crowd out a class at other addresses.
	Joins *Rate

	Learner *Rate // a learner's requests to the class; never nil
	SignIns *Rate // attempts to sign in as the teacher; never nil

	BuildTime    time.Duration // for a build, including waiting
	DownloadTime time.Duration // for a large file
	CacheBytes   int           // memory for rendered pages and cells
}
