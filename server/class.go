package server

import (
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
)

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
