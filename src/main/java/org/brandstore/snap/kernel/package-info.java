/** What gadgets and kernels say to and of a kernel: its arguments, and the files of a kernel snap that gadgets use. */
@NullMarked
package org.brandstore.snap.kernel;

import org.jspecify.annotations.NullMarked;
