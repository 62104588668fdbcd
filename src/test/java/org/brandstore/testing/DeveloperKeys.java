package org.brandstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.brandstore.testing.Publishers.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.AccountId;

/** What the developer's own tool makes and signs: keys that it registers, and assertions that it sends in. */
public final class DeveloperKeys {
    private DeveloperKeys() {}

    /** A key of the account that the store knows. */
    public static AssertionSigner register(String token, AccountId account, String name) {
        AssertionSigner signer = TestAuthority.newSigner();
        json(token, Map.of("account_key_request", request(account.value(), name, signer)))
                .post("/dev/api/account/account-key")
                .then()
                .statusCode(200);
        return signer;
    }

    /** As {@code snap export-key} writes it. */
    public static String request(String account, String name, AssertionSigner signer) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Headers headers = Headers.builder()
                .put("public-key-sha3-384", signer.publicKey().id().value())
                .put("account-id", account)
                .put("name", name)
                .put("since", now.toString())
                .build();
        byte[] body = signer.publicKey().encoded().getBytes(UTF_8);
        return new String(
                Assertions.sign(AssertionType.ACCOUNT_KEY_REQUEST, headers, body, signer, now)
                        .encoded(),
                UTF_8);
    }

    /** As {@code snap sign} does: everything but nested values becomes a text, and a body is a header no more. */
    public static String sign(Map<String, ?> json, AssertionSigner signer) {
        Headers.Builder headers = Headers.builder();
        json.forEach((name, value) -> {
            if (!name.equals("type") && !name.equals("body") && !(name.equals("revision") && value.equals("0"))) {
                headers.put(name, value(value));
            }
        });
        String body = (String) json.get("body");
        return new String(
                Assertions.sign(
                                AssertionType.find((String) json.get("type")).orElseThrow(),
                                headers.build(),
                                body == null ? new byte[0] : body.getBytes(UTF_8),
                                signer,
                                Instant.now())
                        .encoded(),
                UTF_8);
    }

    private static HeaderValue value(Object value) {
        if (value instanceof List<?> list) {
            return HeaderValue.items(list.stream().map(DeveloperKeys::value).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, HeaderValue> entries = new TreeMap<>();
            map.forEach((name, entry) -> entries.put((String) name, value(entry)));
            return HeaderValue.entries(entries);
        }
        if (value == null) {
            throw new AssertionError("the tool cannot sign a null (publisher-api.md trap 15)");
        }
        return HeaderValue.text(value.toString());
    }
}
