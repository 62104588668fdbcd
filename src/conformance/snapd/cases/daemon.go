package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/client"
)

// standIns take the place of what the machine's init system would do for the daemon: a snap is unpacked where it would be
// mounted, and units are neither started nor watched.
var standIns = map[string]string{
	"systemctl": `#!/bin/sh
while [ "${1#--root}" != "$1" ] || [ "$1" = --no-reload ]; do
    [ "$1" = --root ] && shift
    shift
done
what=$1
[ $# -gt 0 ] && shift
case $what in
--version) echo 'systemd 252 (252)'; echo '+PAM' ;;
show)
    shift
    for unit in "$@"; do
        [ "$unit" != '*.mount' ] || continue
        printf 'Id=%s\nActiveState=inactive\nUnitFileState=enabled\nType=simple\nNames=%s\nNeedDaemonReload=no\n\n' "$unit" "$unit"
    done ;;
is-enabled) echo enabled ;;
is-active) echo inactive; exit 3 ;;
start | restart | reload-or-restart)
    for unit in "$@"; do
        file=$SNAPPY_GLOBAL_ROOT/etc/systemd/system/$unit
        case $unit in
        *.mount)
            from=$(sed -n 's/^What=//p' "$file") to=$(sed -n 's/^Where=//p' "$file")
            mkdir -p "$SNAPPY_GLOBAL_ROOT$to"
            unsquashfs -q -n -f -d "$SNAPPY_GLOBAL_ROOT$to" "$SNAPPY_GLOBAL_ROOT$from" >/dev/null ;;
        esac
    done ;;
esac
`,
	"mount": `#!/bin/sh
while [ $# -gt 2 ]; do shift; done
exec unsquashfs -q -n -f -d "$2" "$1" >/dev/null
`,
	"umount":  "#!/bin/sh\n",
	"udevadm": "#!/bin/sh\n",
}

// daemon is snapd itself, on a system of its own below a folder.
type daemon struct {
	suite   *suite
	root    string
	command *exec.Cmd
	ended   chan error
	stop    bool
	client  *client.Client
}

// newDaemon starts snapd on a system that was seeded with an image.
func (s *suite) newDaemon() *daemon {
	if os.Getuid() != 0 {
		cannotRun("snapd runs as root only")
	}
	helpers := os.Getenv("CONFORMANCE_HELPERS")
	if _, err := os.Stat(filepath.Join(helpers, "usr/lib/snapd/snap-seccomp")); err != nil {
		cannotRun("the helpers of Debian's snapd package are not there: %v", err)
	}
	// The path of a socket has at most 107 letters.
	root, err := os.MkdirTemp("", "s")
	check(err)
	d := &daemon{suite: s, root: root}
	s.snapIn(s.temp, nil, "prepare-image", "--classic", filepath.Join(s.Folder, "conform-classic.model"), root).ok()
	for _, folder := range []string{"run", "tmp", "snap", "etc/systemd/system", "etc/udev/rules.d", "etc/dbus-1", "stand-ins", "usr/lib"} {
		check(os.MkdirAll(filepath.Join(root, folder), 0o755))
	}
	said, err := exec.Command("cp", "-a", filepath.Join(helpers, "usr/lib/snapd"), filepath.Join(root, "usr/lib/")).CombinedOutput()
	that(err == nil, "%v: %s", err, said)
	// It looks for its helpers beside itself.
	said, err = exec.Command("cp", filepath.Join(s.bin, "snapd"), filepath.Join(root, "usr/lib/snapd/snapd")).CombinedOutput()
	that(err == nil, "%v: %s", err, said)
	for name, text := range standIns {
		check(os.WriteFile(filepath.Join(root, "stand-ins", name), []byte(text), 0o755))
	}
	d.client = client.New(&client.Config{Socket: filepath.Join(root, "run/snapd.socket")})
	go d.keepRunning()
	return d
}

// keepRunning starts snapd again when it ends, as an init system does: it ends itself after it got a new snapd, and when
// it has nothing to do.
func (d *daemon) keepRunning() {
	d.ended = make(chan error, 1)
	log, err := os.Create(filepath.Join(d.suite.Folder, "snapd.log"))
	if err != nil {
		return
	}
	for !d.stop {
		d.command = exec.Command(filepath.Join(d.root, "usr/lib/snapd/snapd"))
		d.command.Env = []string{
			"PATH=" + filepath.Join(d.root, "stand-ins") + ":" + os.Getenv("PATH"),
			"HOME=" + d.root, "LC_ALL=C.UTF-8", "SNAPPY_GLOBAL_ROOT=" + d.root, "SNAPPY_FORCE_API_URL=" + d.suite.URL,
			"SNAPPY_TESTING=1", "SNAP_REEXEC=0", "SNAPD_DEBUG=1",
		}
		d.command.Stdout, d.command.Stderr = log, log
		d.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		d.command.Run()
		time.Sleep(200 * time.Millisecond)
	}
	d.ended <- nil
}

func (d *daemon) end() {
	d.stop = true
	if d.command != nil && d.command.Process != nil {
		d.command.Process.Signal(syscall.SIGTERM)
	}
	select {
	case <-d.ended:
	case <-time.After(20 * time.Second):
		d.command.Process.Kill()
	}
	os.RemoveAll(d.root)
}

// wait asks until there is an answer.
func (d *daemon) wait(limit time.Duration, ask func() error) {
	deadline := time.Now().Add(limit)
	for {
		err := ask()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			fail("%v", err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// done waits for the end of a change.
func (d *daemon) done(id string, err error) {
	check(err)
	d.wait(90*time.Second, func() error {
		change, err := d.client.Change(id)
		if err != nil {
			return err
		}
		if !change.Ready {
			var doing []string
			for _, task := range change.Tasks {
				if task.Status == "Doing" || task.Status == "Error" {
					doing = append(doing, task.Summary+" "+strings.Join(task.Log, " "))
				}
			}
			return fmt.Errorf("it is not ready: %s", strings.Join(doing, ", "))
		}
		if change.Err != "" {
			fail("%s", change.Err)
		}
		return nil
	})
}

// installed is the revision of a snap.
func (d *daemon) installed(name string) string {
	found, _, err := d.client.Snap(name)
	check(err)
	return found.Revision.String()
}

// daemonCases drive snapd through its API.
func (s *suite) daemonCases() {
	var d *daemon
	s.run("daemon/C2-starts-and-seeds-from-an-image", func() {
		d = s.newDaemon()
		d.wait(90*time.Second, func() error {
			if _, err := d.client.SysInfo(); err != nil {
				return err
			}
			snaps, err := d.client.List(nil, nil)
			if err == nil && len(snaps) < 3 {
				return fmt.Errorf("only %d snaps are installed", len(snaps))
			}
			return err
		})
		same("the gadget", d.installed("conform-classic"), "1")
	})
	if d == nil {
		return
	}
	defer d.end()
	s.run("daemon/17-proxy-store", func() {
		m := s.registered()
		store := m.fetch(asserts.StoreType, s.Brand.Store)
		account := m.fetch(asserts.AccountType, store.HeaderString("operator-id"))
		key := m.fetch(asserts.AccountKeyType, store.SignKeyID())
		for _, one := range []asserts.Assertion{key, account, store} {
			check(d.client.Ack(asserts.Encode(one)))
		}
		d.done(d.client.SetConf("system", map[string]interface{}{"proxy.store": s.Brand.Store}))
	})
	s.run("daemon/4-registers-through-the-proxy-store", func() {
		// It tried once before it knew where; now it begins anew.
		d.command.Process.Signal(syscall.SIGTERM)
		d.wait(90*time.Second, func() error {
			serial, err := d.client.CurrentSerialAssertion()
			if err == nil {
				same("the model", serial.Model(), "conform-classic")
				same("the brand", serial.BrandID(), s.Brand.ID)
			}
			return err
		})
	})
	s.run("daemon/19-install", func() {
		d.done(installWith(d.client, "conform-hello"))
		same("the revision", d.installed("conform-hello"), "1")
		sameFiles(filepath.Join(d.root, "var/lib/snapd/snaps/conform-hello_1.snap"), s.file("conform-hello", 1))
	})
	s.run("daemon/19-install-of-an-unknown-snap", func() {
		_, err := installWith(d.client, "conform-nothing")
		that(err != nil, "it is installed")
		contains("the message", err.Error(), "not found")
	})
	s.run("daemon/19-install-brings-the-base", func() {
		d.done(installWith(d.client, "conform-tools"))
		same("the base", d.installed("core20"), "1")
	})
	s.run("daemon/19-refresh-to-another-channel", func() {
		d.done(refreshWith(d.client, "conform-hello", "candidate"))
		same("the revision", d.installed("conform-hello"), "2")
	})
	s.run("daemon/19-revert", func() {
		d.done(d.client.Revert("conform-hello", nil))
		same("the revision", d.installed("conform-hello"), "1")
	})
	s.run("daemon/6.6-a-reverted-revision-is-not-installed-again", func() {
		d.done(refreshAllWith(d.client))
		same("the revision", d.installed("conform-hello"), "1")
	})
	s.run("daemon/19-refresh-list", func() {
		_, _, err := d.client.Find(&client.FindOptions{Refresh: true})
		check(err)
	})
	s.run("daemon/19-find", func() {
		found, _, err := d.client.Find(&client.FindOptions{Query: "conform-hello"})
		check(err)
		that(len(found) > 0, "nothing was found")
	})
	s.run("daemon/19-info", func() {
		found, _, err := d.client.FindOne("conform-hello")
		check(err)
		same("edge", found.Channels["latest/edge"].Revision, 3)
	})
	s.run("daemon/19-known-remote-with-the-devices-session", func() {
		found, err := d.client.Known("snap-declaration", map[string]string{
			"series": "16", "snap-id": s.snapID("conform-hello"),
		}, &client.KnownOptions{Remote: true})
		check(err)
		same("the number", len(found), 1)
	})
	s.run("daemon/11-create-cohort", func() {
		keys, err := d.client.CreateCohorts([]string{"conform-hello"})
		check(err)
		that(keys["conform-hello"] != "", "there is no key")
	})
	s.run("daemon/6.4-monitor-a-validation-set", func() {
		result, err := d.client.ApplyValidationSet(s.Brand.ID, s.setName(), &client.ValidateApplyOptions{Mode: "monitor", Sequence: 2})
		check(err)
		same("it is met", result.Valid, false)
	})
	s.run("daemon/16-connectivity", func() {
		var status struct {
			Connectivity bool     `json:"connectivity"`
			Unreachable  []string `json:"unreachable"`
		}
		check(d.client.DebugGet("connectivity", &status, nil))
		that(status.Connectivity, "not reached: %v", status.Unreachable)
	})
}
