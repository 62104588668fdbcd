#!/usr/bin/env python3
"""Publishes a snap with components to the store of a world, for the cases that judge what devices do with them.

Its first revision comes with two components, the second with one of them anew, the third with the first file of it once
more, the fourth with none: what is not sent is carried over. They go to stable, candidate, beta and edge.

usage: components.py URL FOLDER NAME
prints the snap as world.json has it
"""
import json
import pathlib
import subprocess
import sys
import time

import world

CHANNELS = ("stable", "candidate", "beta", "edge")
DECLARED = "components:\n  comp1:\n    type: standard\n  comp2:\n    type: standard\n"


def component(files, snap, name, version):
    tree = files.folder / "trees" / f"{snap}+{name}-{version}"
    (tree / "meta").mkdir(parents=True, exist_ok=True)
    (tree / "meta/component.yaml").write_text(
        f"component: {snap}+{name}\ntype: standard\nversion: '{version}'\nsummary: {name}\ndescription: For conformance.\n")
    (tree / "data").write_bytes(f"{name} {version}\n".encode() * 5000)
    made = files.folder / f"{snap}+{name}_{version}.comp"
    made.unlink(missing_ok=True)
    subprocess.run(
        ["mksquashfs", tree, made, "-noappend", "-comp", "xz", "-no-xattrs", "-all-root", "-no-progress", "-quiet"],
        check=True, stdout=subprocess.DEVNULL)
    return made


def send(store, path):
    boundary = "conformance-components"
    form = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="binary"; filename="{path.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode() + path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    return store.call("POST", "/unscanned-upload/", raw=form,
                      content_type=f"multipart/form-data; boundary={boundary}")["upload_id"]


def push(store, token, name, snap, components):
    body = {"upload-id": send(store, snap), "components": {key: send(store, path) for key, path in components.items()}}
    status = store.call("POST", f"/v1/snap/{name}/revisions", body, token)["status-url"]
    for _ in range(1200):
        revision = store.call("GET", status, token=token)["revisions"][0]
        if revision["status"] == "approved":
            return revision["revision"]
        if revision["status"] == "rejected":
            raise SystemExit(f"components: {snap} was rejected: {revision.get('errors')}")
        time.sleep(0.05)
    raise SystemExit(f"components: the store does not finish with {snap}: {revision}")


def main():
    url, folder, name = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    made = json.loads((folder / "world.json").read_text())
    token = made["people"]["dev"]["token"]
    store, files = world.Store(url), world.Files(folder / "snaps")
    registered = store.call(
        "POST", "/dev/api/register-name/",
        {"snap_name": name, "series": "16", "is_private": False, "store": made["brand"]["store"]}, token)
    first, second = component(files, name, "comp1", "1"), component(files, name, "comp2", "1")
    sent = [{"comp1": first, "comp2": second}, {"comp1": component(files, name, "comp1", "2")}, {"comp1": first}, {}]
    snap = {"id": registered["snap_id"], "revisions": [], "files": []}
    for number, (components, channel) in enumerate(zip(sent, CHANNELS), 1):
        path = files.snap(name, str(number), DECLARED, {"data": f"revision {number}"}, base="core18")
        revision = push(store, token, name, path, components)
        store.call("POST", f"/v1/snap/{name}/releases", [{"revision": revision, "channel": channel}], token)
        snap["revisions"].append(revision)
        snap["files"].append(str(path))
    json.dump(snap, sys.stdout)


if __name__ == "__main__":
    main()
