package dataset

import (
	"math"
	"reflect"
	"testing"
)

func TestIris(t *testing.T) {
	iris := Iris()
	if iris.Len() != 150 || len(iris.Features) != 4 {
		t.Fatalf("iris is %d×%d, want 150×4", iris.Len(), len(iris.Features))
	}
	if want := []string{"setosa", "versicolor", "virginica"}; !reflect.DeepEqual(iris.Classes, want) {
		t.Errorf("classes %q, want %q", iris.Classes, want)
	}
	counts := map[int]int{}
	for _, y := range iris.Y {
		counts[y]++
	}
	if want := (map[int]int{0: 50, 1: 50, 2: 50}); !reflect.DeepEqual(counts, want) {
		t.Errorf("class counts %v, want %v", counts, want)
	}
	// Means of the four columns in Fisher's data, as R's iris gives them.
	for j, want := range []float64{5.843333, 3.057333, 3.758, 1.199333} {
		sum := 0.0
		for _, v := range iris.Column(j) {
			sum += v
		}
		if got := sum / 150; math.Abs(got-want) > 1e-6 {
			t.Errorf("mean of %s is %.6f, want %.6f", iris.Features[j], got, want)
		}
	}
	// The two flowers in which a widespread copy differs.
	if !reflect.DeepEqual(iris.X[34], []float64{4.9, 3.1, 1.5, 0.2}) ||
		!reflect.DeepEqual(iris.X[37], []float64{4.9, 3.6, 1.4, 0.1}) {
		t.Errorf("flowers 35 and 38 are %v and %v", iris.X[34], iris.X[37])
	}
}

func TestTwoClass(t *testing.T) {
	data := TwoClass(1000, 1)
	for i, x := range data.X {
		above := x[1] > 1-1.25*x[0]
		if above != (data.Y[i] == 1) {
			t.Errorf("point %v has class %s", x, data.Classes[data.Y[i]])
		}
		if x[0] < 0 || x[0] >= 0.7 || x[1] < 0 || x[1] >= 1 {
			t.Errorf("point %v is outside the rectangle", x)
		}
	}
	if !reflect.DeepEqual(data, TwoClass(1000, 1)) {
		t.Error("the same seed gives other data")
	}
	if reflect.DeepEqual(data, TwoClass(1000, 2)) {
		t.Error("another seed gives the same data")
	}
}

func TestSplit(t *testing.T) {
	train, test := Iris().Split(100, 7)
	if train.Len() != 100 || test.Len() != 50 {
		t.Fatalf("split %d and %d, want 100 and 50", train.Len(), test.Len())
	}
	if all, none := Iris().Split(999, 7); all.Len() != 150 || none.Len() != 0 {
		t.Errorf("a split past the end gives %d and %d", all.Len(), none.Len())
	}
	if s := train.Select(2, 3); len(s.X[0]) != 2 || s.X[0][0] != train.X[0][2] || s.Features[1] != "petal width (cm)" {
		t.Errorf("Select(2, 3) gives %v %v", s.Features, s.X[0])
	}
}

func TestParseErrors(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,x,3\n", "a,b\nNo,x\n"} {
		if _, err := parse(text); err == nil {
			t.Errorf("parse(%q) gives no error", text)
		}
	}
}
