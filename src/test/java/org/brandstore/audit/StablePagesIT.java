package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.event.Events;
import org.brandstore.testing.Changes;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.Test;

/** Whoever reads a list page by page sees each line once that was there when they began, while others write. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StablePagesIT {
    private static final int LINES = 700;

    @Inject
    Publishers publishers;

    @Inject
    Events events;

    @Test
    void theAuditLogIsReadWithoutGapsAndRepetitionsWhileItGrows() throws Exception {
        Brand brand = publishers.brand();
        String auditor = publishers.token(publishers.person(brand, Role.AUDITOR));
        record(brand, IntStream.range(0, LINES).mapToObj(i -> "line-" + i));
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                writing.add(writers.submit(() -> {
                    while (!over.get()) {
                        record(brand, Stream.of("later"));
                    }
                }));
            }
            try {
                for (int round = 0; round < 3; round++) {
                    assertThat(read(brand, auditor))
                            .filteredOn(subject -> subject.startsWith(Changes.subject(brand.account(), "line-")))
                            .containsExactlyElementsOf(IntStream.iterate(LINES - 1, i -> i >= 0, i -> i - 1)
                                    .mapToObj(i -> Changes.subject(brand.account(), "line-" + i))
                                    .toList());
                }
            } finally {
                over.set(true);
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
    }

    private void record(Brand brand, Stream<String> models) {
        QuarkusTransaction.requiringNew()
                .run(() -> models.forEach(model -> events.record("p", Changes.ofModel(brand.account(), model))));
    }

    private static List<String> read(Brand brand, String auditor) {
        List<String> subjects = new ArrayList<>();
        long below = Long.MAX_VALUE;
        while (true) {
            Response page = as(auditor)
                    .queryParam("below", below)
                    .get("/api/admin/v1/stores/{id}/audit", brand.store().value());
            page.then().statusCode(200);
            List<String> found = page.path("subject");
            if (found.isEmpty()) {
                return subjects;
            }
            subjects.addAll(found);
            List<Number> ids = page.path("id");
            below = ids.getLast().longValue();
        }
    }
}
