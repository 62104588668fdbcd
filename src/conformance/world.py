#!/usr/bin/env python3
"""Moves a brand into a running store and publishes what the conformance cases ask for.

Everything goes the way people go: the store's command line for the brand, its store, its people and their
credentials, and the publisher API for names, files and releases. What was made is written to FOLDER/world.json.

usage: world.py URL FOLDER SESSION-SECONDS CLI...
"""
import concurrent.futures
import json
import os
import pathlib
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request

GADGET = """volumes:
  pc:
    schema: gpt
    bootloader: grub
    structure:
      - name: EFI System
        type: C12A7328-F81F-11D2-BA4B-00A0C93EC93B
        size: 50M
        filesystem: vfat
"""
GADGET_20 = """volumes:
  pc:
    schema: gpt
    bootloader: grub
    structure:
      - name: ubuntu-seed
        role: system-seed
        filesystem: vfat
        type: EF,C12A7328-F81F-11D2-BA4B-00A0C93EC93B
        size: 1200M
      - name: ubuntu-boot
        role: system-boot
        filesystem: ext4
        type: 83,0FC63DAF-8483-4772-8E79-3D69D8477DE4
        size: 750M
      - name: ubuntu-save
        role: system-save
        filesystem: ext4
        type: 83,0FC63DAF-8483-4772-8E79-3D69D8477DE4
        size: 32M
      - name: ubuntu-data
        role: system-data
        filesystem: ext4
        type: 83,0FC63DAF-8483-4772-8E79-3D69D8477DE4
        size: 1G
"""
# A program that prints a line, so that an app has something to start.
HELLO = "#!/bin/sh\necho hello\n"


class Store:
    """The publisher's and the manager's side of the store under test."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def call(self, method, path, body=None, token=None, scheme="macaroon", raw=None, content_type="application/json"):
        headers = {"Accept": "application/json"}
        data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
        if data is not None:
            headers["Content-Type"] = content_type
        if token:
            headers["Authorization"] = f"{scheme} {token}"
        url = path if path.startswith("http") else self.url + path
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as e:
            raise SystemExit(f"world: {method} {path}: {e.code} {e.read().decode(errors='replace')}") from e

    def upload(self, token, name, path):
        """The revision that the store makes of a file."""
        content = pathlib.Path(path).read_bytes()
        boundary = secrets.token_hex(16)
        form = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="binary"; filename="{os.path.basename(path)}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + content + f"\r\n--{boundary}--\r\n".encode()
        sent = self.call(
            "POST", "/unscanned-upload/", raw=form, content_type=f"multipart/form-data; boundary={boundary}")
        status = self.call(
            "POST", f"/v1/snap/{name}/revisions", {"upload-id": sent["upload_id"]}, token)["status-url"]
        for _ in range(1200):
            revision = self.call("GET", status, token=token)["revisions"][0]
            if revision["status"] == "approved":
                return revision["revision"]
            if revision["status"] == "rejected":
                raise SystemExit(f"world: {path} was rejected: {revision.get('errors')}")
            time.sleep(0.05)
        raise SystemExit(f"world: the store does not finish with {path}: {revision}")


class Files:
    """Makes snap files."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def snap(self, name, version, more="", files=None, kind="app", base=None, arch="[amd64]"):
        tree = self.folder / "trees" / f"{name}-{version}"
        (tree / "meta").mkdir(parents=True, exist_ok=True)
        yaml = (
            f"name: {name}\nversion: '{version}'\nsummary: {name.capitalize()} for conformance\n"
            f"description: Made for the conformance suite.\nconfinement: strict\ngrade: stable\narchitectures: {arch}\n"
        )
        if kind != "app":
            yaml += f"type: {kind}\n"
        if base:
            yaml += f"base: {base}\n"
        (tree / "meta/snap.yaml").write_text(yaml + more)
        for path, content in (files or {}).items():
            target = tree / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
            if path.startswith("bin/") or "/hooks/" in path:
                target.chmod(0o755)
        made = self.folder / f"{name}_{version}.snap"
        made.unlink(missing_ok=True)
        subprocess.run(
            ["mksquashfs", tree, made, "-noappend", "-comp", "xz", "-no-xattrs", "-all-root", "-no-fragments",
             "-processors", "1", "-no-progress", "-quiet"],
            check=True, stdout=subprocess.DEVNULL)
        return made


def snaps(files, url):
    """Name to a list of (file, channels), one a revision."""
    half_mega = os.urandom(500_000)
    app = lambda name: f"apps:\n  {name}:\n    command: bin/{name}\n"
    icon = (pathlib.Path(__file__).parent / "icon.png").read_bytes()

    def hello(version, tail, **more):
        return files.snap(
            "conform-hello", version, app("conform-hello") + "    plugs: [network]\n",
            {"bin/conform-hello": HELLO, "data": half_mega + tail, "meta/gui/icon.png": icon}, base="core18", **more)

    kernel = {"kernel.img": "a kernel", "initrd.img": "an initrd", "meta/kernel.yaml": "version: 5.4\n",
              "modules/5.4/modules.dep": "", "firmware/none": ""}
    info = {"usr/lib/snapd/info": "VERSION=2.57.6\n"}
    return {
        "snapd": [(files.snap("snapd", "2.57.6", "", info, kind="snapd"), ["stable"])],
        "core": [(files.snap("core", "16-2.57.6", "", info, kind="os"), ["stable"])],
        "core18": [(files.snap("core18", "18-1", kind="base"), ["stable"])],
        "core20": [(files.snap("core20", "20-1", kind="base"), ["stable"])],
        "conform-pc16": [(files.snap(
            "conform-pc16", "16", files={"meta/gadget.yaml": GADGET, "grub.conf": ""}, kind="gadget"), ["stable"])],
        "conform-pc18": [(files.snap(
            "conform-pc18", "18", files={"meta/gadget.yaml": GADGET, "grub.conf": ""}, kind="gadget", base="core18"),
            ["stable"])],
        "conform-pc20": [(files.snap(
            "conform-pc20", "20", files={"meta/gadget.yaml": GADGET_20, "grub.conf": "", "grub.cfg": ""},
            kind="gadget", base="core20"), ["stable"])],
        # It tells its devices where to register.
        "conform-classic": [(lambda snap_id: files.snap(
            "conform-classic", "1", files={"meta/gadget.yaml": f"""defaults:
  {snap_id}:
    device-service:
      url: {url}/v1/
      headers:
        x-conformance: "yes"
"""}, kind="gadget", base="core18"), ["stable"])],
        "conform-kernel": [(files.snap("conform-kernel", "5.4", files=kernel, kind="kernel"), ["stable"])],
        "conform-kernel20": [(files.snap(
            "conform-kernel20", "5.15", files={**kernel, "kernel.efi": "an efi kernel"}, kind="kernel"), ["stable"])],
        "conform-hello": [
            (hello("1.0", b"one"), ["stable"]),
            (hello("2.0", b"two" * 1000), ["candidate", "beta"]),
            (hello("3.0", b"three" * 1000), ["edge"]),
        ],
        "conform-tools": [
            (files.snap("conform-tools", "1", app("conform-tools"), {"bin/conform-tools": HELLO}, base="core20"),
             ["stable"]),
            (files.snap("conform-tools", "2", app("conform-tools"), {"bin/conform-tools": HELLO}, base="core20"),
             ["candidate"]),
        ],
        # One for each client that lets it decide.
        **{name: [(files.snap(name, "1", files={"data": "x"}), ["stable"])]
           for name in ("conform-warden-snapd", "conform-warden-snapd-latest")},
        # Its second revision reads what the first wrote, its third no longer does.
        "conform-epoch": [
            (files.snap("conform-epoch", "1", "epoch: 0\n" + app("conform-epoch"), {"bin/conform-epoch": HELLO},
                        base="core18"), ["stable"]),
            (files.snap("conform-epoch", "2", "epoch: 1*\n" + app("conform-epoch"), {"bin/conform-epoch": HELLO},
                        base="core18"), ["candidate"]),
            (files.snap("conform-epoch", "3", "epoch: 2\n" + app("conform-epoch"), {"bin/conform-epoch": HELLO},
                        base="core18"), ["edge"]),
        ],
        "conform-gate": [
            (files.snap("conform-gate", "1", app("conform-gate"), {"bin/conform-gate": HELLO}, base="core18"),
             ["stable"]),
        ],
        "conform-bare": [(files.snap("conform-bare", "1", files={"data": "x"}), ["stable"])],
    }


def main():
    url, folder, session_seconds, cli = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    log = open(folder / "cli.log", "ab")

    def brandstore(*arguments, stdin=b"", **environment):
        done = subprocess.run(
            [*cli, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=log, env={**os.environ, **environment})
        if done.returncode:
            sys.stderr.buffer.write(done.stdout)
            raise SystemExit(f"world: {' '.join(arguments)} failed, see {log.name}")
        return done.stdout.decode().strip()

    tag = secrets.token_hex(3)
    names = {"brand": f"conform-{tag}", "rival": f"rival-{tag}"}
    stores = {"brand": f"conform{tag}store", "rival": f"rival{tag}store", "careful": f"careful{tag}store"}
    people = {"dev": f"dev@{names['brand']}.example", "manager": f"manager@{names['brand']}.example",
              "rival": f"dev@{names['rival']}.example", "partner": f"partner@{names['brand']}.example"}
    password = secrets.token_urlsafe(18)
    world = {"url": url, "session-seconds": session_seconds, "cli": cli, "folder": str(folder)}

    def brand(which):
        world[which] = {"username": names[which], "store": stores[which]}
        world[which]["id"] = brandstore("brand", "add", names[which], "--display-name", names[which].capitalize())
        brandstore("brand", "add-store", stores[which], "--brand", names[which], "--name", f"The store of {which}",
                   "--url", url.rstrip("/") + "/")

    def careful_store():
        brandstore("brand", "add-store", stores["careful"], "--brand", names["brand"], "--name", "The careful store")

    def person(who, which, roles):
        brandstore("person", "add", people[who], "--brand", names[which], "--name", who.capitalize(),
                   BRANDSTORE_PASSWORD=password)
        brandstore("person", "grant", people[who], "--store", stores[which], "--role", roles)
        world.setdefault("people", {})[who] = {"email": people[who], "password": password}

    def credential(who, key, *arguments):
        world["people"][who][key] = brandstore("person", *arguments)

    def model(name, **more):
        headers = {"type": "model", "model": name, "architecture": "amd64", "store": stores["brand"], **more}
        text = brandstore("model", "sign", "--brand", names["brand"], "--serial-approval", "automatic",
                          "/dev/stdin", stdin=json.dumps(headers).encode())
        (folder / f"{name}.model").write_text(text + "\n")

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        files = pool.submit(lambda: snaps(Files(folder / "snaps"), url))
        list(pool.map(brand, ["brand", "rival"]))
        list(pool.map(lambda task: task(), [
            lambda: person("dev", "brand", "publisher,release-manager"),
            lambda: person("manager", "brand", "admin,release-manager"),
            lambda: person("rival", "rival", "publisher,admin,release-manager"),
            lambda: person("partner", "brand", "outside-publisher"),
            careful_store,
            lambda: model("conform-core", base="core18", gadget="conform-pc18", kernel="conform-kernel"),
            lambda: model("conform-classic", **{"classic": "true", "gadget": "conform-classic", "required-snaps": ["core18"]}),
        ]))
        list(pool.map(lambda task: task(), [
            lambda: brandstore("person", "grant", people["partner"], "--store", stores["careful"],
                               "--role", "outside-publisher"),
            lambda: brandstore("person", "grant", people["manager"], "--store", stores["careful"],
                               "--role", "admin,release-manager"),
            lambda: credential("dev", "enrolment", "enrol", people["dev"]),
            lambda: credential("dev", "first-enrolment", "enrol", people["dev"]),
            lambda: credential("rival", "first-enrolment", "enrol", people["rival"]),
            lambda: credential("partner", "first-enrolment", "enrol", people["partner"]),
            lambda: credential("dev", "builder", "image-builder", people["dev"], "--store", stores["brand"]),
            lambda: credential("rival", "builder", "image-builder", people["rival"], "--store", stores["rival"]),
            lambda: credential("partner", "builder", "image-builder", people["partner"], "--store", stores["careful"]),
            lambda: (folder / "root.go").write_text(brandstore("trust", "export", "--go") + "\n"),
        ]))
        made = files.result()

    store = Store(url)
    tokens = {}
    for who in ("dev", "rival", "partner"):
        tokens[who] = store.call(
            "POST", "/v1/tokens/offline/exchange", {"macaroon": world["people"][who].pop("first-enrolment")})["macaroon"]
        world["people"][who]["token"] = tokens[who]
    # Nobody is to wait for approvals here: that is what other tests are about.
    for who, which in (("manager", "brand"), ("rival", "rival")):
        token = store.call("POST", "/api/admin/v1/tokens", {
            "email": people[who], "password": password, "description": "conformance"})["token"]
        world["people"][who]["admin-token"] = token
        store.call("PUT", f"/api/admin/v1/stores/{stores[which]}/release-policy",
                   {"approvals": {"stable": 0, "candidate": 0, "beta": 0, "edge": 0}, "reason": "conformance"},
                   token, "Bearer")
        # Nor for a reviewer: every upload to this brand is its own.
        store.call("PUT", f"/api/admin/v1/stores/{stores[which]}/review-policy",
                   {"actions": {"gadget": "note", "kernel": "note", "system-snap": "note"}, "reason": "conformance"},
                   token, "Bearer")
    # These let more pass than before, so somebody else has to agree: here the operator, since each brand has one manager.
    for line in brandstore("approval", "list").splitlines():
        brandstore("approval", "approve", line.split("\t")[0], "--reason", "conformance")

    world["snaps"] = {}

    def publish(name, revisions, who, which, tracks=()):
        registered = store.call(
            "POST", "/dev/api/register-name/",
            {"snap_name": name, "series": "16", "is_private": False, "store": stores[which]}, tokens[who])
        entry = {"id": registered["snap_id"], "revisions": [], "files": []}
        if tracks:
            store.call("POST", f"/v1/snap/{name}/tracks", [{"name": track} for track in tracks], tokens[who])
        for path, channels in revisions:
            if callable(path):
                path = path(registered["snap_id"])
            revision = store.upload(tokens[who], name, path)
            entry["revisions"].append(revision)
            entry["files"].append(str(path))
            store.call("POST", f"/v1/snap/{name}/releases",
                       [{"revision": revision, "channel": channel} for channel in channels], tokens[who])
        return name, entry

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name, entry in pool.map(lambda item: publish(*item, "dev", "brand"), made.items()):
            world["snaps"][name] = entry
    # A snap whose newcomers get another track than latest, and one of a publisher beside the brand.
    maker = Files(folder / "snaps")
    plain = lambda name, version: maker.snap(name, version, files={"data": f"{name} {version}"})
    world["snaps"]["conform-tracks"] = publish(
        "conform-tracks", [(plain("conform-tracks", "1"), ["latest/stable"]), (plain("conform-tracks", "2"), ["2.0/stable"])],
        "dev", "brand", ["2.0"])[1]
    store.call("PUT", f"/dev/api/snaps/{world['snaps']['conform-tracks']['id']}/metadata", {"default_track": "2.0"},
               tokens["dev"])
    world["snaps"]["conform-partner"] = publish(
        "conform-partner", [(plain("conform-partner", "1"), ["stable"])], "partner", "brand")[1]
    # Where people decide about each release: a second store of the brand, with releases that wait: one is approved.
    for name in ("conform-waiting", "conform-held"):
        world["snaps"][name] = publish(name, [(plain(name, "1"), ["stable"])], "partner", "careful")[1]
    secret = maker.snap("conform-secret", "1", files={"data": "secret"})
    world["rival"]["snap"] = publish("conform-secret", [(secret, ["stable"])], "rival", "rival")[1]["id"]
    (folder / "world.json").write_text(json.dumps(world, indent=1))
    os.chmod(folder / "world.json", 0o600)


if __name__ == "__main__":
    main()
