package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/snapcore/snapd/asserts"
)

// output is what a command said.
type output struct {
	stdout, stderr string
	err            error
}

func (o output) ok() output {
	if o.err != nil {
		fail("%v: %s %s", o.err, shorten(o.stdout), shorten(o.stderr))
	}
	return o
}

// refused is the message of a command that failed.
func (o output) refused() string {
	if o.err == nil {
		fail("the command did not fail: %s", shorten(o.stdout))
	}
	return o.stderr
}

// snapIn runs snapd's snap command in a folder, with the image builder's credentials unless told otherwise.
func (s *suite) snapIn(folder string, environment []string, arguments ...string) output {
	command := exec.Command(filepath.Join(s.bin, "snap"), arguments...)
	command.Dir = folder
	return s.execute(command, environment)
}

func (s *suite) execute(command *exec.Cmd, environment []string) output {
	command.Env = append([]string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + s.temp,
		"LC_ALL=C.UTF-8",
		"SNAPPY_FORCE_API_URL=" + s.URL,
		"UBUNTU_STORE_AUTH=" + s.builder(),
		// A root of its own keeps the command away from a daemon of this machine.
		"SNAPPY_GLOBAL_ROOT=" + s.temp,
		"SNAP_GNUPG_HOME=" + filepath.Join(s.temp, "gnupg"),
	}, environment...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	return output{stdout.String(), stderr.String(), err}
}

func (s *suite) snap(arguments ...string) output { return s.snapIn(s.temp, nil, arguments...) }

func wholeFile(path string) []byte {
	content, err := os.ReadFile(path)
	check(err)
	return content
}

func copyFile(from, to string) {
	check(os.MkdirAll(filepath.Dir(to), 0o755))
	check(os.WriteFile(to, wholeFile(from), 0o644))
}

func sameFiles(got, want string) {
	that(bytes.Equal(wholeFile(got), wholeFile(want)), "%s is not the file that was uploaded", filepath.Base(got))
}

// decodeAll reads a stream of assertions.
func decodeAll(stream []byte) []asserts.Assertion {
	decoder := asserts.NewDecoder(bytes.NewReader(stream))
	var all []asserts.Assertion
	for {
		assertion, err := decoder.Decode()
		if err == io.EOF {
			return all
		}
		check(err)
		all = append(all, assertion)
	}
}

func typesOf(all []asserts.Assertion) string {
	var names []string
	for _, assertion := range all {
		names = append(names, assertion.Type().Name)
	}
	return strings.Join(names, " ")
}

// downloads is where the store keeps files, as its answers name it.
const downloads = "/api/v1/snaps/download/"

const debugHTTP = "SNAPD_DEBUG_HTTP=7"

// commandCases lets the snap command download, ask and be refused.
func (s *suite) commandCases() {
	s.downloadCases()
	s.resumeCases()
	s.refusedDownloadCases()
	s.knownCases()
}

func (s *suite) downloadCases() {
	s.run("snap/C1-download", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "conform-hello").ok()
		sameFiles(filepath.Join(folder, "conform-hello_1.snap"), s.file("conform-hello", 1))
	})
	s.run("snap/C1-download-brings-the-whole-chain", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "conform-hello").ok()
		all := decodeAll(wholeFile(filepath.Join(folder, "conform-hello_1.assert")))
		types := typesOf(all)
		for _, wanted := range []string{"account", "account-key", "snap-declaration", "snap-revision"} {
			contains("the assertions", types, wanted)
		}
	})
	s.run("snap/6.1-download-from-edge", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "--channel=edge", "conform-hello").ok()
		sameFiles(filepath.Join(folder, "conform-hello_3.snap"), s.file("conform-hello", 3))
	})
	s.run("snap/6.1-download-from-latest-candidate", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "--channel=latest/candidate", "conform-hello").ok()
		sameFiles(filepath.Join(folder, "conform-hello_2.snap"), s.file("conform-hello", 2))
	})
	s.run("snap/6.1-newcomers-get-the-default-track", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "conform-tracks").ok()
		sameFiles(filepath.Join(folder, "conform-tracks_2.snap"), s.file("conform-tracks", 2))
		s.snapIn(folder, nil, "download", "--channel=latest/stable", "conform-tracks").ok()
		sameFiles(filepath.Join(folder, "conform-tracks_1.snap"), s.file("conform-tracks", 1))
	})
	s.run("snap/C1-download-of-a-second-publisher", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "conform-partner").ok()
		for _, assertion := range decodeAll(wholeFile(filepath.Join(folder, "conform-partner_1.assert"))) {
			if assertion.Type() == asserts.SnapDeclarationType {
				that(assertion.HeaderString("publisher-id") != s.Brand.ID, "the brand publishes conform-partner")
			}
		}
	})
	s.run("snap/6.1-what-waits-for-approval-is-not-there", func() {
		as := "UBUNTU_STORE_AUTH=" + s.People["partner"].Builder
		contains("the refusal", s.snapIn(s.folder(), []string{as}, "download", "conform-held").refused(), "conform-held")
	})
	s.run("snap/6.1-download-of-a-revision", func() {
		folder := s.folder()
		s.snapIn(folder, nil, "download", "--revision=2", "conform-hello").ok()
		sameFiles(filepath.Join(folder, "conform-hello_2.snap"), s.file("conform-hello", 2))
	})
	s.run("snap/6.1-download-every-type", func() {
		folder := s.folder()
		for _, name := range []string{"snapd", "core", "core18", "conform-pc18", "conform-kernel", "conform-bare"} {
			s.snapIn(folder, nil, "download", name).ok()
			sameFiles(filepath.Join(folder, name+"_1.snap"), s.file(name, 1))
		}
	})
	s.run("snap/1.1-download-with-UBUNTU_STORE_URL", func() {
		folder := s.folder()
		s.snapIn(folder, []string{"SNAPPY_FORCE_API_URL=", "UBUNTU_STORE_URL=" + s.URL}, "download", "conform-bare").ok()
		sameFiles(filepath.Join(folder, "conform-bare_1.snap"), s.file("conform-bare", 1))
	})
	s.run("snap/5.2-credentials-from-a-file", func() {
		folder := s.folder()
		file := filepath.Join(folder, "credentials")
		check(os.WriteFile(file, []byte(s.builder()+"\n"), 0o600))
		s.snapIn(folder, []string{"UBUNTU_STORE_AUTH=", "UBUNTU_STORE_AUTH_DATA_FILENAME=" + file},
			"download", "conform-bare").ok()
	})
	s.run("snap/1.3-download-with-a-store-id", func() {
		folder := s.folder()
		s.snapIn(folder, []string{"UBUNTU_STORE_ID=" + s.Brand.Store}, "download", "conform-bare").ok()
	})
	s.run("snap/1.1-no-content-network-wanted", func() {
		folder := s.folder()
		said := s.snapIn(folder, []string{"SNAPPY_STORE_NO_CDN=1", debugHTTP, "SNAPD_DEBUG=1"}, "download", "conform-bare").ok()
		contains("the log", said.stderr, "Snap-Cdn: none")
		lacks("the log", said.stderr, "302 Found")
	})
	s.run("snap/11-download-from-a-cohort", func() {
		folder := s.folder()
		key := s.cohortKey("conform-hello")
		s.snapIn(folder, nil, "download", "--cohort="+key, "conform-hello").ok()
		sameFiles(filepath.Join(folder, "conform-hello_1.snap"), s.file("conform-hello", 1))
	})
	s.run("snap/13-target-directory-and-basename", func() {
		folder := s.folder()
		s.snapIn(s.temp, nil, "download", "--target-directory="+folder, "--basename=other", "conform-bare").ok()
		sameFiles(filepath.Join(folder, "other.snap"), s.file("conform-bare", 1))
	})
}

// cohortKey asks for a key the way tools without a device do.
func (s *suite) cohortKey(name string) string {
	request, err := http.NewRequest("POST", s.URL+"/v2/cohorts", strings.NewReader(fmt.Sprintf(`{"snaps":[%q]}`, name)))
	check(err)
	request.Header.Set("Authorization", "Bearer "+s.bearer(s.builder()))
	request.Header.Set("Snap-Device-Store", s.Brand.Store)
	request.Header.Set("Accept", "")
	answer, err := http.DefaultClient.Do(request)
	check(err)
	defer answer.Body.Close()
	same("the status", answer.StatusCode, 200)
	var keys struct {
		Keys map[string]string `json:"cohort-keys"`
	}
	check(json.NewDecoder(answer.Body).Decode(&keys))
	that(keys.Keys[name] != "", "there is no cohort key for %s", name)
	return keys.Keys[name]
}

func (s *suite) resumeCases() {
	name := "conform-hello"
	partial := func(content []byte) (string, output) {
		folder := s.folder()
		check(os.WriteFile(filepath.Join(folder, name+"_1.snap.partial"), content, 0o644))
		said := s.snapIn(folder, []string{debugHTTP, "SNAPD_DEBUG=1"}, "download", name).ok()
		sameFiles(filepath.Join(folder, name+"_1.snap"), s.file(name, 1))
		return folder, said
	}
	s.run("snap/13.1-resumed-from-a-partial-file", func() {
		_, said := partial(wholeFile(s.file(name, 1))[:200_000])
		contains("the log", said.stderr, "Range: bytes=200000-")
		contains("the log", said.stderr, "206 Partial Content")
	})
	s.run("snap/13.1-corrupted-partial-is-fetched-anew", func() {
		content := append([]byte{}, wholeFile(s.file(name, 1))[:200_000]...)
		content[1000] ^= 0xff
		_, said := partial(content)
		contains("the log", said.stderr, "206 Partial Content")
		same("the number of downloads", strings.Count(said.stderr, "GET "+downloads), 2)
	})
	s.run("snap/13.1-complete-partial-needs-no-download", func() {
		_, said := partial(wholeFile(s.file(name, 1)))
		lacks("the log", said.stderr, "206 Partial Content")
	})
	s.run("snap/13.1-too-long-partial-is-fetched-anew", func() {
		partial(append(append([]byte{}, wholeFile(s.file(name, 1))...), "more"...))
	})
}

func (s *suite) refusedDownloadCases() {
	refused := func(name, message string, environment []string, arguments ...string) {
		s.run(name, func() {
			said := s.snapIn(s.folder(), environment, append([]string{"download"}, arguments...)...).refused()
			contains("the message", said, message)
		})
	}
	notFound := `cannot download snap "%s": snap not found`
	refused("snap/6.5-unknown-name", fmt.Sprintf(notFound, "conform-nothing"), nil, "conform-nothing")
	refused("snap/6.5-snap-of-another-brand", fmt.Sprintf(notFound, "conform-secret"), nil, "conform-secret")
	refused("snap/6.5-nothing-for-strangers", fmt.Sprintf(notFound, "conform-hello"),
		[]string{"UBUNTU_STORE_AUTH="}, "conform-hello")
	refused("snap/6.5-the-store-id-alone-opens-nothing", fmt.Sprintf(notFound, "conform-hello"),
		[]string{"UBUNTU_STORE_AUTH=", "UBUNTU_STORE_ID=" + s.Brand.Store}, "conform-hello")
	refused("snap/6.5-unknown-track", "no snap revision available as specified", nil, "--channel=2.0/beta", "conform-hello")
	refused("snap/6.5-unknown-revision", "no snap revision available as specified", nil, "--revision=99", "conform-hello")
	refused("snap/6.5-other-architecture", "no snap revision available as specified", []string{"UBUNTU_STORE_ARCH=riscv64"}, "conform-hello")
	refused("snap/t10-bad-credentials-are-final", "401", []string{"UBUNTU_STORE_AUTH=" + bearerAuth("nothing")}, "conform-hello")
}
