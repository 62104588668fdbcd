// Command cases drives a running store with snapd's own code and prints one line a case.
//
// A case is named after the part of the protocol description that it proves: the client whose code is judge, the
// section or the trap ("t07" is trap 7), and what holds.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// world is what was set up in the store, see world.py.
type world struct {
	URL            string   `json:"url"`
	SessionSeconds int      `json:"session-seconds"`
	CLI            []string `json:"cli"`
	Folder         string   `json:"folder"`
	Brand          brand    `json:"brand"`
	Rival          brand    `json:"rival"`
	People         map[string]struct {
		Email, Password, Token, Builder string
		AdminToken                      string `json:"admin-token"`
	} `json:"people"`
	Snaps map[string]published `json:"snaps"`
}

type brand struct {
	Username, ID, Store, Snap string
}

type published struct {
	ID        string
	Revisions []int
	Files     []string
}

// builder is what UBUNTU_STORE_AUTH holds for the brand's image builder.
func (w *world) builder() string { return w.People["dev"].Builder }

func (w *world) snapID(name string) string {
	snap, ok := w.Snaps[name]
	if !ok {
		panic("no snap " + name + " in this world")
	}
	return snap.ID
}

// file is the snap file of a revision as it was uploaded.
func (w *world) file(name string, revision int) string { return w.Snaps[name].Files[revision-1] }

// failure ends a case; anything else that panics is a bug of the case and is shown with its stack.
type failure struct{ why string }

// unable ends a case that cannot run on this machine.
type unable struct{ why string }

func fail(format string, arguments ...interface{}) {
	panic(failure{fmt.Sprintf(format, arguments...)})
}

func cannotRun(format string, arguments ...interface{}) {
	panic(unable{fmt.Sprintf(format, arguments...)})
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func that(holds bool, format string, arguments ...interface{}) {
	if !holds {
		fail(format, arguments...)
	}
}

func same(what string, got, want interface{}) {
	if fmt.Sprint(got) != fmt.Sprint(want) {
		fail("%s is %q, not %q", what, fmt.Sprint(got), fmt.Sprint(want))
	}
}

func contains(what, text, part string) {
	if !strings.Contains(text, part) {
		fail("%s does not contain %q: %s", what, part, shorten(text))
	}
}

func lacks(what, text, part string) {
	if strings.Contains(text, part) {
		fail("%s contains %q: %s", what, part, shorten(text))
	}
}

func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 600 {
		return text[:250] + " ... " + text[len(text)-330:]
	}
	return text
}

type suite struct {
	*world
	prefix string
	bin    string
	temp   string
	key    *brandKey
	main   *machine

	gnupgHome string
	failed    int
}

// run is one case.
func (s *suite) run(name string, body func()) {
	began := time.Now()
	defer func() {
		full := s.prefix + "/" + name
		switch why := recover().(type) {
		case nil:
			fmt.Printf("ok %s\n", full)
		case failure:
			s.failed++
			fmt.Printf("FAIL %s: %s\n", full, shorten(why.why))
		case unable:
			fmt.Printf("SKIP %s: %s\n", full, shorten(why.why))
		default:
			s.failed++
			fmt.Fprintf(os.Stderr, "%s: %v\n%s\n", full, why, debug.Stack())
			fmt.Printf("FAIL %s: %s\n", full, shorten(fmt.Sprint(why)))
		}
		fmt.Fprintf(os.Stderr, "%6.2fs %s\n", time.Since(began).Seconds(), full)
	}()
	body()
}

// folder is an empty folder for one case.
func (s *suite) folder() string {
	folder, err := os.MkdirTemp(s.temp, "case")
	check(err)
	return folder
}

func (s *suite) groups() []group {
	return []group{
		{"snap", s.commandCases},
		{"registration", s.registrationCases},
		{"device", s.deviceCases},
		{"sets", s.setCases},
		{"deltas", s.deltaCases},
		{"keys", s.keyCases},
		{"image", s.imageCases},
		{"daemon", s.daemonCases},
		{"components", s.componentCases},
	}
}

type group struct {
	name string
	run  func()
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: cases PREFIX URL [GROUP...]")
		os.Exit(2)
	}
	content, err := os.ReadFile(filepath.Join(os.Getenv("CONFORMANCE_WORLD"), "world.json"))
	exitOn(err)
	w := &world{}
	exitOn(json.Unmarshal(content, w))
	w.URL = strings.TrimSuffix(os.Args[2], "/")
	temp, err := os.MkdirTemp("", "cases")
	exitOn(err)
	defer os.RemoveAll(temp)
	s := &suite{world: w, prefix: os.Args[1], bin: os.Getenv("CONFORMANCE_BIN"), temp: temp}
	if len(os.Args) == 4 && os.Args[3] == "identity" {
		s.identity()
		return
	}
	for _, group := range s.groups() {
		if len(os.Args) == 3 || stringIn(group.name, os.Args[3:]) {
			s.runGroup(group)
		}
	}
	s.endGnupg()
	if s.failed > 0 {
		os.RemoveAll(temp)
		os.Exit(1)
	}
}

// runGroup lets what a whole group needs fail like a case.
func (s *suite) runGroup(g group) {
	began := s.failed
	defer func() {
		if why := recover(); why != nil {
			if s.failed == began {
				s.run(g.name+"-group", func() { panic(why) })
			}
		}
	}()
	g.run()
}

func stringIn(text string, list []string) bool {
	for _, item := range list {
		if item == text {
			return true
		}
	}
	return false
}

func exitOn(err error) {
	if err != nil && !errors.Is(err, os.ErrExist) {
		fmt.Fprintln(os.Stderr, "cases:", err)
		os.Exit(2)
	}
}
