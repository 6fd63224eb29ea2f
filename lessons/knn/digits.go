package knn

import (
	"math/rand/v2"
	"strings"
)

// Size of a digit in pixels.
const (
	digitWidth  = 5
	digitHeight = 7
)

// Digits returns the pixels of the digits 0 to 9, row by row from the top; true
// is ink.
func Digits() [][]bool {
	drawn := []string{
		"01110 10001 10011 10101 11001 10001 01110",
		"00100 01100 00100 00100 00100 00100 01110",
		"01110 10001 00001 00010 00100 01000 11111",
		"11111 00010 00100 00010 00001 10001 01110",
		"00010 00110 01010 10010 11111 00010 00010",
		"11111 10000 11110 00001 00001 10001 01110",
		"00110 01000 10000 11110 10001 10001 01110",
		"11111 00001 00010 00100 01000 01000 01000",
		"01110 10001 10001 01110 10001 10001 01110",
		"01110 10001 10001 01111 00001 00010 01100",
	}
	digits := make([][]bool, len(drawn))
	for d, rows := range drawn {
		for _, pixel := range strings.ReplaceAll(rows, " ", "") {
			digits[d] = append(digits[d], pixel == '1')
		}
	}
	return digits
}

// damage returns a copy of the pixels with the given number of different
// pixels flipped, chosen by the seed.
func damage(pixels []bool, flips int, seed uint64) []bool {
	damaged := append([]bool(nil), pixels...)
	order := rand.New(rand.NewPCG(seed, 0)).Perm(len(pixels))
	for _, i := range order[:min(flips, len(order))] {
		damaged[i] = !damaged[i]
	}
	return damaged
}
