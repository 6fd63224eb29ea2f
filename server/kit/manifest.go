package kit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"abacus/server/wire"
)

// What pages read about a kit.
type (
	Manifest = wire.KitManifest
	Pack     = wire.KitPack
	File     = wire.KitFile
)

// Plain returns the manifest for hosts that send files as they are, and all files
// that it lists. All are packed and have the suffix .gz, except the glue, which pages
// import.
func Plain(m *Manifest) (plain Manifest, all []File) {
	plain = *m
	plain.Packs = slices.Clone(m.Packs)
	for _, f := range files(&plain) {
		f.Brotli = 0
		if f != &plain.Glue {
			f.Packed = wire.PackedGzip
		}
		all = append(all, *f)
	}
	return plain, all
}

// files returns all files of the kit, the largest first.
func files(m *Manifest) []*File {
	list := []*File{&m.Compile, &m.Link, &m.Assemble, &m.Glue, &m.Course}
	for i := range m.Packs {
		list = append(list, &m.Packs[i].Link, &m.Packs[i].Export)
	}
	return list
}

// layout is part of a manifest's name: raise it when the form of kits changes.
const layout = "6"

// manifestPath is where the manifest for an edition of the lessons, and what a
// toolchain made of it, is kept.
func (k *Kit) manifestPath(edition, key string) string {
	return filepath.Join(k.dir, "manifest-"+layout+"-"+edition+"-"+key+".json")
}

// load reads a manifest. The error is fs.ErrNotExist if it, or a file that it
// lists, is not there.
func (k *Kit) load(path string) (*Manifest, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("reading the kit's manifest: %w", err)
	}
	k.keep(path)
	for _, f := range files(&m) {
		if _, err := os.Stat(k.path(f.Name, gzipped)); err != nil {
			return nil, err
		}
		k.keep(k.path(f.Name, gzipped), k.path(f.Name, brotlied))
	}
	return &m, nil
}

// save writes a manifest. All files that it lists must exist.
func (k *Kit) save(path string, m *Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return writeWhole(path, text)
}
