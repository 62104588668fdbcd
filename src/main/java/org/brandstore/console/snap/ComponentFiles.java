package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.upload.Upload;
import org.brandstore.snap.upload.Uploads;

/**
 * Tells from the names of uploaded files which components they are: the tools that make them call them
 * {@code SNAP+COMPONENT_VERSION.comp}. Whether it is true is checked when the file is read.
 */
@Singleton
class ComponentFiles {
    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\+([a-z0-9-]{1,40})(?:_.*)?\\.comp");

    private final Uploads uploads;

    ComponentFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Component name to upload.
     *
     * @param ids as the uploads were answered; empty texts do not count
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there is no such upload, its name does not say which
     *     component it is, or two are the same one
     */
    Map<SnapName, String> named(List<String> ids) {
        List<String> sent = ids.stream().filter(id -> !id.isEmpty()).distinct().toList();
        if (sent.size() > MOST) {
            throw invalid("there are more than " + MOST + " files");
        }
        Map<SnapName, String> named = new LinkedHashMap<>();
        for (String id : sent) {
            SnapName name = name(uploads.find(id)
                    .map(Upload::filename)
                    .orElseThrow(() -> invalid("a file was not uploaded, or too long ago; choose it again")));
            if (named.putIfAbsent(name, id) != null) {
                throw invalid("two files are component " + name);
            }
        }
        return named;
    }

    private static SnapName name(String file) {
        Matcher matcher = NAME.matcher(file);
        if (!matcher.matches() || !NameRules.isSnapName(matcher.group(1))) {
            throw invalid("the name of the file " + file
                    + " does not say which component it is; it must be like snap+component_1.0.comp");
        }
        return new SnapName(matcher.group(1));
    }

    private static StoreException invalid(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot take the components: " + why);
    }
}
