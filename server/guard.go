package server

import (
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"abacus/server/policy"
)

// guard sets the security headers and refuses requests meant for another
// site: from a page elsewhere whose name was made to point at this machine (DNS
// rebinding), or from one that posts here behind the reader's back.
func (s *Server) guard(next http.Handler) http.Handler {
	var origin http.CrossOriginProtection
	refuse := func(w http.ResponseWriter, why string) { http.Error(w, why, http.StatusForbidden) }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["Content-Security-Policy"] = headerPolicy
		h["X-Content-Type-Options"] = headerNosniff
		h["Referrer-Policy"] = headerReferrer
		h["Cross-Origin-Opener-Policy"] = headerSameOrigin
		h["Cross-Origin-Resource-Policy"] = headerSameOrigin
		if s.leaving.Load() {
			h["Connection"] = headerClose
		}
		if !s.knowsHost(r) {
			s.metrics.refused.WithLabelValues("host").Inc()
			refuse(w, "This server does not answer for the name "+strconv.Quote(r.Host)+". "+s.openAs())
			return
		}
		if err := origin.Check(r); err != nil {
			s.metrics.refused.WithLabelValues("origin").Inc()
			refuse(w, "Requests from other sites are refused.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// The headers that never change are made once: this runs for every request.
var (
	headerPolicy     = []string{policy.Base}
	headerNosniff    = []string{"nosniff"}
	headerReferrer   = []string{"same-origin"}
	headerSameOrigin = []string{"same-origin"}
	headerClose      = []string{"close"}
)

// knowsHost reports whether the server answers for a request's Host header. A
// server that listens on loopback answers for loopback's names, and one with a
// class for this machine's names too. Any other server stands behind names that it
// cannot know.
func (s *Server) knowsHost(r *http.Request) bool {
	bound, _, err := net.SplitHostPort(s.cfg.Addr)
	if !s.cfg.Class && (err != nil || !isLoopback(bound)) {
		return true
	}
	name := r.Host
	if n, _, err := net.SplitHostPort(name); err == nil {
		name = n
	}
	name = strings.Trim(name, "[]")
	return isLoopback(name) || s.cfg.Class && isOwn(r, name)
}

// openAs tells how to reach the server instead.
func (s *Server) openAs() string {
	if s.cfg.Class {
		return "Use the address on your teacher's screen."
	}
	return "Open it as localhost."
}

func isLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// OwnNames are what a network calls this machine: its name, and the one under
// which multicast DNS finds it.
func OwnNames() []string {
	name, err := os.Hostname()
	if name = strings.ToLower(strings.TrimSuffix(name, ".local")); err != nil || name == "" {
		return nil
	}
	return []string{name, name + ".local"}
}

// isOwn reports whether a class reaches this machine under the name: by a name
// of its own, or by the address that the client has connected to. An address
// cannot be made to point elsewhere, as a name can (DNS rebinding).
func isOwn(r *http.Request, name string) bool {
	if slices.Contains(OwnNames(), strings.ToLower(strings.TrimSuffix(name, "."))) {
		return true
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	ip := net.ParseIP(name)
	return ip != nil && local != nil && ip.Equal(local.IP)
}
