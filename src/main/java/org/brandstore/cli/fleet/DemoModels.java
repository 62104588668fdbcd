package org.brandstore.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.naming.StoreId;

/** The headers of the demo's models (assertions.md 3.4), and what their devices install. */
final class DemoModels {
    static final List<String> ARM_SNAPS =
            List.of("device-1", "device-1-kernel", "acme-dashboard", "acme-control-plane");
    static final List<String> AMD_SNAPS =
            List.of("snapd", "core24", "device-2", "device-2-kernel", "acme-dashboard", "acme-control-plane");

    private DemoModels() {}

    /** The older style: gadget, kernel and required snaps by name. */
    static Headers older(String model, StoreId store) {
        return Headers.builder()
                .put("model", model)
                .put("architecture", "armhf")
                .put("gadget", "device-1")
                .put("kernel", "device-1-kernel")
                .put("required-snaps", new HeaderValue.Items(texts("acme-dashboard", "acme-control-plane")))
                .put("store", store.value())
                .build();
    }

    /** The newer style: a graded list of snaps by id. */
    static Headers newer(String model, StoreId store, Map<String, String> snapIds) {
        List<HeaderValue> snaps = new ArrayList<>();
        for (String name : AMD_SNAPS) {
            SortedMap<String, HeaderValue> entry = new TreeMap<>();
            entry.put("name", new HeaderValue.Text(name));
            entry.put("id", new HeaderValue.Text(snapIds.getOrDefault(name, "")));
            entry.put("type", new HeaderValue.Text(type(name)));
            entry.put("default-channel", new HeaderValue.Text("latest/stable"));
            snaps.add(new HeaderValue.Entries(entry));
        }
        return Headers.builder()
                .put("model", model)
                .put("architecture", "amd64")
                .put("base", "core24")
                .put("grade", "signed")
                .put("snaps", new HeaderValue.Items(snaps))
                .put("store", store.value())
                .build();
    }

    private static String type(String name) {
        return switch (name) {
            case "snapd" -> "snapd";
            case "core24" -> "base";
            case "device-2" -> "gadget";
            case "device-2-kernel" -> "kernel";
            default -> "app";
        };
    }

    private static List<HeaderValue> texts(String... values) {
        List<HeaderValue> texts = new ArrayList<>();
        for (String value : values) {
            texts.add(new HeaderValue.Text(value));
        }
        return texts;
    }
}
