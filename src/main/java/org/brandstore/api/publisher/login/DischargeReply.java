package org.brandstore.api.publisher.login;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** A discharge macaroon, not yet bound. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DischargeReply(String dischargeMacaroon) {
    @Override
    public String toString() {
        return "DischargeReply";
    }
}
