package org.brandstore.security.login;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.person.People;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The login of the publisher tools in both of their modes (publisher-api.md 3.2 and 3.4). For the default mode the store
 * plays both parts: it issues root macaroons, and it is the sign-on service that discharges their caveat for somebody who
 * knows their password.
 */
@Singleton
public class PublisherLogins {
    private final LoginMacaroons macaroons;
    private final PersonLogins logins;
    private final LoginThrottle throttle;
    private final ClientAddress client;
    private final People people;
    private final Credentials credentials;

    PublisherLogins(
            LoginMacaroons macaroons,
            PersonLogins logins,
            LoginThrottle throttle,
            ClientAddress client,
            People people,
            Credentials credentials) {
        this.macaroons = macaroons;
        this.logins = logins;
        this.throttle = throttle;
        this.client = client;
        this.people = people;
        this.credentials = credentials;
    }

    /** A root macaroon that asks for a grant. It is worth nothing without a discharge. */
    public String begin(LoginGrant grant) {
        throttle.knock(client.text());
        return macaroons.root(grant);
    }

    /**
     * Vouches for somebody.
     *
     * @param code the one-time password, or null if none was given
     * @param caveatId of the root macaroon's caveat
     * @return the discharge macaroon, not yet bound
     * @throws StoreException as {@link PersonLogins#signIn}; {@link ErrorCode#INVALID_FIELD} for a foreign caveat
     */
    public String discharge(String email, char[] password, @Nullable String code, String caveatId) {
        LoginGrant grant = macaroons
                .grant(caveatId)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot sign in: caveat_id is not of this store, or it has expired"));
        Person person = logins.signIn(email, password, code);
        return macaroons.discharge(caveatId, issue(person, CredentialKind.UBUNTU_ONE, grant));
    }

    /**
     * A new discharge for the credential of an old one, however long that has expired. The old one keeps working: tools
     * that were given a credential in their environment cannot store the new one (publisher-api.md trap 17).
     *
     * @param discharge as it was issued, not bound
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if it is not ours or its credential works no more;
     *     {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public String refresh(String discharge) {
        admitSecret();
        String secret = macaroons
                .secretOf(discharge)
                .filter(found -> caller(found, CredentialKind.UBUNTU_ONE).isPresent())
                .orElseThrow(() -> wrongSecret("cannot refresh the discharge macaroon: sign in again"));
        return macaroons.renewed(discharge, secret);
    }

    /**
     * Turns the secret that somebody was handed into the token that the tool keeps. The secret is good once: who finds it
     * in a log or a history afterwards gets nothing for it.
     *
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if it is no such secret or works no more; {@link
     *     ErrorCode#TOO_MANY_REQUESTS}
     */
    public String exchange(String enrolment) {
        admitSecret();
        return caller(enrolment, CredentialKind.ENROLMENT)
                .flatMap(this::exchanged)
                .orElseThrow(
                        () -> wrongSecret(
                                "cannot exchange the macaroon: it is no enrolment of this store, or it was"
                                        + " used before, revoked or has ended; each is good once, so ask the operator for a new one"))
                .secret();
    }

    private Optional<IssuedCredential> exchanged(Caller caller) {
        Credential enrolled = caller.credential();
        NewCredential credential = new NewCredential(
                enrolled.person(),
                CredentialKind.ONPREM,
                enrolled.description(),
                enrolled.permissions(),
                enrolled.limits(),
                enrolled.expiresAt().orElse(null));
        return credentials.exchange(enrolled.id(), credential, Actor.of(caller.person()));
    }

    /**
     * Finds out who sent a root macaroon with its bound discharge.
     *
     * @throws StoreException {@link ErrorCode#MACAROON_NEEDS_REFRESH} if a new discharge would do
     */
    Optional<Caller> callerOf(String root, String discharge) {
        Optional<LoginMacaroons.Login> login = macaroons.read(root, discharge);
        Optional<Caller> caller = login.flatMap(found -> caller(found.secret(), CredentialKind.UBUNTU_ONE));
        if (caller.isPresent() && !login.get().isFresh()) {
            throw new StoreException(
                    ErrorCode.MACAROON_NEEDS_REFRESH, "cannot use the discharge macaroon any more: refresh it");
        }
        return caller;
    }

    /** Finds out whose secret of that kind it is. */
    Optional<Caller> caller(String secret, CredentialKind kind) {
        return credentials
                .find(secret)
                .filter(credential -> credential.kind() == kind)
                .flatMap(credential -> people.find(credential.person())
                        .filter(person -> !person.disabled())
                        .map(person -> new Caller(person, credential)));
    }

    private void admitSecret() {
        throttle.knock(client.text());
        throttle.admitSecret(client.text());
    }

    private StoreException wrongSecret(String message) {
        throttle.secretFailed(client.text());
        return new StoreException(ErrorCode.INVALID_CREDENTIALS, message);
    }

    private String issue(Person person, CredentialKind kind, LoginGrant grant) {
        NewCredential credential = new NewCredential(
                person.id(), kind, grant.description(), grant.permissions(), grant.limits(), grant.expiresAt());
        return credentials.issue(credential, Actor.of(person)).secret();
    }
}
