package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/overlord/configstate/config"
)

// registrationCases lets snapd's device manager get serials.
func (s *suite) registrationCases() {
	direct := map[string]interface{}{"device-service.url": s.URL + "/v1/"}
	s.run("device/4-serial-from-the-device-service", func() {
		m := s.newMachineWithoutKey(s.model("conform-classic"), direct)
		var err error
		seen := m.tap.watch(func() { _, err = m.registration() })
		check(err)
		serial := m.serial()
		same("the key", serial.DeviceKey().ID(), m.device().KeyID)
		same("the brand", serial.BrandID(), s.Brand.ID)
		contains("the requests", paths(seen), "POST /v1/request-id 200, POST /v1/serial 200")
	})
	s.run("device/4-a-stream-makes-further-questions-needless", func() {
		m := s.newMachine(s.model("conform-classic"), direct)
		seen := m.tap.watch(func() {
			_, err := m.registration()
			check(err)
		})
		same("the number of requests", len(seen), 2)
		_, err := m.db.Find(asserts.AccountKeyType, map[string]string{"public-key-sha3-384": m.serial().SignKeyID()})
		check(err)
	})
	s.run("device/4-headers-and-body-of-the-gadget", func() {
		m := s.newMachine(s.model("conform-classic"), map[string]interface{}{
			"device-service.url":     s.URL + "/v1",
			"device-service.headers": map[string]interface{}{"x-conformance": "yes"},
			"registration.body":      "{\"mac\":\"00:11:22:33:44:55\"}",
		})
		seen := m.tap.watch(func() {
			_, err := m.registration()
			check(err)
		})
		for _, one := range seen {
			same("the header", one.header.Get("X-Conformance"), "yes")
		}
		that(m.device().Serial != "", "there is no serial")
	})
	s.run("device/4-the-proposed-serial", func() {
		proposed := fmt.Sprintf("CONFORM-%X", time.Now().UnixNano())
		m := s.newMachine(s.model("conform-classic"), map[string]interface{}{
			"device-service.url":           s.URL + "/v1/",
			"registration.proposed-serial": proposed,
		})
		_, err := m.registration()
		check(err)
		same("the serial", m.device().Serial, proposed)
	})
	s.run("device/4-through-the-proxy-store", func() {
		m := s.newMachine(s.model("conform-classic"), nil)
		m.setProxyStore()
		seen := m.tap.watch(func() {
			_, err := m.registration()
			check(err)
		})
		contains("the requests", paths(seen), "POST /api/v1/snaps/auth/request-id 200, POST /api/v1/snaps/auth/devices 200")
		that(m.device().Serial != "", "there is no serial")
	})
	s.run("device/t15-the-proxy-store-before-the-device-service", func() {
		m := s.newMachine(s.model("conform-classic"), direct)
		m.setProxyStore()
		seen := m.tap.watch(func() {
			_, err := m.registration()
			check(err)
		})
		contains("the requests", paths(seen), "HEAD  200, POST /api/v1/snaps/auth/request-id 200, POST /api/v1/snaps/auth/devices 200")
		same("the service", seen[1].header.Get("X-Snap-Device-Service-Url"), s.URL+"/v1/")
	})
	s.run("device/4-a-model-that-is-not-registered-is-refused", func() {
		model := s.signModel(map[string]interface{}{
			"model": "conform-unknown", "classic": "true", "architecture": "amd64",
			"gadget": "conform-classic", "store": s.Brand.Store,
		})
		m := s.newMachine(model, direct)
		_, err := m.registration()
		that(err != nil, "the device has serial %s", m.device().Serial)
		contains("the message", err.Error(), "cannot deliver device serial request: ")
		lacks("the message", err.Error(), "unexpected status")
	})
	s.run("device/4-a-core-device-too", func() {
		m := s.newMachine(s.model("conform-core"), direct)
		_, err := m.registration()
		check(err)
		same("the model", m.serial().Model(), "conform-core")
	})
	s.run("device/10-the-serial-can-be-asked-for", func() {
		m := s.newMachine(s.model("conform-classic"), direct)
		_, err := m.registration()
		check(err)
		serial := m.serial()
		found, err := m.store.Assertion(asserts.SerialType, []string{serial.BrandID(), serial.Model(), serial.Serial()}, nil)
		check(err)
		that(bytes.Equal(asserts.Encode(found), asserts.Encode(serial)), "it is another serial")
	})
}

// setProxyStore is what `snap set system proxy.store` does once the store assertion was acknowledged.
func (m *machine) setProxyStore() {
	m.locked(func() {
		found, err := m.newStore(nil).Assertion(asserts.StoreType, []string{m.suite.Brand.Store}, nil)
		check(err)
		that(strings.HasSuffix(found.(*asserts.Store).URL().String(), "/"), "the store's address does not end in a slash")
		m.learn(found)
		transaction := config.NewTransaction(m.state)
		check(transaction.Set("core", "proxy.store", m.suite.Brand.Store))
		transaction.Commit()
	})
}
