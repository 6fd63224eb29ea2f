package knn

import "abacus/lessons/dataset"

// Raster is a rectangle of the plane divided into cells, each labelled by the
// class of its centre.
type Raster struct {
	X0, X1, Y0, Y1 float64
	NX, NY         int
	classes        []int // row by row, from Y0 up
}

// NewRaster labels nx by ny cells between the corners (x0, y0) and (x1, y1) by
// the k nearest points of the sample, as ClassifyGrid does.
func NewRaster(s dataset.Table, k int, p, x0, x1, y0, y1 float64, nx, ny int) (*Raster, error) {
	classes, err := ClassifyGrid(s.X, s.Y, k, p, centres(x0, x1, nx), centres(y0, y1, ny))
	if err != nil {
		return nil, err
	}
	return &Raster{x0, x1, y0, y1, nx, ny, classes}, nil
}

// centres returns the middles of n equal pieces of the interval from lo to hi.
func centres(lo, hi float64, n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = lo + (hi-lo)*(float64(i)+0.5)/float64(n)
	}
	return xs
}

// At returns the class of the cell that (x, y) lies in.
func (r *Raster) At(x, y float64) int {
	i := int(float64(r.NX) * (x - r.X0) / (r.X1 - r.X0))
	j := int(float64(r.NY) * (y - r.Y0) / (r.Y1 - r.Y0))
	return r.classes[clampK(j, r.NY-1)*r.NX+clampK(i, r.NX-1)]
}

// Agreement returns the share of the cells whose class is the one that truth
// gives their centre.
func (r *Raster) Agreement(truth func(x, y float64) int) float64 {
	right := 0
	for j, y := range centres(r.Y0, r.Y1, r.NY) {
		for i, x := range centres(r.X0, r.X1, r.NX) {
			if r.classes[j*r.NX+i] == truth(x, y) {
				right++
			}
		}
	}
	return float64(right) / float64(len(r.classes))
}
