package org.brandstore.store.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.mail.Letter;
import org.brandstore.mail.MailServer;
import org.brandstore.store.BrandStore;

/** Takes links to the people that they are for. */
@ApplicationScoped
class InvitationMail {
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final MailServer server;

    InvitationMail(MailServer server) {
        this.server = server;
    }

    /** Whether this store sends mail at all. If not, whoever invites hands the link on. */
    boolean isOffered() {
        return server.isThere();
    }

    /** @throws org.brandstore.problem.StoreException if the mail cannot be sent, or not now */
    void send(Invitation invitation, BrandStore store, Person by, String link) {
        server.send(new Letter(invitation.email(), line("Invitation to the store " + store.name()), """
                Hello %s,

                %s (%s) invites you to the store %s.
                There you would be: %s.

                To accept, open this link:

                %s

                It works once, until %s. Whoever has it can use it: keep it to yourself.
                If you do not know what this is about, just delete this mail.
                """.formatted(
                        line(invitation.displayName()),
                        line(by.displayName()),
                        line(by.email()),
                        line(store.name()),
                        roles(invitation),
                        link,
                        END.format(invitation.expiresAt()))));
    }

    private static String roles(Invitation invitation) {
        return invitation.roles().stream()
                .map(role -> role.wireName().replace('-', ' '))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A name is part of a line here, whatever else it has in it. */
    private static String line(String name) {
        return name.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
    }
}
