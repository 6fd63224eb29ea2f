package assets

import (
	"fmt"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// loaders are the languages whose comments and spaces stay here: they are a third
// of what a first visit would transfer.
var loaders = map[string]api.Loader{".js": api.LoaderJS, ".css": api.LoaderCSS}

// slim returns a script or a style sheet without comments and needless spaces.
// Names and statements stay, so that a browser's tools show them as they are
// written. Other files, and third-party bundles, come back unchanged.
func slim(name string, body []byte) ([]byte, error) {
	loader, ok := loaders[path.Ext(name)]
	if !ok || strings.HasPrefix(name, "third_party/") {
		return body, nil
	}
	result := api.Transform(string(body), api.TransformOptions{
		Loader: loader, MinifyWhitespace: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
	})
	if len(result.Errors) > 0 {
		mistake, at := result.Errors[0], name
		if mistake.Location != nil {
			at = fmt.Sprintf("%s:%d", name, mistake.Location.Line)
		}
		return nil, fmt.Errorf("static file %s: %s", at, mistake.Text)
	}
	return result.Code, nil
}
