/** The grammars of single texts in snap metadata, as devices read them; each knows its text and nothing about files. */
@NullMarked
package org.brandstore.snap.rule;

import org.jspecify.annotations.NullMarked;
