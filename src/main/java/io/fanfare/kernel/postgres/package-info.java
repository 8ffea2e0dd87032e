/** The start of the database: the embedded PostgreSQL or an external one, its roles, and the connection pool. */
@NullMarked
package io.fanfare.kernel.postgres;

import org.jspecify.annotations.NullMarked;
