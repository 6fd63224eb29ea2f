package app

import (
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"rsc.io/qr"

	"abacus/server"
)

func TestOnlyAClassOpensToTheNetwork(t *testing.T) {
	for want, cfg := range map[string]server.Config{
		"localhost:8080": {},
		":8080":          {Class: true},
		"127.0.0.1:7":    {Class: true, Addr: "127.0.0.1:7"},
	} {
		if got := (serving{Config: cfg}).addr(); got != want {
			t.Errorf("%+v listens on %s, want %s", cfg, got, want)
		}
	}
}

func TestInvitation(t *testing.T) {
	var b strings.Builder
	invite(&b, ":8080", "http://localhost:8080", true)
	for _, host := range append(ownAddresses(), server.OwnNames()...) {
		if !strings.Contains(b.String(), "    http://"+net.JoinHostPort(host, "8080")+"\n") {
			t.Errorf("no %s in\n%s", host, b.String())
		}
	}
	if !strings.Contains(b.String(), "▀") || strings.Contains(b.String(), "127.0.0.1") {
		t.Errorf("no code, or an address that leads nowhere:\n%s", b.String())
	}
	b.Reset()
	invite(&b, "192.168.1.7:0", "http://192.168.1.7:4711", false)
	if want := "http://192.168.1.7:4711\n"; strings.Count(b.String(), "http://") != 1 ||
		!strings.Contains(b.String(), want) ||
		strings.Contains(b.String(), "\x1b") {
		t.Errorf("want %s alone and no colours:\n%s", want, b.String())
	}
}

func TestOwnAddressesCanBeReached(t *testing.T) {
	for i, host := range ownAddresses() {
		ip, err := netip.ParseAddr(host)
		if err != nil || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast() {
			t.Errorf("%s, %v", host, err)
		}
		if ip == sendsFrom() && i != 0 {
			t.Errorf("%s is the likeliest and comes as number %d", host, i)
		}
	}
}

// TestDrawnCode reads the drawing back, module by module.
func TestDrawnCode(t *testing.T) {
	code, err := qr.Encode("http://192.168.178.31:8080", qr.L)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	draw(&b, code)
	rows := strings.Split(strings.TrimSpace(b.String()), "\n")
	black := func(x, y int) bool {
		row := []rune(
			strings.NewReplacer("\x1b[30;107m", "", "\x1b[0m", "").Replace(strings.TrimPrefix(rows[(y+quiet)/2], "    ")),
		)
		upper := (y+quiet)%2 == 0
		return slices.Contains(map[bool][]rune{true: {'█', '▀'}, false: {'█', '▄'}}[upper], row[x+quiet])
	}
	for y := -quiet; y < code.Size+quiet; y++ {
		for x := -quiet; x < code.Size+quiet; x++ {
			if black(x, y) != code.Black(x, y) {
				t.Fatalf("the module at %d, %d is drawn wrongly", x, y)
			}
		}
	}
}
