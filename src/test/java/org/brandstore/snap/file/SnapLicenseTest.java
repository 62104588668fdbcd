package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapLicenseTest {
    @Test
    void readsTheLicenceOfARevision() {
        assertThat(SnapLicense.of("name: a\nlicense: MIT AND Zlib\n")).contains("MIT AND Zlib");
        assertThat(SnapLicense.of("name: a\n")).isEmpty();
    }

    @Test
    void aRevisionOfFormerDaysHasNoLicenceRatherThanAWrongOne() {
        assertThat(SnapLicense.of("name: a\nlicense: Foo-1.0\n")).isEmpty();
        assertThat(SnapLicense.of("name: a\nlicense: MIT\ntitle: \"a\\0b\"\n")).isEmpty();
    }
}
