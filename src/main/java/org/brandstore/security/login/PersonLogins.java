package org.brandstore.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.person.People;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether somebody is who they say: by e-mail and password, and by a code if they have a second factor. Every
 * door at which people sign in comes through here, so that the limits on wrong tries are the same everywhere.
 */
@ApplicationScoped
public class PersonLogins {
    /** A person whose password was right, and whether a code is needed too. */
    public record Known(Person person, boolean needsCode) {}

    private final People people;
    private final SecondFactors factors;
    private final LoginThrottle throttle;
    private final ClientAddress client;

    PersonLogins(People people, SecondFactors factors, LoginThrottle throttle, ClientAddress client) {
        this.people = people;
        this.factors = factors;
        this.throttle = throttle;
        this.client = client;
    }

    /**
     * The whole of a sign-in.
     *
     * @param code null or blank if none was given
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} in the same words whether the person is unknown,
     *     disabled or the password wrong; {@link ErrorCode#TWOFACTOR_REQUIRED} and {@link ErrorCode#TWOFACTOR_FAILURE} to
     *     somebody who knows the password only; {@link ErrorCode#PASSWORD_POLICY_ERROR} to somebody who has shown
     *     all that and whose password is shorter than the store wants by now; {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public Person signIn(String email, char[] password, @Nullable String code) {
        Known known = checkPassword(email, password);
        if (known.needsCode()) {
            if (code == null || code.isBlank()) {
                throw new StoreException(
                        ErrorCode.TWOFACTOR_REQUIRED,
                        "cannot sign in with the password alone: give the one-time password too");
            }
            checkCode(known.person(), code);
        }
        people.requirePolicy(password);
        return known.person();
    }

    /** The first half of a sign-in. Throws as {@link #signIn}. */
    public Known checkPassword(String email, char[] password) {
        throttle.admit(email, client.text());
        Optional<Person> person = people.authenticate(email, password);
        if (person.isEmpty()) {
            throttle.failed(email, client.text());
            throw new StoreException(
                    ErrorCode.INVALID_CREDENTIALS, "cannot sign in: the e-mail address or the password is wrong");
        }
        boolean needsCode = factors.isRequired(person.get().id());
        if (!needsCode) {
            throttle.succeeded(email);
        }
        return new Known(person.get(), needsCode);
    }

    /** The second half, for somebody whose password was right. Throws as {@link #signIn}. */
    public Person checkCode(Person person, String code) {
        throttle.admitCode(person.email(), client.text());
        if (!factors.use(person, code)) {
            throttle.codeFailed(person.email(), client.text());
            throw new StoreException(
                    ErrorCode.TWOFACTOR_FAILURE, "cannot sign in: the one-time password is wrong or was used already");
        }
        throttle.succeeded(person.email());
        return person;
    }
}
