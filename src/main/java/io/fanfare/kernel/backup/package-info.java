/** Backups of an installation, and how one is restored: programs beside the server. */
@NullMarked
package io.fanfare.kernel.backup;

import org.jspecify.annotations.NullMarked;
