package org.brandstore.deployment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the settings has each of them with the type and the default of the code, and nothing else. */
class ConfigurationPageTest {
    private static final Path CODE = Path.of("src/main/java");
    private static final Map<Type, String> TYPES = Map.of(
            boolean.class, "true or false",
            int.class, "number",
            long.class, "number",
            String.class, "text",
            URI.class, "address",
            Path.class, "path",
            Duration.class, "duration",
            MemorySize.class, "size");

    /** Key, type, default, and a meaning. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^(\\| `brandstore\\.[^|]+\\|[^|]+\\|[^|]+\\|) \\S[^|]{10,} \\|$");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(brandstore\\.[a-z.-]+)(?::([^}]*))?}");

    @Test
    void everySettingIsThereAsInTheCodeAndNothingElse() throws IOException, ReflectiveOperationException {
        Set<String> expected = new TreeSet<>(database());
        for (Class<?> mapping : mappings()) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping, prefix)).entrySet().stream()
                    .filter(setting ->
                            !setting.getValue().isGroup() && !setting.getKey().endsWith("[*]"))
                    .forEach(setting -> expected.add(row(setting.getKey(), setting.getValue())));
        }

        List<String> found = ROW.matcher(Files.readString(Path.of("docs/reference/configuration.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Class<?>> mappings() throws IOException, ReflectiveOperationException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(CODE)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        List<Class<?>> found = new ArrayList<>();
        for (Path source : sources) {
            if (Files.readString(source).contains("@ConfigMapping(")) {
                String name =
                        CODE.relativize(source).toString().replace(".java", "").replace('/', '.');
                found.add(Class.forName(name, false, ConfigurationPageTest.class.getClassLoader()));
            }
        }
        return found;
    }

    /** They are read before the mappings are, by the names that Quarkus's own settings have in the file. */
    private static Set<String> database() throws IOException {
        Matcher names = PLACEHOLDER.matcher(Files.readString(Path.of("src/main/resources/application.properties")));
        Set<String> rows = new TreeSet<>();
        while (names.find()) {
            rows.add(row(
                    names.group(1), "text", Optional.ofNullable(names.group(2)).orElse("")));
        }
        return rows;
    }

    private static String row(String key, Property setting) {
        return row(
                key,
                type(setting.getMethod().getGenericReturnType()),
                setting.hasDefaultValue() ? setting.getDefaultValue() : "");
    }

    private static String row(String key, String type, String standard) {
        return "| `" + key + "` | " + type + " | " + (standard.isEmpty() ? "none" : "`" + standard + "`") + " |";
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            String argument = type(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class ? argument : "list";
        }
        if (type instanceof Class<?> values && values.isEnum()) {
            return Arrays.stream(values.getEnumConstants())
                    .map(value ->
                            "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(joining(" or "));
        }
        return Optional.ofNullable(TYPES.get(type)).orElseThrow(() -> new AssertionError("no words for " + type));
    }
}
