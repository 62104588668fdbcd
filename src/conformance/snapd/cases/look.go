package main

import (
	"bytes"
	"sort"
	"strings"

	"github.com/snapcore/snapd/client"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
)

// catalogNote collects what snapd would put into its catalog.
type catalogNote map[string]string

func (c catalogNote) AddSnap(name, version, summary string, commands []string) error {
	c[name] = version + " " + strings.Join(commands, ",")
	return nil
}

func namesOf(found []*snap.Info) string {
	var names []string
	for _, info := range found {
		names = append(names, info.SnapName())
	}
	sort.Strings(names)
	return strings.Join(names, " ")
}

// lookCases asks what people ask with snap info and snap find.
func (s *suite) lookCases(m *machine) {
	s.run("device/7-info", func() {
		info, err := m.store.SnapInfo(background, store.SnapSpec{Name: "conform-hello"}, nil)
		check(err)
		same("the id", info.SnapID, s.snapID("conform-hello"))
		same("the revision", info.Revision, 1)
		same("the tracks", info.Tracks, "[latest]")
		for name, revision := range map[string]int{"latest/stable": 1, "latest/candidate": 2, "latest/beta": 2, "latest/edge": 3} {
			that(info.Channels[name] != nil, "there is no %s", name)
			same("the revision in "+name, info.Channels[name].Revision, revision)
			that(!info.Channels[name].ReleasedAt.IsZero(), "%s has no time", name)
		}
	})
	s.run("device/7-info-of-an-unknown-snap", func() {
		_, err := m.store.SnapInfo(background, store.SnapSpec{Name: "conform-nothing"}, nil)
		same("the error", err, store.ErrSnapNotFound)
	})
	s.run("device/7-info-of-another-brand's-snap", func() {
		_, err := m.store.SnapInfo(background, store.SnapSpec{Name: "conform-secret"}, nil)
		same("the error", err, store.ErrSnapNotFound)
	})
	s.run("device/7-exists", func() {
		ref, channel, err := m.store.SnapExists(background, store.SnapSpec{Name: "conform-hello"}, nil)
		check(err)
		same("the id", ref.ID(), s.snapID("conform-hello"))
		same("the channel", channel.Risk, "stable")
	})
	s.run("device/t02-find", func() {
		found, err := m.store.Find(background, &store.Search{Query: "hello"}, nil)
		check(err)
		same("the names", namesOf(found), "conform-hello")
		same("the revision", found[0].Revision, 1)
		same("the publisher", found[0].Publisher.Username, s.Brand.Username)
	})
	s.run("device/8-find-by-prefix", func() {
		found, err := m.store.Find(background, &store.Search{Query: "conform-pc", Prefix: true}, nil)
		check(err)
		contains("the names", namesOf(found), "conform-pc16 conform-pc18 conform-pc20")
		lacks("the names", namesOf(found), "conform-hello")
	})
	s.run("device/8-find-nothing", func() {
		found, err := m.store.Find(background, &store.Search{Query: "nothing such"}, nil)
		check(err)
		same("the names", namesOf(found), "")
	})
	s.run("device/8-find-hides-other-brands", func() {
		found, err := m.store.Find(background, &store.Search{Query: "conform-secret"}, nil)
		check(err)
		lacks("the names", namesOf(found), "conform-secret")
	})
	s.run("device/8-find-featured", func() {
		_, err := m.store.Find(background, &store.Search{Category: "featured"}, nil)
		check(err)
	})
	s.run("device/8-find-by-common-id", func() {
		found, err := m.store.Find(background, &store.Search{CommonID: "org.example.nothing"}, nil)
		check(err)
		same("the names", namesOf(found), "")
	})
	s.run("device/9-sections", func() {
		_, err := m.store.Sections(background, nil)
		check(err)
	})
	s.run("device/t24-names", func() {
		var names bytes.Buffer
		catalog := catalogNote{}
		check(m.store.WriteCatalogs(background, &names, catalog))
		contains("the names", names.String(), "conform-hello\n")
		lacks("the names", names.String(), "conform-secret")
		same("the commands", catalog["conform-hello"], "1.0 conform-hello")
	})
	s.run("device/12-purchases-are-refused-politely", func() {
		_, err := m.store.Buy(&client.BuyOptions{SnapID: s.snapID("conform-hello"), Price: 1, Currency: "USD"}, nil)
		same("the error", err, store.ErrUnauthenticated)
	})
}
