package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a file to a revision, as the tools of the default mode go it (publisher-api.md 4.5 to 4.7). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PushIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        register(token, brand, name);
    }

    @Test
    void anUploadedFileBecomesARevision() {
        Response status = push(token, name, SnapFile.app(name, "1.0"));

        assertThat(status.<String>path("code")).isEqualTo("ready_to_release");
        assertThat(status.<Integer>path("revision")).isEqualTo(1);
        assertThat(status.<List<?>>path("errors")).isEmpty();
    }
}
