/** Checkouts, their payments and their timeline in H2 or PostgreSQL. */
@NullMarked
package org.freedomcheckout.store;

import org.jspecify.annotations.NullMarked;
