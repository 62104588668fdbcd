/** Reads the YAML files of a snap into values, bounded: by length, by depth, by the count of values after aliases are written out. */
@NullMarked
package org.brandstore.snap.yaml;

import org.jspecify.annotations.NullMarked;
