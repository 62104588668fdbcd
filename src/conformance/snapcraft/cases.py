#!/usr/bin/env python3
"""craft-store, and snapcraft's own request shapes for what it does not have, against a running store.

usage: cases.py URL, with CONFORMANCE_WORLD naming the folder in which ../world.py has left world.json. Prints
"ok NAME", "FAIL NAME: why" or "SKIP NAME: why" a case. The names end with what they prove of publisher-api.md.
"""
import base64
import datetime
import hashlib
import hmac
import json
import os
import pathlib
import re
import secrets
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback

import pymacaroons
import requests
from craft_store import errors
from craft_store.models import release_request_model, revisions_model

import clients
import shapes
from clients import OnPremises, UbuntuOne, refused, refused_with

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from world import Files  # noqa: E402

CASES = []


class Skip(Exception):
    """The case cannot run on this machine."""


def case(name):
    def keep(function):
        CASES.append((name, function))
        return function
    return keep


class Suite:
    """What the cases share: who is there, and what was uploaded before."""

    def __init__(self, url, folder, scratch):
        self.url = url
        self.world = json.loads((pathlib.Path(folder) / "world.json").read_text())
        self.people = self.world["people"]
        self.store = self.world["brand"]["store"]
        self.tag = secrets.token_hex(3)
        self.name = f"craft-{self.tag}"
        self.site_name = f"site-{self.tag}"
        self.files = Files(scratch / "snaps")
        self.scratch = scratch
        self.dev = UbuntuOne(url).sign_in(self.people["dev"]["email"], self.people["dev"]["password"])
        self.site = OnPremises(url).sign_in(self.people["dev"]["enrolment"])
        self.rival = UbuntuOne(url).sign_in(self.people["rival"]["email"], self.people["rival"]["password"])
        self._snap = None

    def login(self, **more):
        return UbuntuOne(self.url).sign_in(self.people["dev"]["email"], self.people["dev"]["password"], **more)

    def partner(self):
        """A publisher beside the brand."""
        return UbuntuOne(self.url).sign_in(self.people["partner"]["email"], self.people["partner"]["password"])

    def call(self, method, path, client=None, **more):
        return (client or self.dev).request(method, self.url + path, **more)

    def register(self, name, client=None, **more):
        return self.call("POST", "/dev/api/register-name/", client, json={
            "snap_name": name, "is_private": False, "series": "16", "store": self.store, **more})

    def build(self, name, version, **more):
        return self.files.snap(name, version, **more)

    def push(self, name, path, client=None, components=None, **more):
        """What `snapcraft upload` does after its dry run; the last status."""
        client = client or self.dev
        upload = client.upload_file(filepath=pathlib.Path(path))
        body = {"name": name, "series": "16", "updown_id": upload, "binary_filesize": os.path.getsize(path),
                "source_uploaded": False, **more}
        if components:
            body["components"] = {
                key: client.upload_file(filepath=pathlib.Path(file)) for key, file in components.items()}
        details = self.call("POST", "/dev/api/snap-push/", client, json=body).json()["status_details_url"]
        return self.poll(details, client)

    def poll(self, details, client=None):
        for _ in range(600):
            status = (client or self.dev).request("GET", details).json()
            assert isinstance(status["code"], str), status
            if status.get("processed"):
                return status
            assert status["code"] == "being_processed", status
            time.sleep(0.1)
        raise AssertionError(f"still not processed: {status}")

    def notify(self, name, path):
        """What `snapcraft upload` does in on-premises mode; the last status."""
        upload = self.site.upload_file(filepath=pathlib.Path(path))
        answer = self.site.notify_revision(
            name=name, revision_request=revisions_model.RevisionsRequestModel(upload_id=upload))
        assert answer.status_url.startswith("/"), answer.status_url
        for _ in range(600):
            found = self.site.request("GET", self.url + answer.status_url).json()["revisions"]
            assert len(found) == 1, found
            if found[0]["status"] in ("approved", "rejected"):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"still not reviewed: {found}")

    def release(self, name, revision, channels, client=None, **more):
        return self.call("POST", "/dev/api/snap-release/", client, json={
            "name": name, "revision": str(revision), "channels": channels, **more})

    def site_release(self, name, *pairs):
        self.site.release(name=name, release_request=[
            release_request_model.ReleaseRequestModel(channel=channel, revision=revision)
            for channel, revision in pairs])

    def account(self, client=None):
        return self.call("GET", "/dev/api/account", client).json()

    def snap_id(self, name):
        return self.account()["snaps"]["16"][name]["snap-id"]

    def channel_map(self, name):
        return shapes.check(self.call("GET", f"/api/v2/snaps/{name}/channel-map").json(), shapes.CHANNEL_MAP)

    def in_channel(self, name, channel):
        return {row["revision"] for row in self.channel_map(name)["channel-map"] if row["channel"] == channel}

    @property
    def snap(self):
        """The `snap` command, with a key that the account has registered."""
        program = pathlib.Path(os.environ.get("CONFORMANCE_BIN", "")) / "snap"
        if not program.is_file():
            raise Skip("there is no snap command: run the part snapd as well")
        if self._snap is None:
            made = clients.Snap(str(program), self.scratch, self.url, self.people["dev"]["builder"])
            made.create_key("craft")
            self._snap = made
        return self._snap

    def brand_key(self, name):
        """A key that signs for the brand, which the operator gives the store; a developer's own key signs for them alone."""
        if name not in self.snap.keys():
            self.snap.create_key(name)
            request = self.snap("export-key", f"--account={self.world['brand']['id']}", name)
            subprocess.run([*self.world["cli"], "key", "register", "/dev/stdin", "--account", self.world["brand"]["username"]],
                           input=request, check=True, stdout=subprocess.DEVNULL)
        return name

    def close(self):
        if self._snap is not None:
            self._snap.close()


# --- signing in (publisher-api.md 3) -------------------------------------------------------------------------------
@case("login: a V1 root whose third-party caveat names the host and port (3.2, b 2, b 3)")
def _(s):
    root = base64.urlsafe_b64decode(s.dev.macaroons.root + "===")
    assert root[:4].decode().isalnum() and int(root[:4], 16) > 4, root[:4]
    caveats = pymacaroons.Macaroon.deserialize(s.dev.macaroons.root).caveats
    host = s.url.split("//")[1].split("/")[0]
    assert [c for c in caveats if c.location == host], [c.location for c in caveats]


@case("login: the credential that is exported works from the environment (3.6)")
def _(s):
    os.environ["CONFORMANCE_CREDENTIALS"] = s.dev.exported
    try:
        client = clients.UbuntuOneStoreClient(
            base_url=s.url, storage_base_url=s.url, auth_url=s.url, endpoints=clients.endpoints.U1_SNAP_STORE,
            application_name="conformance-env", user_agent=clients.AGENT,
            environment_auth="CONFORMANCE_CREDENTIALS")
        assert client.whoami()["account"]["email"] == s.people["dev"]["email"]
    finally:
        del os.environ["CONFORMANCE_CREDENTIALS"]


@case("login: a wrong password is refused in both spellings (3.2)")
def _(s):
    e = refused_with("invalid-credentials", 401, UbuntuOne(s.url).sign_in, s.people["dev"]["email"], "wrong")
    assert e.response.json()["code"] == "INVALID_CREDENTIALS", e.response.text


@case("login: nobody learns whether there is such a person (3.2)")
def _(s):
    wrong = refused(UbuntuOne(s.url).sign_in, s.people["rival"]["email"], "wrong").response
    absent = refused(UbuntuOne(s.url).sign_in, f"nobody-{s.tag}@nowhere.example", "wrong").response
    assert (wrong.status_code, wrong.content) == (absent.status_code, absent.content)


@case("login: permissions, snaps, channels and the end are kept and told (4.1)")
def _(s):
    client = s.login(permissions=["package_access", "package_release"], ttl=7200, packages=["conform-hello"],
                     channels=["edge", "beta"])
    who = client.whoami()
    assert sorted(who["permissions"]) == ["package_access", "package_release"], who
    assert sorted(who["channels"]) == ["beta", "edge"], who
    end = who["expires"]
    assert not end.endswith("Z") and "+" not in end, end
    ahead = time.mktime(time.strptime(end[:19], "%Y-%m-%dT%H:%M:%S")) - time.mktime(time.gmtime())
    assert 7000 < ahead < 7300, end


@case("login: for a snap that does not exist it is good for nothing, and tells nothing (3.2)")
def _(s):
    client = s.login(packages=[f"absent-{s.tag}"])
    assert s.account(client)["snaps"].get("16", {}) == {}
    assert refused(s.call, "GET", "/api/v2/snaps/conform-hello/channel-map", client).response.status_code in (403, 404)


@case("login: a discharge that was changed is refused (3.3)")
def _(s):
    client = s.login()
    discharge = pymacaroons.Macaroon.deserialize(client.macaroons.discharge)
    discharge.add_first_party_caveat("conformance|made|up")
    client.replace(d=discharge.serialize())
    assert refused(client.whoami).response.status_code == 401


@case("login: a root that was changed is refused (3.3)")
def _(s):
    client = s.login()
    root = pymacaroons.Macaroon.deserialize(client.macaroons.root)
    root.add_first_party_caveat("conformance|made|up")
    client.replace(r=root.serialize())
    assert refused(client.whoami).response.status_code == 401


@case("login: the discharge of another login is refused (3.3)")
def _(s):
    client = s.login()
    client.replace(d=s.rival.macaroons.discharge)
    assert refused(client.whoami).response.status_code == 401


@case("login: a discharge can be refreshed, again and again, and the old one stays good (3.2, b 17)")
def _(s):
    client = s.login()
    old = client.macaroons.discharge
    client._refresh_token()
    client._refresh_token()
    assert client.whoami()["account"]["email"] == s.people["dev"]["email"]
    client.replace(d=old)
    assert client.whoami()["account"]["email"] == s.people["dev"]["email"]


def code_of(secret, moment):
    """The six digits of RFC 6238."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@case("login: with a second factor the tool is told to ask, and no wrong code will do (2.1, 3.2)")
def _(s):
    person = s.people["manager"]
    pages = requests.Session()

    def page(method, path, **fields):
        answer = pages.request(method, s.url + path, data=fields or None, timeout=60)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def token(text):
        return re.search(r'name="csrf" value="([^"]+)"', text).group(1)

    csrf = token(page("GET", "/console/sign-in"))
    csrf = token(page("POST", "/console/sign-in", csrf=csrf, email=person["email"], password=person["password"],
                      next="/console/account"))
    begun = page("POST", "/console/account/second-factor/begin", csrf=csrf)
    secret = re.search(r'type this key: <span class="mono">([A-Z2-7 ]+)</span>', begun).group(1).replace(" ", "")
    try:
        page("POST", "/console/account/second-factor/confirm", csrf=token(begun), code=code_of(secret, time.time()))
        e = refused_with("twofactor-required", 401, UbuntuOne(s.url).sign_in, person["email"], person["password"])
        assert e.response.json()["code"] == "TWOFACTOR_REQUIRED", e.response.text
        wrong = f"{(int(code_of(secret, time.time())) + 1) % 1_000_000:06d}"
        e = refused_with(
            "twofactor-failure", 403, UbuntuOne(s.url).sign_in, person["email"], person["password"], otp=wrong)
        assert e.response.json()["code"] == "TWOFACTOR_FAILURE", e.response.text
        # the code that confirmed is used up, so this is the next one, a little early
        client = UbuntuOne(s.url).sign_in(
            person["email"], person["password"], otp=code_of(secret, time.time() + 30))
        assert client.whoami()["account"]["email"] == person["email"]
    finally:
        subprocess.run([*s.world["cli"], "person", "remove-second-factor", person["email"]], check=True,
                       capture_output=True)


@case("login on premises: the enrolment is exchanged for a token that headers can carry (3.4)")
def _(s):
    assert s.site.token.isascii() and not any(c.isspace() for c in s.site.token)
    assert s.site.whoami()["account"]["email"] == s.people["dev"]["email"]


@case("login on premises: an enrolment is good once (3.4)")
def _(s):
    assert refused(OnPremises(s.url).sign_in, s.people["dev"]["enrolment"]).response.status_code == 401
    assert s.site.whoami()["account"]["id"] == s.account()["account_id"]


@case("login on premises: an enrolment that nobody was given is refused (3.4)")
def _(s):
    assert refused(OnPremises(s.url).sign_in, "no-such-enrolment").response.status_code == 401


@case("whoami: account, and null where nothing is limited (4.1)")
def _(s):
    who = s.login(permissions=["package_access"]).whoami()
    assert {"email", "username", "id"} <= who["account"].keys(), who
    assert who["account"]["id"] == s.account()["account_id"] != s.world["brand"]["id"], who
    assert not who.get("channels"), who


@case("no credential: 401 with an error list, no redirect (2.1)")
def _(s):
    for path in ("/api/v2/tokens/whoami", "/dev/api/account", f"/v1/snap/{s.name}/releases"):
        e = refused(s.dev.http_client.request, "GET", s.url + path)
        assert e.response.status_code == 401 and len(e.error_list) > 0 and not e.response.history, e


@case("a path that does not exist: 404 with an error list (2.1)")
def _(s):
    e = refused(s.call, "GET", "/dev/api/no-such-thing")
    assert e.response.status_code == 404 and len(e.error_list) > 0, e.response.text


# --- names (publisher-api.md 4.2, 4.3) -----------------------------------------------------------------------------
@case("register: a name, in the store that is asked for (4.3)")
def _(s):
    assert s.register(s.name).status_code == 201
    entry = s.account()["snaps"]["16"][s.name]
    assert entry["status"] == "Approved" and entry["private"] is False and len(entry["snap-id"]) == 32, entry
    assert isinstance(entry["since"], str), entry


@case("register on premises: the same (a)")
def _(s):
    assert s.register(s.site_name, s.site).status_code == 201


@case("register: the path without its last slash is no redirect (b 7)")
def _(s):
    name = f"noslash-{s.tag}"
    answer = s.call("POST", "/dev/api/register-name", json={
        "snap_name": name, "is_private": True, "series": "16", "store": s.store})
    assert answer.status_code == 201 and not answer.history
    assert s.account()["snaps"]["16"][name]["private"] is True


@case("register: a name that is one's own already (4.3)")
def _(s):
    refused_with("already_owned", 409, s.register, s.name)


@case("register: a name that breaks the rules (4.3)")
def _(s):
    for name in ("Upper", "-dash", "two--dashes", "12345", "x" * 41):
        e = refused(s.register, name)
        assert e.response.status_code == 400 and len(e.error_list) > 0, (name, e)


@case("register: in another brand's store (4.3)")
def _(s):
    e = refused(s.register, f"alien-{s.tag}", store=s.world["rival"]["store"])
    assert e.response.status_code in (403, 404), e
    absent = refused(s.register, f"alien-{s.tag}", store=f"absent{s.tag}")
    assert absent.response.status_code == e.response.status_code, "another brand's store shows"


@case("names: both spellings of everything (4.2, b 4)")
def _(s):
    account = s.account()
    assert account["id"] == account["account_id"] == account["account-id"], account.keys()
    assert account["account_keys"] == account["account-keys"]


@case("names: another brand's snaps are not among them (4.2)")
def _(s):
    assert "conform-secret" not in s.account()["snaps"]["16"]
    assert s.name not in s.account(s.rival)["snaps"].get("16", {})


# --- upload (publisher-api.md 4.5 to 4.7) --------------------------------------------------------------------------
@case("upload: the dry run tells early (4.6)")
def _(s):
    s.call("POST", "/dev/api/snap-push/", json={"name": s.name, "dry_run": True})
    refused_with("resource-not-found", 404, s.call, "POST", "/dev/api/snap-push/",
                 json={"name": f"absent-{s.tag}", "dry_run": True})


@case("upload: bytes go without a credential, and progress is told (4.5, b 1)")
def _(s):
    seen = []
    s.first = s.build(s.name, "1.0", files={"data": os.urandom(300_000)})
    upload = s.dev.upload_file(
        filepath=s.first, monitor_callback=lambda encoder: lambda monitor: seen.append(monitor.bytes_read))
    assert isinstance(upload, str) and len(upload) >= 20, upload
    assert seen and seen[-1] > 300_000 and seen == sorted(seen)


@case("upload: from a file to a revision (4.6, 4.7)")
def _(s):
    status = s.push(s.name, s.first, built_at="2026-01-01T00:00:00Z")
    assert status["code"] == "ready_to_release" and status["revision"] == 1 and not status["errors"], status
    assert isinstance(status["revision"], int)


@case("upload: the same file again is told to be one; the status URL is absolute (4.7, b 5)")
def _(s):
    upload = s.dev.upload_file(filepath=s.first)
    details = s.call("POST", "/dev/api/snap-push/", json={
        "name": s.name, "series": "16", "updown_id": upload, "binary_filesize": os.path.getsize(s.first),
        "source_uploaded": False}).json()["status_details_url"]
    assert details.startswith(s.url + "/"), details
    status = s.poll(details)
    assert status["code"] == "processing_error" and "1" in status["errors"][0]["message"], status


@case("upload --release: the revision is released as well (4.6)")
def _(s):
    status = s.push(s.name, s.build(s.name, "2.0"), channels=["edge", "latest/beta"])
    assert status["revision"] == 2 and not status["errors"], status
    assert s.in_channel(s.name, "latest/edge") == {2} and s.in_channel(s.name, "latest/beta") == {2}


@case("upload: something that is no snap is refused in words (4.7, b 6)")
def _(s):
    junk = s.scratch / "junk.snap"
    junk.write_bytes(os.urandom(5000))
    status = s.push(s.name, junk)
    assert status["code"] == "processing_error" and status["errors"][0]["message"], status


@case("upload: another snap's file is refused in words (4.7)")
def _(s):
    status = s.push(s.name, s.build(f"other-{s.tag}", "1"))
    assert status["code"] == "processing_error" and f"other-{s.tag}" in status["errors"][0]["message"], status


@case("upload: what a person has to look at is not told as done (4.7, b 6)")
def _(s):
    name = f"gadget-{s.tag}"
    s.register(name)
    gadget = "volumes:\n  pc:\n    bootloader: grub\n    structure: []\n"
    made = s.build(name, "1", files={"meta/gadget.yaml": gadget}, kind="gadget")
    status = s.push(name, made)
    if status["code"] == "ready_to_release":
        assert status["revision"] == 1, status  # the store's policy lets gadgets pass
    else:
        assert status["code"] == "need_manual_review" and status["errors"][0]["message"], status


@case("upload: an upload id that nobody has (4.6)")
def _(s):
    e = refused(s.call, "POST", "/dev/api/snap-push/", json={
        "name": s.name, "series": "16", "updown_id": "absent", "binary_filesize": 1, "source_uploaded": False})
    assert e.response.status_code in (400, 404) and len(e.error_list) > 0, e


@case("upload: a snap of somebody else looks absent (4.6)")
def _(s):
    absent = refused(s.call, "POST", "/dev/api/snap-push/", json={"name": f"absent-{s.tag}", "dry_run": True})
    hidden = refused(s.call, "POST", "/dev/api/snap-push/", s.rival, json={"name": s.name, "dry_run": True})
    assert hidden.response.status_code == absent.response.status_code == 404
    assert hidden.response.text.replace(s.name, "X") == absent.response.text.replace(f"absent-{s.tag}", "X")


@case("upload: several at once get numbers of their own (4.6)")
def _(s):
    name = f"many-{s.tag}"
    s.register(name)
    paths = [s.build(name, str(number), files={"data": os.urandom(50_000)}) for number in range(4)]
    found, problems = [], []

    def one(path):
        try:
            found.append(s.push(name, path, s.login())["revision"])
        except Exception as e:  # the thread's failure is the case's
            problems.append(e)
    threads = [threading.Thread(target=one, args=[path]) for path in paths]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not problems, problems
    assert sorted(found) == [1, 2, 3, 4], found


@case("upload --component: the component becomes a resource of the revision (4.6)")
def _(s):
    name = f"parts-{s.tag}"
    s.register(name)
    made = s.build(name, "1", more="components:\n  extra:\n    type: standard\n    summary: More\n    description: More of it\n")
    tree = s.scratch / "component"
    (tree / "meta").mkdir(parents=True)
    (tree / "meta/component.yaml").write_text(
        f"component: {name}+extra\ntype: standard\nversion: '7'\nsummary: More\ndescription: More of it\n")
    (tree / "more").write_bytes(os.urandom(9000))
    file = s.scratch / f"{name}+extra_7.comp"
    subprocess.run(["mksquashfs", tree, file, "-noappend", "-comp", "xz", "-no-xattrs", "-all-root", "-quiet",
                    "-no-progress"], check=True, stdout=subprocess.DEVNULL)
    status = s.push(name, made, components={"extra": file})
    assert status["code"] == "ready_to_release" and not status["errors"], status


@case("upload on premises: a relative status URL, one revision, approved (5, b 5, b 12)")
def _(s):
    found = s.notify(s.site_name, s.build(s.site_name, "1.0"))
    assert found["status"] == "approved" and found["revision"] == 1, found


@case("upload on premises: a refusal has a code and words (5, b 12)")
def _(s):
    found = s.notify(s.site_name, s.scratch / "junk.snap")
    assert found["status"] == "rejected" and found["errors"][0]["code"] and found["errors"][0]["message"], found


# --- releases (publisher-api.md 4.8 to 4.12, 5) --------------------------------------------------------------------
@case("release: channels as people type them (4.8)")
def _(s):
    s.release(s.name, 1, ["edge"])
    assert s.in_channel(s.name, "latest/edge") == {1}
    s.release(s.name, 2, ["latest/edge"])
    assert s.in_channel(s.name, "latest/edge") == {2}


@case("release: to a branch, which has an end (4.8)")
def _(s):
    s.release(s.name, 1, ["edge/hotfix"])
    rows = [row for row in s.channel_map(s.name)["channel-map"] if row["channel"] == "latest/edge/hotfix"]
    assert rows and rows[0]["revision"] == 1 and rows[0]["expiration-date"], rows


@case("release --progressive: beside the one before it (4.8, 4.11)")
def _(s):
    s.release(s.name, 1, ["candidate"])
    s.release(s.name, 2, ["candidate"], progressive={"percentage": 25, "paused": False})
    rows = [row for row in s.channel_map(s.name)["channel-map"] if row["channel"] == "latest/candidate"]
    phased = [row for row in rows if row["progressive"]["percentage"] is not None]
    assert [row["revision"] for row in phased] == [2] and phased[0]["progressive"]["percentage"] == 25, rows
    assert sorted(row["revision"] for row in rows) == [1, 2], rows


@case("release: a revision that does not exist (4.8)")
def _(s):
    e = refused(s.release, s.name, 99, ["edge"])
    assert e.response.status_code in (400, 404) and len(e.error_list) > 0, e


@case("release: a channel that cannot be (4.8)")
def _(s):
    e = refused(s.release, s.name, 1, ["no/such/risk/at-all"])
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


@case("release: a snap of somebody else looks absent (4.8)")
def _(s):
    assert refused(s.release, s.name, 1, ["edge"], s.rival).response.status_code == 404


@case("close: the channel falls back to the next (4.9)")
def _(s):
    s.release(s.name, 1, ["edge"])
    s.call("POST", f"/dev/api/snaps/{s.snap_id(s.name)}/close", json={"channels": ["edge"]})
    assert s.in_channel(s.name, "latest/edge") == set()


@case("promote: the state has risks without tracks, and every architecture (4.10)")
def _(s):
    state = s.call("GET", f"/dev/api/snaps/{s.snap_id(s.name)}/state", params={"series": "16"}).json()
    tree = state["channel_map_tree"]["latest"]["16"]
    assert set(tree) == {"amd64"}, tree
    found = {row["channel"]: row for row in tree["amd64"]}
    assert found["beta"]["info"] == "specific" and found["beta"]["revision"] == 2, found
    assert found["edge"]["info"] in ("none", "tracking") and "revision" not in found["edge"], found
    assert found["edge/hotfix"]["info"] == "branch" and found["edge/hotfix"]["expires_at"], found


@case("status: the channel map as snapcraft's schema wants it (4.11)")
def _(s):
    document = s.channel_map(s.name)
    names = [channel["name"] for channel in document["snap"]["channels"]]
    assert names[:4] == ["latest/stable", "latest/candidate", "latest/beta", "latest/edge"], names
    fallbacks = {channel["name"]: channel["fallback"] for channel in document["snap"]["channels"]}
    assert fallbacks["latest/edge"] == "latest/beta" and fallbacks["latest/stable"] is None, fallbacks
    known = {revision["revision"] for revision in document["revisions"]}
    assert all(row["revision"] in known and row["channel"] in names for row in document["channel-map"]), document


@case("status: a snap without releases (4.11)")
def _(s):
    name = f"empty-{s.tag}"
    s.register(name)
    assert s.channel_map(name)["channel-map"] == []


@case("status: a snap that does not exist, or is somebody else's (4.11)")
def _(s):
    refused_with("resource-not-found", 404, s.call, "GET", f"/api/v2/snaps/absent-{s.tag}/channel-map")
    refused_with("resource-not-found", 404, s.call, "GET", f"/api/v2/snaps/{s.name}/channel-map", s.rival)


@case("tracks: the default one among them (4.11, b 13)")
def _(s):
    tracks = s.channel_map(s.name)["snap"].get("tracks")
    assert tracks and tracks[0]["name"] == "latest" and tracks[0]["status"] in ("active", "default"), tracks


@case("revisions: nothing but the keys that are known, newest first (4.12, b 8)")
def _(s):
    document = shapes.check(s.call("GET", f"/api/v2/snaps/{s.name}/releases").json(), shapes.REVISIONS)
    assert [row["revision"] for row in document["revisions"]] == [2, 1], document
    assert all(len(row["sha3-384"]) == 96 for row in document["revisions"])
    digest = hashlib.sha3_384(s.first.read_bytes()).hexdigest()
    assert document["revisions"][1]["sha3-384"] == digest
    whens = [row["when"] for row in document["releases"]]
    assert whens == sorted(whens, reverse=True), whens
    assert document["releases"][0]["revision"] is None, "the last event is the close"


@case("release on premises: and close with null (5)")
def _(s):
    s.site_release(s.site_name, ("edge", 1), ("latest/beta", 1))
    listed = s.site.get_list_releases(name=s.site_name)
    assert {row.channel for row in listed.channel_map} == {"latest/edge", "latest/beta"}, listed
    s.site_release(s.site_name, ("edge", None))
    listed = s.site.get_list_releases(name=s.site_name)
    assert {row.channel for row in listed.channel_map} == {"latest/beta"}, listed


@case("status on premises: both validators (5, b 10, b 11)")
def _(s):
    document = s.site.get_list_releases(name=s.site_name)
    assert document.revisions[0].type.value == "app" and document.revisions[0].created_by, document
    dumped = document.model_dump(mode="json", by_alias=True, exclude_unset=True)
    dumped["snap"] = dumped.pop("package")
    shapes.check(dumped, shapes.CHANNEL_MAP)


@case("revisions on premises: nothing but the keys that are known (5, b 9, b 11)")
def _(s):
    document = s.call("GET", f"/v1/snap/{s.site_name}/revisions", s.site).json()
    shapes.check(document, shapes.REVISIONS)
    assert s.site.list_revisions(s.site_name)[0].revision == 1


@case("release on premises: a revision that does not exist (5)")
def _(s):
    e = refused(s.site_release, s.site_name, ("edge", 42))
    assert e.response.status_code in (400, 404) and len(e.error_list) > 0, e


@case("progressive and --release work on premises too, below the same base (3.1)")
def _(s):
    s.release(s.site_name, 1, ["candidate"], s.site, progressive={"percentage": 50, "paused": False})
    listed = s.site.get_list_releases(name=s.site_name)
    assert [row.progressive.percentage for row in listed.channel_map if row.channel == "latest/candidate"] == [50]
    status = s.push(s.site_name, s.build(s.site_name, "2.0"), s.site, channels=["edge"])
    assert status["revision"] == 2 and not status["errors"], status


@case("set-default-track: the track has to exist (4.13)")
def _(s):
    path = f"/dev/api/snaps/{s.snap_id(s.name)}/metadata"
    s.call("PUT", path, json={"default_track": "latest"})
    e = refused(s.call, "PUT", path, json={"default_track": "no-such-track"})
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


@case("set-default-track: a channel without a track stays that of latest for publishers (4.8, 4.13)")
def _(s):
    document = s.channel_map("conform-tracks")
    assert document["snap"]["default-track"] == "2.0", document["snap"]
    states = {track["name"]: track["status"] for track in document["snap"]["tracks"]}
    assert states == {"latest": "active", "2.0": "default"}, states
    s.release("conform-tracks", 1, ["edge"])
    assert s.in_channel("conform-tracks", "latest/edge") == {1}
    assert s.in_channel("conform-tracks", "2.0/edge") == set()
    s.call("POST", f"/dev/api/snaps/{s.snap_id('conform-tracks')}/close", json={"channels": ["edge"]})
    assert s.in_channel("conform-tracks", "latest/edge") == set()
    assert s.in_channel("conform-tracks", "2.0/stable") == {2}


# --- a second publisher, and a store in which releases wait ---------------------------------------------------------
@case("a second publisher has their own snaps, and of the brand's nothing (4.2, 4.11)")
def _(s):
    partner = s.partner()
    assert set(s.account(partner)["snaps"]["16"]) == {"conform-partner", "conform-waiting", "conform-held"}, s.account(partner)
    refused_with("resource-forbidden", 403, s.call, "GET", "/api/v2/snaps/conform-hello/channel-map", partner)
    e = refused(s.push, "conform-partner", s.build("conform-partner", "9"))
    assert e.response.status_code == 403 and "conform-partner" in str(e), e


@case("release: one that waits for approval has a share of nothing until it is approved (4.8, 4.11)")
def _(s):
    def shares():
        document = shapes.check(
            s.call("GET", "/api/v2/snaps/conform-waiting/channel-map", s.partner()).json(), shapes.CHANNEL_MAP)
        return [(row["channel"], row["revision"], row["progressive"]["percentage"]) for row in document["channel-map"]]

    def waits():
        return subprocess.run(
            [*s.world["cli"], "release", "wait", "conform-waiting", "1", "stable", "--brand",
             s.world["brand"]["username"], "--timeout", "PT0S"], capture_output=True).returncode

    assert shares() == [("latest/stable", 1, 0)], shares()
    assert waits() == 4
    headers = {"Authorization": f"Bearer {s.people['manager']['admin-token']}"}
    releases = s.url + "/api/admin/v1/releases"
    found = requests.get(releases, headers=headers, timeout=60).json()
    waiting = [one["id"] for one in found if one["snap"] == "conform-waiting"]
    requests.post(f"{releases}/{waiting[0]}/approve", headers=headers, json={"reason": "conformance"},
                  timeout=60).raise_for_status()
    assert [(channel, revision) for channel, revision, share in shares() if share != 0] == [("latest/stable", 1)], shares()
    assert waits() == 0


# --- the newer gateway client --------------------------------------------------------------------------------------
@case("gateway client: who am I (7)")
def _(s):
    assert s.site.gateway().whoami()["account"]["email"] == s.people["dev"]["email"]


@case("gateway client: revisions and one of them (7)")
def _(s):
    gateway = s.site.gateway()
    assert [found.revision for found in gateway.list_revisions(s.site_name)][-1] == 1
    assert [found.revision for found in gateway.list_revisions(s.site_name, revision=1)] == [1]


@case("gateway client: names, one name, and registering (7)")
def _(s):
    gateway = s.site.gateway()
    identifier = gateway.register_name(f"gateway-{s.tag}", entity_type="snap")
    found = {item.name: item for item in gateway.list_registered_names()}
    assert found[f"gateway-{s.tag}"].id == identifier and found[s.site_name].publisher.id, sorted(found)
    assert gateway.get_package_metadata(s.site_name).id == found[s.site_name].id


@case("gateway client: tracks are made and can be released to (7)")
def _(s):
    gateway = s.site.gateway()
    assert gateway.create_tracks(s.site_name, {"name": "2.x"}) == 1
    s.site_release(s.site_name, ("2.x/edge", 1))
    assert "2.x/edge" in {row.channel for row in s.site.get_list_releases(name=s.site_name).channel_map}


@case("gateway client: releasing tells what it did (7)")
def _(s):
    done = s.site.gateway().release(s.site_name, [{"channel": "beta", "revision": 1}])
    assert [(row.channel, row.revision) for row in done] == [("latest/beta", 1)], done


# --- metadata (publisher-api.md 4.13, 4.14) ------------------------------------------------------------------------
@case("upload-metadata: summary, description, title and licence (4.13)")
def _(s):
    path = f"/dev/api/snaps/{s.snap_id(s.name)}/metadata"
    wanted = {"summary": "A better summary", "description": "Of many\nlines", "title": "Craft"}
    s.call("POST", path, json={**wanted, "license": "MIT"})
    record = s.site.gateway().get_package_metadata(s.name)
    assert {key: getattr(record, key) for key in wanted} == wanted, record


@case("upload-metadata: a conflict tells what the store has, --force goes over it (4.13)")
def _(s):
    identifier = s.snap_id(s.name)
    path = f"/dev/api/snaps/{identifier}/metadata"
    edited = requests.put(
        f"{s.url}/api/admin/v1/snaps/{identifier}/listing", json={"summary": "By a person"}, timeout=60,
        headers={"Authorization": "Bearer " + s.people["manager"]["admin-token"]})
    assert edited.status_code == 200, edited.text
    e = refused_with("conflict", 409, s.call, "POST", path, json={
        "summary": "Yet another", "description": "Of many\nlines"})
    extra = e.error_list["conflict"]["extra"]
    assert extra["name"] == "summary" and extra["current"] == "By a person", extra
    s.call("PUT", path, json={"summary": "Yet another", "description": "Of many\nlines"})
    s.call("POST", path, json={"summary": "Yet another", "description": "Of many\nlines"})


@case("upload-metadata: a snap that is somebody else's (4.13)")
def _(s):
    path = f"/dev/api/snaps/{s.snap_id(s.name)}/metadata"
    assert refused(s.call, "PUT", path, s.rival, json={"summary": "mine"}).response.status_code == 404


def icon_parts(content, kept=()):
    digest = hashlib.sha256(content).hexdigest()
    info = [*kept, {"type": "icon", "hash": digest, "key": "icon", "filename": "/home/ana/.cache/tmp/icon.png"}]
    return {"info": (None, json.dumps(info)), "icon": ("icon.png", content)}


@case("upload-metadata: the icon comes, is told and is given up (4.14, b 19)")
def _(s):
    path = f"/dev/api/snaps/{s.snap_id(s.name)}/binary-metadata"
    icon = (pathlib.Path(__file__).resolve().parent.parent / "icon.png").read_bytes()
    assert s.call("GET", path).json() == []
    s.call("POST", path, files=icon_parts(icon))
    found = s.call("GET", path).json()
    assert [(item["type"], item["hash"]) for item in found] == [("icon", hashlib.sha256(icon).hexdigest())], found
    assert found[0]["filename"] == "icon.png", "the developer's folders are nobody's business"
    s.call("POST", path, files={"info": ("", json.dumps([]))})
    assert s.call("GET", path).json() == []


# --- keys and what is signed with them (publisher-api.md 6) --------------------------------------------------------
@case("register-key: a key of the real snap command (4.4, 6.2)")
def _(s):
    account = s.account(s.login(permissions=["modify_account_key"]))
    request = s.snap("export-key", f"--account={account['account_id']}", "craft").decode()
    s.call("POST", "/dev/api/account/account-key", s.login(permissions=["modify_account_key"]),
           json={"account_key_request": request})
    assert {"name": "craft", "public-key-sha3-384": s.snap.keys()["craft"]} in [
        {key: item[key] for key in ("name", "public-key-sha3-384")} for item in s.account()["account-keys"]]


@case("register-key: again is no harm, another key of the same name is refused (4.4)")
def _(s):
    request = s.snap("export-key", f"--account={s.account()['account_id']}", "craft").decode()
    client = s.login(permissions=["modify_account_key"])
    s.call("POST", "/dev/api/account/account-key", client, json={"account_key_request": request})
    broken = request.replace("name: craft", "name: kraft")
    e = refused(s.call, "POST", "/dev/api/account/account-key", client, json={"account_key_request": broken})
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


@case("register-key: only with the permission for it (3.7)")
def _(s):
    request = s.snap("export-key", f"--account={s.account()['account_id']}", "craft").decode()
    refused_with("macaroon-permission-required", 403, s.call, "POST", "/dev/api/account/account-key",
                 json={"account_key_request": request})


@case("register-key: not for the brand, which others decide about (4.4)")
def _(s):
    request = s.snap("export-key", f"--account={s.world['brand']['id']}", "craft").decode()
    e = refused(s.call, "POST", "/dev/api/account/account-key", s.login(permissions=["modify_account_key"]),
                json={"account_key_request": request})
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


@case("sign-build: a snap-build of the real snap command (4.16, 6.2)")
def _(s):
    identifier = s.snap_id(s.name)
    signed = s.snap("sign-build", f"--developer-id={s.account()['account_id']}", f"--snap-id={identifier}",
                    "--grade=stable", "-k", "craft", str(s.first)).decode()
    s.call("POST", f"/dev/api/snaps/{identifier}/builds", json={"assertion": signed})
    e = refused(s.call, "POST", f"/dev/api/snaps/{identifier}/builds", json={
        "assertion": signed.replace("grade: stable", "grade: devel")})
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def sign(s, headers, key="craft"):
    return s.snap("sign", "-k", key, stdin=json.dumps(headers).encode()).decode()


@case("validate: a validation is signed, kept and listed (4.17, 6.2)")
def _(s):
    key = s.brand_key("for-the-brand")
    gating, gated = s.snap_id(s.name), s.world["snaps"]["conform-hello"]["id"]
    found = s.call("GET", f"/v2/snaps/info/conform-hello", params={"fields": "snap-id"},
                   headers={"Snap-Device-Series": "16"}).json()
    assert found["snap-id"] == gated, found
    path = f"/dev/api/snaps/{gating}/validations"
    assert shapes.check(s.call("GET", path, params={"include_revoked": "1"}).json(), shapes.VALIDATIONS) == []
    headers = {"type": "validation", "authority-id": s.world["brand"]["id"], "series": "16", "snap-id": gating,
               "approved-snap-id": gated, "approved-snap-revision": "1", "revoked": "false",
               "timestamp": now()}
    s.call("PUT", path, json={"assertion": sign(s, headers, key)})
    listed = shapes.check(s.call("GET", path).json(), shapes.VALIDATIONS)
    assert [item["approved-snap-id"] for item in listed] == [gated], listed


@case("validate --revoke: the next revision of it (4.17)")
def _(s):
    key = s.brand_key("for-the-brand")
    gating, gated = s.snap_id(s.name), s.world["snaps"]["conform-hello"]["id"]
    path = f"/dev/api/snaps/{gating}/validations"
    headers = {"type": "validation", "authority-id": s.world["brand"]["id"], "series": "16", "snap-id": gating,
               "approved-snap-id": gated, "approved-snap-revision": "1", "revoked": "true", "revision": "1",
               "timestamp": now()}
    s.call("PUT", path, json={"assertion": sign(s, headers, key)})
    assert s.call("GET", path).json() == []
    listed = shapes.check(s.call("GET", path, params={"include_revoked": "1"}).json(), shapes.VALIDATIONS)
    assert str(listed[0]["revision"]) == "1" and str(listed[0]["revoked"]).lower() == "true", listed


@case("validation-sets: none is an empty list (4.18, b 16)")
def _(s):
    for path in ("/api/v2/validation-sets", f"/api/v2/validation-sets/absent-{s.tag}"):
        document = shapes.check(s.call("GET", path, params={"sequence": "all"}).json(), shapes.SETS)
        assert not [item for item in document["assertions"] if item["headers"]["name"] == f"absent-{s.tag}"]


@case("edit-validation-sets: built, signed by snap, posted, listed (4.18, b 15)")
def _(s):
    name = f"set-{s.tag}"
    wanted = {"account-id": s.account()["account_id"], "name": name, "sequence": 1, "snaps": [
        {"name": "conform-hello", "presence": "required", "revision": 1}, {"name": s.name}]}
    built = s.call("POST", "/api/v2/validation-sets/build-assertion", json=wanted).json()
    shapes.check(built, shapes.SET_HEADERS)
    shapes.without_nulls(built)
    assert [snap["id"] for snap in built["snaps"]] == [
        s.world["snaps"]["conform-hello"]["id"], s.snap_id(s.name)], built
    text = {**built, "sequence": str(built["sequence"]), "revision": str(built.get("revision", 0)), "snaps": [
        {key: str(value) for key, value in snap.items()} for snap in built["snaps"]]}
    posted = s.call("POST", "/api/v2/validation-sets", data=sign(s, text).encode(),
                    headers={"Content-Type": "application/x.ubuntu.assertion"}).json()
    assert len(shapes.check(posted, shapes.SETS)["assertions"]) == 1, posted
    listed = shapes.check(s.call("GET", f"/api/v2/validation-sets/{name}").json(), shapes.SETS)
    assert [item["headers"]["name"] for item in listed["assertions"]] == [name], listed


@case("edit-validation-sets: a sequence that is not newer is refused (4.18)")
def _(s):
    wanted = {"account-id": s.account()["account_id"], "name": f"Bad Name {s.tag}", "sequence": 0, "snaps": []}
    e = refused(s.call, "POST", "/api/v2/validation-sets/build-assertion", json=wanted)
    assert e.response.status_code == 400 and len(e.error_list) > 0, e


@case("edit-validation-sets: in somebody else's name (6.2)")
def _(s):
    wanted = {"account-id": s.world["rival"]["id"], "name": f"alien-{s.tag}", "sequence": 1,
              "snaps": [{"name": "conform-hello"}]}
    e = refused(s.call, "POST", "/api/v2/validation-sets/build-assertion", json=wanted)
    assert e.response.status_code in (400, 403, 404) and len(e.error_list) > 0, e


@case("confdb-schemas: none is an empty list (4.19, b 16)")
def _(s):
    document = s.call("GET", f"/api/v2/confdb-schemas/absent-{s.tag}").json()
    assert shapes.check(document, shapes.SCHEMAS)["assertions"] == [], document


@case("edit-confdb-schema: the reply of the build can be signed (4.19, b 15)")
def _(s):
    body = json.dumps({"storage": {"schema": {"wifi": {"schema": {"ssid": "string"}}}}}, indent=2, sort_keys=True)
    wanted = {"account-id": s.world["brand"]["id"], "name": f"schema-{s.tag}", "body": body, "views": {
        "wifi-setup": {"rules": [{"request": "ssid", "storage": "wifi.ssid", "access": "read-write"}]}}}
    built = s.call("POST", "/api/v2/confdb-schemas/build-assertion", json=wanted).json()
    shapes.check(built, shapes.SCHEMA_HEADERS)
    shapes.without_nulls(built)
    assert json.loads(built["body"]) == json.loads(body), built


# --- metrics (publisher-api.md 4.15) -------------------------------------------------------------------------------
@case("metrics: every metric has its shape (4.15, b 8)")
def _(s):
    identifier = s.snap_id(s.name)
    for metric in ("daily_device_change", "weekly_device_change", *(
            f"{prefix}installed_base_by_{by}" for prefix in ("", "weekly_")
            for by in ("architecture", "channel", "country", "operating_system", "version"))):
        document = shapes.check(s.call("POST", "/dev/api/snaps/metrics", json={"filters": [{
            "snap_id": identifier, "metric_name": metric, "start": "2026-11-01", "end": "2026-11-20"}]}).json(),
            shapes.METRICS)
        assert document["metrics"][0]["snap_id"] == identifier and document["metrics"][0]["metric_name"] == metric
        for series in document["metrics"][0]["series"]:
            assert len(series["values"]) == len(document["metrics"][0]["buckets"]), document


@case("metrics: of somebody else's snap there are none (4.15)")
def _(s):
    answer = None
    try:
        answer = s.call("POST", "/dev/api/snaps/metrics", s.rival, json={"filters": [{
            "snap_id": s.snap_id(s.name), "metric_name": "daily_device_change", "start": "2026-11-01",
            "end": "2026-11-20"}]}).json()
    except errors.StoreServerError as e:
        assert e.response.status_code in (403, 404), e
        return
    raise AssertionError(f"the store told {answer}")


# --- limits of a credential (publisher-api.md 3.7) -----------------------------------------------------------------
@case("a credential for one snap and one channel does nothing else (3.7)")
def _(s):
    client = s.login(packages=[s.name], channels=["edge"])
    s.release(s.name, 1, ["edge"], client)
    for refusal in (refused(s.release, s.name, 1, ["beta"], client),
                    refused(s.release, s.site_name, 1, ["edge"], client),
                    refused(s.register, f"more-{s.tag}", client)):
        assert refusal.response.status_code in (403, 404), refusal
    assert set(s.account(client)["snaps"]["16"]) == {s.name}


@case("a credential to read cannot write (3.7)")
def _(s):
    client = s.login(permissions=["package_access"])
    assert s.call("GET", f"/api/v2/snaps/{s.name}/channel-map", client).status_code == 200
    for call in (lambda: s.release(s.name, 1, ["edge"], client),
                 lambda: s.register(f"more-{s.tag}", client),
                 lambda: s.call("POST", f"/dev/api/snaps/{s.snap_id(s.name)}/close", client, json={"channels": ["edge"]}),
                 lambda: s.call("POST", "/dev/api/snap-push/", client, json={"name": s.name, "dry_run": True})):
        refused_with("macaroon-permission-required", 403, call)


# --- bad input (publisher-api.md 2.1) ------------------------------------------------------------------------------
@case("bodies that are not JSON, or not an object: 400 with an error list (2.1, b 18)")
def _(s):
    for path in ("/dev/api/acl/", "/dev/api/register-name/", "/dev/api/snap-push/", "/dev/api/snap-release/"):
        for body in (b"{", b"[]", b"null", b"\"x\"", b"\xff\xfe"):
            e = refused(s.call, "POST", path, data=body, headers={"Content-Type": "application/json"})
            document = e.response.json()
            assert e.response.status_code == 400 and isinstance(document["error_list"], list), (path, body, e)
            assert all(item["code"] and item["message"] for item in document["error_list"]), document


@case("an upload that is cut off leaves nothing behind and harms nobody (4.5)")
def _(s):
    import socket
    import urllib.parse
    host = urllib.parse.urlsplit(s.url)
    with socket.create_connection((host.hostname, host.port or 80), timeout=10) as wire:
        wire.sendall(b"POST /unscanned-upload/ HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=abc\r\n"
                     b"Content-Length: 100000\r\n\r\n--abc\r\nContent-Disposition: form-data; name=\"binary\"; "
                     b"filename=\"x.snap\"\r\n\r\nfew bytes")
    assert s.dev.whoami()["account"]["email"] == s.people["dev"]["email"]


@case("an upload without its part, or with a part of another name: 400 (4.5)")
def _(s):
    for parts in ({"other": ("x.snap", b"x")}, {"binary": (None, "")}):
        e = refused(s.dev.http_client.request, "POST", s.url + "/unscanned-upload/", files=parts)
        assert e.response.status_code == 400 and len(e.error_list) > 0, e.response.text


def main():
    url, folder = sys.argv[1].rstrip("/"), os.environ["CONFORMANCE_WORLD"]
    with tempfile.TemporaryDirectory(prefix="craft.") as scratch:
        suite = Suite(url, folder, pathlib.Path(scratch))
        try:
            for name, function in CASES:
                try:
                    function(suite)
                    print(f"ok snapcraft: {name}")
                except Skip as e:
                    print(f"SKIP snapcraft: {name}: {e}")
                except Exception as e:
                    traceback.print_exc()
                    words = " ".join(str(e).split()) or type(e).__name__
                    print(f"FAIL snapcraft: {name}: {type(e).__name__}: {words[:400]}")
        finally:
            suite.close()


if __name__ == "__main__":
    main()
