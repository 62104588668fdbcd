package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upload that nothing can make a revision ends, with the reason, and the next one has its turn. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StuckUploadIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;

    @BeforeEach
    void registerOne() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        register(token, brand, name);
    }

    @Test
    void whatTheDatabaseCannotKeepIsRefusedAtOnce() {
        failWith("22P05");
        push(token, name, SnapFile.app(name, "13.13"))
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors.code", hasItem("invalid-snap"));
        push(token, name, SnapFile.app(name, "2.0")).then().body("code", equalTo("ready_to_release"));
    }

    @Test
    void whatFailsAgainAndAgainIsRefusedInTheEnd() {
        failWith("XX000");
        String id = push(token, name, SnapFile.app(name, "13.13"))
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors.code", hasItem("internal-error"))
                .extract()
                .asString();
        push(token, name, SnapFile.app(name, "2.0")).then().body("code", equalTo("ready_to_release"));
        assertThat(id).contains("tell its operator");
    }

    /** Stands for a fault of the program or of the database that one file sets off, and that no time mends. */
    private void failWith(String state) {
        publishers.sql("create or replace function fail_test_upload() returns trigger language plpgsql as $$ begin"
                + " if new.version = '13.13' then raise exception 'a fault' using errcode = '" + state + "'; end if;"
                + " return new; end $$");
        publishers.sql("create or replace trigger fail_test_upload before insert on snap_revision for each row"
                + " execute function fail_test_upload()");
    }
}
