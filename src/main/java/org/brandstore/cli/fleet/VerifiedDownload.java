package org.brandstore.cli.fleet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.type.check.TypeChecks;
import org.brandstore.naming.Sha3_384;

/**
 * Checks a downloaded snap as a device does: fetch the snap-revision of the file's hash with everything that it rests
 * on, verify it all under the compiled-in root, compare it with what the store said (assertions.md 2.9, 3.10).
 */
final class VerifiedDownload {
    private final DeviceWire wire;
    private final AssertionDatabase database;

    /** @param database trusts the root only; it is filled here */
    VerifiedDownload(DeviceWire wire, AssertionDatabase database) {
        this.wire = wire;
        this.database = database;
    }

    /** @throws IllegalStateException if the file is not what the signed statements say */
    void verify(Sha3_384 digest, long size, SimulatedSnap expected, WireHeaders device) {
        AssertionRef ref = AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(digest.base64Url()));
        fetch(ref, device);
        Assertion revision = database.find(ref).orElseThrow();
        Assertion declaration = database.find(
                        AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", revision.text("snap-id")))
                .orElseThrow();
        check("size", Long.toString(size), revision.text("snap-size"));
        check("revision", Integer.toString(expected.revision()), revision.text("snap-revision"));
        check("snap-id", expected.snapId(), revision.text("snap-id"));
        check("name", expected.name(), declaration.text("snap-name"));
    }

    /** Fetches what is missing and adds it; the database verifies each and puts them into order. */
    private void fetch(AssertionRef wanted, WireHeaders device) {
        List<Assertion> fetched = new ArrayList<>();
        Set<AssertionRef> seen = new HashSet<>();
        Deque<AssertionRef> missing = new ArrayDeque<>(List.of(wanted));
        while (!missing.isEmpty()) {
            AssertionRef ref = missing.pop();
            if (!seen.add(ref) || database.find(ref).isPresent()) {
                continue;
            }
            Assertion assertion = get(ref, device);
            fetched.add(assertion);
            missing.addAll(TypeChecks.prerequisites(assertion));
            missing.add(AssertionRef.of(AssertionType.ACCOUNT_KEY, assertion.signKeyId()));
        }
        database.addAll(fetched);
    }

    private Assertion get(AssertionRef ref, WireHeaders device) {
        String path = ref.reduced().stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/", ref.type().wireName() + "/", ""));
        byte[] body = wire.assertion(path + "?max-format=7", device)
                .mustBeOk("assertion " + path)
                .body();
        return AssertionStreamDecoder.decodeAll(body).getFirst();
    }

    private static void check(String what, String told, String signed) {
        if (!told.equals(signed)) {
            throw new IllegalStateException(what + " was said to be " + told + " but is signed as " + signed);
        }
    }
}
