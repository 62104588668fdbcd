package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.metadata.ReviewFinding.Kind;
import org.brandstore.snap.squashfs.TestImage;
import org.junit.jupiter.api.Test;

/** What devices take and then cannot install with: the reviewer is told. */
class GadgetReviewTest {
    private static final String GADGET = "name: some-gadget\nversion: 1\ntype: gadget\n";
    private static final String FILES =
            "volumes: {pc: {bootloader: grub, structure: [{type: bare, size: 1M, filesystem: ext4,"
                    + " content: [{source: '%s', target: /}]}]}}";
    private static final String IMAGES =
            "volumes: {pc: {bootloader: grub, structure: [{type: bare, size: 10, content: [%s]}]}}";

    @Test
    void contentThatIsThereIsNoFinding() {
        for (String source :
                List.of("a/b", "a/", "a", "./a//b", ".", "/a/b", "link/b", "a/here", "deep", "$kernel:dtbs/x")) {
            TestImage image = gadget(FILES.formatted(source))
                    .file("a/b", "x")
                    .link("link", "a")
                    .link("a/here", "../link/b")
                    .link("deep", "link/here");

            assertThat(found(image)).as(source).isEmpty();
        }
    }

    @Test
    void contentThatIsNotThereIsOne() {
        for (String source : List.of(
                "x", "a/x", "a/b/", "../a", "out", "round", "$kernel:dtbs", "$kernel:d_t/x", "$kernel:dtbs/../x")) {
            TestImage image = gadget(FILES.formatted(source))
                    .file("a/b", "x")
                    .link("out", "/a/b")
                    .link("round", "round");

            assertThat(found(image)).as(source).containsExactly(Kind.MISSING_CONTENT);
        }
    }

    @Test
    void endlessPathsTakeNoTime() {
        String deep = "a/".repeat(400_000) + "a";

        assertThat(found(gadget(FILES.formatted(deep)).file("a/b", "x"))).containsExactly(Kind.MISSING_CONTENT);
    }

    @Test
    void imagesMustFit() {
        assertThat(found(images("{image: five}, {image: five}"))).isEmpty();
        assertThat(found(images("{image: five, offset: 5}, {image: five, offset: 0, size: 5}")))
                .isEmpty();
        assertThat(found(images("{image: none}"))).containsExactly(Kind.MISSING_CONTENT);
        assertThat(found(images("{image: five, size: 4}"))).containsExactly(Kind.MISSING_CONTENT);
        assertThat(found(images("{image: five, offset: 6}"))).containsExactly(Kind.MISSING_CONTENT);
        assertThat(found(images("{image: five, offset: 1}, {image: five, offset: 0}")))
                .containsExactly(Kind.MISSING_CONTENT);
    }

    @Test
    void aCommandLineThatDevicesRefuseIsOne() {
        assertThat(found(gadget("").file("cmdline.extra", "quiet"))).isEmpty();
        assertThat(found(gadget("").file("cmdline.extra", "root=x"))).containsExactly(Kind.REFUSED_COMMAND_LINE);
        assertThat(found(gadget("").folder("cmdline.full"))).containsExactly(Kind.REFUSED_COMMAND_LINE);
        assertThat(found(gadget("").file("cmdline.extra", "a").file("cmdline.full", "a")))
                .containsExactly(Kind.REFUSED_COMMAND_LINE);
        assertThat(found(gadget("kernel-cmdline: {append: [init=/bin/sh]}")))
                .containsExactly(Kind.REFUSED_COMMAND_LINE);
        // devices do not look at the files then
        assertThat(found(gadget("kernel-cmdline: {remove: [quiet]}").file("cmdline.extra", "root=x")))
                .isEmpty();
    }

    @Test
    void assetsOfAKernelMustBeThere() {
        String kernel = "name: some-kernel\nversion: 1\ntype: kernel\n";
        TestImage image = new TestImage()
                .file("meta/snap.yaml", kernel)
                .file("meta/kernel.yaml", "assets: {dtbs: {update: true, content: [dtbs/, none, dtbs/../dtbs]}}")
                .file("dtbs/a", "x");

        assertThat(read(image).findings().samples().stream().map(ReviewFinding::path))
                .containsExactly("none", "dtbs/../dtbs");
    }

    private static TestImage images(String content) {
        return gadget(IMAGES.formatted(content)).file("five", "12345");
    }

    private static TestImage gadget(String yaml) {
        return new TestImage().file("meta/snap.yaml", GADGET).file("meta/gadget.yaml", yaml);
    }

    private static SnapContents read(TestImage image) {
        return new SnapFileReader(SnapFileLimits.STANDARD).read(image.open());
    }

    private static List<Kind> found(TestImage image) {
        return List.copyOf(read(image).findings().counts().keySet().stream()
                .filter(kind -> kind != Kind.LEAVING_SYMLINK)
                .toList());
    }
}
