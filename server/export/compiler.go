package export

import (
	"encoding/json"
	"errors"
	"io"

	"abacus/server/build"
	"abacus/server/kit"
)

// compiler writes what browsers build readers' programs with. Without a Kit, code
// cannot be changed in the pages.
func (x *exporter) compiler() error {
	if x.Kit == nil {
		return nil
	}
	m, err := x.Kit.Whole(x.ctx, build.LogStages(x.Log))
	if err != nil {
		return err
	}
	m, files := kit.Plain(m)
	for _, f := range files {
		suffix := ""
		if f.Packed != "" {
			suffix = ".gz"
		}
		content, err := x.packed(f.Name, string(f.Packed))
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

// packed returns a file of the kit in an encoding.
func (x *exporter) packed(name, encoding string) (content []byte, err error) {
	r, _, _, err := x.Kit.Packed(name, func(e string) bool { return e == encoding })
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return io.ReadAll(r)
}
