package main

import (
	"encoding/base64"
	"encoding/json"
	"sort"
	"strings"

	"github.com/snapcore/snapd/asserts"
)

func bearerAuth(token string) string {
	text, err := json.Marshal(map[string]string{"t": "bearer", "v": token})
	check(err)
	return base64.StdEncoding.EncodeToString(text)
}

// bearer is the token in a value of UBUNTU_STORE_AUTH.
func (s *suite) bearer(credentials string) string {
	text, err := base64.StdEncoding.DecodeString(credentials)
	check(err)
	var parts struct{ T, V string }
	check(json.Unmarshal(text, &parts))
	return parts.V
}

// absent has keys that no assertion of a type has.
var absent = map[string]string{
	"account-id": "NoSuchAccount", "brand-id": "NoSuchBrand", "model": "no-such-model", "serial": "no-such-serial",
	"series": "16", "snap-id": "NoSuchSnapIdNoSuchSnapIdNoSuchSn", "publisher-id": "NoSuchPublisher",
	"approved-snap-id": "NoSuchSnapIdNoSuchSnapIdNoSuchSo", "approved-snap-revision": "1", "store": "NoSuchStore",
	"name": "no-such-name", "sequence": "1", "email": "nobody@example.org", "system-label": "20260101",
	"resource-name": "none", "resource-revision": "1", "snap-revision": "1", "repair-id": "1", "provenance": "global-upload",
	"cluster-id": "NoSuchCluster", "message-id": "NoSuchMessage", "issuer-id": "NoSuchIssuer",
}

func absentKey(name string) string {
	if strings.HasSuffix(name, "sha3-384") {
		return strings.Repeat("A", 64)
	}
	if value, ok := absent[name]; ok {
		return value
	}
	return "none"
}

// knownCases asks for assertions of every type that a client can ask for.
func (s *suite) knownCases() {
	names := asserts.TypeNames()
	sort.Strings(names)
	for _, name := range names {
		assertType := asserts.Type(name)
		if len(assertType.PrimaryKey) == 0 || strings.HasPrefix(name, "test-only") {
			continue
		}
		s.run("snap/t03-not-found-"+name, func() {
			arguments := []string{"known", "--remote", name}
			for _, key := range assertType.PrimaryKey {
				arguments = append(arguments, key+"="+absentKey(key))
			}
			said := s.snap(arguments...).refused()
			contains("the message", said, "not found")
		})
	}
	s.run("snap/10-known-direct-account", func() {
		one := s.known("--direct", "account", "account-id="+s.Brand.ID)
		same("the name", one.HeaderString("username"), s.Brand.Username)
	})
	found := func(name string, arguments func() []string, expect func(one asserts.Assertion)) {
		s.run("snap/10-known-"+name, func() {
			one := s.known(append([]string{"--remote", name}, arguments()...)...)
			same("the type", one.Type().Name, name)
			expect(one)
		})
	}
	found("account", func() []string { return []string{"account-id=" + s.Brand.ID} }, func(one asserts.Assertion) {
		same("the account", one.HeaderString("account-id"), s.Brand.ID)
	})
	found("account-key", func() []string {
		return []string{"public-key-sha3-384=" + s.model("conform-core").SignKeyID()}
	}, func(one asserts.Assertion) { same("the account", one.HeaderString("account-id"), s.Brand.ID) })
	found("store", func() []string { return []string{"store=" + s.Brand.Store} }, func(one asserts.Assertion) {
		same("the operator", one.HeaderString("operator-id"), s.Brand.ID)
		same("the address", strings.TrimSuffix(one.HeaderString("url"), "/"), s.URL)
	})
	// This command shows no credentials: what tells about a brand's snaps does not exist for it.
	hidden := func(name string, arguments func() []string) {
		s.run("snap/visibility-strangers-see-no-"+name, func() {
			contains("the message", s.snap(append([]string{"known", "--remote", name}, arguments()...)...).refused(), "not found")
		})
	}
	hidden("model", func() []string { return []string{"series=16", "brand-id=" + s.Brand.ID, "model=conform-core"} })
	hidden("snap-declaration", func() []string { return []string{"series=16", "snap-id=" + s.snapID("conform-hello")} })
	hidden("snap-revision", func() []string {
		digest, _, err := asserts.SnapFileSHA3_384(s.file("conform-hello", 2))
		check(err)
		return []string{"snap-sha3-384=" + digest}
	})
}

// known is the one assertion that snap known answers.
func (s *suite) known(arguments ...string) asserts.Assertion {
	said := s.snap(append([]string{"known"}, arguments...)...).ok()
	one, err := asserts.Decode([]byte(said.stdout))
	check(err)
	return one
}

// model is a model that the store signed for the brand.
func (s *suite) model(name string) *asserts.Model {
	one, err := asserts.Decode(wholeFile(s.Folder + "/" + name + ".model"))
	check(err)
	return one.(*asserts.Model)
}
