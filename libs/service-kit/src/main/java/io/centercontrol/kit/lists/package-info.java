/**
 * Whole lists: whoever asks a list for {@code application/x-ndjson} or {@code text/csv} gets all of it as one stream, and no
 * resource knows. See {@link io.centercontrol.kit.lists.WholeLists}.
 */
@NullMarked
package io.centercontrol.kit.lists;

import org.jspecify.annotations.NullMarked;
