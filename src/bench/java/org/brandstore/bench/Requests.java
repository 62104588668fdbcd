package org.brandstore.bench;

import java.nio.ByteBuffer;

/** Requests that can be sent any number of times. */
interface Requests {
    /** Writes the next whole request. */
    void writeNext(ByteBuffer out);

    /** The size of the largest in bytes. */
    int largest();
}
