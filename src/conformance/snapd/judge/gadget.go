package main

import (
	"sort"
	"strconv"

	"github.com/snapcore/snapd/gadget"
	"github.com/snapcore/snapd/gadget/quantity"
	"github.com/snapcore/snapd/kernel"
)

// gadgetYaml asks as a device does that does not know its model yet.
func gadgetYaml(text []byte) (map[string]any, error) {
	info, err := gadget.InfoFromGadgetYaml(text, nil)
	if err != nil {
		return nil, err
	}
	if err := gadget.Validate(info, nil, nil); err != nil {
		return nil, err
	}
	return map[string]any{
		"volumes":     volumes(info.Volumes),
		"assignments": assignments(info.VolumeAssignments),
		"connections": connections(info.Connections),
		"append":      appended(info),
	}, nil
}

func kernelYaml(text []byte) (map[string]any, error) {
	info, err := kernel.InfoFromKernelYaml(text)
	if err != nil {
		return nil, err
	}
	content := []string{}
	for _, asset := range info.Assets {
		if asset != nil {
			content = append(content, asset.Content...)
		}
	}
	return map[string]any{"content": texts(content)}, nil
}

func volumes(all map[string]*gadget.Volume) map[string]any {
	said := map[string]any{}
	for name, volume := range all {
		partial := []string{}
		for _, part := range volume.Partial {
			partial = append(partial, string(part))
		}
		sort.Strings(partial)
		structures := []any{}
		for i := range volume.Structure {
			structures = append(structures, structure(&volume.Structure[i]))
		}
		said[name] = map[string]any{
			"schema":     volume.Schema,
			"bootloader": volume.Bootloader,
			"id":         volume.ID,
			"partial":    partial,
			"size":       bytes(volume.Size()),
			"min-size":   bytes(volume.MinSize()),
			"structures": structures,
		}
	}
	return said
}

func structure(from *gadget.VolumeStructure) map[string]any {
	contents := []any{}
	for _, content := range from.Content {
		contents = append(contents, map[string]any{
			"source": content.UnresolvedSource,
			"target": content.Target,
			"image":  content.Image,
			"offset": offset(content.Offset),
			"size":   bytes(content.Size),
		})
	}
	write := ""
	if from.OffsetWrite != nil {
		write = from.OffsetWrite.RelativeTo + "+" + bytes(quantity.Size(from.OffsetWrite.Offset))
	}
	return map[string]any{
		"name":           from.Name,
		"label":          from.Label,
		"offset":         offset(from.Offset),
		"offset-write":   write,
		"min-size":       bytes(from.MinSize),
		"size":           bytes(from.Size),
		"type":           from.Type,
		"role":           from.Role,
		"id":             from.ID,
		"filesystem":     from.Filesystem,
		"has-filesystem": from.HasFilesystem(),
		"content":        contents,
		"edition":        bytes(quantity.Size(from.Update.Edition)),
		"preserve":       append([]string{}, from.Update.Preserve...),
	}
}

// bytes writes what no number of JSON can say.
func bytes(size quantity.Size) string {
	return strconv.FormatUint(uint64(size), 10)
}

func offset(of *quantity.Offset) string {
	if of == nil {
		return ""
	}
	return bytes(quantity.Size(*of))
}

func assignments(all []*gadget.VolumeAssignment) []any {
	said := []any{}
	for _, assignment := range all {
		name, devices := "", map[string]string{}
		if assignment != nil {
			name = assignment.Name
			for volume, device := range assignment.Assignments {
				devices[volume] = ""
				if device != nil {
					devices[volume] = device.Device
				}
			}
		}
		said = append(said, map[string]any{"name": name, "devices": devices})
	}
	return said
}

func connections(all []gadget.Connection) []string {
	said := []string{}
	for _, connection := range all {
		said = append(said, connection.Plug.SnapID+":"+connection.Plug.Plug+" "+connection.Slot.SnapID+":"+connection.Slot.Slot)
	}
	return said
}

func appended(info *gadget.Info) []any {
	said := []any{}
	for _, argument := range info.KernelCmdline.Append {
		if argument.Param != "" || argument.Value != "" || argument.Quoted {
			said = append(said, []any{argument.Param, argument.Value, argument.Quoted})
		}
	}
	return said
}
