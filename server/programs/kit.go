package programs

import (
	"cmp"
	"errors"
	"io/fs"
	"net/http"
	"path"

	"github.com/go-chi/chi/v5"

	"abacus/server/build"
	"abacus/server/reply"
	"abacus/server/wire"
)

// HasKit reports whether there is a kit to fall back on without a toolchain. The
// first call looks for one and checks it.
func (p *Room) HasKit() bool {
	if p.Kit == nil {
		return false
	}
	_, ok, _ := p.Kit.Manifest()
	return ok
}

// kitManifest lists the files of the kit. A page that asks needs it, so a kit that
// is missing gets made.
func (p *Room) kitManifest(w http.ResponseWriter, _ *http.Request) error {
	if p.Kit == nil {
		return noKitHere("This server has no compiler for browsers.")
	}
	p.Kit.Want()
	m, ok, err := p.Kit.Manifest()
	switch status := p.Kit.Status(); {
	case errors.Is(err, build.ErrPreparing):
		return noKitYet("The compiler is being prepared, once for this machine.")
	case errors.Is(err, build.ErrUnavailable):
		return noKitHere(cmp.Or(status.Problem, p.Builder.Status().Problem))
	case err != nil:
		return err
	case ok:
		return reply.JSON(w, m)
	case status.State == build.Unavailable:
		return noKitHere(status.Problem)
	default:
		text := "The compiler for your browser is being made, once for this machine"
		if status.Progress.Stage != "" {
			text += ": " + status.Progress.Stage
		}
		return noKitYet(text + ".")
	}
}

// noKitYet tells the page to ask again. Making a kit takes minutes.
func noKitYet(why string) *reply.Problem {
	return &reply.Problem{Status: http.StatusServiceUnavailable, JSON: wire.NoKit{Wait: why}, RetryAfter: 10}
}

func noKitHere(why string) *reply.Problem {
	return &reply.Problem{Status: http.StatusNotFound, JSON: wire.NoKit{Problem: why}}
}

// kitFile serves a file of the kit, whose name holds a hash of its content.
func (p *Room) kitFile(w http.ResponseWriter, r *http.Request) error {
	if p.Kit == nil {
		return reply.ErrNotFound
	}
	name := chi.URLParam(r, "name")
	content, encoding, size, err := p.Kit.Packed(name, r.Header.Get("Accept-Encoding"))
	if errors.Is(err, fs.ErrNotExist) {
		return reply.ErrNotFound
	} else if err != nil {
		return err
	}
	defer content.Close()
	types := map[string]string{
		".wasm": "application/wasm", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	}
	p.sendImmutable(w, cmp.Or(types[path.Ext(name)], "application/octet-stream"), encoding, size, content)
	return nil
}
