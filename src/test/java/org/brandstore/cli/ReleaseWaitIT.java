package org.brandstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.brandstore.update.Approvals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that released something learns whether devices get it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReleaseWaitIT {
    @Inject
    Publishers publishers;

    @Inject
    Accounts accounts;

    @Inject
    ReleaseRequests requests;

    @Inject
    Approvals approvals;

    @Inject
    Commands commands;

    private Brand brand;
    private String username;
    private String token;
    private Person manager;
    private String name;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void upload() {
        brand = publishers.brand();
        username = accounts.require(brand.account()).username();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        manager = publishers.person(brand, Role.RELEASE_MANAGER);
        name = publishers.unique("app");
        register(token, brand, name);
        push(token, name, SnapFile.app(name, "1"));
        push(token, name, SnapFile.app(name, "2"));
    }

    @Test
    void whatNobodyDecidesStillWaits() {
        release(1, "stable");

        assertThat(await(1, "stable")).isEqualTo(ReleaseCommand.STILL_WAITING);
        assertThat(said.toString()).contains("waits for approval");
    }

    @Test
    void whatIsApprovedIsReleased() {
        release(1, "stable");
        approvals.approve(waiting().id(), manager, "tested", null, Actor.of(manager));

        assertThat(await(1, "stable")).isZero();
        assertThat(said.toString()).contains("revision 1 of " + name + " to latest/stable: released at");
    }

    @Test
    void whatIsRejectedFails() {
        release(1, "stable");
        approvals.reject(waiting().id(), manager, "not before Monday", Actor.of(manager));

        assertThat(await(1, "stable")).isEqualTo(ReleaseCommand.REFUSED);
        assertThat(said.toString()).contains("not before Monday");
    }

    @Test
    void whatWasOvertakenFails() {
        release(1, "stable");
        ReleaseRequest first = waiting();
        release(2, "stable");
        requests.open(List.of(brand.store())).stream()
                .filter(request -> !request.id().equals(first.id()))
                .forEach(request -> approvals.approve(request.id(), manager, "tested", null, Actor.of(manager)));

        assertThat(await(1, "stable")).isEqualTo(ReleaseCommand.REFUSED);
        assertThat(await(2, "stable")).isZero();
    }

    @Test
    void whatHadNotToWaitIsReleasedAndWhatNobodyWantedIsAnError() {
        release(1, "edge");

        assertThat(await(1, "edge")).isZero();
        assertThat(await(2, "edge")).isEqualTo(1);
    }

    private int await(int revision, String channel) {
        PrintWriter out = new PrintWriter(said);
        return commands.line()
                .setOut(out)
                .setErr(out)
                .execute(
                        "release",
                        "wait",
                        name,
                        Integer.toString(revision),
                        channel,
                        "--brand",
                        username,
                        "--timeout",
                        "PT0S");
    }

    private ReleaseRequest waiting() {
        return requests.open(List.of(brand.store())).getFirst();
    }

    private void release(int revision, String channel) {
        json(token, Map.of("name", name, "revision", Integer.toString(revision), "channels", List.of(channel)))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(200);
    }
}
