package org.brandstore.security;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.Credential;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.Credentials;
import org.brandstore.account.NewCredential;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The login of the publisher tools in both of their modes (publisher-api.md 3.2 and 3.4). For the default mode the store
 * plays both parts: it issues root macaroons, and it is the sign-on service that discharges their caveat for somebody who
 * knows their password.
 */
@Singleton
public class PublisherLogins {
    private final LoginMacaroons macaroons;
    private final LoginThrottle throttle;
    private final People people;
    private final Credentials credentials;

    PublisherLogins(LoginMacaroons macaroons, LoginThrottle throttle, People people, Credentials credentials) {
        this.macaroons = macaroons;
        this.throttle = throttle;
        this.people = people;
        this.credentials = credentials;
    }

    /** A root macaroon that asks for a grant. It is worth nothing without a discharge. */
    public String begin(LoginGrant grant) {
        return macaroons.root(grant);
    }

    /**
     * Vouches for somebody.
     *
     * @param caveatId of the root macaroon's caveat
     * @return the discharge macaroon, not yet bound
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS}, the same whether the person is unknown, disabled or
     *     the password wrong; {@link ErrorCode#TOO_MANY_REQUESTS}; {@link ErrorCode#INVALID_FIELD} for a foreign caveat
     */
    public String discharge(String email, char[] password, String caveatId) {
        LoginGrant grant = macaroons
                .grant(caveatId)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot sign in: caveat_id is not of this store, or it has expired"));
        throttle.admit(email);
        Optional<Person> person = people.authenticate(email, password).filter(found -> !found.disabled());
        if (person.isEmpty()) {
            throttle.failed(email);
            throw new StoreException(
                    ErrorCode.INVALID_CREDENTIALS, "cannot sign in: the e-mail address or the password is wrong");
        }
        throttle.succeeded(email);
        return macaroons.discharge(caveatId, issue(person.get(), CredentialKind.UBUNTU_ONE, grant));
    }

    /**
     * A new discharge for the credential of an old one, however long that has expired. The old one keeps working: tools
     * that were given a credential in their environment cannot store the new one (publisher-api.md trap 17).
     *
     * @param discharge as it was issued, not bound
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if it is not ours or its credential works no more
     */
    public String refresh(String discharge) {
        String secret = macaroons
                .secretOf(discharge)
                .filter(found -> caller(found, CredentialKind.UBUNTU_ONE).isPresent())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_CREDENTIALS, "cannot refresh the discharge macaroon: sign in again"));
        return macaroons.renewed(discharge, secret);
    }

    /**
     * Turns the secret that somebody was handed into the token that the tool keeps. The secret can be used again: each
     * login of the tool does.
     *
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if it is no such secret or works no more
     */
    public String exchange(String enrolment) {
        Caller caller = caller(enrolment, CredentialKind.ENROLMENT)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_CREDENTIALS,
                        "cannot exchange the macaroon: it is no enrolment of this store, or it was revoked"));
        Credential enrolled = caller.credential();
        NewCredential credential = new NewCredential(
                enrolled.person(),
                CredentialKind.ONPREM,
                enrolled.description(),
                enrolled.permissions(),
                enrolled.limits(),
                enrolled.expiresAt().orElse(null));
        return credentials.issue(credential, caller.actor()).secret();
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

    private String issue(Person person, CredentialKind kind, LoginGrant grant) {
        NewCredential credential = new NewCredential(
                person.id(), kind, grant.description(), grant.permissions(), grant.limits(), grant.expiresAt());
        return credentials.issue(credential, Actor.of(person)).secret();
    }
}
