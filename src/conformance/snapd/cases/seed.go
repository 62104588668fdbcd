package main

import (
	"sort"
	"strings"

	"github.com/snapcore/snapd/release"
	"github.com/snapcore/snapd/seed"
	"github.com/snapcore/snapd/timings"
)

// loadSeed reads a seed as a device does at its first start: every assertion is verified, and every snap against them.
func (s *suite) loadSeed(folder, label, model, snaps string) {
	loaded, err := seed.Open(folder, label)
	check(err)
	check(loaded.LoadAssertions(nil, nil))
	same("the model", loaded.Model().Model(), model)
	release.MockOnClassic(loaded.Model().Classic())
	brand, err := loaded.Brand()
	check(err)
	same("the brand", brand.AccountID(), s.Brand.ID)
	check(loaded.LoadMeta(seed.AllModes, nil, timings.New(nil)))
	var found []string
	check(loaded.Iter(func(one *seed.Snap) error {
		same("the id of "+one.SnapName(), one.ID(), s.snapID(one.SnapName()))
		found = append(found, one.SnapName())
		return nil
	}))
	wanted := strings.Fields(snaps)
	sort.Strings(found)
	sort.Strings(wanted)
	same("the snaps of the seed", found, wanted)
}
