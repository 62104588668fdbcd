/** Reads the fields of snap.yaml and component.yaml, and judges them as snapd does. */
@NullMarked
package org.brandstore.snap.fields;

import org.jspecify.annotations.NullMarked;
