package help

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

var update = flag.Bool("update", false, "retake the README's pictures")

// The README shows a lesson with the reader's edit running, in the reader's theme.
// The edit makes the search for the best cut skip some cuts.
const (
	pictureWidth  = 900 // CSS pixels: the lesson's column and the bar above it
	pictureHeight = 1132
	pictureScale  = 1.5
	pictureBytes  = 150 << 10

	bestCut  = `.listing[data-source="BestCut"]`
	everyCut = "#cell-EveryCut"
)

var themes = []string{"light", "dark"}

func picture(theme string) string {
	return filepath.Join(course.Root(), "content", "help", "lesson-"+theme+".png")
}

// TestTheReadmeShowsTheProduct checks the pictures. To retake them:
//
//	go test ./go_test/help -run TheReadmeShows -update
func TestTheReadmeShowsTheProduct(t *testing.T) {
	if *update {
		takePictures(t)
	}
	readme, err := os.ReadFile(filepath.Join(course.Root(), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range themes {
		file, err := os.ReadFile(picture(theme))
		if err != nil {
			t.Fatal(err)
		}
		got, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if got.Width != pictureWidth*pictureScale || got.Height != pictureHeight*pictureScale {
			t.Errorf("the %s picture is %d × %d", theme, got.Width, got.Height)
		}
		if len(file) > pictureBytes {
			t.Errorf("the %s picture is %d bytes, at most %d are allowed", theme, len(file), pictureBytes)
		}
		if name := "content/help/lesson-" + theme + ".png"; !strings.Contains(string(readme), name) {
			t.Errorf("the README does not show %s", name)
		}
	}
}

func takePictures(t *testing.T) {
	t.Helper()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Do(chromedp.EmulateViewport(pictureWidth, pictureHeight, chromedp.EmulateScale(pictureScale)))
	p.Open("/lessons/introduction")
	p.Edit(bestCut, "wrong < mistakes", "wrong < mistakes && c > 5")
	p.Run(bestCut)
	p.Shows(everyCut, "is at 5.05 cm")
	browser.Eval[bool](p, `(() => {
		document.activeElement.blur();
		const last = document.querySelector(%s + " > .outputs").getBoundingClientRect().bottom;
		const bench = document.querySelector(".bench").getBoundingClientRect().top;
		scrollBy({ top: last - bench, behavior: "instant" });
		return true;
	})()`, everyCut)
	for _, theme := range themes {
		p.Media("", theme)
		shot := browser.Send(p, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "png"})
		small, err := fewerColours(shot.Data)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(picture(theme), small, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fewerColours encodes a picture with its 256 most frequent colours. It looks the
// same and takes a third of the bytes.
func fewerColours(file []byte) ([]byte, error) {
	full, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	count := map[color.RGBA]int{}
	for y := range full.Bounds().Dy() {
		for x := range full.Bounds().Dx() {
			count[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return count[b] - count[a] })
	palette := make(color.Palette, 0, 256)
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	small := image.NewPaletted(full.Bounds(), palette)
	draw.Draw(small, small.Bounds(), full, image.Point{}, draw.Src) // each pixel takes the nearest
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}
