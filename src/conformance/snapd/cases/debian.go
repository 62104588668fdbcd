//go:build !latest
// +build !latest

package main

import (
	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/client"
	"github.com/snapcore/snapd/gadget"
	"github.com/snapcore/snapd/overlord/assertstate"
	"github.com/snapcore/snapd/overlord/restart"
	"github.com/snapcore/snapd/overlord/snapstate"
	"github.com/snapcore/snapd/overlord/snapstate/snapstatetest"
	"github.com/snapcore/snapd/overlord/state"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
)

// What differs between the versions of snapd that the cases are built with.

type gadgetInfo = gadget.Info

func installedState(name, id string, revision snap.Revision, kind, channel string) *snapstate.SnapState {
	return &snapstate.SnapState{
		SnapType:        kind,
		Active:          true,
		Sequence:        []*snap.SideInfo{{RealName: name, SnapID: id, Revision: revision, Channel: channel}},
		Current:         revision,
		TrackingChannel: channel,
	}
}

func initRestart(st *state.State) {
	restart.Init(st, "boot", snapstatetest.MockRestartHandler(func(restart.RestartType) {}))
}

func isNotFound(err error) bool { return asserts.IsNotFound(err) }

func scheduledRefresh() *store.RefreshOptions {
	return &store.RefreshOptions{IsAutoRefresh: true, PrivacyKey: "privacy"}
}

func scheduledDownload() *store.DownloadOptions { return &store.DownloadOptions{IsAutoRefresh: true} }

func scheduledAssertions() *assertstate.RefreshAssertionsOptions {
	return &assertstate.RefreshAssertionsOptions{IsAutoRefresh: true}
}

func setKeys(key ...string) [][]string { return [][]string{key} }

func installWith(c *client.Client, name string) (string, error) { return c.Install(name, nil) }

func refreshWith(c *client.Client, name, channel string) (string, error) {
	return c.Refresh(name, &client.SnapOptions{Channel: channel})
}

func refreshAllWith(c *client.Client) (string, error) { return c.RefreshMany(nil, nil) }

// enforcedImageCases has none: this version does not look at the validation sets that a model names.
func (s *suite) enforcedImageCases() {}

// componentCases has none: this version does not know components.
func (s *suite) componentCases() {}
