package palette

import (
	"image/color"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, tt := range []struct {
		c    color.Color
		want Colour
	}{
		{color.Black, Ink},
		{color.White, Paper},
		{color.Transparent, None},
		{color.Gray{128}, Muted},
		{color.Gray{200}, Grid},
		{color.RGBA{255, 0, 0, 255}, Red},
		{color.RGBA{0, 0, 255, 255}, Blue},
		{color.RGBA{0, 128, 0, 255}, Green},
		{color.RGBA{255, 165, 0, 255}, Orange},
		{color.RGBA{128, 0, 128, 255}, Purple},
		{color.RGBA{0, 128, 128, 255}, Teal},
		{color.NRGBA{255, 0, 0, 51}, Red.Alpha(0.2)},
	} {
		if got := Nearest(tt.c); got != tt.want {
			t.Errorf("%v is nearest to %v, want %v", tt.c, got, tt.want)
		}
	}
	for role := Blue; role <= Teal; role++ {
		if got := Nearest(role.NRGBA()); got != role {
			t.Errorf("the mid-tone of %v is nearest to %v", role, got)
		}
	}
}
