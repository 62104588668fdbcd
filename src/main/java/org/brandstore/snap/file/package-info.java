/** Reads a snap or component file: what it is, what it asks for, and what a reviewer should know. Pure: no container, no database. */
@NullMarked
package org.brandstore.snap.file;

import org.jspecify.annotations.NullMarked;
