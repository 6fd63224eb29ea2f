package kit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"abacus/server/build"
	"abacus/server/packed"
	"abacus/server/wire"
)

// The forms in which a file is kept, as suffixes of its name.
const (
	gzipped  = ".gz"
	brotlied = ".br"
)

// stale is how long files are kept that no kit uses.
const stale = 30 * 24 * time.Hour

func (k *Kit) path(name, form string) string { return filepath.Join(k.dir, name+form) }

// add keeps content under a name that it completes: compile.wasm becomes
// compile-4fd0….wasm.
func (k *Kit) add(name string, content []byte) (File, error) {
	ext := filepath.Ext(name)
	f := File{Name: strings.TrimSuffix(name, ext) + "-" + fingerprint(content) + ext, Size: int64(len(content))}
	path := k.path(f.Name, gzipped)
	if info, err := os.Stat(path); err == nil {
		k.keep(path)
		f.Gzip = info.Size()
		return f, nil
	}
	small := packed.Gzip(content, packed.Best)
	f.Gzip = int64(len(small))
	return f, writeWhole(path, small)
}

// fingerprint returns the hash of a file's content that its name holds.
func fingerprint(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content))[:16] }

// writeWhole writes a file so that nobody sees a part of it.
func writeWhole(path string, content []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), "part-")
	if err != nil {
		return err
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return err
}

// sizes returns the manifest with the sizes of what brotli has made so far.
func (k *Kit) sizes(m *Manifest) Manifest {
	sized := *m
	sized.Packs = slices.Clone(m.Packs)
	for _, f := range files(&sized) {
		if info, err := os.Stat(k.path(f.Name, brotlied)); err == nil {
			f.Brotli = info.Size()
		}
	}
	return sized
}

// shrink compresses all files with brotli at its highest level.
func (k *Kit) shrink(ctx context.Context, m *Manifest, tell func(build.Progress)) error {
	all := files(m)
	for i, f := range all {
		tell(build.Progress{Stage: "compressing " + f.Name, Done: i, Total: len(all)})
		if _, err := os.Stat(k.path(f.Name, brotlied)); err == nil {
			continue
		}
		content, err := k.Read(*f)
		if err != nil {
			return err
		}
		small, err := packed.Brotli(ctx, content, packed.Best)
		if err != nil {
			return err
		}
		if err := writeWhole(k.path(f.Name, brotlied), small); err != nil {
			return err
		}
	}
	tell(build.Progress{Stage: "done", Done: len(all), Total: len(all)})
	return nil
}

// Read returns a file as its Packed says: packed with gzip, or plain.
func (k *Kit) Read(f File) ([]byte, error) {
	if f.Packed == wire.PackedGzip {
		return os.ReadFile(k.path(f.Name, gzipped))
	}
	return k.unpacked(f.Name, gzipped)
}

// unpacked returns the content of one of the forms of a file.
func (k *Kit) unpacked(name, form string) ([]byte, error) {
	f, err := os.Open(k.path(name, form))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := packed.Unpacked(f, encodings[form])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return content, nil
}

// encodings are HTTP's names for the forms.
var encodings = map[string]string{brotlied: "br", gzipped: "gzip"}

var fileName = regexp.MustCompile(`^[a-z_-]+-[0-9a-f]{16}\.[a-z]+$`)

// Packed returns a file as it is kept, in the best form that is there and that an
// Accept-Encoding header allows. The caller closes it. If the header allows none, the
// content is plain and its encoding "".
func (k *Kit) Packed(name, accept string) (content io.ReadCloser, encoding string, size int64, err error) {
	if !fileName.MatchString(name) {
		return nil, "", 0, os.ErrNotExist
	}
	for _, form := range []string{brotlied, gzipped} {
		encoding := encodings[form]
		if !packed.Accepts(accept, encoding) {
			continue
		}
		f, err := os.Open(k.path(name, form))
		if err != nil {
			continue
		}
		info, err := f.Stat()
		if err != nil {
			return nil, "", 0, errors.Join(err, f.Close())
		}
		return f, encoding, info.Size(), nil
	}
	raw, err := k.unpacked(name, gzipped)
	return io.NopCloser(bytes.NewReader(raw)), "", int64(len(raw)), err
}

// keep marks files as being in use.
func (k *Kit) keep(paths ...string) {
	now := time.Now()
	for _, path := range paths {
		_ = os.Chtimes(path, now, now) // there may be no such file
	}
}
