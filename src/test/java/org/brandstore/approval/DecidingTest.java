package org.brandstore.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Demand;
import org.brandstore.security.Effect;
import org.brandstore.testing.Endpoints;
import org.junit.jupiter.api.Test;

class DecidingTest {
    @Test
    void nobodyDecidesInARoleThatAnybodyMayGiveAlone() {
        for (Deciding deciding : Deciding.values()) {
            assertThat(deciding.roles()).as(deciding.name()).isNotEmpty().allMatch(Role::decides);
        }
    }

    @Test
    void whoDoesNotDecideIsToldInWhichRolesPeopleDo() {
        assertThatThrownBy(() -> Deciding.UPLOADS.require(List.of(Role.PUBLISHER), "approve the upload"))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_FORBIDDEN))
                .hasMessage("cannot approve the upload: your roles do not decide about it,"
                        + " which takes one of admin, reviewer");
        assertThatCode(() -> Deciding.UPLOADS.require(List.of(Role.VIEWER, Role.REVIEWER), "approve the upload"))
                .doesNotThrowAnyException();
    }

    /** Annotations cannot ask the rule, so what they say is compared with it. */
    @Test
    void noFaceLetsOthersDecideThanTheRuleSays() {
        Set<String> others = new TreeSet<>();
        Stream.of("org.brandstore.api", "org.brandstore.console")
                .flatMap(faces -> Endpoints.demands(faces).entrySet().stream())
                .filter(endpoint -> endpoint.getValue().effect() == Effect.Reach.DECIDES)
                .filter(endpoint -> !isAsTheRuleSays(endpoint.getValue()))
                .forEach(endpoint ->
                        others.add(endpoint.getKey() + endpoint.getValue().roles()));
        assertThat(others).isEmpty();
    }

    /** Methods for whoever has any role in the store leave it to the service, which asks the rule. */
    private static boolean isAsTheRuleSays(Demand demand) {
        return demand.self()
                || demand.roles().size() > 3
                || Arrays.stream(Deciding.values())
                        .anyMatch(deciding -> deciding.roles().equals(demand.roles()));
    }
}
