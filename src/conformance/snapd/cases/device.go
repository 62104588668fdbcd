package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/progress"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
)

var background = context.Background()

// registered is the device that most cases are played with.
func (s *suite) registered() *machine {
	if s.main == nil {
		m := s.newMachine(s.model("conform-core"), map[string]interface{}{"device-service.url": s.URL + "/v1/"})
		_, err := m.registration()
		check(err)
		s.main = m
	}
	return s.main
}

// identity registers a device and leaves its session and papers in the world's folder, for programs without snapd's code.
func (s *suite) identity() {
	m := s.registered()
	m.one(nil, install("conform-bare"))
	// The recorded requests ask for this set.
	if _, err := os.Stat(filepath.Join(s.Folder, "device.json")); os.IsNotExist(err) {
		s.publishSetNamed("vector-set", 4, 2)
		m.eventually(func() error {
			_, err := m.store.SeqFormingAssertion(asserts.ValidationSetType, []string{"16", s.Brand.ID, "vector-set"}, 4, nil)
			return err
		})
	}
	text, err := json.Marshal(map[string]string{
		"session": m.device().SessionMacaroon,
		"serial":  m.device().Serial,
		"model":   string(asserts.Encode(s.model("conform-core"))),
	})
	check(err)
	check(os.WriteFile(filepath.Join(s.Folder, "device.json"), text, 0o600))
}

func (s *suite) deviceCases() {
	m := s.registered()
	s.sessionCases(m)
	s.installCases(m)
	s.refreshCases(m)
	s.blobCases(m)
	s.lookCases(m)
}

// action asks for one or more snaps; the error is what snapd's caller would get.
func (m *machine) action(current []*store.CurrentSnap, options *store.RefreshOptions, actions ...*store.SnapAction) ([]store.SnapActionResult, error) {
	if options == nil {
		options = &store.RefreshOptions{PrivacyKey: "privacy"}
	}
	results, _, err := m.store.SnapAction(background, current, actions, nil, nil, options)
	return results, err
}

// one is the only result of a question that must succeed.
func (m *machine) one(current []*store.CurrentSnap, actions ...*store.SnapAction) store.SnapActionResult {
	results, err := m.action(current, nil, actions...)
	check(err)
	same("the number of results", len(results), 1)
	return results[0]
}

func install(name string) *store.SnapAction {
	return &store.SnapAction{Action: "install", InstanceName: name, Channel: "stable"}
}

func (s *suite) current(name string, revision int) *store.CurrentSnap {
	return &store.CurrentSnap{
		InstanceName:    name,
		SnapID:          s.snapID(name),
		Revision:        snap.R(revision),
		TrackingChannel: "latest/stable",
		RefreshedDate:   time.Now().Add(-time.Hour),
		Epoch:           snap.E("0"),
	}
}

func (s *suite) refresh(name string) *store.SnapAction {
	return &store.SnapAction{Action: "refresh", InstanceName: name, SnapID: s.snapID(name)}
}

func (s *suite) sessionCases(m *machine) {
	s.run("device/3-first-call-opens-a-session", func() {
		m.setSession("")
		seen := m.tap.watch(func() { m.one(nil, install("conform-bare")) })
		same("the requests", paths(seen),
			"POST /api/v1/snaps/auth/nonces 200, POST /api/v1/snaps/auth/sessions 200, POST /v2/snaps/refresh 200")
		that(m.device().SessionMacaroon != "", "there is no session")
		lacks("the session", m.device().SessionMacaroon, `"`)
	})
	s.run("device/3-the-session-is-kept", func() {
		m.one(nil, install("conform-bare"))
		before := m.device().SessionMacaroon
		seen := m.tap.watch(func() { m.one(nil, install("conform-bare")) })
		same("the requests", paths(seen), "POST /v2/snaps/refresh 200")
		same("the session", m.device().SessionMacaroon, before)
	})
	s.run("device/t10-an-unknown-session-is-renewed-in-mid-refresh", func() {
		m.setSession("bm90aGluZw")
		seen := m.tap.watch(func() { m.one(nil, install("conform-bare")) })
		same("the requests", paths(seen), "POST /v2/snaps/refresh 401, POST /api/v1/snaps/auth/nonces 200,"+
			" POST /api/v1/snaps/auth/sessions 200, POST /v2/snaps/refresh 200")
		same("the previous session", seen[2].header.Get("X-Device-Authorization"), `Macaroon root="bm90aGluZw"`)
	})
	s.run("device/3-an-expired-session-is-renewed", func() {
		if s.SessionSeconds == 0 || s.SessionSeconds > 60 {
			cannotRun("the sessions of this store last longer than the suite waits")
		}
		m.setSession("")
		m.one(nil, install("conform-bare"))
		before := m.device().SessionMacaroon
		time.Sleep(time.Duration(s.SessionSeconds+1) * time.Second)
		seen := m.tap.watch(func() { m.one(nil, install("conform-bare")) })
		contains("the requests", paths(seen), "POST /v2/snaps/refresh 401")
		that(m.device().SessionMacaroon != before, "the session is the old one")
	})
	s.run("device/3-a-session-is-renewed-for-an-assertion", func() {
		m.setSession("bm90aGluZw")
		seen := m.tap.watch(func() {
			_, err := m.store.Assertion(asserts.SnapDeclarationType, []string{"16", s.snapID("conform-bare")}, nil)
			check(err)
		})
		same("the number of sessions", len(only(seen, "auth/sessions")), 1)
	})
	s.run("device/3-a-session-is-renewed-for-find", func() {
		m.setSession("bm90aGluZw")
		found, err := m.store.Find(background, &store.Search{Query: "conform"}, nil)
		check(err)
		that(len(found) > 0, "nothing was found")
	})
	s.run("device/t09-session-without-a-body-keeps-the-connection", func() {
		request, err := http.NewRequest("POST", s.URL+"/v2/snaps/refresh", strings.NewReader(`{"context":[],"actions":[],"fields":[]}`))
		check(err)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Snap-Device-Authorization", `Macaroon root="bm90aGluZw"`)
		answer, err := http.DefaultClient.Do(request)
		check(err)
		answer.Body.Close()
		same("the status", answer.StatusCode, 401)
		same("the length", answer.ContentLength, 0)
		contains("the header", answer.Header.Get("Www-Authenticate"), "refresh_device_session=1")
	})
}

func (s *suite) installCases(m *machine) {
	s.run("device/6.3-every-field-of-an-app", func() {
		got := m.one(nil, install("conform-hello"))
		same("the name", got.InstanceName(), "conform-hello")
		same("the id", got.SnapID, s.snapID("conform-hello"))
		same("the revision", got.Revision, 1)
		same("the version", got.Version, "1.0")
		same("the type", got.Type(), "app")
		same("the base", got.Base, "core18")
		same("the architectures", got.Architectures, "[amd64]")
		same("the confinement", got.Confinement, "strict")
		same("the epoch", got.Epoch.String(), "0")
		same("the channel", got.Channel, "latest/stable")
		same("the publisher", got.Publisher.ID, s.Brand.ID)
		same("the publisher's name", got.Publisher.Username, s.Brand.Username)
		same("the summary", got.Summary(), "Conform-hello for conformance")
		that(got.Plugs["network"] != nil, "the plug of snap-yaml is missing")
		stat, err := os.Stat(s.file("conform-hello", 1))
		check(err)
		same("the size", got.Size, stat.Size())
		same("the digest's length", len(got.Sha3_384), 96)
		same("the digest", got.Sha3_384, strings.ToLower(got.Sha3_384))
		that(strings.HasPrefix(got.DownloadURL, s.URL+"/"), "the file is elsewhere: %s", got.DownloadURL)
		that(len(got.Prices) == 0, "it has a price")
	})
	for name, kind := range map[string]string{
		"snapd": "snapd", "core": "os", "core18": "base", "conform-pc18": "gadget", "conform-kernel": "kernel",
	} {
		name, kind := name, kind
		s.run("device/t23-type-"+kind, func() { same("the type", m.one(nil, install(name)).Type(), kind) })
	}
	s.run("device/6.1-install-from-a-channel", func() {
		got := m.one(nil, &store.SnapAction{Action: "install", InstanceName: "conform-hello", Channel: "latest/edge"})
		same("the revision", got.Revision, 3)
	})
	s.run("device/6.1-channel-spellings", func() {
		for channel, revision := range map[string]int{
			"edge": 3, "latest": 1, "latest/candidate": 2, "beta": 2, "stable": 1, "latest/stable": 1,
		} {
			got := m.one(nil, &store.SnapAction{Action: "install", InstanceName: "conform-hello", Channel: channel})
			same("the revision in "+channel, got.Revision, revision)
		}
	})
	s.run("device/6.1-a-closed-branch-falls-back-to-its-risk", func() {
		got := m.one(nil, &store.SnapAction{Action: "install", InstanceName: "conform-hello", Channel: "latest/edge/fix-1"})
		same("the revision", got.Revision, 3)
	})
	s.run("device/6.1-an-empty-risk-shows-the-next-safer", func() {
		got := m.one(nil, &store.SnapAction{Action: "install", InstanceName: "conform-gate", Channel: "edge"})
		same("the revision", got.Revision, 1)
	})
	s.run("device/6.1-install-of-a-revision", func() {
		got := m.one(nil, &store.SnapAction{Action: "install", InstanceName: "conform-hello", Revision: snap.R(2)})
		same("the revision", got.Revision, 2)
	})
	s.run("device/6.1-download-action", func() {
		got := m.one(nil, &store.SnapAction{Action: "download", InstanceName: "conform-hello", Channel: "stable"})
		same("the revision", got.Revision, 1)
	})
	s.run("device/6.2-two-installs-one-unknown", func() {
		results, err := m.action(nil, nil, install("conform-hello"), install("conform-nothing"))
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		same("the error", partly.Install["conform-nothing"], store.ErrSnapNotFound)
		same("the number of results", len(results), 1)
		same("the other", results[0].InstanceName(), "conform-hello")
	})
	s.run("device/t05-parallel-installs", func() {
		results, err := m.action(nil, nil, install("conform-hello"), install("conform-hello_two"))
		check(err)
		same("the number of results", len(results), 2)
	})
	s.run("device/6.5-revision-not-found-lists-releases", func() {
		_, err := m.action(nil, nil, &store.SnapAction{Action: "install", InstanceName: "conform-hello", Channel: "2.0/beta"})
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		var missing *store.RevisionNotAvailableError
		that(errors.As(partly.Install["conform-hello"], &missing), "the error is %v", partly.Install["conform-hello"])
		var channels []string
		for _, release := range missing.Releases {
			channels = append(channels, release.Architecture+" "+release.Name)
		}
		contains("the releases", strings.Join(channels, ","), "amd64 stable")
		contains("the releases", strings.Join(channels, ","), "amd64 edge")
	})
	s.run("device/visibility-another-brand's-snap-does-not-exist", func() {
		_, unknown := m.action(nil, nil, install("conform-nothing"))
		_, hidden := m.action(nil, nil, install("conform-secret"))
		same("the error", strings.ReplaceAll(fmt.Sprint(hidden), "conform-secret", "conform-nothing"), unknown)
	})
	s.run("device/visibility-another-brand's-assertions-do-not-exist", func() {
		_, err := m.store.Assertion(asserts.SnapDeclarationType, []string{"16", s.Rival.Snap}, nil)
		that(isNotFound(err), "the error is %v", err)
	})
	s.run("device/11-cohorts", func() {
		keys, err := m.store.CreateCohorts(background, []string{"conform-hello", "conform-bare"})
		check(err)
		same("the number of keys", len(keys), 2)
		action := install("conform-hello")
		action.CohortKey = keys["conform-hello"]
		same("the revision", m.one(nil, action).Revision, 1)
	})
	s.run("device/11-cohort-of-an-unknown-snap", func() {
		_, err := m.store.CreateCohorts(background, []string{"conform-nothing"})
		that(err != nil, "there is a key")
		same("the error", err, store.ErrSnapNotFound)
	})
}

func (s *suite) refreshCases(m *machine) {
	s.run("device/6.1-refresh-to-another-channel", func() {
		action := s.refresh("conform-hello")
		action.Channel = "candidate"
		same("the revision", m.one([]*store.CurrentSnap{s.current("conform-hello", 1)}, action).Revision, 2)
	})
	s.run("device/6.1-refresh-takes-the-tracked-channel", func() {
		current := s.current("conform-hello", 1)
		current.TrackingChannel = "latest/edge"
		same("the revision", m.one([]*store.CurrentSnap{current}, s.refresh("conform-hello")).Revision, 3)
	})
	s.run("device/6.2-no-update-is-no-error", func() {
		_, err := m.action([]*store.CurrentSnap{s.current("conform-hello", 1)}, nil, s.refresh("conform-hello"))
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		same("the error", partly.Refresh["conform-hello"], store.ErrNoUpdateAvailable)
	})
	s.run("device/6.1-refresh-to-a-pinned-revision", func() {
		action := s.refresh("conform-hello")
		action.Revision = snap.R(3)
		same("the revision", m.one([]*store.CurrentSnap{s.current("conform-hello", 1)}, action).Revision, 3)
	})
	s.run("device/t04-nothing-about-snaps-without-an-action", func() {
		edge := s.current("conform-epoch", 1)
		edge.TrackingChannel = "latest/candidate"
		action := s.refresh("conform-hello")
		action.Channel = "edge"
		got := m.one([]*store.CurrentSnap{s.current("conform-hello", 1), edge, s.current("conform-bare", 1)}, action)
		same("the snap", got.InstanceName(), "conform-hello")
	})
	s.run("device/t05-two-instances-of-one-snap", func() {
		one, two := s.current("conform-hello", 1), s.current("conform-hello", 2)
		two.InstanceName = "conform-hello_two"
		two.TrackingChannel = "latest/edge"
		second := s.refresh("conform-hello")
		second.InstanceName = "conform-hello_two"
		results, err := m.action([]*store.CurrentSnap{one, two}, nil, s.refresh("conform-hello"), second)
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		same("the first", partly.Refresh["conform-hello"], store.ErrNoUpdateAvailable)
		same("the number of results", len(results), 1)
		same("the second", results[0].InstanceName(), "conform-hello_two")
		same("its revision", results[0].Revision, 3)
	})
	s.run("device/6.1-scheduled-refresh-of-all", func() {
		hello, bare := s.current("conform-hello", 1), s.current("conform-bare", 1)
		hello.TrackingChannel = "latest/candidate"
		var results []store.SnapActionResult
		seen := m.tap.watch(func() {
			results, _ = m.action([]*store.CurrentSnap{hello, bare},
				scheduledRefresh(), s.refresh("conform-hello"), s.refresh("conform-bare"))
		})
		last := seen[len(seen)-1]
		same("the status", last.status, 200)
		same("the reason", last.header.Get("Snap-Refresh-Reason"), "scheduled")
		same("the number of updates", len(results), 1)
	})
	s.run("device/1.3-managed-refresh-hints", func() {
		hello := s.current("conform-hello", 1)
		hello.TrackingChannel = "latest/candidate"
		results, err := m.action([]*store.CurrentSnap{hello},
			&store.RefreshOptions{RefreshManaged: true, PrivacyKey: "privacy"}, s.refresh("conform-hello"))
		check(err)
		same("the number of updates", len(results), 1)
	})
	s.run("device/6.1-epochs-are-never-jumped", func() {
		current := s.current("conform-epoch", 1)
		action := s.refresh("conform-epoch")
		action.Channel = "edge"
		results, _ := m.action([]*store.CurrentSnap{current}, nil, action)
		for _, result := range results {
			that(result.Epoch.CanRead(current.Epoch), "revision %s cannot read what the device has", result.Revision)
		}
	})
	s.run("device/6.1-an-epoch-that-reads-the-old-one-is-offered", func() {
		action := s.refresh("conform-epoch")
		action.Channel = "candidate"
		same("the revision", m.one([]*store.CurrentSnap{s.current("conform-epoch", 1)}, action).Revision, 2)
	})
	s.run("device/6.1-ignored-and-cohorted-in-the-context", func() {
		keys, err := m.store.CreateCohorts(background, []string{"conform-hello"})
		check(err)
		hello, bare := s.current("conform-hello", 1), s.current("conform-bare", 1)
		hello.CohortKey, hello.IgnoreValidation = keys["conform-hello"], true
		_, err = m.action([]*store.CurrentSnap{hello, bare}, nil, s.refresh("conform-hello"), s.refresh("conform-bare"))
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		same("the number of errors", len(partly.Refresh), 2)
		same("the other errors", len(partly.Other), 0)
	})
	s.run("device/6.1-install-that-amends-a-local-snap", func() {
		action := install("conform-epoch")
		action.Epoch = snap.E("0")
		same("the revision", m.one(nil, action).Revision, 1)
	})
	s.run("device/t05-a-snap-that-the-store-does-not-know-voids-nothing", func() {
		hello := s.current("conform-hello", 1)
		hello.TrackingChannel = "latest/candidate"
		other := s.current("conform-bare", 7)
		other.InstanceName, other.SnapID = "elsewhere", "ElsewhereElsewhereElsewhereElse1"
		action := &store.SnapAction{Action: "refresh", InstanceName: "elsewhere", SnapID: other.SnapID}
		results, err := m.action([]*store.CurrentSnap{hello, other}, nil, s.refresh("conform-hello"), action)
		var partly *store.SnapActionError
		if err != nil && !errors.As(err, &partly) {
			fail("the error is %v", err)
		}
		same("the number of updates", len(results), 1)
	})
}

func (s *suite) blobCases(m *machine) {
	fetch := func(target string, info *snap.Info, options *store.DownloadOptions) error {
		return m.store.Download(background, info.SnapName(), target, &info.DownloadInfo, progress.Null, nil, options)
	}
	hello := func() *snap.Info { return m.one(nil, install("conform-hello")).Info }
	s.run("device/13.1-download", func() {
		target := filepath.Join(s.folder(), "hello.snap")
		seen := m.tap.watch(func() { check(fetch(target, hello(), nil)) })
		sameFiles(target, s.file("conform-hello", 1))
		blob := only(seen, downloads)[0]
		contains("the session", blob.header.Get("X-Device-Authorization"), "Macaroon root=")
	})
	s.run("device/13.1-scheduled-download", func() {
		target := filepath.Join(s.folder(), "hello.snap")
		check(fetch(target, hello(), scheduledDownload()))
		sameFiles(target, s.file("conform-hello", 1))
	})
	s.run("device/13.1-a-lost-connection-is-resumed", func() {
		target := filepath.Join(s.folder(), "hello.snap")
		info := hello()
		m.tap.mu.Lock()
		m.tap.cut = []int64{100_000, 50_000}
		m.tap.mu.Unlock()
		seen := m.tap.spoil(nil, func() { check(fetch(target, info, nil)) })
		sameFiles(target, s.file("conform-hello", 1))
		blobs := only(seen, downloads)
		that(len(blobs) >= 3, "the requests are %s", paths(seen))
		for _, blob := range blobs[1:] {
			contains("the range", blob.header.Get("Range"), "bytes=")
			same("the status", blob.status, 206)
		}
	})
	s.run("device/t10-session-expiry-in-mid-download", func() {
		target := filepath.Join(s.folder(), "hello.snap")
		info := hello()
		m.tap.mu.Lock()
		m.tap.cut = []int64{100_000}
		m.tap.mu.Unlock()
		spoiled := false
		seen := m.tap.spoil(func(r *http.Request) {
			if r.Header.Get("Range") != "" && !spoiled {
				spoiled = true
				r.Header.Set("X-Device-Authorization", `Macaroon root="bm90aGluZw"`)
			}
		}, func() { check(fetch(target, info, nil)) })
		sameFiles(target, s.file("conform-hello", 1))
		same("the requests", paths(seen), "GET /api/v1/snaps/download 200, GET /api/v1/snaps/download 401,"+
			" POST /api/v1/snaps/auth/nonces 200, POST /api/v1/snaps/auth/sessions 200, GET /api/v1/snaps/download 206")
	})
	s.run("device/13.1-a-stream-from-the-middle", func() {
		info := hello()
		stream, status, err := m.store.DownloadStream(background, "conform-hello", &info.DownloadInfo, 400_000, nil)
		check(err)
		defer stream.Close()
		same("the status", status, 206)
		rest, err := io.ReadAll(stream)
		check(err)
		that(string(rest) == string(wholeFile(s.file("conform-hello", 1))[400_000:]), "it is not the tail of the file")
	})
	s.run("device/13.1-a-digest-that-does-not-match-is-an-error", func() {
		info := hello()
		info.Sha3_384 = strings.Repeat("0", 96)
		err := fetch(filepath.Join(s.folder(), "hello.snap"), info, nil)
		_, is := err.(store.HashError)
		that(is, "the error is %v", err)
	})
	s.run("device/t25-files-are-nothing-to-strangers", func() {
		info := hello()
		answer, err := http.Get(info.DownloadURL)
		check(err)
		answer.Body.Close()
		that(answer.StatusCode == 404 || answer.StatusCode == 401, "the status is %d", answer.StatusCode)
	})
	s.run("device/t20-icon-with-a-length", func() {
		info := hello()
		var icon string
		for _, item := range info.Media {
			if item.Type == "icon" {
				icon = item.URL
			}
		}
		that(icon != "", "there is no icon")
		request, err := http.NewRequest("GET", icon, nil)
		check(err)
		answer, err := http.DefaultClient.Do(request)
		check(err)
		content, err := io.ReadAll(answer.Body)
		check(err)
		answer.Body.Close()
		same("the status", answer.StatusCode, 200)
		same("the length", answer.ContentLength, len(content))
		tag := answer.Header.Get("ETag")
		that(tag != "" && len(tag) < 256, "the tag is %q", tag)
		request.Header.Set("If-None-Match", tag)
		again, err := http.DefaultClient.Do(request)
		check(err)
		again.Body.Close()
		same("the second status", again.StatusCode, 304)
	})
	s.run("device/16-connectivity", func() {
		status, err := m.store.ConnectivityCheck()
		check(err)
		that(len(status) > 0, "nothing was checked")
		for host, fine := range status {
			that(fine, "%s cannot be reached", host)
		}
	})
}
