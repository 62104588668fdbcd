package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/snapcore/snapd/asserts"
)

// modelFile is a model for an image, signed with the brand's own key.
func (s *suite) modelFile(folder string, headers map[string]interface{}) string {
	complete := map[string]interface{}{"architecture": "amd64", "store": s.Brand.Store}
	for name, value := range headers {
		complete[name] = value
	}
	file := filepath.Join(folder, "model.assert")
	check(os.WriteFile(file, asserts.Encode(s.signModel(complete)), 0o644))
	return file
}

// modelSnap is an entry of a model's list of snaps.
func (s *suite) modelSnap(name, kind string) map[string]interface{} {
	return map[string]interface{}{"name": name, "id": s.snapID(name), "type": kind, "default-channel": "latest/stable"}
}

func (s *suite) core20Snaps() []interface{} {
	return []interface{}{
		s.modelSnap("conform-kernel20", "kernel"), s.modelSnap("conform-pc20", "gadget"), s.modelSnap("snapd", "snapd"),
		s.modelSnap("core20", "base"), s.modelSnap("conform-tools", "app"),
	}
}

func core18Model() map[string]interface{} {
	return map[string]interface{}{
		"model": "image-18", "base": "core18", "gadget": "conform-pc18", "kernel": "conform-kernel",
		"required-snaps": []interface{}{"conform-hello"},
	}
}

func (s *suite) core20Model() map[string]interface{} {
	return map[string]interface{}{"model": "image-20", "base": "core20", "grade": "signed", "snaps": s.core20Snaps()}
}

// prepare builds an image; the result is the folder with the seed.
func (s *suite) prepare(headers map[string]interface{}, arguments ...string) (folder string, said output) {
	folder = s.folder()
	target := filepath.Join(folder, "image")
	if headers["classic"] == "true" {
		arguments = append(arguments, "--classic")
	}
	arguments = append([]string{"prepare-image"}, append(arguments, s.modelFile(folder, headers), target)...)
	return target, s.snapIn(folder, []string{debugHTTP, "SNAPD_DEBUG=1"}, arguments...)
}

func names(folder string) string {
	var found []string
	files, err := os.ReadDir(folder)
	check(err)
	for _, file := range files {
		if strings.HasSuffix(file.Name(), ".snap") {
			found = append(found, file.Name())
		}
	}
	sort.Strings(found)
	return strings.Join(found, " ")
}

const classicSeed, coreSeed = "var/lib/snapd/seed", "image/var/lib/snapd/seed"

// imageCases build images with snap prepare-image and read their seeds with snapd's own loader.
func (s *suite) imageCases() {
	s.run("image/C1-uc16", func() {
		target, said := s.prepare(map[string]interface{}{
			"model": "image-16", "gadget": "conform-pc16", "kernel": "conform-kernel",
			"required-snaps": []interface{}{"conform-bare"},
		})
		said.ok()
		seed := filepath.Join(target, coreSeed)
		same("the snaps", names(filepath.Join(seed, "snaps")),
			"conform-bare_1.snap conform-kernel_1.snap conform-pc16_1.snap core_1.snap")
		s.loadSeed(seed, "", "image-16", "core conform-kernel conform-pc16 conform-bare")
	})
	s.run("image/C1-uc18", func() {
		target, said := s.prepare(core18Model())
		said.ok()
		seed := filepath.Join(target, coreSeed)
		same("the snaps", names(filepath.Join(seed, "snaps")),
			"conform-hello_1.snap conform-kernel_1.snap conform-pc18_1.snap core18_1.snap snapd_1.snap")
		s.loadSeed(seed, "", "image-18", "snapd conform-kernel core18 conform-pc18 conform-hello")
		that(len(wholeFile(filepath.Join(target, "gadget/meta/gadget.yaml"))) > 0, "the gadget is not unpacked")
	})
	s.run("image/6.1-uc18-from-another-channel", func() {
		target, said := s.prepare(core18Model(), "--channel=candidate")
		said.ok()
		contains("the snaps", names(filepath.Join(target, coreSeed, "snaps")), "conform-hello_2.snap")
	})
	s.run("image/6.1-one-snap-from-another-channel", func() {
		target, said := s.prepare(core18Model(), "--snap=conform-hello=edge")
		said.ok()
		contains("the snaps", names(filepath.Join(target, coreSeed, "snaps")), "conform-hello_3.snap")
	})
	s.run("image/6.1-an-additional-snap", func() {
		target, said := s.prepare(core18Model(), "--snap=conform-gate")
		said.ok()
		contains("the snaps", names(filepath.Join(target, coreSeed, "snaps")), "conform-gate_1.snap")
	})
	s.run("image/C1-uc20-with-grade-and-snaps", func() {
		target, said := s.prepare(s.core20Model())
		said.ok()
		seed := filepath.Join(target, "system-seed")
		same("the snaps", names(filepath.Join(seed, "snaps")),
			"conform-kernel20_1.snap conform-pc20_1.snap conform-tools_1.snap core20_1.snap snapd_1.snap")
		s.loadSeed(seed, label(seed), "image-20", "snapd conform-kernel20 core20 conform-pc20 conform-tools")
	})
	s.enforcedImageCases()
	s.run("image/C1-classic", func() {
		target, said := s.prepare(map[string]interface{}{
			"model": "image-classic", "classic": "true", "gadget": "conform-classic",
			"required-snaps": []interface{}{"core18", "conform-hello"},
		})
		said.ok()
		seed := filepath.Join(target, classicSeed)
		contains("the snaps", names(filepath.Join(seed, "snaps")), "conform-classic_1.snap conform-hello_1.snap")
		s.loadSeed(seed, "", "image-classic", "snapd conform-classic core18 conform-hello")
	})
	s.run("image/10-every-assertion-of-a-seed-is-fetched-once", func() {
		_, said := s.prepare(core18Model())
		said.ok()
		seen := map[string]bool{}
		for _, line := range strings.Split(said.stderr, "\n") {
			at := strings.Index(line, "GET /v2/assertions/")
			if at < 0 {
				continue
			}
			path := strings.Fields(line[at:])[1]
			that(!seen[path], "%s was fetched twice", path)
			seen[path] = true
		}
		that(len(seen) > 10, "only %d assertions were fetched", len(seen))
	})
	s.run("image/17-the-store-assertion-is-in-the-seed", func() {
		target, said := s.prepare(core18Model())
		said.ok()
		found := false
		check(filepath.Walk(filepath.Join(target, coreSeed, "assertions"), func(path string, info os.FileInfo, err error) error {
			if err == nil && !info.IsDir() {
				for _, one := range decodeAll(wholeFile(path)) {
					found = found || one.Type() == asserts.StoreType && one.HeaderString("store") == s.Brand.Store
				}
			}
			return err
		}))
		that(found, "there is none for %s", s.Brand.Store)
	})
	s.run("image/6.5-a-snap-that-is-missing-is-named", func() {
		headers := core18Model()
		headers["required-snaps"] = []interface{}{"conform-nothing"}
		_, said := s.prepare(headers)
		contains("the message", said.refused(), `"conform-nothing"`)
	})
	s.run("image/5.2-without-credentials-there-is-no-image", func() {
		folder := s.folder()
		said := s.snapIn(folder, []string{"UBUNTU_STORE_AUTH="}, "prepare-image", s.modelFile(folder, core18Model()), filepath.Join(folder, "image"))
		contains("the message", said.refused(), "snap not found")
	})
	s.run("image/5.2-credentials-for-another-store-give-no-image", func() {
		folder := s.folder()
		said := s.snapIn(folder, []string{"UBUNTU_STORE_AUTH=" + s.People["rival"].Builder}, "prepare-image",
			s.modelFile(folder, core18Model()), filepath.Join(folder, "image"))
		contains("the message", said.refused(), "snap not found")
	})
}

// label is the only system of a seed.
func label(seed string) string {
	systems, err := os.ReadDir(filepath.Join(seed, "systems"))
	check(err)
	same("the number of systems", len(systems), 1)
	return systems[0].Name()
}
