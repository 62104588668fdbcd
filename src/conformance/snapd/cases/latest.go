//go:build latest
// +build latest

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/asserts/snapasserts"
	"github.com/snapcore/snapd/client"
	"github.com/snapcore/snapd/gadget"
	"github.com/snapcore/snapd/overlord/assertstate"
	"github.com/snapcore/snapd/overlord/restart"
	"github.com/snapcore/snapd/overlord/snapstate"
	"github.com/snapcore/snapd/overlord/snapstate/sequence"
	"github.com/snapcore/snapd/overlord/snapstate/snapstatetest"
	"github.com/snapcore/snapd/overlord/state"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
)

// What differs between the versions of snapd that the cases are built with.

type gadgetInfo = gadget.Info

func installedState(name, id string, revision snap.Revision, kind, channel string) *snapstate.SnapState {
	side := &snap.SideInfo{RealName: name, SnapID: id, Revision: revision, Channel: channel}
	return &snapstate.SnapState{
		SnapType:        kind,
		Active:          true,
		Sequence:        sequence.SnapSequence{Revisions: []*sequence.RevisionSideState{sequence.NewRevisionSideState(side, nil)}},
		Current:         revision,
		TrackingChannel: channel,
	}
}

func initRestart(st *state.State) {
	_, err := restart.Manager(st, "boot", snapstatetest.MockRestartHandler(func(restart.RestartType) {}))
	check(err)
}

func isNotFound(err error) bool { return errors.Is(err, &asserts.NotFoundError{}) }

func scheduledRefresh() *store.RefreshOptions {
	return &store.RefreshOptions{Scheduled: true, PrivacyKey: "privacy"}
}

func scheduledDownload() *store.DownloadOptions { return &store.DownloadOptions{Scheduled: true} }

func scheduledAssertions() *assertstate.RefreshAssertionsOptions {
	return &assertstate.RefreshAssertionsOptions{IsAutoRefresh: true}
}

func setKeys(key ...string) []snapasserts.ValidationSetKey {
	return []snapasserts.ValidationSetKey{snapasserts.ValidationSetKey(strings.Join(key, "/"))}
}

func installWith(c *client.Client, name string) (string, error) { return c.Install(name, nil, nil) }

func refreshWith(c *client.Client, name, channel string) (string, error) {
	return c.Refresh(name, nil, &client.SnapOptions{Channel: channel})
}

func refreshAllWith(c *client.Client) (string, error) { return c.RefreshMany(nil, nil, nil) }

// enforcedImageCases build images whose model names a validation set.
func (s *suite) enforcedImageCases() {
	enforcing := func(set string) map[string]interface{} {
		model := s.core20Model()
		model["snaps"] = append(s.core20Snaps(), s.modelSnap("core18", "base"), s.modelSnap("conform-hello", "app"))
		model["validation-sets"] = []interface{}{
			map[string]interface{}{"account-id": s.Brand.ID, "name": set, "mode": "enforce"},
		}
		return model
	}
	s.run("image/6.4-uc20-with-a-validation-set-in-enforce", func() {
		set := "image-" + s.prefix
		s.publishSetNamed(set, 1, 2) // its channel would give revision 1
		target, said := s.prepare(enforcing(set), "--validation=enforce")
		said.ok()
		seed := filepath.Join(target, "system-seed")
		contains("the snaps", names(filepath.Join(seed, "snaps")), "conform-hello_2.snap")
		found := false
		check(filepath.Walk(filepath.Join(seed, "systems", label(seed)), func(path string, info os.FileInfo, err error) error {
			if err == nil && !info.IsDir() && strings.Contains(path, "/assertions/") {
				for _, one := range decodeAll(wholeFile(path)) {
					found = found || one.Type() == asserts.ValidationSetType && one.HeaderString("name") == set
				}
			}
			return err
		}))
		that(found, "the validation set is not in the seed")
		s.loadSeed(seed, label(seed), "image-20",
			"snapd conform-kernel20 core20 conform-pc20 conform-tools core18 conform-hello")
	})
	s.run("image/6.4-a-set-that-wants-what-there-is-not", func() {
		set := "image-none-" + s.prefix
		s.publishSetNamed(set, 1, 77)
		_, said := s.prepare(enforcing(set), "--validation=enforce")
		said.refused()
	})
}
