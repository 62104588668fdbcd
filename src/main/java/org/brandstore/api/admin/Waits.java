package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.brandstore.approval.Outcome;

/**
 * The answer with status 202 to a change that others have to approve first.
 *
 * @param proposal its id, below {@code /api/admin/v1/proposals}
 * @param approvalsNeeded how many other people have to agree
 * @param title what they are asked for
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record Waits(String proposal, int approvalsNeeded, String title) {
    /** 200 with what is so now if the change has happened, else 202 with what waits. */
    public static Response answer(Outcome outcome, Supplier<?> now) {
        return switch (outcome) {
            case Outcome.Done done -> Response.ok(now.get()).build();
            case Outcome.Waiting waiting ->
                Response.accepted(new Waits(waiting.proposal().toString(), waiting.needed(), waiting.title()))
                        .build();
        };
    }
}
