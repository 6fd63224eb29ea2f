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

// find returns a kit that was made elsewhere, or earlier, from this program's edition
// of the lessons: there is no toolchain here to make one with. If different
// toolchains made several, it is the one that was used last.
func (k *Kit) find() (*Manifest, error) {
	edition := k.builder.Edition()
	if edition == "" || k.Status().State == build.Unavailable {
		return nil, build.ErrUnavailable
	}
	k.finding.Lock() // one at a time: checking takes long
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
	dir := os.DirFS(k.dir) // of which the name may hold the signs of a pattern
	found, _ := fs.Glob(dir, filepath.Base(k.manifestPath(edition, "*")))
	var last time.Time
	for _, name := range found {
		if info, err := fs.Stat(dir, name); err == nil && info.ModTime().After(last) {
			path, last = filepath.Join(k.dir, name), info.ModTime()
		}
	}
	return path
}

// check compares every file of a kit, in every form, with the hash in its name: a
// copy may be incomplete.
func (k *Kit) check(m *Manifest) error {
	for _, f := range files(m) {
		if !fileName.MatchString(f.Name) {
			return fmt.Errorf("%q is not the name of a kit's file", f.Name)
		}
		for _, form := range []string{gzipped, brotlied} {
			content, err := k.unpacked(f.Name, form)
			if errors.Is(err, fs.ErrNotExist) && form == brotlied {
				continue // compression was interrupted
			}
			if err != nil {
				return err
			}
			if !strings.Contains(f.Name, "-"+fingerprint(content)+".") {
				return fmt.Errorf("the content of %s does not match its name", f.Name+form)
			}
		}
	}
	return nil
}

// Basis returns the course that programs are made from, and the wasm_exec.js that
// starts them, of a kit that find finds. The error is build.ErrUnavailable if there is
// none.
func (k *Kit) Basis() (course *source.Course, glue []byte, err error) {
	m, err := k.find()
	if err != nil {
		return nil, nil, err
	}
	if glue, err = k.Read(m.Glue); err != nil {
		return nil, nil, err
	}
	text, err := k.Read(m.Course)
	if err != nil {
		return nil, nil, err
	}
	var kit source.Kit
	if err := json.Unmarshal(text, &kit); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", m.Course.Name, err)
	}
	return source.NewCourse(kit.Course), glue, nil
}
