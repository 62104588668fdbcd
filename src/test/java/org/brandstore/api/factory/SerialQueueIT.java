package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.Test;

/** Devices that wait for somebody to let them in, one by one or in batches (brand-store-features.md 2.1). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialQueueIT extends SerialServiceFixture {
    @Inject
    Commands commands;

    @Test
    void aDeviceThatStartsAnewKeepsItsPlaceInTheQueue() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        UUID place = waiting().id();
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);

        assertThat(waiting().id()).isEqualTo(place);
    }

    @Test
    void anApprovalHoldsAlthoughTheDeviceComesWithANewRequest() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        queue.approve(List.of(waiting().id()), "ok", ACTOR);

        assertThat(serial(ask(device(0), "unit-1")).text("serial")).isEqualTo("unit-1");
    }

    @Test
    void anApprovalIsForTheSerialThatWasAskedFor() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        queue.approve(List.of(waiting().id()), "ok", ACTOR);

        assertThat(ask(device(0), "unit-2").status()).isEqualTo(202);
        assertThat(waiting().proposed()).contains("unit-2");
    }

    @Test
    void aRejectedDeviceStaysRejectedUntilSomebodyApprovesIt() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        UUID id = waiting().id();
        queue.reject(List.of(id), "unknown board", ACTOR);
        refused(ask(device(0), "unit-1"), 403, "resource-forbidden");
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.AUTOMATIC, ACTOR);
        refused(ask(device(0), "unit-1"), 403, "resource-forbidden");

        queue.approve(List.of(id), "it was ours", ACTOR);

        serial(ask(device(0), "unit-1"));
    }

    @Test
    void managersDecideAboutABatchOverTheApi() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(device(i), "unit-" + i).status()).isEqualTo(202);
        }
        Publishers.Brand same = new Publishers.Brand(brand.id(), brand.store());
        Person manager = publishers.person(same, Role.RELEASE_MANAGER);
        Person viewer = publishers.person(same, Role.VIEWER);
        Person stranger = publishers.person(publishers.brand(), Role.ADMIN);
        String base = "/api/admin/v1/stores/" + brand.store() + "/serial-requests";
        List<String> ids = Publishers.as(publishers.token(manager))
                .get(base)
                .then()
                .statusCode(200)
                .body("proposed", contains("unit-0", "unit-1", "unit-2"))
                .extract()
                .path("id");

        Publishers.as(publishers.token(stranger)).get(base).then().statusCode(404);
        Publishers.json(publishers.token(viewer), Map.of("ids", ids, "reason", "x"))
                .post(base + "/approve")
                .then()
                .statusCode(403);
        String ownStore = "/api/admin/v1/stores/" + publishers.brand().store();
        Publishers.json(publishers.token(stranger), Map.of("ids", ids, "reason", "x"))
                .post(ownStore + "/serial-requests/approve")
                .then()
                .statusCode(404);
        StoreId lab = world.store(brand.id());
        publishers.grant(manager, lab, Role.RELEASE_MANAGER);
        Publishers.json(publishers.token(manager), Map.of("ids", ids, "reason", "x"))
                .post("/api/admin/v1/stores/" + lab + "/serial-requests/approve")
                .then()
                .statusCode(404);
        Publishers.json(publishers.token(manager), Map.of("ids", ids.subList(0, 2), "reason", "lot 7"))
                .post(base + "/approve")
                .then()
                .statusCode(200)
                .body("changed", equalTo(2));
        Publishers.json(publishers.token(manager), Map.of("ids", ids.subList(2, 3), "reason", "not lot 7"))
                .post(base + "/reject")
                .then()
                .statusCode(200)
                .body("changed", equalTo(1));

        serial(ask(device(0), "unit-0"));
        serial(ask(device(1), "unit-1"));
        refused(ask(device(2), "unit-2"), 403, "resource-forbidden");
        Publishers.as(publishers.token(manager))
                .get(base + "?state=issued")
                .then()
                .body("serial", contains("unit-0", "unit-1"))
                .body("reason", contains("lot 7", "lot 7"));
        assertThat(log().getFirst().decidedBy()).isEqualTo("person:" + manager.email());
    }

    @Test
    void anOperatorDecidesOnTheCommandLine() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(device(i), "unit-" + i).status()).isEqualTo(202);
        }

        List<String[]> lines = commands
                .run("serial", "waiting", "--brand", brand.id().value())
                .stream()
                .map(line -> line.split("\t"))
                .toList();
        assertThat(lines)
                .extracting(line -> line[1] + " " + line[2])
                .containsExactly("model-1 unit-0", "model-1 unit-1", "model-1 unit-2");
        assertThat(commands.run("serial", "approve", lines.get(0)[0], lines.get(1)[0], "--reason", "lot 7, tested"))
                .containsExactly("2 approved");
        assertThat(commands.run("serial", "reject", lines.get(2)[0], "--reason", "not lot 7"))
                .containsExactly("1 rejected");

        serial(ask(device(0), "unit-0"));
        serial(ask(device(1), "unit-1"));
        refused(ask(device(2), "unit-2"), 403, "resource-forbidden");
        assertThat(commands.run("serial", "log", "--brand", brand.id().value()))
                .hasSize(3)
                .filteredOn(line -> line.contains("lot 7, tested"))
                .hasSize(2);
        assertThat(commands.run("serial", "waiting", "--brand", brand.id().value()))
                .isEmpty();
    }

    @Test
    void aDecisionThatNamesOneWrongRequestChangesNothing() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        Person manager = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);

        Publishers.json(
                        publishers.token(manager),
                        Map.of("ids", List.of(waiting().id(), UUID.randomUUID()), "reason", "x"))
                .post("/api/admin/v1/stores/" + brand.store() + "/serial-requests/approve")
                .then()
                .statusCode(404);

        assertThat(waiting().decision()).isEmpty();
    }
}
