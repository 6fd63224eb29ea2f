package kit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"abacus/server/build"
	"abacus/server/build/source"
)

// find returns a kit that was made elsewhere, or before, of the lessons as this
// program has them: there is no toolchain here to make one with. Of several,
// made by different toolchains, it is the one that was used last.
func (k *Kit) find() (*Manifest, error) {
	edition := k.cfg.Builder.Edition()
	if edition == "" || k.Status().State == build.Unavailable {
		return nil, build.ErrUnavailable
	}
	k.finding.Lock() // once is enough
	defer k.finding.Unlock()
	if m := k.published(edition); m != nil {
		return m, nil
	}
	path := k.newest(edition)
	if path == "" {
		return nil, build.ErrUnavailable
	}
	m, err := k.load(path)
	if err == nil {
		err = k.check(m)
	}
	if err != nil {
		k.setUnavailable("the compiler kept on the server is damaged. The server's log says where.")
		k.log.Error("the kit is damaged: replace or remove it and restart the server",
			"error", err, "directory", k.dir)
		return nil, build.ErrUnavailable
	}
	k.publish(edition, m)
	k.log.Info("code can be built in the browser alone: there is a kit for these lessons, and no toolchain",
		"made_with", m.Version)
	return m, nil
}

// newest returns the manifest for an edition that was used last, "" if there is
// none.
func (k *Kit) newest(edition string) (path string) {
	found, _ := filepath.Glob(k.manifestPath(edition, "*")) // the pattern is well formed
	var last time.Time
	for _, name := range found {
		if info, err := os.Stat(name); err == nil && info.ModTime().After(last) {
			path, last = name, info.ModTime()
		}
	}
	return path
}

// check compares every file of a kit, in every form, with its name: a copy may
// have been cut.
func (k *Kit) check(m *Manifest) error {
	for _, f := range files(m) {
		if !fileName.MatchString(f.Name) {
			return fmt.Errorf("%q is no name of a file", f.Name)
		}
		for _, form := range []string{gzipped, brotlied} {
			content, err := k.unpacked(f.Name, form)
			if errors.Is(err, fs.ErrNotExist) && form == brotlied {
				continue // it was not compressed to the end
			}
			if err != nil {
				return err
			}
			if !strings.Contains(f.Name, "-"+fingerprint(content)+".") {
				return fmt.Errorf("%s holds something else", f.Name+form)
			}
		}
	}
	return nil
}

// Basis returns what a kit that was found builds programs with: the course that they
// are made from, and the wasm_exec.js that starts them. The error is
// build.ErrUnavailable where no kit was found.
func (k *Kit) Basis() (course *source.Course, glue []byte, err error) {
	m, err := k.find()
	if err != nil {
		return nil, nil, err
	}
	if glue, err = k.read(m.Glue.Name); err != nil {
		return nil, nil, err
	}
	text, err := k.read(m.Course.Name)
	if err != nil {
		return nil, nil, err
	}
	var kit source.Kit
	if err := json.Unmarshal(text, &kit); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", m.Course.Name, err)
	}
	return source.NewCourse(kit.Course), glue, nil
}
