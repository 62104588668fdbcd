/** Rules about plugs and slots, and constraints of keys: their grammar and their patterns (assertions.md 2.8 and 3.8). */
@NullMarked
package org.brandstore.assertion.type.rule;

import org.jspecify.annotations.NullMarked;
