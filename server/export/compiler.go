package export

import (
	"encoding/json"

	"abacus/server/build"
	"abacus/server/kit"
)

// compiler writes what browsers build readers' programs with. Without a Kit, code
// cannot be changed in the pages.
func (x *exporter) compiler() error {
	if x.Kit == nil {
		return nil
	}
	made, err := x.Kit.Whole(x.ctx, build.LogStages(x.Log))
	if err != nil {
		return err
	}
	m, files := kit.Plain(made)
	for _, f := range files {
		suffix := ""
		if f.Packed != "" {
			suffix = ".gz"
		}
		content, err := x.Kit.Read(f)
		if err != nil {
			return err
		}
		if err := x.put("kit/"+f.Name+suffix, content); err != nil {
			return err
		}
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return x.put("kit/manifest.json", text)
}
