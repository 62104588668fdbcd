//go:build latest
// +build latest

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/snapcore/snapd/asserts"
)

// componentCases let snapd refresh, revert and remove a snap with components. It removes the components of a revision that
// it no longer keeps without asking whether another revision has them too, so each revision needs its own.
func (s *suite) componentCases() {
	name := "conform-modular-" + s.prefix
	var d *daemon
	defer func() {
		if d != nil {
			d.end()
		}
	}()
	s.run("components/13.3-starts-and-seeds", func() {
		d = s.newDaemon()
		d.seeded()
	})
	if d == nil {
		return
	}
	s.run("components/13.3-the-proxy-store", func() { d.registersIn(s) })
	s.run("components/13.3-publish", func() {
		script := filepath.Join(os.Getenv("CONFORMANCE_TOP"), "src/conformance/components.py")
		publish := exec.Command("python3", script, s.URL, s.Folder, name)
		complaints := &strings.Builder{}
		publish.Stderr = complaints
		said, err := publish.Output()
		that(err == nil, "%v: %s", err, complaints)
		var made published
		check(json.Unmarshal(said, &made))
		s.Snaps[name] = made
	})
	s.modularLife(d, name, "classic", 2)
	s.modularLife(d, name, "core", 3)
}

// modularLife is what a system does with the snap that keeps so many revisions: a classic one two, Ubuntu Core three.
func (s *suite) modularLife(d *daemon, name, system string, keeping int) {
	label := "components/13.3-" + system + "-"
	revisions := []string{"1", "2", "3", "4"}
	s.run(label+"install", func() {
		d.done(d.client.SetConf("system", map[string]interface{}{"refresh.retain": keeping}))
		d.done(d.client.Install(name, []string{"comp1", "comp2"}, nil))
		same("the revision", d.installed(name), "1")
		d.keeps(name, "1")
	})
	for number, channel := range []string{"candidate", "beta", "edge"} {
		wanted := revisions[number+1]
		s.run(label+"refresh-to-revision-"+wanted, func() {
			d.done(refreshWith(d.client, name, channel))
			same("the revision", d.installed(name), wanted)
			first := number + 2 - keeping
			if first < 0 {
				first = 0
			}
			d.keeps(name, revisions[first:number+2]...)
		})
	}
	s.run(label+"revert", func() {
		d.done(d.client.Revert(name, nil))
		same("the revision", d.installed(name), "3")
		d.keeps(name, revisions[4-keeping:]...)
	})
	s.run(label+"another-snap-comes-and-goes", func() {
		d.done(installWith(d.client, "conform-bare"))
		d.done(d.client.Remove("conform-bare", nil, nil))
	})
	s.run(label+"remove", func() {
		d.done(d.client.Remove(name, nil, nil))
		left, err := filepath.Glob(filepath.Join(d.root, "var/lib/snapd/snaps", name+"*"))
		check(err)
		same("what is left", strings.Join(left, " "), "")
	})
}

// seeded waits for the end of seeding.
func (d *daemon) seeded() {
	d.wait(120*time.Second, func() error {
		if _, err := d.client.SysInfo(); err != nil {
			return err
		}
		snaps, err := d.client.List(nil, nil)
		if err == nil && len(snaps) < 3 {
			return fmt.Errorf("only %d snaps are installed", len(snaps))
		}
		return err
	})
}

// registersIn makes the store under test the one that the device uses.
func (d *daemon) registersIn(s *suite) {
	m := s.registered()
	store := m.fetch(asserts.StoreType, s.Brand.Store)
	account := m.fetch(asserts.AccountType, store.HeaderString("operator-id"))
	key := m.fetch(asserts.AccountKeyType, store.SignKeyID())
	for _, one := range []asserts.Assertion{key, account, store} {
		check(d.client.Ack(asserts.Encode(one)))
	}
	d.done(d.client.SetConf("system", map[string]interface{}{"proxy.store": s.Brand.Store}))
	d.command.Process.Signal(syscall.SIGTERM)
	d.wait(90*time.Second, func() error {
		_, err := d.client.CurrentSerialAssertion()
		return err
	})
}

// keeps checks that each revision that the device keeps has both components, in files of its own and mounted.
func (d *daemon) keeps(name string, revisions ...string) {
	files, err := filepath.Glob(filepath.Join(d.root, "var/lib/snapd/snaps", name+"+*.comp"))
	check(err)
	same("the number of component files", len(files), 2*len(revisions))
	for _, revision := range revisions {
		for _, component := range []string{"comp1", "comp2"} {
			link := filepath.Join(d.root, "snap", name, "components", revision, component)
			_, err := os.Stat(filepath.Join(link, "meta/component.yaml"))
			check(err)
		}
	}
	current, _, err := d.client.Snap(name)
	check(err)
	installed := 0
	for _, component := range current.Components {
		if component.InstallDate != nil {
			installed++
		}
	}
	same("the number of installed components", installed, 2)
}
