package app

import (
	"cmp"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"

	"rsc.io/qr"

	"abacus/server"
)

// invite shows the teacher the addresses for the class. On a terminal, the first is
// also shown as a QR code.
func invite(w io.Writer, addr, url string, terminal bool) {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "http://")) // Run made it
	host, _, _ := net.SplitHostPort(addr)
	hosts := []string{host}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		hosts = append(ownAddresses(), server.OwnNames()...)
	}
	if len(hosts) == 0 {
		fmt.Fprintf(w, "The class is open, but this machine has no network: only %s reaches it.\n", url)
		return
	}
	fmt.Fprint(w, "\nThe class is open: anyone on this network can use the lessons until you press Ctrl-C here.\n\n")
	for _, host := range hosts {
		fmt.Fprintf(w, "    http://%s\n", net.JoinHostPort(host, port))
	}
	fmt.Fprintln(w)
	code, err := qr.Encode("http://"+net.JoinHostPort(hosts[0], port), qr.L)
	if err == nil && terminal {
		draw(w, code)
	}
}

// ownAddresses returns the addresses at which others may reach this machine, the
// likeliest first: the one from which it would send, then the others of IPv4.
func ownAddresses() []string {
	all, _ := net.InterfaceAddrs() // none, on error
	var found []netip.Addr
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		if ip := prefix.Addr(); err == nil && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() {
			found = append(found, ip)
		}
	}
	sender := sendsFrom()
	rank := func(ip netip.Addr) int {
		switch {
		case ip == sender:
			return 0
		case ip.Is4():
			return 1
		}
		return 2
	}
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return cmp.Compare(rank(a), rank(b)) })
	hosts := make([]string, len(found))
	for i, ip := range found {
		hosts[i] = ip.String()
	}
	return hosts
}

// sendsFrom returns the address from which the system would reach another
// network. Nothing is sent to find out.
func sendsFrom() netip.Addr {
	conn, err := net.Dial("udp4", "192.0.2.1:9") // an address for documentation: nobody's
	if err != nil {
		return netip.Addr{}
	}
	defer conn.Close()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap()
}

// quiet is the margin that a QR code needs, in modules.
const quiet = 4

// draw writes a QR code, two modules per character, black on white whatever the
// terminal's colours: not every phone reads the negative.
func draw(w io.Writer, code *qr.Code) {
	blocks := map[[2]bool]string{{true, true}: "█", {true, false}: "▀", {false, true}: "▄", {false, false}: " "}
	for y := -quiet; y < code.Size+quiet; y += 2 {
		fmt.Fprint(w, "    \x1b[30;107m")
		for x := -quiet; x < code.Size+quiet; x++ {
			fmt.Fprint(w, blocks[[2]bool{code.Black(x, y), code.Black(x, y+1)}])
		}
		fmt.Fprint(w, "\x1b[0m\n")
	}
	fmt.Fprintln(w)
}
