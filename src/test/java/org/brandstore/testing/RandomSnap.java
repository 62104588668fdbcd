package org.brandstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The tree of a good snap with random contents, and mksquashfs with random options to pack it. */
public final class RandomSnap {
    /** What snaps are packed with, gzip aside for what is damaged afterwards. */
    private static final List<String> COMPRESSIONS = List.of("gzip", "xz", "lzo", "zstd", "lz4");

    private static final List<String> OPTIONS = List.of(
            "-no-fragments",
            "-always-use-fragments",
            "-tailends",
            "-all-root",
            "-no-exports",
            "-no-xattrs",
            "-noI",
            "-noId",
            "-noD",
            "-noF",
            "-noX",
            "-no-duplicates",
            "-no-hardlinks",
            "-no-sparse",
            "-not-reproducible");

    private final Path folder;
    private final Path tree;
    private final Random random;

    /** @param folder an empty one, for the tree and the file */
    public RandomSnap(Path folder, Random random) throws IOException {
        this.folder = folder;
        this.tree = folder.resolve("tree");
        this.random = random;
        folder("meta");
        mode("", "rwxr-xr-x");
    }

    /** Writes a random legal snap.yaml with what it names, and random files beside. */
    public void fill(String name) throws IOException {
        file("meta/snap.yaml", yaml(name), "rw-r--r--");
        file("bin/run", "#!/bin/sh\n", "rwxr-xr-x");
        file("bin/serve", "#!/bin/sh\n", chance() ? "rwx------" : "rwxr-xr-x");
        if (chance()) {
            file("meta/hooks/configure", "#!/bin/sh\n", "rwxr-xr-x");
        }
        if (chance()) {
            file(
                    "meta/gui/" + pick("app", "other") + ".desktop",
                    "[Desktop Entry]\nName=x\nExec=" + name + "\n",
                    "rw-r--r--");
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            thing(i);
        }
    }

    private void thing(int number) throws IOException {
        String path =
                pick("", "a/", "a/b/", "usr/lib/x/", "ünï/") + pick("f", "a b", "-x", "é", "x".repeat(240)) + number;
        switch (random.nextInt(6)) {
            case 0 -> folder(path);
            case 1 -> link(path, pick("f1", "../nowhere", "/etc/passwd", ".", "a/b"));
            case 2 -> file(path, "same", "r--r--r--");
            case 3 -> {
                byte[] bytes = new byte[random.nextInt(200_000)];
                random.nextBytes(bytes);
                write(path, bytes, pick("rw-r--r--", "rwx------", "---------"));
            }
            case 4 -> {
                file(path, "x".repeat(random.nextInt(5_000)), "rw-r--r--");
                Files.createLink(tree.resolve(path + "h"), tree.resolve(path));
            }
            default -> write(path, new byte[random.nextInt(400_000)], "rw-rw-rw-");
        }
    }

    private String yaml(String name) {
        List<String> lines = new ArrayList<>(List.of(
                "name: " + name,
                "version: " + pick("1", "'1.0'", "2.0~rc1", "1+git" + random.nextInt(1000), "0x1f", "\"a-b:c\""),
                "summary: " + pick("Short", "'Ünïcode 🙂'", "\"with \\u00e9\"", "plain"),
                "description: " + pick("|\n  Two\n  lines", ">-\n  folded\n  text", "plain", "''"),
                "base: " + pick("core20", "core22", "core24", "bare"),
                "x-unknown: {a: [1, 2.5, ~, yes]}"));
        optional(lines, "title: " + pick("A title", "'" + "t".repeat(40) + "'"));
        optional(lines, "license: " + pick("MIT", "GPL-3.0+", "(MIT OR Apache-2.0) AND Zlib", "Proprietary"));
        optional(lines, "architectures: " + pick("[all]", "[amd64]", "[amd64, arm64]"));
        optional(lines, "grade: " + pick("stable", "devel"));
        optional(lines, "confinement: strict");
        optional(lines, "epoch: " + pick("0", "{read: [0], write: [0]}"));
        optional(lines, "assumes: [snapd2.55]");
        optional(lines, "environment: {A: 1, B: $SNAP/x}");
        optional(
                lines,
                "layout: {/opt/x: {" + pick("bind: $SNAP/a", "symlink: $SNAP_DATA/a", "type: tmpfs, mode: 0755")
                        + "}}");
        optional(lines, "links: {website: ['https://example.com/%20'], contact: [mailto:a@example.com]}");
        optional(lines, "plugs: {network: ~, shared: {interface: home}}");
        lines.add("apps:");
        lines.add("  one: {command: " + pick("bin/run", "'bin/run --flag x'", "./bin//run")
                + ", plugs: [network, network-bind]}");
        optional(
                lines,
                "  two: {command: bin/serve, daemon: " + pick("simple", "forking", "oneshot", "notify")
                        + ", restart-condition: " + pick("always", "on-failure", "never") + ", restart-delay: "
                        + pick("5s", "1m30s", "500ms") + "}");
        optional(
                lines,
                "  three: {command: bin/serve, daemon: simple, timer: '"
                        + pick("10:00", "mon-fri,9:00-17:00/2", "sun1,12:00,,wed") + "'}");
        optional(
                lines,
                "  four: {command: bin/serve, daemon: simple, plugs: [network-bind], sockets: {s: {listen-stream: "
                        + pick("$SNAP_DATA/s", "8080", "'[::1]:80'") + ", socket-mode: 0660}}}");
        return String.join("\n", lines) + "\n";
    }

    private void optional(List<String> lines, String line) {
        if (chance()) {
            lines.add(line);
        }
    }

    public boolean chance() {
        return random.nextBoolean();
    }

    public String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** @param mode such as {@code rwxr-xr-x} */
    public void file(String path, String text, String mode) throws IOException {
        write(path, text.getBytes(UTF_8), mode);
    }

    public String text(String path) throws IOException {
        return Files.readString(tree.resolve(path));
    }

    public void folder(String path) throws IOException {
        Path to = tree.resolve(path);
        Files.createDirectories(to);
        for (Path at = to; !at.equals(folder); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    public void link(String path, String target) throws IOException {
        Path at = tree.resolve(path);
        Files.createDirectories(at.getParent());
        Files.deleteIfExists(at);
        Files.createSymbolicLink(at, Path.of(target));
    }

    public void mode(String path, String mode) throws IOException {
        Files.setPosixFilePermissions(tree.resolve(path), PosixFilePermissions.fromString(mode));
    }

    public void delete(String path) throws IOException {
        Files.delete(tree.resolve(path));
    }

    private void write(String path, byte[] bytes, String mode) throws IOException {
        Path at = tree.resolve(path);
        int slash = path.lastIndexOf('/');
        folder(slash < 0 ? "" : path.substring(0, slash));
        Files.write(at, bytes);
        mode(path, mode);
    }

    /** The file, packed with random options. */
    public byte[] pack() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-comp", COMPRESSIONS.get(random.nextInt(COMPRESSIONS.size()))));
        OPTIONS.stream().filter(option -> random.nextInt(5) == 0).forEach(options::add);
        options.addAll(List.of("-b", String.valueOf(4096 << random.nextInt(9))));
        if (chance()) {
            Path sort = folder.resolve("sort");
            Files.writeString(
                    sort, "bin/run " + random.nextInt(100) + "\nmeta/snap.yaml -" + random.nextInt(100) + "\n");
            options.addAll(List.of("-sort", sort.toString()));
        }
        return pack(options);
    }

    /** The file, packed with gzip, in which whatever is damaged shows. */
    public byte[] packPlainly() throws IOException, InterruptedException {
        return pack(List.of("-comp", "gzip"));
    }

    private byte[] pack(List<String> options) throws IOException, InterruptedException {
        Path file = folder.resolve("snap");
        List<String> command = new ArrayList<>(List.of(
                "mksquashfs",
                tree.toString(),
                file.toString(),
                "-noappend",
                "-no-progress",
                "-quiet",
                "-processors",
                "1"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(folder.resolve("log")));
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.walkFileTree(folder, new Removal());
        return bytes;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
