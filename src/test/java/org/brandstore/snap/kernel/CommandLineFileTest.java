package org.brandstore.snap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices accept and refuse, by snapd's reader of such files. */
class CommandLineFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "a",
                "a b=c",
                " a  b=\"c d\"  ",
                "a=",
                "# root=x\na",
                "a#b",
                "a=b=c",
                "snapd.debug=1",
                "snapd_system_disk=x",
                "a\r\nb\r\n",
                "memmap=100M#3G",
                "a=\"\"",
                "a\tb",
                "roots=1",
                "a=#"
            })
    void rightOnes(String text) {
        assertThat(CommandLineFile.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root=/dev/sda",
                "a init",
                "nfsroot=x",
                "snapd=1",
                "snapd.debugger",
                "a #b",
                " # a",
                "\"a\"",
                "=a",
                "a==b",
                "a=b\"",
                "a=\"b",
                "a=\"b\"c",
                "a=\"b\"\"",
                "a\"",
                "a=\"b\"=c",
                "a=\"b\n"
            })
    void wrongOnes(String text) {
        assertThat(CommandLineFile.problem(text)).isPresent();
    }

    @Test
    void saysWhatWouldBeRight() {
        assertThat(CommandLineFile.problem("quiet\nroot=/dev/sda"))
                .contains("sets root=/dev/sda, which is for snapd itself; leave it out");
        assertThat(CommandLineFile.problem("a".repeat(64 * 1024)))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("has a line of more than 65535 characters"));
    }
}
