/** The refresh call: read the question, admit it, answer it. */
@NullMarked
package org.brandstore.api.device.refresh;

import org.jspecify.annotations.NullMarked;
