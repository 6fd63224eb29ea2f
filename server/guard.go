package server

import (
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"abacus/server/policy"
)

// guard sets the security headers and refuses forged requests: from a page whose
// host name was made to point at this machine (DNS rebinding), and from another
// site's page that posts here without the reader's knowledge.
func (s *Server) guard(next http.Handler) http.Handler {
	var origin http.CrossOriginProtection
	refuse := func(w http.ResponseWriter, why string) { http.Error(w, why, http.StatusForbidden) }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		maps.Copy(h, securityHeaders)
		if s.leaving.Err() != nil {
			h.Set("Connection", "close")
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

// securityHeaders are shared by all responses, whose handlers replace values but do
// not change them.
var securityHeaders = http.Header{
	"Content-Security-Policy":      {policy.Base},
	"X-Content-Type-Options":       {"nosniff"},
	"Referrer-Policy":              {"same-origin"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
}

// knowsHost reports whether the server accepts a request's Host header. A server
// that listens on loopback accepts loopback's names, and one with a class also this
// machine's names. Any other server may have names that it cannot know.
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

// openAs returns how to reach the server instead.
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

// OwnNames returns the names of this machine in the network: its host name, and the
// one under which multicast DNS finds it.
func OwnNames() []string {
	name, err := os.Hostname()
	if name = strings.ToLower(strings.TrimSuffix(name, ".local")); err != nil || name == "" {
		return nil
	}
	return []string{name, name + ".local"}
}

// isOwn reports whether a name is this machine's or the address to which the client
// has connected. An address, unlike a name, cannot be made to point elsewhere (DNS
// rebinding).
func isOwn(r *http.Request, name string) bool {
	if slices.Contains(OwnNames(), strings.ToLower(strings.TrimSuffix(name, "."))) {
		return true
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	ip := net.ParseIP(name)
	return ip != nil && local != nil && ip.Equal(local.IP)
}
