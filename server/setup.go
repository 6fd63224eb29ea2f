package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/cli/browser"

	"abacus/lessons"
	"abacus/server/build"
	"abacus/server/class"
	"abacus/server/classroom"
	"abacus/server/export"
	"abacus/server/kit"
	"abacus/server/project"
)

// FromDisk returns the configuration of a server that reads everything from
// the project's directory and follows what is saved there.
func (c Config) FromDisk(root string) Config {
	c.DevRoot = root
	c.Module = os.DirFS(root)
	c.Content = os.DirFS(filepath.Join(root, "content"))
	c.Static = os.DirFS(filepath.Join(root, "static"))
	c.Deploy = os.DirFS(filepath.Join(root, "deploy"))
	return c
}

// Run serves the course as the program does: with a compiler of readers'
// edits, a log on standard error, and opened in the browser if wanted.
func Run(ctx context.Context, cfg Config, open bool) error {
	level := slog.LevelInfo
	if cfg.Class && isTerminal(os.Stderr) {
		level = slog.LevelWarn // the requests of a class would push the addresses off the screen
	}
	cfg.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
	cfg.Addr = cfg.addr()
	var s *Server
	cfg.Ready = func(url string) {
		if cfg.Class {
			cfg.invite(os.Stdout, url, isTerminal(os.Stdout))
		}
		if cfg.Classroom != nil && cfg.Teacher == "" {
			go offerLinks(s.TeacherLink, url, terminal(os.Stdin), os.Stdout)
		}
		if open {
			cfg.openBrowser(url)
		}
	}
	var err error
	if cfg.Builder, cfg.Kit, err = cfg.newBuilders(0); err != nil {
		return err
	}
	if cfg.Kit != nil {
		defer cfg.Kit.Close()
	}
	if err := cfg.openClassroom(ctx); err != nil {
		return err
	}
	if cfg.Classroom != nil {
		defer cfg.Classroom.Close()
	}
	if s, err = New(cfg); err != nil {
		return err
	}
	return s.Run(ctx)
}

// terminal returns the file if somebody types there.
func terminal(f *os.File) io.Reader {
	if isTerminal(f) {
		return f
	}
	return nil
}

// openClassroom opens the store of a class, where there is one: with -class,
// or where it is said what keeps the answers.
func (c *Config) openClassroom(ctx context.Context) (err error) {
	if c.Answers == "" && c.Class {
		dir, err := os.UserConfigDir()
		if err != nil {
			return errors.New("there is no place for a class's answers: name a file with -answers")
		}
		c.Answers = filepath.Join(dir, "abacus", "class.db")
	}
	if c.Answers == "" {
		return nil
	}
	c.Teacher = os.Getenv(class.TeacherVariable)
	if c.Teacher == "" && classroom.IsServer(c.Answers) {
		return fmt.Errorf("several servers may share that database: set %s to a secret by which the teacher comes in at each", class.TeacherVariable)
	}
	if c.Classroom, err = classroom.Open(ctx, c.Answers); err == nil {
		c.Log.Info("a class's answers are kept", "in", c.Classroom.Where())
	}
	return err
}

// newBuilders returns the builders of programs, here and in readers' browsers.
// A build here may take as long as given, 10 s when 0. They keep what they
// prepare in the user's cache directory, and are nil where there is none.
func (c Config) newBuilders(deadline time.Duration) (*build.Builder, *kit.Kit, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		c.Log.Warn("code cannot be changed in the pages", "because", err)
		return nil, nil, nil
	}
	cache = filepath.Join(cache, "abacus")
	b, err := build.New(build.Config{
		Module: c.Module, Lessons: lessons.Slugs(), CacheDir: cache, Log: c.Log, Deadline: deadline, Processor: deadline,
	})
	if err != nil {
		return nil, nil, err
	}
	k, err := kit.New(kit.Config{Builder: b, CacheDir: cache, Log: c.Log})
	return b, k, err
}

// MakeKit makes what readers' browsers build programs with, telling on
// standard error how far it is.
func MakeKit(ctx context.Context, cfg Config) error {
	cfg, err := cfg.readied(ctx)
	if err != nil {
		return err
	}
	return cfg.Kit.Make(ctx, build.Told(cfg.Log))
}

// ExportTo exports the course as the program does, telling on standard error
// how far it is.
func ExportTo(ctx context.Context, cfg Config, dir string) error {
	if cfg.Own != "" { // said before the minutes that it takes to make things ready
		return errors.New("own lessons cannot be exported: leave out -content")
	}
	cfg, err := cfg.readied(ctx)
	if err != nil {
		return err
	}
	return export.Write(ctx, export.Config{
		Project: project.Project{Module: cfg.Module, Content: cfg.Content, Static: cfg.Static, Deploy: cfg.Deploy},
		Builder: cfg.Builder, Kit: cfg.Kit, Log: cfg.Log,
	}, dir)
}

// ownDeadline is how long building what is not a reader's may take: nobody
// waits for it.
const ownDeadline = 5 * time.Minute

// readied returns the configuration with builders that are ready.
func (c Config) readied(ctx context.Context) (Config, error) {
	c.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	var err error
	if c.Builder, c.Kit, err = c.newBuilders(ownDeadline); err != nil {
		return c, err
	}
	if c.Builder == nil {
		return c, errors.New("there is no cache directory: set HOME or XDG_CACHE_HOME")
	}
	return c, c.Builder.Prepare(ctx, build.Told(c.Log))
}

// addr returns where to listen. Without a word that is this machine alone; a
// class is the word.
func (c Config) addr() string {
	switch {
	case c.Addr != "":
		return c.Addr
	case c.Class:
		return ":8080"
	}
	return "localhost:8080"
}

// isTerminal reports whether somebody sees what is written to a file.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (c Config) openBrowser(url string) {
	browser.Stdout = io.Discard
	if err := browser.OpenURL(url); err != nil {
		c.Log.Warn("no browser opened; open the address yourself", "url", url)
	}
}

// offerLinks shows the teacher's link, and another one whenever Enter is
// pressed, until the input ends.
func offerLinks(link func() string, url string, in io.Reader, out io.Writer) {
	fmt.Fprintf(out, "For you, the teacher, once:\n\n    %s%s\n\n", url, link())
	if in == nil {
		return
	}
	fmt.Fprint(out, "Press Enter here for another such link.\n\n")
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fmt.Fprintf(out, "    %s%s\n\n", url, link())
	}
}
