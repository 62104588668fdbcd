package org.brandstore.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks as one device, or as a stranger, with the headers that every call brings (device-api.md 1.3). */
public final class StoreClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawHttp http;
    private final List<String> v1;
    private final List<String> v2;

    private StoreClient(RawHttp http, List<String> v1, List<String> v2) {
        this.http = http;
        this.v1 = v1;
        this.v2 = v2;
    }

    public static StoreClient device(RawHttp http, String session) {
        String root = "Macaroon root=\"" + session + "\"";
        return new StoreClient(
                http,
                List.of("X-Device-Authorization: " + root, "X-Ubuntu-Architecture: amd64", "X-Ubuntu-Series: 16"),
                List.of(
                        "Snap-Device-Authorization: " + root,
                        "Snap-Device-Architecture: amd64",
                        "Snap-Device-Capabilities: default-tracks"));
    }

    /** @param store the store that it names, which must change nothing */
    public static StoreClient stranger(RawHttp http, String store) {
        return new StoreClient(
                http,
                List.of("X-Ubuntu-Store: " + store, "X-Ubuntu-Architecture: amd64"),
                List.of("Snap-Device-Store: " + store, "Snap-Device-Architecture: amd64"));
    }

    /** Asks as clients do for assertions and files. */
    public RawHttp.Answer getV1(String path, String... more) {
        return http.send("GET", path(path), with(v1, more), new byte[0]);
    }

    /** Asks as clients do for everything else. */
    public RawHttp.Answer get(String path, String... more) {
        return http.send("GET", path(path), with(v2, more), new byte[0]);
    }

    public RawHttp.Answer head(String path) {
        return http.send("HEAD", path(path), v1, new byte[0]);
    }

    public RawHttp.Answer post(String path, String body, String... more) {
        return http.post(path, body, with(v2, more).toArray(String[]::new));
    }

    public RawHttp.Answer refresh(String context, String actions, String... more) {
        return post("/v2/snaps/refresh", "{\"context\":[" + context + "],\"actions\":[" + actions + "]}", more);
    }

    /** The results of a call that must be answered with 200. */
    public JsonNode results(String context, String actions) {
        RawHttp.Answer answer = refresh(context, actions);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return json(answer).get("results");
    }

    public static JsonNode json(RawHttp.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (IOException e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    /** An entry of the context: an ordinary snap that tracks stable. */
    public static String installed(Object snap, int revision) {
        return "{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":%2$d,\"tracking-channel\":\"latest/stable\",\"epoch\":{\"read\":[0],\"write\":[0]}}"
                .formatted(snap, revision);
    }

    /** @param more further fields, each after a comma */
    public static String update(Object snap, String more) {
        return "{\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"%2$s}".formatted(snap, more);
    }

    /** @param more further fields, each after a comma */
    public static String install(String name, String more) {
        return "{\"action\":\"install\",\"instance-key\":\"install-1\",\"name\":\"" + name + "\",\"epoch\":null" + more
                + "}";
    }

    private static String path(String url) {
        return url.replaceFirst("https?://[^/]*", "");
    }

    private static List<String> with(List<String> headers, String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return all;
    }
}
