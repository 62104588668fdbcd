/** What a gadget.yaml says, and whether a device would take it. Knows the text and nothing about files. */
@NullMarked
package org.brandstore.snap.gadget;

import org.jspecify.annotations.NullMarked;
