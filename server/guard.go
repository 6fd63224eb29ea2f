package server

import (
	"maps"
	"net"
	"net/http"
	"net/url"
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
	openAs := "Open it as localhost."
	if s.cfg.Class {
		openAs = "Use the address on your teacher's screen."
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(reason, message string) {
			s.metrics.refused.WithLabelValues(reason).Inc()
			http.Error(w, message, http.StatusForbidden)
		}
		maps.Copy(w.Header(), securityHeaders)
		if s.leaving.Err() != nil {
			w.Header().Set("Connection", "close")
		}
		switch {
		case !s.knowsHost(r):
			refuse("host", "This server does not answer for the name "+strconv.Quote(r.Host)+". "+openAs)
		case origin.Check(r) != nil:
			refuse("origin", "Requests from other sites are refused.")
		default:
			next.ServeHTTP(w, r)
		}
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
	if !s.cfg.Class && !isLoopback(hostOf(s.cfg.Addr)) {
		return true
	}
	name := hostOf(r.Host)
	return isLoopback(name) || s.cfg.Class && isOwn(r, name)
}

// hostOf returns the host of host:port in lower case, without a final dot.
func hostOf(address string) string {
	u := url.URL{Host: address}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

func isLoopback(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(host).IsLoopback()
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
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return slices.Contains(OwnNames(), name) || ok && local.IP.Equal(net.ParseIP(name))
}
