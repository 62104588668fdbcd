package org.brandstore.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The polls of many devices, one after the other. They differ in the session and in when each snap was refreshed; both
 * are of one length, so that a request is a copy of one pattern with a few places filled in.
 */
final class PollRequests implements Requests {
    /** Where the pattern takes the session. */
    static final char SESSION = '\u0001';

    /** Where the pattern takes the time of the last refresh. */
    static final char REFRESHED = '\u0002';

    /** When the first device refreshed; each next one did so a second later. */
    static final Instant FIRST_REFRESH = Instant.parse("2026-10-01T00:00:00Z");

    private static final int REFRESHED_LENGTH = FIRST_REFRESH.toString().length();

    private final byte[] pattern;
    private final int sessionAt;
    private final int[] refreshedAt;
    private final byte[][] sessions;
    private final byte[][] refreshed;
    private int next;

    /** @param pattern the request with each place filled by as many of its marks as it has characters */
    private PollRequests(byte[] pattern, List<String> sessions) {
        this.pattern = pattern;
        this.sessionAt = places(pattern, SESSION, sessions.getFirst().length()).getFirst();
        this.refreshedAt = places(pattern, REFRESHED, REFRESHED_LENGTH).stream()
                .mapToInt(place -> place)
                .toArray();
        this.sessions = new byte[sessions.size()][];
        this.refreshed = new byte[sessions.size()][];
        for (int i = 0; i < sessions.size(); i++) {
            this.sessions[i] = sessions.get(i).getBytes(StandardCharsets.ISO_8859_1);
            this.refreshed[i] = FIRST_REFRESH.plusSeconds(i).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static PollRequests read(Path folder) throws IOException {
        return new PollRequests(
                Files.readAllBytes(folder.resolve("pattern")), Files.readAllLines(folder.resolve("sessions")));
    }

    static void write(Path folder, String pattern, List<String> sessions) throws IOException {
        String sized = pattern.replace(
                        String.valueOf(SESSION),
                        String.valueOf(SESSION).repeat(sessions.getFirst().length()))
                .replace(String.valueOf(REFRESHED), String.valueOf(REFRESHED).repeat(REFRESHED_LENGTH));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pattern"), sized, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("sessions"), sessions);
    }

    @Override
    public void writeNext(ByteBuffer out) {
        int start = out.position();
        out.put(pattern);
        out.put(start + sessionAt, sessions[next]);
        for (int at : refreshedAt) {
            out.put(start + at, refreshed[next]);
        }
        next = (next + 1) % sessions.length;
    }

    @Override
    public int largest() {
        return pattern.length;
    }

    private static List<Integer> places(byte[] pattern, char mark, int length) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i] == mark) {
                places.add(i);
                i += length - 1;
            }
        }
        return places;
    }
}
