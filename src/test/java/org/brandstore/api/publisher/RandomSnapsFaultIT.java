package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.RandomSnap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snaps as people pack them by hand: each good one becomes a revision, each broken one is refused with what is wrong. Needs mksquashfs. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@Tag("faults")
class RandomSnapsFaultIT {
    private static final int SNAPS = 200;
    private static final String YAML = "meta/snap.yaml";
    private static final String GADGET = "meta/gadget.yaml";
    private static final String TYPE = "type: %s\n";
    private static final int SUPERBLOCK = 96;
    /** Places in the superblock of what is written as a number of 8 bytes. */
    private static final int BYTES_USED = 40;

    private static final int INODE_TABLE = 64;

    @TempDir
    Path folder;

    @Inject
    Publishers publishers;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private String token;
    private String name;

    /** Breaks a good snap; says what its refusal must speak of. */
    @FunctionalInterface
    private interface Break {
        String spoil(RandomSnap snap) throws IOException;
    }

    @BeforeEach
    void registerName() {
        System.out.println("seed of the random snaps: " + seed);
        Brand brand = publishers.brand();
        Person developer = publishers.person(brand, Role.PUBLISHER, Role.ADMIN);
        for (ReviewCheck check : List.of(ReviewCheck.GADGET, ReviewCheck.KERNEL)) {
            publishers.letPass(brand, check);
        }
        token = publishers.token(developer);
        name = publishers.unique("random");
        register(token, brand, name);
    }

    @Test
    void goodOnesBecomeReady() throws IOException, InterruptedException {
        List<String> otherwise = new ArrayList<>();
        for (int number = 0; number < SNAPS; number++) {
            RandomSnap snap = good();
            if (random.nextInt(8) == 0) {
                snap.file(YAML, snap.text(YAML) + TYPE.formatted("gadget"), "rw-r--r--");
                snap.file(
                        GADGET,
                        snap.pick(
                                "",
                                "# nothing\n",
                                "volumes: {pc: {bootloader: grub}}",
                                gadget("{type: bare, size: 1M}")),
                        "rw-r--r--");
            }
            String yaml = snap.text(YAML);
            byte[] file = snap.pack();
            Response status = push(token, name, file);
            if (!"ready".equals(status.path("state"))) {
                otherwise.add(number + ": " + status.asString() + "\n" + yaml);
            }
        }

        assertThat(otherwise).as("seed %d", seed).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void brokenOnesAreRefusedWithWhatIsWrong() throws IOException, InterruptedException {
        List<String> otherwise = new ArrayList<>();
        List<Break> breaks = breaks();
        for (int number = 0; number < SNAPS; number++) {
            RandomSnap snap = good();
            String wanted;
            byte[] file;
            if (number % 10 == 0) {
                wanted = "squashfs";
                file = damaged(snap.packPlainly());
            } else {
                wanted = breaks.get(number % breaks.size()).spoil(snap);
                file = snap.pack();
            }
            Response status = push(token, name, file);
            List<String> messages = status.path("errors.message");
            if (!"rejected".equals(status.path("state")) || messages.stream().noneMatch(m -> m.contains(wanted))) {
                otherwise.add(number + ", wanted " + wanted + ": " + status.asString());
            }
        }
        assertThat(otherwise).as("seed %d", seed).isEmpty();
        assertThat(waiting()).isZero();

        assertThat(push(token, name, good().pack()).<String>path("state"))
                .as("what comes after them")
                .isEqualTo("ready");
    }

    private RandomSnap good() throws IOException {
        RandomSnap snap = new RandomSnap(Files.createTempDirectory(folder, "snap"), random);
        snap.fill(name);
        return snap;
    }

    private long waiting() {
        return publishers.count(
                "select count(*) from submission where state not in ('ready', 'rejected') and snap_id ="
                        + " (select id from snap where name = ?1)",
                name);
    }

    /** Cut off, or overwritten where the structure of the image is. */
    private byte[] damaged(byte[] file) {
        if (random.nextBoolean()) {
            return Arrays.copyOf(file, 1 + random.nextInt(number(file, BYTES_USED) - 1)); // padding follows
        }
        int at = random.nextBoolean() ? 0 : number(file, INODE_TABLE);
        for (int i = at; i < Math.min(file.length, at + SUPERBLOCK); i++) {
            file[i] = (byte) ~file[i];
        }
        return file;
    }

    private static int number(byte[] file, int at) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static String gadget(String structure) {
        return "volumes: {pc: {bootloader: grub, structure: [" + structure + "]}}";
    }

    private List<Break> breaks() {
        List<Break> all = new ArrayList<>();
        all.add(snap -> {
            snap.delete("bin/run");
            return "bin/run is named in the snap.yaml";
        });
        all.add(snap -> {
            snap.mode("bin/run", snap.pick("rw-r--r--", "rwxr-x---", "rwx--x--x"));
            return "bin/run has mode";
        });
        all.add(snap -> {
            snap.mode(snap.pick("meta", ""), snap.pick("rwx------", "rwxr-x---", "rw-r--r--"));
            return "it must be a folder that all can read and enter";
        });
        all.add(snap -> {
            snap.mode(YAML, "rw-r-----");
            return "meta/snap.yaml has mode";
        });
        all.add(snap -> {
            snap.file("meta/hooks/" + snap.pick("install", "unknown", "Odd"), "x", "rw-r--r--");
            return "it must be executable";
        });
        all.add(snap -> {
            snap.link("meta/gui/x.desktop", snap.pick("/etc/passwd", "../../../x"));
            return "meta/gui/x.desktop is a link";
        });
        all.add(snap -> {
            snap.file(snap.pick("", "a/") + "line\nbreak", "x", "rw-r--r--");
            return "has a line break";
        });
        all.add(snap -> {
            snap.delete(YAML);
            return "it has no meta/snap.yaml";
        });
        all.add(snap -> {
            snap.file(YAML, snap.text(YAML).replace("name: " + name, "name: other-" + name), "rw-r--r--");
            return "its snap.yaml says name: other-";
        });
        yamls().forEach((lines, wanted) -> all.add(snap -> {
            snap.file(
                    YAML,
                    snap.text(YAML)
                                    .replaceAll(
                                            "(?m)^(?:type|license|epoch|layout|links|environment|title|plugs|grade|confinement):.*\n",
                                            "")
                            + lines,
                    "rw-r--r--");
            return wanted;
        }));
        gadgets()
                .forEach((structures, wanted) -> all.add(snap -> {
                    snap.file(YAML, snap.text(YAML) + TYPE.formatted("gadget"), "rw-r--r--");
                    snap.file(GADGET, gadget(structures), "rw-r--r--");
                    return wanted;
                }));
        all.add(snap -> {
            snap.file(YAML, snap.text(YAML) + TYPE.formatted("kernel"), "rw-r--r--");
            snap.file(
                    "meta/kernel.yaml",
                    snap.pick("assets: {a_b: {}}", "assets: {a: {update: 1}}", "dynamic-modules: x"),
                    "rw-r--r--");
            return "meta/kernel.yaml";
        });
        return all;
    }

    /** Lines of a snap.yaml, and what the refusal names. */
    private static Map<String, String> yamls() {
        return Map.ofEntries(
                Map.entry(TYPE.formatted("program"), "type"),
                Map.entry("license: Freeware\n", "license"),
                Map.entry("epoch: -1\n", "epoch"),
                Map.entry("layout: {/proc/x: {type: tmpfs}}\n", "layout"),
                Map.entry("links: {website: ['gopher://x']}\n", "links"),
                Map.entry("environment: {A: [1]}\n", "environment"),
                Map.entry("title: " + "t".repeat(41) + "\n", "title"),
                Map.entry("title: \"a\\0b\"\n", "control character"),
                Map.entry("grade: good\n", "grade"),
                Map.entry("confinement: loose\n", "confinement"),
                Map.entry("plugs: {a: ~, a: ~}\n", "there twice"),
                Map.entry("hooks: {configure: [x]}\n", "hooks"),
                Map.entry("system-usernames: {'a b': shared}\n", "system-usernames"),
                Map.entry("components: {c: {type: odd}}\n", "components"),
                Map.entry("provenance: global-upload\n", "provenance"),
                Map.entry("  - \n: [\n", "meta/snap.yaml"));
    }

    /** Structures of a gadget.yaml, and what the refusal names. */
    private static Map<String, String> gadgets() {
        return Map.ofEntries(
                Map.entry("{type: bare}", "structure[0].size"),
                Map.entry("{type: bare, size: 1K}", "structure[0].size"),
                Map.entry("{type: zz, size: 1M}", "structure[0].type"),
                Map.entry("{type: bare, role: frob, size: 1M}", "structure[0].role"),
                Map.entry("{type: bare, filesystem: ntfs, size: 1M}", "structure[0].filesystem"),
                Map.entry("{type: bare, size: 2M}, {type: bare, size: 1M, offset: 2M}", "structure[1].offset"),
                Map.entry("{type: bare, size: 1M, content: [{image: x, source: y}]}", "structure[0].content[0]"),
                Map.entry("{type: bare, size: 1M, update: {edition: x}}", "structure[0].update.edition"),
                Map.entry("{type: bare, size: 1M, offset-write: 5G}", "structure[0].offset-write"));
    }
}
