package org.brandstore.snap.listing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.brandstore.naming.ShownText;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/**
 * How people come across a snap besides its name and texts, checked.
 *
 * @param categories under which it is found, the most fitting first; a store has those that its snaps name
 * @param keywords that are searched and not shown
 * @param videos addresses of films about it
 * @param unlisted whether no search finds it; who sees it and knows its name can install it all the same
 */
public record Discovery(List<String> categories, List<String> keywords, List<String> videos, boolean unlisted) {
    /** What every snap is found under: nobody may claim it. */
    public static final String FEATURED = "featured";

    /** Of a snap of which nobody said anything. */
    public static final Discovery NONE = new Discovery(List.of(), List.of(), List.of(), false);

    private static final int MAX_CATEGORIES = 5;
    private static final int MAX_KEYWORDS = 20;
    private static final int MAX_VIDEOS = 5;
    private static final int MAX_LENGTH = 500;
    private static final Pattern CATEGORY = Pattern.compile("(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern KEYWORD = Pattern.compile("(?=.{1,40}$)[^\\p{Cntrl}\\s]+( [^\\p{Cntrl}\\s]+)*");

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if there are too many of something or one is not acceptable */
    public Discovery {
        categories = checked(
                "categories",
                categories,
                MAX_CATEGORIES,
                name -> CATEGORY.matcher(name).matches() && !name.equals(FEATURED),
                "a category has 2 to 40 small letters, digits and hyphens, and is not " + FEATURED);
        keywords = checked(
                "keywords",
                keywords,
                MAX_KEYWORDS,
                word -> KEYWORD.matcher(word).matches()
                        && ShownText.problemInLine(word).isEmpty(),
                "a keyword has at most 40 characters in one line");
        videos = checked(
                "video_urls",
                videos,
                MAX_VIDEOS,
                Discovery::isAddress,
                "an address begins with https: or http: and has at most " + MAX_LENGTH + " characters");
    }

    private static List<String> checked(
            String field, List<String> given, int most, Predicate<String> fits, String otherwise) {
        List<String> distinct = given.stream().distinct().toList();
        if (distinct.size() > most) {
            throw wrong(field, "there may be at most " + most);
        }
        if (!distinct.stream().allMatch(fits)) {
            throw wrong(field, otherwise);
        }
        return distinct;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= MAX_LENGTH
                    && uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static StoreException wrong(String field, String why) {
        return new StoreException(List.of(
                new ErrorDetail(ErrorCode.INVALID_FIELD, "cannot set " + field + ": " + why, Map.of("field", field))));
    }
}
