package org.brandstore.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class EnrolmentsIT extends LoginCase {
    @Test
    void anEnrolmentIsGoodOnce() {
        IssuedCredential enrolment = issue(CredentialKind.ENROLMENT);

        String token =
                exchange(enrolment.secret()).then().statusCode(200).extract().path("macaroon");

        exchange(enrolment.secret())
                .then()
                .statusCode(401)
                .body("error-list.code", contains("invalid-credentials"))
                .body("error-list[0].message", containsString("each is good once"));
        assertThat(token).matches("[!-~]+");
        whoami("macaroon " + token)
                .statusCode(200)
                .body("account.email", equalTo(person.email()))
                .body("permissions", contains("package_access"));
        whoami("Macaroon " + token).statusCode(200);
        whoami("Bearer " + token).statusCode(200);
    }

    @Test
    void ofManyWhoExchangeAnEnrolmentAtOnceOneGetsAToken() throws Exception {
        String secret = issue(CredentialKind.ENROLMENT).secret();

        List<Callable<Integer>> attempts =
                Collections.nCopies(4, () -> exchange(secret).statusCode());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(attempts.size())) {
            for (Future<Integer> answer : pool.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 401, 401, 401);
        assertThat(publishers.count(
                        "select count(*) from credential where person_id = ?1 and kind = 'onprem'",
                        person.id().value()))
                .isEqualTo(1);
    }

    @Test
    void anEnrolmentOfADisabledPersonGivesNothing() {
        String secret = issue(CredentialKind.ENROLMENT).secret();

        publishers.disable(person);

        exchange(secret).then().statusCode(401).body("error-list.code", contains("invalid-credentials"));
    }
}
