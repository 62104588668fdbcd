// Command judge says of the texts of snap files what snapd says of them. It reads lines of JSON, each with a name, a
// kind (snap, component, gadget or kernel) and the bytes in base64, and writes one line for each: the name, whether snapd accepts them,
// and what it read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"sort"

	"github.com/snapcore/snapd/interfaces/builtin"
	"github.com/snapcore/snapd/snap"
)

type question struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Text []byte `json:"base64"`
}

type answer struct {
	Name    string         `json:"name"`
	Verdict string         `json:"verdict"`
	Why     string         `json:"why,omitempty"`
	Reads   map[string]any `json:"reads,omitempty"`
}

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for {
		var asked question
		if err := in.Decode(&asked); err == io.EOF {
			break
		} else if err != nil {
			fmt.Fprintln(os.Stderr, "judge:", err)
			os.Exit(1)
		}
		said := answer{Name: asked.Name, Verdict: "accepts"}
		reads, err := judge(asked)
		if err != nil {
			said.Verdict, said.Why = "refuses", err.Error()
		} else {
			said.Reads = reads
		}
		if err := encoder.Encode(said); err != nil {
			fmt.Fprintln(os.Stderr, "judge:", err)
			os.Exit(1)
		}
	}
	out.Flush()
}

// judge lets no panic of a reader end the run: a device would not install such a file either.
func judge(asked question) (reads map[string]any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	switch asked.Kind {
	case "component":
		return component(asked.Text)
	case "gadget":
		return gadgetYaml(asked.Text)
	case "kernel":
		return kernelYaml(asked.Text)
	}
	return snapYaml(asked.Text)
}

func component(text []byte) (map[string]any, error) {
	info, err := snap.InfoFromComponentYaml(text)
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"component":   info.Component.String(),
		"type":        string(info.Type),
		"version":     info.CompVersion,
		"summary":     info.Summary,
		"description": info.Description,
		"provenance":  info.ComponentProvenance,
	}, nil
}

// snapYaml notes plugs and slots before snapd takes away those that this build of it does not know.
func snapYaml(text []byte) (map[string]any, error) {
	reads := map[string]any{}
	snap.SanitizePlugsSlots = func(info *snap.Info) {
		reads["plugs"], reads["slots"] = plugs(info.Plugs), slots(info.Slots)
		reads["apps"] = apps(info)
		builtin.SanitizePlugsSlots(info)
	}
	info, err := snap.InfoFromSnapYaml(text)
	if err != nil {
		return nil, err
	}
	if err := snap.Validate(info); err != nil {
		return nil, err
	}
	reads["name"] = info.SuggestedName
	reads["version"] = info.Version
	reads["type"] = string(info.Type())
	reads["base"] = info.Base
	reads["architectures"] = unique(info.Architectures)
	reads["epoch"] = info.Epoch.String()
	reads["confinement"] = string(info.Confinement)
	reads["title"] = info.OriginalTitle
	reads["summary"] = info.OriginalSummary
	reads["description"] = info.OriginalDescription
	reads["license"] = info.License
	reads["provenance"] = info.SnapProvenance
	reads["assumes"] = texts(info.Assumes)
	reads["common-ids"] = texts(info.CommonIDs)
	reads["hooks"] = keys(info.Hooks)
	reads["components"] = components(info.Components)
	reads["links"] = info.OriginalLinks
	return reads, nil
}

func plugs(all map[string]*snap.PlugInfo) map[string]any {
	ends := map[string]any{}
	for name, plug := range all {
		ends[name] = end(plug.Interface, plug.Label, plug.Attrs)
	}
	return ends
}

func slots(all map[string]*snap.SlotInfo) map[string]any {
	ends := map[string]any{}
	for name, slot := range all {
		ends[name] = end(slot.Interface, slot.Label, slot.Attrs)
	}
	return ends
}

// end copies the attributes, for snapd adds some of its own to them.
func end(name, label string, attributes map[string]any) map[string]any {
	copied := map[string]any{}
	for key, value := range attributes {
		copied[key] = sayable(value)
	}
	return map[string]any{"interface": name, "label": label, "attributes": copied}
}

// sayable tells 1.0 from 1 and says what JSON cannot: decimals become a map with their 64 bits.
func sayable(value any) any {
	switch value := value.(type) {
	case float64:
		return map[string]any{"decimal": fmt.Sprintf("%016x", math.Float64bits(value))}
	case []any:
		items := make([]any, len(value))
		for i, item := range value {
			items[i] = sayable(item)
		}
		return items
	case map[string]any:
		entries := map[string]any{}
		for key, item := range value {
			entries[key] = sayable(item)
		}
		return entries
	}
	return value
}

func apps(info *snap.Info) map[string]any {
	all := map[string]any{}
	for name, app := range info.Apps {
		all[name] = map[string]any{"command": app.Command, "daemon": app.Daemon, "common-id": app.CommonID}
	}
	return all
}

func components(all map[string]*snap.Component) map[string]any {
	said := map[string]any{}
	for name, component := range all {
		said[name] = map[string]any{
			"type":        string(component.Type),
			"summary":     component.Summary,
			"description": component.Description,
			"hooks":       keys(component.ExplicitHooks),
		}
	}
	return said
}

func keys[V any](all map[string]V) []string {
	names := []string{}
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func texts(all []string) []string {
	sorted := append([]string{}, all...)
	sort.Strings(sorted)
	return sorted
}

func unique(all []string) []string {
	seen := map[string]bool{}
	each := []string{}
	for _, text := range all {
		if !seen[text] {
			seen[text] = true
			each = append(each, text)
		}
	}
	return each
}
