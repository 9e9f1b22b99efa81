/** What a checkout is and how it moves: states, events, rules, tokens, money and secrets. Knows nothing but the JDK. */
@NullMarked
package org.freedomcheckout.checkout;

import org.jspecify.annotations.NullMarked;
