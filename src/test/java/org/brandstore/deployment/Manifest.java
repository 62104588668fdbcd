package org.brandstore.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A part of a YAML document, with less ado than maps of maps. A path that leads nowhere is an AssertionError. */
record Manifest(Object value) {
    static Manifest read(Path file) {
        return readAll(file).getFirst();
    }

    static List<Manifest> readAll(Path file) {
        List<Manifest> documents = new ArrayList<>();
        try {
            new Yaml().loadAll(Files.readString(file)).forEach(document -> documents.add(new Manifest(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** Goes down by the keys of maps and the indexes of lists. */
    Manifest at(String... path) {
        Manifest here = this;
        for (String step : path) {
            here = here.value instanceof List<?> list
                    ? new Manifest(list.get(Integer.parseInt(step)))
                    : here.child(step);
        }
        return here;
    }

    boolean has(String key) {
        return map().containsKey(key);
    }

    String text(String key) {
        return String.valueOf(child(key).value);
    }

    /** The elements of a list, none if there is no such list. */
    List<Manifest> list(String key) {
        List<Manifest> elements = new ArrayList<>();
        if (map().get(key) instanceof List<?> list) {
            list.forEach(element -> elements.add(new Manifest(element)));
        }
        return elements;
    }

    List<String> texts(String key) {
        return list(key).stream().map(element -> String.valueOf(element.value)).toList();
    }

    Map<String, Object> map() {
        if (!(value instanceof Map<?, ?> map)) {
            throw new AssertionError("not a map: " + value);
        }
        Map<String, Object> typed = new HashMap<>();
        map.forEach((key, element) -> typed.put(String.valueOf(key), element));
        return typed;
    }

    private Manifest child(String key) {
        Object child = map().get(key);
        if (child == null) {
            throw new AssertionError("no " + key + " in " + value);
        }
        return new Manifest(child);
    }
}
