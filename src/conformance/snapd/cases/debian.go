//go:build !latest
// +build !latest

package main

import (
	"github.com/snapcore/snapd/gadget"
	"github.com/snapcore/snapd/overlord/snapstate"
	"github.com/snapcore/snapd/snap"
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
