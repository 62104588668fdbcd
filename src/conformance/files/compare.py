#!/usr/bin/env python3
"""Compares what snapd and the store say of the same texts. usage: compare.py REASONS QUESTIONS SNAPD OURS

Prints a case for each way in which they disagree without a documented reason, and how many agree: "N of N agree, M documented".
"""

import base64
import collections
import json
import re
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        return {answer["name"]: answer for answer in map(json.loads, file)}


def difference(snapd, ours):
    """In words, or nothing where they agree."""
    if snapd["verdict"] != ours["verdict"]:
        return f"snapd {snapd['verdict']} ({snapd.get('why', '')}), the store {ours['verdict']} ({ours.get('why', '')})"
    if snapd["verdict"] == "accepts":
        for field, value in snapd["reads"].items():
            if ours["reads"].get(field) != value:
                return f"{field} is {json.dumps(value)} for snapd and {json.dumps(ours['reads'].get(field))} for the store"
    return ""


def main(reasons, questions, snapd, ours):
    with open(reasons, encoding="utf-8") as file:
        documented = json.load(file)
    messages = [re.compile(reason["message"]) for reason in documented["reasons"]]
    messages.append(re.compile(documented["newer-fields"]))  # the module may be older than the snapd that is followed
    newer = re.compile(documented["newer-rules"])
    others = set(documented["other-rules"]) | set(documented["newer-snapd"])
    asked, snapd, ours = lines(questions), lines(snapd), lines(ours)
    if not asked or set(asked) != set(snapd) or set(asked) != set(ours):
        print("FAIL files/answers: a judge left questions without an answer")
        return
    # what a module that is older than a rule says of all texts that the rule is about; one known text tells whether it is
    before = [text for probe, text in documented["newer-texts"].items() if snapd[probe]["verdict"] != "accepts"]
    counts = collections.Counter()
    for name in asked:
        found = difference(snapd[name], ours[name])
        stricter = (snapd[name]["verdict"] == "accepts" and ours[name]["verdict"] == "refuses"
                    and any(message.search(ours[name]["why"]) for message in messages))
        if not found:
            counts["agree"] += 1
        elif (stricter or name in others or newer.search(snapd[name].get("why", ""))
              or any(text in base64.b64decode(asked[name]["base64"]).decode(errors="replace") for text in before)):
            counts["documented"] += 1
        else:
            counts["otherwise"] += 1
            if counts["otherwise"] <= 20:
                text = base64.b64decode(asked[name]["base64"])
                print(f"FAIL files/{name}: {found} of {text!r}".replace("\n", " ")[:2000])
    total = sum(counts.values())
    print(f"# {counts['agree']} of {total} agree, {counts['documented']} documented")
    if not counts["otherwise"]:
        print(f"ok files/{total}-texts-are-judged-and-read-as-snapd-does")


main(*sys.argv[1:])
