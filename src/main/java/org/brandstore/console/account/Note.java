package org.brandstore.console.account;

import java.util.List;
import org.brandstore.account.factor.FactorEnrolment;

/**
 * What is told above a page, once.
 *
 * @param error what went wrong, or an empty text
 * @param done what was done, or an empty text
 * @param secrets what is shown this once, each with a name
 * @param setup the second factor that is being set up, as a QR code; empty paths if none is
 */
record Note(String error, String done, List<Secret> secrets, Setup setup) {
    /** @param value the secret itself */
    record Secret(String name, String value) {
        @Override
        public String toString() {
            return "Secret[" + name + "]";
        }
    }

    /**
     * @param path the dark modules of the QR code as an SVG path
     * @param size of the QR code with its margin, in modules
     * @param key the same secret for typing
     */
    record Setup(String path, int size, String key) {
        static final Setup NONE = new Setup("", 0, "");

        static Setup of(FactorEnrolment enrolment) {
            QrPicture picture = QrPicture.of(enrolment.uri());
            return new Setup(picture.path(), picture.size(), enrolment.secret().replaceAll("(.{4})(?=.)", "$1 "));
        }

        @Override
        public String toString() {
            return "Setup";
        }
    }

    static final Note NONE = new Note("", "", List.of(), Setup.NONE);

    static Note error(String text) {
        return new Note(text, "", List.of(), Setup.NONE);
    }

    static Note done(String text, Secret... secrets) {
        return new Note("", text, List.of(secrets), Setup.NONE);
    }

    /** The same, and what went wrong all the same. */
    Note withError(String text) {
        return new Note(text, done, secrets, setup);
    }

    static Note setUp(FactorEnrolment enrolment, String error) {
        return new Note(error, "", List.of(), Setup.of(enrolment));
    }
}
