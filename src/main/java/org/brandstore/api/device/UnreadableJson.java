package org.brandstore.api.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Bodies that are not JSON. */
public final class UnreadableJson {
    private UnreadableJson() {}

    /** @param e thrown while reading bytes in memory, so that nothing but their content can be wrong */
    public static StoreException of(IOException e) {
        String where = e instanceof JsonProcessingException json && json.getLocation() != null
                ? " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "";
        return new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it is not JSON" + where, e);
    }
}
