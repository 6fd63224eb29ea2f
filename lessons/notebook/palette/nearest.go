package palette

import (
	"image/color"
	"math"
)

// grey is how far apart the channels of a colour may be that counts as grey.
const grey = 24

// hues are the hues, in degrees, that people call by the names of the roles.
var hues = map[Colour]float64{Red: 0, Orange: 35, Green: 130, Teal: 180, Blue: 230, Purple: 290}

// Nearest returns the colour of the palette that comes nearest to another one: of a
// hue, the role with the nearest hue; of a grey, the role for its lightness.
func Nearest(c color.Color) Colour {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if n.A == 0 {
		return None
	}
	light, dark := max(n.R, n.G, n.B), min(n.R, n.G, n.B)
	nearest := Ink
	switch {
	case light-dark >= grey:
		closest := math.Inf(1)
		for role := Blue; role <= Teal; role++ {
			apart := math.Abs(hue(n) - hues[role])
			if apart = min(apart, 360-apart); apart < closest {
				nearest, closest = role, apart
			}
		}
	case dark > 240:
		nearest = Paper
	case dark > 190:
		nearest = Grid
	case dark > 90:
		nearest = Muted
	}
	return nearest.Alpha(float64(n.A) / 255)
}

// hue returns the hue of a colour that is not grey, in degrees.
func hue(c color.NRGBA) float64 {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	light, dark := max(r, g, b), min(r, g, b)
	var h float64
	switch light {
	case r:
		h = (g - b) / (light - dark)
	case g:
		h = 2 + (b-r)/(light-dark)
	default:
		h = 4 + (r-g)/(light-dark)
	}
	return math.Mod(60*h+360, 360)
}
