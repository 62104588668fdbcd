package org.brandstore.mail;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words why a mail could not be sent. */
final class MailTrouble {
    private static final int LONGEST = 200;

    /** The replies that are about who signs in (RFC 4954, 6). */
    private static final int AUTHENTICATION_REQUIRED = 530;

    private static final int AUTHENTICATION_TOO_WEAK = 534;
    private static final int AUTHENTICATION_INVALID = 535;

    private MailTrouble() {}

    static String of(Throwable cause) {
        return switch (cause) {
            case TimeoutException late -> "the mail server did not answer in time";
            case SMTPException refusal -> of(refusal);
            case UnknownHostException unknown -> "the mail server is not found";
            case ConnectException away -> "the mail server cannot be reached";
            case SSLException unsafe ->
                "no safe connection to the mail server can be made, see brandstore.mail.tls and its certificate";
            default -> "the mail server cannot be used (" + line(String.valueOf(cause.getMessage())) + ")";
        };
    }

    private static String of(SMTPException refusal) {
        return switch (refusal.getReplyCode()) {
            case AUTHENTICATION_REQUIRED, AUTHENTICATION_TOO_WEAK, AUTHENTICATION_INVALID ->
                "the mail server does not let this store sign in (" + refusal.getReplyCode() + ")";
            default -> "the mail server refuses it (" + line(refusal.getReplyMessage()) + ")";
        };
    }

    /** What somebody else wrote, fit to be shown and logged. */
    private static String line(String text) {
        String one = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST) + "...";
    }
}
