package main

import (
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/asserts/sysdb"
	"github.com/snapcore/snapd/bootloader"
	"github.com/snapcore/snapd/bootloader/bootloadertest"
	"github.com/snapcore/snapd/dirs"
	"github.com/snapcore/snapd/overlord"
	"github.com/snapcore/snapd/overlord/assertstate"
	"github.com/snapcore/snapd/overlord/auth"
	"github.com/snapcore/snapd/overlord/configstate/config"
	"github.com/snapcore/snapd/overlord/devicestate"
	"github.com/snapcore/snapd/overlord/devicestate/devicestatetest"
	"github.com/snapcore/snapd/overlord/hookstate"
	"github.com/snapcore/snapd/overlord/snapstate"
	"github.com/snapcore/snapd/overlord/state"
	"github.com/snapcore/snapd/overlord/storecontext"
	"github.com/snapcore/snapd/release"
	"github.com/snapcore/snapd/snap"
	"github.com/snapcore/snapd/store"
	"github.com/snapcore/snapd/sysconfig"
)

// machine is a device: snapd's state, device manager, assertion database and store access, as the daemon joins them, but
// without the parts that touch the system.
type machine struct {
	suite    *suite
	overlord *overlord.Overlord
	state    *state.State
	manager  *devicestate.DeviceManager
	db       *asserts.Database
	store    *store.Store
	tap      *tap
}

// newMachine is a device that was just seeded with a model: it has a key but no serial, and its gadget has these options.
// The key is smaller than those that devices make, which takes them seconds.
func (s *suite) newMachine(model *asserts.Model, gadgetOptions map[string]interface{}) *machine {
	m := s.newMachineWithoutKey(model, gadgetOptions)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	check(err)
	private := asserts.RSAPrivateKey(key)
	keys, err := asserts.OpenFSKeypairManager(dirs.SnapDeviceDir)
	check(err)
	check(keys.Put(private))
	device := m.device()
	device.KeyID = private.PublicKey().ID()
	m.locked(func() { check(devicestatetest.SetDevice(m.state, device)) })
	return m
}

func (s *suite) newMachineWithoutKey(model *asserts.Model, gadgetOptions map[string]interface{}) *machine {
	root := s.folder()
	dirs.SetRootDir(root)
	for _, folder := range []string{dirs.SnapRunDir, dirs.SnapdStateDir(root), dirs.SnapDeviceDir, dirs.SnapBlobDir} {
		check(os.MkdirAll(folder, 0o755))
	}
	release.MockOnClassic(model.Classic())
	bootloader.Force(bootloadertest.Mock("mock", s.folder()))
	m := &machine{suite: s, overlord: overlord.Mock(), tap: newTap(s.URL)}
	m.state = m.overlord.State()

	m.state.Lock()
	initRestart(m.state)
	var err error
	m.db, err = asserts.OpenDatabase(&asserts.DatabaseConfig{
		Backstore:       asserts.NewMemoryBackstore(),
		Trusted:         sysdb.Trusted(),
		OtherPredefined: sysdb.Generic(),
	})
	check(err)
	assertstate.ReplaceDB(m.state, m.db)
	m.state.Unlock()

	hooks, err := hookstate.Manager(m.state, m.overlord.TaskRunner())
	check(err)
	devicestate.EarlyConfig = noEarlyConfig
	m.manager, err = devicestate.Manager(m.state, hooks, m.overlord.TaskRunner(),
		func(backend storecontext.DeviceBackend) snapstate.StoreService {
			return m.newStore(storecontext.NewComposed(m.state, backend, m.manager.StoreContextBackend(), m.manager.StoreContextBackend()))
		})
	check(err)
	m.overlord.AddManager(hooks)
	m.overlord.AddManager(m.manager)
	m.overlord.AddManager(m.overlord.TaskRunner())
	check(m.overlord.StartUp())
	m.store = m.newStore(storecontext.New(m.state, m.manager.StoreContextBackend()))

	m.locked(func() {
		snapstate.ReplaceStore(m.state, m.store)
		m.useTap()
		m.learn(model)
		check(devicestatetest.SetDevice(m.state, &auth.DeviceState{Brand: model.BrandID(), Model: model.Model()}))
		m.have(model.Gadget(), s.Snaps[model.Gadget()].ID, snap.R(1), "gadget", "stable")
		transaction := config.NewTransaction(m.state)
		for option, value := range gadgetOptions {
			check(transaction.Set(model.Gadget(), option, value))
		}
		transaction.Commit()
		m.state.Set("seeded", true)
	})
	return m
}

func noEarlyConfig(*state.State, func() (sysconfig.Device, *gadgetInfo, error)) error { return nil }

func (m *machine) locked(body func()) {
	m.state.Lock()
	defer m.state.Unlock()
	body()
}

// newStore is snapd's access to the store under test, through the tap.
func (m *machine) newStore(context store.DeviceAndAuthContext) *store.Store {
	base, err := url.Parse(m.suite.URL + "/")
	check(err)
	settings := store.DefaultConfig()
	settings.StoreBaseURL, settings.AssertionsBaseURL = base, nil
	if !m.tap.blind {
		settings.Proxy = func(*http.Request) (*url.URL, error) { return m.tap.url, nil }
	}
	return store.New(settings, context)
}

// useTap makes registration, which has a client of its own, go through the tap too.
func (m *machine) useTap() {
	if m.tap.blind {
		return
	}
	transaction := config.NewTransaction(m.state)
	check(transaction.Set("core", "proxy.http", m.tap.url.String()))
	transaction.Commit()
}

// learn adds an assertion and what it needs to the device's database, as a seed does.
func (m *machine) learn(wanted asserts.Assertion) {
	anonymous := m.newStore(nil)
	fetch := func(ref *asserts.Ref) (asserts.Assertion, error) {
		return anonymous.Assertion(ref.Type, ref.PrimaryKey, nil)
	}
	fetcher := asserts.NewFetcher(m.db, fetch, func(one asserts.Assertion) error {
		if err := m.db.Add(one); err != nil && !asserts.IsUnaccceptedUpdate(err) {
			return err
		}
		return nil
	})
	check(fetcher.Save(wanted))
}

// have puts a snap into the state as if it were installed.
func (m *machine) have(name, id string, revision snap.Revision, kind, channel string) {
	folder := filepath.Join(dirs.SnapMountDir, name, revision.String(), "meta")
	check(os.MkdirAll(folder, 0o755))
	yaml := fmt.Sprintf("name: %s\nversion: '%s'\n", name, revision)
	if kind != "app" {
		yaml += "type: " + kind + "\n"
	}
	check(os.WriteFile(filepath.Join(folder, "snap.yaml"), []byte(yaml), 0o644))
	if kind == "gadget" {
		check(os.WriteFile(filepath.Join(folder, "gadget.yaml"), nil, 0o644))
	}
	snapstate.Set(m.state, name, installedState(name, id, revision, kind, channel))
}

// settle lets snapd do what it has to do.
func (m *machine) settle() {
	check(m.overlord.Settle(60 * time.Second))
}

// registration is the change in which snapd got itself a serial, or did not.
func (m *machine) registration() (*state.Change, error) {
	m.settle()
	m.state.Lock()
	defer m.state.Unlock()
	for _, change := range m.state.Changes() {
		if change.Kind() == "become-operational" {
			return change, change.Err()
		}
	}
	fail("the device did not try to register")
	return nil, nil
}

func (m *machine) device() *auth.DeviceState {
	m.state.Lock()
	defer m.state.Unlock()
	device, err := devicestatetest.Device(m.state)
	check(err)
	return device
}

// setSession replaces the session that the device holds.
func (m *machine) setSession(session string) {
	device := m.device()
	device.SessionMacaroon = session
	m.locked(func() { check(devicestatetest.SetDevice(m.state, device)) })
}

func (m *machine) serial() *asserts.Serial {
	device := m.device()
	found, err := m.db.Find(asserts.SerialType, map[string]string{
		"brand-id": device.Brand, "model": device.Model, "serial": device.Serial,
	})
	check(err)
	return found.(*asserts.Serial)
}
