/** The grammar of rules about plugs and slots (assertions.md 3.8). */
@NullMarked
package org.brandstore.assertion.type.rule;

import org.jspecify.annotations.NullMarked;
