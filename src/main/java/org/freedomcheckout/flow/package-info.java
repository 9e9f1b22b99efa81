/**
 * Takes a checkout through its life: asks Freedom Pay, remembers the answers, recovers payments in doubt. Every request
 * that moves money is remembered on the disk before it leaves.
 */
@NullMarked
package org.freedomcheckout.flow;

import org.jspecify.annotations.NullMarked;
