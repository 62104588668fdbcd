package org.brandstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brandstore.account.Accounts;
import org.brandstore.model.Models;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.testing.Commands;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody signs or takes in a model without learning who gets its serials. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ModelCommandIT {
    private static final ModelName BOX = new ModelName("box");

    @Inject
    Commands commands;

    @Inject
    DeviceWorld world;

    @Inject
    Accounts accounts;

    @Inject
    Models models;

    @TempDir
    Path folder;

    private AccountId brand;
    private String username;

    @BeforeEach
    void aBrand() throws IOException {
        brand = world.brand().id();
        username = accounts.find(brand).orElseThrow().username();
        Files.writeString(folder.resolve("box.json"), """
                {"type": "model", "model": "box", "architecture": "armhf", "gadget": "box-gadget",
                 "kernel": "box-kernel"}""");
    }

    private String sign(String... more) {
        String[] arguments = {
            "model", "sign", "--brand", username, folder.resolve("box.json").toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return String.join("\n", commands.run(all));
    }

    private SerialPolicy policy() {
        return models.find(brand, BOX).orElseThrow().serialPolicy();
    }

    @Test
    void aNewModelWaitsForDecisionsAndSaysSo() {
        assertThat(sign()).contains("type: model").contains("after a decision");
        assertThat(policy()).isEqualTo(SerialPolicy.MANUAL);
    }

    @Test
    void automaticHasToBeSaidAndIsWarnedOfEachTime() {
        assertThat(sign("--serial-approval", "automatic")).contains("warning: anybody who asks gets a serial");
        assertThat(policy()).isEqualTo(SerialPolicy.AUTOMATIC);
        assertThat(sign()).as("it keeps what it has").contains("warning: anybody who asks");
        assertThat(policy()).isEqualTo(SerialPolicy.AUTOMATIC);
        assertThat(String.join("\n", commands.run("model", "list", "--brand", username)))
                .contains("box\t-\tautomatic\t-")
                .contains("warning: anybody who asks");
    }

    @Test
    void anApiKeyIsPrintedOnceAndOpensTheModelToWhoHasIt() {
        String key = sign("--serial-approval", "api-key")
                .lines()
                .filter(line -> line.startsWith("api-key: "))
                .findFirst()
                .orElseThrow()
                .substring(9);
        assertThat(models.apiKeyMatches(brand, BOX, key)).isTrue();
        assertThat(sign()).doesNotContain("api-key: ").doesNotContain("warning");

        String next =
                commands.run("model", "api-key", "--brand", username, "box").getFirst();
        assertThat(models.apiKeyMatches(brand, BOX, key)).isFalse();
        assertThat(models.apiKeyMatches(brand, BOX, next)).isTrue();
    }

    @Test
    void aWordThatIsNoneSignsNothing() {
        assertThat(commands.fail(
                        "model",
                        "sign",
                        "--brand",
                        username,
                        "--serial-approval",
                        "none",
                        folder.resolve("box.json").toString()))
                .contains("manual, automatic or api-key");
        assertThat(models.find(brand, BOX)).isEmpty();
    }
}
