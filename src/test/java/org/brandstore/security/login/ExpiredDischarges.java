package org.brandstore.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.brandstore.secret.ServerSecrets;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.site.PublicUrls;

/** Makes discharges of this server that have ended, as a tool has them after a day. */
@ApplicationScoped
public class ExpiredDischarges {
    private final LoginMacaroons now;
    private final LoginMacaroons past;

    ExpiredDischarges(LoginMacaroons now, LoginConfig config, PublicUrls urls, ServerSecrets secrets) {
        this.now = now;
        this.past = new LoginMacaroons(
                config, urls, secrets, new SecureRandom(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
    }

    /** The same discharge as it would be if it had been given two days ago. */
    public Macaroon of(Macaroon discharge) {
        String secret = now.secretOf(discharge.serialize()).orElseThrow();
        return Macaroon.parse(past.discharge(discharge.identifier(), secret));
    }
}
