package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/snapcore/snapd/asserts"
)

// keyName is the brand's key in GnuPG, made and used by the snap command only.
func (s *suite) keyName() string { return "conformance-" + s.prefix }

// gnupg makes snapd's GnuPG ask nobody for passphrases. The home is short because of the socket in it.
func (s *suite) gnupg() []string {
	if s.gnupgHome == "" {
		home, err := os.MkdirTemp("", "g")
		check(err)
		wrapper := filepath.Join(home, "gpg-unattended")
		check(os.WriteFile(wrapper, []byte("#!/bin/sh\nexec gpg --pinentry-mode loopback --passphrase '' \"$@\"\n"), 0o755))
		s.gnupgHome = home
	}
	return []string{"SNAP_GNUPG_HOME=" + s.gnupgHome, "SNAP_GNUPG_CMD=" + filepath.Join(s.gnupgHome, "gpg-unattended")}
}

func (s *suite) endGnupg() {
	if s.gnupgHome != "" {
		exec.Command("gpgconf", "--homedir", s.gnupgHome, "--kill", "gpg-agent").Run()
		os.RemoveAll(s.gnupgHome)
	}
}

// sign lets the snap command sign headers with the brand's key.
func (s *suite) snapSign(headers map[string]interface{}) string {
	complete := map[string]interface{}{
		"authority-id": s.Brand.ID,
		"series":       "16",
		"timestamp":    time.Now().UTC().Format(time.RFC3339),
	}
	for name, value := range headers {
		complete[name] = value
	}
	text, err := json.Marshal(complete)
	check(err)
	command := exec.Command(filepath.Join(s.bin, "snap"), "sign", "-k", s.keyName())
	command.Stdin = strings.NewReader(string(text))
	command.Dir = s.temp
	return s.execute(command, s.gnupg()).ok().stdout
}

// keyCases make a key of the brand, give it to the store and sign with it.
func (s *suite) keyCases() {
	s.run("snap/create-key", func() {
		command := exec.Command("script", "-qec", filepath.Join(s.bin, "snap")+" create-key "+s.keyName(), "/dev/null")
		command.Stdin = strings.NewReader("\n\n")
		command.Dir = s.temp
		s.execute(command, s.gnupg()).ok()
		contains("the keys", s.snapIn(s.temp, s.gnupg(), "keys").ok().stdout, s.keyName())
	})
	s.run("snap/export-key-is-a-request-that-the-store-accepts", func() {
		request := s.snapIn(s.temp, s.gnupg(), "export-key", "--account="+s.Brand.ID, s.keyName()).ok().stdout
		s.registerKey(request)
		one, err := asserts.Decode([]byte(request))
		check(err)
		found := s.known("--remote", "account-key", "public-key-sha3-384="+one.HeaderString("public-key-sha3-384"))
		same("the account", found.HeaderString("account-id"), s.Brand.ID)
		same("the name", found.HeaderString("name"), s.keyName())
	})
	var own *asserts.Model
	s.run("snap/sign-a-model-that-the-store-accepts", func() {
		signed := s.snapSign(map[string]interface{}{
			"type": "model", "brand-id": s.Brand.ID, "model": "conform-own-" + s.prefix, "architecture": "amd64", "classic": "true",
			"gadget": "conform-classic", "store": s.Brand.Store,
		})
		s.brandCli(signed, "model", "import", "--serial-approval", "automatic", "/dev/stdin").ok()
		one, err := asserts.Decode([]byte(signed))
		check(err)
		own = one.(*asserts.Model)
		contains("the models", s.brandCli("", "model", "list", "--brand", s.Brand.Username).ok().stdout, own.Model())
	})
	s.run("device/4-a-device-of-a-model-that-the-brand-signed", func() {
		m := s.newMachine(own, map[string]interface{}{"device-service.url": s.URL + "/v1/"})
		_, err := m.registration()
		check(err)
		same("the snap", m.one(nil, install("conform-bare")).InstanceName(), "conform-bare")
	})
	if s.prefix == "snapd" {
		s.run("snap/t01-a-snapd-with-the-root-that-the-store-exports", s.exportedRootCase)
	}
	s.run("snap/sign-build", func() {
		// a developer signs builds in their own name, with a key of their own account
		var account struct {
			ID string `json:"account_id"`
		}
		check(json.Unmarshal(s.send("GET", "/dev/api/account", s.asPublisher(), "application/json", nil, 200), &account))
		name := s.keyName() + "-own"
		command := exec.Command("script", "-qec", filepath.Join(s.bin, "snap")+" create-key "+name, "/dev/null")
		command.Stdin = strings.NewReader("\n\n")
		command.Dir = s.temp
		s.execute(command, s.gnupg()).ok()
		request := s.snapIn(s.temp, s.gnupg(), "export-key", "--account="+account.ID, name).ok().stdout
		s.call("POST", "/dev/api/account/account-key", s.asPublisher(), map[string]string{"account_key_request": request}, 200)
		text := s.snapIn(s.temp, s.gnupg(), "sign-build", "--developer-id="+account.ID,
			"--snap-id="+s.snapID("conform-bare"), "-k", name, s.file("conform-bare", 1)).ok().stdout
		build, err := asserts.Decode([]byte(text))
		check(err)
		same("the type", build.Type().Name, "snap-build")
		s.call("POST", "/dev/api/snaps/"+s.snapID("conform-bare")+"/builds", s.asPublisher(),
			map[string]string{"assertion": text}, 200)
	})
}

// exportedRootCase builds snapd as a device maker does, with the file that the store prints for it.
func (s *suite) exportedRootCase() {
	source := "/usr/share/gocode/src/github.com/snapcore/snapd"
	folder := s.folder()
	overlay, err := json.Marshal(map[string]map[string]string{
		"Replace": {source + "/asserts/sysdb/brandstore.go": filepath.Join(s.Folder, "root.go")},
	})
	check(err)
	check(os.WriteFile(filepath.Join(folder, "overlay.json"), overlay, 0o644))
	command := exec.Command("go", "build", "-overlay", filepath.Join(folder, "overlay.json"),
		"-tags", "brandstore nosecboot", "-o", filepath.Join(folder, "snap"), "./cmd/snap")
	command.Dir = source
	command.Env = append(os.Environ(), "GO111MODULE=off", "GOPATH=/usr/share/gocode", "GOFLAGS=")
	said, err := command.CombinedOutput()
	that(err == nil, "%v: %s", err, said)
	command = exec.Command(filepath.Join(folder, "snap"), "download", "conform-hello")
	command.Dir = folder
	s.execute(command, nil).ok()
	sameFiles(filepath.Join(folder, "conform-hello_1.snap"), s.file("conform-hello", 1))
	// The same without the file: this snapd believes nothing that the store signed.
	command = exec.Command("go", "build", "-tags", "nosecboot", "-o", filepath.Join(folder, "stock"), "./cmd/snap")
	command.Dir = source
	command.Env = append(os.Environ(), "GO111MODULE=off", "GOPATH=/usr/share/gocode", "GOFLAGS=")
	said, err = command.CombinedOutput()
	that(err == nil, "%v: %s", err, said)
	command = exec.Command(filepath.Join(folder, "stock"), "download", "conform-hello")
	command.Dir = s.folder()
	contains("the message", s.execute(command, nil).refused(), "cannot")
}
