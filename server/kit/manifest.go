package kit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Manifest lists the files of a kit. Pages read it first.
type Manifest struct {
	Version string `json:"version"` // of the toolchain

	Compile  File `json:"compile"`  // cmd/compile
	Link     File `json:"link"`     // cmd/link
	Assemble File `json:"assemble"` // build/assembler
	Glue     File `json:"glue"`     // wasm_exec.js
	Course   File `json:"course"`   // source.Kit

	Packs   []Pack              `json:"packs"`
	Lessons map[string][]string `json:"lessons"` // names of the packs that a lesson's own cells need
}

// Pack is a number of packages, in two files: see pack.
type Pack struct {
	Name   string `json:"name"`
	Export File   `json:"export"`
	Link   File   `json:"link"`
}

// File is a file of the kit. Its name holds a hash of its content.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	Gzip   int64  `json:"gzip"`             // size compressed
	Brotli int64  `json:"brotli,omitempty"` // the same; 0 until that is done
	Packed string `json:"packed,omitempty"` // gzip, where the host does not unpack it
}

// Plain returns the manifest for hosts that send files as they are, and all
// files that it lists. They have the suffix .gz and are packed, but for the
// glue, which pages import.
func (m Manifest) Plain() (Manifest, []File) {
	m.Packs = slices.Clone(m.Packs)
	var all []File
	for _, f := range m.files() {
		f.Brotli = 0
		if f != &m.Glue {
			f.Packed = "gzip"
		}
		all = append(all, *f)
	}
	return m, all
}

// files returns all files of the kit, those first that are largest.
func (m *Manifest) files() []*File {
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
	for _, f := range m.files() {
		if _, err := os.Stat(k.path(f.Name, gzipped)); err != nil {
			return nil, err
		}
		k.keep(k.path(f.Name, gzipped), k.path(f.Name, brotlied))
	}
	return &m, nil
}

// save writes a manifest, when all files that it lists are there.
func (k *Kit) save(path string, m *Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return writeWhole(path, text)
}
