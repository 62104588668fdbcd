//go:build latest
// +build latest

package main

import (
	"errors"
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
