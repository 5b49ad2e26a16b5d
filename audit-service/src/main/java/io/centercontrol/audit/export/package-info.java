/** Exports: entries written to one file that is taken home. Owns: exports and their files. Says: audit. Hears: nothing. */
@NullMarked
package io.centercontrol.audit.export;

import org.jspecify.annotations.NullMarked;
