package org.brandstore.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.testing.Endpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests name is what there is: configuration keys, files, labels, ports, secrets, the image. */
class KubernetesManifestsTest {
    private static final Path BASE = Path.of("k8s/base");
    private static final Path EXAMPLE = Path.of("k8s/overlays/example");
    private static final String NAME = "brandstore";
    private static final Pattern OWN_KEY = Pattern.compile("\\$\\{(brandstore\\.[a-z.-]+)");

    private final Manifest deployment = Manifest.read(BASE.resolve("deployment.yaml"));
    private final Manifest pod = deployment.at("spec", "template", "spec");
    private final Manifest container = pod.at("containers", "0");

    @Test
    void everyFileIsListedAndEveryListedFileIsThere() throws IOException {
        for (Path folder : List.of(BASE, EXAMPLE)) {
            Manifest kustomization = Manifest.read(folder.resolve("kustomization.yaml"));
            Set<String> listed = new TreeSet<>(kustomization.texts("resources"));
            kustomization.list("patches").forEach(patch -> listed.add(patch.text("path")));
            kustomization.list("configMapGenerator").forEach(map -> listed.addAll(map.texts("envs")));
            listed.remove("../../base");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(file -> !file.equals("kustomization.yaml")))
                        .containsExactlyInAnyOrderElementsOf(listed);
            }
        }
    }

    @Test
    void everyVariableIsAKeyOfTheConfiguration() throws IOException {
        Set<String> variables = new TreeSet<>(configured());
        container.list("env").forEach(variable -> variables.add(variable.text("name")));
        Manifest.read(EXAMPLE.resolve("kustomization.yaml"))
                .list("configMapGenerator")
                .forEach(map -> map.texts("literals").forEach(text -> variables.add(text.replaceAll("=.*", ""))));
        variables.remove("JDK_JAVA_OPTIONS");

        assertThat(knownVariables()).containsAll(variables);
        assertThat(variables)
                .contains("BRANDSTORE_DATABASE_URL", "BRANDSTORE_SIGNING_MASTER_KEY", "BRANDSTORE_BLOB_KIND");
    }

    @Test
    void noVariableIsGivenTwiceAndNoSecretIsInTheConfigMap() throws IOException {
        List<String> inDeployment =
                container.list("env").stream().map(v -> v.text("name")).toList();

        assertThat(inDeployment).doesNotHaveDuplicates().doesNotContainAnyElementsOf(configured());
        assertThat(configured()).noneMatch(name -> name.contains("PASSWORD") || name.contains("SECRET"));
        assertThat(configured()).noneMatch(name -> name.contains("KEY"));
    }

    @Test
    void theConfigMapIsTheGeneratedOne() {
        String generated = Manifest.read(BASE.resolve("kustomization.yaml"))
                .at("configMapGenerator", "0")
                .text("name");

        assertThat(container.at("envFrom", "0", "configMapRef").text("name")).isEqualTo(generated);
        assertThat(Manifest.read(EXAMPLE.resolve("kustomization.yaml"))
                        .at("configMapGenerator", "0")
                        .text("name"))
                .isEqualTo(generated);
    }

    @Test
    void theReadmeTellsHowEverySecretIsMade() throws IOException {
        String readme = Files.readString(Path.of("k8s/README.md"));
        List<String> keys = new ArrayList<>();
        for (Manifest variable : container.list("env")) {
            if (variable.has("valueFrom")) {
                Manifest reference = variable.at("valueFrom", "secretKeyRef");
                keys.add(reference.text("name") + "/" + reference.text("key"));
            }
        }
        Manifest mounted = pod.list("volumes").stream()
                .filter(volume -> volume.has("secret"))
                .findFirst()
                .orElseThrow()
                .at("secret");
        mounted.list("items").forEach(item -> keys.add(mounted.text("secretName") + "/" + item.text("key")));

        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "brandstore-database/username",
                        "brandstore-database/password",
                        "brandstore-master-key/master-key",
                        "brandstore-blob/access-key",
                        "brandstore-blob/secret-key");
        assertThat(keys).allSatisfy(key -> {
            String[] parts = key.split("/");
            assertThat(readme)
                    .containsPattern("create secret generic " + parts[0] + " (\\\\\\s+)?--.*" + parts[1] + "=");
        });
    }

    @Test
    void theKeysOfTheBucketAreMountedWhereTheyAreLookedFor() {
        String mount = container.list("volumeMounts").stream()
                .filter(volume -> volume.text("name").equals("blob"))
                .findFirst()
                .orElseThrow()
                .text("mountPath");

        assertThat(value("BRANDSTORE_BLOB_S3_ACCESS_KEY_FILE")).isEqualTo(mount + "/access-key");
        assertThat(value("BRANDSTORE_BLOB_S3_SECRET_KEY_FILE")).isEqualTo(mount + "/secret-key");
    }

    @Test
    void everyMountHasItsVolume() {
        assertThat(container.list("volumeMounts").stream().map(mount -> mount.text("name")))
                .containsExactlyInAnyOrderElementsOf(
                        pod.list("volumes").stream().map(v -> v.text("name")).toList());
    }

    @Test
    void whatTheImageWritesToIsWritable() throws IOException {
        assertThat(container.list("volumeMounts").stream().map(mount -> mount.text("mountPath")))
                .contains(
                        imageProperty("quarkus.jib.environment-variables.\"BRANDSTORE_SITE_DATA_DIRECTORY\""), "/tmp");
    }

    @Test
    void everySelectorFindsThePods() {
        Map<String, Object> label = Map.of("app.kubernetes.io/name", NAME);

        assertThat(Manifest.read(BASE.resolve("kustomization.yaml"))
                        .at("labels", "0", "pairs")
                        .map())
                .isEqualTo(label);
        assertThat(deployment.at("spec", "selector", "matchLabels").map()).isEqualTo(label);
        assertThat(Manifest.read(BASE.resolve("service.yaml"))
                        .at("spec", "selector")
                        .map())
                .isEqualTo(label);
        assertThat(Manifest.read(BASE.resolve("poddisruptionbudget.yaml"))
                        .at("spec", "selector", "matchLabels")
                        .map())
                .isEqualTo(label);
        assertThat(Manifest.read(BASE.resolve("networkpolicy.yaml"))
                        .at("spec", "podSelector", "matchLabels")
                        .map())
                .isEqualTo(label);
    }

    @Test
    void portsAgreeFromTheImageToTheIngress() throws IOException {
        assertThat(container.at("ports", "0").map()).isEqualTo(Map.of("name", "http", "containerPort", 8080));
        assertThat(container.at("ports", "1").map()).isEqualTo(Map.of("name", "management", "containerPort", 9000));
        assertThat(imageProperty("quarkus.jib.ports")).isEqualTo("8080,9000");
        assertThat(imageProperty("quarkus.jib.environment-variables.\"QUARKUS_MANAGEMENT_HOST\""))
                .isEqualTo("0.0.0.0");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at(probe, "httpGet").text("port")).isEqualTo("management");
            assertThat(container.at(probe, "httpGet").text("path")).startsWith("/q/health/");
        }
        Manifest service = Manifest.read(BASE.resolve("service.yaml")).at("spec", "ports", "0");
        assertThat(service.text("targetPort")).isEqualTo("http");
        Manifest backend = Manifest.read(EXAMPLE.resolve("ingress.yaml"))
                .at("spec", "rules", "0", "http", "paths", "0", "backend", "service");
        assertThat(backend.text("name")).isEqualTo(NAME);
        assertThat(backend.at("port").text("name")).isEqualTo(service.text("name"));
    }

    @Test
    void onlyPrometheusReachesHealthAndMetrics() {
        assertThat(Manifest.read(BASE.resolve("service.yaml")).at("spec").list("ports"))
                .extracting(port -> port.text("targetPort"))
                .containsExactly("http");
        List<Manifest> rules =
                Manifest.read(BASE.resolve("networkpolicy.yaml")).at("spec").list("ingress");
        assertThat(rules).extracting(rule -> rule.at("ports", "0").text("port")).containsExactly("http", "management");
        assertThat(rules.get(1).at("from", "0").map().keySet())
                .containsExactlyInAnyOrder("namespaceSelector", "podSelector");
    }

    @Test
    void theIngressPassesThePathsOfTheFacesAndNoOthers() {
        List<Manifest> rules = Manifest.read(EXAMPLE.resolve("ingress.yaml"))
                .at("spec", "rules", "0", "http")
                .list("paths");
        Set<String> passed = new TreeSet<>();
        rules.forEach(rule -> passed.add(rule.text("path").replaceAll("(?<=.)/$", "") + " " + rule.text("pathType")));
        Set<String> wanted = new TreeSet<>();
        Endpoints.of("org.brandstore").keySet().forEach(endpoint -> {
            String path = endpoint.substring(endpoint.indexOf(' ') + 1);
            wanted.add(path.equals("/") ? "/ Exact" : "/" + path.split("/", -1)[1] + " Prefix");
        });

        assertThat(passed).isEqualTo(wanted);
    }

    @Test
    void thePodHasNoMoreRightsThanItNeeds() throws IOException {
        assertThat(pod.at("securityContext").map())
                .containsEntry("runAsNonRoot", true)
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
        assertThat(imageProperty("quarkus.jib.user"))
                .startsWith(pod.at("securityContext").text("runAsUser") + ":");
        assertThat(container.at("securityContext").map())
                .isEqualTo(Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
        assertThat(pod.map())
                .containsEntry("automountServiceAccountToken", false)
                .containsEntry("enableServiceLinks", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void kustomizeBuildsThem(String folder) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
                "kubectl is not installed");
        Path result = Files.createTempFile("kustomize", ".yaml");
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", folder)
                    .redirectErrorStream(true)
                    .redirectOutput(result.toFile())
                    .start();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(result)).isZero();
            assertThat(Manifest.readAll(result).stream().map(m -> m.text("kind")))
                    .contains("ConfigMap", "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy");
        } finally {
            Files.delete(result);
        }
    }

    private String value(String variable) {
        return container.list("env").stream()
                .filter(v -> v.text("name").equals(variable))
                .findFirst()
                .orElseThrow()
                .text("value");
    }

    private static Set<String> configured() throws IOException {
        Properties variables = new Properties();
        try (var in = Files.newBufferedReader(BASE.resolve("config.env"))) {
            variables.load(in);
        }
        return variables.stringPropertyNames();
    }

    private static String imageProperty(String name) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(name);
    }

    /** The variables of all keys that a mapping declares or that the application's own properties refer to. */
    private static Set<String> knownVariables() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter().importPath(Path.of("target/classes"))) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                keys.addAll(ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(type.reflect()))
                        .keySet());
            }
        }
        Matcher own = OWN_KEY.matcher(Files.readString(Path.of("src/main/resources/application.properties")));
        while (own.find()) {
            keys.add(own.group(1));
        }
        return keys.stream()
                .map(key -> key.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
