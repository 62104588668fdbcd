package org.brandstore.api.device;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.brandstore.refresh.AssertionList;
import org.brandstore.refresh.AssertionNews;
import org.brandstore.refresh.CatalogSnap;
import org.brandstore.refresh.DownloadUrls;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.SnapAction;
import org.brandstore.refresh.WantedAssertion;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a refresh request (device-api.md 6.2). The descriptions of revisions were made before; the rest is small. */
final class RefreshAnswer {
    private static final int PER_RESULT = 2048;

    private final ByteArrayOutputStream out;
    private boolean empty = true;

    RefreshAnswer(int results) {
        out = new ByteArrayOutputStream(64 + results * PER_RESULT);
        raw("{\"results\":[");
    }

    byte[] finish() {
        raw("]}");
        return out.toByteArray();
    }

    /** @param deltas the items of {@code download.deltas} of an offer, as JSON */
    void add(SnapAction action, RefreshDecision decision, byte[] deltas) {
        switch (decision) {
            case RefreshDecision.Offer offer -> {
                begin(action, offer.snap(), offer.channel(), offer.redirect());
                offer.revision().writeTo(out, deltas);
                raw("}");
            }
            case RefreshDecision.Current current -> {
                begin(action, current.snap(), current.channel(), null);
                current.revision().writeTo(out);
                raw("}");
            }
            case RefreshDecision.Refused refused -> error(action, refused);
        }
    }

    void add(AssertionNews news, DownloadUrls urls) {
        result("fetch-assertions");
        field("key", news.key());
        raw(",\"assertion-stream-urls\":[");
        boolean first = true;
        for (AssertionList list : news.lists()) {
            comma(first);
            first = false;
            text(urls.stream(list.toString()));
        }
        raw("]");
        if (!news.missing().isEmpty()) {
            missing(news.missing());
        }
        raw("}");
    }

    private void begin(SnapAction action, CatalogSnap snap, @Nullable String channel, @Nullable String redirect) {
        result(action.kind().wireName());
        field("instance-key", action.instanceKey());
        field("name", snap.name());
        field("snap-id", snap.id());
        field("effective-channel", channel);
        field("redirect-channel", redirect);
        raw(",\"snap\":");
    }

    /** Names only what the client named, so that hidden and absent snaps look the same. */
    private void error(SnapAction action, RefreshDecision.Refused refused) {
        result("error");
        field("instance-key", action.instanceKey());
        field("snap-id", action.snapId());
        field("name", action.name());
        raw(",\"error\":{\"code\":");
        text(refused.code().wireCode());
        field("message", refused.message());
        if (refused.snap() != null) {
            raw(",\"extra\":{\"releases\":[");
            boolean first = true;
            for (CatalogSnap.Release release : refused.releases()) {
                comma(first);
                first = false;
                raw("{\"architecture\":");
                text(release.architecture());
                field("channel", release.channel());
                raw("}");
            }
            raw("]}");
        }
        raw("}}");
    }

    private void missing(List<WantedAssertion> missing) {
        raw(",\"error-list\":[");
        boolean first = true;
        for (WantedAssertion wanted : missing) {
            comma(first);
            first = false;
            raw("{\"code\":\"not-found\",\"message\":\"assertion not found\",\"type\":");
            text(wanted.type());
            raw(wanted instanceof WantedAssertion.Single ? ",\"primary-key\":[" : ",\"sequence-key\":[");
            boolean firstPart = true;
            for (String part : wanted.key()) {
                comma(firstPart);
                firstPart = false;
                text(part);
            }
            raw("]}");
        }
        raw("]");
    }

    private void result(String kind) {
        comma(empty);
        empty = false;
        raw("{\"result\":\"");
        raw(kind);
        raw("\"");
    }

    private void comma(boolean first) {
        if (!first) {
            out.write(',');
        }
    }

    private void field(String name, @Nullable String value) {
        if (value != null) {
            raw(",\"");
            raw(name);
            raw("\":");
            text(value);
        }
    }

    /** A JSON string; most need no escapes. */
    private void text(String value) {
        out.write('"');
        if (isPlain(value)) {
            raw(value);
        } else {
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
        }
        out.write('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void raw(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }
}
