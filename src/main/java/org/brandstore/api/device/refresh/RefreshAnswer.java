package org.brandstore.api.device.refresh;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.assertion.AssertionList;
import org.brandstore.catalog.assertion.AssertionNews;
import org.brandstore.catalog.assertion.WantedAssertion;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.question.SnapAction;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a refresh request (device-api.md 6.2). The descriptions of revisions were made before; the rest is small. */
public final class RefreshAnswer {
    /** More than what is written of a result beside the description of its revision. */
    private static final int PER_RESULT = 512;

    /** More than what is written of a channel where the snap is to be had instead. */
    private static final int PER_RELEASE = 128;

    private static final int FRAME = 64;

    private final AnswerBytes out;
    private boolean empty = true;

    /** @param expected how many bytes there will be, as {@link #length} says, so that the room for them is got at once */
    RefreshAnswer(int expected) {
        out = new AnswerBytes(expected);
        raw("{\"results\":[");
    }

    /** About how many bytes the answer with these decisions will have. */
    static long length(List<Described> decisions) {
        long length = FRAME;
        for (Described decision : decisions) {
            length += PER_RESULT + descriptionLength(decision);
        }
        return length;
    }

    Buffer finish() {
        raw("]}");
        return out.toBuffer();
    }

    /** How many bytes the description or the list has that this decision brings along. */
    private static int descriptionLength(Described one) {
        return one.decision() instanceof RefreshDecision.Refused refused
                ? refused.releases().size() * PER_RELEASE
                : one.description().map(Description::length).orElse(0);
    }

    /** @param deltas the items of {@code download.deltas} of an offer, as JSON */
    void add(SnapAction action, Described one, byte[] deltas) {
        switch (one.decision()) {
            case RefreshDecision.Offer offer -> {
                begin(action, offer.snap(), offer.channel(), offer.redirect());
                one.description().orElseThrow().writeTo(out, deltas);
                raw("}");
            }
            case RefreshDecision.Current current -> {
                begin(action, current.snap(), current.channel(), null);
                one.description().orElseThrow().writeTo(out);
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
        if (action.instanceKey().equals(snap.id())) {
            snap.writeInstanceTo(out);
        } else {
            field("instance-key", action.instanceKey());
            snap.writeNamesTo(out);
        }
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

    private void text(String value) {
        out.quoted(value);
    }

    private void raw(String ascii) {
        out.ascii(ascii);
    }
}
