#!/usr/bin/env python3
"""Prints what to ask snapd and the store about the texts of snap files, a line of JSON each: the inputs in src/test/resources,
those at the edges of each rule, and as many generated ones as are asked for. usage: questions.py TOP SEED COUNT"""

import base64
import json
import pathlib
import random
import sys

import boundaries
import gadgets
import merges

BASES = [
    """name: acme-app
version: '1.0'
summary: A summary # comment
description: |
  First line
   indented

  last
base: core22
apps:
  one:
    command: bin/one --flag
    plugs: [network, 'home']
    environment: {A: 1, B: "x\\ty"}
  two: {command: bin/two, daemon: simple, restart-delay: 5s}
plugs:
  shared: &a
    interface: content
    content: x
    target: $SNAP/a
  other:
    <<: *a
    target: $SNAP/b
hooks:
  configure:
""",
    """%YAML 1.1
---
{name: acme-app, version: "1.0", summary: 'it''s', plugs: {p: {interface: content, x: [1, 2.5, yes, "a b", {k: v}], y: {z: -1}}}}
...
""",
    """name: acme-app
version: 1.0
title: >-
  folded
  text

  more
description: plain
  continued: no
plugs:
  p:
    interface: content
    list:
    - a
    - - b
      - c
    - k: v
      l: w
    ? complex
    : value
    text: "double \\
      quoted\\n \\u00e9 \\x41"
    single: 'single
      quoted'
""",
    """name: acme-app
version: '1'
summary: "s"
plugs:
  p: {interface: content, a: http://x.y/z, b: [a,b , c], "c": 'd', e: !!str 5, f: !!int "7"}
""",
]
PARTS = [":", ": ", " :", "-", "- ", "?", "? ", ",", ", ", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!!int ",
         "|", ">", "|-", ">+", "|2", "'", '"', "%", "@", "`", "\\", "\n", "\n\n", "\n  ", "\t", " \t", "\t ", "  ", " ", "\r\n", "\r",
         "---\n", "...\n", "--- ", "\u0085", "\u2028", "~", "null", "yes", "0x1f", "0o17", "1_0", ".5", "1e3", "<<: ", "\\x41",
         "\\u263a", "\\q", "\\/", "\\'", "a", "b: c", "\ufeff", "\u00a0", "\x7f", "\u00e9", "\U0001F600", "=", "0", "-1", "2024-01-02"]


def changed(text, chance):
    """The text with one thing put in, taken away, replaced or indented."""
    kind, at = chance.random(), chance.randrange(len(text) + 1)
    if kind < 0.6:
        return text[:at] + chance.choice(PARTS) + text[at:]
    if kind < 0.8:
        return text[:at] + text[at + chance.choice([1, 1, 2, 3]):]
    if kind < 0.9:
        return text[:at] + chance.choice(PARTS) + text[at + 1:]
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    lines[line] = chance.choice([" ", "  ", "\t"]) + lines[line]
    return "\n".join(lines)


def generated(seed, count):
    chance = random.Random(seed)
    for number in range(count):
        text = chance.choice(BASES)
        for _ in range(chance.choice([1, 1, 1, 2, 2, 3])):
            text = changed(text, chance)
        yield f"generated-{seed}-{number}", "snap", text


def kept(top):
    for kind in ("snap", "gadget"):
        for case in json.loads((top / f"src/test/resources/snap-files/{kind}-yaml.json").read_text())["cases"]:
            yield case["name"] if kind == "snap" else f"{kind}-yaml-{case['name']}", kind, base64.b64decode(case["base64"]) if "base64" in case else case["yaml"]


def main(top, seed, count):
    for cases in (kept(pathlib.Path(top)), boundaries.cases(), generated(int(seed), int(count)),
                  merges.generated(int(seed), int(count)), gadgets.boundaries(), gadgets.generated(int(seed), int(count))):
        for name, kind, text in cases:
            data = text if isinstance(text, bytes) else text.encode()
            print(json.dumps({"name": name, "kind": kind, "base64": base64.b64encode(data).decode()}))


main(*sys.argv[1:])
