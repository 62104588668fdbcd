package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.yaml.YamlLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What snapd's own reader said of some thousand texts, and that the store says the same or has a reason that is written down. */
class SnapdVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MetadataReader READER = new MetadataReader(YamlLimits.STANDARD);

    /** Why the store refuses what snapd accepts, known by what it says. */
    private record Reason(String words, Pattern message) {}

    @ParameterizedTest
    @ValueSource(strings = {"snap-yaml.json", "boundaries.json", "gadget-yaml.json", "gadget-boundaries.json"})
    void judgesAsSnapdDoes(String resource) throws IOException {
        List<Reason> reasons = reasons();
        Set<String> otherRules = texts(json("stricter.json").get("other-rules"));
        List<String> otherwise = new ArrayList<>();
        for (JsonNode c : json(resource).get("cases")) {
            String name = c.get("name").asText();
            boolean accepts = c.get("snapd").asText().equals("accepts");
            Optional<String> refused = refused(c, kindOf(resource));
            boolean documented = refused.isEmpty()
                    ? otherRules.contains(name)
                    : reasons.stream()
                            .anyMatch(r -> r.message().matcher(refused.get()).find());
            if (accepts != refused.isEmpty() && !documented) {
                otherwise.add(
                        name + ": snapd " + c.get("snapd").asText() + "; the store says " + refused.orElse("yes"));
            }
        }

        assertThat(otherwise).isEmpty();
    }

    @Test
    void everyReasonIsSaidOfSomeText() throws IOException {
        Set<String> unsaid = new HashSet<>();
        reasons().forEach(reason -> unsaid.add(reason.words()));
        for (String resource : new String[] {"snap-yaml.json", "boundaries.json", "gadget-boundaries.json"}) {
            for (JsonNode c : json(resource).get("cases")) {
                Optional<String> refused =
                        c.get("snapd").asText().equals("accepts") ? refused(c, kindOf(resource)) : Optional.empty();
                for (Reason reason : reasons()) {
                    if (refused.isPresent()
                            && reason.message().matcher(refused.get()).find()) {
                        unsaid.remove(reason.words());
                    }
                }
            }
        }

        assertThat(unsaid).isEmpty();
    }

    @Test
    void readsWhatSnapdReads() throws IOException {
        for (JsonNode c : json("snap-yaml.json").get("cases")) {
            if (c.has("reads") && refused(c, "snap").isEmpty()) {
                SnapMetadata snap = READER.snap(bytes(c));
                JsonNode reads = c.get("reads");

                assertThat(snap.version())
                        .as(c.get("name").asText())
                        .isEqualTo(reads.get("version").asText());
                assertThat(snap.type().wireName()).isEqualTo(reads.get("type").asText());
                assertThat(snap.base().map(SnapName::value).orElse(""))
                        .isEqualTo(reads.get("base").asText());
                assertThat(snap.architectures().stream().map(Architecture::value))
                        .containsExactlyElementsOf(texts(reads.get("architectures")));
            }
        }
    }

    private static Optional<String> refused(JsonNode c, String kind) throws IOException {
        byte[] text = bytes(c);
        try {
            switch (c.has("kind") ? c.get("kind").asText() : kind) {
                case "component" -> READER.component(text);
                case "gadget" -> READER.gadget(text);
                case "kernel" -> READER.kernel(text);
                default -> READER.snap(text);
            }
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Of the cases of a resource that do not say. */
    private static String kindOf(String resource) {
        return resource.startsWith("gadget") ? "gadget" : "snap";
    }

    private static byte[] bytes(JsonNode c) throws IOException {
        return c.has("base64")
                ? c.get("base64").binaryValue()
                : c.get("yaml").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Reason> reasons() throws IOException {
        List<Reason> reasons = new ArrayList<>();
        json("stricter.json")
                .get("reasons")
                .forEach(r -> reasons.add(new Reason(
                        r.get("reason").asText(),
                        Pattern.compile(r.get("message").asText()))));
        return reasons;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode json(String resource) throws IOException {
        try (InputStream in = SnapdVerdictsTest.class.getResourceAsStream("/snap-files/" + resource)) {
            return JSON.readTree(in);
        }
    }
}
