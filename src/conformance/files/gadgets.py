"""Texts of gadget.yaml and kernel.yaml: good ones in which each field has each odd value, and random mixtures of such changes."""

import copy
import random

LINUX = "'83,0FC63DAF-8483-4772-8E79-3D69D8477DE4'"
ESP = "'EF,C12A7328-F81F-11D2-BA4B-00A0C93EC93B'"
STATE = "3DE21764-95BD-54BD-A5C3-4ABE786F38A8"
ID = "abcdefghijklmnopqrstuvwxyz012345"


def part(**fields):
    return {name.replace("_", "-"): value for name, value in fields.items()}


def modes():
    return {"volumes": {"pc": {"schema": "gpt", "bootloader": "grub", "structure": [
        part(name="mbr", type="mbr", size="440", content=[{"image": "mbr.img"}]),
        part(name="BIOS", type="21686148-6449-6E6F-744E-656564454649", size="1M", offset="1M", offset_write="mbr+92",
             update={"edition": "1"}, content=[{"image": "core.img", "offset": "0", "size": "4096"}]),
        part(name="seed", role="system-seed", filesystem="vfat", type=ESP, size="1200M",
             update={"edition": "2", "preserve": ["a", "b"]}, content=[{"source": "grub.efi", "target": "EFI/"}]),
        part(name="boot", role="system-boot", filesystem="ext4", type=LINUX, size="750M"),
        part(name="save", role="system-save", filesystem="ext4", type=LINUX, min_size="8M", size="32M"),
        part(name="data", role="system-data", filesystem="ext4", type=LINUX, size="1G")]}}}


def plain():
    return {"volumes": {"vol-1": {"bootloader": "u-boot", "schema": "mbr", "id": "2D", "structure": [
        part(name="loader", type="bare", size="512", offset="512", offset_write="40"),
        part(type="0C", filesystem="vfat", filesystem_label="system-boot", size="128M", content=[{"source": "a/", "target": "/"}]),
        part(type="83", role="system-data", filesystem="ext4", filesystem_label="writable", size="700M")]}}}


def classic():
    return {"volumes": {"pc": {"bootloader": "grub", "structure": [
        part(name="EFI", role="system-seed-null", filesystem="vfat", type=ESP, size="99M", filesystem_label="ubuntu-seed"),
        part(name="boot", role="system-boot", filesystem="ext4", type=LINUX, size="750M"),
        part(name="data", role="system-data", filesystem="ext4", type=LINUX, size="1G")]}}}


def partial():
    return {"volumes": {"pc": {"partial": ["schema", "structure", "size", "filesystem"], "bootloader": "grub", "structure": [
        part(name="one", type=LINUX, size="1M"),
        part(name="two", type=LINUX, content=[{"source": "x", "target": "y"}]),
        part(name="three", type="bare", size="2M", min_size="1M"),
        part(name="four", type=LINUX, offset="1G", size="1M")]}}}


def emmc():
    return {"volumes": {
        "pc": {"bootloader": "piboot", "structure": [part(name="x", type=LINUX, size="1M", role="system-boot")]},
        "my-emmc": {"schema": "emmc", "structure": [part(name="boot0", content=[{"image": "b0"}]), part(name="boot1", update={"edition": "1"})]}},
        "volume-assignments": [{"assignment-name": "one", "assignment": {"pc": {"device": "/dev/disk/by-path/a"}, "my-emmc": {"device": "/dev/disk/by-id/b"}}},
                               {"assignment-name": "two", "assignment": {"pc": {"device": "/dev/disk/by-path/a"}}}]}


def settings():
    return {"defaults": {"system": {"service": {"ssh": {"disable": "true"}}}, ID: {"a": "1"}},
            "connections": [{"plug": f"{ID}:p", "slot": "system:s"}, {"plug": "system:q"}],
            "kernel-cmdline": {"allow": ["a", "b=*"], "append": ["c=d", "e"], "remove": ["quiet", "x=1"]},
            "volume-assignments": [{"assignment-name": "one"}]}


BASES = [modes, plain, classic, partial, emmc, settings]
ANY = ["~", "Null", "''", "x", "1", "yes", "1.5", "[]", "{}", "[x]", "[~]", "{x: y}", "{x: ~}", "'1'", "!!str 1"]
BYTES = ["0", "1", "440", "446", "447", "512", "4096", "1048576", "1M", "1G", "4G", "4096M", "4097M", "5G", "1K", "1k", "1m", "1g", "1MB", "1MiB", "1 M", " 1M", "'1M '", "1.5M", "-1", "-0",
         "-0M", "+1", "0x10", "010", "08", "1_000", "1e3", "M", "G", "-", "--1", "1-", "1-1", "1M1", "9223372036854775807", "9223372036854775808", "8589934592G", "17179869184G", "17179869185G",
         "-17179869183G", "8796093022208M", "8796093022207M", "17592186044415M", "18446744073709551615", "'\u0661'", "0b1", "0o7", "2M", "700M", "1199M", "1200M", "1201M"]
POINTERS = ["mbr+0", "mbr+436", "mbr+437", "mbr+92", "BIOS+92", "BIOS+0", "+92", "mbr+", "mbr", "mbr+1M", "mbr+-1", "mbr+1+1", "x+1", "92", "436", "1G", "4G", "4294967296", "4294967297", "4297M", "'mbr +1'", "'mbr+ 1'", "loader+1", "0", "3G", "2000M"]
TYPES = ["bare", "mbr", "Bare", "MBR", "00", "EF", "ef", "0c", "0C", "'83'", "83", "123", "FFF", "'8'", ESP, LINUX, "0FC63DAF-8483-4772-8E79-3D69D8477DE4", "0fc63daf-8483-4772-8e79-3d69d8477de4", "'ef,C12A7328-F81F-11D2-BA4B-00A0C93EC93B'",
         "'EF,c12a7328-f81f-11d2-ba4b-00a0c93ec93b'", "'EF,'", "',C12A7328-F81F-11D2-BA4B-00A0C93EC93B'", "'EF, C12A7328-F81F-11D2-BA4B-00A0C93EC93B'", "'C12A7328-F81F-11D2-BA4B-00A0C93EC93B,EF'", "'EF,C12A7328-F81F-11D2-BA4B-00A0C93EC93'",
         "'EF,C12A7328F81F11D2BA4B00A0C93EC93B'", STATE, "'\u212aF'", "'EF,EF'", "GPT", "''", "1e", "0e", "1E1"]
ROLES = ["mbr", "system-boot", "system-data", "system-seed", "system-seed-null", "system-save", "system-boot-image", "system-boot-select", "system-seed-image", "system-seed-select", "system-boot-state", "bootimg", "bootselect",
         "system-recovery-select", "System-Boot", "boot", "emmc", "bare", "''", "system_boot"]
LABELS = ["ubuntu-data", "ubuntu-seed", "ubuntu-boot", "ubuntu-save", "UBUNTU-SEED", "Ubuntu-Data", "writable", "Writable", "WRITABLE", "system-boot", "SYSTEM-BOOT", "other", "a" * 40, "''", "é", "É"]
NAMES = ["boot0", "boot1", "boot2", "Boot0", "mbr", "BIOS", "seed", "boot", "data", "one", "a b", "a+b", "a" * 60, "''", "é"]
FILESYSTEMS = ["ext4", "vfat", "vfat-16", "vfat-32", "none", "vfat-12", "ext3", "VFAT", "ntfs", "squashfs", "btrfs", "fat", "''", "None"]
SCHEMAS = ["mbr", "gpt", "emmc", "GPT", "dos", "bsd", "''", "open", "partial"]
LOADERS = ["grub", "u-boot", "android-boot", "piboot", "lk", "uboot", "Grub", "''", "systemd-boot", "none"]
PARTIALS = ["[size]", "[schema]", "[filesystem]", "[structure]", "[size, size]", "[size, schema]", "[schema, filesystem, size]", "[Size]", "[role]", "size", "[]", "['']", "[~]", "[[size]]", "[1]", "[structure, schema, size, filesystem]"]
IDS = ["2D", "zz", "''", "0FC63DAF-8483-4772-8E79-3D69D8477DE4", "a b"]
EDITIONS = ["0", "1", "'1'", "007", "4294967295", "4294967296", "-1", "-0", "+1", "1.0", "0x1", "1_0", "1e1", "''", "x", "99999999999999999999", "yes", "~", "Null", "[1]", "' 1'", "'\u0661'"]
PRESERVES = ["[]", "[a]", "[a, a]", "[a, b]", "[~]", "['']", "['', '']", "[~, '']", "a", "[[a]]", "[1, 1]", "[1, '1']", "[{a: b}]"]
CONTENTS = ["[]", "[{image: x}]", "[{source: x, target: y}]", "[{source: x}]", "[{target: y}]", "[{image: x, source: y}]", "[{image: x, target: y}]", "[{image: x, source: y, target: z}]", "[{}]", "[~]", "[x]", "x", "{image: x}",
            "[{image: x, offset: 1}]", "[{image: x, size: 1}]", "[{image: x, size: 0}]", "[{image: x, offset: 0}]", "[{source: x, target: y, size: 1}]", "[{source: x, target: y, size: 0}]", "[{source: x, target: y, offset: 0}]", "[{source: x, target: y, offset: ~}]",
            "[{image: x, unpack: true}]", "[{image: x, unpack: yes}]", "[{image: x, unpack: 'yes'}]", "[{image: x, unpack: 1}]", "[{image: x, unpack: ~}]", "[{image: x, unpack: Null}]", "[{image: x, unpack: y}]", "[{image: x, unpack: ON}]", "[{image: x, unpack: tRUE}]", "[{image: x, other: [1]}]",
            "[{source: '$kernel:dtbs/a', target: /}]", "[{source: '$kernel:', target: /}]", "[{source: '', target: y}]", "[{source: x, target: ''}]", "[{source: ~, target: y}]", "[{image: ''}]", "[{image: [x]}]", "[{image: {}}]", "[{image: 1}]", "[{image: ~}]",
            "[{image: x}, {image: x}]", "[{source: x, target: y}, {source: x, target: y}]", "[{image: x, size: 1X}]", "[{image: x, offset: -1}]", "[{image: x, offset: ''}]"]
CONNECTIONS = ["[]", "[~]", "[{}]", "{}", "x", "[x]", "[{plug: a:b}]", "[{plug: 'a:b', slot: 'c:d'}]", "[{plug: 'a:'}]", "[{plug: ':b'}]", "[{plug: ':'}]", "[{plug: a}]", "[{plug: 'a:b:c'}]", "[{plug: ''}]", "[{plug: ~}]", "[{plug: Null}]", "[{slot: 'a:b'}]",
               "[{plug: 'a:b', slot: ''}]", "[{plug: 'a:b', slot: ~}]", "[{plug: 'a:b', slot: Null}]", "[{plug: 'a:b', slot: 'c'}]", "[{plug: 'a:b', slot: ':d'}]", "[{plug: 'a:b', slot: [x]}]", "[{plug: [a]}]", "[{plug: {a: b}}]", "[{plug: 1}]", "[{plug: 'a: b'}]", "[{plug: 'a:b', other: x}]", "[{plug: 'a:b'}, {plug: 'a:b'}]", "[{plug: 1:2}]"]
DEFAULTS = ["{}", "[]", "x", "{system: ~}", "{system: {}}", "{system: x}", "{system: []}", "{core: {a: b}}", "{abc: ~}", "{%s: ~}" % ID, "{%sx: {}}" % ID, "{%s: {a: [1, {b: c}]}}" % ID.upper(), "{system: {1: b}}", "{system: {yes: b}}", "{system: {~: b}}", "{system: {a: {1: b}}}", "{system: {a: {yes: b}}}",
            "{system: {a: {~: b}}}", "{system: {a: [{1: b}]}}", "{system: {a: ~}}", "{system: {a: [~]}}", "{system: {a: Null}}", "{system: {a: 18446744073709551615}}", "{system: {a: 9223372036854775807}}", "{system: {a: 2001-01-01}}", "{system: {a: 1.5}}", "{system: {a: .inf}}", "{system: {'': x}}", "{system: {a.b: x}}",
            "{'system': {a: b}, %s: {a: 1}}" % ID, "{System: {}}", "{1: {}}", "{~: {}}", "{system: {a: '2001-01-01'}}", "{system: {a: 0x10}}", "{system: {a: {}}}", "{system: {a: []}}"]
ARGUMENTS = ["a", "a=b", "a=", "=", "=a", "a==b", "a=b=c", "a b", "a  ", "  a", "a=b c", 'a="b c"', 'a="b"', 'a="', 'a=""', '"a"', '"a b"', '"a=b"', '"a=b c"', '"a="', '"', '""', '"="', '"=', '"a', 'a"', 'a"b"', 'a"b c"d', 'a=b"c d"', 'a="b"c', 'a="b c" d', "", " ", "\\t", "a\\tb",
             "a\\nb", "\\na\\n", "a=*", 'a="*"', "a=b*", "a=?", "a=[b]", 'a="[b]"', "a={b}", "a=\\\\", "*", "a*", "root=/dev/sda", "snapd.debug=1", "snapd_x", "init", "é=ü", "a,b", "a=b,c=d", "#", "# a", "a#b", '"a"=b', '"a"="b"', '"a"="b', 'a\\"=b', "a\\u00a0b", "a\\u000bb"]
LINES = ["~", "x", "{}", "[]", "[~]", "[Null]", "[1]", "[yes]", "[1.5]", "[[a]]", "[{a: b}]", "[a, a]", "[a, ~]", "['']", "[a: b]"]
ASSIGNMENTS = ["~", "[]", "[~]", "[{}]", "x", "{}", "[x]", "[{assignment: ~}]", "[{assignment: {}}]", "[{assignment: []}]", "[{assignment: {pc: ~}}]", "[{assignment: {pc: x}}]", "[{assignment: {pc: {}}}]", "[{assignment: {pc: {device: ~}}}]", "[{assignment: {pc: {device: [x]}}}]", "[{assignment-name: [x]}]",
               *["[{assignment: {pc: {device: %s}}}]" % device for device in ["/dev/sda", "/dev/disk/by-path/x", "/dev/disk/by-path", "/dev/disk/by-id", "/dev/disk/by-idx", "/dev/disk/by-uuid/x", "/dev/disk/by-path/../x", "''", "' /dev/disk/by-id/x'", "1"]],
               "[{assignment: {nope: {device: /dev/disk/by-id/x}}}]", "[{assignment: {pc: {device: /dev/disk/by-id/x}}}, {assignment: {pc: {device: /dev/disk/by-id/x}}}]", "[{assignment: {pc: {device: /dev/disk/by-id/x}}}, {assignment: {pc: {device: /dev/disk/by-id/y}}}]",
               "[{assignment-name: a, assignment: {pc: {device: /dev/disk/by-id/x}}}, {assignment-name: a, assignment: {my-emmc: {device: /dev/disk/by-id/x}}}]", "[{assignment: {pc: {device: /dev/disk/by-id/x}}}, ~]"]
VOLUMES = ["~", "{}", "[]", "x", "{pc: ~}", "{pc: {}}", "{pc: []}", "{pc: x}", *["{%s: {bootloader: grub}}" % name for name in ["pc", "p", "1", "12", "1-", "-1", "a_b", "a.b", "''", "~", "é", "ab-", "AB", "yes", "a b", "'a\n'", "a" * 300]],
           "{pc: {bootloader: grub}, other: {}}", "{pc: {bootloader: grub}, other: {bootloader: lk}}", "{pc: {bootloader: grub}, other: ~}", "{pc: {bootloader: grub, structure: ~}}", "{pc: {bootloader: grub, structure: x}}", "{pc: {bootloader: grub, structure: {}}}", "{pc: {bootloader: grub, structure: [~]}}",
           "{pc: {bootloader: grub, structure: [{}]}}", "{pc: {bootloader: grub, name: x}}", "{pc: {bootloader: grub, name: [x]}}", "{pc: {bootloader: grub, assigneddevice: x}}", "{pc: {bootloader: grub, assigneddevice: {}}}", "{pc: {bootloader: grub, structure: [{volumename: [x], type: bare, size: 1M}]}}",
           "{pc: {bootloader: grub, structure: [{volumename: x, yamlindex: [x], enclosingvolume: 5, device: [x], type: bare, size: 1M}]}}"]
DOCUMENTS = ["", "# only a comment\n", "---\n", "---\n...\n", "~\n", "null\n", "Null\n", "{}\n", "[]\n", "x\n", "''\n", "1\n", "--- ~\n...\n", "\n\n", " ", "volumes:\n", "format: 1\n", "format: [x]\n", "a: &a\n  bootloader: grub\nvolumes:\n  pc: *a\n",
             "a: &a {type: bare, size: 1M}\nvolumes: {pc: {bootloader: grub, structure: [{<<: *a, name: x}, {<<: *a, name: y, size: 2M}]}}\n", "a: &a {size: 1M}\nvolumes: {pc: {bootloader: grub, structure: [{type: bare, size: 2M, <<: *a}]}}\n", "volumes: {pc: {bootloader: grub}}\nvolumes: {pc: {bootloader: lk}}\n",
             "? volumes\n: pc: {bootloader: grub}\n", "volumes: {pc: {bootloader: grub}}\n--- \nx\n", "\ufeffvolumes: {pc: {bootloader: grub}}\n", "volumes: {pc: {bootloader: grub}}\n# \u00e9\n", "volumes:\n\tpc: {}\n"]
KERNELS = ["", "# a\n", "{}", "assets: {}", "assets: []", "assets: x", "assets: ~", "assets: {a: ~}", "assets: {a: x}", "assets: {a: {}}", "assets: {a: {update: true}}", "assets: {a: {update: yes}}", "assets: {a: {update: 1}}", "assets: {a: {update: 'true'}}", "assets: {a: {update: ~}}", "assets: {a: {content: [x, y/]}}",
           "assets: {a: {content: x}}", "assets: {a: {content: [~]}}", "assets: {a: {content: [[x]]}}", "assets: {a: {content: [../x]}}", *["assets: {%s: {}}" % name for name in ["A", "1", "a-b", "-a", "a-", "a_b", "a.b", "''", "~", "é", "yes", "a b", "0x1"]],
           *["dynamic-modules: %s" % value for value in ["$SNAP_DATA", "${SNAP_DATA}", "$SNAP_COMMON", "''", "~", "Null", "x", "[x]", "{}", "1", "' $SNAP_DATA'"]], "other: [x]", "[]", "x", "~", "assets: {a: {content: [x]}, b: {content: [z]}}"]

FIELDS = {"size": BYTES, "min-size": BYTES, "offset": BYTES, "offset-write": POINTERS + BYTES, "type": TYPES, "role": ROLES, "filesystem-label": LABELS, "name": NAMES, "filesystem": FILESYSTEMS, "id": IDS,
          "edition": EDITIONS, "preserve": PRESERVES, "content": CONTENTS, "schema": SCHEMAS, "bootloader": LOADERS, "partial": PARTIALS, "connections": CONNECTIONS, "defaults": DEFAULTS,
          "volume-assignments": ASSIGNMENTS, "volumes": VOLUMES, "update": ["{edition: 1}", "{preserve: [a]}", "[edition]"], "structure": ["[{name: x, type: bare, size: 1M}]"],
          "kernel-cmdline": ["{append: a}", "[append]"], "source": ["$kernel:a/b"], "target": ["/"], "image": ["a"], "device": ["/dev/disk/by-id/x", "/dev/sda"], "assignment-name": ["one", "two"], "assignment": [], "plug": ["a:b", "a"], "slot": ["a:b", "a"],
          **{key: LINES + ["['%s']" % a if "\\" not in a and "'" not in a else '["%s"]' % a.replace('"', '\\"') for a in ARGUMENTS] for key in ("append", "allow", "remove")}}
INSIDE = {"structure": ["name", "type", "size", "min-size", "offset", "offset-write", "role", "filesystem", "filesystem-label", "id", "content", "update"], "update": ["edition", "preserve"],
          "volume": ["schema", "bootloader", "id", "partial", "structure"], "": ["volumes", "volume-assignments", "defaults", "connections", "kernel-cmdline"], "kernel-cmdline": ["allow", "append", "remove"]}


def text(value):
    """In the style of JSON, with the texts as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(text, value)) + "]"
    return value


def document(gadget):
    return "".join(f"{key}: {text(value)}\n" for key, value in gadget.items())


def places(value, kind="", path=()):
    """Each map of a gadget, by what it is, with the keys that lead to it."""
    if isinstance(value, dict):
        yield path, kind
        for key, item in value.items():
            yield from places(item, "volume" if kind == "volumes" else key, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, kind, (*path, number))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def changes(base):
    """Each change of one field: path, field, text. What is odd anywhere is tried in one place of each kind."""
    tried = set()
    for path, kind in places(base):
        inside = at(base, path)
        for field in dict.fromkeys([*inside, *INSIDE.get(kind, [])]):
            for odd in [*FIELDS.get(field, []), *([] if (kind, field) in tried else ANY)]:
                yield path, field, odd
            tried.add((kind, field))
            if field in inside:
                yield path, field, None


def changed(gadget, path, field, odd):
    gadget = copy.deepcopy(gadget)
    if odd is None:
        del at(gadget, path)[field]
    else:
        at(gadget, path)[field] = odd
    return gadget


def boundaries():
    """Each name, kind and text."""
    seen = set()
    for make in BASES:
        base = make()
        yield f"gadget-{make.__name__}", "gadget", document(base)
        for number, (path, field, odd) in enumerate(changes(base)):
            odd_one = document(changed(base, path, field, odd))
            if odd_one not in seen:
                seen.add(odd_one)
                yield f"gadget-{make.__name__}-{number}", "gadget", odd_one
    for number, volumes in enumerate(VOLUMES):
        for more, assignments in enumerate(["~", "[~]", "[{assignment: {pc: {device: /dev/disk/by-id/x}}}]"]):
            yield f"gadget-volumes-{number}-{more}", "gadget", f"volumes: {volumes}\nvolume-assignments: {assignments}\n"
    for number, odd in enumerate(DOCUMENTS):
        yield f"gadget-document-{number}", "gadget", odd
    for number, odd in enumerate(KERNELS):
        yield f"kernel-{number}", "kernel", odd


def kept():
    """As many of them as a test of the store can have beside its others: all that are short, and some of the rest."""
    for number, case in enumerate(boundaries()):
        if len(case[2]) < 250 or case[0].startswith("gadget-settings") or number % 10 == 0:
            yield case


def structures_of(gadget):
    volumes = gadget.get("volumes")
    for volume in volumes.values() if isinstance(volumes, dict) else []:
        if isinstance(volume, dict) and isinstance(volume.get("structure"), list):
            yield volume["structure"]


def shuffled(gadget, chance):
    """Puts a structure elsewhere, twice, or away."""
    lists = [structures for structures in structures_of(gadget) if structures]
    if lists:
        structures = chance.choice(lists)
        one = chance.choice(structures)
        if chance.random() < 0.6:
            structures.remove(one)
        if chance.random() < 0.6:
            into = chance.choice(lists)
            into.insert(chance.randrange(len(into) + 1), copy.deepcopy(one))


def placed(gadget, chance):
    """Gives structures places that nearly fit."""
    for structures in structures_of(gadget):
        for structure in structures:
            if isinstance(structure, dict) and chance.random() < 0.4:
                structure["offset"] = f"{chance.choice([0, 1, 2, 3, 1201, 1202, 1953, 1985, 3000])}M"
            if isinstance(structure, dict) and chance.random() < 0.2:
                structure["size"] = f"{chance.choice([1, 2, 100, 1199, 1201])}M"
            if isinstance(structure, dict) and chance.random() < 0.1:
                structure["min-size"] = f"{chance.choice([1, 2, 100])}M"


def generated(seed, count):
    """Random mixtures, most of them near a good gadget."""
    chance = random.Random(seed)
    possible = {make: list(changes(make())) for make in BASES}
    for number in range(count):
        make = chance.choice(BASES)
        gadget = make()
        for _ in range(chance.choice([0, 1, 2, 2, 3])):
            path, field, odd = chance.choice(possible[make])
            try:
                gadget = changed(gadget, path, field, odd)
            except (KeyError, IndexError, TypeError):
                continue
        if chance.random() < 0.5:
            placed(gadget, chance)
        if chance.random() < 0.3:
            shuffled(gadget, chance)
        yield f"gadget-generated-{seed}-{number}", "gadget", document(gadget)
