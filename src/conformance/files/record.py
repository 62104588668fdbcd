#!/usr/bin/env python3
"""Writes down what snapd says of the texts at the edges of its rules, for src/test/resources/snap-files.

usage: record.py JUDGE snaps >boundaries.json
       record.py JUDGE gadgets >gadget-boundaries.json
where JUDGE is src/conformance/snapd/judge built with the snapd to follow
"""

import base64
import json
import subprocess
import sys

import boundaries
import gadgets

CASES = {"snaps": boundaries.cases, "gadgets": gadgets.kept}


def entry(name, kind, text, verdict):
    case = {"name": name, "snapd": verdict}
    if kind != "snap":
        case["kind"] = kind
    if isinstance(text, bytes):
        case["base64"] = base64.b64encode(text).decode()
    else:
        case["yaml"] = text
    return case


def main(judge, which):
    cases = list(CASES[which]())
    questions = [{"name": name, "kind": kind, "base64": base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()}
                 for name, kind, text in cases]
    answers = subprocess.run([judge], input="\n".join(map(json.dumps, questions)), capture_output=True, text=True, check=True)
    verdicts = {answer["name"]: answer["verdict"] for answer in map(json.loads, answers.stdout.rstrip("\n").split("\n"))}
    lines = [json.dumps(entry(name, kind, text, verdicts[name])) for name, kind, text in cases]
    print('{"note": "texts at the edges of the rules and what snapd says of them; src/conformance/files/record.py writes this",')
    print('"cases": [\n' + ",\n".join(lines) + "\n]}")


main(*sys.argv[1:])
