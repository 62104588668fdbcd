package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/overlord/assertstate"
	"github.com/snapcore/snapd/overlord/snapstate"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
)

// setName is the validation set of this run of the cases.
func (s *suite) setName() string { return "conform-set-" + s.prefix }

// publishSet hands the store a validation set of the brand that wants a revision of one snap.
func (s *suite) publishSet(sequence, revision int) {
	s.publishSetNamed(s.setName(), sequence, revision)
}

func (s *suite) publishSetNamed(name string, sequence, revision int) {
	signed := s.sign(asserts.ValidationSetType, map[string]interface{}{
		"series": "16", "account-id": s.Brand.ID, "name": name, "sequence": fmt.Sprint(sequence),
		"snaps": []interface{}{map[string]interface{}{
			"name": "conform-hello", "id": s.snapID("conform-hello"), "presence": "required", "revision": fmt.Sprint(revision),
		}},
	})
	s.post("POST", "/api/v2/validation-sets", asserts.MediaType, asserts.Encode(signed))
}

// brandCli runs the command line of the store under test.
func (s *suite) brandCli(input string, arguments ...string) output {
	command := exec.Command(s.CLI[0], append(append([]string{}, s.CLI[1:]...), arguments...)...)
	command.Stdin = strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	return output{stdout.String(), stderr.String(), err}
}

func (s *suite) setCases() {
	m := s.newMachine(s.model("conform-core"), map[string]interface{}{"device-service.url": s.URL + "/v1/"})
	_, err := m.registration()
	check(err)
	monitor := func(sequence int) (tracking *assertstate.ValidationSetTracking) {
		m.eventually(func() (err error) {
			m.locked(func() {
				tracking, err = assertstate.MonitorValidationSet(m.state, s.Brand.ID, s.setName(), sequence, 0)
			})
			return err
		})
		return tracking
	}
	update := func() {
		m.locked(func() {
			check(assertstate.RefreshValidationSetAssertions(m.state, 0, scheduledAssertions()))
		})
	}
	track := func(tracking *assertstate.ValidationSetTracking) {
		m.locked(func() { assertstate.UpdateValidationSet(m.state, tracking) })
	}
	current := func() int {
		var tracking assertstate.ValidationSetTracking
		m.locked(func() { check(assertstate.GetValidationSet(m.state, s.Brand.ID, s.setName(), &tracking)) })
		return tracking.Current
	}
	s.run("device/6.4-a-set-that-is-not-there", func() {
		m.locked(func() {
			_, err := assertstate.MonitorValidationSet(m.state, s.Brand.ID, "no-such-set", 0, 0)
			that(err != nil, "there is a set")
			contains("the message", err.Error(), "not found")
		})
	})
	s.run("device/6.4-the-latest-of-a-set", func() {
		s.publishSet(1, 1)
		tracking := monitor(0)
		same("the sequence", tracking.Current, 1)
		_, err := m.db.Find(asserts.ValidationSetType, map[string]string{
			"series": "16", "account-id": s.Brand.ID, "name": s.setName(), "sequence": "1",
		})
		check(err)
		track(tracking)
	})
	s.run("device/6.4-a-newer-set-is-found", func() {
		s.publishSet(2, 2)
		m.eventually(func() error {
			update()
			if current() != 2 {
				return fmt.Errorf("the sequence is %d", current())
			}
			return nil
		})
	})
	s.run("device/6.4-nothing-newer-changes-nothing", func() {
		seen := m.tap.watch(update)
		same("the sequence", current(), 2)
		same("the number of streams", len(only(seen, "/v2/assertions/stream")), 0)
	})
	s.run("device/6.4-a-pinned-set-stays", func() {
		tracking := monitor(1)
		same("the sequence", tracking.PinnedAt, 1)
		track(tracking)
		update()
		same("the sequence", current(), 1)
	})
	s.run("device/t24-sequence-in-the-query", func() {
		one, err := m.store.SeqFormingAssertion(asserts.ValidationSetType, []string{"16", s.Brand.ID, s.setName()}, 1, nil)
		check(err)
		same("the sequence", one.HeaderString("sequence"), "1")
		one, err = m.store.SeqFormingAssertion(asserts.ValidationSetType, []string{"16", s.Brand.ID, s.setName()}, -1, nil)
		check(err)
		same("the latest", one.HeaderString("sequence"), "2")
	})
	s.run("device/t24-sequence-in-the-path", func() {
		one, err := m.store.Assertion(asserts.ValidationSetType, []string{"16", s.Brand.ID, s.setName(), "1"}, nil)
		check(err)
		same("the sequence", one.HeaderString("sequence"), "1")
	})
	s.run("device/6.1-a-set-pins-what-is-offered", func() {
		action := s.refresh("conform-hello")
		action.Revision = snap.R(2)
		action.ValidationSets = setKeys("16", s.Brand.ID, s.setName(), "2")
		m.eventually(func() error {
			results, err := m.action([]*store.CurrentSnap{s.current("conform-hello", 1)}, nil, action)
			if err == nil {
				same("the revision", results[0].Revision, 2)
			}
			return err
		})
	})
	s.run("device/6.4-declarations-in-bulk", func() {
		m.locked(func() {
			for _, name := range []string{"conform-hello", "conform-bare", "conform-tools"} {
				m.have(name, s.snapID(name), snap.R(1), "app", "stable")
			}
		})
		for _, name := range []string{"conform-hello", "conform-bare", "conform-tools", "conform-pc18"} {
			m.fetch(asserts.SnapDeclarationType, "16", s.snapID(name))
		}
		seen := m.tap.watch(func() {
			m.locked(func() {
				check(assertstate.RefreshSnapDeclarations(m.state, 0, scheduledAssertions()))
			})
		})
		lacks("the requests", paths(seen), "/v2/assertions/snap-declaration/")
		contains("the requests", paths(seen), "POST /v2/snaps/refresh 200")
		_, err := m.db.Find(asserts.StoreType, map[string]string{"store": s.Brand.Store})
		check(err)
	})
	s.gatingCases(m)
}

// fetch puts an assertion and all it needs into the device's database; each is verified on its way in.
func (m *machine) fetch(kind *asserts.AssertionType, key ...string) asserts.Assertion {
	fetcher := asserts.NewFetcher(m.db, func(ref *asserts.Ref) (asserts.Assertion, error) {
		return m.store.Assertion(ref.Type, ref.PrimaryKey, nil)
	}, func(one asserts.Assertion) error {
		if err := m.db.Add(one); err != nil && !asserts.IsUnaccceptedUpdate(err) {
			return err
		}
		return nil
	})
	ref := &asserts.Ref{Type: kind, PrimaryKey: key}
	check(fetcher.Fetch(ref))
	found, err := ref.Resolve(m.db.Find)
	check(err)
	return found
}

// declareGating gives a snap a declaration that lets it decide about another.
func (s *suite) declareGating(gating, gated string) {
	s.send("PUT", "/api/admin/v1/snaps/"+s.snapID(gating)+"/grants", "Bearer "+s.People["manager"].AdminToken, "application/json",
		[]byte(fmt.Sprintf(`{"grants":{"refresh-control":[%q]},"reason":"conformance"}`, s.snapID(gated))), 200)
}

func (s *suite) gatingCases(m *machine) {
	gating, gated := "conform-warden-"+s.prefix, "conform-tools"
	declared := false
	s.run("device/6.6-a-declaration-with-refresh-control", func() {
		m.fetch(asserts.SnapDeclarationType, "16", s.snapID(gating))
		s.declareGating(gating, gated)
		for try := 0; try < 50 && !declared; try++ {
			one, err := m.store.Assertion(asserts.SnapDeclarationType, []string{"16", s.snapID(gating)}, nil)
			check(err)
			declared = len(one.(*asserts.SnapDeclaration).RefreshControl()) == 1
			time.Sleep(100 * time.Millisecond)
		}
		that(declared, "the store serves the old declaration")
		one, err := m.store.Assertion(asserts.SnapDeclarationType, []string{"16", s.snapID(gating)}, nil)
		check(err)
		check(m.db.Add(one))
		m.locked(func() { m.have(gating, s.snapID(gating), snap.R(1), "app", "stable") })
	})
	if !declared {
		return
	}
	candidate := &snap.Info{SideInfo: snap.SideInfo{RealName: gated, SnapID: s.snapID(gated), Revision: snap.R(2)}}
	validate := func(ignored map[string]bool) (validated []*snap.Info, err error) {
		m.locked(func() {
			context, contextErr := snapstate.DevicePastSeeding(m.state, nil)
			check(contextErr)
			validated, err = assertstate.ValidateRefreshes(m.state, []*snap.Info{candidate}, ignored, 0, context)
		})
		return validated, err
	}
	state := func(revoked bool, revision int) {
		signed := s.sign(asserts.ValidationType, map[string]interface{}{
			"series": "16", "snap-id": s.snapID(gating), "approved-snap-id": s.snapID(gated), "approved-snap-revision": "2",
			"revoked": fmt.Sprint(revoked), "revision": fmt.Sprint(revision),
		})
		s.call("PUT", "/dev/api/snaps/"+s.snapID(gating)+"/validations", s.asPublisher(),
			map[string]string{"assertion": string(asserts.Encode(signed))}, 200)
	}
	current := func() []*store.CurrentSnap {
		return []*store.CurrentSnap{s.current(gated, 1), s.current(gating, 1)}
	}
	toCandidate := func() *store.SnapAction {
		action := s.refresh(gated)
		action.Channel = "candidate"
		return action
	}
	s.run("device/6.6-without-a-validation-no-refresh", func() {
		_, err := validate(nil)
		that(err != nil, "the refresh is validated")
		contains("the message", err.Error(), fmt.Sprintf("no validation by %q", gating))
	})
	s.run("device/6.6-the-store-holds-back-what-is-not-validated", func() {
		_, err := m.action(current(), nil, toCandidate())
		var partly *store.SnapActionError
		that(errors.As(err, &partly), "the error is %v", err)
		same("the error", partly.Refresh[gated], store.ErrNoUpdateAvailable)
	})
	s.run("device/6.6-ignore-validation-lifts-it", func() {
		validated, err := validate(map[string]bool{gated: true})
		check(err)
		same("the number of snaps", len(validated), 1)
		action := toCandidate()
		action.Flags = store.SnapActionIgnoreValidation
		same("the revision", m.one(current(), action).Revision, 2)
	})
	s.run("device/6.6-with-a-validation", func() {
		state(false, 0)
		validated, err := validate(nil)
		check(err)
		same("the number of snaps", len(validated), 1)
		m.eventually(func() error {
			results, err := m.action(current(), nil, toCandidate())
			if err == nil && results[0].Revision != snap.R(2) {
				return fmt.Errorf("the revision is %s", results[0].Revision)
			}
			return err
		})
	})
	s.run("device/6.6-with-a-revoked-validation", func() {
		state(true, 1)
		_, err := validate(nil)
		that(err != nil, "the refresh is validated")
		contains("the message", err.Error(), "revoked")
	})
	s.run("snap/10-known-validation-hides-from-strangers", func() {
		said := s.snap("known", "--remote", "validation", "series=16", "snap-id="+s.snapID(gating),
			"approved-snap-id="+s.snapID(gated), "approved-snap-revision=2").refused()
		contains("the message", said, "not found")
	})
}

// eventually waits until the store tells devices of a change.
func (m *machine) eventually(body func() error) {
	var err error
	for try := 0; try < 50; try++ {
		if err = body(); err == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	check(err)
}

// deltaCases refresh with a delta, which snapd's own code downloads and applies.
func (s *suite) deltaCases() {
	m := s.registered()
	action := s.refresh("conform-hello")
	action.Channel = "candidate"
	var offered *snap.Info
	s.run("device/13.2-a-delta-is-offered", func() {
		m.eventually(func() error {
			results, err := m.action([]*store.CurrentSnap{s.current("conform-hello", 1)}, nil, action)
			check(err)
			if len(results[0].Deltas) == 0 {
				return errors.New("there is no delta")
			}
			offered = results[0].Info
			return nil
		})
		delta := offered.Deltas[0]
		same("the format", delta.Format, "xdelta3")
		same("the source", delta.FromRevision, 1)
		same("the target", delta.ToRevision, 2)
		that(delta.Size > 0 && delta.Size < offered.Size, "it has %d of %d bytes", delta.Size, offered.Size)
	})
	s.run("device/13.2-a-delta-is-applied", func() {
		that(offered != nil, "there is no delta")
		// The installed revision lies where snapd keeps snap files.
		copyFile(s.file("conform-hello", 1), snap.MountFile("conform-hello", snap.R(1)))
		target := filepath.Join(s.folder(), "hello.snap")
		seen := m.tap.watch(func() {
			check(m.store.Download(background, "conform-hello", target, &offered.DownloadInfo, nil, nil, nil))
		})
		sameFiles(target, s.file("conform-hello", 2))
		same("the number of files", len(only(seen, downloads)), 1)
		contains("the requests", seen[0].path, "delta")
	})
	s.run("device/13.2-a-broken-delta-falls-back-to-the-file", func() {
		that(offered != nil, "there is no delta")
		broken := offered.DownloadInfo
		broken.Deltas = append([]snap.DeltaInfo{}, offered.Deltas...)
		broken.Deltas[0].Sha3_384 = strings.Repeat("0", 96)
		target := filepath.Join(s.folder(), "hello.snap")
		check(m.store.Download(background, "conform-hello", target, &broken, nil, nil, nil))
		sameFiles(target, s.file("conform-hello", 2))
	})
}
