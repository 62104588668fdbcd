"""Texts that say what a plug is in every way that YAML has for it: merge keys, tags, quotes, escapes, anchors and aliases.

A review that read another interface than a device does would let a plug pass that it should have stopped.
"""

import random

TAGS = ["", "", "", "", "!!str ", "! ", "!!merge ", "!!null ", "!<tag:yaml.org,2002:str> ", "!!binary ", "!x ", "&k ",
        "&k !!str ", "!!str &k ", "? ", "- "]
SOURCES = ["*a", "*b", "[*a, *b]", "[*b, *a]", "{interface: home}", "{interface: snapd-control}", "[{interface: home}, *b]",
           "*l", "!!map *a", "!!map {interface: home}", "null", "~", "[]", "{}", "!!str x", "[[*a]]", "{<<: *b}",
           "{<<: [*a,*b], interface: network}", "&z {interface: home}", "!!seq [*a]", "[*a, null]", "x"]
VALUES = ["home", "snapd-control", "network", "content", '"home"', "~", "null", "yes", "1", "[home]", "|\n      home",
          "|\n      \thome", ">-\n      home", "|2\n        home", "|-\n      home\n", '"ho\\\n      me"', "'home'", "home # c",
          "home#c", "*s", "&s home", "0x1f", "1_0", "0o7", ".5", "=", "<<", "on", "2001-01-01", "\u00e9", "ho\tme", "home \t",
          "\thome"]
OTHERS = ["content: x", "target: $SNAP/a", "bus: system", "name: n", "read: [a]", "attr: {<<: *a}", "attr: [*a, {<<: *b}]"]
NAMES = ["p", "home", "snapd-control", "network", "q", "1", "yes", "null", "<<"]
COLONS = [": ", ": ", ":\t", " : ", ":"]
HEAD = ["name: acme-app", "version: '1'", "summary: s", "x-a: &a {interface: home, content: x}",
        "x-b: &b {interface: network, y: z}", "x-l: &l [*a, *b]", "x-s: &s home"]


def written(chance, text):
    """The text as a scalar of some style."""
    escaped = "".join(f"\\x{ord(c):02x}" for c in text)
    return chance.choice([text, text, text, f'"{text}"', f"'{text}'", f'"{escaped}"'])


def merge(chance):
    return chance.choice(TAGS) + written(chance, "<<")


def pair(chance):
    kind = chance.random()
    if kind < 0.45:
        return merge(chance) + chance.choice(COLONS) + chance.choice(SOURCES)
    if kind < 0.8:
        key = chance.choice(["interface", "interface", "Interface", "interface "])
        return (chance.choice(TAGS) + written(chance, key) + chance.choice(COLONS[:4])
                + chance.choice(TAGS[:7]) + chance.choice(VALUES))
    return chance.choice(OTHERS)


def text(chance):
    lines = HEAD + [chance.choice(["plugs", "plugs", "slots", "apps"]) + chance.choice([":", ": !!map"])]
    for _ in range(chance.choice([1, 2, 2, 3])):
        name = chance.choice(TAGS) + written(chance, chance.choice(NAMES))
        kind = chance.random()
        if kind < 0.2:
            pairs = ", ".join(pair(chance) for _ in range(chance.choice([1, 2])))
            lines.append(f"  {name}: " + chance.choice(["*a", "*b", "{" + pairs + "}", "home", "~", ""]))
        elif kind < 0.3:
            lines.append(f"  {merge(chance)}: " + chance.choice(SOURCES))
        else:
            lines.append(f"  {name}:")
            lines += ["    " + pair(chance) for _ in range(chance.choice([1, 1, 2, 3]))]
    if chance.random() < 0.2:
        lines.append(merge(chance) + ": " + chance.choice(["{plugs: {home: ~}}", "*a", "{type: gadget}", "[{confinement: classic}]"]))
    if chance.random() < 0.2:
        key = chance.choice(["!!str type", "type", '"type"', "? type\n", "Type", "type\u00a0"])
        lines.append(key + ": " + chance.choice(["gadget", "app", "!!str gadget", "'kernel'", "&t os", "~"]))
    return "\n".join(lines) + "\n"


def generated(seed, count):
    chance = random.Random(f"merges {seed}")
    for number in range(count):
        yield f"merges-{seed}-{number}", "snap", text(chance)
