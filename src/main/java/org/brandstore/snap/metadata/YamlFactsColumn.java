package org.brandstore.snap.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@link YamlFacts} as a column keeps them, so that nobody has to read a {@code snap.yaml} twice. */
public final class YamlFactsColumn {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private record Kept(
            @JsonProperty("names") List<String> names,
            @JsonProperty("common-ids") List<String> commonIds,
            @JsonProperty("links") Map<String, List<String>> links) {}

    private YamlFactsColumn() {}

    public static String write(YamlFacts facts) {
        try {
            return JSON.writeValueAsString(new Kept(facts.names(), List.copyOf(facts.commonIds()), facts.links()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write what snap.yaml says", e);
        }
    }

    /** @throws IllegalArgumentException if it is none that {@link #write} wrote */
    public static YamlFacts read(String column) {
        try {
            Kept kept = JSON.readValue(column, Kept.class);
            return new YamlFacts(kept.names(), Set.copyOf(kept.commonIds()), new TreeMap<>(kept.links()));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("cannot read what snap.yaml says: " + e.getMessage(), e);
        }
    }
}
